"""Who is counted in each period, as arrays: a cell for each period and owner, and in which of them
the rows of each source count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hubdata.kpis.base import Base, Member, MemberKind, attribute_of, kind_of
from hubdata.kpis.evaluate import SPLIT_KINDS
from hubdata.kpis.expressions import Attribute, Leaf, PeriodFact
from hubdata.kpis.figures import MEMBERS_AMONG, Among
from hubdata.kpis.measures import PARTNER_RETURN
from hubdata.kpis.spans import Moment, due_terms, terms_of
from hubdata.kpis.splits import EACH_PARTNER, EACH_SCHOOL, UNKNOWN, Split
from hubdata.store.measuring.kpi_arrays import NOT_KNOWN, Numbers, Places, Words
from hubdata.store.measuring.kpi_columns import Columns, Numbering

KINDS: tuple[MemberKind | None, ...] = (*MemberKind, None)


@dataclass(frozen=True)
class Cells:
    """A cell for each period and owner: the members of its base, then every other source with a
    return in it.

    `period`, `kind` (a place in KINDS) and `member` (a place in `members`, the last of which is
    nobody) have an entry for each cell. `at` gives the cell of a period and source, -1 where there
    is none; a source without a number is -1 too.
    """

    bases: Sequence[Base]
    moment: Moment
    owners: Sequence[str]
    members: Sequence[Member | None]
    period: Places
    kind: Places
    member: Places
    at: Places
    sources: Mapping[str, int]

    @property
    def size(self) -> int:
        return len(self.period)

    def among(self, among: Among) -> Places:
        """The cells over which a figure is summed."""
        kinds = [KINDS.index(kind) for kind in MEMBERS_AMONG[among]]
        return np.flatnonzero(np.isin(self.kind, kinds))

    def find(self, leaf: Leaf, words: Words) -> Numbers:
        """What an owner's attribute or a fact of its period is, in every cell."""
        match leaf:
            case Attribute("urn"):
                return np.array([words[owner] for owner in self.owners])
            case Attribute(name):
                return self._attribute(name, words)
            case PeriodFact(name):
                return self._facts[name][self.period]
        raise TypeError(f"A school has no {leaf}.")

    def parts_of(self, split: Split) -> tuple[list[str], Places]:
        """The parts of a split, and in which of them each cell is: -1 where nothing is known."""
        numbers = Numbering()
        if split in (EACH_SCHOOL, EACH_PARTNER):
            kind = MemberKind.PARTNER if split.of_partners else MemberKind.SCHOOL
            itself = np.array([numbers[owner] for owner in self.owners], np.intp)
            return list(numbers), np.where(self.kind == KINDS.index(kind), itself, -1)
        told = [attribute_of(member, split.attribute) for member in self.members]
        known = np.array([-1 if part is None else numbers[str(part)] for part in told], np.intp)
        not_known = [
            numbers[UNKNOWN] if kind in SPLIT_KINDS[split.of_partners] else -1 for kind in KINDS
        ]
        parts = known[self.member]
        return list(numbers), np.where(parts < 0, np.array(not_known)[self.kind], parts)

    def _attribute(self, name: str, words: Words) -> Numbers:
        told = [attribute_of(member, name) for member in self.members]
        known = [
            words[value] if isinstance(value, str) else NOT_KNOWN if value is None else value
            for value in told
        ]
        return np.array(known, np.float64)[self.member]

    @cached_property
    def _facts(self) -> dict[str, Numbers]:
        periods = [base.period for base in self.bases]
        due = [len(due_terms(one, self.moment)) for one in periods]
        of_partners = [len(due_terms(one, self.moment, asked=PARTNER_RETURN)) for one in periods]
        terms = [len(terms_of(one)) for one in periods]
        facts = {"due_terms": due, "partner_due_terms": of_partners, "terms": terms}
        return {name: np.array(numbers, np.float64) for name, numbers in facts.items()}


def build_cells(
    bases: Sequence[Base], moment: Moment, returned: Columns, *, sources: Numbering, words: Words
) -> Cells:
    """The cells of some periods. `returned` are the returns for them, whose `sources` are numbered
    already; all others whom the bases know get a number here."""
    building = _Building(list(sources), returned, words[PARTNER_RETURN])
    for base in bases:
        building.add(base)
    for counted in building.counted:
        for source in counted:
            sources[source]
    at = np.full((len(bases), len(sources) + 1), -1, np.intp)
    for number, counted in enumerate(building.counted):
        at[number, [sources[source] for source in counted]] = list(counted.values())
    return Cells(
        bases=bases,
        moment=moment,
        owners=building.owners,
        members=(*building.members, None),
        period=np.repeat(np.arange(len(bases)), building.sizes),
        kind=np.array(building.kind, np.intp),
        member=np.array(building.member, np.intp),
        at=at,
        sources=sources,
    )


class _Building:
    """The cells while period after period is added."""

    def __init__(self, names: Sequence[str], returned: Columns, partner: float) -> None:
        self._names = names
        self._returned = returned
        self._partner = partner
        self._places: dict[int, int] = {}
        self.members: list[Member] = []
        self.owners: list[str] = []
        self.kind: list[int] = []
        self.member: list[int] = []
        self.sizes: list[int] = []
        self.counted: list[dict[str, int]] = []

    def add(self, base: Base) -> None:
        first = len(self.owners)
        for owner, one in base.members.items():
            self._add(owner, kind_of(one), self._place_of(one))
        for owner, kind in self._others(base).items():
            self._add(owner, kind, -1)
        cells = {owner: first + n for n, owner in enumerate(self.owners[first:])}
        told = {source: cells[owner] for source, owner in base.owners.items() if owner in cells}
        self.sizes.append(len(cells))
        self.counted.append(cells | told)

    def _add(self, owner: str, kind: MemberKind | None, member: int) -> None:
        self.owners.append(owner)
        self.kind.append(KINDS.index(kind))
        self.member.append(member)

    def _place_of(self, member: Member) -> int:
        """The same school is told of many periods: its attributes are asked once."""
        place = self._places.setdefault(id(member), len(self.members))
        if place == len(self.members):
            self.members.append(member)
        return place

    def _others(self, base: Base) -> dict[str, MemberKind | None]:
        """Sources with a return that counts in the period but are no members, and what they are."""
        one = self._returned
        first, last = np.searchsorted(one.slot, (base.period.slots[0], base.period.slots[-1] + 1))
        counts = one.fields["sheets"][first:last] > 0
        is_partner = one.fields["kind"][first:last][counts] == self._partner
        others: dict[str, MemberKind | None] = {}
        heard = zip(one.source[first:last][counts].tolist(), is_partner.tolist(), strict=True)
        for source, sends_as_partner in heard:
            owner = base.owner_of(self._names[source])
            if owner not in base.members:
                others[owner] = MemberKind.PARTNER if sends_as_partner else others.get(owner)
        return others
