"""Schools and partners, who takes part, and who is not reached."""
