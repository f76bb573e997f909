"""Who the hub does not reach: schools without any support for three terms, by S03's own rule, where
they are, what kind they are, and what changed since the term before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hubdata import wording
from hubdata.kpis.language.base import BaseSchool, attribute_of
from hubdata.kpis.language.splits import SPLITS, UNKNOWN
from hubdata.periods import Period
from hubdata.services.reach.histories import WINDOW, Histories, Mark, SchoolHistory

TOLD = (Mark.ENGAGED, Mark.NOTHING)
GROUPED_BY = ("local_authority", "phase", "deprivation", "area", "trust")
"""The splits by which cold spots are counted, in the order they are offered."""
LONG = 4
"""Terms without support from which a cold spot is called a long one."""
PERCENT = 100


@dataclass(frozen=True)
class ColdSpot:
    """A school that returned in the last three terms and was engaged in none.

    `terms_without` are the terms it told us of since it was last engaged, as far back as is looked;
    `last_engaged` is `None` if it was not engaged in any of them. `is_new`: not one a term ago.
    """

    history: SchoolHistory
    terms_without: int
    last_engaged: Period | None
    is_new: bool

    @property
    def school(self) -> BaseSchool:
        return self.history.school


@dataclass(frozen=True)
class GroupCount:
    """Cold spots among the schools of a group that returned; `unknown` ones never returned."""

    key: str
    name: str
    cold: int
    known: int
    unknown: int

    @property
    def share(self) -> float | None:
        """Percent; `None` where no school of the group returned."""
        return PERCENT * self.cold / self.known if self.known else None


@dataclass(frozen=True)
class ColdSpots:
    """The cold spots of a period, largest schools first.

    `silent` returned in none of the three terms: not known. `reached` were cold a term ago and are
    engaged now; `lost` were cold then and have not returned since. `known` are the schools that
    returned in the three terms. `idle` took part in nothing in the last term, cold or not.
    """

    periods: tuple[Period, ...]
    cold: tuple[ColdSpot, ...]
    silent: tuple[SchoolHistory, ...]
    reached: tuple[SchoolHistory, ...]
    lost: tuple[SchoolHistory, ...]
    idle: tuple[SchoolHistory, ...]
    known: tuple[SchoolHistory, ...]
    small_roll: int
    """Pupils up to which the hub calls a school small."""

    @property
    def fresh(self) -> tuple[ColdSpot, ...]:
        """Those that were no cold spots a term ago."""
        return tuple(one for one in self.cold if one.is_new)

    @property
    def expected(self) -> int:
        return len(self.known) + len(self.silent)

    def within(self, la_code: str | None) -> ColdSpots:
        """Those of one authority; `None` is the whole hub."""
        if la_code is None:
            return self

        def of_it(some: Iterable[SchoolHistory]) -> tuple[SchoolHistory, ...]:
            return tuple(one for one in some if one.school.la_code == la_code)

        return replace(
            self,
            cold=tuple(one for one in self.cold if one.school.la_code == la_code),
            silent=of_it(self.silent),
            reached=of_it(self.reached),
            lost=of_it(self.lost),
            idle=of_it(self.idle),
            known=of_it(self.known),
        )


def find_cold_spots(histories: Histories) -> ColdSpots:
    """The cold spots among the schools of a period. Pure."""
    lines = sorted(histories.schools.values(), key=_largest_first)
    now = {line.school.urn: _state(line.marks) for line in lines}
    before = {line.school.urn: _state(line.marks[:-1]) for line in lines}

    def chosen(was: Sequence[str] | None, *states: str) -> tuple[SchoolHistory, ...]:
        return tuple(
            line
            for line in lines
            if now[line.school.urn] in states and (was is None or before[line.school.urn] in was)
        )

    return ColdSpots(
        periods=histories.periods,
        cold=tuple(
            _cold_spot(line, is_new=before[line.school.urn] != _COLD)
            for line in chosen(None, _COLD)
        ),
        silent=chosen(None, _SILENT),
        reached=chosen((_COLD,), _ENGAGED),
        lost=chosen((_COLD,), _SILENT),
        idle=tuple(line for line in lines if line.marks[-1] is not Mark.ENGAGED),
        known=chosen(None, _COLD, _ENGAGED),
        small_roll=histories.small_roll,
    )


def count_groups(found: ColdSpots, split: str) -> tuple[GroupCount, ...]:
    """Cold spots by the parts of a split, the largest share first; parts without any come too."""
    attribute = SPLITS[split].attribute
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    names: dict[str, str] = {}
    cold = {one.school.urn for one in found.cold}
    for place, some in ((1, found.known), (2, found.silent)):
        for line in some:
            told = attribute_of(line.school, attribute)
            key = UNKNOWN if told is None else str(told)
            names[key] = _name_of(split, key, line.school)
            counts[key][place] += 1
            counts[key][0] += line.school.urn in cold
    groups = (GroupCount(key, names[key], *numbers) for key, numbers in counts.items())
    return tuple(sorted(groups, key=lambda one: (-(one.share or 0), -one.cold, one.name)))


def title_of_cold_spots(found: ColdSpots) -> str:
    """ "27 schools have had no hub music for a year; most are small and rural"."""
    if not found.known:
        return "No school has told us enough to say who is not reached"
    number = len(found.cold)
    if not number:
        return "Every school that returned has had support in the last three terms"
    verb = "has" if number == 1 else "have"
    opening = f"{wording.count_of(number, 'schools')} {verb} had no hub support for three terms"
    kinds = _kinds_of_most(found)
    return f"{opening}; {kinds}" if kinds and number > 1 else opening


def explain_cold_spots(found: ColdSpots) -> str:
    """The line below the title: of how many, and how many are not known."""
    last = wording.explain_period(found.periods[-1])
    known, silent = len(found.known), len(found.silent)
    words = (
        f"{len(found.cold):,} of the {wording.count_of(known, 'schools')} that returned took part "
        f"in nothing in the three terms to {last}."
    )
    return (
        f"{words} {silent:,} more returned in none of them: not known, so not counted."
        if silent
        else words
    )


def sort_of(school: BaseSchool, *, small_roll: int) -> tuple[str, ...]:
    """What makes a school easy to miss, in words; none of a usual one."""
    kinds = []
    if school.is_special:
        kinds.append("special")
    if school.is_alternative:
        kinds.append("alternative provision")
    if school.is_rural:
        kinds.append("rural")
    if school.roll is not None and school.roll <= small_roll:
        kinds.append("small")
    return tuple(kinds)


_COLD, _ENGAGED, _SILENT = "cold", "engaged", "silent"


def _state(marks: Sequence[Mark]) -> str:
    """Cold, engaged or silent over the last three terms."""
    last = marks[-WINDOW:]
    if Mark.ENGAGED in last:
        return _ENGAGED
    return _COLD if Mark.NOTHING in last else _SILENT


def _cold_spot(line: SchoolHistory, *, is_new: bool) -> ColdSpot:
    last = next((term for term in reversed(line.terms) if term.mark is Mark.ENGAGED), None)
    since = [term for term in line.terms if last is None or term.period > last.period]
    return ColdSpot(
        line,
        terms_without=sum(term.mark is Mark.NOTHING for term in since),
        last_engaged=last.period if last else None,
        is_new=is_new,
    )


def _kinds_of_most(found: ColdSpots) -> str:
    """ "most are small and rural": what more than half of them are, at most two words."""
    schools = [one.school for one in found.cold]
    sorts = [set(sort_of(school, small_roll=found.small_roll)) for school in schools]
    if 2 * sum({"small", "rural"} <= one for one in sorts) > len(schools):
        return "most are small and rural"
    for kind in ("rural", "small", "special"):
        if 2 * sum(kind in one for one in sorts) > len(schools):
            return f"most are {kind}" + (" schools" if kind == "special" else "")
    if len({line.school.la_code for line in found.known}) < 2:
        return ""
    name, number = Counter(school.la_name or "" for school in schools).most_common(1)[0]
    return f"most are in {name}" if name and 2 * number > len(schools) else ""


def _largest_first(line: SchoolHistory) -> tuple[int, str]:
    return -(line.school.roll or 0), line.school.name


def _name_of(split: str, key: str, school: BaseSchool) -> str:
    if key == UNKNOWN:
        return "No trust" if split == "trust" else "Not known"
    if split == "local_authority":
        return school.la_name or key
    if split == "deprivation":
        return DEPRIVATION_NAMES.get(key, key)
    return wording.first_upper(key)


DEPRIVATION_NAMES: Mapping[str, str] = {
    "1-3": "Deciles 1 to 3, most deprived",
    "4-7": "Deciles 4 to 7",
    "8-10": "Deciles 8 to 10, least deprived",
}
