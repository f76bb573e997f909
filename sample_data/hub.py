"""The sample hub: some 330 invented establishments in three authorities, always the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import count
from random import Random

from hubdata.vocabulary import YearGroup
from sample_data import schools as kinds
from sample_data.names import (
    CATHOLIC,
    DIOCESAN,
    INCLUSION,
    LONGEST,
    TRUSTS,
    TWICE,
    NameGiver,
    Naming,
)
from sample_data.places import (
    AUTHORITIES,
    FRINGE,
    TOWNS,
    URBAN,
    VILLAGE,
    Area,
    Authority,
    Point,
    Town,
    build_areas,
    build_villages,
    district_of,
    place_near,
)
from sample_data.schools import Former, Pupils, SampleSchool, SchoolType, Trust

HUB_NAME = "Wendale, Harrow Vale and Ilderton Music Hub"
LEAD_ORGANISATION = "Wendale Music Trust"
CONTACT = "returns@wendale-music-hub.example"
SEED = 20261122
FIRST_URN = 900_001
"""No real school has a URN from here up to 999,999."""
REGISTER_DATE = date(2026, 11, 1)
"""The day the sample register is as at."""

PRIMARY_YEARS = tuple(YearGroup)[:7]
SECONDARY_YEARS = tuple(YearGroup)[7:12]
SIXTH_FORM = tuple(YearGroup)[12:]
PAIRS = {"Wenford": 3, "Harrowmouth": 4, "Copperhithe": 1, "Kingsbrook": 1, "Ilderton": 2}
"""Infant and junior schools next door to each other; they stand for two of a town's primaries."""
SPECIALS = {"Wenford": 3, "Thornby Cross": 2, "Skelderby": 1, "Harrowmouth": 4, "Copperhithe": 2}
SPECIALS |= {"Kingsbrook": 1, "Ilderton": 2, "Old Quay": 1}
UNITS = {"Wenford": 1, "Thornby Cross": 1, "Harrowmouth": 2, "Ilderton": 2}
NURSERIES = {"Wenford": 1, "Harrowmouth": 2, "Old Quay": 1}
MIDDLES = {"Castle Orrin": 2}
ALL_THROUGHS = {"Copperhithe": 1, "Kingsbrook": 1, "Seaholme": 1}
INDEPENDENTS = {"Wenford": 2, "Vale Regis": 2, "Seaholme": 1, "Harrowmouth": 1}
COLLEGES = {"Wenford": 1, "Harrowmouth": 1}


@dataclass(frozen=True)
class SampleHub:
    """The hub's schools and areas."""

    schools: tuple[SampleSchool, ...]
    areas: tuple[Area, ...]
    name: str = HUB_NAME
    lead_organisation: str = LEAD_ORGANISATION
    contact: str = CONTACT
    authorities: tuple[Authority, ...] = AUTHORITIES


@cache
def build_sample_hub() -> SampleHub:
    """The same hub every time: no clock, no chance beyond the seed."""
    rng = Random(SEED)
    towns = [*TOWNS, *build_villages(rng)]
    areas = build_areas(towns, rng)
    founder = _Founder(rng, areas)
    schools = [school for town in towns for school in founder.found(town)]
    schools = list(_tell_histories(schools, founder))
    return SampleHub(tuple(schools), tuple(area for town in towns for area in areas[town.name]))


class _Founder:
    """Founds the schools of a town."""

    def __init__(self, rng: Random, areas: dict[str, list[Area]]) -> None:
        self.rng = rng
        self.areas = areas
        self.urns = count(FIRST_URN)
        self.numbers = count(2001)
        self.names = {authority.code: NameGiver(rng) for authority in AUTHORITIES}
        self.trusts = [Trust(str(99001 + place), name) for place, name in enumerate(TRUSTS)]

    def found(self, town: Town) -> Iterator[SampleSchool]:
        """All schools of a town."""
        names = self.names[town.authority]
        pairs = PAIRS.get(town.name, 0)
        for _ in range(pairs):
            yield from self._found_pair(town)
        for _ in range(town.primaries - 2 * pairs):
            yield self.found_primary(town)
        for _ in range(town.secondaries):
            yield self._found_secondary(town)
        for _ in range(SPECIALS.get(town.name, 0)):
            yield self._found_special(town, names.special(town.name))
        for _ in range(UNITS.get(town.name, 0)):
            yield self._found_unit(town)
        for _ in range(NURSERIES.get(town.name, 0)):
            naming = names.other(town.name, "Nursery School")
            yield self._school(town, naming, kinds.NURSERY, "Nursery", (2, 5), {}, nursery=68)
        for place in range(MIDDLES.get(town.name, 0)):
            yield self._found_middle(town, place)
        for _ in range(ALL_THROUGHS.get(town.name, 0)):
            yield self._found_all_through(town)
        yield from self._found_others(town)

    def _found_pair(self, town: Town) -> Iterator[SampleSchool]:
        """Both schools of a pair have the same type, and the juniors take all the infants."""
        infant, junior = self.names[town.authority].pair(town.name)
        kind, size = self._primary_type(infant), self.rng.choice((56, 58, 84, 87))
        infants = dict.fromkeys(PRIMARY_YEARS[:3], size)
        juniors = dict.fromkeys(PRIMARY_YEARS[3:], size)
        nursery = 26 if "Nursery" in infant.name else 0
        yield self._school(town, infant, kind, "Primary", (3, 7), infants, nursery=nursery)
        yield self._school(town, junior, kind, "Primary", (7, 11), juniors)

    def found_primary(self, town: Town) -> SampleSchool:
        is_academy = self.rng.random() < 0.45
        names = self.names[town.authority]
        if town.primaries == 1:
            naming = names.village_primary(town.name)
        else:
            naming = names.primary(town.name, is_academy=is_academy)
        kind = self._primary_type(naming, is_academy=is_academy)
        size = self._primary_size(town)
        years = {group: max(2, size - self._gap(size)) for group in PRIMARY_YEARS}
        nursery = round(size * 0.7) if town.kind == URBAN and self.rng.random() < 0.5 else 0
        ages = (3 if nursery else 4, 11)
        return self._school(town, naming, kind, "Primary", ages, years, nursery=nursery)

    def _primary_size(self, town: Town) -> int:
        """Pupils in a year group, when full."""
        if town.kind == URBAN:
            return self.rng.choice((29, 30, 30, 30, 45, 58, 60, 60, 60, 88))
        if town.kind == FRINGE:
            return self.rng.choice((20, 28, 30, 30, 45))
        return self.rng.choice((8, 12, 14, 15, 16, 20) if town.kind == VILLAGE else (6, 8, 10, 12))

    def _gap(self, size: int) -> int:
        """Places not taken in a year group."""
        return self.rng.randint(0, max(1, size // 7))

    def _primary_type(self, naming: Naming, *, is_academy: bool | None = None) -> SchoolType:
        academy = self.rng.random() < 0.45 if is_academy is None else is_academy
        if academy:
            return self.rng.choices(
                (kinds.CONVERTER, kinds.SPONSORED, kinds.FREE_SCHOOL), (80, 17, 3)
            )[0]
        if naming.is_catholic:
            return kinds.VOLUNTARY_AIDED
        if naming.religion != "Does not apply":
            return self.rng.choice((kinds.VOLUNTARY_AIDED, kinds.VOLUNTARY_CONTROLLED))
        return self.rng.choices((kinds.COMMUNITY, kinds.FOUNDATION), (85, 15))[0]

    def _found_secondary(self, town: Town) -> SampleSchool:
        is_academy = self.rng.random() < 0.78
        naming = self.names[town.authority].secondary(town.name, is_academy=is_academy)
        kind = self._primary_type(naming, is_academy=is_academy)
        size = self.rng.choice((118, 148, 176, 205, 235) if town.kind == URBAN else (96, 118, 150))
        years = {group: size - self._gap(size) for group in SECONDARY_YEARS}
        top = 16
        if self.rng.random() < 0.55:
            years |= {group: round(size * 0.42) - self.rng.randint(0, 9) for group in SIXTH_FORM}
            top = 18
        return self._school(town, naming, kind, "Secondary", (11, top), years)

    def _found_middle(self, town: Town, place: int) -> SampleSchool:
        naming = self.names[town.authority].other(town.name, "Middle School")
        if place == 0:
            years = {group: 52 - self._gap(52) for group in tuple(YearGroup)[4:8]}
            return self._school(
                town, naming, kinds.COMMUNITY, "Middle deemed primary", (8, 12), years
            )
        years = {group: 88 - self._gap(88) for group in tuple(YearGroup)[5:9]}
        return self._school(
            town, naming, kinds.CONVERTER, "Middle deemed secondary", (9, 13), years
        )

    def _found_all_through(self, town: Town) -> SampleSchool:
        naming = self.names[town.authority].other(town.name, "All-through Academy")
        years = {group: 58 - self._gap(58) for group in PRIMARY_YEARS}
        years |= {group: 148 - self._gap(148) for group in SECONDARY_YEARS}
        return self._school(town, naming, kinds.SPONSORED, "All-through", (4, 16), years)

    def _found_special(self, town: Town, naming: Naming) -> SampleSchool:
        kind = self.rng.choices(
            (kinds.COMMUNITY_SPECIAL, kinds.SPECIAL_CONVERTER, kinds.FREE_SPECIAL), (6, 7, 2)
        )[0]
        groups = self.rng.choice((PRIMARY_YEARS, SECONDARY_YEARS, tuple(YearGroup)[:12]))
        years = {group: self.rng.randint(7, 15) for group in groups}
        ages = (groups[0].number + 4, groups[-1].number + 5)
        return self._school(town, naming, kind, "Not applicable", ages, years)

    def _found_unit(self, town: Town) -> SampleSchool:
        kind = self.rng.choice((kinds.PRU, kinds.AP_CONVERTER))
        words = "Pupil Referral Unit" if kind is kinds.PRU else "Alternative Provision Academy"
        naming = self.names[town.authority].other(town.name, words)
        years = {group: self.rng.randint(4, 12) for group in SECONDARY_YEARS}
        return self._school(town, naming, kind, "Not applicable", (11, 16), years)

    def _found_others(self, town: Town) -> Iterator[SampleSchool]:
        """Independent schools and colleges: in the register, not among the hub's schools."""
        names = self.names[town.authority]
        for place in range(INDEPENDENTS.get(town.name, 0)):
            kind = kinds.INDEPENDENT_SPECIAL if place else kinds.INDEPENDENT
            naming = names.other(town.name, "House School" if place else "College School")
            years = {group: self.rng.randint(8, 22) for group in tuple(YearGroup)[:12]}
            yield self._school(town, naming, kind, "Not applicable", (4, 16), years)
        for _ in range(COLLEGES.get(town.name, 0)):
            naming = Naming(f"{town.name} College")
            yield self._school(town, naming, kinds.COLLEGE, "16 plus", (16, 99), {})

    def _school(
        self,
        town: Town,
        naming: Naming,
        kind: SchoolType,
        phase: str,
        ages: tuple[int, int],
        years: dict[YearGroup, int],
        *,
        nursery: int = 0,
    ) -> SampleSchool:
        authority = next(each for each in AUTHORITIES if each.code == town.authority)
        area = self.rng.choice(self.areas[town.name])
        place: Point = place_near(town, self.rng)
        return SampleSchool(
            urn=next(self.urns),
            number=next(self.numbers),
            name=naming.name,
            authority=authority,
            district=district_of(authority, place),
            town=town.name,
            place=place,
            area=area,
            urban_rural=town.kind,
            type=kind,
            phase=phase,
            ages=ages,
            religion=naming.religion,
            pupils=self._pupils(area, kind, nursery, years),
            opened_on=self._opened_on(kind),
            trust=self._trust(naming, kind),
        )

    def _pupils(
        self, area: Area, kind: SchoolType, nursery: int, years: dict[YearGroup, int]
    ) -> Pupils:
        """Free meals follow the area; plans and support the kind of school."""
        fsm = 0.385 - 0.035 * (area.idaci_decile - 1) + self.rng.uniform(-0.05, 0.05)
        if kind in kinds.SPECIAL_TYPES | kinds.ALTERNATIVE_TYPES:
            fsm = fsm * 0.6 + 0.28
        pp = min(0.8, fsm * 1.12 + 0.02)
        special = kind in kinds.SPECIAL_TYPES
        ehcp = 0.98 if special else self.rng.uniform(0.02, 0.055)
        support = 0.02 if special else self.rng.uniform(0.09, 0.19)
        if kind in kinds.ALTERNATIVE_TYPES:
            ehcp, support = 0.24, 0.58
        return Pupils(nursery, years, max(0.03, fsm), max(0.05, pp), ehcp, support)

    def _opened_on(self, kind: SchoolType) -> date | None:
        if kind.is_academy:
            month = self.rng.choice((9, 9, 4, 1, 11))
            return date(self.rng.randint(2011, 2023), month, 1)
        return None

    def _trust(self, naming: Naming, kind: SchoolType) -> Trust | None:
        if not kind.is_academy:
            return None
        if kind in kinds.SPECIAL_TYPES | kinds.ALTERNATIVE_TYPES:
            return self.trusts[INCLUSION]
        if naming.is_catholic:
            return self.trusts[CATHOLIC]
        if naming.religion != "Does not apply":
            return self.trusts[DIOCESAN]
        others = [trust for trust in self.trusts if trust.name not in _FAITH_AND_INCLUSION]
        return self.rng.choice(others)


_FAITH_AND_INCLUSION = {TRUSTS[DIOCESAN], TRUSTS[CATHOLIC], TRUSTS[INCLUSION]}

CONVERSIONS = (date(2025, 9, 1), date(2025, 9, 1), date(2026, 1, 1), date(2026, 4, 1))
"""Days on which one more maintained primary school became an academy with a new URN."""
CLOSURE = date(2025, 8, 31)
PROPOSED = date(2027, 9, 1)


def _tell_histories(schools: list[SampleSchool], founder: _Founder) -> Iterator[SampleSchool]:
    """What happened to a few: conversions, a closure, a proposal, two trying names."""
    maintained = [s for s in schools if s.type is kinds.COMMUNITY and s.phase == "Primary"]
    converting = dict(zip((school.urn for school in maintained[3::17]), CONVERSIONS, strict=False))
    villages = [s for s in schools if s.urban_rural not in (URBAN, FRINGE)]
    churches = [s for s in schools if s.authority.code == "991" and s.religion.startswith("Church")]
    closed, threatened = sorted(villages, key=lambda school: school.roll)[:2]
    renamed = {churches[1].urn: TWICE, churches[-9].urn: TWICE, churches[5].urn: LONGEST}
    for school in schools:
        told = replace(school, name=renamed.get(school.urn, school.name))
        if school.urn == closed.urn:
            told = replace(told, closed_on=CLOSURE, status="Closed")
        elif school.urn == threatened.urn:
            told = replace(told, status="Open, but proposed to close")
        elif school.urn in converting:
            told = _convert(told, converting[school.urn], founder)
        yield told
    yield replace(founder.found_primary(TOWNS[7]), status="Proposed to open", opened_on=PROPOSED)


def _convert(school: SampleSchool, day: date, founder: _Founder) -> SampleSchool:
    """The school as an academy from that day, with the establishment it was before."""
    before = Former(school.urn, school.type, day.replace(day=1) - _ONE_DAY)
    return replace(
        school,
        urn=next(founder.urns),
        number=next(founder.numbers),
        type=kinds.CONVERTER,
        trust=founder.trusts[0],
        opened_on=day,
        former=before,
    )


_ONE_DAY = date(2000, 1, 2) - date(2000, 1, 1)
