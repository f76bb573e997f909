"""Which school or partner a file means, told by what it says; surely, or not at all."""
