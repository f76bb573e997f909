"""A one-line history: a mark a term, oldest first. Full and tall is engaged, a flat line is no
support, hollow is no return: not known. The words for those who hear the page say the same.
"""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from hubdata import wording
from hubdata.periods import Period

STYLES = {
    "engaged": "full",
    "active": "full",
    "no hub support": "flat",
    "no sessions": "flat",
    "no return": "hollow",
    "not open yet": "none",
    "not yet a partner": "none",
}


def build_marks(marks: Sequence[str], periods: Sequence[Period]) -> str:
    """The marks as HTML; each is the value of a `Mark` or of a partner's."""
    drawn = "".join(
        f'<i class="{STYLES[str(mark)]}" title="{escape(explain_mark(mark, period))}"></i>'
        for mark, period in zip(marks, periods, strict=True)
    )
    told = escape(explain_marks(marks, periods))
    return (
        f'<span class="hub-marks"><span aria-hidden="true">{drawn}</span>'
        f'<span class="hub-hidden">{told}</span></span>'
    )


def build_legend(marks: Sequence[str], periods: Sequence[Period]) -> str:
    """What the marks stand for, and the terms they are of."""
    items = "".join(
        f'<span class="hub-marks"><span aria-hidden="true"><i class="{STYLES[mark]}"></i></span> '
        f"{escape(mark)}</span> "
        for mark in marks
    )
    span = f"{wording.explain_period(periods[0])} to {wording.explain_period(periods[-1])}"
    one = len(periods) == 1
    return (
        f'<p class="hub-caption">A mark a term, '
        f"{escape(wording.explain_period(periods[0]) if one else span)}: {items}</p>"
    )


def explain_mark(mark: str, period: Period) -> str:
    return f"{period.label}: {mark}"


def explain_marks(marks: Sequence[str], periods: Sequence[Period]) -> str:
    """ "Autumn 2024/25 to spring 2025/26: engaged; summer 2025/26: no return"."""
    told, place = [], 0
    for mark, run in groupby(marks):
        length = len(list(run))
        first, last = periods[place], periods[place + length - 1]
        place += length
        span = wording.explain_period(first)
        if length > 1:
            span = f"{span} to {wording.explain_period(last)}"
        told.append(f"{span}: {mark}")
    return wording.first_upper("; ".join(told))


def describe_marks(marks: Sequence[str], periods: Sequence[Period]) -> str:
    """The same in a cell of a file: "autumn 202425 engaged; spring 202425 no return"."""
    return "; ".join(f"{period.code} {mark}" for mark, period in zip(marks, periods, strict=True))
