"""What is reported: snapshots, revisions, commentary, board meetings and their packs."""
