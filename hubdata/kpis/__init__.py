"""KPIs: the catalogue, the measures under it, and their arithmetic. No database, clock or file."""
