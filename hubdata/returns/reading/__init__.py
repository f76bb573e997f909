"""From a file as people send it to rows of cells, each return apart."""
