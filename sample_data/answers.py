"""What a school writes on every sheet of its termly return."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hubdata.returns.kinds import (
    CONTEXT,
    CONTINUATION,
    CURRICULUM,
    ENSEMBLES,
    FRONT,
    PERFORMANCE,
    SUPPORT,
    TUITION,
    WHOLE_CLASS,
)
from hubdata.vocabulary import Barrier, DataBasis, EnsembleType, KeyStage, PlanStatus, YearGroup
from sample_data import story
from sample_data.activities import Activities, build_activities, has_hub_support
from sample_data.music import Music
from sample_data.schools import Roll

Row = dict[str, object]
Answers = dict[str, list[Row]]

ROLES = ("Music lead", "Headteacher", "Office manager", "Deputy head", "Head of music")
WISHES = (
    "A brass teacher on Tuesdays",
    "More help with singing in Key Stage 1",
    "Instruments for our Year 4 classes",
    "A visit by an ensemble",
    "Help with the music development plan",
)
COMMENTS = ("Our music lead was away for half the term.", "Year 4 start again after Christmas.")
STRANDS = {
    "singing": 0.45,
    "plan": 0.48,
    "cpd": 0.42,
    "live": 0.34,
    "technology": 0.16,
    "inclusion": 0.12,
    "other": 0.05,
}
"""Support beyond teaching: how many of the schools the hub works with have it in a term."""
SOMETIMES_BLANK = {
    CURRICULUM: ("music_development_plan_url", "has_music_lead", "feature_space"),
    SUPPORT: ("first_contact_on", "support_wanted"),
    PERFORMANCE: ("live_events", "live_attendances", "performers"),
}
BLANK = 0.03


def build_answers(music: Music, term: story.SampleTerm, *, received_on: date) -> Answers:
    """The filled sheets, ready for the template; an unanswered cell is left out."""
    year = term.period.year.start
    roll = music.school.roll_of(year)
    activities = build_activities(music, term, roll)
    filling = _Filling(music, term, roll, activities)
    is_nil = filling.is_nil()
    answers: Answers = {FRONT: [filling.front(received_on, is_nil)], CONTEXT: [filling.context()]}
    if is_nil:
        return answers
    answers |= {
        CURRICULUM: [filling.curriculum(received_on)],
        SUPPORT: [filling.support()],
        WHOLE_CLASS: list(activities.whole_class),
        TUITION: list(activities.tuition),
        ENSEMBLES: list(activities.ensembles),
        PERFORMANCE: [filling.performance()],
        CONTINUATION: [filling.continuation()],
    }
    return _leave_some_blank(answers, filling.rng)


def _leave_some_blank(answers: Answers, rng: Random) -> Answers:
    for sheet, names in SOMETIMES_BLANK.items():
        for name in names:
            if rng.random() < BLANK:
                answers[sheet][0].pop(name, None)
    return answers


class _Filling:
    def __init__(
        self, music: Music, term: story.SampleTerm, roll: Roll, activities: Activities
    ) -> None:
        self.music, self.school, self.term, self.roll = music, music.school, term, roll
        self.activities = activities
        self.place = story.term_index(term.period)
        self.year = term.period.year.start
        self.engaged = music.is_engaged(self.place)
        self.steady = Random(f"answers:{self.school.urn}")
        self.rng = Random(f"answers:{self.school.urn}:{term.period.code}")

    def is_nil(self) -> bool:
        nothing = not self.engaged and self.activities.is_empty
        return nothing and self.music.draw["silent"] < story.NIL_WHEN_NOTHING

    def front(self, received_on: date, is_nil: bool) -> Row:
        row: Row = {
            "school_urn": self.school.urn_on(min(self.term.end, story.TODAY)),
            "school_name": self.school.name,
            "la_code": int(self.school.authority.code),
            "contact_role": self.steady.choice(ROLES),
            "contact_email": self.school.mailbox,
            "submitted_on": received_on,
            "nil_return": is_nil,
            "estimate": self.rng.random() < story.ESTIMATES,
            "data_basis": DataBasis.THIS_TERM,
            "consent_share_named": self.steady.random() < 0.9,
        }
        if self.rng.random() < 0.03:
            row["comment"] = self.rng.choice(COMMENTS)
        return row

    def context(self) -> Row:
        row: Row = {
            "roll_total": self.roll.total,
            "pp_roll": self.roll.pp,
            "fsm_roll": self.roll.fsm,
            "ehcp_roll": self.roll.ehcp,
            "sen_support_roll": self.roll.sen_support,
            "trust_name": self.school.trust.name if self.school.trust else None,
        }
        stages = {f"roll_{stage.value.lower()}": self.roll.at_stage(stage) for stage in KeyStage}
        return row | stages

    def curriculum(self, received_on: date) -> Row:
        minutes = self._minutes()
        row: Row = {**self._plan(received_on), **minutes}
        row["has_music_lead"] = self.steady.random() < 0.86
        row |= self._examinations()
        weekly = bool(minutes) and all(value >= 60 for value in minutes.values())
        kinds = {group["type"] for group in self.activities.ensembles}
        return row | {
            "feature_hour_a_week": weekly,
            "feature_lessons": bool(self.activities.tuition),
            "feature_choir": EnsembleType.CHOIR in kinds,
            "feature_ensemble": bool(kinds - {EnsembleType.CHOIR}),
            "feature_space": self.steady.random() < 0.6,
            "feature_termly_performance": self._performs(),
            "feature_live_performance": self.steady.random() < 0.55,
        }

    def _plan(self, received_on: date) -> Row:
        """Plans are renewed each year; a few schools forget, more of them where the hub slips."""
        if self.music.draw["plan"] >= story.PUBLISHED[self.place]:
            others = (PlanStatus.NONE, PlanStatus.DRAFT, PlanStatus.IN_PLACE)
            return {"music_development_plan_status": self.rng.choice(others)}
        slip = story.slip_of(self.school, self.place)
        is_old = self.music.draw["stale"] < story.PLAN_OUT_OF_DATE + slip
        renewed = date(self.year - is_old, 9, 1) + timedelta(days=self.steady.randint(3, 60))
        return {
            "music_development_plan_status": PlanStatus.PUBLISHED,
            "music_development_plan_url": f"https://{self.school.mailbox.split('@')[1]}/music",
            "music_development_plan_date": min(renewed, received_on),
        }

    def _minutes(self) -> dict[str, int]:
        share = story.HOUR_A_WEEK[self.year - story.TERMS[0].period.year.start]
        least = 60 if self.music.draw["hour"] < share else 30
        stages = {group.key_stage for group in self.school.pupils.years}
        return {
            f"minutes_{stage.value.lower()}": self.steady.choice((least, least, least + 15))
            for stage in (KeyStage.KS1, KeyStage.KS2, KeyStage.KS3)
            if stage in stages
        }

    def _examinations(self) -> Row:
        last_years = self.roll.years
        row: Row = {}
        if cohort := last_years.get(YearGroup.Y11):
            offered = self.music.level == "secondary" and self.steady.random() < 0.82
            share = self.steady.uniform(0.04, 0.12) if offered else 0.0
            row |= {"ks4_music_offered": offered, "ks4_cohort": cohort}
            row["ks4_music_entries"] = round(cohort * share)
        if cohort := last_years.get(YearGroup.Y13):
            row["ks5_music_entries"] = round(cohort * self.steady.uniform(0, 0.07))
        return row

    def support(self) -> Row:
        row: Row = {
            "strand_whole_class": has_hub_support(self.activities.whole_class),
            "strand_tuition": has_hub_support(self.activities.tuition),
            "strand_ensembles": has_hub_support(self.activities.ensembles),
        }
        for name, share in STRANDS.items():
            inclined = self.steady.random() + self.rng.uniform(-0.08, 0.08)
            row[f"strand_{name}"] = self.engaged and inclined < share
        row["strand_instruments"] = bool(row["strand_whole_class"]) and self.steady.random() < 0.75
        young = YearGroup.R in self.roll.years or self.roll.nursery > 0
        row["strand_early_years"] = self.engaged and young and self.steady.random() < 0.1
        if self.engaged and not any(row.values()):
            row["strand_live"] = True
        return row | self._contact()

    def _contact(self) -> Row:
        row: Row = {}
        if self.engaged:
            row["first_contact_on"] = self.term.start + timedelta(days=self.rng.randint(3, 25))
        if self.rng.random() < 0.4:
            chosen = self.rng.sample(list(Barrier), 2)
            row["barriers"] = "; ".join(each for each in Barrier if each in chosen)
        if self.rng.random() < 0.25:
            row["support_wanted"] = self.rng.choice(WISHES)
        return row

    def _performs(self) -> bool:
        return Random(f"performs:{self.school.urn}").random() < (0.72 if self.engaged else 0.4)

    def performance(self) -> Row:
        times = self.rng.randint(1, 3) if self._performs() else 0
        events = self.rng.choice((0, 0, 1, 1, 2))
        performers = sum(round(self.roll.total * self.rng.uniform(0.1, 0.3)) for _ in range(times))
        heard = sum(round(self.roll.total * self.rng.uniform(0.2, 0.6)) for _ in range(events))
        return {
            "termly_performance": self._performs(),
            "performances": times,
            "performers": performers,
            "live_events": events,
            "live_attendances": heard,
        }

    def continuation(self) -> Row:
        """Last year's whole classes: who still learns, and by which way."""
        prior = sum(plan.pupils for plan in self.music.classes_in(self.year - 1))
        still = round(prior * Random(f"still:{self.school.urn}").uniform(*story.STILL_LEARNING))
        individual = round(still * 0.25)
        large = round(still * 0.1)
        tuition = sum(_count(row["pupils"]) for row in self.activities.tuition)
        lent = round(tuition * self.steady.uniform(0.1, 0.5)) if self.engaged else 0
        in_class = sum(_count(row["pupils"]) for row in self.activities.whole_class)
        loans = lent + (round(in_class * 0.5) if self.engaged else 0)
        return {
            "prior_whole_class_pupils": prior,
            "prior_still_learning": still,
            "route_whole_class": 0,
            "route_large": large,
            "route_small": still - individual - large,
            "route_individual": individual,
            "instruments_on_loan": loans,
            "pupils_with_loan": loans,
            "tuition_pupils_with_loan": lent,
        }


def _count(value: object) -> int:
    assert isinstance(value, int)
    return value
