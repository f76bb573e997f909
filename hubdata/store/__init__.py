"""The store: engine, tables, migrations, every select. Nothing else opens a session."""
