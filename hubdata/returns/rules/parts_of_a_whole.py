"""Rules: parts of a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hubdata.returns.checking.in_check import ReturnInCheck, RowInCheck
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import (
    CONTEXT,
    CONTINUATION,
    CPD,
    CURRICULUM,
    ENSEMBLES,
    EXPENDITURE,
    INSTRUMENTS,
    PROJECTS,
    TUITION,
    WHOLE_CLASS,
    WORKFORCE,
)
from hubdata.returns.rules.registry import Family, Finding, rule

PARTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    CONTEXT: {
        "roll_total": (
            *("roll_eyfs", "roll_ks1", "roll_ks2", "roll_ks3", "roll_ks4", "roll_ks5"),
            *("pp_roll", "fsm_roll", "ehcp_roll", "sen_support_roll"),
        )
    },
    CURRICULUM: {"ks4_cohort": ("ks4_music_entries",)},
    WHOLE_CLASS: {
        "pupils": ("pupils_first_time", "pupils_continuing", "pp", "ehcp", "sen_support")
    },
    TUITION: {
        "pupils": ("pupils_new", "pp", "ehcp", "sen_support", "pp_and_send", "pupils_charged"),
        "pupils_charged": ("pupils_remitted",),
        "pp": ("pp_and_send",),
    },
    CONTINUATION: {
        "prior_whole_class_pupils": ("prior_still_learning",),
        "pupils_with_loan": ("tuition_pupils_with_loan",),
    },
    PROJECTS: {
        "participants_unique": ("participants_new", "characteristics_known", "overlap_estimate"),
        "characteristics_known": ("pp_fsm", "ehcp", "sen_support", "looked_after"),
    },
    CPD: {"attendees": ("rating_responses",), "rating_responses": ("rating_useful",)},
    EXPENDITURE: {"actual": ("of_which_grant",)},
    WORKFORCE: {
        "headcount": ("fte", "with_dbs", "with_safeguarding", "with_send_training"),
    },
    INSTRUMENTS: {"stock": ("serviceable",), "capital_awarded": ("capital_spent",)},
}
"""By sheet, which fields count some of the pupils, people or pounds that another counts."""

MEMBERS = (
    "members_eyfs",
    "members_ks1",
    "members_ks2",
    "members_ks3",
    "members_ks4",
    "members_ks5",
)
STANDARDS = (
    *("standard_entry", "standard_foundation", "standard_intermediate", "standard_advanced"),
    "standard_not_assessed",
)
STAGES = ("roll_eyfs", "roll_ks1", "roll_ks2", "roll_ks3", "roll_ks4", "roll_ks5")
ROUTES = ("route_whole_class", "route_large", "route_small", "route_individual")
CHECK_BOTH = "Check both numbers."


@rule(
    "part-over-whole",
    Severity.ERROR,
    Family.PARTS,
    sentence="A number that counts some of the pupils, people or pounds is not more than the "
    "number of all of them.",
)
def part_over_whole(one: ReturnInCheck) -> Iterator[Finding]:
    for sheet, wholes in PARTS.items():
        for row in one.rows(sheet):
            yield from _over_whole(row, wholes)


def _over_whole(row: RowInCheck, wholes: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Each part once: a number over two wholes is one mistake."""
    said = set()
    for whole, parts in wholes.items():
        most = row[whole]
        for part in parts:
            if most is not None and row[part] is not None and row[part] > most and part not in said:
                said.add(part)
                says = f"{row.says(part)} is more than {row.says(whole)}. {CHECK_BOTH}"
                yield Finding(says, row, part)


@rule(
    "part-over-members",
    Severity.ERROR,
    Family.PARTS,
    sentence="Members with a characteristic, or from other schools, are not more than all members.",
)
def part_over_members(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(ENSEMBLES):
        members = row.total(*MEMBERS)
        for part in ("pp", "ehcp", "sen_support", "members_from_other_schools"):
            if members is not None and row[part] is not None and row[part] > members:
                says = f"{row.says(part)} is more than all members together ({members}). "
                yield Finding(says + CHECK_BOTH, row, part)


@rule(
    "first-time-and-continuing",
    Severity.QUERY,
    Family.PARTS,
    sentence="Pupils learning for the first time and pupils continuing make up the class.",
)
def first_time_and_continuing(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(WHOLE_CLASS):
        first, continuing, pupils = (
            row[name] for name in ("pupils_first_time", "pupils_continuing", "pupils")
        )
        if None in (first, continuing, pupils) or max(first, continuing) > pupils:
            continue
        if first + continuing != pupils:
            says = (
                f"first time ({first}) and continuing ({continuing}) make {first + continuing}, "
                f"but {row.says('pupils')} is not that. Check the three numbers."
            )
            yield Finding(says, row, "pupils_first_time")


@rule(
    "standards-add-up",
    Severity.QUERY,
    Family.PARTS,
    sentence="Pupils by standard, with those not assessed, make up the pupils learning.",
)
def standards_add_up(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(TUITION):
        pupils, total = row["pupils"], row.total(*STANDARDS)
        if pupils is None or total is None:
            continue
        is_complete = all(row[name] is not None for name in STANDARDS)
        if total > pupils or (is_complete and total != pupils):
            first = next(name for name in STANDARDS if row[name] is not None)
            says = (
                f"the standards add up to {total}, but {row.says('pupils')} is not that. "
                "Count each pupil at one standard."
            )
            yield Finding(says, row, first)


@rule(
    "send-over-pupils",
    Severity.QUERY,
    Family.PARTS,
    sentence="Pupils with an EHC plan and pupils with SEN support are different pupils.",
)
def send_over_pupils(one: ReturnInCheck) -> Iterator[Finding]:
    for sheet in (WHOLE_CLASS, TUITION):
        for row in one.rows(sheet):
            plans, support, pupils = row["ehcp"], row["sen_support"], row["pupils"]
            if None in (plans, support, pupils) or max(plans, support) > pupils:
                continue
            if plans + support > pupils:
                says = (
                    f"{row.says('ehcp')} and {row.says('sen_support')} are together more than "
                    f"{row.says('pupils')}. Count a pupil with a plan only as that."
                )
                yield Finding(says, row, "ehcp")


@rule(
    "stages-add-up",
    Severity.QUERY,
    Family.PARTS,
    sentence="The pupils of all key stages make up the roll.",
)
def stages_add_up(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(CONTEXT):
        roll, total = row["roll_total"], row.total(*STAGES)
        if roll is None or total is None or any((row[name] or 0) > roll for name in STAGES):
            continue
        is_complete = all(row[name] is not None for name in STAGES)
        if total > roll or (is_complete and total != roll):
            says = f"the key stages add up to {total}, but {row.says('roll_total')} is not that. "
            yield Finding(says + "Check the numbers.", row, "roll_total")


@rule(
    "routes-add-up",
    Severity.QUERY,
    Family.PARTS,
    sentence="Every pupil who carried on after whole-class teaching has a route.",
)
def routes_add_up(one: ReturnInCheck) -> Iterator[Finding]:
    """A pupil may carry on by two routes, so more is possible; fewer is not."""
    for row in one.rows(CONTINUATION):
        learning = row["prior_still_learning"]
        if learning is None or any(row[name] is None for name in ROUTES):
            continue
        total = row.total(*ROUTES) or 0
        if total < learning:
            says = (
                f"the routes add up to {total}, fewer than {row.says('prior_still_learning')}. "
                "Give every pupil a route."
            )
            yield Finding(says, row, "route_whole_class")
