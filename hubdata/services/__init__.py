"""The use cases: the only door that pages and the command line come in by."""
