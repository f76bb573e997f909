"""Whose a row is and for which period: what it says, what its file says, what was told."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from hubdata.periods import Period
from hubdata.returns.kinds import HUB, ReturnKind
from hubdata.returns.parsing.cells import parse_cell
from hubdata.returns.parsing.parsed import BLANK, Parsed, as_sent
from hubdata.returns.reading.claiming.claims import WHOSE, Claim, asks_whose, claim_of
from hubdata.returns.reading.meaning.mapping import Target
from hubdata.returns.reading.meaning.names import school_in_name
from hubdata.returns.reading.opening.grid import Cell
from hubdata.returns.reading.raw import Told

IDENTITY = ("time_period", "term", "school_urn", "school_name", "la_code", "partner_id")
"""Fields of the front sheet that say who and when."""
NAME_FIELDS = ("school_name", "partner_name")

Cells = Mapping[Target, Cell]


@dataclass(frozen=True, slots=True)
class Said:
    """Whose a row is: its source, or else its claim, or neither where it says nothing.

    `is_chosen` says that a person chose the source for what is written there.
    """

    source: str = ""
    claim: Claim = field(default_factory=Claim)
    is_chosen: bool = False

    def __bool__(self) -> bool:
        return bool(self.source or self.claim)


class WhoseReader:
    """Reads whose rows are. The defaults are what the front sheet of their file says."""

    def __init__(self, kind: ReturnKind, told: Told, *, source: str, period: Period | None) -> None:
        self.kind = kind
        self.told = told
        self.default_source = source
        self.default_claim = Claim()
        self.default_period = period
        self.front = kind.front.name
        self.source_target = Target(self.front, kind.source_field)
        names = [Target(self.front, name) for name in NAME_FIELDS]
        self.telling = frozenset((self.source_target, *names, Target(WHOSE.name, "laestab")))
        """The fields that tell the source, by number or by name."""
        self.identity = frozenset(
            (
                *(Target(self.front, name) for name in IDENTITY),
                *(Target(WHOSE.name, spec.name) for spec in WHOSE.fields),
            )
        )
        """The fields that say who and when; alone they make no answer."""
        self._asked = tuple(sorted(self.identity.union(names)))
        self._known: dict[Hashable, tuple[Said, Period | None]] = {}

    def take_defaults(self, cells: Cells) -> None:
        """What the only front sheet of a file says, the rows of its other sheets need not say."""
        said, period = self.read(cells, is_alone=True)
        self.default_source, self.default_claim, self.default_period = (
            said.source,
            said.claim,
            period,
        )
        self._known.clear()

    def read(self, cells: Cells, *, is_alone: bool) -> tuple[Said, Period | None]:
        """Whose a row is and for when; `is_alone` where its sheet has no other. Rows that say the
        same are understood once."""
        said = tuple(map(cells.get, self._asked))
        key = (is_alone, said, tuple(map(type, said)))
        if key not in self._known:
            self._known[key] = (self.whose(cells, is_alone=is_alone), self.period(cells))
        return self._known[key]

    def whose(self, cells: Cells, *, is_alone: bool) -> Said:
        """Whose a row is; `is_alone` where its sheet has no other."""
        if not self.kind.source_field:
            return Said(HUB)
        claim = claim_of(cells, self.kind)
        if chosen := self._chosen(cells, claim):
            return Said(chosen, is_chosen=True)
        number = self.cell(cells, self.kind.source_field).value
        if number is not None:
            return Said(str(number))
        if self.default_source and (is_alone or self.source_target not in cells):
            return Said(self.default_source)
        return Said() if self.default_source else Said(claim=claim or self.default_claim)

    def named(self, sheet: str) -> Said:
        """Whose the rows of a sheet are that is called after a school."""
        name = school_in_name(sheet)
        claim = Claim(name=name)
        if name and (chosen := self.told.sources.get(claim.written)):
            return Said(chosen, is_chosen=True)
        return Said(claim=claim) if name else Said()

    def says_when(self, cells: Cells) -> bool:
        """Whether a row gives a year or a term."""
        return any(Target(self.front, name) in cells for name in ("time_period", "term"))

    def _chosen(self, cells: Cells, claim: Claim) -> str:
        """The source that somebody chose for what is written here, or on the front sheet."""
        told = self.told.sources
        if not told:
            return ""
        fields = (self.kind.source_field, *NAME_FIELDS)
        found = (cells.get(Target(self.front, name)) for name in fields)
        written = [as_sent(cell).casefold() for cell in found if cell is not None]
        keys = (claim.written, *written) if claim or written else (self.default_claim.written,)
        return next((told[key] for key in keys if key in told), "")

    def understood(self, cells: Cells, said: Said) -> Cells:
        """The cells to be read as answers: what stands in the place of the number, or of the
        authority's code, and is none has been understood as a name."""
        if not asks_whose(self.kind):
            return cells
        not_read = {self.source_target} if said.claim or said.is_chosen else set()
        if self.cell(cells, "la_code").problem:
            not_read.add(Target(self.front, "la_code"))
        if not not_read:
            return cells
        return {target: cell for target, cell in cells.items() if target not in not_read}

    def period(self, cells: Cells) -> Period | None:
        """A term that cannot be read is not taken for none, which would be the whole year."""
        year = self.cell(cells, "time_period").value
        term = self.cell(cells, "term")
        default = self.default_period
        if default is None:
            return None if year is None or term.problem else Period.parse(year, term.value)
        return Period.parse(year or default.year.code, term.value or default.term.value)

    def explain_no_source(self, cells: Cells) -> str:
        """Why it cannot be told whose a row is, and what to do."""
        heading = self.kind.front.field(self.kind.source_field).heading
        number = self.cell(cells, self.kind.source_field)
        if number.problem:
            return f"{number.problem.says} It is needed to know whose the row is."
        names = (cells.get(Target(self.front, name)) for name in NAME_FIELDS)
        if name := next((cell for cell in names if cell), None):
            return f'"{as_sent(name)}" has no {heading}. Give it, to know whose the row is.'
        return f"the row does not say whose it is. Give the {heading}."

    def explain_no_period(self, cells: Cells) -> tuple[str, str]:
        """The field that is amiss, and what to do."""
        for name in ("term", "time_period"):
            if problem := self.cell(cells, name).problem:
                return name, problem.says
        says = (
            "the academic year is not given. Give it, such as 2025/26, or choose it for the file."
        )
        return "time_period", says

    def cell(self, cells: Cells, name: str) -> Parsed:
        """What is said in a field of the front sheet."""
        cell = cells.get(Target(self.front, name))
        return BLANK if cell is None else parse_cell(cell, self.kind.front.field(name))
