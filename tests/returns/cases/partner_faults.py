"""Faults of a partner's return: each spoils a clean one so that its rule alone finds it."""

from copy import deepcopy
from dataclasses import replace
from datetime import date

from hubdata.returns.checking.context import PartnerFacts
from hubdata.returns.kinds import PARTNER_RETURN
from tests.returns.cases.faults import Fault, fault
from tests.returns.workbooks import CONTEXT, Sheets

_SHEETS: Sheets = {
    "Return": [
        {
            "time_period": 202526,
            "term": "autumn",
            "partner_id": "P07",
            "partner_name": "Tideline Community Music",
            "submitted_on": date(2025, 12, 12),
            "nil_return": "No",
            "data_basis": "this term only",
        }
    ],
    "Projects": [
        {
            "project_id": code,
            "project_name": "Songs from the Quay",
            "function": "F3",
            "goal": "G3",
            "activity_type": "songwriting or composing",
            "start_date": date(2025, 9, 15),
            "end_date": date(2026, 7, 10),
            "venue_type": "community",
            "la_codes": "878; 879",
            "school_urns": "900123; 900124",
            "sessions_planned": 12,
            "sessions_delivered": 11,
            "participants_unique": 34,
            "participants_new": 9,
            "attendances": 290,
            "age_8_11": 12,
            "age_12_14": 22,
            "characteristics_known": 30,
            "pp_fsm": 11,
            "ehcp": 2,
            "sen_support": 5,
            "youth_voice": 2,
            "already_reported_by": "nobody",
        }
        for code in ("P07-A", "P07-B")
    ],
    "CPD": [
        {
            "course": "Singing in Key Stage 1",
            "date": date(2025, 11, 14),
            "school_urns": "900123",
            "attendees": 18,
            "rating_responses": 15,
            "rating_useful": 14,
        }
    ],
    "Money": [{"grant_awarded": 4500, "grant_received": 3000, "grant_spent": 2850.4}],
}
_CONTEXT = replace(
    CONTEXT,
    school=None,
    schools={900123: 878, 900124: 879},
    partner=PartnerFacts("P07", "Tideline Community Music"),
    partner_ids=frozenset(("P07", "P08")),
)
CLEAN = Fault(_SHEETS, "", _CONTEXT, PARTNER_RETURN)


def spoilt(sheet: str, place: str, **values: object) -> Fault:
    sheets = deepcopy(_SHEETS)
    sheets[sheet][0].update(values)
    return Fault(sheets, place, _CONTEXT, PARTNER_RETURN)


def known(place: str, **changes: object) -> Fault:
    return Fault(_SHEETS, place, replace(_CONTEXT, **changes), PARTNER_RETURN)


@fault("ages-over-participants")
def more_ages_than_young_people() -> Fault:
    return spoilt("Projects", "Projects!T2", age_8_11=13)


@fault("known-send-over-known")
def counted_with_plan_and_support() -> Fault:
    return spoilt("Projects", "Projects!AA2", ehcp=16, sen_support=15)


@fault("attendances-under-participants")
def fewer_attendances_than_young_people() -> Fault:
    return spoilt("Projects", "Projects!Q2", attendances=29)


@fault("sessions-over-plan")
def twice_the_sessions_planned() -> Fault:
    return spoilt("Projects", "Projects!M2", sessions_delivered=24)


@fault("sessions-without-participants")
def sessions_for_nobody() -> Fault:
    nobody = dict.fromkeys(
        (
            *("participants_unique", "participants_new", "attendances", "age_8_11", "age_12_14"),
            *("characteristics_known", "pp_fsm", "ehcp", "sen_support"),
        ),
        0,
    )
    return spoilt("Projects", "Projects!O2", **nobody)


@fault("overlap-without-report")
def overlap_with_nobody() -> Fault:
    return spoilt("Projects", "Projects!AO2", overlap_estimate=5)


@fault("grant-over-award")
def spent_more_than_came() -> Fault:
    return spoilt("Money", "Money!C2", grant_spent=3000.5)


@fault("dates-in-order")
def ends_before_it_starts() -> Fault:
    return spoilt("Projects", "Projects!G2", end_date=date(2025, 9, 14))


@fault("project-outside-period")
def a_project_of_next_year() -> Fault:
    return spoilt("Projects", "Projects!F2", start_date=date(2026, 1, 10))


@fault("course-outside-period")
def a_course_of_last_summer() -> Fault:
    return spoilt("CPD", "CPD!B2", date=date(2025, 7, 3))


@fault("partner-unknown")
def an_id_nobody_has() -> Fault:
    return known("Return!C2", partner=None)


@fault("partner-name-disagrees")
def the_name_of_another_partner() -> Fault:
    return spoilt("Return", "Return!D2", partner_name="Marsh Opera")


@fault("partner-ended")
def a_partner_of_the_past() -> Fault:
    partner = PartnerFacts("P07", "Tideline Community Music", is_active=False)
    return known("Return!C2", partner=partner)


@fault("school-not-in-register")
def a_school_nobody_knows() -> Fault:
    return spoilt("CPD", "CPD!C2", school_urns="900123; 900999")


@fault("authority-outside-hub")
def an_authority_of_another_hub() -> Fault:
    return spoilt("Projects", "Projects!I2", la_codes="878; 301")
