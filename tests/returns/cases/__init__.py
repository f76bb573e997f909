"""A fault for every rule: each builder spoils a clean return so that its rule, and no other,
finds it."""
