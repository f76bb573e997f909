"""What happens in the sample hub, as numbers: terms, how many schools do what, and who slips.

Whole-class teaching grows; Harrow Vale slips in the last year; special schools and small rural
schools are reached less; pupil premium is under-represented in tuition and ensembles.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hubdata.calendar import Dates, TermCalendar
from hubdata.periods import AcademicYear, Period, Term
from hubdata.returns.kinds import HUB_RETURN, PARTNER_RETURN, SCHOOL_RETURN
from sample_data.places import HARROW_VALE
from sample_data.schools import SampleSchool

TODAY = date(2026, 11, 22)
"""The day the sample hub is seen on: this autumn's returns are due in three weeks."""


@dataclass(frozen=True)
class SampleTerm:
    """A term with its dates; `weeks` is the most that anything can have been taught by then."""

    period: Period
    start: date
    end: date
    due_on: date
    weeks: int


def _term(start: date, end: date, due_on: date, *, term: Term, weeks: int) -> SampleTerm:
    return SampleTerm(Period(AcademicYear.of(start), term), start, end, due_on, weeks)


TERMS = (
    _term(date(2024, 9, 2), date(2024, 12, 20), date(2024, 12, 13), term=Term.AUTUMN, weeks=12),
    _term(date(2025, 1, 6), date(2025, 4, 4), date(2025, 3, 28), term=Term.SPRING, weeks=11),
    _term(date(2025, 4, 22), date(2025, 7, 22), date(2025, 7, 11), term=Term.SUMMER, weeks=11),
    _term(date(2025, 9, 1), date(2025, 12, 19), date(2025, 12, 12), term=Term.AUTUMN, weeks=12),
    _term(date(2026, 1, 5), date(2026, 3, 27), date(2026, 3, 20), term=Term.SPRING, weeks=11),
    _term(date(2026, 4, 13), date(2026, 7, 21), date(2026, 7, 10), term=Term.SUMMER, weeks=12),
    _term(date(2026, 9, 1), date(2026, 12, 18), date(2026, 12, 11), term=Term.AUTUMN, weeks=10),
)
THIS_TERM = TERMS[-1]
ACCOUNTS_TAKE = timedelta(days=28)
CALENDAR = TermCalendar(
    dates={term.period.slot: Dates(term.start, term.end) for term in TERMS},
    due={
        **{(SCHOOL_RETURN.name, term.period.slot): term.due_on for term in TERMS},
        **{(PARTNER_RETURN.name, term.period.slot): term.due_on for term in TERMS},
        **{(HUB_RETURN.name, term.period.slot): term.end + ACCOUNTS_TAKE for term in TERMS},
    },
)
"""The hub's own dates: returns are due a week before the end of term, its own when the term's
accounts are closed."""

NEVER_RETURNS = 0.075
MISSES_A_TERM = 0.03
MISSES_A_TERM_WHEN_SLIPPING = 0.08
RETURNS_LATE = 0.08
RETURNED_SO_FAR = 0.51
"""Of the schools that ever return, those that are early this term."""
ESTIMATES = 0.04
NIL_WHEN_NOTHING = 0.4

PUBLISHED = (0.46, 0.52, 0.58, 0.66, 0.76, 0.86, 0.875)
"""Schools with a published plan, of those that return, term by term."""
PLAN_OUT_OF_DATE = 0.04
HOUR_A_WEEK = (0.55, 0.58, 0.60)
"""Schools with an hour at every stage, year by year."""
SLIP = (0.0, 0.0, 0.0, 0.05, 0.09, 0.14, 0.16)
"""By how much Harrow Vale's support falls behind, term by term."""

ENGAGED = {"small": 0.84, "special": 0.60, "alternative": 0.45, "nursery": 0.70, "other": 0.985}
DEPRIVED_LESS = 0.08
WHOLE_CLASS = {"primary": 0.80, "secondary": 0.22, "special": 0.32, "nursery": 0.0}
WHOLE_CLASS_GROWTH = {2023: -0.05, 2024: 0.0, 2025: 0.12, 2026: 0.17}
TUITION = {"primary": 0.74, "secondary": 0.93, "special": 0.42, "nursery": 0.0}
ENSEMBLES = {"primary": 0.60, "secondary": 0.88, "special": 0.34, "nursery": 0.05}
SMALL_LESS = 0.22
"""Small rural schools have tuition and ensembles so much less often."""

PP_IN_CLASSES, PP_IN_TUITION, PP_IN_ENSEMBLES = 0.96, 0.60, 0.66
"""Pupil premium among those taught, as a multiple of its share of the roll."""
SEND_IN_CLASSES, SEND_ELSEWHERE = 0.92, 0.62
STILL_LEARNING = (0.18, 0.46)


def term_index(period: Period) -> int:
    """The place of a term in the story."""
    return next(place for place, term in enumerate(TERMS) if term.period == period)


def level_of(school: SampleSchool) -> str:
    """Which column of the tables above a school belongs to."""
    if school.is_special or school.is_alternative:
        return "special"
    if school.phase == "Nursery":
        return "nursery"
    return "secondary" if school.ages[1] >= 13 and school.ages[0] >= 9 else "primary"


def is_small_rural(school: SampleSchool) -> bool:
    return school.is_rural and school.roll <= 110


def engaged_share(school: SampleSchool, place: int) -> float:
    """The chance that such a school works with the hub in a term of the story."""
    kind = "other"
    if school.is_alternative:
        kind = "alternative"
    elif school.is_special:
        kind = "special"
    elif school.phase == "Nursery":
        kind = "nursery"
    elif is_small_rural(school):
        kind = "small"
    less = DEPRIVED_LESS if school.area.idaci_decile <= 3 else 0.0
    return ENGAGED[kind] - less - slip_of(school, place)


def slip_of(school: SampleSchool, place: int) -> float:
    return SLIP[place] if school.authority is HARROW_VALE else 0.0


def whole_class_share(school: SampleSchool, year: int) -> float:
    """The chance of whole-class teaching in the academic year that starts in `year`."""
    base = WHOLE_CLASS[level_of(school)]
    slip = 0.16 if school.authority is HARROW_VALE and year >= 2025 else 0.0
    return base and base + WHOLE_CLASS_GROWTH[year] - slip


PATHS = {"S04": (8, 4), "S05": (1, 0.5), "S08": (16, 8), "M25": (0.6, 0.3), "M26": (20, 10)}
"""By how much less than the year's target autumn and spring are judged by."""
AGREED = {
    "S04": ("Head of schools", "Five more schools in each authority, as agreed with the board"),
    "S08": ("Head of schools", "Schools were asked to publish by the summer of 2026"),
    "M25": ("Head of ensembles", "Two new area ensembles a year"),
}
"""Who answers for a target, and why it is what it is."""

PUBLISHED_BEFORE: dict[str, dict[int, float]] = {
    "S01": {2021: 78, 2022: 81, 2023: 83},
    "S04": {2021: 41, 2022: 44, 2023: 49},
    "M26": {2022: 131, 2023: 139},
}
"""What the services before the hub printed, by KPI and year of the autumn."""
PUBLISHED_IN = "Annual reports of the three music services before the hub"

TARGETS: dict[str, tuple[float, float, float]] = {
    "S02": (70, 75, 80),
    "S03": (10, 10, 8),
    "S04": (50, 55, 60),
    "S05": (6, 7, 8),
    "S06": (55, 58, 62),
    "S07": (70, 72, 75),
    "S08": (40, 60, 80),
    "S09": (50, 55, 60),
    "S10": (3.5, 3.8, 4),
    "S11": (25, 30, 33),
    "S12": (45, 50, 55),
    "S14": (8, 10, 12),
    "P16": (20, 22, 24),
    "P17": (90, 95, 95),
    "P19": (50, 55, 60),
    "P20": (80, 85, 85),
    "M23": (4, 4.2, 4.5),
    "M24": (8, 9, 10),
    "M25": (2.5, 3, 3.5),
    "M26": (160, 170, 180),
    "M27": (35, 38, 40),
    "M28": (8, 9, 10),
    "M29": (65, 70, 72),
    "M30": (6, 7, 7),
    "I33": (60, 65, 70),
    "I35": (0, 0, 0),
    "I36": (75, 80, 85),
    "U38": (1.1, 1.2, 1.3),
    "U39": (80, 80, 80),
    "U40e": (0.8, 0.75, 0.7),
    "S41": (50, 52, 55),
    "S42": (30, 32, 35),
    "S43": (50, 55, 60),
    "S44": (25, 30, 35),
    "S45": (15, 15, 18),
    "P46": (100, 100, 100),
}
"""What the hub set itself for 2024/25, 2025/26 and 2026/27; other KPIs have their usual targets."""
