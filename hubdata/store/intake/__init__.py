"""Files, the returns in them, and what became of each: every act one transaction."""
