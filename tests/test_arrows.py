"""Which way imports run. The tables below are the law of the house; a wrong arrow fails here with
its file and line. To make a new room, give it a line in ARROWS."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ("dashboard.py", "hubdata", "pages", "sample_data", "deploy")

FOUNDATIONS = {"hubdata.framework", "hubdata.vocabulary", "hubdata.periods", "hubdata.errors"}
WORDS = FOUNDATIONS | {"hubdata.calendar", "hubdata.wording", "hubdata.harmless"}

# room: the rooms it may import from (besides itself). A module belongs to the longest name that
# begins it, so "hubdata.kpis" holds for everything in that folder.
ARROWS: dict[str, set[str]] = {
    "hubdata.errors": set(),
    "hubdata.vocabulary": set(),
    "hubdata.framework": {"hubdata.vocabulary"},
    "hubdata.periods": {"hubdata.errors"},
    "hubdata.settings": {"hubdata.errors"},
    "hubdata.calendar": FOUNDATIONS,
    "hubdata.wording": FOUNDATIONS,
    "hubdata.harmless": set(),
    "hubdata.kpis": WORDS,  # never settings: they read the environment
    "hubdata.returns": WORDS | {"hubdata.settings"},
    "hubdata.register": WORDS | {"hubdata.settings"},
    "hubdata.brand": FOUNDATIONS,
    "hubdata.store": WORDS
    | {"hubdata.settings", "hubdata.returns", "hubdata.register", "hubdata.kpis"}
    | {"hubdata.brand"},
    "hubdata.reports": WORDS | {"hubdata.kpis"},
    "hubdata.services": WORDS
    | {"hubdata.settings", "hubdata.returns", "hubdata.register", "hubdata.kpis"}
    | {"hubdata.store", "hubdata.reports", "hubdata.brand"},
    "hubdata.server": {"hubdata.services", "hubdata.settings", "hubdata.errors"},
    "hubdata.command_line": WORDS | {"hubdata.services", "hubdata.settings", "sample_data"},
    "hubdata.__main__": {"hubdata.command_line", "hubdata.errors"},
    "hubdata": set(),  # its __init__.py
    "sample_data": WORDS | {"hubdata.services", "hubdata.returns", "hubdata.register"},
    "pages.components": WORDS | {"hubdata.services"},
    "pages": WORDS | {"hubdata.services", "pages.components"},  # pages/<section>/*.py
    "dashboard": {"hubdata.services", "pages.components"},
    "deploy": {"hubdata.store"},
}

# Inside the rooms that have rooms of their own, from the bottom up: a module may import from the
# rooms above its line here, and rooms of one line know nothing of each other. "" is what lies in
# no room.
LEVELS: dict[str, tuple[tuple[str, ...], ...]] = {
    "hubdata.kpis": (("language",), ("reading",), ("judging", "catalogue")),
    "hubdata.returns.reading": (("opening",), ("meaning",), ("claiming",), ("shapes",), ("",)),
    "hubdata.store": (
        ("tables",),
        ("", "measuring", "migrations"),
        ("registers",),
        ("intake",),
        ("hub",),
    ),
    "hubdata.services": (
        ("",),
        ("around", "intake", "registers"),
        ("standards",),
        ("results",),
        ("tracking", "takes"),
        ("reach", "reports"),
        ("plan",),
    ),
    "pages.components": (
        ("kit",),
        ("charting", "around"),
        ("figures",),
        ("hub", "reach", "reports", "returns", "standing", "takes"),
        ("about",),
    ),
}

# Rooms that others do not import, whatever the table says: scripts, and the server but for `serve`.
ONLY_FROM: dict[str, set[str]] = {
    "hubdata.server": {"hubdata.command_line"},
    "pages": set(),
    "dashboard": set(),
}

WORKBOOKS = {"hubdata.returns", "hubdata.register", "hubdata.reports", "sample_data"}
# library: the only rooms that may import it.
LIBRARIES: dict[str, set[str]] = {
    "streamlit": {"dashboard", "pages", "pages.components", "hubdata.server"},
    "altair": {"pages.components"},
    "vl_convert": {"pages.components", "hubdata.reports"},  # a chart as a picture
    "starlette": {"hubdata.server"},
    "uvicorn": {"hubdata.server"},
    "typer": {"hubdata.command_line", "hubdata.__main__"},
    "rich": {"hubdata.command_line"},
    # returns/ declares rows, and their columns, with SQLModel; every select is in store/.
    "sqlmodel": {"hubdata.store", "hubdata.returns"},
    "sqlalchemy": {"hubdata.store", "hubdata.returns", "deploy"},
    "alembic": {"hubdata.store", "deploy"},
    "psycopg": {"hubdata.store"},
    "sqlite3": {"hubdata.store"},
    "numpy": {"hubdata.store"},
    "openpyxl": WORKBOOKS,
    "xlsxwriter": WORKBOOKS | {"pages.components"},  # a table as a download
    "python_calamine": WORKBOOKS,
    "olefile": WORKBOOKS,
    "typst": {"hubdata.reports"},
    "pptx": {"hubdata.reports", "deploy"},
    "docx": {"hubdata.reports"},
    "lxml": {"deploy"},
}

# A use case holds the session that the store opened for it, and passes it on: it may name the type.
TYPES = {("hubdata.services", "sqlmodel.Session")}

# Calls that open a session or a connection, and who may make them.
OPENING_CALLS = {"Session", "sessionmaker", "create_engine", "open_engine", "connect"}
OPENING_ROOMS = {"hubdata.store", "deploy"}

# kpis/ is arithmetic: nothing from outside but these, no clock, no file.
PURE = "hubdata.kpis"
PURE_MODULES = {
    "__future__", "abc", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions",
    "functools", "itertools", "math", "operator", "re", "statistics", "types", "typing",
}  # fmt: skip
IMPURE_CALLS = {"now", "utcnow", "today", "open", "input", "print", "read_text", "write_text"}


def test_every_arrow_runs_the_way_the_table_says() -> None:
    wrong = [one for path in find_sources() for one in find_wrong(path, path.read_text("utf-8"))]
    assert not wrong, "\n".join(wrong)


def test_every_module_has_a_room() -> None:
    homeless = [str(path) for path in find_sources() if room_of(name_of(path)) is None]
    assert homeless == []


def test_no_script_lies_directly_inside_pages() -> None:
    """Streamlit would serve it by itself, before the entry script and whatever that checks."""
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == []


KPIS = "hubdata/kpis/rates.py"
RETURNS = "hubdata/returns/reading/opening/workbook.py"
SERVICES = "hubdata/services/upload.py"
PAGE = "pages/standing/overview.py"


@pytest.mark.parametrize(
    ("place", "source", "said"),
    [
        (KPIS, "import sqlmodel", "hubdata.kpis -> sqlmodel"),
        (KPIS, "from pandas import DataFrame", "hubdata.kpis -> pandas"),
        (KPIS, "import random", "hubdata.kpis -> random"),
        (KPIS, "from hubdata.settings import load_settings", "hubdata.settings"),
        (KPIS, "from datetime import date\ndate.today()", ":2: hubdata.kpis calls today"),
        (KPIS, "open('figures.csv')", "hubdata.kpis calls open"),
        ("hubdata/reports/pack.py", "from hubdata.store import returns", "-> hubdata.store"),
        ("hubdata/periods.py", "from hubdata import vocabulary", "-> hubdata.vocabulary"),
        (SERVICES, "import streamlit as st", "-> streamlit"),
        (SERVICES, "with Session(engine): ...", "hubdata.services calls Session"),
        (SERVICES, "engine.open_engine(url).connect", "hubdata.services calls open_engine"),
        (SERVICES, "from sqlmodel import select", "hubdata.services -> sqlmodel.select"),
        (SERVICES, "import sqlalchemy.orm", "-> sqlalchemy"),
        (RETURNS, "import sqlite3", "hubdata.returns -> sqlite3"),
        (RETURNS, "def read():\n    import hubdata.store", ":2: hubdata.returns"),
        (PAGE, "from hubdata.store.engine import reading", "-> hubdata.store"),
        (PAGE, "import altair", "pages -> altair"),
        ("pages/components/kit/look.py", "import pages.standing.kpi", "pages.components -> pages"),
        ("dashboard.py", "from hubdata.kpis import catalogue", "dashboard -> hubdata.kpis"),
        ("pages/about/look.py", "from pages.standing import overview", "pages -> pages.standing"),
        ("pages/about/look.py", "from hubdata.server import serve", "-> hubdata.server"),
    ],
)  # fmt: skip
def test_a_wrong_arrow_is_found(place: str, source: str, said: str) -> None:
    found = find_wrong(ROOT / place, source)
    assert len(found) == 1
    assert place in found[0]
    assert said in found[0]


@pytest.mark.parametrize(
    ("place", "source"),
    [
        (KPIS, "from datetime import date\nfrom hubdata.periods import Term"),
        ("hubdata/returns/sheets/activities.py", "from sqlmodel import SQLModel"),
        (SERVICES, "from hubdata.store.engine import reading, writing"),
        (PAGE, "import streamlit\nfrom hubdata.services import upload"),
        ("hubdata/command_line/serving.py", "from hubdata.server import serve"),
    ],
)
def test_a_right_arrow_is_left_alone(place: str, source: str) -> None:
    assert find_wrong(ROOT / place, source) == []


@pytest.mark.parametrize("house", LEVELS)
def test_rooms_inside_a_room_rest_on_those_below(house: str) -> None:
    places = {room: level for level, rooms in enumerate(LEVELS[house]) for room in rooms}
    found = {
        (inside_of(house, name_of(path)), inside_of(house, wanted), path.relative_to(ROOT))
        for path in (ROOT / house.replace(".", "/")).rglob("*.py")
        for _, wanted in imports_of(ast.parse(path.read_text("utf-8")))
        if wanted.startswith(f"{house}.")
    }
    wrong = [
        f"{path}: {mine or house} -> {other or house}"
        for mine, other, path in sorted(found)
        if mine != other and places[other] >= places[mine]
    ]
    assert wrong == []


def inside_of(house: str, name: str) -> str:
    """ "kit" for "pages.components.kit.look"; "" for a module that lies in no room of the house."""
    first = name.removeprefix(house).lstrip(".").split(".")[0]
    return first if first and (ROOT / house.replace(".", "/") / first).is_dir() else ""


def find_sources() -> list[Path]:
    tops = [ROOT / source for source in SOURCES]
    files = [top for top in tops if top.is_file()]
    inside = [path for top in tops if top.is_dir() for path in sorted(top.rglob("*.py"))]
    return files + [path for path in inside if "versions" not in path.parts]  # Alembic's own


def find_wrong(path: Path, source: str) -> list[str]:
    """Sentences "file:line: room -> what it may not reach", one for each wrong arrow."""
    room = room_of(name_of(path)) or "nowhere"
    where = path.relative_to(ROOT)
    tree = ast.parse(source)
    wrong = [
        f"{where}:{line}: {room} -> {wanted}"
        for line, wanted in imports_of(tree)
        if not is_allowed(room, wanted)
    ]
    impure = IMPURE_CALLS if room == PURE else set()
    unwanted = impure if room in OPENING_ROOMS else impure | OPENING_CALLS
    wrong += [
        f"{where}:{line}: {room} calls {name}" for line, name in calls_of(tree) if name in unwanted
    ]
    return wrong


def imports_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every import, at the top or inside a function, as line and dotted name with what is taken."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def is_allowed(room: str, wanted: str) -> bool:
    target = room_of(wanted)
    if target is not None:
        return is_open(room, target)
    library = wanted.split(".")[0]
    if room == PURE and library not in PURE_MODULES:
        return False
    return room in LIBRARIES.get(library, {room}) or (room, wanted) in TYPES


def is_open(room: str, target: str) -> bool:
    if target in ONLY_FROM:
        return room in ONLY_FROM[target]
    return target == room or target in ARROWS.get(room, set())


def calls_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, getattr(node.func, "attr", getattr(node.func, "id", ""))


def name_of(path: Path) -> str:
    """ "hubdata.kpis.rates" for hubdata/kpis/rates.py."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(name: str) -> str | None:
    """The room a module, or a name inside a module, belongs to; `None` if it is not ours."""
    parts = name.split(".")
    heads = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    found = next((head for head in heads if head in ARROWS), None)
    is_stray = found == "hubdata" and len(parts) > 1
    return None if is_stray else found
