"""From a file as it came to a return that counts: reading, matching, accepting, correcting."""
