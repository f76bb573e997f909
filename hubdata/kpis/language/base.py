"""Who is counted: the schools of the base at the reference date, and whose returns count as theirs.

The base is built from the register, or from the hub's own list of reportable schools, and handed
in; nothing here looks anything up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from hubdata.kpis.language.expressions import Value
from hubdata.kpis.language.policy import LEAST_DEPRIVED, MOST_DEPRIVED
from hubdata.periods import Period

STAGE_AGES = {"ks1": (5, 7), "ks2": (7, 11), "ks3": (11, 14)}
"""Ages at the start of the first and at the end of the last year of a key stage."""

PHASE_AGES = {
    "Primary": (4, 11),
    "Middle (deemed primary)": (8, 12),
    "Middle (deemed secondary)": (9, 13),
    "Secondary": (11, 16),
    "All-through": (4, 16),
    "Nursery": (2, 5),
    "16 plus": (16, 19),
}
"""Usual ages of the phases, for schools whose statutory ages are not known."""


@dataclass(frozen=True)
class BaseSchool:
    """A school as the register has it at the reference date. `None` is not known.

    `urn` is text, as returns carry their source. `phase` and `size` are labels of the register's
    groups. `deprivation_decile` is that of the school's own area, 1 the most deprived, in the
    index that `deprivation_index` names ("IDACI 2019"); `roll`, the rolls by stage and that of the
    target year group are the census's.
    """

    urn: str
    name: str = ""
    la_code: str | None = None
    la_name: str | None = None
    district: str | None = None
    phase: str | None = None
    type_group: str | None = None
    is_special: bool = False
    is_alternative: bool = False
    deprivation_decile: int | None = None
    deprivation_index: str | None = None
    is_rural: bool | None = None
    low_age: int | None = None
    high_age: int | None = None
    roll: int | None = None
    roll_ks1: int | None = None
    roll_ks2: int | None = None
    roll_ks3: int | None = None
    roll_target_year: int | None = None
    trust: str | None = None
    size: str | None = None

    @property
    def area(self) -> str | None:
        """ "rural" or "urban"."""
        return None if self.is_rural is None else "rural" if self.is_rural else "urban"

    @property
    def deprivation_band(self) -> str | None:
        """The deciles the school's area is in: "1-3" is the most deprived."""
        if self.deprivation_decile is None:
            return None
        if self.deprivation_decile in MOST_DEPRIVED:
            return f"{MOST_DEPRIVED[0]}-{MOST_DEPRIVED[-1]}"
        if self.deprivation_decile in LEAST_DEPRIVED:
            return f"{LEAST_DEPRIVED[0]}-{LEAST_DEPRIVED[-1]}"
        return f"{MOST_DEPRIVED[-1] + 1}-{LEAST_DEPRIVED[0] - 1}"

    @property
    def teaches_ks1(self) -> int | None:
        return self._teaches("ks1")

    @property
    def teaches_ks2(self) -> int | None:
        return self._teaches("ks2")

    @property
    def teaches_ks3(self) -> int | None:
        return self._teaches("ks3")

    def _teaches(self, stage: str) -> int | None:
        """1 or 0 by the school's ages; `None` where neither ages nor phase are known."""
        ages = PHASE_AGES.get(self.phase or "")
        if self.low_age is not None and self.high_age is not None:
            ages = self.low_age, self.high_age
        if ages is None:
            return None
        first, last = STAGE_AGES[stage]
        return int(ages[0] < last and ages[1] > first)


class MemberKind(StrEnum):
    """Who can be counted: what the owners of numbers are."""

    SCHOOL = "school"
    PARTNER = "partner"
    AUTHORITY = "authority"
    HUB = "hub"


HUB = "hub"
"""The owner of what the whole hub has, does or tells."""

AUTHORITY = "authority {}"
"""The owner of what a local authority has, by its code."""


@dataclass(frozen=True)
class BasePartner:
    """A partner of the hub as its register has it. No authorities means all of the hub."""

    partner_id: str
    name: str = ""
    partner_kind: str | None = None
    la_codes: tuple[str, ...] = ()
    agreement_signed: bool | None = None
    commitments_signed: bool | None = None

    @property
    def la_code(self) -> str | None:
        """Its authority, where it has but one."""
        return self.la_codes[0] if len(self.la_codes) == 1 else None


@dataclass(frozen=True)
class BaseAuthority:
    """A local authority of the hub."""

    la_code: str
    name: str = ""


@dataclass(frozen=True)
class BaseHub:
    """The hub as one."""

    name: str = "The hub"


Member: TypeAlias = BaseSchool | BasePartner | BaseAuthority | BaseHub

COMPUTED = (
    *("area", "deprivation_band"),
    *("teaches_ks1", "teaches_ks2", "teaches_ks3"),
)
OF_PARTNERS = ("partner_kind", "agreement_signed", "commitments_signed")
ATTRIBUTES = (*(one.name for one in fields(BaseSchool)), *COMPUTED, *OF_PARTNERS)
"""What measures and splits may ask of a school or partner."""


def attribute_of(member: Member | None, name: str) -> Value:
    """An attribute by its name; `None` of a source that is no member, or has none of that name."""
    value: Value = getattr(member, name, None)
    return value


def kind_of(member: Member) -> MemberKind:
    return _KINDS[type(member)]


_KINDS = {
    BaseSchool: MemberKind.SCHOOL,
    BasePartner: MemberKind.PARTNER,
    BaseAuthority: MemberKind.AUTHORITY,
    BaseHub: MemberKind.HUB,
}


@dataclass(frozen=True)
class Base:
    """The schools that are asked for a period, at its reference date.

    `counted_as` says for a return's URN under which school of the base it counts (a predecessor
    under its successor); a school of the base always counts as itself. `register_date` is the
    date of the register it was built from. `is_year_due` says whether the summer or the annual
    return of its year is due by now: until then what is asked once a year is not known.
    """

    period: Period
    reference_date: date
    schools: tuple[BaseSchool, ...]
    counted_as: Mapping[str, str] = field(default_factory=dict)
    register_date: date | None = None
    partners: tuple[BasePartner, ...] = ()
    authorities: tuple[BaseAuthority, ...] = ()
    is_year_due: bool = True

    @cached_property
    def members(self) -> dict[str, Member]:
        """Everyone who can be counted, by the owner's name: schools, partners, authorities and
        the hub itself."""
        return {
            **self.by_urn,
            **{partner.partner_id: partner for partner in self.partners},
            **{AUTHORITY.format(one.la_code): one for one in self.authorities},
            HUB: BaseHub(),
        }

    @cached_property
    def by_urn(self) -> dict[str, BaseSchool]:
        return {school.urn: school for school in self.schools}

    @cached_property
    def deprivation_indices(self) -> tuple[str, ...]:
        """The indices that the schools' deciles are of, by name."""
        told = {school.deprivation_index for school in self.schools}
        return tuple(sorted(name for name in told if name is not None))

    @cached_property
    def moved(self) -> dict[str, str]:
        """The sources that count under another URN, and under which."""
        return {str(old): new for old, new in self.counted_as.items() if old not in self.by_urn}

    def owner_of(self, source: str) -> str:
        """Under which URN a source counts: its own if nothing else is known of it."""
        return self.moved.get(source, source)
