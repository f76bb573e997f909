"""What KPIs are added up from: rows that count as columns, and sums over whole arrays."""
