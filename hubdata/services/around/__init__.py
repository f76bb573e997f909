"""What stands around every page: name, colour, choices of the filters, what to jump to."""
