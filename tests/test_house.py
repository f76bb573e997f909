"""The rules of the house that a reader relies on: rooms of a readable size that say what is in
them, nothing left for later, no machine's own paths."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house import FILES, MODULES, ROOT, TESTS_OF_THE_HOUSE, TREES, explain, say

MOST_LINES = 350
MOST_LINES_OF_A_FUNCTION = 60
LONG_FOR_A_REASON = {
    "hubdata/kpis/catalogue": "an entry for each KPI, words and all: data, read one at a time",
}

# Somebody's own place on some machine; Debian's places for programs are nobody's own.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|home|root|Users|farm|mnt)/[\w.-]|\b[A-Z]:\\\\?[A-Z]")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")


def test_every_module_says_first_what_is_here() -> None:
    silent = [
        say(path) for path, tree in TREES.items() if tree.body and not ast.get_docstring(tree)
    ]
    assert not silent, explain("Open with a docstring that says what is here", silent)


def test_no_room_holds_two_ideas() -> None:
    lengths = {say(path): path.read_text("utf-8").count("\n") for path in MODULES}
    long = [
        f"{name}: {lines} lines"
        for name, lines in lengths.items()
        if lines > MOST_LINES and not name.startswith(tuple(LONG_FOR_A_REASON))
    ]
    assert not long, explain(f"At most {MOST_LINES} lines: make two rooms", long)


def test_no_function_is_too_long_to_read_at_once() -> None:
    long = [
        f"{say(path)}:{node.lineno}: {node.name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert not long, explain(f"At most {MOST_LINES_OF_A_FUNCTION} lines", long)


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = find_lines(MACHINE_PATH, FILES)
    assert not found, explain("Say it without a path of one machine", found)


def test_nothing_is_left_for_later() -> None:
    found = find_lines(UNFINISHED, MODULES)
    assert not found, explain("Do it, or write an issue", found)


def test_a_test_that_is_not_run_gives_its_reason() -> None:
    bare = [
        f"{say(path)}:{line}"
        for path, tree in TREES.items()
        for line in bare_skips_of(tree)
        if "tests" in path.parts
    ]
    assert not bare, explain("Give a reason", bare)


@pytest.mark.parametrize(
    "source",
    ["@pytest.mark.skip\ndef test_it(): ...", "pytest.skip()", "pytest.mark.xfail(strict=True)"],
)
def test_a_skip_without_a_reason_is_found(source: str) -> None:
    assert list(bare_skips_of(ast.parse(source))) == [1]


@pytest.mark.parametrize("source", ["pytest.skip('no Chromium')", "pytest.mark.skip(reason=why)"])
def test_a_skip_with_a_reason_is_left_alone(source: str) -> None:
    assert list(bare_skips_of(ast.parse(source))) == []


@pytest.mark.parametrize("line", ["open('/home/ann/hub.db')", r"C:\Users\ann", "cd /work/main"])
def test_a_path_of_one_machine_is_found(line: str) -> None:
    assert MACHINE_PATH.search(line)


def find_lines(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Where the pattern stands, as "file:line: text"; not in the tests that write it down."""
    return [
        f"{say(path)}:{number}: {line.strip()}"
        for path in paths
        if path not in TESTS_OF_THE_HOUSE
        for number, line in enumerate(read_lines(path), 1)
        if pattern.search(line)
    ]


def read_lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except UnicodeDecodeError:  # a font, a workbook
        return []


def bare_skips_of(tree: ast.AST) -> Iterator[int]:
    """The lines of skips and expected failures that give no reason."""
    calls = {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"skip", "skipif", "xfail"}:
            name = ast.unparse(node)
            if name.startswith("pytest.") and not is_explained(name, calls.get(id(node))):
                yield node.lineno


def is_explained(name: str, call: ast.Call | None) -> bool:
    if call is None:
        return False
    by_position = name in {"pytest.skip", "pytest.xfail"} and bool(call.args)
    return by_position or any(keyword.arg == "reason" for keyword in call.keywords)


def test_what_is_imported_from_our_own_rooms_is_there() -> None:
    """Pages are checked by no one else before somebody opens them."""
    missing = [
        f"{say(path)}:{line}: {name} is not in {room}"
        for path, tree in TREES.items()
        for line, room, name in own_imports_of(tree)
        if (target := find_room(room)) and name not in names_in(target)
    ]
    assert not missing, explain("Import it from where it is now", missing)


def own_imports_of(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    """The names taken from modules of ours: line, module, name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, node.module, one.name) for one in node.names)


def find_room(name: str) -> Path | None:
    """The file of a module of ours; `None` of a folder, or of a module of others."""
    path = ROOT / f"{name.replace('.', '/')}.py"
    return path if path in TREES else None


@cache
def names_in(path: Path) -> frozenset[str]:
    """Every name that a module binds anywhere outside its functions."""
    found: set[str] = set()
    for node in walk_outside_functions(TREES[path]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {one.asname or one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return frozenset(found)


def walk_outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from walk_outside_functions(node)


def test_a_name_bound_only_inside_a_function_is_not_there() -> None:
    path = ROOT / "tests" / "test_house.py"
    assert "MOST_LINES" in names_in(path)
    assert "missing" not in names_in(path)
