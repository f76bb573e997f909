"""Rules: figures that are typed in for the hub's own KPIs, against what those KPIs are."""

from __future__ import annotations

from collections.abc import Iterator

from hubdata.returns.checking.context import TypedKpi
from hubdata.returns.checking.in_check import ReturnInCheck, RowInCheck
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import OWN_KPIS
from hubdata.returns.rules.registry import Family, Finding, rule


@rule(
    "own-kpi-unknown",
    Severity.ERROR,
    Family.REGISTER,
    sentence="Figures are typed in for own KPIs of the hub that ask for them.",
)
def own_kpi_unknown(one: ReturnInCheck) -> Iterator[Finding]:
    known = one.context.own_kpis
    for row in one.rows(OWN_KPIS):
        if row["kpi"] is not None and row["kpi"] not in known:
            there = (
                f"They are {', '.join(known)}" if known else "There is none yet: define it first"
            )
            says = (
                f'"{row["kpi"]}" is no own KPI of the hub whose figures are typed in. {there}. '
                "Check the ID."
            )
            yield Finding(says, row, "kpi")


@rule(
    "own-kpi-without-base",
    Severity.ERROR,
    Family.PARTS,
    sentence="A figure of an own KPI that is a share says out of how many.",
)
def own_kpi_without_base(one: ReturnInCheck) -> Iterator[Finding]:
    for row, asked in typed_figures(one):
        if asked.has_denominator and not row["denominator"]:
            lacks = "is out of 0" if row["denominator"] == 0 else "does not say out of how many"
            says = f"{row['kpi']} {lacks}, so it has no value. Write it, or leave the line blank."
            yield Finding(says, row, "denominator")


@rule(
    "own-kpi-not-whole",
    Severity.ERROR,
    Family.PARTS,
    sentence="A figure of an own KPI that is a number of things is a whole number, 0 or more.",
)
def own_kpi_not_whole(one: ReturnInCheck) -> Iterator[Finding]:
    for row, asked in typed_figures(one):
        number = row["numerator"]
        if asked.counts_things and (number < 0 or number != int(number)):
            says = (
                f"{number:g} is no number of things, which {row['kpi']} asks for. Write a whole "
                "number, 0 or more, or give the KPI another unit."
            )
            yield Finding(says, row, "numerator")


@rule(
    "own-kpi-told-twice",
    Severity.ERROR,
    Family.PARTS,
    sentence="An own KPI is told for the whole hub, or for its authorities, not for both.",
)
def own_kpi_told_twice(one: ReturnInCheck) -> Iterator[Finding]:
    rows = one.rows(OWN_KPIS)
    of_authorities = {row["kpi"] for row in rows if row["la_code"] is not None}
    for row in rows:
        if row["la_code"] is None and row["kpi"] in of_authorities:
            says = (
                f"{row['kpi']} is told for authorities too, and both would be added up. Leave out "
                "the row of the whole hub, or those of the authorities."
            )
            yield Finding(says, row, "kpi")


def typed_figures(one: ReturnInCheck) -> Iterator[tuple[RowInCheck, TypedKpi]]:
    """The rows that say how much, each with the KPI that asks for it."""
    for row in one.rows(OWN_KPIS):
        asked = one.context.own_kpis.get(row["kpi"] or "")
        if asked and row["numerator"] is not None:
            yield row, asked
