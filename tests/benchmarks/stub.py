"""The stub: pages of the same names and addresses as the dashboard's, that draw the same elements
from literals, without reading or computing anything; or, empty, only the menu and a title.
"""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from textwrap import dedent

import streamlit as st

from pages.components.around.frame import SIDEBAR_WIDTH, build_page
from tests.benchmarks.recorded import MAIN, SIDEBAR, Call
from tests.pages.register import ROOT, read_register

CALLS = "calls.pickle"
EMPTY = "HUB_STUB_EMPTY"

Recorded = Mapping[str, Sequence[Call]]
"""The calls of every page, by its script."""


def write_stub(folder: Path, recorded: Recorded) -> None:
    """A dashboard in a folder, with one script for each page."""
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    (folder / "static").symlink_to(ROOT / "static")
    (folder / CALLS).write_bytes(pickle.dumps(dict(recorded)))
    write_script(folder / "dashboard.py", "show_dashboard()")
    for entry in read_register():
        write_script(folder / entry.script, f"draw({entry.script!r})")


def write_script(path: Path, call: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    name = call.partition("(")[0]
    path.write_text(
        dedent(f'''\
            """A page of literals."""
            from tests.benchmarks.stub import {name}
            {call}
        '''),
        "utf-8",
    )


def show_dashboard() -> None:
    """The entry script: page settings and navigation, as the dashboard's own."""
    register_components()
    st.set_page_config(layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    page = st.navigation([build_page(entry) for entry in read_entries()], position="hidden")
    page.run()


@cache
def register_components() -> None:
    """Our components are registered by the modules that draw them."""
    for path in (ROOT / "pages" / "components").rglob("*.py"):
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


@cache
def read_entries() -> tuple:  # type: ignore[type-arg]
    return tuple(read_register())


@cache
def read_calls() -> Recorded:
    found: Recorded = pickle.loads((Path.cwd() / CALLS).read_bytes())
    if os.environ.get(EMPTY) == "1":
        return {script: only_frame(calls) for script, calls in found.items()}
    return found


def only_frame(calls: Sequence[Call]) -> Sequence[Call]:
    """The stylesheet, the sidebar and the title."""
    kept, parents, in_sidebar = [], [MAIN, SIDEBAR], {SIDEBAR}
    numbers = {MAIN: 0, SIDEBAR: 1}
    for call in calls:
        made = range(len(parents), len(parents) + call.makes)
        parents += [call.block] * call.makes
        is_kept = call.block in in_sidebar or call.name == "title" or not kept
        if call.block in in_sidebar:
            in_sidebar |= set(made)
        if is_kept:
            block = numbers.get(call.block, MAIN)
            start = len(numbers)
            numbers |= {one: start + at for at, one in enumerate(made)}
            kept.append(Call(block, call.name, call.args, call.kwargs, call.makes))
    return kept


def key_of(script: str, query: Mapping[str, str]) -> str:
    """What a page's calls are kept under: a KPI's own page is not the list of KPIs."""
    return f"{script}?{min(query)}" if query else script


def draw(script: str) -> None:
    """Every recorded call of a page, with what it was given."""
    blocks = [st._main, st.sidebar]
    keys = (key_of(script, {name: ""}) for name in st.query_params)
    key = next((one for one in keys if one in read_calls()), script)
    for call in read_calls()[key]:
        result = getattr(blocks[call.block], call.name)(*call.args, **call.kwargs)
        if call.makes:
            blocks += result if isinstance(result, list | tuple) else [result]
