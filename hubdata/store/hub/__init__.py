"""What the hub decides and writes itself: settings, targets, commentary, packs, snapshots."""
