"""Random hubs for the property test: schools, bases, and returns as they come: missing, late, by
estimate, annual, nil, superseded, overlapping, with rows left out, blanks, and under a
predecessor's URN."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select
from sqlmodel import Session, SQLModel

from hubdata.calendar import TermCalendar
from hubdata.kpis.language.base import Base, BaseAuthority, BasePartner, BaseSchool
from hubdata.kpis.language.measures import PART, RETURN
from hubdata.kpis.reading.rows import Rows
from hubdata.periods import AcademicYear, Period, Term
from hubdata.store.intake.overlaps import settle_overlaps
from hubdata.store.tables import ReceivedFile, Return, ReturnPart
from hubdata.store.tables.base import table_of
from hubdata.store.tables.overlap_tables import StoredOverlap
from hubdata.store.tables.row_tables import ROW_TABLES, SHEETS
from tests.store.random_fields import FIELDS_BY_KIND, NEW_PARTNERS, ONE_ROW, PARTNERS, ROLLS, YES_NO

YEARS = (AcademicYear(2023), AcademicYear(2024))
PERIODS = tuple(Period(year, term) for year in YEARS for term in Term)
URNS = ("101", "102", "103", "104")
OLD_URNS = ("201", "202")
STRANGERS = ("301",)
SOURCES = (*URNS, *OLD_URNS, *STRANGERS)


@dataclass(frozen=True)
class RandomReturn:
    source: str
    period: Period
    status: str
    is_current: bool
    days_late: int
    nil_return: bool | None
    is_estimate: bool
    is_year_to_date: bool
    sheets: dict[str, list[dict[str, Any]]]
    kind: str = "school-return"


BESIDES = {"school-return": "partner-return", "partner-return": "school-return"}
BESIDES["hub-return"] = "hub-return"
"""The kind of return in which somebody else may tell of the same activity."""


def random_returns(dice: Random) -> list[RandomReturn]:
    """From 8 to 40: some are another version of an earlier one, some tell of the same term as
    another source."""
    found = [random_return(dice)]
    for _ in range(round(dice.triangular(8, 40, 30)) - 1):
        other = dice.choice(found)
        again = {"kind": other.kind, "source": other.source, "period": other.period}
        besides = {"kind": BESIDES[other.kind], "period": other.period}
        found.append(random_return(dice, **dice.choice(({}, {}, again, besides, besides))))
    return found


def random_return(
    dice: Random,
    kind: str | None = None,
    source: str | None = None,
    period: Period | None = None,
) -> RandomReturn:
    kind = kind or dice.choice((*("school-return",) * 3, *("partner-return",) * 2, "hub-return"))
    sources = {"partner-return": (*PARTNERS, *NEW_PARTNERS), "hub-return": ("hub",)}
    return RandomReturn(
        kind=kind,
        source=source or dice.choice(sources.get(kind, (*URNS, *SOURCES))),
        period=period or dice.choice(PERIODS),
        status=(status := dice.choice((*("accepted",) * 7, "checked", "rejected", "withdrawn"))),
        is_current=status == "accepted",
        days_late=dice.choice((-30, 0, 1, 100)),
        nil_return=dice.choice((None, None, False, True)),
        is_estimate=dice.random() < 0.3,
        is_year_to_date=dice.random() < 0.3,
        sheets={
            table: random_rows(dice, table, asked)
            for table, asked in FIELDS_BY_KIND[kind].items()
            if dice.random() < 0.8
        },
    )


def random_rows(
    dice: Random, table: str, asked: dict[str, tuple[Any, ...]]
) -> list[dict[str, Any]]:
    number = dice.randint(0, 4) if table not in ONE_ROW else dice.random() < 0.9
    return [
        {name: dice.choice(choices) for name, choices in asked.items()}
        | {"left_out": dice.random() < 0.1}
        for _ in range(number)
    ]


def random_partner(dice: Random, partner_id: str) -> BasePartner:
    return BasePartner(
        partner_id=partner_id,
        name=f"Partner {partner_id}",
        partner_kind=dice.choice(("community music", "industry", None)),
        la_codes=dice.choice(((), ("878",), ("878", "879"))),
        agreement_signed=dice.choice(YES_NO),
        commitments_signed=dice.choice(YES_NO),
    )


def random_school(dice: Random, urn: str) -> BaseSchool:
    return BaseSchool(
        urn=urn,
        name=f"School {urn}",
        la_code=dice.choice(("878", "879", None)),
        district=dice.choice(("North", "South")),
        phase=dice.choice(("Primary", "Primary", "Secondary", "Special", None)),
        type_group=dice.choice(("Academies", None)),
        is_special=dice.random() < 0.3,
        is_alternative=dice.random() < 0.2,
        deprivation_decile=dice.choice((1, 3, 5, 8, 10, None)),
        is_rural=dice.choice((True, False, None)),
        low_age=dice.choice((4, 11, None)),
        high_age=dice.choice((11, 16, None)),
        roll=dice.choice(ROLLS),
        roll_ks2=dice.choice(ROLLS),
        roll_target_year=dice.choice((None, 0, 30, 60)),
        trust=dice.choice(("A trust", None)),
        size=dice.choice(("Up to 100 pupils", None)),
    )


@dataclass(frozen=True, repr=False)
class RandomHub:
    returns: list[RandomReturn]
    bases: list[Base]
    today: date
    seed: int

    def __repr__(self) -> str:
        """How to make it again: the returns themselves would fill pages."""
        return f"<hub of seed {self.seed} with {len(self.returns)} returns, on {self.today}>"

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(repr(self))


DAYS = (date(2023, 11, 1), date(2024, 3, 1), date(2024, 12, 31), date(2025, 11, 1))


@st.composite
def random_hubs(draw: st.DrawFn) -> RandomHub:
    """Drawn by a seed, so that hubs are as full as real ones: left to itself, Hypothesis draws a
    third of them empty. What fails is told by its seed."""
    seed = draw(st.integers(0, 2**32))
    dice = Random(seed)
    returns = random_returns(dice)
    today = dice.choice(DAYS)
    known = [random_school(dice, urn) for urn in URNS]
    partners = [random_partner(dice, partner) for partner in PARTNERS]
    bases = []
    for period in PERIODS:
        told = {old: dice.choice((*URNS, "901", None)) for old in OLD_URNS}
        bases.append(
            Base(
                period,
                TermCalendar().reference_date(period, today),
                tuple(school for school in known if dice.random() < 0.85),
                {old: new for old, new in told.items() if new},
                partners=tuple(partner for partner in partners if dice.random() < 0.8),
                authorities=(BaseAuthority("878", "North"), BaseAuthority("879", "South")),
                is_year_due=dice.random() < 0.7,
            )
        )
    return RandomHub(returns, bases, today, seed)


def store(connection: Connection, hub: RandomHub) -> None:
    """Write the returns as if they had been received in this order: the last version counts."""
    calendar = TermCalendar()
    file_id = store_file(connection)
    seen: set[tuple[str, int, str]] = set()
    for one in reversed(hub.returns):
        place = {"source": one.source, "slot": one.period.slot}
        due_on = calendar.due_on(one.kind, one.period)
        return_id = store_return(
            connection,
            file_id,
            **place,
            kind=one.kind,
            received_on=due_on + timedelta(days=one.days_late),
            status=one.status,
            nil_return=one.nil_return,
        )
        for table, rows in one.sheets.items():
            key = (one.source, one.period.slot, table)
            is_current = one.is_current and key not in seen
            seen |= {key} if is_current else set()
            flags = {"is_estimate": one.is_estimate, "is_year_to_date": one.is_year_to_date}
            part = place | flags | {"sheet": table, "is_current": is_current, "kind": one.kind}
            part["status"] = one.status if is_current or not one.is_current else "superseded"
            store_part(connection, return_id, part, rows=rows)
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        settle_overlaps(session, {one.period.slot for one in hub.returns})
        session.commit()


CONDITIONS = (
    *("missing", "late", "estimated", "annual", "year to date", "partial"),
    *("superseded", "withdrawn", "overlapping"),
)
"""What returns of real hubs are like, and what nearly every random hub should have some of."""


def find_conditions(connection: Connection, hub: RandomHub) -> set[str]:
    """Which of them the store has after `store`."""
    parts, returns = table_of(ReturnPart).c, table_of(Return).c
    every = connection.execute(select(parts.status, parts.is_estimate, parts.is_year_to_date)).all()
    counting = [part for part in every if part.status == "accepted"]
    told = {(one.source, one.period.year) for one in hub.returns if one.is_current}
    asked = {(school.urn, base.period.year) for base in hub.bases for school in base.schools}
    statuses = set(connection.execute(select(returns.status)).scalars())
    accepted = select(parts.id).where(parts.status == "accepted")
    left_out = [
        select(rows.id).where(rows.left_out, rows.part_id.in_(accepted)).limit(1)
        for rows in (table_of(table).c for table in ROW_TABLES.values())
    ]
    found = {
        "missing": bool(asked - told),
        "late": any(one.is_current and one.days_late > 0 for one in hub.returns),
        "estimated": any(part.is_estimate for part in counting),
        "annual": any(one.is_current and one.period.term is Term.ANNUAL for one in hub.returns),
        "year to date": any(part.is_year_to_date for part in counting),
        "partial": any(connection.execute(query).first() for query in left_out),
        "superseded": any(part.status == "superseded" for part in every),
        "withdrawn": "withdrawn" in statuses,
        "overlapping": connection.execute(select(StoredOverlap).limit(1)).first() is not None,
    }
    return {name for name, is_there in found.items() if is_there}


def store_rows(connection: Connection, rows: Rows) -> None:
    """Write rows as an evaluator reads them: returns, parts, and the rows of each part."""
    file_id = store_file(connection)
    for one in rows.get(RETURN, ()):
        store_return(connection, file_id, **one)
    for part in rows.get(PART, ()):
        place = {"source": part["source"], "slot": part["slot"]}
        return_id = store_return(
            connection,
            file_id,
            **place,
            kind=part["kind"],
            received_on=date(2099, 1, 1),
            status="accepted",
            nil_return=part["nil_return"],
        )
        told = [
            {name: value for name, value in row.items() if name not in place}
            for row in rows.get(part["sheet"], ())
            if (row["source"], row["slot"]) == (part["source"], part["slot"])
        ]
        store_part(connection, return_id, {**part, "is_current": True}, rows=told)


def store_file(connection: Connection) -> int:
    values = {"name": "made.xlsx", "size": 1, "received_at": datetime.now(UTC), "actor": "test"}
    values |= {"sha256": "0", "received_on": date(2024, 1, 1), "sender": "", "status": "checked"}
    values |= {"choices": "", "issues": "", "erased_reason": ""}
    return _insert(connection, ReceivedFile, values)


def store_return(connection: Connection, file_id: int, **told: Any) -> int:
    period = Period.at_slot(told["slot"])
    values = {"file_id": file_id, "kind": "school-return", "source_name": "", **told}
    values |= {"year": period.year.code, "term": period.term.value, "definition_version": "1"}
    return _insert(connection, Return, values | {"read_at": datetime.now(UTC)})


def store_part(
    connection: Connection, return_id: int, told: dict[str, Any], *, rows: list[dict[str, Any]]
) -> None:
    place = {"source": told["source"], "slot": told["slot"]}
    part = {
        **place,
        "return_id": return_id,
        "kind": told["kind"],
        "sheet": SHEETS[told["sheet"]].name,
        "rows": len(rows),
        "rows_left_out": 0,
        "status": told.get("status", "accepted"),
        "is_current": told["is_current"],
        "is_estimate": told["is_estimate"],
        "is_year_to_date": told["is_year_to_date"],
        "accepted_by": "",
        "reason": "",
        "ended_by": "",
    }
    part_id = _insert(connection, ReturnPart, part)
    for number, row in enumerate(rows, 1):
        left_out = row.get("left_out", False)
        values = {**row, **place, "part_id": part_id, "row_number": number, "marks": ""}
        values |= {"left_out": left_out, "is_current": told["is_current"] and not left_out}
        _insert(connection, ROW_TABLES[told["sheet"]], values)


def _insert(connection: Connection, table: type[SQLModel], values: dict[str, Any]) -> int:
    """Insert one row and give its key; by the plain table, so that the statement is cached."""
    result = connection.execute(insert(table.__table__), values)  # type: ignore[attr-defined]
    return int(result.inserted_primary_key[0])  # type: ignore[index]
