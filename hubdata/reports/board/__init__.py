"""The board pack: its evidence, suppressed; its content, slide by slide; then the documents."""
