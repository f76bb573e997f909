"""What is asked of schools, partners and the hub, and how the answers are read and checked."""
