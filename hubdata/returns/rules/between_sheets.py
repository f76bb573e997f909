"""Rules: one sheet against another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hubdata.returns.checking.in_check import ReturnInCheck
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import (
    CPD,
    ENSEMBLES,
    FRONT,
    PERFORMANCE,
    PROJECTS,
    SUPPORT,
    TUITION,
    WHOLE_CLASS,
)
from hubdata.returns.rules.registry import Family, Finding, rule

STRAND_SHEETS: Mapping[str, str] = {
    "strand_whole_class": WHOLE_CLASS,
    "strand_tuition": TUITION,
    "strand_ensembles": ENSEMBLES,
}
"""The strands of support whose activity has a sheet of its own."""

ACTIVITY = (WHOLE_CLASS, TUITION, ENSEMBLES, PROJECTS, CPD)


@rule(
    "strand-without-rows",
    Severity.QUERY,
    Family.BETWEEN,
    sentence="Where the hub is said to have supported an activity, its sheet has a row for it.",
)
def strand_without_rows(one: ReturnInCheck) -> Iterator[Finding]:
    """Rows where the hub's support is not answered are given the benefit of the doubt."""
    support = one.one(SUPPORT)
    for strand, sheet in STRAND_SHEETS.items():
        if not support or not support[strand] or not one.has(sheet):
            continue
        if all(row["hub_supported"] is False for row in one.rows(sheet)):
            says = (
                f"the hub's support for {sheet.lower()} is answered Yes, but the sheet {sheet} has "
                "no row that the hub supports. Answer No, or add the rows."
            )
            yield Finding(says, support, strand)


@rule(
    "rows-without-strand",
    Severity.QUERY,
    Family.BETWEEN,
    sentence="Where rows say that the hub supports them, the support sheet says so too.",
)
def rows_without_strand(one: ReturnInCheck) -> Iterator[Finding]:
    support = one.one(SUPPORT)
    for strand, sheet in STRAND_SHEETS.items():
        if not support or support[strand] is not False:
            continue
        row = next((row for row in one.rows(sheet) if row["hub_supported"]), None)
        if row:
            says = (
                f"the hub's support for {sheet.lower()} is answered No, but {row.place()} says "
                "that the hub supports it. Change one of them."
            )
            yield Finding(says, support, strand)


@rule(
    "nil-with-rows",
    Severity.ERROR,
    Family.BETWEEN,
    sentence="A nil return reports no activity.",
)
def nil_with_rows(one: ReturnInCheck) -> Iterator[Finding]:
    front = one.one(FRONT)
    if not front or not front.values.get("nil_return"):
        return
    if row := next((row for sheet in ACTIVITY for row in one.rows(sheet)), None):
        says = (
            f"the return is said to have nothing to report, but {row.place()} reports activity. "
            "Answer No, or empty the sheet."
        )
        yield Finding(says, front, "nil_return")


@rule(
    "performed-without-performances",
    Severity.QUERY,
    Family.BETWEEN,
    sentence="Pupils are said to have performed where, and only where, performances are counted.",
)
def performed_without_performances(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(PERFORMANCE):
        performed, performances = row["termly_performance"], row["performances"]
        if performed is None or performances is None or performed == (performances > 0):
            continue
        answer = "Yes" if performed else "No"
        says = (
            f"whether pupils performed is answered {answer}, but {row.says('performances')} "
            "does not agree. Change one of them."
        )
        yield Finding(says, row, "termly_performance")
