"""KPIs read in plain Python over rows, each number with the cells that it came from."""
