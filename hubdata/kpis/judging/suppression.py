"""Suppression: which figures may not leave the hub because somebody could be known from them.

Pure, and applied after aggregation: what is stored is never changed. The default rule is the
common one of English education statistics (DfE and Ofqual practice: 1 to 4 is not told, nor what
lets it be worked out); a hub may make it stricter. Numbers of organisations and things are public
facts, so the rule for small counts is about people; the rule for few contributors is for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hubdata.kpis.language.expressions import Number

LARGEST_SMALL = 4
"""Counts of people from 1 to this are not told; 0 is a true zero."""

LEAST_BASE = 10
"""Of fewer people than this no percentage is told."""

LEAST_CONTRIBUTORS = 3
"""A figure that fewer schools or partners told would tell of one of them."""

ORGANISATIONS_AND_THINGS = frozenset(
    {"authorities", "classes", "documents", "ensembles", "features", "kinds", "partners", "pounds"}
    | {"projects", "returns", "schools", "settings", "tonnes", "trusts"}
)
"""What KPIs count that is not people. Whatever is not named here is taken to be people."""

SYMBOL = "c"
"""How a suppressed figure is written: "confidential", as in the open-data standard."""


class Why(StrEnum):
    """Why a figure is not told."""

    FEW_CONTRIBUTORS = "fewer than three told it"
    SMALL_COUNT = "a small count"
    SMALL_BASE = "a percentage of very few"
    EXTREME = "it would be true of everybody or nobody"
    SECONDARY = "another could be worked out from it"


@dataclass(frozen=True)
class Rule:
    """What is not told. `protects_extremes` hides 0 % and 100 % of people: everybody in the group
    would be known to be so. `protects_organisations` treats schools and partners as people."""

    largest_small: int = LARGEST_SMALL
    least_base: int = LEAST_BASE
    least_contributors: int = LEAST_CONTRIBUTORS
    protects_extremes: bool = True
    protects_organisations: bool = False

    def is_about(self, counted: str) -> bool:
        """Whether small counts of this are not told."""
        return self.protects_organisations or counted not in ORGANISATIONS_AND_THINGS


@dataclass(frozen=True)
class Counted:
    """A figure as it was added up. `denominator` is `None` for a count; `contributors` is how many
    schools or partners told it, `None` where it is not theirs: the hub's own accounts."""

    numerator: Number | None
    denominator: Number | None = None
    contributors: int | None = None


def find_primary(figure: Counted, *, counted: str, rule: Rule) -> Why | None:
    """Why a figure by itself may not be told; `None` where it may."""
    if figure.contributors is not None and figure.contributors < rule.least_contributors:
        return Why.FEW_CONTRIBUTORS
    upper, lower = figure.numerator, figure.denominator
    if upper is None or not rule.is_about(counted):
        return None
    if 0 < upper <= rule.largest_small:
        return Why.SMALL_COUNT
    if lower is None:
        return None
    if lower < rule.least_base:
        return Why.SMALL_BASE
    if 0 < lower - upper <= rule.largest_small:
        return Why.SMALL_COUNT
    return Why.EXTREME if rule.protects_extremes and upper in (0, lower) else None


def find_suppressed(
    parts: Mapping[str, Counted],
    *,
    total: Counted | None,
    counted: str,
    rule: Rule,
) -> dict[str, Why]:
    """The parts of a total that may not be told, and why.

    Where the total is told and one part is not, that part could be had by taking the others away:
    the smallest of those is then not told either. So it is with what is in the total but in none
    of the parts. `total` is `None` where it is not told itself.
    """
    found = {
        name: why
        for name, part in parts.items()
        if (why := find_primary(part, counted=counted, rule=rule))
    }
    if total is None or not _is_derivable(parts, found, total=total, counted=counted, rule=rule):
        return found
    shown = {name: part for name, part in parts.items() if name not in found}
    known = {name: part.numerator for name, part in shown.items() if part.numerator is not None}
    if known:
        found[min(known, key=lambda name: (known[name], name))] = Why.SECONDARY
    return found


def _is_derivable(
    parts: Mapping[str, Counted],
    found: Mapping[str, Why],
    *,
    total: Counted,
    counted: str,
    rule: Rule,
) -> bool:
    """Whether exactly one figure that is not told is the total less all that are."""
    if any(part.numerator is None for part in parts.values()) or total.numerator is None:
        return False  # what is not known cannot be taken away
    rest = Counted(
        total.numerator - sum(part.numerator or 0 for part in parts.values()),
        None if total.denominator is None else _rest_of_base(parts, total.denominator),
    )
    has_rest = bool(rest.numerator) or bool(rest.denominator)
    if not found:
        return has_rest and find_primary(rest, counted=counted, rule=rule) is not None
    return len(found) == 1 and not has_rest


def _rest_of_base(parts: Mapping[str, Counted], whole: Number) -> Number:
    return whole - sum(part.denominator or 0 for part in parts.values())
