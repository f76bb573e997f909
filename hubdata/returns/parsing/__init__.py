"""From a cell to a typed value, or a sentence that says why not."""
