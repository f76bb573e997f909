"""The national plan's goals, functions and limbs, and how the hub stands on each."""
