"""Worked examples: small hubs with their rows, and the same rows as an evaluator reads them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hubdata.calendar import TermCalendar
from hubdata.kpis.language.base import HUB, Base, BaseAuthority, BasePartner, BaseSchool
from hubdata.kpis.language.kpi import AFTERWARDS, Example
from hubdata.kpis.language.measures import HUB_RETURN, PART, PARTNER_RETURN, RETURN, SCHOOL_RETURN
from hubdata.kpis.reading.rows import Row, Rows
from hubdata.kpis.reading.spans import Moment
from hubdata.periods import AcademicYear, Period, Term

YEAR = Period(AcademicYear(2024))
AUTUMN, SPRING, SUMMER = (
    Period(YEAR.year, term) for term in (Term.AUTUMN, Term.SPRING, Term.SUMMER)
)

ANNUAL = YEAR
"""The year as the period of an annual return."""

Told = dict[str, Any]


def school(urn: int, **known: Any) -> BaseSchool:
    """A school with this number, a roll of 200 and what else the example needs."""
    return BaseSchool(**{"urn": str(urn), "name": f"School {urn}", "roll": 200, **known})


def row(source: int | str, period: Period, **answers: Any) -> Told:
    """A row of a return of a school, a partner ("P07") or the hub for a period."""
    return {"source": str(source), "slot": period.slot, **answers}


def partner(partner_id: str, **known: Any) -> BasePartner:
    """A partner with this ID, and what else the example needs."""
    return BasePartner(**{"partner_id": partner_id, "name": f"Partner {partner_id}", **known})


def hub(
    period: Period,
    *schools: BaseSchool,
    today: date = AFTERWARDS,
    partners: tuple[BasePartner, ...] = (),
    authorities: tuple[str, ...] = (),
) -> Base:
    """A base of some schools, partners and authorities, at the end of the period or today."""
    reference = TermCalendar().reference_date(period, today)
    return Base(
        period,
        reference,
        schools,
        register_date=reference,
        partners=partners,
        authorities=tuple(BaseAuthority(code) for code in authorities),
    )


def rows_of(example: Example) -> Rows:
    """The example's rows with a part for each sheet they are in, as an evaluator reads them."""
    rows: dict[str, list[Row]] = {table: list(told) for table, told in example.rows.items()}
    parts: dict[tuple[str, int, str], Row] = {}
    for table, told in example.rows.items():
        if table not in (PART, RETURN):
            for one in told:
                parts[one["source"], one["slot"], table] = _part(one["source"], one["slot"], table)
    for source, period in example.returned:
        parts.setdefault(
            (str(source), period.slot, "support"), _part(str(source), period.slot, "support")
        )
    rows[PART] = [*rows.get(PART, ()), *parts.values()]
    rows[RETURN] = [{"kind": kind_of_return(one["source"]), **one} for one in rows.get(RETURN, ())]
    return rows


def moment_of(example: Example) -> Moment:
    """When the example is looked at, with usual term dates."""
    return Moment(TermCalendar(), example.today)


def kind_of_return(source: str) -> str:
    """A number is a school's, a code a partner's."""
    if source == HUB:
        return HUB_RETURN
    return SCHOOL_RETURN if source.isdigit() else PARTNER_RETURN


def _part(source: str, slot: int, table: str) -> Row:
    return {
        "kind": kind_of_return(source),
        "source": source,
        "slot": slot,
        "sheet": table,
        "is_estimate": False,
        "is_year_to_date": False,
        "nil_return": None,
    }
