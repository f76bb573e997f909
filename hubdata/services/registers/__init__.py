"""The registers of schools and partners, and the public files they are made of."""
