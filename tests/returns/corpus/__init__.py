"""Odd and hostile files, made here, each with what must become of it."""

from tests.returns.corpus import files, layouts, lists
from tests.returns.corpus.case import CASES, Case, Expected

__all__ = ["CASES", "Case", "Expected", "files", "layouts", "lists"]
