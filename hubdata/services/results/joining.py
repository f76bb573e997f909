"""What KPIs would be if some schools joined: the same engine over the same rows, with one return
more for each of them that says they had support. There is no second formula."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from hubdata.kpis.catalogue.engagement import COLD_SPOT_TERMS
from hubdata.kpis.judging.results import KpiResult, build_results
from hubdata.kpis.language.base import Base, BaseSchool, attribute_of
from hubdata.kpis.language.blocks import CONTEXT, SUPPORT
from hubdata.kpis.language.figures import Figures
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import PART, PERIOD, SCHOOL_RETURN
from hubdata.kpis.language.splits import split_named
from hubdata.kpis.reading.evaluate import evaluate
from hubdata.kpis.reading.rows import Evaluation, Row, Rows
from hubdata.kpis.reading.spans import Moment, spanned_slots
from hubdata.periods import Period
from hubdata.services.kpis import find_kpi
from hubdata.services.results.bases import load_bases
from hubdata.services.results.scorecards import (
    BY_AUTHORITY,
    load_moment,
    load_policy,
    load_stored_targets,
)
from hubdata.store.engine import reading
from hubdata.store.intake.answers import load_answers
from hubdata.store.measuring.kpi_rows import last_slot_read, load_kpi_rows
from hubdata.store.measuring.measures import evaluate_in_sql
from hubdata.vocabulary import Strand

KPIS = ("S01", "S03", "I33", "I35", "I36", "P17")
"""The KPIs that hang on whether a school is engaged."""

JOINED = f"strand_{Strand.OTHER}"
"""A school that joins is one that answers yes to one strand; which one makes no difference here."""


@dataclass(frozen=True)
class Joined:
    """A KPI as it is, and as it would be."""

    now: KpiResult
    then: KpiResult


def load_joined(
    period: Period, urns: Collection[str], *, la_code: str | None = None
) -> tuple[Joined, ...]:
    """The KPIs of the hub, or of an authority, if these schools had been engaged in the last term
    of the period. URNs that are not asked for the period change nothing."""
    with reading() as session:
        base = load_bases(session, [period])[period]
        kpis = [find_kpi(session, one) for one in KPIS]
        policy, moment = load_policy(session), load_moment(session)
        split = split_named(BY_AUTHORITY)
        now = evaluate_in_sql(
            session.connection(), kpis, [base], moment=moment, policy=policy, split=split
        )
        touched = replace(base, schools=_touched(kpis, base, urns))
        rows = _rows_of(session, kpis, touched, moment)
        term = moment.window(period, base.reference_date, terms=1)[0]
        more = _with_support(rows, sorted(set(urns) & set(base.by_urn)), slot=term.slot)
        before = evaluate(kpis, [touched], rows, moment=moment, policy=policy, split=split)
        after = evaluate(kpis, [touched], more, moment=moment, policy=policy, split=split)
        then = _moved(now, before=before, after=after)
        targets = load_stored_targets(session, period)
    results = (
        build_results(kpis, [base], found, policy=policy, split=split, targets=targets)
        for found in (now, then)
    )
    asked_now, asked_then = (
        {one.kpi.id: one for one in some if one.part_of_split == la_code} for some in results
    )
    return tuple(Joined(one, asked_then[kpi_id]) for kpi_id, one in asked_now.items())


def _touched(kpis: Collection[Kpi], base: Base, urns: Collection[str]) -> tuple[BaseSchool, ...]:
    """The schools that join, and those they share something with that is counted once, such as a
    trust: no other school's part of any figure can change."""
    counted_once = {
        figure.distinct.name for kpi in kpis for figure in kpi.figures if figure.distinct
    }
    joining = [school for school in base.schools if school.urn in set(urns)]
    shared = {
        name: {attribute_of(school, name) for school in joining} - {None} for name in counted_once
    }
    return tuple(
        school
        for school in base.schools
        if school.urn in set(urns)
        or any(attribute_of(school, name) in some for name, some in shared.items())
    )


def _rows_of(session: Session, kpis: Collection[Kpi], base: Base, moment: Moment) -> Rows:
    """The rows that the KPIs read for the base's period, of its schools; and every roll they ever
    told, which is carried on."""
    wanted = set(base.by_urn)
    sources = wanted | {old for old, new in base.counted_as.items() if new in wanted}
    last = last_slot_read(base.period)
    first = min(
        slot
        for span in (PERIOD, COLD_SPOT_TERMS)
        for slot in spanned_slots(
            span, base.period, reference_date=base.reference_date, moment=moment
        )
    )
    connection = session.connection()
    rows = load_kpi_rows(connection, kpis, first_slot=first, last_slot=last, sources=sources)
    return {**rows, **load_answers(session, [CONTEXT], sources=sources, last_slot=last)}


def _with_support(rows: Rows, urns: Collection[str], *, slot: int) -> Rows:
    """The rows, and for each school a Support sheet that says yes once."""
    told: list[Row] = [{"source": urn, "slot": slot, JOINED: True} for urn in urns]
    parts: list[Row] = [
        {
            "source": urn,
            "slot": slot,
            "kind": SCHOOL_RETURN,
            "sheet": SUPPORT,
            "is_year_to_date": False,
            "is_estimate": False,
            "nil_return": False,
        }
        for urn in urns
    ]
    return {
        **rows,
        SUPPORT: [*rows.get(SUPPORT, ()), *told],
        PART: [*rows.get(PART, ()), *parts],
    }


def _moved(now: Evaluation, *, before: Evaluation, after: Evaluation) -> Evaluation:
    """The figures of the whole, moved by what changed in the part that can change."""

    def move(key: tuple[Period, str | None], figures: Figures) -> Mapping[object, object]:
        was, is_now = before.get(key, {}), after.get(key, {})
        return {one: value + is_now.get(one, 0) - was.get(one, 0) for one, value in figures.items()}

    return {key: move(key, figures) for key, figures in now.items()}  # type: ignore[misc]
