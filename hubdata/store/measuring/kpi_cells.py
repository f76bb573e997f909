"""Who is counted in each period, as arrays: a cell for each period and owner, and in which of them
the rows of each source count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count, repeat

import numpy as np

from hubdata.kpis.language.base import Base, Member, MemberKind, attribute_of, kind_of
from hubdata.kpis.language.expressions import Attribute, Leaf, PeriodFact
from hubdata.kpis.language.figures import MEMBERS_AMONG, Among
from hubdata.kpis.language.measures import PARTNER_RETURN
from hubdata.kpis.language.splits import EACH_PARTNER, EACH_SCHOOL, UNKNOWN, Split
from hubdata.kpis.reading.rows import SPLIT_KINDS
from hubdata.kpis.reading.spans import due_terms, terms_of
from hubdata.store.measuring.kpi_arrays import NOT_KNOWN, Numbers, Places, Words
from hubdata.store.measuring.kpi_columns import Columns, Numbering
from hubdata.store.measuring.spanned import Spanned

KINDS: tuple[MemberKind | None, ...] = (*MemberKind, None)
NOBODY = -1
"""In place of the identity of a member."""


@dataclass(frozen=True)
class Cells:
    """A cell for each period and owner: the members of its base, then every other source with a
    return in it.

    `period`, `kind` (a place in KINDS) and `member` (a place in `members`, the last of which is
    nobody) have an entry for each cell. `at` gives the cell of a period and source, -1 where there
    is none; a source without a number is -1 too.
    """

    spanned: Spanned
    owners: Sequence[str]
    members: Sequence[Member | None]
    period: Places
    kind: Places
    member: Places
    at: Places
    sources: Mapping[str, int]

    @property
    def bases(self) -> Sequence[Base]:
        return self.spanned.bases

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
        due = [len(due_terms(one, self.spanned.moment)) for one in periods]
        of_partners = [
            len(due_terms(one, self.spanned.moment, asked=PARTNER_RETURN)) for one in periods
        ]
        terms = [len(terms_of(one)) for one in periods]
        facts = {"due_terms": due, "partner_due_terms": of_partners, "terms": terms}
        return {name: np.array(numbers, np.float64) for name, numbers in facts.items()}


def build_cells(spanned: Spanned, returned: Columns, *, sources: Numbering, words: Words) -> Cells:
    """The cells of some periods. `returned` are the returns for them, whose `sources` are numbered
    already; all others whom the bases know get a number here."""
    building = _Building(list(sources), returned, words[PARTNER_RETURN])
    for base in spanned.bases:
        building.add(base)
    numbers = [sources.all_of(tuple(counted)) for counted in building.counted]
    at = np.full((len(spanned.bases), len(sources) + 1), -1, np.intp)
    for number, counted in enumerate(building.counted):
        at[number, numbers[number]] = list(counted.values())
    member, kind = building.place()
    return Cells(
        spanned=spanned,
        owners=building.owners,
        members=(*building.members.values(), None),
        period=np.repeat(np.arange(len(spanned.bases)), building.sizes),
        kind=kind,
        member=member,
        at=at,
        sources=sources,
    )


class _Building:
    """The cells while period after period is added."""

    def __init__(self, names: Sequence[str], returned: Columns, partner: float) -> None:
        self._names = names
        self._returned = returned
        self._partner = partner
        self.members: dict[int, Member] = {}
        self.owners: list[str] = []
        self.sizes: list[int] = []
        self.counted: list[dict[str, int]] = []
        self._ids: list[int] = []
        self._others: dict[int, MemberKind | None] = {}

    def add(self, base: Base) -> None:
        """The same school is told of many periods: it is one member."""
        first, members = len(self.owners), base.members.values()
        others = self._others_in(base)
        ids = list(map(id, members))
        self.members.update(zip(ids, members, strict=True))
        self._others.update(enumerate(others.values(), first + len(ids)))
        self._ids += [*ids, *repeat(NOBODY, len(others))]
        self.owners += [*base.members, *others]
        cells = dict(zip(self.owners[first:], count(first), strict=False))
        told = {source: cells[owner] for source, owner in base.moved.items() if owner in cells}
        self.sizes.append(len(cells))
        self.counted.append(cells | told)

    def place(self) -> tuple[Places, Places]:
        """The member and the kind of each cell."""
        places = dict(zip((*self.members, NOBODY), count(), strict=False))
        member = np.fromiter(map(places.__getitem__, self._ids), np.intp, len(self._ids))
        kinds = [KINDS.index(kind_of(one)) for one in self.members.values()]
        kind = np.array([*kinds, KINDS.index(None)], np.intp)[member]
        kind[list(self._others)] = [KINDS.index(one) for one in self._others.values()]
        return member, kind

    def _others_in(self, base: Base) -> dict[str, MemberKind | None]:
        """Sources with a return that counts in the period but are no members, and what they are."""
        one = self._returned
        first, last = np.searchsorted(one.slot, (base.period.slots[0], base.period.slots[-1] + 1))
        counts = one.fields["sheets"][first:last] > 0
        heard = one.source[first:last][counts]
        of_partners = set(heard[one.fields["kind"][first:last][counts] == self._partner].tolist())
        others: dict[str, MemberKind | None] = {}
        for number in np.unique(heard).tolist():
            owner = base.owner_of(self._names[number])
            if owner not in base.members:
                is_partner = number in of_partners
                others[owner] = MemberKind.PARTNER if is_partner else others.get(owner)
        return others
