"""What measures come to: a number for each cell, NaN where no row says anything.

The two steps of `hubdata.kpis.reading.evaluate`, taken for all periods and owners at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hubdata.kpis.language.measures import PERIOD, Measure, Over, RollUp, SameTerm, SpanKind
from hubdata.kpis.reading.spans import last_slot
from hubdata.store.measuring.kpi_arrays import NOT_KNOWN, Mask, Numbers, Places
from hubdata.store.measuring.measure_parts import ANNUAL, SLOTS_A_YEAR, Returned
from hubdata.store.measuring.measure_rows import Entities, SheetRows


def read_measure(measure: Measure, sheet: SheetRows, returned: Returned) -> Numbers:
    """A measure of every cell."""
    if measure.over is Over.LISTED:
        return _read_list(measure, sheet, returned)
    if measure.span.kind is SpanKind.EVER:
        return _carry_on(measure, sheet)
    if not measure.entity:
        if measure.over is Over.ANY and not measure.each_of:
            return _read_any(measure, sheet)
        if measure.over is Over.SUM and measure.roll_up is RollUp.SUM:
            return _read_sum(measure, sheet, returned)
    entities = sheet.entities(measure.owner, measure.span, measure.entity)
    found = _over_time(measure, sheet, entities, returned)
    is_chosen = found >= (measure.enough if measure.roll_up is not RollUp.SUM else -np.inf)
    numbers = found[is_chosen] if measure.roll_up is RollUp.SUM else np.ones(is_chosen.sum())
    how = SameTerm.LARGEST if measure.roll_up is RollUp.ANY else SameTerm.SUM
    return _together(entities.cell[is_chosen], numbers, sheet.cells.size, how=how)


def _read_any(measure: Measure, sheet: SheetRows) -> Numbers:
    spread = sheet.spread(measure.owner, measure.span)
    found = np.full(sheet.cells.size, NOT_KNOWN)
    found[spread.cell[sheet.reader.mask(measure.counted)[spread.row]]] = 1
    return found


def _read_sum(measure: Measure, sheet: SheetRows, returned: Returned) -> Numbers:
    spread = sheet.spread(measure.owner, measure.span)
    counts = _known(measure, sheet)[spread.row] & ~_is_replaced(measure, sheet, returned)
    values = sheet.reader.numbers(measure.value)[spread.row[counts]]
    return _together(spread.cell[counts], values, sheet.cells.size, how=measure.same_term)


def _read_list(measure: Measure, sheet: SheetRows, returned: Returned) -> Numbers:
    """The rows of the latest part of each source in the period."""
    spread = sheet.spread(measure.owner, PERIOD)
    period, source = sheet.cells.period[spread.cell], sheet.columns.source[spread.row]
    latest = returned.latest_parts(measure.sheet)[period, source]
    spread = spread.take(sheet.columns.slot[spread.row] >= latest)
    reader = sheet.listed(spread)
    values = reader.numbers(measure.value)
    counts = reader.mask(measure.counted) & ~np.isnan(values)
    return _together(spread.cell[counts], values[counts], sheet.cells.size, how=measure.same_term)


def _carry_on(measure: Measure, sheet: SheetRows) -> Numbers:
    """The latest value of each source by the end of each period, however long ago; of several
    sources that count as one, those who told it latest."""
    columns, cells = sheet.columns, sheet.cells
    counts = _known(measure, sheet) & (columns.source >= 0)
    slots, nth = np.unique(columns.slot, return_inverse=True)
    width = cells.at.shape[1]
    told = _together(
        nth[counts] * width + columns.source[counts],
        sheet.reader.numbers(measure.value)[counts],
        len(slots) * width,
        how=measure.same_term,
    ).reshape(-1, width)
    since = np.where(np.isnan(told), -1, np.arange(len(slots))[:, None])
    since = np.vstack([np.full(width, -1), np.maximum.accumulate(since, axis=0)])
    ends = [last_slot(base.period) for base in cells.bases]
    held = since[np.searchsorted(slots, ends, side="right")]
    period, source = np.nonzero((held >= 0) & (cells.at >= 0))
    cell, then = cells.at[period, source], held[period, source]
    newest = _together(cell, then.astype(np.float64), cells.size, how=SameTerm.LARGEST)
    is_newest = newest[cell] == then
    values = told[then[is_newest], source[is_newest]]
    return _together(cell[is_newest], values, cells.size, how=measure.same_term)


def _over_time(
    measure: Measure, sheet: SheetRows, entities: Entities, returned: Returned
) -> Numbers:
    """Step one: the terms of each entity as one number."""
    match measure.over:
        case Over.ANY:
            in_any = _largest(entities, _in_term(measure, sheet, entities))
            for held in _each_in_term(measure, sheet, entities):
                in_any += _largest(entities, np.where(held, 0, NOT_KNOWN))
            return np.minimum(in_any, 1)
        case Over.SUM:
            spread = sheet.spread(measure.owner, measure.span)
            counts = _known(measure, sheet)[spread.row] & ~_is_replaced(measure, sheet, returned)
            entity = entities.entity[entities.term_of[counts]]
            values = sheet.reader.numbers(measure.value)[spread.row[counts]]
            return _together(entity, values, len(entities.starts), how=measure.same_term)
        case Over.TERMS:
            held = ~np.isnan(_in_term(measure, sheet, entities))
            for each in _each_in_term(measure, sheet, entities):
                held &= each
            is_annual = entities.slot % SLOTS_A_YEAR == ANNUAL
            stated = np.bincount(entities.entity[held & ~is_annual], minlength=len(entities.starts))
            annual = _largest(entities, np.where(held & is_annual, entities.terms, 0))
            most = np.maximum(stated, annual)
            return np.where(most > 0, most, NOT_KNOWN)
        case Over.LATEST:
            in_term = _in_term(measure, sheet, entities)
            place = np.where(np.isnan(in_term), -1, np.arange(len(in_term)))
            last = _largest(entities, place).astype(np.intp)
            return np.where(last >= 0, in_term[last], NOT_KNOWN)
        case Over.PEAK:
            return _peak(measure, sheet, entities)
    raise TypeError(f"{measure.words}: lists are not read term by term.")


def _peak(measure: Measure, sheet: SheetRows, entities: Entities) -> Numbers:
    """The value in the term with the largest main count, the earlier one if two are equal."""
    most, first = _largest_terms(measure, sheet, entities)
    if measure.main is None or measure.main == measure.value:
        return most
    return np.where(np.isnan(most), NOT_KNOWN, _in_term(measure, sheet, entities)[first])


def _largest_terms(
    measure: Measure, sheet: SheetRows, entities: Entities
) -> tuple[Numbers, Places]:
    """The largest main count of each entity, and in which term it was: worked out once for all
    that is taken from that term."""
    key = (measure.counted, measure.ranked_by, measure.owner, measure.span, measure.entity)
    if key not in sheet.peaks:
        ranked = _in_term(measure, sheet, entities, is_main=True)
        first = entities.starts.copy()
        most = ranked[first]
        for entity, term in entities.later:
            found = ranked[term]
            is_more = (found > most[entity]) | (np.isnan(most[entity]) & ~np.isnan(found))
            larger = entity[is_more]
            most[larger], first[larger] = found[is_more], term[is_more]
        sheet.peaks[key] = most, first
    return sheet.peaks[key]


def _in_term(
    measure: Measure, sheet: SheetRows, entities: Entities, *, is_main: bool = False
) -> Numbers:
    """What the rows of each entity come to in each term."""
    row = sheet.spread(measure.owner, measure.span).row
    chosen = np.flatnonzero(_known(measure, sheet, is_main=is_main).take(row))
    numbers = sheet.reader.numbers(measure.ranked_by if is_main else measure.value)
    values = numbers.take(row.take(chosen))
    how = SameTerm.SUM if is_main else measure.same_term
    return _together(entities.term_of.take(chosen), values, len(entities.slot), how=how)


def _each_in_term(measure: Measure, sheet: SheetRows, entities: Entities) -> Iterator[Mask]:
    """In which terms of its entities each condition of a measure holds of some row."""
    row = sheet.spread(measure.owner, measure.span).row
    for condition in measure.each_of:
        chosen = (sheet.reader.mask(condition) & sheet.reader.mask(measure.counted)).take(row)
        held: Mask = np.zeros(len(entities.slot), np.bool_)
        held[entities.term_of[chosen]] = True
        yield held


def _known(measure: Measure, sheet: SheetRows, *, is_main: bool = False) -> Mask:
    """The rows that say something; in a peak those without a main count have no companions."""
    counts = sheet.reader.mask(measure.counted)
    if measure.over is Over.PEAK:
        counts = counts & ~np.isnan(sheet.reader.numbers(measure.ranked_by))
    return counts if is_main else counts & ~np.isnan(sheet.reader.numbers(measure.value))


def _is_replaced(measure: Measure, sheet: SheetRows, returned: Returned) -> Mask:
    """Of spread rows: whether a whole year is read, and a later part for the year to date holds
    them too."""
    spread = sheet.spread(measure.owner, measure.span)
    is_year: Mask = np.array([base.period.is_year for base in sheet.cells.bases], np.bool_)
    replaced: Mask = returned.is_replaced(measure.sheet, sheet.columns)[spread.row]
    return replaced & is_year[sheet.cells.period[spread.cell]]


def _largest(entities: Entities, in_term: Numbers | Places) -> Numbers:
    """The largest of each entity's terms; NaN is less than anything."""
    most = in_term[entities.starts].astype(np.float64)
    for entity, term in entities.later:
        most[entity] = np.fmax(most[entity], in_term[term])
    return most


def _together(places: Places, numbers: Numbers, size: int, *, how: SameTerm) -> Numbers:
    """Numbers that fall into the same place as one; NaN where none does."""
    if how is SameTerm.LARGEST:
        found = np.full(size, NOT_KNOWN)
        np.fmax.at(found, places, numbers)
        return found
    summed = np.bincount(places, weights=numbers, minlength=size).astype(np.float64, copy=False)
    is_empty = np.ones(size, np.bool_)
    is_empty[places] = False
    summed[is_empty] = NOT_KNOWN
    return summed
