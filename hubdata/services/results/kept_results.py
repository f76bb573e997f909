"""Results that were worked out, kept in this process until something they rest on has changed.

A result rests on the sheets its KPI reads, in the terms that are read for its period: an accepted
part makes exactly the results new that read its sheet in its term. What all rest on (the register,
settings, targets, the day) makes all of them new. Revision numbers in the store tell; they grow in
the transaction that makes the change, so several processes each keep their own and none is stale.
While no number has grown at all, what was asked before is told again as it was, in order.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from threading import Lock
from typing import TypeAlias

from sqlmodel import Session

from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.expressions import AllOf, AnyOf, Condition, Field, IsIn, IsYes
from hubdata.kpis.language.figures import Among
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import PART, PERIOD, RETURN, Measure, Span, SpanKind
from hubdata.kpis.language.splits import Split
from hubdata.kpis.reading.spans import Moment, last_slot, spanned_slots
from hubdata.periods import Period
from hubdata.services.clock import today
from hubdata.settings import load_settings
from hubdata.store.hub import settings as stored_settings
from hubdata.store.revisions import NIL, NO_SLOT, RECEIVED, SENDERS, load_revisions
from hubdata.store.tables.row_tables import SHEETS

MOST_RESULTS = 30_000
"""Ten years of a hub by authority are 11,000; one takes about a kilobyte."""

NOT_RESTED_ON = {"waiting", "overlaps"}
"""Topics of no period that no result rests on: what waits, and that somebody is at work."""

ALL_SHEETS = frozenset(sheet.name for sheet in SHEETS.values())
OTHERS = {Among.PARTNERS, Among.WIDER, Among.EVERYONE}
"""Figures over these count senders that are no members of the hub."""

Key: TypeAlias = tuple[str, Kpi, int, str]
"""Store, KPI, slot of the period, and name of the split."""
Parts: TypeAlias = dict[str | None, KpiResult]
Asked: TypeAlias = tuple[str, tuple[Period, ...], tuple[Kpi, ...], str]
"""Store, periods, KPIs and name of the split of one call."""
Compute: TypeAlias = Callable[[Sequence[Period], Sequence[Kpi]], list[KpiResult]]


class Kept:
    """Results by what they are of, each with what it rested on; those not asked for longest go."""

    def __init__(self, most: int = MOST_RESULTS) -> None:
        self._most = most
        self._lock = Lock()
        self._found: OrderedDict[Key, tuple[object, Parts]] = OrderedDict()
        self._count = 0
        self._told: OrderedDict[Asked, tuple[object, tuple[KpiResult, ...]]] = OrderedDict()
        self._told_count = 0

    def get(self, key: Key, rests_on: object) -> Parts | None:
        with self._lock:
            before, parts = self._found.get(key, (None, None))
            if parts is None or before != rests_on:
                return None
            self._found.move_to_end(key)
            return parts

    def put(self, key: Key, rests_on: object, parts: Parts) -> None:
        with self._lock:
            self._count += len(parts) - len(self._found.pop(key, (None, ()))[1])
            self._found[key] = rests_on, parts
            while self._count > self._most and len(self._found) > 1:
                self._count -= len(self._found.popitem(last=False)[1][1])

    def get_told(self, asked: Asked, state: object) -> tuple[KpiResult, ...] | None:
        """All that a call was told, if the store's numbers are still the same."""
        with self._lock:
            before, results = self._told.get(asked, (None, None))
            if results is None or before != state:
                return None
            self._told.move_to_end(asked)
            return results

    def put_told(self, asked: Asked, state: object, results: tuple[KpiResult, ...]) -> None:
        with self._lock:
            self._told_count += len(results) - len(self._told.pop(asked, (None, ()))[1])
            self._told[asked] = state, results
            while self._told_count > self._most:
                self._told_count -= len(self._told.popitem(last=False)[1][1])


KEPT = Kept()


def find_results(
    session: Session,
    periods: Sequence[Period],
    kpis: Sequence[Kpi],
    *,
    split: Split | None,
    compute: Compute,
    kept: Kept = KEPT,
) -> list[KpiResult]:
    """The results of every period and KPI, in the order of `build_results`; `compute` is asked for
    those that are not kept."""
    store, name = load_settings().database_url, split.name if split else ""
    numbers = load_revisions(session)
    asked_for, state = (store, tuple(periods), tuple(kpis), name), _state_of(numbers)
    told = kept.get_told(asked_for, state)
    if told is not None:
        return list(told)
    resting = _Resting(session, numbers)
    found: dict[tuple[Period, Kpi], Parts] = {}
    missing: dict[Period, list[Kpi]] = defaultdict(list)
    for period in periods:
        for kpi in kpis:
            parts = kept.get((store, kpi, period.slot, name), resting.rests_on(kpi, period))
            if parts is None:
                missing[period].append(kpi)
            else:
                found[period, kpi] = parts
    for some, asked in _together(missing):
        fresh: dict[tuple[Period, Kpi], Parts] = {(p, kpi): {} for p in some for kpi in asked}
        for result in compute(some, asked):
            fresh[result.period, result.kpi][result.part_of_split] = result
        for (period, kpi), parts in fresh.items():
            kept.put((store, kpi, period.slot, name), resting.rests_on(kpi, period), parts)
        found |= fresh
    told = tuple(_in_order(found, periods, kpis))
    kept.put_told(asked_for, state, told)
    return list(told)


def _state_of(numbers: Mapping[tuple[int, str], int]) -> object:
    """All that any result rests on: the day, and every number but those of what none rests on."""
    others = {(NO_SLOT, topic) for topic in NOT_RESTED_ON}
    return today(), {key: number for key, number in numbers.items() if key not in others}


def _together(missing: Mapping[Period, Sequence[Kpi]]) -> Iterator[tuple[list[Period], list[Kpi]]]:
    """Periods in which the same KPIs are asked for."""
    alike: dict[tuple[Kpi, ...], list[Period]] = defaultdict(list)
    for period, kpis in missing.items():
        alike[tuple(kpis)].append(period)
    for kpis, periods in alike.items():
        yield periods, list(kpis)


def _in_order(
    found: Mapping[tuple[Period, Kpi], Parts], periods: Sequence[Period], kpis: Sequence[Kpi]
) -> Iterator[KpiResult]:
    for period in periods:
        of_period = [found[period, kpi] for kpi in kpis]
        names = {part for parts in of_period for part in parts}
        for part in sorted(names, key=lambda one: one or ""):
            yield from (parts[part] for parts in of_period if part in parts)


class _Resting:
    """What results rest on now, as numbers that only grow."""

    def __init__(self, session: Session, numbers: Mapping[tuple[int, str], int]) -> None:
        self._moment = Moment(stored_settings.load_calendar(session), today())
        general = {t: n for (slot, t), n in numbers.items() if slot == NO_SLOT}
        told = tuple(sorted((t, n) for t, n in general.items() if t not in NOT_RESTED_ON))
        self._general = (today(), told)
        self._numbers: dict[str, dict[int, int]] = defaultdict(dict)
        for (slot, topic), number in numbers.items():
            self._numbers[topic][slot] = number
        self._sums: dict[tuple[Period, Span, str], int] = {}
        self._slots: dict[tuple[Period, Span], tuple[int, ...]] = {}

    def rests_on(self, kpi: Kpi, period: Period) -> object:
        """Another value as soon as anything has changed that the KPI of the period rests on."""
        return self._general, sum(self._sum(period, *read) for read in what_is_read(kpi))

    def _sum(self, period: Period, span: Span, topic: str) -> int:
        key = (period, span, topic)
        if key not in self._sums:
            numbers = self._numbers[topic]
            if span.kind is SpanKind.EVER:
                told = (n for slot, n in numbers.items() if slot <= last_slot(period))
            else:
                told = (numbers.get(slot, 0) for slot in self._spanned(period, span))
            self._sums[key] = sum(told)
        return self._sums[key]

    def _spanned(self, period: Period, span: Span) -> Iterable[int]:
        if (period, span) not in self._slots:
            day = self._moment.calendar.reference_date(period, self._moment.today)
            spanned = spanned_slots(span, period, reference_date=day, moment=self._moment)
            self._slots[period, span] = tuple(spanned)
        return self._slots[period, span]


@lru_cache(maxsize=512)
def what_is_read(kpi: Kpi) -> frozenset[tuple[Span, str]]:
    """Which topics a KPI reads, each with the terms it reads for a period."""
    figures = kpi.figures
    read = {one for figure in figures for m in figure.measures() for one in _read_by(m)}
    if any(figure.among in OTHERS for figure in figures):
        read.add((PERIOD, SENDERS))
    return frozenset(read)


def _read_by(measure: Measure) -> Iterator[tuple[Span, str]]:
    if measure.sheet == RETURN:
        yield measure.span, RECEIVED
    elif measure.sheet == PART:
        yield from ((measure.span, topic) for topic in _asked_of_parts(measure.where))
    else:
        yield measure.span, SHEETS[measure.sheet].name


def _asked_of_parts(condition: Condition) -> Iterator[str]:
    """The topics behind a question about parts; one about any part at all asks who sends."""
    match condition:
        case IsIn(Field("sheet"), tables):
            yield from (SHEETS[str(table)].name for table in tables)
        case IsYes(Field("nil_return")):
            yield NIL
        case AllOf(()):
            yield SENDERS
        case AllOf((AllOf(()), IsYes(Field("is_estimate")))):
            yield from ALL_SHEETS
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _asked_of_parts(part)
