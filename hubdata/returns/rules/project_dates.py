"""Rules: the dates of projects, training, lead schools and documents against the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from hubdata.returns.checking.in_check import ReturnInCheck
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import CPD, ENVIRONMENT, LEAD_SCHOOLS, PROJECTS, PUBLICATIONS
from hubdata.returns.rules.registry import Family, Finding, rule

IN_ORDER: Mapping[str, tuple[str, str]] = {
    PROJECTS: ("start_date", "end_date"),
    LEAD_SCHOOLS: ("start", "end"),
    PUBLICATIONS: ("approved_on", "review_due"),
}
"""By sheet, the date that comes first and the one that follows it."""

PAST: Mapping[str, str] = {PUBLICATIONS: "approved_on", ENVIRONMENT: "policy_date"}
"""By sheet, the date that has passed when it is reported."""


@rule(
    "dates-in-order",
    Severity.QUERY,
    Family.CALENDAR,
    sentence="Nothing ends before it starts, or is reviewed before it is approved.",
)
def dates_in_order(one: ReturnInCheck) -> Iterator[Finding]:
    for sheet, (earlier, later) in IN_ORDER.items():
        for row in one.rows(sheet):
            first, last = row[earlier], row[later]
            if first is not None and last is not None and last < first:
                yield Finding(
                    f"{last:%d/%m/%Y} is before {first:%d/%m/%Y}. Check both dates.", row, later
                )


@rule(
    "project-outside-period",
    Severity.QUERY,
    Family.CALENDAR,
    sentence="A project that held sessions was running in the period.",
)
def project_outside_period(one: ReturnInCheck) -> Iterator[Finding]:
    first, last = _days(one)
    for row in one.rows(PROJECTS):
        starts, ends = row["start_date"], row["end_date"]
        if not row["sessions_delivered"] or (starts and ends and ends < starts):
            continue
        if starts is not None and starts > last:
            says = (
                f"sessions were held, but the first day ({starts:%d/%m/%Y}) is after the period. "
            )
            yield Finding(says + "Check the date.", row, "start_date")
        elif ends is not None and ends < first:
            says = f"sessions were held, but the last day ({ends:%d/%m/%Y}) is before the period. "
            yield Finding(says + "Check the date.", row, "end_date")


@rule(
    "course-outside-period",
    Severity.QUERY,
    Family.CALENDAR,
    sentence="Training that is reported was held in the period.",
)
def course_outside_period(one: ReturnInCheck) -> Iterator[Finding]:
    first, last = _days(one)
    for row in one.rows(CPD):
        day = row["date"]
        if day is not None and not first <= day <= last:
            says = (
                f"{day:%d/%m/%Y} is not between {first:%d/%m/%Y} and {last:%d/%m/%Y}. "
                "Check the date, or report the course for its own period."
            )
            yield Finding(says, row, "date")


@rule(
    "approved-in-future",
    Severity.QUERY,
    Family.CALENDAR,
    sentence="A document or policy is not approved after the day it is reported.",
)
def approved_in_future(one: ReturnInCheck) -> Iterator[Finding]:
    received = one.context.received_on
    for sheet, field in PAST.items():
        for row in one.rows(sheet):
            day = row[field]
            if day is not None and received is not None and day > received:
                yield Finding(f"{day:%d/%m/%Y} is in the future. Check the date.", row, field)


def _days(one: ReturnInCheck) -> tuple[date, date]:
    """The first and last day a count may be of. Terms touch: the holiday after one is part of it,
    so without set dates the whole year counts."""
    year, term = one.period.year, one.context.term
    if term is None:
        return year.first_day, year.last_day
    if one.is_year_to_date:
        return one.context.year_start or year.first_day, term.end
    return term.start, term.end
