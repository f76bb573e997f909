"""All that is imported is pinned, all that is pinned is used, and every pin says why."""

import ast
import re
import sys
from importlib import metadata

from tests.house import ROOT, TREES, explain

REQUIREMENTS = (ROOT / "requirements.txt").read_text("utf-8")
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8")
OUR_ROOMS = {"hubdata", "pages", "sample_data", "tests", "dashboard", "deploy"}

# Pinned though nothing imports them, and why.
USED_OTHERWISE = {
    "psycopg": "SQLAlchemy loads it by its URL",
    "uvicorn": "serves what hubdata.server declares",
    "pandas": "hubdata.server warms it up; Streamlit and Altair make tables of it",
    "pytest-xdist": "pytest -n auto",
    "ruff": "make test",
    "mypy": "make test",
    "pandas-stubs": "make test",
}


def test_all_that_is_imported_is_pinned() -> None:
    unpinned = sorted(find_imported() - set(read_pins(REQUIREMENTS)))
    assert not unpinned, explain("Pin it in requirements.txt, and say why", unpinned)


def test_all_that_is_pinned_is_used() -> None:
    unused = sorted(set(read_pins(REQUIREMENTS)) - find_imported() - set(USED_OTHERWISE))
    assert not unused, explain("Nothing imports it: take it out of requirements.txt", unused)


def test_every_pin_is_exact_and_says_why() -> None:
    lines = [line for line in REQUIREMENTS.splitlines() if line and line[0] not in "#-"]
    loose = [line for line in lines if not re.match(r"[\w\[\]-]+==[\w.]+ +# \S", line)]
    assert not loose, explain("Write name==version  # why", loose)


def test_pins_agree_with_the_constraints() -> None:
    pins, constraints = read_pins(REQUIREMENTS), read_pins(CONSTRAINTS)
    assert {name: constraints.get(name) for name in pins} == pins


def find_imported() -> set[str]:
    """The distributions that any module of the project imports, by their names on PyPI."""
    roots: set[str] = set()
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                roots |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                roots.add(node.module.split(".")[0])
    offered = metadata.packages_distributions()
    foreign = roots - sys.stdlib_module_names - OUR_ROOMS
    return {normalise(offered[root][0] if root in offered else root) for root in foreign}


def read_pins(text: str) -> dict[str, str]:
    """Name to version, as a requirements file pins them."""
    found = re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", text, re.MULTILINE)
    return {normalise(name): version for name, version in found}


def normalise(name: str) -> str:
    """One spelling for a name that PyPI lets people spell in several ways."""
    return re.sub(r"[-_.]+", "-", name).lower()
