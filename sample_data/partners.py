"""The partners of the sample hub, all invented, and the projects they run with it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from hubdata.register.partners import Partner
from hubdata.vocabulary import ActivityType, PartnerKind, VenueType
from sample_data.names import slug_of
from sample_data.places import HARROW_VALE, ILDERTON, WENDALE

WD, HV, IL = WENDALE.code, HARROW_VALE.code, ILDERTON.code

HEADINGS = (
    *("Partner ID", "Name", "Kind of partner", "Local authorities", "Agreement signed"),
    *("Commitments signed", "Contact (role)", "Email", "Partner from", "Partner until"),
)


def _partner(number: int, name: str, kind: PartnerKind, *codes: str, **more: object) -> Partner:
    """A partner with everything signed, unless told otherwise."""
    known: dict[str, object] = {
        "agreement_signed": True,
        "commitments_signed": True,
        "contact_role": "Programme manager",
        "mailbox": f"hello@{slug_of(name)}.example",
        "starts_on": date(2024, 9, 1),
    }
    return Partner(f"P{number:02}", name, kind, codes, **(known | more))  # type: ignore[arg-type]


_K = PartnerKind
PARTNERS = (
    _partner(1, "Wendale Area Youth Music", _K.REGIONAL_YOUTH, WD, HV, IL),
    _partner(2, "Harrow Vale Youth Orchestra", _K.REGIONAL_YOUTH, HV),
    _partner(3, "Ilderton Young Brass", _K.REGIONAL_YOUTH, IL),
    _partner(4, "Tideline Community Music", _K.COMMUNITY_MUSIC, IL),
    _partner(5, "The Lantern Street Project", _K.COMMUNITY_MUSIC, HV),
    _partner(6, "Moor and Beck Folk Works", _K.COMMUNITY_MUSIC, WD),
    _partner(7, "Copperhithe Drum Collective", _K.COMMUNITY_MUSIC, HV),
    _partner(8, "Small Steps Music", _K.EARLY_YEARS, WD, HV),
    _partner(9, "Pram and Drum", _K.EARLY_YEARS, IL),
    _partner(10, "Wendale Nursery Alliance", _K.EARLY_YEARS, WD, agreement_signed=None),
    _partner(11, "Sea to Summit Junior Winds", _K.NATIONAL_YOUTH),
    _partner(12, "The Halfpenny Young Singers", _K.NATIONAL_YOUTH),
    _partner(13, "Bright Corner Youth Jazz", _K.NATIONAL_YOUTH, agreement_signed=False),
    _partner(14, "University of Harrowmouth Music", _K.EDUCATION, WD, HV, IL),
    _partner(15, "Ilderton Quays College", _K.EDUCATION, IL, commitments_signed=None),
    _partner(16, "Wenford Conservatoire Outreach", _K.EDUCATION, WD),
    _partner(17, "Quay Street Studios", _K.INDUSTRY, IL, HV),
    _partner(18, "Magpie Lane Records", _K.INDUSTRY, WD, commitments_signed=None),
    _partner(19, "Harrow Sound and Stage", _K.INDUSTRY, HV, ends_on=date(2025, 7, 31)),
    _partner(20, "Open Strings Inclusive Music", _K.SPECIALIST, WD, HV, IL),
    _partner(21, "Kindling Music Therapy", _K.SPECIALIST, WD, IL),
    _partner(22, "Second Bar", _K.SPECIALIST, HV),
    _partner(23, "Marsh Opera", _K.OTHER_ARTS, WD, HV, IL),
    _partner(24, "Skelderby Dance and Drama", _K.OTHER_ARTS, WD, agreement_signed=None),
    _partner(25, "Old Quay Arts Centre", _K.OTHER_ARTS, IL, starts_on=date(2025, 9, 1)),
)


@dataclass(frozen=True)
class Plan:
    """A project as planned: usual numbers of a term. `ages` are the first and last age group."""

    partner: str
    name: str
    function: str
    goal: str
    activity: ActivityType
    venue: VenueType
    people: int
    sessions: int
    ages: tuple[int, int]
    voice: int
    schools: int = 0
    settings: int = 0
    pp_share: float = 0.32
    send_share: float = 0.16


A, V = ActivityType, VenueType
PLANS = (
    Plan("P01", "Area ensembles", "F3", "G3", A.ENSEMBLE, V.COMMUNITY, 420, 11, (2, 5), 1),
    Plan("P01", "Come and play days", "F3", "G3", A.WORKSHOP, V.COMMUNITY, 180, 2, (2, 4), 1),
    Plan("P02", "Youth orchestra", "F3", "G3", A.ENSEMBLE, V.COMMUNITY, 78, 11, (3, 5), 2),
    Plan("P02", "Strings in schools", "F2", "G1", A.GROUP, V.SCHOOL, 140, 10, (1, 2), 0, schools=6),
    Plan("P03", "Quayside brass", "F3", "G3", A.ENSEMBLE, V.COMMUNITY, 64, 11, (2, 5), 2),
    Plan("P04", "Songs from the Quay", "F4", "G2", A.COMPOSING, V.COMMUNITY, 46, 11, (3, 5), 3,
         pp_share=0.55),
    Plan("P04", "Harbour voices", "F2", "G1", A.SINGING, V.SCHOOL, 210, 8, (1, 2), 1, schools=7),
    Plan("P05", "Lantern Street sessions", "F4", "G2", A.RAP_AND_DJING, V.COMMUNITY, 58, 12, (3, 5),
         3, pp_share=0.62),
    Plan("P06", "Village tunes", "F4", "G1", A.GROUP, V.SCHOOL, 96, 9, (1, 2), 1, schools=6),
    Plan("P06", "Young ceilidh band", "F3", "G3", A.ENSEMBLE, V.COMMUNITY, 24, 10, (2, 4), 2),
    Plan("P07", "Drums for all", "F2", "G1", A.WORKSHOP, V.SCHOOL, 260, 6, (1, 3), 0, schools=8,
         pp_share=0.44),
    Plan("P08", "First steps", "F1", "G1", A.EARLY_YEARS, V.COMMUNITY, 190, 10, (0, 0), 0,
         settings=14, pp_share=0.2),
    Plan("P09", "Pram songs", "F1", "G1", A.EARLY_YEARS, V.COMMUNITY, 120, 10, (0, 0), 0,
         settings=9, pp_share=0.34),
    Plan("P10", "Nursery rhythm", "F1", "G1", A.EARLY_YEARS, V.SCHOOL, 150, 8, (0, 1), 0, schools=1,
         settings=8),
    Plan("P11", "Wind discovery day", "F3", "G3", A.WORKSHOP, V.COMMUNITY, 54, 2, (2, 4), 1,
         pp_share=0.18),
    Plan("P12", "Singing days", "F3", "G3", A.SINGING, V.SCHOOL, 230, 3, (2, 4), 1, schools=5),
    Plan("P13", "Jazz lab", "F3", "G3", A.MENTORING, V.COMMUNITY, 18, 6, (3, 5), 2, pp_share=0.2),
    Plan("P14", "Student mentors", "F3", "G3", A.MENTORING, V.SCHOOL, 40, 8, (3, 5), 2, schools=4),
    Plan("P14", "Composers of tomorrow", "F3", "G3", A.COMPOSING, V.ONLINE, 26, 8, (4, 5), 2),
    Plan("P15", "Studio Saturdays", "F3", "G3", A.TECHNOLOGY, V.COMMUNITY, 22, 10, (3, 5), 2,
         pp_share=0.48),
    Plan("P16", "Saturday starters", "F3", "G3", A.ONE_TO_ONE, V.COMMUNITY, 30, 11, (2, 4), 1),
    Plan("P17", "Make a track", "F4", "G2", A.TECHNOLOGY, V.ALTERNATIVE, 34, 10, (3, 5), 3,
         schools=3, pp_share=0.6, send_share=0.45),
    Plan("P17", "Behind the desk", "F3", "G3", A.CAREERS, V.COMMUNITY, 28, 4, (4, 5), 2),
    Plan("P18", "Label for a term", "F3", "G3", A.CAREERS, V.COMMUNITY, 16, 8, (4, 5), 3),
    Plan("P19", "On stage crew", "F3", "G3", A.CAREERS, V.COMMUNITY, 20, 5, (4, 5), 2),
    Plan("P20", "Open orchestra", "F4", "G2", A.ENSEMBLE, V.SCHOOL, 88, 11, (1, 6), 2, schools=6,
         send_share=0.92),
    Plan("P20", "Music in hospital school", "F4", "G2", A.ONE_TO_ONE, V.HOSPITAL, 21, 12, (2, 5), 2,
         send_share=0.4),
    Plan("P21", "Music and wellbeing", "F4", "G2", A.THERAPY, V.SCHOOL, 42, 10, (1, 4), 1,
         schools=5, send_share=0.58, pp_share=0.5),
    Plan("P22", "Second bar nights", "F4", "G2", A.RAP_AND_DJING, V.ALTERNATIVE, 36, 11, (3, 4), 3,
         schools=3, pp_share=0.7, send_share=0.5),
    Plan("P23", "Opera in a day", "F2", "G1", A.LIVE, V.SCHOOL, 480, 8, (1, 2), 0, schools=8),
    Plan("P23", "Young marsh company", "F3", "G3", A.SINGING, V.COMMUNITY, 32, 10, (3, 5), 2),
    Plan("P24", "Music for movement", "F4", "G1", A.WORKSHOP, V.COMMUNITY, 44, 8, (2, 4), 2),
    Plan("P25", "Live lunchtimes", "F2", "G2", A.LIVE, V.COMMUNITY, 340, 5, (1, 3), 0, schools=6),
)  # fmt: skip


def render_partner_list() -> bytes:
    """The list of partners as the hub keeps it, a csv with its own headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for one in PARTNERS:
        codes = "; ".join(one.la_codes)
        signed = (_said(one.agreement_signed), _said(one.commitments_signed))
        days = (f"{day:%d/%m/%Y}" if day else "" for day in (one.starts_on, one.ends_on))
        writer.writerow(
            [one.partner_id, one.name, one.kind.value, codes, *signed, one.contact_role,
             one.mailbox, *days]
        )  # fmt: skip
    return text.getvalue().encode()


def _said(signed: bool | None) -> str:
    return "" if signed is None else "Yes" if signed else "No"
