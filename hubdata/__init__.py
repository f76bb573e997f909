"""What a Music Hub asks, keeps, computes and reports; pages and the command line only show it."""
