"""A page as the calls that draw it, with everything they were given: recorded once from the real
page, so that a stub can draw the very same elements from literals.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from pages.components.around.frame import PageEntry
from tests.pages.register import ROOT

MAIN, SIDEBAR = 0, 1
"""The blocks that are there before the first call."""

COMPONENT = "_bidi_component"
LEFT_OUT = {"on_change", "on_click", "callback", "args", "kwargs"}
"""Arguments that draw nothing. A download's `on_click` is a word, and stays."""

WAIT = 120


@dataclass(frozen=True)
class Call:
    """One drawing call: in which block, by which name, with what; `makes` blocks of its own."""

    block: int
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    makes: int


@dataclass
class Recording:
    """The calls of one run, in their order."""

    calls: list[Call] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    kept: list[Any] = field(default_factory=list)  # so that an id is never given twice

    def note(self, drawn_in: DeltaGenerator, call: tuple[str, Any, Any], result: Any) -> None:
        made = [one for one in _listed(result) if isinstance(one, DeltaGenerator)]
        name, args, kwargs = call
        makes = 0 if name == "empty" else len(made)
        self.calls.append(
            Call(
                self.blocks.index(_key(drawn_in)),
                name,
                *plain_call(name, args, kwargs, result),
                makes=makes,
            )
        )
        if makes:
            self.blocks += [_key(one) for one in made]
            self.kept += made


def record_page(entry: PageEntry, query: dict[str, str]) -> tuple[Call, ...]:
    """The calls of a page at an address, in a run that finds everything it reads already kept."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=WAIT)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(entry.script)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    with recording() as found:
        app.run()
    assert not app.exception, (entry.script, app.exception)
    return tuple(found.calls)


@contextmanager
def recording() -> Iterator[Recording]:
    """Every drawing call of Streamlit's while the block lasts; calls within calls are not noted."""
    found = Recording(blocks=[_key(st._main), _key(st.sidebar)])
    names = [name for name in dir(DeltaGenerator) if _draws(name)]
    originals = {name: getattr(DeltaGenerator, name) for name in names}
    bound = {name: getattr(st, name) for name in names if hasattr(st, name)}
    inside = threading.local()

    def wrap(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def noted(self: DeltaGenerator, *args: Any, **kwargs: Any) -> Any:
            if getattr(inside, "depth", 0):
                return original(self, *args, **kwargs)
            drawn_in = self._active_dg
            inside.depth = 1
            try:
                result = original(self, *args, **kwargs)
            finally:
                inside.depth = 0
            found.note(drawn_in, (name, args, kwargs), result)
            return result

        return noted

    try:
        for name in names:
            noted = wrap(name, originals[name])
            setattr(DeltaGenerator, name, noted)
            if name in bound:
                setattr(st, name, noted.__get__(st._main))
        yield found
    finally:
        for name in names:
            setattr(DeltaGenerator, name, originals[name])
        for name, one in bound.items():
            setattr(st, name, one)


def plain_call(
    name: str, args: Sequence[Any], kwargs: dict[str, Any], result: Any
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """What a call was given, as literals: no functions, choices as the words that are shown, and
    what was chosen as the default."""
    kwargs = {
        key: one for key, one in kwargs.items() if key not in LEFT_OUT or isinstance(one, str)
    }
    shown = kwargs.pop("format_func", None)
    if name in CHOOSERS:
        options = list(kwargs.pop("options", None) or args[1])
        words = [str(shown(one) if shown else one) for one in options]
        args = (args[0], words)
        if name in ("selectbox", "radio"):
            kwargs["index"] = options.index(result) if result in options else None
        elif name in ("segmented_control", "pills") and result in options:
            kwargs["default"] = words[options.index(result)]
        elif name == "multiselect":
            kwargs["default"] = [words[options.index(one)] for one in result]
    elif name in FILLED_IN:
        args, kwargs["value"] = args[:1], result
    args = tuple(_literal(one) for one in args)
    return args, {key: _literal(one) for key, one in kwargs.items()}


FILLED_IN = ("text_input", "text_area", "toggle", "checkbox", "number_input")
CHOOSERS = ("selectbox", "radio", "segmented_control", "pills", "multiselect")


def _literal(value: Any) -> Any:
    """A file that would be built on demand is an empty one, and a page the script it is."""
    if isinstance(value, st.Page):
        return Path(str(value._page)).relative_to(ROOT).as_posix()
    return b"" if callable(value) and not isinstance(value, type) else value


def _draws(name: str) -> bool:
    is_own = name == COMPONENT or not name.startswith("_")
    return is_own and callable(getattr(DeltaGenerator, name)) and name != "dg"


def _key(block: DeltaGenerator) -> int:
    return id(block)


def _listed(result: Any) -> Sequence[Any]:
    return result if isinstance(result, list | tuple) else [result]
