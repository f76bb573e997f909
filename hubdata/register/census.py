"""The DfE school census at school level: rolls by stage and year group, and free school meals.

Source: explore-education-statistics.service.gov.uk, "Schools, pupils and their characteristics",
school level underlying data. A January count, one row a school.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hubdata.errors import UnknownThing
from hubdata.periods import AcademicYear
from hubdata.register.cells import (
    Column,
    key_of,
    parse_count,
    parse_number,
    parse_text,
    parse_urn,
)
from hubdata.register.files import RegisterFile, read_table
from hubdata.register.kinds import HEADCOUNT_HEADINGS, URN_HEADINGS, RegisterKind
from hubdata.register.records import Recipe, Values, choose_rows, places_of, read_records
from hubdata.vocabulary import YearGroup

PARTS = re.compile(r"(part|full)time(girls|boys|female|male)s?(reception|yeargroup\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRoll:
    """Pupils of one school in one census; `None` is not published (`z`, `x`, `c`) or not asked."""

    urn: int
    year: int
    """The academic year's code: 202223 is the census of January 2023."""
    name: str | None = None
    la_code: str | None = None
    laestab: str | None = None
    headcount: int | None = None
    early_years: int | None = None
    nursery: int | None = None
    reception: int | None = None
    ks1: int | None = None
    ks2: int | None = None
    ks3: int | None = None
    ks4: int | None = None
    ks5: int | None = None
    other_pupils: int | None = None
    """Neither in reception nor in a key stage 1 to 5."""
    fsm_pupils: int | None = None
    percentage_fsm: float | None = None
    ehcp: int | None = None
    sen_support: int | None = None
    young_carers: int | None = None
    year_groups: Mapping[YearGroup, int | None] = field(default_factory=dict, hash=False)
    """R and 1 to 13: part-time and full-time girls and boys together; empty where not published."""

    @property
    def roll_eyfs(self) -> int | None:
        """Early years, nursery and reception together; `None` unless all three are known."""
        return _sum_known((self.early_years, self.nursery, self.reception))


def read_census(
    name: str, content: bytes, *, la_codes: Collection[str] | None = None
) -> RegisterFile[SchoolRoll]:
    """The rolls of the schools of these authorities (`old_la_code`), or of all."""
    table = read_table(name, content, kind=RegisterKind.SCHOOL_CENSUS)
    recipe = Recipe(
        kind=RegisterKind.SCHOOL_CENSUS,
        columns=(*COLUMNS, *_part_columns(table.headings)),
        build=_build_roll,
        needs=frozenset({"urn", "year"}),
        key=lambda roll: f"URN {roll.urn} in {roll.year}",
    )
    years = "with" if _part_columns(table.headings) else "without"
    return read_records(
        table,
        recipe,
        layout=f"{years} year groups",
        keep=_choose(table.headings, la_codes),
    )


def parse_year(text: str) -> int:
    """The code of an academic year; `202223`, or as a spreadsheet may have it, `202223.0`."""
    try:
        return AcademicYear.parse(text.removesuffix(".0")).code
    except UnknownThing as unknown:
        raise ValueError(str(unknown).removesuffix(".").split(". ")[0]) from None


COLUMNS = (
    Column("urn", tuple(sorted(URN_HEADINGS)), parse_urn),
    Column("year", ("time_period",), parse_year),
    Column("name", ("school_name",), parse_text),
    Column("la_code", ("old_la_code", "la_code"), parse_text),
    Column("laestab", ("laestab", "school_laestab"), parse_text),
    Column("headcount", tuple(sorted(HEADCOUNT_HEADINGS)), parse_count),
    Column("early_years", ("Number of early year pupils (years E1 and E2)",), parse_count),
    Column("nursery", ("Number of nursery pupils (years N1 and N2)",), parse_count),
    Column("reception", ("Number of reception pupils (year R)",), parse_count),
    Column("ks1", ("Number of key stage 1 pupils (years 1 and 2)",), parse_count),
    Column("ks2", ("Number of key stage 2 pupils (years 3 to 6)",), parse_count),
    Column("ks3", ("Number of key stage 3 pupils (years 7 to 9)",), parse_count),
    Column("ks4", ("Number of key stage 4 pupils (years 10 and 11)",), parse_count),
    Column("ks5", ("Number of key stage 5 pupils (years 12 to 14)",), parse_count),
    Column("other_pupils", ("Number of pupils not reception or key stage 1 to 5",), parse_count),
    Column(
        "fsm_pupils", ("number of pupils known to be eligible for free school meals",), parse_count
    ),
    Column(
        "percentage_fsm", ("% of pupils known to be eligible for free school meals",), parse_number
    ),
    Column("ehcp", ("EHC plan", "number of pupils with an EHC plan"), parse_count),
    Column("sen_support", ("SEN support", "number of pupils with SEN support"), parse_count),
    Column("young_carers", ("number of pupils who are a young carer",), parse_count),
)


def _part_columns(headings: Sequence[str]) -> tuple[Column, ...]:
    """The columns by year group, sex and attendance: "Full time girls Year group 4"."""
    return tuple(
        Column(key_of(heading), (heading,), parse_count)
        for heading in headings
        if PARTS.fullmatch(key_of(heading))
    )


def _choose(headings: Sequence[str], la_codes: Collection[str] | None) -> Any:
    """Rows about single schools, of the authorities wanted: some files hold totals as well."""
    of_authority = choose_rows(headings, keys=("oldlacode", "lacode"), wanted=la_codes)
    level = places_of(headings).get("geographiclevel")
    if level is None:
        return of_authority
    return lambda cells: (
        len(cells) <= level
        or (
            cells[level].strip().casefold() == "school"
            and (of_authority is None or of_authority(cells))
        )
    )


def _build_roll(values: Values) -> SchoolRoll:
    parts: dict[YearGroup, list[int | None]] = {}
    for key in [key for key in values if PARTS.fullmatch(key)]:
        group = _year_group(key)
        count = values.pop(key)
        if group is not None:
            parts.setdefault(group, []).append(count)
    years = {group: _sum_known(parts[group]) for group in YearGroup if group in parts}
    return SchoolRoll(**values, year_groups=years)


def _year_group(key: str) -> YearGroup | None:
    """The year group a heading is about; Year 14 is none of ours."""
    matched = PARTS.fullmatch(key)
    name = matched[3].removeprefix("yeargroup") if matched else ""
    name = "R" if name == "reception" else name
    return YearGroup(name) if name in set(YearGroup) else None


def _sum_known(counts: Sequence[int | None]) -> int | None:
    """The sum; `None` as soon as one part is not known, for a part sum would look whole."""
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
