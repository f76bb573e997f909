"""A fault for every rule: each builder spoils a clean return so that its rule, and no other, finds
it, at the place it names."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from hubdata.periods import Period
from hubdata.returns.checking.checking import check_return
from hubdata.returns.checking.context import CheckContext
from hubdata.returns.kinds import SCHOOL_RETURN, ReturnKind
from hubdata.returns.reading.gathering import read_file
from tests.returns.workbooks import CONTEXT, PERIOD, SCHOOL, Sheets, build_workbook, clean_sheets


@dataclass(frozen=True)
class Fault:
    """A spoilt return, what is known beside it, and where the issue is expected."""

    sheets: Sheets
    place: str
    context: CheckContext = CONTEXT
    kind: ReturnKind = SCHOOL_RETURN


CASES: dict[str, Callable[[], Fault]] = {}


def fault(code: str) -> Callable[[Callable[[], Fault]], Callable[[], Fault]]:
    def keep(build: Callable[[], Fault]) -> Callable[[], Fault]:
        CASES[code] = build
        return build

    return keep


def spoil(sheet: str, *, row: int = 0, **values: object) -> Sheets:
    sheets = clean_sheets()
    sheets[sheet][row].update(values)
    return sheets


def accepted_rows(sheets: Sheets) -> dict[str, list[dict]]:
    """The rows of a return as they would stand in the store, by sheet."""
    (read,) = read_file("before.xlsx", build_workbook(sheets)).returns
    checked = check_return(read)
    return {part.sheet.name: [dict(row.values) for row in part.rows] for part in checked.parts}


@fault("part-over-whole")
def more_pupil_premium_than_pupils() -> Fault:
    return Fault(spoil("Whole class", row=1, pp=29), "Whole class!I3")


@fault("part-over-members")
def more_plans_than_members() -> Fault:
    return Fault(spoil("Ensembles", ehcp=33), "Ensembles!O2")


@fault("first-time-and-continuing")
def a_class_of_another_size() -> Fault:
    return Fault(spoil("Whole class", pupils_continuing=7), "Whole class!G2")


@fault("standards-add-up")
def a_pupil_without_standard() -> Fault:
    return Fault(spoil("Tuition", standard_not_assessed=0), "Tuition!M2")


@fault("send-over-pupils")
def pupils_counted_with_plan_and_support() -> Fault:
    return Fault(spoil("Whole class", ehcp=15, sen_support=14), "Whole class!J2")


@fault("stages-add-up")
def stages_short_of_the_roll() -> Fault:
    return Fault(spoil("Context", roll_ks2=110), "Context!A2")


@fault("routes-add-up")
def pupils_without_route() -> Fault:
    return Fault(
        spoil("Continuation and instruments", route_small=10), "Continuation and instruments!C2"
    )


@fault("class-over-roll")
def a_class_larger_than_its_stage() -> Fault:
    sheets = spoil("Whole class", year_group=2, pupils=64, pupils_first_time=56)
    return Fault(sheets, "Whole class!F2")


@fault("classes-over-roll")
def classes_larger_than_their_stage() -> Fault:
    sheets = clean_sheets()
    for row in sheets["Whole class"]:
        row.update(pupils=50, pupils_first_time=42)
    return Fault(sheets, "Whole class!F4")


@fault("tuition-over-roll")
def more_learners_than_pupils() -> Fault:
    return Fault(spoil("Tuition", pupils=130, standard_entry=124), "Tuition!E2")


@fault("members-over-roll")
def more_members_than_pupils() -> Fault:
    return Fault(spoil("Ensembles", members_ks2=121), "Ensembles!J2")


@fault("roll-differs")
def a_roll_far_from_the_register() -> Fault:
    return Fault(clean_sheets(), "Context!A2", replace(CONTEXT, school=replace(SCHOOL, roll=420)))


@fault("strand-without-rows")
def support_without_rows() -> Fault:
    return Fault(spoil("Support", strand_ensembles="Yes"), "Support!C2")


@fault("rows-without-strand")
def rows_without_support() -> Fault:
    return Fault(spoil("Support", strand_tuition="No"), "Support!B2")


@fault("nil-with-rows")
def nothing_to_report_but_rows() -> Fault:
    return Fault(spoil("Return", nil_return="Yes"), "Return!I2")


@fault("performed-without-performances")
def performed_without_a_performance() -> Fault:
    return Fault(spoil("Performance", performances=0), "Performance!A2")


@fault("same-row-twice")
def a_class_twice() -> Fault:
    return Fault(spoil("Whole class", row=2, class_id="4a", year_group=4), "Whole class!A4")


@fault("urn-unknown")
def a_number_nobody_has() -> Fault:
    return Fault(clean_sheets(), "Return!C2", replace(CONTEXT, school=None))


@fault("school-closed")
def a_closed_school() -> Fault:
    closed = replace(SCHOOL, is_open=False, successor_urn=900456)
    return Fault(clean_sheets(), "Return!C2", replace(CONTEXT, school=closed))


@fault("school-outside-hub")
def a_school_of_another_hub() -> Fault:
    context = replace(CONTEXT, hub_la_codes=frozenset((301,)))
    return Fault(clean_sheets(), "Return!C2", context)


@fault("name-disagrees")
def the_name_of_another_school() -> Fault:
    return Fault(spoil("Return", school_name="Oakwood Park Academy"), "Return!D2")


@fault("authority-disagrees")
def the_code_of_another_authority() -> Fault:
    return Fault(spoil("Return", la_code=879), "Return!E2")


@fault("year-group-not-taught")
def a_year_group_of_another_phase() -> Fault:
    return Fault(spoil("Whole class", year_group=8), "Whole class!B2")


@fault("copied-from-before")
def the_numbers_of_last_term() -> Fault:
    sheets = clean_sheets()
    before = {"Tuition": accepted_rows(sheets)["Tuition"]}
    return Fault(sheets, "Tuition", replace(CONTEXT, before=before))


@fault("fall-to-nothing")
def no_ensembles_any_more() -> Fault:
    before = {"Ensembles": accepted_rows(clean_sheets())["Ensembles"]}
    sheets = clean_sheets()
    sheets["Ensembles"] = []
    return Fault(sheets, "Ensembles", replace(CONTEXT, before=before))


@fault("growth")
def three_times_the_pupils() -> Fault:
    before = {"Whole class": accepted_rows(clean_sheets())["Whole class"][:1]}
    return Fault(clean_sheets(), "Whole class", replace(CONTEXT, before=before))


@fault("completed-outside-term")
def completed_before_the_term() -> Fault:
    return Fault(spoil("Return", submitted_on=date(2025, 7, 1)), "Return!H2")


@fault("contact-outside-year")
def first_contact_a_year_ago() -> Fault:
    return Fault(spoil("Support", first_contact_on=date(2024, 9, 10)), "Support!M2")


@fault("plan-in-future")
def a_plan_of_next_year() -> Fault:
    sheets = spoil("Curriculum", music_development_plan_date=date(2026, 10, 1))
    return Fault(sheets, "Curriculum!C2")


@fault("weeks-over-term")
def more_weeks_than_the_term() -> Fault:
    return Fault(spoil("Whole class", weeks_delivered=17), "Whole class!N2")


@fault("starts-after-term")
def a_class_that_has_not_begun() -> Fault:
    return Fault(spoil("Whole class", start_term="summer", terms_planned=1), "Whole class!L2")


@fault("period-differs")
def a_return_for_another_term() -> Fault:
    told = Period(PERIOD.year.plus(1), PERIOD.term)
    return Fault(clean_sheets(), "Return!A2", replace(CONTEXT, period_told=told))
