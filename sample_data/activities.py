"""The rows of the three activity sheets that a school fills in for one term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from hubdata.periods import TERMS as TERM_NAMES
from hubdata.vocabulary import KeyStage
from sample_data import story
from sample_data.music import ClassPlan, EnsemblePlan, Music, TuitionPlan
from sample_data.schools import Roll

Row = dict[str, object]

STANDARDS = {
    KeyStage.KS1: (0.85, 0.0, 0.0, 0.0),
    KeyStage.KS2: (0.68, 0.2, 0.03, 0.0),
    KeyStage.KS3: (0.42, 0.36, 0.13, 0.02),
    KeyStage.KS4: (0.25, 0.38, 0.24, 0.06),
    KeyStage.KS5: (0.12, 0.32, 0.32, 0.18),
}
"""Shares at entry, foundation, intermediate and advanced standard; the rest is not assessed."""
SIZE_MINUTES = (30, 40, 45, 45, 60)


@dataclass(frozen=True)
class Activities:
    """The rows of one term."""

    whole_class: tuple[Row, ...]
    tuition: tuple[Row, ...]
    ensembles: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.whole_class or self.tuition or self.ensembles)


def build_activities(music: Music, term: story.SampleTerm, roll: Roll) -> Activities:
    """What the school did that term; counts are parts of the whole and never above the roll."""
    writing = _Writing(music, term, roll)
    return Activities(
        whole_class=tuple(writing.whole_class()),
        tuition=tuple(writing.tuition()),
        ensembles=tuple(writing.ensembles()),
    )


def has_hub_support(rows: tuple[Row, ...]) -> bool:
    return any(row["hub_supported"] for row in rows)


class _Writing:
    def __init__(self, music: Music, term: story.SampleTerm, roll: Roll) -> None:
        self.music, self.term, self.roll = music, term, roll
        self.place = story.term_index(term.period)
        self.rng = Random(f"activities:{music.school.urn}:{term.period.code}")

    def whole_class(self) -> Iterator[Row]:
        number = self.term.period.term.number
        engaged = self.music.is_engaged(self.place)
        for plan in self.music.classes_in(self.term.period.year.start):
            if plan.runs_in(number) and (engaged or not plan.hub_supported):
                yield self._class_row(plan)

    def _class_row(self, plan: ClassPlan) -> Row:
        pupils = max(1, plan.pupils - self.rng.choice((0, 0, 0, 1)))
        continuing = round(pupils * (0.8 if plan.is_second_year else 0.06) * self.rng.random())
        weeks = self.term.weeks - self.rng.choice((0, 0, 0, 0, 1, 1, 3))
        return {
            "class_id": plan.class_id,
            "year_group": plan.year_group,
            "instrument": plan.instrument,
            "provider_type": plan.provider,
            "hub_supported": plan.hub_supported,
            "pupils": pupils,
            "pupils_first_time": pupils - continuing,
            "pupils_continuing": continuing,
            **self._who(pupils, story.PP_IN_CLASSES, story.SEND_IN_CLASSES),
            "start_term": TERM_NAMES[plan.start],
            "terms_planned": plan.terms,
            "weeks_delivered": weeks if self.term is story.THIS_TERM else max(weeks, 6),
            "minutes_per_week": Random(f"{plan.class_id}{self.music.school.urn}").choice(
                SIZE_MINUTES
            ),
            "charged_to_parents": False,
        }

    def tuition(self) -> Iterator[Row]:
        for plan in self.music.tuition_in(self.place):
            yield self._tuition_row(plan)

    def _tuition_row(self, plan: TuitionPlan) -> Row:
        most = self.roll.at_stage(plan.stage)
        pupils = min(most, max(1, round(plan.pupils * self.rng.uniform(0.88, 1.12))))
        who = self._who(pupils, story.PP_IN_TUITION, story.SEND_ELSEWHERE)
        charged = round(pupils * self.rng.uniform(0.6, 0.9))
        pp, send = who["pp"], (who["ehcp"] or 0) + (who["sen_support"] or 0)
        return {
            "group_size": plan.size,
            "key_stage": plan.stage,
            "provider_type": plan.provider,
            "hub_supported": plan.hub_supported,
            "pupils": pupils,
            "pupils_new": round(pupils * self.rng.uniform(0.05, 0.3)),
            **who,
            "pp_and_send": None if pp is None else round(min(pp, send) * 0.4),
            "pupils_charged": charged,
            "pupils_remitted": round(charged * self.rng.uniform(0.05, 0.3)),
            **self._standards(plan.stage, pupils),
        }

    def _standards(self, stage: KeyStage, pupils: int) -> Row:
        shares = STANDARDS[stage]
        counts = [int(pupils * share * self.rng.uniform(0.85, 1.0)) for share in shares]
        names = ("entry", "foundation", "intermediate", "advanced", "not_assessed")
        counts.append(pupils - sum(counts))
        return {f"standard_{name}": count for name, count in zip(names, counts, strict=True)}

    def ensembles(self) -> Iterator[Row]:
        for plan in self.music.ensembles_in(self.place):
            yield self._ensemble_row(plan)

    def _ensemble_row(self, plan: EnsemblePlan) -> Row:
        members = {
            stage: min(self.roll.at_stage(stage), max(1, round(n * self.rng.uniform(0.9, 1.1))))
            for stage, n in plan.members.items()
        }
        stages = {group.key_stage for group in self.roll.years}
        fewest = 6 if plan.is_weekly else 3
        return {
            "ensemble_id": plan.code,
            "name": plan.name,
            "type": plan.type,
            "organiser": plan.organiser,
            "hub_supported": plan.hub_supported,
            "weeks_met": self.rng.randint(fewest, self.term.weeks - (0 if plan.is_weekly else 4)),
            "meets_weekly": plan.is_weekly,
            **{
                f"members_{stage.value.lower()}": members.get(stage, 0)
                for stage in KeyStage
                if stage in stages
            },
            **self._who(sum(members.values()), story.PP_IN_ENSEMBLES, story.SEND_ELSEWHERE),
            "members_from_other_schools": 0,
            "performances": self.rng.choice((0, 1, 1, 1, 2, 3)),
        }

    def _who(self, pupils: int, pp_factor: float, send_factor: float) -> dict[str, int | None]:
        """Pupil premium and SEND among pupils, never more than there are in the school."""
        rates, special = self.roll.rates, self.music.school.is_special
        pp = self._some(pupils, rates.pp_rate * pp_factor, most=self.roll.pp)
        ehcp_rate = rates.ehcp_rate if special else rates.ehcp_rate * send_factor
        ehcp = self._some(pupils, ehcp_rate, most=self.roll.ehcp)
        support = self._some(
            pupils, rates.sen_support_rate * send_factor, most=self.roll.sen_support
        )
        return {
            "pp": pp if self.music.knows_pupil_premium else None,
            "ehcp": ehcp,
            "sen_support": min(support, pupils - ehcp),
        }

    def _some(self, pupils: int, rate: float, *, most: int) -> int:
        """About that share of the pupils: a whole number with the right mean."""
        expected = pupils * min(1.0, rate * self.rng.uniform(0.85, 1.15))
        return min(pupils, most, int(expected + self.rng.random()))
