"""What is known beside a return when it is checked: plain facts that the caller looks up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hubdata.periods import Period
from hubdata.vocabulary import KeyStage


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """A school as the register has it. `None` is not known; ages are the statutory ones."""

    urn: int
    name: str
    la_code: int | None = None
    la_name: str = ""
    is_open: bool = True
    successor_urn: int | None = None
    low_age: int | None = None
    high_age: int | None = None
    roll: int | None = None
    stage_rolls: Mapping[KeyStage, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """A hub partner as the register has it. `is_active`: the partnership lasts in the period."""

    partner_id: str
    name: str
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class TypedKpi:
    """An own KPI of the hub whose figures are typed in: what kind of number it asks for."""

    has_denominator: bool = False
    counts_things: bool = False


@dataclass(frozen=True, slots=True)
class TermDates:
    """The first and last day of a period, and when its return is due."""

    start: date
    end: date
    due_on: date | None = None

    @property
    def weeks(self) -> int:
        """Weeks begun from the first day to the last."""
        return ((self.end - self.start).days // 7) + 1


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds of doubt; an officer may set them."""

    growth_factor: float = 2.0
    """Pupils of a sheet more than this many times last term's are questioned."""
    growth_least: int = 30
    """…where that is at least so many pupils more."""
    fall_least: int = 10
    """Nothing where there were at least so many pupils last term is questioned."""
    roll_share: float = 0.25
    """A roll that differs from the register's by more than this share is questioned."""
    copied_numbers: int = 6
    """A sheet with at least so many numbers, all as last term, is questioned."""
    name_likeness: float = 60.0
    """Names less alike than this, of 100, disagree."""


@dataclass(frozen=True, slots=True)
class CheckContext:
    """`school` is None where the register does not have the number; rules about the register rest
    unless `register_loaded`. `schools` maps every number of the register to its authority's code;
    rules about partners rest while `partner_ids` is empty. `before` holds the accepted rows of the
    period before, by sheet; a sheet that was not returned is not in it. `period_told` is what the
    file was sent for. `own_kpis` are the hub's own KPIs whose figures are typed in.
    """

    school: SchoolFacts | None = None
    register_loaded: bool = False
    schools: Mapping[int, int | None] = field(default_factory=dict)
    partner: PartnerFacts | None = None
    partner_ids: frozenset[str] = frozenset()
    hub_la_codes: frozenset[int] = frozenset()
    own_kpis: Mapping[str, TypedKpi] = field(default_factory=dict)
    term: TermDates | None = None
    year_start: date | None = None
    received_on: date | None = None
    before: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    before_period: Period | None = None
    period_told: Period | None = None
    policy: Policy = field(default_factory=Policy)

    @property
    def source_name(self) -> str:
        """What the register calls the source, if it knows it."""
        known = self.school or self.partner
        return known.name if known else ""


NOTHING_KNOWN = CheckContext()
