"""What it takes: money, people, instruments, environment."""
