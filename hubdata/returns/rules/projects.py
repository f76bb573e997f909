"""Rules: numbers of a partner's project, training or grant that must agree with each other."""

from __future__ import annotations

from collections.abc import Iterator

from hubdata.returns.checking.in_check import ReturnInCheck
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import MONEY, PROJECTS
from hubdata.returns.rules.parts_of_a_whole import CHECK_BOTH
from hubdata.returns.rules.registry import Family, Finding, rule
from hubdata.vocabulary import ReportedBy

AGES = (
    *("age_0_4", "age_5_7", "age_8_11", "age_12_14", "age_15_16", "age_17_18"),
    "age_19_25_send",
)
MOST_OVER_PLAN = 1.5
"""Sessions held beyond so many times those planned are a slip, or a plan that was never told."""
SEND_OVERLAP = ("ehcp", "sen_support")


@rule(
    "ages-over-participants",
    Severity.ERROR,
    Family.PARTS,
    sentence="Young people by age are no more than the young people taking part.",
)
def ages_over_participants(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(PROJECTS):
        total, participants = row.total(*AGES), row["participants_unique"]
        if total is not None and participants is not None and total > participants:
            first = next(name for name in AGES if row[name] is not None)
            says = (
                f"the ages add up to {total}, more than {row.says('participants_unique')}. "
                "Count each young person at one age."
            )
            yield Finding(says, row, first)


@rule(
    "known-send-over-known",
    Severity.QUERY,
    Family.PARTS,
    sentence="Young people with an EHC plan and with SEN support are different young people.",
)
def known_send_over_known(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(PROJECTS):
        total, known = row.total(*SEND_OVERLAP), row["characteristics_known"]
        if total is None or known is None or any((row[name] or 0) > known for name in SEND_OVERLAP):
            continue
        if total > known:
            says = (
                f"EHC plans and SEN support together ({total}) are more than "
                f"{row.says('characteristics_known')}. Count each young person once."
            )
            yield Finding(says, row, "ehcp")


@rule(
    "attendances-under-participants",
    Severity.QUERY,
    Family.PARTS,
    sentence="Everybody who takes part attends at least once.",
)
def attendances_under_participants(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(PROJECTS):
        attendances, participants = row["attendances"], row["participants_unique"]
        if attendances is not None and participants is not None and attendances < participants:
            says = f"{row.says('attendances')} is less than {row.says('participants_unique')}. "
            yield Finding(says + CHECK_BOTH, row, "attendances")


@rule(
    "sessions-over-plan",
    Severity.QUERY,
    Family.PARTS,
    sentence=f"Sessions held are no more than {MOST_OVER_PLAN:g} times those planned.",
)
def sessions_over_plan(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(PROJECTS):
        planned, held = row["sessions_planned"], row["sessions_delivered"]
        if planned and held is not None and held > planned * MOST_OVER_PLAN:
            says = (
                f"{row.says('sessions_delivered')} is more than {MOST_OVER_PLAN:g} times the "
                f"{planned} planned. Check both numbers, or say what came in addition."
            )
            yield Finding(says, row, "sessions_delivered")


@rule(
    "sessions-without-participants",
    Severity.QUERY,
    Family.PARTS,
    sentence="A session that was held had somebody taking part.",
)
def sessions_without_participants(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(PROJECTS):
        if row["sessions_delivered"] and row["participants_unique"] == 0:
            says = f"{row.says('sessions_delivered')}, but nobody took part. {CHECK_BOTH}"
            yield Finding(says, row, "participants_unique")


@rule(
    "overlap-without-report",
    Severity.QUERY,
    Family.PARTS,
    sentence="Young people are in two reports only where somebody else reports too.",
)
def overlap_without_report(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(PROJECTS):
        if row["overlap_estimate"] and row["already_reported_by"] == ReportedBy.NOBODY:
            says = (
                f"{row.says('overlap_estimate')}, but nobody else is said to report them. "
                "Say who does, or leave the number blank."
            )
            yield Finding(says, row, "overlap_estimate")


@rule(
    "grant-over-award",
    Severity.QUERY,
    Family.PARTS,
    sentence="The grant received is no more than was awarded, and no more is spent of it.",
)
def grant_over_award(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(MONEY):
        for part, whole in (("grant_received", "grant_awarded"), ("grant_spent", "grant_received")):
            if row[part] is not None and row[whole] is not None and row[part] > row[whole]:
                says = f"{row.says(part)} is more than {row.says(whole)}. Check both amounts, "
                yield Finding(says + "or say why.", row, part)
