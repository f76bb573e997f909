"""What a value means: its result, target, status, benchmark, break, and whether it may be told."""
