"""What a text may mean, as a heading, a question or the name of a sheet or file."""
