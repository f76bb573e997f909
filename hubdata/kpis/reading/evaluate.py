"""The plain reading of measures and figures: Python over rows, one step after the other.

The store's SQL must always agree with it. Every number keeps the cells it came from, so that
`hubdata.kpis.reading.explain` can list them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hubdata.kpis.language.base import AUTHORITY, HUB, Base, MemberKind, attribute_of, kind_of
from hubdata.kpis.language.expressions import (
    Attribute,
    Field,
    Leaf,
    Look,
    Number,
    Of,
    PeriodFact,
    Setting,
    Value,
    is_true,
    number_of,
    value_of,
)
from hubdata.kpis.language.figures import MEMBERS_AMONG, Figure
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import (
    PART,
    PARTNER_RETURN,
    Measure,
    Over,
    Owner,
    SameTerm,
    SpanKind,
)
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import UNKNOWN, Split
from hubdata.kpis.reading.replaced import find_cutoffs, find_latest_parts
from hubdata.kpis.reading.rows import BETWEEN, SPLIT_KINDS, Evaluation, Row, Rows
from hubdata.kpis.reading.spans import (
    Moment,
    due_terms,
    last_slot,
    spanned_slots,
    terms_of,
    year_of,
)
from hubdata.kpis.reading.traced import Traced, Values, cells_of, roll_up, terms_stood_for
from hubdata.periods import Period


def evaluate(
    kpis: Iterable[Kpi],
    bases: Iterable[Base],
    rows: Rows,
    *,
    moment: Moment,
    policy: Policy,
    split: Split | None = None,
) -> Evaluation:
    """The figures of some KPIs for the period of each base: the whole hub, and the split's parts.

    The parts are those in which there is a school of the base, or a source with a return.
    """
    figures = tuple(dict.fromkeys(figure for kpi in kpis for figure in kpi.figures))
    found: Evaluation = {}
    for base in bases:
        reading = Reading(base, rows, moment, policy)
        groups = {None: reading.everyone} | (reading.split_by(split) if split else {})
        for part, owners in groups.items():
            found[base.period, part] = {f: reading.sum(f, owners) for f in figures}
    return found


@dataclass
class Reading:
    """One period of some rows, read for one base."""

    base: Base
    rows: Rows
    moment: Moment
    policy: Policy
    _values: dict[Measure, Values] = field(default_factory=dict)

    @cached_property
    def everyone(self) -> tuple[str, ...]:
        """The members of the base, then every other source with a return in the period."""
        return tuple(dict.fromkeys((*self.base.members, *self._others)))

    @cached_property
    def _others(self) -> dict[str, MemberKind | None]:
        """Sources with a return in the period that are no members, and what they are: a partner
        that the register does not have is one all the same."""
        slots = set(self.base.period.slots)
        others: dict[str, MemberKind | None] = {}
        for part in self.rows.get(PART, ()):
            owner = self.base.owner_of(part["source"])
            if part["slot"] in slots and owner not in self.base.members:
                is_partner = part.get("kind") == PARTNER_RETURN
                others[owner] = MemberKind.PARTNER if is_partner else others.get(owner)
        return others

    def kind_of(self, owner: str) -> MemberKind | None:
        """What an owner is; `None` of a school outside the base."""
        member = self.base.members.get(owner)
        return self._others.get(owner) if member is None else kind_of(member)

    def split_by(self, split: Split) -> dict[str | None, tuple[str, ...]]:
        """The owners in each part of a split."""
        groups: dict[str | None, list[str]] = defaultdict(list)
        for owner in self.everyone:
            part = attribute_of(self.base.members.get(owner), split.attribute)
            if part is not None:
                groups[str(part)].append(owner)
            elif self.kind_of(owner) in SPLIT_KINDS[split.of_partners]:
                groups[UNKNOWN].append(owner)
        return {part: tuple(owners) for part, owners in groups.items()}

    def sum(self, figure: Figure, owners: Iterable[str]) -> Number:
        """A figure over some owners."""
        if figure.distinct is not None:
            return len(self.distinct(figure, owners))
        return sum(self.amount(figure, owner) or 0 for owner in owners)

    def amount(self, figure: Figure, owner: str) -> Number | None:
        """What one owner adds to a figure; `None` if nothing."""
        if self.kind_of(owner) not in MEMBERS_AMONG[figure.among]:
            return None
        look = self.look_at(owner)
        return number_of(figure.value, look) if is_true(figure.where, look) else None

    def distinct(self, figure: Figure, owners: Iterable[str]) -> dict[Value, str]:
        """The different known values that a figure counts, each with the first owner of it."""
        found: dict[Value, str] = {}
        for owner in owners:
            if figure.distinct is not None and self.amount(figure, owner) is not None:
                found.setdefault(value_of(figure.distinct, self.look_at(owner)), owner)
        found.pop(None, None)
        return found

    def look_at(self, owner: str) -> Look:
        """What leaves stand for, asked of a school."""

        def look(leaf: Leaf) -> Value:
            match leaf:
                case Of(measure):
                    traced = self.values(measure).get(owner)
                    return None if traced is None else traced.value
                case Attribute(name):
                    return attribute_of(self.base.members.get(owner), name)
                case PeriodFact("due_terms"):
                    return len(due_terms(self.base.period, self.moment))
                case PeriodFact("partner_due_terms"):
                    return len(due_terms(self.base.period, self.moment, asked=PARTNER_RETURN))
                case PeriodFact("terms"):
                    return len(terms_of(self.base.period))
                case Setting(name):
                    return self.setting(name)
            raise TypeError(f"A school has no {leaf}.")

        return look

    def look_in(self, row: Row) -> Look:
        """What leaves stand for, asked of a row."""

        def look(leaf: Leaf) -> Value:
            match leaf:
                case Field(name):
                    return row.get(name)
                case Setting(name):
                    return self.setting(name)
                case PeriodFact("first_day"):
                    return year_of(row["slot"]).first_day
                case PeriodFact("last_day"):
                    return year_of(row["slot"]).last_day
                case PeriodFact("due_on"):
                    return self.moment.due_on(row["slot"])
                case PeriodFact("partner_due_on"):
                    return self.moment.due_on(row["slot"], asked=PARTNER_RETURN)
                case PeriodFact("is_annual"):
                    return Period.at_slot(row["slot"]).is_year
                case PeriodFact("reference_date"):
                    return self.base.reference_date
            raise TypeError(f"A row has no {leaf}.")

        return look

    def setting(self, name: str) -> Value:
        value: Value = getattr(self.policy, name)
        return value

    def values(self, measure: Measure) -> Values:
        """The measure of each owner for whom it is known."""
        if measure not in self._values:
            self._values[measure] = self._read(measure)
        return self._values[measure]

    def _read(self, measure: Measure) -> Values:
        """Step one for each entity, then step two for each owner."""
        spanned = self.spanned(measure)
        entities: dict[str, dict[tuple[Value, ...], dict[int, list[Row]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(list))
        )
        for row in self._taken_apart(measure):
            if row["slot"] in spanned and is_true(measure.counted, self.look_in(row)):
                entity = tuple(row.get(name) for name in measure.entity)
                owner = self._owner(measure, row)
                entities[owner][entity][row["slot"]].append(row)
        found: Values = {}
        for owner, by_entity in entities.items():
            combined = [self._over_time(measure, slots, spanned) for slots in by_entity.values()]
            rolled = roll_up(measure, [one for one in combined if one is not None])
            if rolled is not None:
                found[owner] = rolled
        return found

    def _taken_apart(self, measure: Measure) -> Iterator[Row]:
        """The rows a measure reads; where it is about what a field lists, one for each."""
        for row in self.rows.get(measure.sheet, ()):
            if not measure.each:
                yield row
                continue
            for one in filter(None, (row.get(measure.each) or "").split(BETWEEN)):
                yield {**row, measure.each: one}

    def _owner(self, measure: Measure, row: Row) -> str:
        match measure.owner:
            case Owner.SOURCE:
                return self.base.owner_of(row["source"])
            case Owner.SCHOOLS:
                return self.base.owner_of(row[measure.owner.value])
            case Owner.AUTHORITY:
                return AUTHORITY.format(row.get(measure.owner.value))
            case _:
                return HUB

    def spanned(self, measure: Measure) -> Mapping[int, int]:
        """The slots a measure reads, each with the number of terms it stands for."""
        period = self.base.period
        if measure.span.kind is SpanKind.EVER:
            rows = self.rows.get(measure.sheet, ())
            return {row["slot"]: 1 for row in rows if row["slot"] <= last_slot(period)}
        return spanned_slots(
            measure.span, period, reference_date=self.base.reference_date, moment=self.moment
        )

    def _over_time(
        self, measure: Measure, slots: Mapping[int, Sequence[Row]], spanned: Mapping[int, int]
    ) -> Traced | None:
        """Step one: the terms of one entity become one number."""
        match measure.over:
            case Over.ANY if measure.each_of:
                rows = [row for slot in sorted(slots) for row in slots[slot]]
                has_each = self._has_each(measure, rows)
                return Traced(1, cells_of(measure, rows, of_where=True)) if has_each else None
            case Over.ANY:
                first = slots[min(slots)]
                return Traced(1, cells_of(measure, first, of_where=True))
            case Over.TERMS:
                slots = {
                    slot: some for slot, some in slots.items() if self._has_each(measure, some)
                }
                if not slots:
                    return None
                rows = [row for slot in sorted(slots) for row in slots[slot]]
                terms = terms_stood_for(slots, spanned)
                return Traced(terms, cells_of(measure, rows, of_where=True))
            case Over.SUM:
                rows = [row for slot in sorted(slots) for row in slots[slot]]
                return self._in_term(
                    measure, [r for r in rows if not self._is_replaced(measure, r)]
                )
            case Over.LISTED:
                rows = [row for slot in sorted(slots) for row in slots[slot]]
                return self._in_term(measure, [r for r in rows if self._is_latest(measure, r)])
            case Over.LATEST:
                terms_read = (self._in_term(measure, slots[slot]) for slot in sorted(slots)[::-1])
                return next((one for one in terms_read if one is not None), None)
            case Over.PEAK:
                return self._peak(measure, slots)

    def _has_each(self, measure: Measure, rows: Sequence[Row]) -> bool:
        """Whether every condition of a measure holds of one of the rows."""
        return all(
            any(is_true(condition, self.look_in(row)) for row in rows)
            for condition in measure.each_of
        )

    def _peak(self, measure: Measure, slots: Mapping[int, Sequence[Row]]) -> Traced | None:
        ranked = []
        for slot in sorted(slots):
            mains = [number_of(measure.ranked_by, self.look_in(row)) for row in slots[slot]]
            known = [main for main in mains if main is not None]
            if known:
                ranked.append((sum(known), -slot))
        if not ranked:
            return None
        best = slots[-max(ranked)[1]]
        told = (row for row in best if value_of(measure.ranked_by, self.look_in(row)) is not None)
        return self._in_term(measure, list(told))

    def _in_term(self, measure: Measure, rows: Sequence[Row]) -> Traced | None:
        """The rows of one entity in one term, as one number."""
        told = [(row, number_of(measure.value, self.look_in(row))) for row in rows]
        known = [(row, number) for row, number in told if number is not None]
        if not known:
            return None
        numbers = [number for _, number in known]
        value = sum(numbers) if measure.same_term is SameTerm.SUM else max(numbers)
        return Traced(value, cells_of(measure, [row for row, _ in known]))

    def _is_replaced(self, measure: Measure, row: Row) -> bool:
        """Whether a later part of the same source and year, for the year to date, holds it too."""
        if not self.base.period.is_year:
            return False
        key = (measure.sheet, row["source"], year_of(row["slot"]).start)
        return bool(row["slot"] < self._cutoffs.get(key, -1))

    def _is_latest(self, measure: Measure, row: Row) -> bool:
        """Whether no later part of the same sheet and source is in the period."""
        key = (measure.sheet, row["source"])
        return bool(row["slot"] >= self._latest_parts.get(key, -1))

    @cached_property
    def _latest_parts(self) -> dict[tuple[str, str], int]:
        return find_latest_parts(self.rows.get(PART, ()), self.base.period)

    @cached_property
    def _cutoffs(self) -> dict[tuple[str, str, int], int]:
        return find_cutoffs(self.rows.get(PART, ()))


def _in_order(slots: Mapping[int, Sequence[Row]]) -> list[Row]:
    """The rows of some terms, the earliest first."""
    return [row for slot in sorted(slots) for row in slots[slot]]
