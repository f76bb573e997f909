"""A hub with something on every page: the ten schools of `reach_hub` with their four terms; what
the lead organisation, two partners and a school told of the summer; a meeting with an approved
pack; and an autumn that is still coming in.
"""

from dataclasses import dataclass
from datetime import date

from hubdata.register.partners import Partner
from hubdata.returns.kinds import HUB_RETURN, PARTNER_RETURN, SCHOOL_RETURN
from hubdata.services.registers.partners import save_partner
from hubdata.services.reports import board, board_packs
from hubdata.services.reports.commentary import add_action
from hubdata.services.results.own_kpis import define_kpi
from hubdata.vocabulary import PartnerKind
from tests.kpis.own import BRASS
from tests.pages.booking_list import booking_list, take_in_list
from tests.pages.partners_hub import quay, save_two_partners, take
from tests.pages.plan_hub import DOCUMENTS, LEADS, PROJECTS
from tests.pages.reach_hub import SUMMER, load_reach_hub
from tests.pages.returns_hub import FULL, WRONG, return_of, take_in
from tests.pages.takes_hub import OF_THE_HUB, OF_THE_PARTNER, TUITION, accept_return
from tests.services.build_files import workbook

SCHOOLS, RETURNED, ENGAGED = 10, 9, 7
ON_ROLL = 9 * 200 + 90
SESSIONS, YOUNG_PEOPLE = 12, 40
HELD_ON = date(2026, 11, 30)
ORCHESTRA = {"ensemble_id": "YO", "name": "Harbour Youth Orchestra", "type": "orchestra"}
ORCHESTRA |= {"organiser": "area hub", "hub_supported": "Y", "meets_weekly": "Y", "weeks_met": 10}


@dataclass(frozen=True)
class Numbers:
    """What the store called the things that addresses name."""

    waiting: int
    accepted: int
    unmatched: int
    meeting: int


def load_whole_hub() -> Numbers:
    """Everything, in the order in which it would come."""
    load_reach_hub()
    save_partner(Partner("P01", "Northmere Youth Band", PartnerKind.COMMUNITY_MUSIC), actor="Ann")
    save_two_partners()
    take(SUMMER, quay(SESSIONS, YOUNG_PEOPLE))
    told = OF_THE_HUB | {"Lead schools": LEADS, "Publications": DOCUMENTS}
    accept_return(HUB_RETURN, "hub", SUMMER, told)
    accept_return(PARTNER_RETURN, "P01", SUMMER, OF_THE_PARTNER | {"Projects": PROJECTS})
    taught = {"Tuition": TUITION, "Context": ({"roll_ks2": 100, "roll_ks3": 50},)}
    accept_return(SCHOOL_RETURN, "900001", SUMMER, taught)
    accepted = load_autumn()
    waiting = take_in(return_of(900003, FULL, WRONG), name="school 3.xlsx")
    unmatched = take_in_list(booking_list()).file_id
    define_kpi(BRASS, actor="Ann")
    add_action("Call on the two schools", owner="Ann", period=SUMMER, kpi="S01", actor="Ann")
    meeting = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    board_packs.approve_pack(meeting, actor="Ann")
    return Numbers(waiting, accepted, unmatched or 0, meeting.id)


def load_autumn() -> int:
    """A school and a partner who both told of one orchestra; the school's return is numbered."""
    of_school = return_of(900001, FULL, Ensembles=[ORCHESTRA | {"members_ks3": 9}])
    accepted = take_in(of_school, name="school 1.xlsx", accept=True)
    front = [{"time_period": 202627, "term": "autumn", "partner_id": "P07"}]
    sheets = {"Return": front, "Ensembles": [ORCHESTRA | {"members_ks3": 60}]}
    take_in(workbook(sheets), name="tideline.xlsx", accept=True)
    return accepted
