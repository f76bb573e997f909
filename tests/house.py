"""The project's files, read once, for the tests of the house itself."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS_OF_THE_HOUSE = {ROOT / "tests" / f"test_{name}.py" for name in ("house", "pins", "readme")}


def find_files() -> list[Path]:
    """Every file that belongs to the project: tracked, or new and not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


FILES = find_files()
MODULES = [path for path in FILES if path.suffix == ".py" and "versions" not in path.parts]
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}


def say(path: Path) -> str:
    """The path as the project writes it."""
    return path.relative_to(ROOT).as_posix()


def explain(wish: str, found: list[str]) -> str:
    """What is wished, and where it is not so."""
    return "\n  ".join([f"{wish}:", *found])
