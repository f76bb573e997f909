"""Targets, benchmarks and published figures from a spreadsheet: what each row would set, and where
something in it cannot be used. Looking changes nothing; saving is the services' own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from hubdata.errors import HubError, UserError
from hubdata.kpis.judging.targets import Target, target_of
from hubdata.kpis.language.kpi import Kpi
from hubdata.periods import AcademicYear
from hubdata.returns.reading.lists import ListedRow, ReadList, read_list
from hubdata.returns.reading.standard_lists import BENCHMARK_LIST, PUBLISHED_LIST, TARGET_LIST
from hubdata.services.around.frame import load_frame
from hubdata.services.kpis import list_kpis
from hubdata.services.standards.benchmarks import (
    Benchmark,
    Published,
    check_benchmark,
    check_published,
    list_benchmarks,
    list_published,
)
from hubdata.services.standards.targets import (
    NUMBERS,
    TITLES,
    WHOLE_HUB,
    Key,
    check_target,
    load_targets,
    may_have_target,
    parse_number,
)

NONE = "none"
"""Written in a cell to clear what is there; a blank cell leaves it."""

Item = TypeVar("Item")


@dataclass(frozen=True)
class Found(Generic[Item]):
    """What a file would set: new or other `items`, how many rows are as they were already, and a
    sentence for each row or cell that cannot be used, with its place."""

    name: str
    items: tuple[Item, ...]
    unchanged: int
    issues: tuple[str, ...]


@dataclass(frozen=True)
class FoundTarget:
    """A target that a row would set, and the one that holds now."""

    kpi: Kpi
    la_code: str
    year: AcademicYear
    target: Target
    now: Target

    @property
    def key(self) -> Key:
        return self.kpi.id, self.la_code


class _Faulty(Exception):
    """A row that cannot be used; the sentence says why, without the place."""


def read_target_file(name: str, content: bytes, *, year: AcademicYear) -> Found[FoundTarget]:
    """The targets in a spreadsheet; `year` is for rows that name none.

    Raises `UnreadableFile` where there is no such list, and `RefusedFile` for pupils.
    """
    listed = read_list(name, content, TARGET_LIST, what="targets")
    reader = _Reader(listed)
    kept: dict[int, Mapping[Key, Target]] = {}

    def read(row: ListedRow) -> FoundTarget:
        kpi, la_code = reader.kpi(row), reader.authority(row)
        of_year = reader.year(row) or year
        if not may_have_target(kpi):
            raise _Faulty(_why_none(kpi))
        if la_code and "local_authority" not in kpi.splits:
            raise _Faulty(f"{kpi.name} is not told by authority. Leave the authority blank.")
        if of_year.code not in kept:
            kept[of_year.code] = load_targets(of_year.code)
        own = kept[of_year.code].get((kpi.id, la_code))
        now = own or _holds(kpi, la_code, kept[of_year.code])
        start = now if own or not la_code else Target()
        told = _read_target(row.values)
        target = replace(start, **told) if told else now
        if faults := check_target(kpi, target):
            raise _Faulty(" ".join(faults))
        return FoundTarget(kpi, la_code, of_year, target, now)

    found = list(reader.read(read, lambda one: (*one.key, one.year)))
    new = tuple(one for one in found if one.target != one.now)
    return Found(name, new, len(found) - len(new), reader.told())


def read_benchmark_file(name: str, content: bytes) -> Found[Benchmark]:
    """The benchmarks in a spreadsheet. Raises as `read_target_file`."""
    reader = _Reader(read_list(name, content, BENCHMARK_LIST, what="benchmarks"))

    def read(row: ListedRow) -> Benchmark:
        kpi, values = reader.kpi(row), row.values
        found = Benchmark(
            kpi=kpi.id,
            place=values["place"],
            year=reader.year(row),
            value=_number(values["value"]),
            unit=values["unit"] or kpi.unit.value,
            source=values["source"],
            link=values["link"] or "",
            note=values["note"] or "",
            is_verified=bool(values["is_verified"]),
            is_comparable=bool(values["is_comparable"]),
        )
        if faults := check_benchmark(found, {kpi.id}):
            raise _Faulty(" ".join(faults))
        return found

    known = {replace(one, is_built_in=False) for one in list_benchmarks()}
    found = list(reader.read(read, lambda one: one.key))
    new = tuple(one for one in found if one not in known)
    return Found(name, new, len(found) - len(new), reader.told())


def read_published_file(name: str, content: bytes) -> Found[Published]:
    """The figures of past years in a spreadsheet. Raises as `read_target_file`."""
    reader = _Reader(read_list(name, content, PUBLISHED_LIST, what="published figures"))

    def read(row: ListedRow) -> Published:
        kpi, year = reader.kpi(row), reader.year(row)
        if year is None:
            raise _Faulty("The year is missing.")
        found = Published(
            kpi=kpi.id,
            year=year,
            value=_number(row.values["value"]),
            source=row.values["source"],
            note=row.values["note"] or "",
            la_code=reader.authority(row),
        )
        if faults := check_published(found, kpi):
            raise _Faulty(" ".join(faults))
        return found

    known = set(list_published())
    found = list(reader.read(read, lambda one: one.key))
    new = tuple(one for one in found if one not in known)
    return Found(name, new, len(found) - len(new), reader.told())


class _Reader:
    """A list while it is read: KPIs and authorities by what people call them, and what cannot be
    used."""

    def __init__(self, listed: ReadList) -> None:
        self.listed = listed
        self.issues = list(listed.issues)
        self.kpis: dict[str, Kpi] = {}
        for kpi in list_kpis():
            self.kpis |= {kpi.name.casefold(): kpi, kpi.id.casefold(): kpi}
        self.authorities: dict[str, str] = {}
        for code, called in load_frame().authorities.items():
            self.authorities |= {code: code, called.casefold(): code}

    def read(self, read: Any, key: Any) -> Iterator[Any]:
        """The rows that can be used; a second row about the same thing cannot."""
        seen = set()
        for row in self.listed.rows:
            try:
                item = read(row)
                if key(item) in seen:
                    raise _Faulty("this is in the list twice. The second is left out.")
            except (_Faulty, UserError) as fault:
                self.issues.append(f"{row.place}: {fault}")
                continue
            seen.add(key(item))
            yield item

    def told(self) -> tuple[str, ...]:
        return tuple(self.issues)

    def kpi(self, row: ListedRow) -> Kpi:
        told = row.values["kpi"].strip()
        found = self.kpis.get(told.casefold())
        if found is None:
            raise _Faulty(f'there is no KPI "{told}". Write its id, such as S01, or its full name.')
        return found

    def authority(self, row: ListedRow) -> str:
        told = (row.values["la_code"] or "").strip()
        if told.casefold() in ("", "hub", "whole hub", "all"):
            return WHOLE_HUB
        found = self.authorities.get(told.casefold())
        if found is None:
            raise _Faulty(
                f'"{told}" is no authority of the hub. Write its three-digit code, or leave it '
                "blank for the whole hub."
            )
        return found

    def year(self, row: ListedRow) -> AcademicYear | None:
        told = row.values["year"]
        return _year(told) if told else None


def _read_target(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says of a target, by field; a blank cell says nothing."""
    told: dict[str, Any] = {}
    for name in TITLES:
        text = (values.get(name) or "").strip()
        if not text:
            continue
        is_cleared = text.casefold() == NONE
        if name in NUMBERS:
            try:
                told |= parse_number(name, text)
            except UserError as fault:
                raise _Faulty(f"{TITLES[name]}: {fault}") from None
        elif name == "baseline_year":
            told[name] = None if is_cleared else _year(text).code
        else:
            told[name] = "" if is_cleared else text
    return told


def _holds(kpi: Kpi, la_code: str, targets: Mapping[Key, Target]) -> Target:
    by_part = {(one, la or None): target for (one, la), target in targets.items()}
    return target_of(kpi, la_code or None, by_part)


def _why_none(kpi: Kpi) -> str:
    return f"{kpi.name} is context: neither more nor less is better, so it has no target."


def _number(text: str) -> float:
    plain = text.strip().removesuffix("%").replace(",", "").replace("£", "").replace("−", "-")
    try:
        value = float(plain)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise _Faulty(f'"{text}" is not a number. Write digits, such as 84.')
    return value


def _year(text: str) -> AcademicYear:
    try:
        return AcademicYear.parse(text)
    except HubError as fault:
        raise _Faulty(str(fault)) from None
