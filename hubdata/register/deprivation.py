"""A deprivation index by LSOA: IMD, and IDACI where the file has it. Decile 1 is most deprived.

Source: gov.uk, "English indices of deprivation", files 1, 3 and 7 of 2019 and 2025, and tables made
from them. It tells about the area a school stands in, not about the homes of its pupils.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from hubdata.register.cells import Column, key_of, parse_count, parse_english_code
from hubdata.register.files import RegisterFile, Table, read_table
from hubdata.register.kinds import IDACI_NAMES, IMD_NAMES, RegisterKind, find_index, find_lsoa
from hubdata.register.records import Recipe, choose_rows, read_records
from hubdata.register.schools import School

DECILES = range(1, 11)


@dataclass(frozen=True, slots=True)
class Deprivation:
    """Where an area stands among all LSOAs of England; an index the file lacks is `None`."""

    lsoa_code: str
    imd_decile: int | None = None
    imd_rank: int | None = None
    idaci_decile: int | None = None
    idaci_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """How schools met the index."""

    schools: int
    joined: int
    without_lsoa: tuple[int, ...]
    """URNs without an English LSOA in the register."""
    not_in_index: tuple[int, ...]
    """URNs whose LSOA the index does not have: often a sign of another census year."""


def read_deprivation(
    name: str, content: bytes, *, lsoa_codes: Collection[str] | None = None
) -> RegisterFile[Deprivation]:
    """The index for these LSOAs, or for all; `layout` says which census they are of."""
    table = read_table(name, content, kind=RegisterKind.DEPRIVATION)
    lsoa = find_lsoa([key_of(heading) for heading in table.headings]) or ""
    recipe = Recipe(
        kind=RegisterKind.DEPRIVATION,
        columns=_columns(table, lsoa),
        build=lambda values: Deprivation(**values),
        needs=frozenset({"lsoa_code"}),
        key=lambda area: f"LSOA {area.lsoa_code}",
    )
    return read_records(
        table,
        recipe,
        layout=_vintage(lsoa),
        keep=choose_rows(table.headings, keys=(lsoa,), wanted=lsoa_codes),
    )


def check_join(schools: Iterable[School], areas: Iterable[Deprivation]) -> Join:
    """Which schools find their LSOA in the index, and which do not, and why."""
    known = {area.lsoa_code for area in areas}
    everyone = sorted(schools, key=lambda school: school.urn)
    without = tuple(school.urn for school in everyone if school.lsoa_code is None)
    lost = tuple(
        school.urn
        for school in everyone
        if school.lsoa_code is not None and school.lsoa_code not in known
    )
    joined = len(everyone) - len(without) - len(lost)
    return Join(schools=len(everyone), joined=joined, without_lsoa=without, not_in_index=lost)


def explain_join(join: Join) -> str:
    """How many schools have a decile, and what to do about the others."""
    said = f"{join.joined:,} of {join.schools:,} schools have a deprivation decile."
    if join.without_lsoa:
        said += f" {len(join.without_lsoa):,} have no English LSOA in the register."
    if join.not_in_index:
        said += (
            f" {len(join.not_in_index):,} have an LSOA the index does not know: "
            "check that index and register use the LSOAs of the same census (2011 or 2021)."
        )
    return said


def _columns(table: Table, lsoa: str) -> tuple[Column, ...]:
    keys = [key_of(heading) for heading in table.headings]
    found = {
        "imd_decile": find_index(keys, IMD_NAMES),
        "imd_rank": find_index(keys, IMD_NAMES, part="rank"),
        "idaci_decile": find_index(keys, IDACI_NAMES),
        "idaci_rank": find_index(keys, IDACI_NAMES, part="rank"),
    }
    return (
        Column("lsoa_code", (lsoa,), parse_english_code),
        *(
            Column(field, (key,), _parse_decile if "decile" in field else parse_count)
            for field, key in found.items()
            if key is not None
        ),
    )


def _parse_decile(text: str) -> int | None:
    decile = parse_count(text)
    if decile is not None and decile not in DECILES:
        raise ValueError(f"{text!r} is not a decile from 1 to 10")
    return decile


def _vintage(lsoa_key: str) -> str:
    """The census the LSOAs are of, as far as the heading tells: "LSOA 2021"."""
    year: Sequence[str] = re.findall(r"\d+", lsoa_key)
    return f"LSOA 20{year[0][-2:]}" if year else "LSOA of a year not stated"
