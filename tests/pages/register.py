"""The register of pages as `dashboard.py` lists it, read without running it."""

import ast
from pathlib import Path

from pages.components.around.frame import PageEntry
from pages.components.kit.linked import address_of

ROOT = Path(__file__).parents[2]


def read_register() -> list[PageEntry]:
    """Every `PageEntry(…)` of the register, in its order."""
    tree = ast.parse((ROOT / "dashboard.py").read_text(encoding="utf-8"))
    return [
        PageEntry(*[ast.literal_eval(argument) for argument in call.args])
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "PageEntry"
    ]


def address_of_page(entry: PageEntry) -> str:
    """Where Streamlit serves it: the home page, or the only one there is, at the root."""
    return "" if len(read_register()) == 1 else address_of(entry.script).removeprefix("./")
