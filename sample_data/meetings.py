"""The sample hub's next board meeting: last summer's pack, approved a fortnight ahead."""

from __future__ import annotations

from datetime import date

from hubdata.periods import AcademicYear, Period, Term
from hubdata.services.reports.board import plan_meeting, write_meeting
from hubdata.services.reports.board_packs import approve_pack

HELD_ON = date(2026, 12, 9)
SUMMER = Period(AcademicYear(2025), Term.SUMMER)
DECISIONS = (
    "Agree a shared whole-class teacher for four schools in Harrow Vale, from January.",
    "Offer short blocks to pupil referral units for a year, and look at it again.",
)
APOLOGIES = (
    "28 schools did not return for the summer, 14 of them in Harrow Vale, where the mailing list "
    "was out of date. It has been put right."
)


def plan_sample_meeting(*, actor: str) -> None:
    """Plan it, say what is asked, and approve the pack."""
    meeting = plan_meeting(HELD_ON, SUMMER, actor=actor)
    meeting = write_meeting(meeting, decisions=DECISIONS, apologies=APOLOGIES, actor=actor)
    approve_pack(meeting, actor=actor)
