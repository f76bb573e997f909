"""GIAS links: which establishment took the place of which, and how an old URN finds today's.

Source: get-information-schools.service.gov.uk, "Establishment links CSV".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hubdata.register.cells import Column, parse_day, parse_text, parse_urn
from hubdata.register.files import RegisterFile, read_table
from hubdata.register.kinds import RegisterKind
from hubdata.register.records import Recipe, Values, read_records


class LinkKind(StrEnum):
    """What the linked establishment is to the one the row is about."""

    PREDECESSOR = "predecessor"
    SUCCESSOR = "successor"
    MERGED = "merged"
    """The two became one, and the row does not say which of them lived on."""
    OTHER = "other"
    """No succession: shared sixth forms, expansions."""


@dataclass(frozen=True, slots=True)
class Link:
    """One row: `link_urn` is the predecessor, successor… of `urn`."""

    urn: int
    link_urn: int
    kind: LinkKind
    detail: str
    """GIAS's own words: "Successor - amalgamated"."""
    established_on: date | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """Links as steps: what came after each URN, and what before, each in order of URN."""

    after: Mapping[int, tuple[int, ...]]
    before: Mapping[int, tuple[int, ...]]


def read_links(name: str, content: bytes) -> RegisterFile[Link]:
    """All links of the file; they cross authorities, so none are chosen here."""
    table = read_table(name, content, kind=RegisterKind.GIAS_LINKS)
    return read_records(table, RECIPE, layout="links")


def build_succession(links: Iterable[Link]) -> Succession:
    """Steps forward and back; a link told from either side, or from both, is one step."""
    after: dict[int, set[int]] = defaultdict(set)
    before: dict[int, set[int]] = defaultdict(set)
    for link in links:
        for old, new in _steps(link):
            if old != new:
                after[old].add(new)
                before[new].add(old)
    return Succession(after=_sorted(after), before=_sorted(before))


def successors(links: Iterable[Link]) -> Mapping[int, tuple[int, ...]]:
    """The URNs that directly took the place of each URN."""
    return build_succession(links).after


def resolve_urn(urn: int, open_urns: Collection[int], succession: Succession) -> int | None:
    """The URN in `open_urns` that stands for this one now.

    Itself where it is there; else the one its successors lead to; else, for a register older than
    the URN, the one its predecessors lead to. `None` where none is found, and where a split school
    leads to several: which of them is meant, a person must say (`candidate_urns` lists them).
    """
    candidates = candidate_urns(urn, open_urns, succession)
    return candidates[0] if len(candidates) == 1 else None


def candidate_urns(urn: int, open_urns: Collection[int], succession: Succession) -> tuple[int, ...]:
    """Every URN in `open_urns` this one leads to, in order; forward first, back only if none."""
    if urn in open_urns:
        return (urn,)
    return _walk(urn, open_urns, succession.after) or _walk(urn, open_urns, succession.before)


def latest_of(urn: int, succession: Succession) -> int:
    """The school that came of this one last, as far as each became one other; itself if none."""
    seen = {urn}
    while len(after := succession.after.get(urn, ())) == 1 and after[0] not in seen:
        urn = after[0]
        seen.add(urn)
    return urn


def choose_links(links: Iterable[Link], urns: Collection[int]) -> tuple[Link, ...]:
    """The links that these URNs hang on, however many steps away; the rest of England is left."""
    everything = tuple(links)
    neighbours: dict[int, set[int]] = defaultdict(set)
    for link in everything:
        neighbours[link.urn].add(link.link_urn)
        neighbours[link.link_urn].add(link.urn)
    reached: set[int] = set()
    waiting = list(urns)
    while waiting:
        urn = waiting.pop()
        if urn not in reached:
            reached.add(urn)
            waiting.extend(neighbours.get(urn, ()))
    return tuple(link for link in everything if link.urn in reached)


def parse_link_kind(text: str) -> LinkKind:
    """GIAS has some fifteen link types; four kinds are enough to follow a school."""
    words = text.casefold()
    for kind in (LinkKind.PREDECESSOR, LinkKind.SUCCESSOR, LinkKind.MERGED):
        if words.startswith(kind.value):
            return kind
    return LinkKind.MERGED if words.startswith("result of amalgamation") else LinkKind.OTHER


def _walk(start: int, goal: Collection[int], steps: Mapping[int, Sequence[int]]) -> tuple[int, ...]:
    """All of `goal` that the steps lead to, going no further once there, and round no circle."""
    seen, found, waiting = {start}, set(), [start]
    while waiting:
        for urn in steps.get(waiting.pop(), ()):
            if urn in goal:
                found.add(urn)
            elif urn not in seen:
                seen.add(urn)
                waiting.append(urn)
    return tuple(sorted(found))


def _steps(link: Link) -> tuple[tuple[int, int], ...]:
    forward, back = (link.urn, link.link_urn), (link.link_urn, link.urn)
    return {
        LinkKind.SUCCESSOR: (forward,),
        LinkKind.PREDECESSOR: (back,),
        LinkKind.MERGED: (forward, back),
        LinkKind.OTHER: (),
    }[link.kind]


def _sorted(steps: Mapping[int, set[int]]) -> dict[int, tuple[int, ...]]:
    return {urn: tuple(sorted(steps[urn])) for urn in sorted(steps)}


def _build_link(values: Values) -> Link:
    return Link(**values, kind=parse_link_kind(values["detail"]))


RECIPE = Recipe(
    kind=RegisterKind.GIAS_LINKS,
    columns=(
        Column("urn", ("URN",), parse_urn),
        Column("link_urn", ("LinkURN",), parse_urn),
        Column("detail", ("LinkType",), parse_text),
        Column("established_on", ("LinkEstablishedDate",), parse_day),
    ),
    build=_build_link,
    needs=frozenset({"urn", "link_urn", "detail"}),
    key=None,
)
