"""A hub of 1,500 schools with ten years of termly returns, written straight into a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from sqlalchemy import Engine, Integer, String, cast, insert, literal_column, select
from sqlmodel import Session, SQLModel

from hubdata.calendar import TermCalendar
from hubdata.kpis.language.base import Base, BaseAuthority, BasePartner, BaseSchool
from hubdata.periods import TERMS, AcademicYear, Period, Term
from hubdata.store.measuring.kept_columns import keep_columns
from hubdata.store.revisions import bump
from hubdata.store.tables import ReceivedFile, Return, ReturnPart
from hubdata.store.tables.row_tables import ROW_TABLES, SHEETS
from tests.store.random_fields import FIELDS, FIELDS_OF_HUB, FIELDS_OF_PARTNERS, ONE_ROW

SCHOOLS = 1500
PARTNERS = 30
FIRST_YEAR, YEARS = 2015, 10
TODAY = date(FIRST_YEAR + YEARS + 1, 1, 15)
ROWS = {"whole_class": 3, "tuition": 4, "ensemble": 2, "project": 3, "cpd": 2}
"""Rows of a return's sheet; of other sheets of many rows there are as many as choices of the first
field."""
BATCH = 20_000
MOST_IDS = 10_000_000
DISTRICTS, AUTHORITIES = 20, 6


def large_bases(schools: int = SCHOOLS, years: int = YEARS) -> list[Base]:
    """The base of every term and every year."""
    calendar = TermCalendar()
    dice = Random(1)
    asked = tuple(large_school(dice, number) for number in range(schools))
    return [
        Base(
            period,
            calendar.reference_date(period, TODAY),
            asked,
            partners=tuple(large_partner(number) for number in range(PARTNERS)),
            authorities=tuple(BaseAuthority(str(801 + n)) for n in range(AUTHORITIES)),
        )
        for year in range(FIRST_YEAR, FIRST_YEAR + years)
        for period in (Period(AcademicYear(year), term) for term in Term)
    ]


def large_school(dice: Random, number: int) -> BaseSchool:
    roll = dice.choice((60, 210, 420, 900))
    return BaseSchool(
        urn=str(100_000 + number),
        name=f"School {number}",
        la_code=str(801 + number % AUTHORITIES),
        district=f"District {number % DISTRICTS}",
        phase="Secondary" if number % 6 == 0 else "Primary",
        is_special=number % 25 == 0,
        deprivation_decile=1 + number % 10,
        is_rural=number % 4 == 0,
        roll=roll,
        roll_target_year=roll // 7,
        trust=f"Trust {number % 90}" if number % 2 else None,
        size="Up to 100 pupils" if roll <= 100 else "More",
    )


def large_partner(number: int) -> BasePartner:
    kinds = ("community music", "industry", "other arts")
    return BasePartner(
        f"P{number:02}", f"Partner {number}", kinds[number % 3], (str(801 + number % AUTHORITIES),)
    )


def write_large_hub(engine: Engine, schools: int = SCHOOLS, years: int = YEARS) -> None:
    """Returns of every school, partner and the hub for every term; one school in twelve is late
    and never sends one."""
    dice = Random(2)
    with engine.begin() as connection:
        connection.execute(insert(_table(ReceivedFile)), [_FILE])
        batches: dict[type[SQLModel], list[dict[str, Any]]] = {}
        for number, (kind, source, period) in enumerate(_returns(dice, schools, years), 1):
            for model, row in _rows_of(dice, number, kind, source, period):
                batch = batches.setdefault(model, [])
                batch.append(row)
                if len(batch) >= BATCH and model is not Return:
                    _flush(connection, batches)
        _flush(connection, batches)
    _settle(engine)


def _settle(engine: Engine) -> None:
    """What every act on returns does beside: it counts revisions and keeps columns."""
    with Session(engine) as session, session.begin():
        told = select(ReturnPart.slot, ReturnPart.sheet).distinct()
        slots = {slot: bump(session, [one], slot=slot) for slot, one in session.execute(told).all()}
        keep_columns(session, slots)
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def multiply(engine: Engine, times: int) -> None:
    """The schools and their returns so many times, under numbers of their own."""
    with engine.begin() as connection:
        for nth in range(1, times):
            for model in (Return, ReturnPart, *ROW_TABLES.values()):
                connection.execute(_copy(_table(model), nth))
    _settle(engine)


def _copy(table: Any, nth: int) -> Any:
    """Rows again with other ids, as those of schools whose numbers come later."""
    new: dict[str, Any] = {
        "id": table.c.id + nth * MOST_IDS,
        "return_id": literal_column("return_id") + nth * MOST_IDS,
        "part_id": literal_column("part_id") + nth * MOST_IDS,
        "source": cast(cast(table.c.source, Integer) + nth * SCHOOLS, String),
    }
    names = [column.name for column in table.c]
    values = [new.get(name, table.c[name]) for name in names]
    of_schools = table.c.source.between("100000", "999999")
    some = table.c.id < MOST_IDS
    return insert(table).from_select(names, select(*values).where(of_schools, some))


def _flush(connection: Any, batches: dict[type[SQLModel], list[dict[str, Any]]]) -> None:
    """Returns first, then their parts, then rows, as keys point that way."""
    order = [Return, ReturnPart]
    for model in sorted(batches, key=lambda one: order.index(one) if one in order else 2):
        rows = batches[model]
        for columns in dict.fromkeys(tuple(row) for row in rows):
            connection.execute(insert(_table(model)), [r for r in rows if tuple(r) == columns])
        batches[model] = []


def _returns(dice: Random, schools: int, years: int) -> Iterator[tuple[str, str, Period]]:
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        for term in TERMS:
            period = Period(AcademicYear(year), term)
            for number in range(schools):
                if dice.random() < 11 / 12:
                    yield "school-return", str(100_000 + number), period
            for number in range(PARTNERS):
                yield "partner-return", f"P{number:02}", period
            yield "hub-return", "hub", period


def _rows_of(
    dice: Random, number: int, kind: str, source: str, period: Period
) -> Iterator[tuple[type[SQLModel], dict[str, Any]]]:
    place = {"source": source, "slot": period.slot}
    due = TermCalendar().due_on(kind, period)
    yield (
        Return,
        _RETURN
        | place
        | {
            "id": number,
            "kind": kind,
            "year": period.year.code,
            "term": period.term.value,
            "received_on": due,
        },
    )
    asked = {"school-return": FIELDS, "partner-return": FIELDS_OF_PARTNERS}
    for order, (table, fields) in enumerate(asked.get(kind, FIELDS_OF_HUB).items()):
        part_id = number * 20 + order
        count = 1 if table in ONE_ROW else ROWS.get(table, len(next(iter(fields.values()))))
        yield (
            ReturnPart,
            _PART
            | place
            | {
                "id": part_id,
                "return_id": number,
                "kind": kind,
                "sheet": SHEETS[table].name,
                "rows": count,
            },
        )
        for row in range(count):
            told = {name: _answer(dice, name, some, row) for name, some in fields.items()}
            stood = {"part_id": part_id, "row_number": row + 1, "is_current": True}
            yield ROW_TABLES[table], told | place | stood | {"left_out": False, "marks": ""}


def _answer(dice: Random, name: str, choices: Iterable[Any], row: int) -> Any:
    """Keys differ from row to row; everything else is drawn."""
    some = tuple(choices)
    if name in ("class_id", "ensemble_id", "project_id", "course"):
        return f"{name[0].upper()}{row}"
    if name == "school_urns":
        return "; ".join(str(100_000 + dice.randrange(SCHOOLS)) for _ in range(4))
    return dice.choice(some)


def _table(model: type[SQLModel]) -> Any:
    return model.__table__  # type: ignore[attr-defined]


_FILE = {
    "id": 1,
    "sha256": "0",
    "name": "made.xlsx",
    "size": 1,
    "received_at": datetime(2026, 1, 1, tzinfo=UTC),
    "received_on": date(2026, 1, 1),
    "actor": "benchmark",
    "sender": "",
    "status": "checked",
    "choices": "",
    "issues": "",
    "erased_reason": "",
}
_RETURN = {
    "file_id": 1,
    "source_name": "",
    "status": "accepted",
    "definition_version": "1",
    "read_at": datetime(2026, 1, 1, tzinfo=UTC),
}
_PART = {
    "rows_left_out": 0,
    "status": "accepted",
    "is_current": True,
    "is_estimate": False,
    "is_year_to_date": False,
    "accepted_by": "",
    "reason": "",
    "ended_by": "",
}
