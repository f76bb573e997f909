"""Results of KPIs: computed, kept, explained and put into words; the hub's own KPIs among them."""
