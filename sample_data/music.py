"""The musical life of an invented school: its classes, tuition and ensembles, steady over years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from hubdata.vocabulary import (
    INSTRUMENTS,
    EnsembleType,
    GroupSize,
    KeyStage,
    Organiser,
    ProviderType,
    YearGroup,
)
from sample_data import story
from sample_data.schools import SampleSchool

INSTRUMENT_CHOICES = ("ukulele", *INSTRUMENTS)
"""The ukulele is the commonest."""
CLASS_SIZE = 31
TARGET_YEARS = (YearGroup.Y4, YearGroup.Y5, YearGroup.Y3, YearGroup.Y7, YearGroup.Y2, YearGroup.Y8)
"""Year groups in the order in which schools choose them for whole-class teaching."""


@dataclass(frozen=True)
class ClassPlan:
    """A class and year group taught in a year; a mixed class has a plan for each year group."""

    class_id: str
    year_group: YearGroup
    pupils: int
    instrument: str
    provider: ProviderType
    hub_supported: bool
    start: int
    terms: int
    is_second_year: bool

    def runs_in(self, term: int) -> bool:
        """Whether it is taught in a term (0 autumn, 1 spring, 2 summer)."""
        return self.start <= term < self.start + self.terms


@dataclass(frozen=True)
class TuitionPlan:
    """A kind of tuition at one key stage."""

    size: GroupSize
    stage: KeyStage
    provider: ProviderType
    hub_supported: bool
    pupils: int


@dataclass(frozen=True)
class EnsemblePlan:
    """A group that meets."""

    code: str
    name: str
    type: EnsembleType
    organiser: Organiser
    members: dict[KeyStage, int]
    is_weekly: bool

    @property
    def hub_supported(self) -> bool:
        return self.organiser is not Organiser.SCHOOL


class Music:
    """What a school does in music. Each inclination is drawn once, so that terms hang together."""

    def __init__(self, school: SampleSchool) -> None:
        self.school = school
        self.level = story.level_of(school)
        rng = Random(f"music:{school.urn}")
        names = "engaged,classes,tuition,ensembles,plan,hour,never,late,early,stale,silent"
        self.draw = {name: rng.random() for name in names.split(",")}
        self.less = story.SMALL_LESS if story.is_small_rural(school) else 0.0

    def is_engaged(self, place: int) -> bool:
        """Whether the hub supports the school in a term of the story."""
        return self.draw["engaged"] < story.engaged_share(self.school, place)

    @property
    def never_returns(self) -> bool:
        return self.draw["never"] < story.NEVER_RETURNS

    @property
    def knows_pupil_premium(self) -> bool:
        """A few schools leave the columns on pupil premium blank."""
        return self.draw["silent"] > 0.05

    def classes_in(self, year: int) -> list[ClassPlan]:
        """The classes of the academic year that starts in `year`."""
        if self.draw["classes"] >= story.whole_class_share(self.school, year):
            return []
        return list(self._plan_classes)

    @cached_property
    def _plan_classes(self) -> tuple[ClassPlan, ...]:
        rng = Random(f"classes:{self.school.urn}")
        chosen = [group for group in TARGET_YEARS if group in self.school.pupils.years][:3]
        way = rng.random()
        if way < 0.09 and len(chosen) == 3:
            shape = list(zip(chosen, (0, 1, 2), (1, 1, 1), strict=True))  # a term for each
        elif way < 0.18 and len(chosen) >= 2:
            shape = [(chosen[0], 0, 2), (chosen[1], 2, 1)]
        else:
            wanted = 2 if way > 0.55 and self.level == "primary" else 1
            shape = [(group, 0, 3) for group in chosen[:wanted]]
        if self._is_mixed(chosen):
            shape = [(group, 0, 3) for group in sorted(chosen[:2], key=lambda g: g.number)]
        second = chosen[1] if len(shape) > 1 else None
        return tuple(
            plan
            for group, start, terms in shape
            for plan in self._plan_year_group(
                group, start=start, terms=terms, is_second=group is second, rng=rng
            )
        )

    def _is_mixed(self, chosen: list[YearGroup]) -> bool:
        return len(chosen) > 1 and self.school.pupils.years[chosen[0]] < 16

    def _plan_year_group(
        self, group: YearGroup, *, start: int, terms: int, is_second: bool, rng: Random
    ) -> Iterator[ClassPlan]:
        pupils = self.school.pupils.years[group]
        classes = max(1, -(-pupils // CLASS_SIZE))
        taught = classes if self.level == "primary" else max(1, classes // 2)
        instrument = rng.choice(INSTRUMENT_CHOICES)
        by_school = rng.random() < 0.08
        for place in range(taught):
            is_mixed = pupils < 16 and self.level == "primary"
            letter = "ABCDEFGHIJ"[place] if classes > 1 else ""
            yield ClassPlan(
                class_id="Class 3" if is_mixed else f"{group.value}{letter}",
                year_group=group,
                pupils=pupils // classes + (1 if place < pupils % classes else 0),
                instrument=instrument,
                provider=ProviderType.SCHOOL_STAFF if by_school else ProviderType.HUB_LEAD,
                hub_supported=not by_school,
                start=start,
                terms=terms,
                is_second_year=is_second and not is_mixed,
            )

    def tuition_in(self, place: int) -> list[TuitionPlan]:
        """The tuition of a term; where the hub is not at work, what the school does by itself."""
        share = story.TUITION[self.level] - self.less
        if not self.is_engaged(place):
            share *= 0.5
        if self.draw["tuition"] >= share:
            return []
        engaged = self.is_engaged(place)
        kept = [plan for plan in self._plan_tuition if engaged or not plan.hub_supported]
        return kept or [
            TuitionPlan(plan.size, plan.stage, ProviderType.EXTERNAL, False, plan.pupils)
            for plan in self._plan_tuition[:1]
        ]

    @cached_property
    def _plan_tuition(self) -> tuple[TuitionPlan, ...]:
        rng = Random(f"tuition:{self.school.urn}")
        shapes = (
            (GroupSize.SMALL, KeyStage.KS2, ProviderType.HUB_LEAD, 0.075, 1.0),
            (GroupSize.INDIVIDUAL, KeyStage.KS2, ProviderType.HUB_LEAD, 0.035, 0.7),
            (GroupSize.SMALL, KeyStage.KS1, ProviderType.HUB_LEAD, 0.03, 0.4),
            (GroupSize.LARGE, KeyStage.KS2, ProviderType.HUB_PARTNER, 0.07, 0.18),
            (GroupSize.INDIVIDUAL, KeyStage.KS2, ProviderType.EXTERNAL, 0.02, 0.35),
            (GroupSize.INDIVIDUAL, KeyStage.KS3, ProviderType.HUB_LEAD, 0.05, 1.0),
            (GroupSize.SMALL, KeyStage.KS3, ProviderType.HUB_LEAD, 0.04, 0.7),
            (GroupSize.INDIVIDUAL, KeyStage.KS4, ProviderType.HUB_LEAD, 0.04, 0.9),
            (GroupSize.INDIVIDUAL, KeyStage.KS5, ProviderType.HUB_LEAD, 0.05, 0.8),
            (GroupSize.INDIVIDUAL, KeyStage.KS3, ProviderType.EXTERNAL, 0.02, 0.4),
        )
        plans = []
        for size, stage, provider, share, chance in shapes:
            pupils = round(_base_roll(self.school, stage) * share * rng.uniform(0.6, 1.4))
            if rng.random() < chance and pupils:
                supported = provider is not ProviderType.EXTERNAL
                plans.append(TuitionPlan(size, stage, provider, supported, pupils))
        return tuple(plans)

    def ensembles_in(self, place: int) -> list[EnsemblePlan]:
        """The ensembles of a term; without the hub, those the school runs by itself."""
        if self.draw["ensembles"] >= story.ENSEMBLES[self.level] - self.less:
            return []
        return [
            plan
            for plan in self._plan_ensembles
            if self.is_engaged(place) or not plan.hub_supported
        ]

    @cached_property
    def _plan_ensembles(self) -> tuple[EnsemblePlan, ...]:
        rng = Random(f"ensembles:{self.school.urn}")
        shapes = _SECONDARY_ENSEMBLES if self.level == "secondary" else _PRIMARY_ENSEMBLES
        plans = []
        for code, name, kind, share, chance in shapes:
            with_hub = rng.random() < 0.5
            members = {
                stage: count
                for stage, count in self._members(kind, share * rng.uniform(0.6, 1.3))
                if count
            }
            is_weekly = rng.random() < 0.9
            if rng.random() < chance and members:
                organiser = Organiser.SCHOOL_WITH_HUB if with_hub else Organiser.SCHOOL
                plans.append(EnsemblePlan(code, name, kind, organiser, members, is_weekly))
        return tuple(plans)

    def _members(self, kind: EnsembleType, share: float) -> Iterator[tuple[KeyStage, int]]:
        weights = {KeyStage.KS2: 1.0, KeyStage.KS3: 1.0, KeyStage.KS4: 0.7, KeyStage.KS5: 0.7}
        if self.level == "primary" and KeyStage.KS2 not in _stages(self.school):
            weights = {KeyStage.KS1: 0.6}
        for stage, weight in weights.items():
            largest = 40 if kind is EnsembleType.CHOIR else 24
            yield stage, min(largest, int(_base_roll(self.school, stage) * share * weight))


_PRIMARY_ENSEMBLES = (
    ("CHOIR1", "School Choir", EnsembleType.CHOIR, 0.24, 0.92),
    ("UKE1", "Ukulele Group", EnsembleType.GUITAR, 0.11, 0.30),
    ("REC1", "Recorder Ensemble", EnsembleType.WOODWIND, 0.10, 0.22),
    ("BRASS1", "Brass Band", EnsembleType.BRASS, 0.09, 0.14),
    ("ORCH1", "School Orchestra", EnsembleType.MIXED, 0.12, 0.14),
)
_SECONDARY_ENSEMBLES = (
    ("CHOIR1", "Senior Choir", EnsembleType.CHOIR, 0.05, 0.85),
    ("ORCH1", "Orchestra", EnsembleType.ORCHESTRA, 0.04, 0.45),
    ("WIND1", "Wind Band", EnsembleType.WIND_BAND, 0.035, 0.45),
    ("JAZZ1", "Jazz Band", EnsembleType.JAZZ, 0.025, 0.5),
    ("ROCK1", "Rock School", EnsembleType.ROCK_POP, 0.025, 0.5),
    ("STR1", "String Group", EnsembleType.STRINGS, 0.025, 0.35),
)


def _stages(school: SampleSchool) -> set[KeyStage]:
    return {group.key_stage for group in school.pupils.years}


def _base_roll(school: SampleSchool, stage: KeyStage) -> int:
    """Pupils of a stage in the thinnest year, so that no plan ever exceeds a roll."""
    return sum(n for group, n in school.pupils.years.items() if group.key_stage is stage)
