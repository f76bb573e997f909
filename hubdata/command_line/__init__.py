"""The commands of `python -m hubdata`: everything the pages do that makes sense in a script."""
