"""Schools and partners: what files held of them, told again as of any day."""
