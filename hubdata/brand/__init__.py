"""A hub's own look: its colour made readable on both papers, and its logo made safe to show."""
