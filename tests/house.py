"""The project's files, read once, for the tests of the house itself."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS_OF_THE_HOUSE = {ROOT / "tests" / f"test_{name}.py" for name in ("house", "pins", "readme")}


def find_files() -> list[Path]:
    """Every file of the project: all but what .gitignore names, with or without git."""
    patterns = [line for line in (ROOT / ".gitignore").read_text("utf-8").splitlines() if line]
    return sorted(_walk(ROOT, [".git", *patterns]))


def _walk(folder: Path, patterns: list[str]) -> Iterator[Path]:
    for path in folder.iterdir():
        if any(_is_named(path, pattern) for pattern in patterns):
            continue
        if path.is_dir():
            yield from _walk(path, patterns)
        else:
            yield path


def _is_named(path: Path, pattern: str) -> bool:
    """Whether a line of .gitignore means the path: from the top if it has a slash."""
    bare = pattern.rstrip("/")
    return fnmatch(say(path) if "/" in bare else path.name, bare.lstrip("/"))


def say(path: Path) -> str:
    """The path as the project writes it."""
    return path.relative_to(ROOT).as_posix()


FILES = find_files()
MODULES = [path for path in FILES if path.suffix == ".py" and "versions" not in path.parts]
TREES = {path: ast.parse(path.read_text("utf-8"), filename=say(path)) for path in MODULES}


def explain(wish: str, found: list[str]) -> str:
    """What is wished, and where it is not so."""
    return "\n  ".join([f"{wish}:", *found])
