"""The breaks in series as the hub has set them: the usual ones until it says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from hubdata.errors import HubError, UserError
from hubdata.kpis.judging.breaks import USUAL_BREAKS, SeriesBreak, find_break
from hubdata.periods import AcademicYear, Period
from hubdata.services.kpis import load_kpis
from hubdata.store.engine import reading, writing
from hubdata.store.hub import settings as stored
from hubdata.store.hub.own_kpis import load_new_versions

__all__ = ["USUAL_BREAKS", "SeriesBreak", "find_break", "list_breaks", "load_breaks", "save_breaks"]

KEY = "series_breaks"
LONGEST_REASON = 60
"""Characters; the reason stands inside the chart."""


def list_breaks() -> tuple[SeriesBreak, ...]:
    """The breaks in force, oldest first."""
    with reading() as session:
        return load_breaks(session)


def load_breaks(session: Session) -> tuple[SeriesBreak, ...]:
    """The same in an open session."""
    told = stored.load_values(session).get(KEY)
    found = USUAL_BREAKS if told is None else tuple(map(_read, told))
    return tuple(sorted(found, key=lambda one: (one.slot, one.kpi)))


def load_every_break(session: Session) -> tuple[SeriesBreak, ...]:
    """The breaks in force, and one for each change of an own KPI's definition: from the year in
    which it was changed."""
    changed = [
        SeriesBreak(Period(AcademicYear.of(at.date())), "The definition was changed", kpi)
        for kpi, at in load_new_versions(session)
    ]
    return (*load_breaks(session), *changed)


def parse_break(first: str, reason: str, kpi: str = "") -> SeriesBreak:
    """A break as it is typed: "2024/25" or "spring 2024/25", why, and one KPI or "" for all.

    Raises `UserError`.
    """
    words = first.replace(",", " ").split()
    terms = [word for word in words if not word[:1].isdigit()]
    years = [word for word in words if word[:1].isdigit()]
    try:
        period = Period.parse("".join(years), " ".join(terms) or None)
    except HubError:
        raise UserError(
            f'"{first}" is neither a year nor a term. Write 2024/25, or spring 2024/25.'
        ) from None
    if not reason.strip():
        raise UserError(f"{period}: say why the series breaks, in a few words.")
    if len(reason.strip()) > LONGEST_REASON:
        raise UserError(
            f"{period}: the reason is longer than {LONGEST_REASON} characters. It stands inside "
            "the chart: shorten it."
        )
    return SeriesBreak(period, reason.strip(), kpi.strip().upper())


def save_breaks(breaks: Sequence[SeriesBreak], *, actor: str) -> tuple[str, ...]:
    """Set the breaks; a sentence for each that is new or gone. Raises `UserError` for a KPI that
    there is not."""
    with writing() as session:
        known = {kpi.id.upper(): kpi.id for kpi in load_kpis(session)}
        for one in breaks:
            if one.kpi and one.kpi.upper() not in known:
                raise UserError(f'There is no KPI "{one.kpi}". Leave it blank for all KPIs.')
        wanted = [
            SeriesBreak(one.first, one.reason, known.get(one.kpi.upper(), "")) for one in breaks
        ]
        before = load_breaks(session)
        if set(wanted) == set(before):
            return ()
        stored.save_values(session, {KEY: list(map(_write, wanted))}, actor=actor)
    added = [f"Break from {explain_break(one)}." for one in wanted if one not in before]
    gone = [f"No break from {explain_break(one)} any more." for one in before if one not in wanted]
    return (*added, *gone)


def explain_break(one: SeriesBreak) -> str:
    """ "2024/25: hubs redrawn", with the KPI it is about."""
    return f"{one.first.label}{f' for {one.kpi}' if one.kpi else ''}: {one.reason}"


def _read(told: dict[str, Any]) -> SeriesBreak:
    return SeriesBreak(Period.at_slot(told["slot"]), told["reason"], told["kpi"])


def _write(one: SeriesBreak) -> dict[str, Any]:
    return {"slot": one.first.slot, "reason": one.reason, "kpi": one.kpi}
