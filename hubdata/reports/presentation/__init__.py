"""A board pack as slides in the browser: one file of HTML that needs nothing else."""
