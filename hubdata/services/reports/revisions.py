"""What was reported and is another number now: each revision with its causes, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hubdata import wording
from hubdata.kpis.judging.rag import RagStatus
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import RETURN
from hubdata.periods import Period
from hubdata.services.kpis import list_kpis
from hubdata.services.reports.snapshots import (
    Cause,
    CauseKind,
    Comparison,
    Revision,
    SnapshotInfo,
    list_snapshots,
    load_frozen_results,
    reproduce_results,
)
from hubdata.services.results.scorecards import BY_AUTHORITY

COUNTED = {
    CauseKind.CORRECTED: "corrections",
    CauseKind.NEW: "new returns",
    CauseKind.WITHDRAWN: "withdrawals",
    CauseKind.OVERLAP: "decisions on what was told twice",
    CauseKind.SETTINGS: "settings",
    CauseKind.DEFINITION: "changes of definition",
}
FIGURES = {
    "value": "the value",
    "numerator": "what is counted",
    "denominator": "what it is out of",
    "returned": "how many returned",
    "expected": "how many are asked",
    "target": "the target",
    "band": "the target",
}


@dataclass(frozen=True)
class Reported:
    """A number as it was reported in a snapshot, with the number now and why it is another one."""

    snapshot: SnapshotInfo
    before: str
    now: str
    is_revised: bool
    causes: tuple[Cause, ...]

    @property
    def sentence(self) -> str:
        """ "Reported as 78% in “Board March”, frozen on 12 March 2026, now 76%: 3 corrections"."""
        day = wording.explain_day(self.snapshot.as_at)
        opening = f"Reported as {self.before} in “{self.snapshot.name}”, frozen on {day}"
        if not self.is_revised:
            return f"{opening}; it is the same now."
        return f"{opening}, now {self.now}: {explain_causes(self.causes) or 'no cause is known'}."


@dataclass(frozen=True)
class RevisionLine:
    """A result then and now, in words, and why; `la_code` "" is the whole hub. Not `is_value`: the
    value is the same, but something under it is not."""

    kpi: str
    name: str
    la_code: str
    before: str
    now: str
    why: str
    is_value: bool


@dataclass(frozen=True)
class FrozenLine:
    """A result as it was frozen."""

    kpi: str
    name: str
    value: float | None
    words: str
    target: float | None
    target_words: str
    rag: str | None
    is_provisional: bool
    returned: str
    version: str


@dataclass(frozen=True)
class Reproduction:
    """A snapshot computed anew: how many results, and sentences for those that come out other."""

    name: str
    results: int
    differences: tuple[str, ...]


def list_of_period(period: Period) -> tuple[SnapshotInfo, ...]:
    """The snapshots of just this period, the newest first."""
    return tuple(one for one in list_snapshots() if one.period == period)


def find_reported(comparison: Comparison, kpi: Kpi, *, la_code: str | None) -> Reported | None:
    """A KPI as it was reported in a snapshot, against now; `None` where it was not in it."""
    frozen = load_frozen_results(comparison.snapshot.name)
    split = {BY_AUTHORITY: la_code} if la_code else None
    found = next((one for one in frozen if one["kpi"] == kpi.id and one["split"] == split), None)
    if found is None:
        return None
    revision = next(
        (one for one in comparison.revisions if one.kpi == kpi.id and one.split == split), None
    )
    before, now = found["value"], revision.now["value"] if revision else found["value"]
    places = _decimals(kpi, before, now)
    if before is not None and found["rag"] in (RagStatus.AMBER, RagStatus.RED) and found["target"]:
        places += wording.is_written_alike(before, found["target"], decimals=places)
    return Reported(
        snapshot=comparison.snapshot,
        before=wording.explain_value(before, kpi.unit.value, decimals=places),
        now=wording.explain_value(now, kpi.unit.value, decimals=places),
        is_revised=before != now,
        causes=causes_of(kpi, comparison.causes, la_code=la_code),
    )


def causes_of(kpi: Kpi, causes: Iterable[Cause], *, la_code: str | None) -> tuple[Cause, ...]:
    """The causes that can have changed a KPI, of the hub or of one authority: what touched a sheet
    it reads, and what concerns all."""
    read = {m.sheet for figure in kpi.figures for m in figure.measures()} | set(kpi.sheets)
    return tuple(
        cause
        for cause in causes
        if cause.kpi in ("", kpi.id)
        and (not cause.tables or RETURN in read or read.intersection(cause.tables))
        and (not la_code or cause.la_code in ("", la_code))
    )


def explain_causes(causes: Sequence[Cause]) -> str:
    """ "3 corrections, 1 new return and the register"."""
    counts = Counter(cause.kind for cause in causes)
    words = [wording.count_of(counts[kind], noun) for kind, noun in COUNTED.items() if counts[kind]]
    words += ["the register"] if counts[CauseKind.REGISTER] else []
    words += ["the period going on"] if counts[CauseKind.DAY] else []
    return wording.join_words(words)


def explain_revisions(comparison: Comparison) -> tuple[RevisionLine, ...]:
    """Every result that is other now, then and now, with its causes; those whose value changed
    first."""
    kpis = {kpi.id: kpi for kpi in list_kpis()}
    lines = []
    for one in comparison.revisions:
        kpi, la_code = kpis.get(one.kpi), (one.split or {}).get(BY_AUTHORITY, "")
        causes = causes_of(kpi, comparison.causes, la_code=la_code or None) if kpi else ()
        before, now = explain_revision(one, kpi)
        is_value = one.before["value"] != one.now["value"]
        why = explain_causes(causes)
        lines.append(RevisionLine(one.kpi, one.name, la_code, before, now, why, is_value))
    return tuple(sorted(lines, key=lambda one: not one.is_value))


def explain_frozen(name: str, *, la_code: str) -> tuple[FrozenLine, ...]:
    """The results of a snapshot as they were reported, of the hub or of one authority."""
    split = {BY_AUTHORITY: la_code} if la_code else None
    return tuple(
        FrozenLine(
            kpi=one["kpi"],
            name=one["name"],
            value=one["value"],
            words=wording.explain_value(one["value"], one["unit"]),
            target=one["target"],
            target_words=_explain_target(one),
            rag=one["rag"],
            is_provisional=one["provisional"],
            returned=wording.explain_returned(one["returned"], one["expected"]),
            version=one["definition_version"],
        )
        for one in load_frozen_results(name)
        if one["split"] == split
    )


def explain_revision(revision: Revision, kpi: Kpi | None) -> tuple[str, str]:
    """The number then and now; of one whose value is the same, what else of it changed."""
    before, now = revision.before, revision.now
    if before["value"] != now["value"] and kpi is not None:
        unit = kpi.unit.value
        places = _decimals(kpi, before["value"], now["value"])
        return (
            wording.explain_value(before["value"], unit, decimals=places),
            wording.explain_value(now["value"], unit, decimals=places),
        )
    field = next(one for one in FIGURES if before.get(one) != now.get(one))
    return (f"{FIGURES[field]}: {_plain(before[field])}", _plain(now[field]))


def check_reproduction(name: str) -> Reproduction:
    """Compute a snapshot anew from the very returns, register and settings it rests on, and compare
    it with what was frozen to the last digit. Raises `UnknownThing`."""
    frozen, anew = load_frozen_results(name), reproduce_results(name)
    made = {_key(one): one for one in anew}
    differences = []
    for one in frozen:
        other = made.pop(_key(one), None)
        if other is None:
            differences.append(f"{_name(one)}: it does not come out at all.")
        elif other != one:
            fields = [field for field in one if one[field] != other.get(field)]
            said = ", ".join(
                f"{field} {one[field]} then, {other.get(field)} now" for field in fields
            )
            differences.append(f"{_name(one)}: {said}.")
    differences += [f"{_name(one)}: it was not in the snapshot." for one in made.values()]
    return Reproduction(name, len(frozen), tuple(differences))


def _decimals(kpi: Kpi, before: float | None, now: float | None) -> int:
    """As many as it takes for two values that are not the same to look so, two at most more."""
    places = wording.decimals_of(kpi.unit.value, now if before is None else before)
    if before is None or now is None or before == now:
        return places
    for more in range(3):
        if not wording.is_written_alike(before, now, decimals=places + more):
            return places + more
    return places


def _key(result: dict[str, Any]) -> tuple[str, str]:
    return result["kpi"], str(result["split"])


def _name(result: dict[str, Any]) -> str:
    place = ", ".join((result["split"] or {}).values())
    return f"{result['kpi']} {result['name']}{f' ({place})' if place else ''}"


def _explain_target(result: dict[str, Any]) -> str:
    """What a frozen result was judged by; the first snapshots kept no ranges."""
    if band := result.get("band"):
        return wording.explain_range(*band, unit=result["unit"])
    target = result["target"]
    return "none" if target is None else wording.explain_value(target, result["unit"])


def _plain(value: float | list[float] | None) -> str:
    if isinstance(value, list):
        return " to ".join(f"{end:,g}" for end in value)
    return wording.UNKNOWN if value is None else f"{value:,g}"
