"""From bytes to cells that know where they stand; nothing is understood yet."""
