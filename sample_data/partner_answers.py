"""What a partner writes on every sheet of its return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from hubdata.register.partners import Partner
from hubdata.returns.kinds import CPD, DESTINATIONS, ENSEMBLES, FRONT, MONEY, PROJECTS
from hubdata.vocabulary import (
    DataBasis,
    EnsembleType,
    Organiser,
    PartnerKind,
    ReportedBy,
    VenueType,
)
from sample_data import story
from sample_data.answers import Answers, Row
from sample_data.hub import SampleHub
from sample_data.partner_words import HIGHLIGHTS, RISKS, STORIES
from sample_data.partners import PLANS, Plan
from sample_data.schools import SampleSchool

AGES = (
    *("age_0_4", "age_5_7", "age_8_11", "age_12_14", "age_15_16", "age_17_18"),
    "age_19_25_send",
)
GROWTH = 0.03
"""By how much a project grows each term, on average."""
KNOWS_CIRCUMSTANCES = 0.86
REPORTED_BY_SCHOOL = 0.3
COURSES: dict[str, tuple[str, ...]] = {
    "P06": ("Traditional music in the classroom",),
    "P08": ("Music in the early years", "Songs for under-fives"),
    "P14": ("Composing in Key Stage 3", "Assessing music well"),
    "P16": ("Singing in Key Stage 1", "Teaching whole classes"),
    "P20": ("Accessible instruments", "Music for every pupil"),
    "P22": ("Music in alternative provision",),
}
"""Training for teachers, by the partner that gives it."""
GROUPS: dict[str, tuple[tuple[str, str, EnsembleType, tuple[int, int, int, int]], ...]] = {
    "P01": (
        ("WAY-SO", "Wendale Youth Symphony", EnsembleType.ORCHESTRA, (0, 22, 24, 18)),
        ("WAY-WB", "Harrowmouth Wind Band", EnsembleType.WIND_BAND, (6, 25, 14, 6)),
        ("WAY-JC", "Area Junior Choir", EnsembleType.CHOIR, (58, 12, 0, 0)),
        ("WAY-YC", "Area Youth Choir", EnsembleType.CHOIR, (0, 26, 19, 14)),
        ("WAY-GE", "Area Guitars", EnsembleType.GUITAR, (14, 18, 7, 2)),
        ("WAY-JB", "Wenford Big Band", EnsembleType.JAZZ, (0, 5, 11, 9)),
        ("WAY-PE", "Thornby Percussion", EnsembleType.PERCUSSION, (8, 12, 6, 2)),
    ),
    "P02": (
        ("HVYO", "Harrow Vale Youth Orchestra", EnsembleType.ORCHESTRA, (2, 26, 21, 15)),
        ("HVTO", "Harrow Vale Training Orchestra", EnsembleType.STRINGS, (24, 12, 2, 0)),
    ),
    "P03": (
        ("IYB", "Ilderton Young Brass", EnsembleType.BRASS, (8, 16, 11, 7)),
        ("IYB-T", "Ilderton Beginners' Brass", EnsembleType.BRASS, (18, 5, 0, 0)),
    ),
    "P06": (("MBCB", "Young Ceilidh Band", EnsembleType.FOLK, (5, 11, 6, 2)),),
    "P20": (("OO", "Open Orchestra", EnsembleType.INCLUSIVE, (9, 14, 10, 6)),),
    "P25": (("OQRS", "Old Quay Rock School", EnsembleType.ROCK_POP, (4, 15, 10, 4)),),
}
"""Area ensembles: code, name, kind, and members in KS2 to KS5."""
AWARDS = {
    "P01": 42000, "P02": 15500, "P03": 9800, "P04": 13500, "P05": 12000, "P06": 8600,
    "P07": 7200, "P08": 14800, "P09": 7900, "P17": 8800, "P20": 17400, "P21": 9200, "P22": 9600,
    "P23": 6100,
}  # fmt: skip
"""Pounds a year from the hub's grant."""
MOVING_ON: dict[str, tuple[int, int, int, int, int, int]] = {
    "P01": (9, 4, 3, 1, 11, 1), "P02": (6, 3, 2, 0, 7, 0), "P03": (4, 1, 1, 0, 3, 1),
    "P11": (5, 0, 0, 0, 0, 0), "P12": (7, 0, 1, 0, 0, 0), "P14": (0, 0, 0, 0, 8, 2),
    "P15": (0, 0, 0, 0, 3, 4), "P16": (1, 5, 4, 1, 2, 0), "P17": (0, 0, 0, 0, 1, 5),
    "P18": (0, 0, 0, 0, 0, 3),
}  # fmt: skip
"""Young people who moved on in a summer, in the order of the sheet's fields."""
DESTINATIONS_ASKED = (
    *("nymo", "centre_for_advanced_training", "junior_conservatoire", "music_and_dance_scheme"),
    *("higher_education", "employment"),
)
REFLECTIONS = (
    "Young people chose the pieces this term, and stayed.",
    "Peer observation in week 6: more time for listening.",
    "Attendance fell in the dark weeks; a later bus helped.",
)


def build_partner_answers(
    partner: Partner, term: story.SampleTerm, hub: SampleHub, *, received_on: date
) -> Answers:
    """The filled sheets, ready for the template; an unanswered cell is left out."""
    filling = _Filling(partner, term, hub)
    answers: Answers = {FRONT: [filling.front(received_on)]}
    answers[PROJECTS] = [filling.project(plan, code) for code, plan in plans_of(partner)]
    answers[CPD] = list(filling.courses())
    answers[ENSEMBLES] = list(filling.ensembles())
    if term.period.term == "summer" and partner.partner_id in MOVING_ON:
        answers[DESTINATIONS] = [filling.destinations()]
    if partner.partner_id in AWARDS:
        answers[MONEY] = [filling.money()]
    return answers


def plans_of(partner: Partner) -> list[tuple[str, Plan]]:
    """A partner's projects, each with its code."""
    own = [plan for plan in PLANS if plan.partner == partner.partner_id]
    return [(f"{partner.partner_id}-{'ABC'[place]}", plan) for place, plan in enumerate(own)]


class _Filling:
    def __init__(self, partner: Partner, term: story.SampleTerm, hub: SampleHub) -> None:
        self.partner, self.term = partner, term
        self.place = story.term_index(term.period)
        self.rng = Random(f"partner:{partner.partner_id}:{term.period.code}")
        day = min(term.end, story.TODAY)
        self.schools = [
            school
            for school in hub.schools
            if school.is_state_funded
            and school.urn_on(day)
            and school.status == "Open"
            and (not partner.la_codes or school.authority.code in partner.la_codes)
        ]
        self.day = day

    def front(self, received_on: date) -> Row:
        return {
            "partner_id": self.partner.partner_id,
            "partner_name": self.partner.name,
            "contact_role": self.partner.contact_role,
            "contact_email": self.partner.mailbox,
            "submitted_on": received_on,
            "nil_return": False,
            "estimate": self.rng.random() < 2 * story.ESTIMATES,
            "data_basis": DataBasis.THIS_TERM,
        }

    def project(self, plan: Plan, code: str) -> Row:
        steady = Random(f"project:{code}")
        planned = max(1, round(plan.sessions * self.term.weeks / 12))
        held = max(1, planned - self.rng.choice((0, 0, 0, 1, 1, 2)))
        people = self._about(plan.people)
        row: Row = {
            "project_id": code,
            "project_name": plan.name,
            "function": plan.function,
            "goal": plan.goal,
            "activity_type": plan.activity,
            "start_date": self.partner.starts_on,
            "venue_type": plan.venue,
            "la_codes": "; ".join(self.partner.la_codes) or "991; 992; 993",
            "school_urns": self._urns(steady, plan) or None,
            "ey_setting_ids": self._settings(steady, plan.settings) or None,
            "sessions_planned": planned,
            "sessions_delivered": held,
            "contact_hours": round(held * steady.choice((1.0, 1.5, 2.0)), 1),
            "participants_unique": people,
            "participants_new": round(people * self.rng.uniform(0.12, 0.4)),
            "attendances": max(people, round(people * held * self.rng.uniform(0.6, 0.86))),
            "practitioners_paid": steady.randint(1, 4),
            "practitioner_hours": round(held * steady.uniform(2, 5), 1),
            "youth_voice": plan.voice,
        }
        performances = self.rng.choice((0, 1, 1, 2))
        row["performances"] = performances
        row["audience"] = sum(self.rng.randint(30, 140) for _ in range(performances))
        if self.rng.random() < 0.4:
            row["quality_reflection"] = self.rng.choice(REFLECTIONS)
        row |= _ages(plan, people) | _words(code, self.term)
        return row | self._known(plan, people) | self._overlap(plan, people)

    def _about(self, usual: int) -> int:
        grown = usual * (1 + GROWTH * self.place)
        return max(3, round(grown * self.rng.uniform(0.88, 1.12)))

    def _urns(self, steady: Random, plan: Plan) -> str:
        """The same schools every term, as far as they are open; specialists go to special ones."""
        wanted = self.schools
        if plan.venue is VenueType.ALTERNATIVE:
            wanted = [school for school in wanted if school.is_alternative]
        elif self.partner.kind is PartnerKind.SPECIALIST:
            wanted = [school for school in wanted if school.is_special]
        return self._said(_choose(wanted, plan.schools, steady))

    def _said(self, schools: Sequence[SampleSchool]) -> str:
        return "; ".join(str(school.urn_on(self.day)) for school in schools)

    def _settings(self, steady: Random, number: int) -> str:
        first = 900_100 + 100 * int(self.partner.partner_id[1:])
        most = number + self.place if number else 0
        return "; ".join(f"EY{first + n}" for n in sorted(steady.sample(range(99), 99)[:most]))

    def _known(self, plan: Plan, people: int) -> Row:
        if self.rng.random() > KNOWS_CIRCUMSTANCES:
            return {}
        known = round(people * self.rng.uniform(0.7, 1.0))
        send = known * plan.send_share
        return {
            "characteristics_known": known,
            "pp_fsm": round(known * plan.pp_share * self.rng.uniform(0.9, 1.1)),
            "ehcp": round(send * 0.3),
            "sen_support": round(send * 0.6),
            "looked_after": round(known * 0.02),
        }

    def _overlap(self, plan: Plan, people: int) -> Row:
        if plan.venue is not VenueType.SCHOOL or self.rng.random() > REPORTED_BY_SCHOOL:
            return {"already_reported_by": ReportedBy.NOBODY}
        overlap = round(people * self.rng.uniform(0.2, 0.6))
        return {"already_reported_by": ReportedBy.SCHOOL, "overlap_estimate": overlap}

    def courses(self) -> Iterator[Row]:
        for name in COURSES.get(self.partner.partner_id, ()):
            came = _choose(self.schools, self.rng.randint(5, 14), self.rng)
            attendees = sum(self.rng.choice((1, 1, 2, 3)) for _ in came)
            answered = round(attendees * self.rng.uniform(0.55, 0.95))
            yield {
                "course": name,
                "date": self.term.start + timedelta(days=self.rng.randint(10, 60)),
                "school_urns": self._said(came),
                "attendees": attendees,
                "rating_responses": answered,
                "rating_useful": round(answered * self.rng.uniform(0.84, 1.0)),
            }

    def ensembles(self) -> Iterator[Row]:
        is_area = self.partner.partner_id == "P01"
        for code, name, kind, members in GROUPS.get(self.partner.partner_id, ()):
            counts = [self._about(usual) if usual else 0 for usual in members]
            total = sum(counts)
            stages = (f"members_ks{n}" for n in (2, 3, 4, 5))
            yield {
                "ensemble_id": code,
                "name": name,
                "type": kind,
                "organiser": Organiser.AREA_HUB if is_area else Organiser.PARTNER,
                "hub_supported": True,
                "weeks_met": self.term.weeks - self.rng.choice((0, 1, 1, 2)),
                "meets_weekly": True,
                **dict(zip(stages, counts, strict=True)),
                "pp": round(total * self.rng.uniform(0.1, 0.18)),
                "ehcp": round(total * (0.4 if kind is EnsembleType.INCLUSIVE else 0.01)),
                "sen_support": round(total * (0.35 if kind is EnsembleType.INCLUSIVE else 0.06)),
                "members_from_other_schools": 0,
                "performances": self.rng.choice((1, 1, 2)),
            }

    def destinations(self) -> Row:
        usual = MOVING_ON[self.partner.partner_id]
        counts = (max(0, n + self.rng.choice((-1, 0, 0, 1))) if n else 0 for n in usual)
        return dict(zip(DESTINATIONS_ASKED, counts, strict=True))

    def money(self) -> Row:
        """The year's award, paid in three parts and spent a little behind."""
        award = award_of(self.partner.partner_id, self.term)
        received = paid_by(self.partner.partner_id, self.term)
        return {
            "grant_awarded": award,
            "grant_received": received,
            "grant_spent": round(received * self.rng.uniform(0.82, 1.0), 2),
            "match_cash": round(award * self.rng.uniform(0.1, 0.5) / 3, -1),
            "in_kind": round(award * self.rng.uniform(0.04, 0.2) / 3, -1),
        }


PAID = {"autumn": 0.4, "spring": 0.35, "summer": 0.25}
"""The share of a year's award that is paid in each term."""


def award_of(partner_id: str, term: story.SampleTerm) -> float:
    """The award of the term's academic year, in pounds."""
    return float(AWARDS[partner_id] + 200 * (term.period.year.start - 2024))


def payment_of(partner_id: str, term: story.SampleTerm) -> float:
    """What the hub pays a partner in a term."""
    return round(award_of(partner_id, term) * PAID[term.period.term.value], 2)


def paid_by(partner_id: str, term: story.SampleTerm) -> float:
    """What the hub has paid in the year, up to the end of a term."""
    until = list(PAID)[: term.period.term.number + 1]
    return round(award_of(partner_id, term) * sum(PAID[name] for name in until), 2)


def _choose(schools: Sequence[SampleSchool], number: int, rng: Random) -> list[SampleSchool]:
    chosen = rng.sample(list(schools), min(number, len(schools))) if number else []
    return sorted(chosen, key=lambda school: school.urn)


def _words(code: str, term: story.SampleTerm) -> Row:
    """What a partner says of a project in a summer, when it looks back on the year."""
    if term.period.term != "summer":
        return {}
    words: Row = {"highlights": HIGHLIGHTS.get(code), "risks": RISKS.get(code)}
    if code in STORIES:
        words["story"], words["story_consent"] = STORIES[code]
    return {name: said for name, said in words.items() if said is not None}


def _ages(plan: Plan, people: int) -> Row:
    first, last = plan.ages
    weights = [1.0 / (1 + abs(n - (first + last) / 2)) for n in range(first, last + 1)]
    row: Row = {}
    left = people
    for n, weight in zip(range(first, last), weights, strict=False):
        share = round(people * weight / sum(weights))
        row[AGES[n]] = min(left, share)
        left -= min(left, share)
    row[AGES[last]] = left
    return row
