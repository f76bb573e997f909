"""Of whom returns are expected, who sent them, and what is sent out."""
