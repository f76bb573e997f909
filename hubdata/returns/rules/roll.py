"""Rules: numbers against the roll, as the return gives it, else as the register has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hubdata.returns.checking.in_check import ReturnInCheck, RowInCheck
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import CONTEXT, ENSEMBLES, TUITION, WHOLE_CLASS
from hubdata.returns.rules.parts_of_a_whole import CHECK_BOTH
from hubdata.returns.rules.registry import Family, Finding, rule
from hubdata.vocabulary import KeyStage, YearGroup


@dataclass(frozen=True, slots=True)
class Roll:
    """How many pupils there are at most, and how that is said."""

    pupils: int
    words: str

    def __str__(self) -> str:
        return f"{self.words} ({self.pupils})"


def find_roll(one: ReturnInCheck, stage: KeyStage | None = None) -> Roll | None:
    """The roll of a key stage, or of the school where that is not known; the smaller of the two.

    A roll of 0 for a stage is a gap in the register more often than the truth.
    """
    rolls = [roll for roll in (_whole_roll(one), _stage_roll(one, stage)) if roll]
    return min(rolls, key=lambda roll: roll.pupils, default=None)


def _whole_roll(one: ReturnInCheck) -> Roll | None:
    context, school = one.one(CONTEXT), one.context.school
    pupils = (context and context["roll_total"]) or (school and school.roll)
    return Roll(pupils, "pupils on roll") if pupils else None


def _stage_roll(one: ReturnInCheck, stage: KeyStage | None) -> Roll | None:
    if stage is None:
        return None
    context, school = one.one(CONTEXT), one.context.school
    told = context[f"roll_{stage.value.lower()}"] if context else None
    pupils = told or (school.stage_rolls.get(stage) if school else None)
    return Roll(pupils, f"pupils in {stage.value} on roll") if pupils else None


def _stage_of(row: RowInCheck) -> KeyStage | None:
    group = row["year_group"]
    return YearGroup(group).key_stage if group is not None else None


@rule(
    "class-over-roll",
    Severity.QUERY,
    Family.ROLL,
    sentence="A class has no more pupils than its key stage, or the school, has on roll.",
)
def class_over_roll(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(WHOLE_CLASS):
        roll = find_roll(one, _stage_of(row))
        if row["pupils"] is not None and roll and row["pupils"] > roll.pupils:
            yield Finding(f"{row.says('pupils')} is more than {roll}. {CHECK_BOTH}", row, "pupils")


@rule(
    "classes-over-roll",
    Severity.QUERY,
    Family.ROLL,
    sentence="The classes of a key stage together have no more pupils than it has on roll.",
)
def classes_over_roll(one: ReturnInCheck) -> Iterator[Finding]:
    """Only where no single class is too large: that has been said."""
    by_stage: dict[KeyStage, list[RowInCheck]] = defaultdict(list)
    for row in one.rows(WHOLE_CLASS):
        if (stage := _stage_of(row)) and row["pupils"] is not None:
            by_stage[stage].append(row)
    for stage, rows in by_stage.items():
        roll = find_roll(one, stage)
        total = sum(row["pupils"] for row in rows)
        if not roll or total <= roll.pupils or any(r["pupils"] > roll.pupils for r in rows):
            continue
        says = (
            f"the classes of {stage.value} together have {total} pupils, more than {roll}. "
            "Check the classes and the roll."
        )
        yield Finding(says, rows[-1], "pupils")


@rule(
    "tuition-over-roll",
    Severity.QUERY,
    Family.ROLL,
    sentence="Pupils in tuition are no more than their key stage, or the school, has on roll.",
)
def tuition_over_roll(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(TUITION):
        stage = KeyStage(row["key_stage"]) if row["key_stage"] else None
        roll = find_roll(one, stage)
        if row["pupils"] is not None and roll and row["pupils"] > roll.pupils:
            yield Finding(f"{row.says('pupils')} is more than {roll}. {CHECK_BOTH}", row, "pupils")


@rule(
    "members-over-roll",
    Severity.QUERY,
    Family.ROLL,
    sentence="Members of an ensemble are no more than their key stage has on roll, "
    "guests from other schools aside.",
)
def members_over_roll(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(ENSEMBLES):
        guests = row["members_from_other_schools"] or 0
        for stage in KeyStage:
            field = f"members_{stage.value.lower()}"
            roll = find_roll(one, stage)
            if row[field] is not None and roll and row[field] - guests > roll.pupils:
                says = f"{row.says(field)} is more than {roll}. {CHECK_BOTH}"
                yield Finding(says, row, field)


@rule(
    "roll-differs",
    Severity.QUERY,
    Family.ROLL,
    sentence="The roll in the return is near the one in the register.",
)
def roll_differs(one: ReturnInCheck) -> Iterator[Finding]:
    row, school = one.one(CONTEXT), one.context.school
    if not row or not school or not school.roll or row["roll_total"] is None:
        return
    if abs(row["roll_total"] - school.roll) > school.roll * one.context.policy.roll_share:
        says = (
            f"{row.says('roll_total')} is far from the register's {school.roll}. "
            "Check the number, or say that the roll has changed."
        )
        yield Finding(says, row, "roll_total")
