"""Rules: dates, weeks and terms against the calendar of the hub."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from hubdata.periods import Term
from hubdata.returns.checking.in_check import ReturnInCheck
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import CURRICULUM, ENSEMBLES, FRONT, SUPPORT, WHOLE_CLASS
from hubdata.returns.rules.registry import Family, Finding, rule

LATEST_COMPLETION = timedelta(days=365)
"""A return may be completed long after its term, but not in another year."""


@rule(
    "completed-outside-term",
    Severity.QUERY,
    Family.CALENDAR,
    sentence="A return is completed after its term has begun, and before it is received.",
)
def completed_outside_term(one: ReturnInCheck) -> Iterator[Finding]:
    front, term, received = one.one(FRONT), one.context.term, one.context.received_on
    day = front.values.get("submitted_on") if front else None
    if front is None or day is None:
        return
    why = ""
    if received and day > received:
        why = f"is after the day the file was received ({received:%d/%m/%Y})"
    elif term and day < term.start:
        why = f"is before the term began ({term.start:%d/%m/%Y})"
    elif term and day > term.end + LATEST_COMPLETION:
        why = f"is more than a year after the term ended ({term.end:%d/%m/%Y})"
    if why:
        says = f"the date completed ({day:%d/%m/%Y}) {why}. Check the date."
        yield Finding(says, front, "submitted_on")


@rule(
    "contact-outside-year",
    Severity.QUERY,
    Family.CALENDAR,
    sentence="The first contact with the hub is in the academic year, and not after the term.",
)
def contact_outside_year(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(SUPPORT):
        day = row["first_contact_on"]
        last = one.context.term.end if one.context.term else one.period.year.last_day
        if day is None or one.period.year.first_day <= day <= last:
            continue
        says = (
            f"the first contact ({day:%d/%m/%Y}) is not between "
            f"{one.period.year.first_day:%d/%m/%Y} and {last:%d/%m/%Y}. Check the date."
        )
        yield Finding(says, row, "first_contact_on")


@rule(
    "plan-in-future",
    Severity.QUERY,
    Family.CALENDAR,
    sentence="A plan is not dated after the day it is reported.",
)
def plan_in_future(one: ReturnInCheck) -> Iterator[Finding]:
    received = one.context.received_on
    for row in one.rows(CURRICULUM):
        day = row["music_development_plan_date"]
        if day is not None and received is not None and day > received:
            says = f"the date of the plan ({day:%d/%m/%Y}) is in the future. Check the date."
            yield Finding(says, row, "music_development_plan_date")


@rule(
    "weeks-over-term",
    Severity.QUERY,
    Family.CALENDAR,
    sentence="Weeks taught or met are no more than the term has.",
)
def weeks_over_term(one: ReturnInCheck) -> Iterator[Finding]:
    weeks = _weeks(one)
    for sheet, field in ((WHOLE_CLASS, "weeks_delivered"), (ENSEMBLES, "weeks_met")):
        for row in one.rows(sheet):
            if weeks is not None and row[field] is not None and row[field] > weeks:
                says = f"{row.says(field)} is more than the {weeks} weeks there were. "
                yield Finding(says + "Check the number.", row, field)


def _weeks(one: ReturnInCheck) -> int | None:
    """Weeks in the term; counts for the year so far begin with the year."""
    term = one.context.term
    if term is None:
        return None
    if one.is_year_to_date:
        start = one.context.year_start or one.period.year.first_day
        return (term.end - start).days // 7 + 1
    return term.weeks


@rule(
    "starts-after-term",
    Severity.QUERY,
    Family.CALENDAR,
    sentence="A class that is reported has started by the term of the return.",
)
def starts_after_term(one: ReturnInCheck) -> Iterator[Finding]:
    """A class may have started in a later term of the year before; then it goes on, and is not in
    its first term of three: only a class of one term is surely wrong."""
    if one.period.is_year:
        return
    for row in one.rows(WHOLE_CLASS):
        started = row["start_term"]
        if started is None or Term(started) is Term.ANNUAL or row["terms_planned"] != 1:
            continue
        if Term(started).number > one.period.term.number:
            says = (
                f"the class started in the {started} term, after the term of this return "
                f"({one.period.term.value}). Check the term it started."
            )
            yield Finding(says, row, "start_term")


@rule(
    "period-differs",
    Severity.QUERY,
    Family.CALENDAR,
    sentence="A return is for the period it was sent for.",
)
def period_differs(one: ReturnInCheck) -> Iterator[Finding]:
    told, front = one.context.period_told, one.one(FRONT)
    if told is None or told == one.period:
        return
    says = f"the return is for {one.period.label}, but was sent for {told.label}. Check the period."
    yield Finding(says, front, "time_period") if front else Finding(says)
