"""Typed rows with everything that is wrong or doubtful in them."""
