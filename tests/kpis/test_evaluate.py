"""The rules that hold for all KPIs (terms, blanks, annual returns, conversions), one at a time."""

from datetime import date

import pytest

from hubdata.calendar import Dates, TermCalendar
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.language.base import Base
from hubdata.kpis.language.expressions import Field, Of
from hubdata.kpis.language.figures import Figure, compute
from hubdata.kpis.language.measures import Measure, Over
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.reading.evaluate import Reading, evaluate
from hubdata.kpis.reading.examples import AUTUMN, SPRING, SUMMER, YEAR, hub, partner, row, school
from hubdata.kpis.reading.spans import Moment
from hubdata.periods import AcademicYear, Period

AFTERWARDS = date(2025, 12, 1)
LONG = {"hub_supported": True, "weeks_delivered": 12, "class_id": "4A", "year_group": "4"}


def computed(kpi_id, base, rows, *, today=AFTERWARDS, policy=None):
    kpi = CATALOGUE[kpi_id]
    moment = Moment(TermCalendar(), today)
    found = evaluate([kpi], [base], rows, moment=moment, policy=policy or Policy())
    return compute(kpi.headline, found[base.period, None])


def part(urn, period, sheet="support"):
    told = {"sheet": sheet, "is_estimate": False, "is_year_to_date": False, "nil_return": None}
    return row(urn, period) | told


def test_a_blank_is_not_counted_as_no() -> None:
    rows = {"curriculum": (row(1, AUTUMN, minutes_ks1=60, minutes_ks2=None, minutes_ks3=60),)}
    base = hub(AUTUMN, school(1, low_age=4, high_age=16))
    assert computed("S09", base, rows).denominator == 0


def test_a_school_without_key_stages_one_to_three_is_not_asked_for_its_hour() -> None:
    rows = {"curriculum": (row(1, AUTUMN, minutes_ks1=60),)}
    assert computed("S09", hub(AUTUMN, school(1, phase="16 plus")), rows).denominator == 0


def test_a_class_with_unknown_weeks_has_not_run_a_term() -> None:
    rows = {"whole_class": (row(1, AUTUMN, **LONG | {"weeks_delivered": None}, pupils=30),)}
    assert computed("S05", hub(AUTUMN, school(1)), rows).numerator == 0


@pytest.mark.parametrize(("weeks", "pupils"), [(9, 0), (10, 30)])
def test_ten_weeks_are_a_term(weeks, pupils) -> None:
    rows = {"whole_class": (row(1, AUTUMN, **LONG | {"weeks_delivered": weeks}, pupils=30),)}
    assert computed("S05", hub(AUTUMN, school(1)), rows).numerator == pupils


def test_the_length_of_a_term_is_a_setting() -> None:
    rows = {"whole_class": (row(1, AUTUMN, **LONG | {"weeks_delivered": 6}, pupils=30),)}
    found = computed("S05", hub(AUTUMN, school(1)), rows, policy=Policy(term_weeks=6))
    assert found.numerator == 30


def test_termly_pupils_are_not_added_up_over_the_year() -> None:
    rows = {"whole_class": tuple(row(1, t, **LONG, pupils=30) for t in (AUTUMN, SPRING, SUMMER))}
    assert computed("S05", hub(YEAR, school(1)), rows).numerator == 30


def test_two_rows_of_a_class_in_a_term_are_added_before_terms_are_compared() -> None:
    autumn = row(1, AUTUMN, **LONG, pupils=20)
    rows = {"whole_class": (autumn, autumn, row(1, SPRING, **LONG, pupils=30))}
    assert computed("S05", hub(YEAR, school(1)), rows).numerator == 40


def test_companions_come_from_the_largest_term_and_the_earlier_of_two_equal_ones() -> None:
    told = [
        row(1, term, **LONG, pupils=30, pupils_first_time=new)
        for term, new in ((SPRING, 1), (AUTUMN, 30))
    ]
    kpi = CATALOGUE["S05"]
    moment = Moment(TermCalendar(), AFTERWARDS)
    base = hub(YEAR, school(1))
    found = evaluate([kpi], [base], {"whole_class": told}, moment=moment, policy=Policy())
    assert compute(kpi.parts[0].formula, found[YEAR, None]).numerator == 30


def test_an_annual_return_answers_for_the_year_but_for_no_single_term() -> None:
    rows = {"support": (row(1, YEAR, strand_cpd=True),)}
    assert computed("S01", hub(YEAR, school(1)), rows).numerator == 1
    assert computed("S01", hub(AUTUMN, school(1)), rows).numerator == 0


def test_the_roll_of_an_earlier_term_is_carried_on_and_the_latest_wins() -> None:
    rows = {
        "context": (
            row(1, AUTUMN, roll_total=180),
            row(1, SPRING, roll_total=190),
            row(1, SUMMER, roll_total=None),
        )
    }
    assert computed("M23", hub(AUTUMN, school(1)), rows).denominator == 180
    assert computed("M23", hub(SUMMER, school(1)), rows).denominator == 190
    next_year = Period(AcademicYear(2025))
    assert computed("M23", hub(next_year, school(1)), rows).denominator == 190


def test_before_any_return_the_roll_is_the_registers() -> None:
    assert computed("M23", hub(AUTUMN, school(1, roll=77)), {}).denominator == 77


def test_a_predecessors_return_counts_for_the_school_of_today() -> None:
    rows = {"support": (row(9, AUTUMN, strand_cpd=True),)}
    base = Base(YEAR, date(2025, 7, 18), (school(1),), counted_as={"9": "1"})
    assert computed("S01", base, rows).numerator == 1


def test_a_class_of_a_school_that_converted_is_counted_once() -> None:
    rows = {
        "whole_class": (
            row(9, AUTUMN, **LONG, pupils=28),
            row(1, SPRING, **LONG, pupils=30),
        )
    }
    base = Base(YEAR, date(2025, 7, 18), (school(1),), counted_as={"9": "1"})
    assert computed("S05", base, rows).numerator == 30


def test_a_school_outside_the_base_is_in_neither_figure_of_a_rate() -> None:
    rows = {"support": (row(5, AUTUMN, strand_cpd=True),), "part": (part(5, AUTUMN),)}
    found = computed("S01", hub(AUTUMN, school(1)), rows)
    assert (found.numerator, found.denominator) == (0, 1)


def test_ensembles_are_counted_whoever_tells_of_them() -> None:
    told = {"ensemble_id": "BAND1", "weeks_met": 3, "hub_supported": True}
    rows = {"ensemble": (row(5, AUTUMN, **told),), "part": (part(5, AUTUMN, "ensemble"),)}
    assert computed("M26", hub(AUTUMN, school(1)), rows).value == 1


@pytest.mark.parametrize(
    ("organiser", "flag", "counts"),
    [
        ("school", None, 0),
        ("school", True, 1),
        ("area hub", None, 1),
        ("area hub", False, 0),
        (None, None, 0),
    ],
)
def test_a_blank_support_flag_counts_only_where_another_than_the_school_organises(
    organiser, flag, counts
) -> None:
    ensemble = row(1, AUTUMN, ensemble_id="A", weeks_met=9, organiser=organiser, hub_supported=flag)
    rows = {"ensemble": (ensemble,)}
    assert computed("M26", hub(AUTUMN, school(1)), rows).value == counts


def test_a_window_of_three_terms_goes_over_the_summer() -> None:
    before = Period(AcademicYear(2023))
    rows = {"part": (part(1, before),), "support": (row(1, before, strand_cpd=True),)}
    found = computed("S03", hub(AUTUMN, school(1)), rows)
    assert (found.numerator, found.denominator) == (0, 1)


def test_three_terms_ago_is_inside_the_window_and_four_is_not() -> None:
    rows = {"part": (part(1, AUTUMN),), "support": (row(1, AUTUMN, strand_cpd=True),)}
    next_autumn = SUMMER.year.plus(1)
    inside = computed("S03", hub(SUMMER, school(1)), rows)
    outside = computed("S03", hub(Period(next_autumn, AUTUMN.term), school(1)), rows)
    assert (inside.denominator, outside.denominator) == (1, 0)


def test_the_window_of_a_year_in_progress_ends_with_the_term_of_the_day() -> None:
    autumn_before = Period(AcademicYear(2023), SPRING.term)
    rows = {"part": (part(1, autumn_before),)}
    in_autumn = hub(YEAR, school(1), today=date(2024, 11, 1))
    afterwards = hub(YEAR, school(1))
    assert computed("S03", in_autumn, rows, today=date(2024, 11, 1)).denominator == 1
    assert computed("S03", afterwards, rows).denominator == 0


def received(urn, period, day, status="accepted"):
    return row(urn, period, received_on=day, status=status, kind="school-return")


def test_only_returns_that_are_due_are_asked_for() -> None:
    base = hub(YEAR, school(1), school(2))
    rows = {"return": (received(1, AUTUMN, date(2024, 12, 1)),)}
    found = computed("P21", base, rows, today=date(2025, 2, 1))
    assert (found.numerator, found.denominator) == (1, 2)
    assert computed("P21", base, rows, today=date(2024, 10, 1)).value is None


def test_an_annual_return_in_time_answers_each_term_of_its_year() -> None:
    base = hub(YEAR, school(1))
    rows = {
        "return": (
            received(1, YEAR, date(2025, 9, 1)),
            received(1, AUTUMN, date(2024, 12, 1)),
        )
    }
    assert computed("P21", base, rows).numerator == 3


def test_a_return_sent_again_late_was_still_in_time() -> None:
    rows = {
        "return": (
            received(1, AUTUMN, date(2025, 3, 1)),
            received(1, AUTUMN, date(2024, 12, 1), "superseded"),
        )
    }
    assert computed("P21", hub(AUTUMN, school(1)), rows).value == 100


def test_the_hubs_own_due_date_counts() -> None:
    slot = AUTUMN.slot
    calendar = TermCalendar(
        {slot: Dates(date(2024, 9, 2), date(2024, 12, 20))},
        {("school-return", slot): date(2025, 1, 31)},
    )
    rows = {"return": (received(1, AUTUMN, date(2025, 1, 20)),)}
    kpi, base = CATALOGUE["P21"], hub(AUTUMN, school(1))
    moment = Moment(calendar, AFTERWARDS)
    found = evaluate([kpi], [base], rows, moment=moment, policy=Policy())
    assert compute(kpi.headline, found[AUTUMN, None]).value == 100


def test_representation_leaves_out_schools_whose_roll_of_the_group_is_unknown() -> None:
    told = LONG | {"pupils": 10, "pp": 5}
    rows = {
        "context": (row(1, AUTUMN, pp_roll=100), row(2, AUTUMN, pp_roll=None)),
        "whole_class": (row(1, AUTUMN, **told), row(2, AUTUMN, **told | {"pp": 0})),
    }
    found = computed("I31", hub(AUTUMN, school(1), school(2)), rows)
    assert (found.numerator, found.denominator, found.value) == (50, 50, 1)


def test_rows_without_a_known_group_do_not_dilute_representation() -> None:
    rows = {
        "context": (row(1, AUTUMN, pp_roll=100),),
        "whole_class": (
            row(1, AUTUMN, **LONG, pupils=10, pp=5),
            row(1, AUTUMN, **LONG | {"class_id": "5B"}, pupils=90, pp=None),
        ),
    }
    assert computed("I31", hub(AUTUMN, school(1)), rows).numerator == 50


def test_a_year_to_date_part_replaces_the_terms_before_it_in_sums() -> None:
    performers = Measure("performers", "performance", Over.SUM, value=Field("performers"))
    figure = Figure("performers", value=Of(performers))
    rows = {
        "performance": tuple(
            row(1, term, performers=n) for term, n in ((AUTUMN, 10), (SPRING, 25), (SUMMER, 5))
        ),
        "part": (part(1, SPRING, "performance") | {"is_year_to_date": True},),
    }
    moment = Moment(TermCalendar(), AFTERWARDS)
    base = hub(YEAR, school(1))
    assert Reading(base, rows, moment, Policy()).sum(figure, ["1"]) == 30
    base = hub(AUTUMN, school(1))
    assert Reading(base, rows, moment, Policy()).sum(figure, ["1"]) == 10


def regular(source, period, name, kind):
    told = {"ensemble_id": name, "type": kind, "meets_weekly": True, "weeks_met": 10}
    return row(source, period, organiser="school", **told)


@pytest.mark.parametrize(("when", "schools"), [(AUTUMN, 1), (SPRING, 0)])
def test_a_choir_in_one_term_and_a_band_in_another_are_never_there_together(when, schools) -> None:
    groups = (regular(1, AUTUMN, "C", "choir or vocal"), regular(1, when, "B", "brass"))
    rows = {"ensemble": groups, "part": (part(1, AUTUMN, "ensemble"), part(1, when, "ensemble"))}
    found = computed("S11", hub(YEAR, school(1)), rows)
    assert (found.numerator, found.denominator) == (schools, 1)


def test_young_people_who_shaped_a_project_before_its_first_session_had_a_say() -> None:
    told = (
        row("P07", AUTUMN, project_id="A", sessions_delivered=0, youth_voice=2),
        row("P07", SPRING, project_id="A", sessions_delivered=6, youth_voice=0),
        row("P07", AUTUMN, project_id="B", sessions_delivered=0, youth_voice=3),
    )
    year, spring = (hub(period, partners=(partner("P07"),)) for period in (YEAR, SPRING))
    found = computed("P19", year, {"project": told})
    assert (found.numerator, found.denominator) == (1, 1)
    assert computed("P19", spring, {"project": told}).numerator == 0
