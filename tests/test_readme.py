"""The README is true: its commands and their options exist, and its tree is the tree."""

import re
import tomllib
from collections.abc import Iterator

import pytest
import typer

from hubdata.__main__ import app
from hubdata.settings import Settings
from tests.house import FILES, MODULES, ROOT, explain, say

README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
BLOCKS = re.findall(r"```\w*\n(.*?)```", README, re.DOTALL)
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a Group has them
NOT_IN_THE_TREE = {".gitignore", "hubdata/__init__.py"}


def test_it_begins_with_the_two_commands() -> None:
    first = [line.split("#")[0].strip() for line in BLOCKS[0].splitlines()]
    assert first == ["make run", "make test"]


def test_every_path_in_the_tree_exists() -> None:
    missing = [path for path in read_tree() if not (ROOT / path).exists()]
    assert not missing, explain("The README's tree names what is not there", missing)


def test_every_room_stands_in_the_tree() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in FILES}
    rooms = {say(path.parent) for path in MODULES if len(path.relative_to(ROOT).parts) == 3}
    alone = {say(path) for path in MODULES if path.parent == ROOT / "hubdata"}
    ours = tops | alone | {room for room in rooms if room.startswith(("hubdata/", "pages/"))}
    untold = sorted(ours - set(read_tree()) - NOT_IN_THE_TREE)
    assert not untold, explain("Give it a line in the README's tree", untold)


def test_every_place_it_sends_you_to_exists() -> None:
    named = re.findall(r"`((?:hubdata|pages|tests|deploy|static|sample_data)/[\w./-]*)`", README)
    missing = sorted({path for path in named if not (ROOT / path).exists()})
    assert not missing, explain("The README sends you to what is not there", missing)


def test_every_make_target_it_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    code = "\n".join([*BLOCKS, *re.findall(r"`([^`\n]+)`", README)])
    unknown = sorted(set(re.findall(r"^make ([a-z-]+)", code, re.MULTILINE)) - targets)
    assert not unknown, explain("The Makefile has no such target", unknown)


@pytest.mark.parametrize(
    "line", sorted(set(re.findall(r"python -m hubdata ([a-z].*?)[`\n]", README)))
)
def test_every_command_it_shows_can_be_typed(line: str) -> None:
    name, *rest = line.split()
    assert name in COMMANDS
    assert options_in(" ".join(rest)) <= options_of(name)


def test_the_table_of_commands_is_the_command_line() -> None:
    told = dict(read_command_table())
    assert sorted(told) == sorted(COMMANDS)
    wrong = [name for name, usage in told.items() if not options_in(usage) <= options_of(name)]
    assert not wrong, explain("The table shows an option that the command does not have", wrong)


def test_every_setting_of_the_environment_is_told() -> None:
    told = set(re.findall(r"`HUB_(\w+)`", README))
    assert {name.upper() for name in Settings.model_fields} <= told


def test_the_python_it_asks_for_is_the_python_that_is_checked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    oldest = project["tool"]["mypy"]["python_version"]
    assert f"Python {oldest} or newer" in README
    assert f"({oldest.replace('.', ', ')})" in MAKEFILE


def read_command_table() -> Iterator[tuple[str, str]]:
    """The commands of the section "The command line", each with how it is typed."""
    section = README.split("## The command line")[1].split("\n## ")[0]
    for usage in re.findall(r"^\| `([a-z][^`]*)` \|", section, re.MULTILINE):
        yield usage.split()[0], usage


def options_in(usage: str) -> set[str]:
    return set(re.findall(r"--[a-z-]+", usage))


def options_of(name: str) -> set[str]:
    return {option for parameter in COMMANDS[name].params for option in parameter.opts}


def read_tree() -> list[str]:
    """Every path in the annotated tree: two spaces of indent are one folder down."""
    block = README.split("## The tree")[1].split("```")[1]
    paths: list[str] = []
    folders: list[str] = []
    for line in block.splitlines():
        named = re.match(r"( *)(\S+)  ", line)
        if named:
            del folders[len(named[1]) // 2 :]
            folders.append(named[2].rstrip("/"))
            paths.append("/".join(folders))
    return paths
