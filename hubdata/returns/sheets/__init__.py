"""What is asked, one SQLModel class for each sheet."""
