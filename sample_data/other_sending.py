"""Which partners send a return for which term, and when; and the returns of the hub itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.returns.kinds import FRONT, HUB, HUB_RETURN, PARTNER_RETURN, ReturnKind
from sample_data import story
from sample_data.answers import Answers
from sample_data.hub import SampleHub
from sample_data.hub_answers import build_hub_answers
from sample_data.names import slug_of
from sample_data.partner_answers import build_partner_answers
from sample_data.partners import PARTNERS

MISSES_A_TERM = 0.05
NOTHING_TO_REPORT = 0.03
LATE = 0.18
RETURNED_SO_FAR = 0.35


@dataclass(frozen=True)
class OtherReturn:
    """A return of a partner or of the hub as it was sent."""

    file_name: str
    kind: ReturnKind
    source: str
    source_name: str
    period: Period
    due_on: date
    received_on: date
    answers: Answers


def other_returns(hub: SampleHub) -> Iterator[OtherReturn]:
    """Every return of partners, and of the hub itself, so far; the hub's own comes term by term
    when its accounts are closed, so none for this autumn."""
    for term in story.TERMS:
        for partner in PARTNERS:
            yield from _of_partner(partner, term, hub)
        if term is not story.THIS_TERM:
            yield _of_hub(term, hub)


def _of_partner(partner: Partner, term: story.SampleTerm, hub: SampleHub) -> Iterator[OtherReturn]:
    rng = Random(f"partner sending:{partner.partner_id}:{term.period.code}")
    received_on = _choose_day(rng, term)
    if received_on is None or not partner.is_active_between(term.start, term.end):
        return
    answers = build_partner_answers(partner, term, hub, received_on=received_on)
    if rng.random() < NOTHING_TO_REPORT:
        answers = {FRONT: [answers[FRONT][0] | {"nil_return": True}]}
    words = f"{partner.partner_id} {slug_of(partner.name)}"
    yield OtherReturn(
        file_name=f"{words} {term.period.code}.xlsx",
        kind=PARTNER_RETURN,
        source=partner.partner_id,
        source_name=partner.name,
        period=term.period,
        due_on=story.CALENDAR.due_on(PARTNER_RETURN.name, term.period),
        received_on=received_on,
        answers=answers,
    )


def _choose_day(rng: Random, term: story.SampleTerm) -> date | None:
    if term is story.THIS_TERM:
        is_early = rng.random() < RETURNED_SO_FAR
        return story.TODAY - timedelta(days=rng.randint(0, 15)) if is_early else None
    due_on = story.CALENDAR.due_on(PARTNER_RETURN.name, term.period)
    if rng.random() < MISSES_A_TERM:
        return None
    if rng.random() < LATE:
        return due_on + timedelta(days=rng.randint(1, 21))
    return due_on - timedelta(days=round(rng.triangular(0, 14, 2)))


def _of_hub(term: story.SampleTerm, hub: SampleHub) -> OtherReturn:
    due_on = story.CALENDAR.due_on(HUB_RETURN.name, term.period)
    received_on = due_on - timedelta(days=3)
    return OtherReturn(
        file_name=f"hub {term.period.code}.xlsx",
        kind=HUB_RETURN,
        source=HUB,
        source_name=hub.lead_organisation,
        period=term.period,
        due_on=due_on,
        received_on=received_on,
        answers=build_hub_answers(term, hub, received_on=received_on),
    )
