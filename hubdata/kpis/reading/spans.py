"""Which terms' returns are read for a period: its own, a window of terms, those that are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hubdata.calendar import TermCalendar
from hubdata.kpis.language.measures import SCHOOL_RETURN, Span, SpanKind
from hubdata.periods import AcademicYear, Period, Term


@dataclass(frozen=True)
class Moment:
    """The term calendar and the day on which the question is asked."""

    calendar: TermCalendar
    today: date

    def due_on(self, slot: int, *, asked: str = SCHOOL_RETURN) -> date:
        """When a return of a term, or of a year, is due."""
        return self.calendar.due_on(asked, Period.at_slot(slot))

    def is_due(self, slot: int, *, asked: str = SCHOOL_RETURN) -> bool:
        return self.due_on(slot, asked=asked) <= self.today

    def window(self, period: Period, reference_date: date, *, terms: int) -> tuple[Period, ...]:
        """The last terms, newest first; a year in progress ends with the term of the day."""
        if not period.is_year:
            return period.last_terms(terms)
        now = self.calendar.term_of(reference_date)
        first, last = Period(period.year, Term.AUTUMN), Period(period.year, Term.SUMMER)
        return max(first, min(now, last)).last_terms(terms)


def spanned_slots(
    span: Span, period: Period, *, reference_date: date, moment: Moment
) -> dict[int, int]:
    """The slots a span reads for a period, each with the number of terms it stands for.

    The annual return of a year stands for those of its terms that the span has. For EVER, which
    has no beginning, see `last_slot`.
    """
    if span.kind is SpanKind.EVER:
        raise ValueError("All slots up to the period's last are read.")
    if span.kind is SpanKind.PERIOD and not period.is_year:
        return {period.slot: 1}
    if span.kind is SpanKind.SO_FAR and not period.is_year:
        return dict.fromkeys(range(Period(period.year, Term.AUTUMN).slot, period.slot + 1), 1)
    terms = list(terms_of(period))
    if span.kind is SpanKind.WINDOW:
        window = moment.window(period, reference_date, terms=span.terms)
        terms = [term.slot for term in window]
    elif span.kind is SpanKind.DUE:
        terms = list(due_terms(period, moment, asked=span.asked))
    years = [annual_slot(slot) for slot in terms]
    return dict.fromkeys(terms, 1) | {annual: years.count(annual) for annual in years}


def due_terms(period: Period, moment: Moment, *, asked: str = SCHOOL_RETURN) -> tuple[int, ...]:
    """The terms of a period whose returns are due by now."""
    return tuple(slot for slot in terms_of(period) if moment.is_due(slot, asked=asked))


def is_year_due(period: Period, moment: Moment) -> bool:
    """Whether the summer or the annual school return of the period's year is due by now."""
    summer, annual = Period(period.year, Term.SUMMER).slot, Period(period.year).slot
    return moment.is_due(summer) or moment.is_due(annual)


def terms_of(period: Period) -> tuple[int, ...]:
    """The slots of the terms in a period, without the annual one."""
    return tuple(slot for slot in period.slots if Period.at_slot(slot).term is not Term.ANNUAL)


def annual_slot(slot: int) -> int:
    """The slot of the annual return of the same year."""
    return Period(year_of(slot)).slot


def last_slot(period: Period) -> int:
    """The last slot that answers for a period."""
    return period.slots[-1]


def year_of(slot: int) -> AcademicYear:
    return Period.at_slot(slot).year
