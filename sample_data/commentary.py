"""What the sample hub's people wrote about last summer's numbers, and what they set out to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hubdata.periods import AcademicYear, Period, Term
from hubdata.services.reports.commentary import add_action, change_action, save_commentary
from hubdata.vocabulary import ActionStatus, CommentaryStatus

SPRING, SUMMER = (Period(AcademicYear(2025), term) for term in (Term.SPRING, Term.SUMMER))
DRAFT, READY, APPROVED = CommentaryStatus
SCHOOLS, INCLUSION, OPERATIONS = "Schools lead", "Inclusion lead", "Operations lead"


@dataclass(frozen=True)
class SampleWords:
    """A commentary on a KPI of last summer."""

    kpi: str
    by: str
    status: CommentaryStatus
    text: str


@dataclass(frozen=True)
class SampleAction:
    """An action; without a KPI it is of the hub as a whole."""

    kpi: str
    text: str
    owner: str
    due: date | None
    raised: Period = SUMMER
    status: ActionStatus = ActionStatus.OPEN


WORDS = (
    SampleWords(
        "S01",
        SCHOOLS,
        APPROVED,
        "Harrow Vale explains most of the fall: two tutors left at Easter and their schools had "
        "nothing in the summer. Wendale and Ilderton held.\n\nThe schools we lost are small, so "
        "fewer pupils are affected than the number of schools suggests.",
    ),
    SampleWords(
        "S04",
        SCHOOLS,
        READY,
        "Six schools in Harrow Vale ended their classes in the spring. Four say that they would "
        "begin again if they were offered a shorter programme.",
    ),
    SampleWords(
        "I33",
        INCLUSION,
        APPROVED,
        "Half of our special schools and alternative provision work with us. The pupil referral "
        "units ask for short blocks, which we do not offer yet.",
    ),
    SampleWords(
        "I32",
        INCLUSION,
        DRAFT,
        "Whole-class teaching reaches pupils with SEND nearly in proportion; tuition and ensembles "
        "do not.",
    ),
)
ACTIONS = (
    SampleAction(
        "S01",
        "Call on the schools in Harrow Vale that had support last year and have none now",
        SCHOOLS,
        date(2026, 12, 4),
    ),
    SampleAction(
        "S04", "Offer a half-year whole-class programme to small schools", SCHOOLS, None, SPRING
    ),
    SampleAction(
        "P15", "Find a SEND or AP lead school for Ilderton", SCHOOLS, date(2026, 10, 30), SPRING
    ),
    SampleAction(
        "I33", "Pilot six-week blocks in two pupil referral units", INCLUSION, date(2027, 1, 15)
    ),
    SampleAction(
        "U40f",
        "Publish the commissioning policy and review the environmental one",
        OPERATIONS,
        date(2026, 12, 18),
    ),
    SampleAction(
        "S08",
        "Send every school without a plan the template and an hour's help",
        SCHOOLS,
        date(2026, 9, 30),
        status=ActionStatus.DONE,
    ),
    SampleAction(
        "", "Agree the draft Local Plan with the board", "Head of the hub", date(2027, 2, 12)
    ),
)


def save_commentaries() -> None:
    """Write them, each by the one who owns it."""
    for words in WORDS:
        save_commentary(
            words.kpi,
            SUMMER,
            text=words.text,
            status=words.status,
            owner=words.by,
            actor=words.by,
        )
    for one in ACTIONS:
        action = add_action(
            one.text,
            owner=one.owner,
            due=one.due,
            period=one.raised,
            kpi=one.kpi,
            actor=one.owner,
        )
        if one.status is not ActionStatus.OPEN:
            changes = {"status": one.status}
            change_action(action.id, seen=action.version, actor=one.owner, changes=changes)
