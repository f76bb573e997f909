"""What leaves the hub: content, built from values that services pass in, then the document."""
