"""Who sends a return for which term, and when: on time, late, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hubdata.periods import Period
from hubdata.returns.kinds import SCHOOL_RETURN, ReturnKind
from sample_data import story
from sample_data.answers import Answers, build_answers
from sample_data.hub import SampleHub
from sample_data.music import Music
from sample_data.names import slug_of

FIRST_RETURNS = date(2026, 11, 2)
"""The day this term's templates went out."""


@dataclass(frozen=True)
class SampleReturn:
    """A return as it was sent: the filled answers by sheet, and the day they came."""

    file_name: str
    period: Period
    urn: int
    school_name: str
    due_on: date
    received_on: date
    answers: Answers

    @property
    def kind(self) -> ReturnKind:
        return SCHOOL_RETURN

    @property
    def source(self) -> str:
        return str(self.urn)

    @property
    def source_name(self) -> str:
        return self.school_name


def sample_returns(hub: SampleHub) -> Iterator[SampleReturn]:
    """Every return the hub has had so far, term by term and school by school."""
    lives = [Music(school) for school in hub.schools if school.is_state_funded]
    for term in story.TERMS:
        for music in lives:
            received_on = choose_day(music, term)
            urn = music.school.urn_on(min(term.end, story.TODAY))
            if urn is None or received_on is None or music.school.status == "Proposed to open":
                continue
            yield SampleReturn(
                file_name=file_name_of(urn, music.school.name, term.period),
                period=term.period,
                urn=urn,
                school_name=music.school.name,
                due_on=term.due_on,
                received_on=received_on,
                answers=build_answers(music, term, received_on=received_on),
            )


def choose_day(music: Music, term: story.SampleTerm) -> date | None:
    """The day a school's return comes; `None` where it does not, or not yet."""
    if music.never_returns:
        return None
    rng = Random(f"sending:{music.school.urn}:{term.period.code}")
    if term is story.THIS_TERM:
        if rng.random() >= story.RETURNED_SO_FAR:
            return None
        return FIRST_RETURNS + timedelta(days=rng.randint(2, (story.TODAY - FIRST_RETURNS).days))
    slipping = story.slip_of(music.school, story.term_index(term.period)) > 0
    missed = story.MISSES_A_TERM_WHEN_SLIPPING if slipping else story.MISSES_A_TERM
    if rng.random() < missed:
        return None
    if rng.random() < story.RETURNS_LATE * (1.7 if slipping else 1.0):
        return term.due_on + timedelta(days=rng.randint(1, 26))
    return term.due_on - timedelta(days=round(rng.triangular(0, 20, 2)))


def file_name_of(urn: int, school_name: str, period: Period) -> str:
    """ "900123 beacon-hill-primary-school 202526 autumn.xlsx"."""
    return f"{urn} {slug_of(school_name)} {period.code}.xlsx"
