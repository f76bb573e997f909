"""The kinds of return and the sheets each is made of: the one register of what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sqlmodel import SQLModel

from hubdata.errors import UnknownThing
from hubdata.returns import activities, school_return
from hubdata.returns.fields import FieldSpec, fields_of


@dataclass(frozen=True)
class Sheet:
    """One sheet of a return. `one_row` sheets are answered once, as a form; others have a row
    for each thing. `table` is the name of its database table."""

    name: str
    row: type[SQLModel]
    table: str
    one_row: bool = False

    @cached_property
    def fields(self) -> tuple[FieldSpec, ...]:
        return fields_of(self.row)

    @cached_property
    def key_fields(self) -> tuple[str, ...]:
        """The fields that tell two rows of the same source apart."""
        return tuple(spec.name for spec in self.fields if spec.key)

    def field(self, name: str) -> FieldSpec:
        return next(spec for spec in self.fields if spec.name == name)


@dataclass(frozen=True)
class ReturnKind:
    """A kind of return. `source_field` of the front sheet says who answers."""

    name: str
    title: str
    source_field: str
    sheets: tuple[Sheet, ...]
    version: str

    @property
    def front(self) -> Sheet:
        """The sheet that says who answers and for which period."""
        return self.sheets[0]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name. Raises `UnknownThing`."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        names = ", ".join(sheet.name for sheet in self.sheets)
        raise UnknownThing(f'The {self.title} has no sheet "{name}". It has: {names}.')


FRONT = "Return"
CONTEXT = "Context"
CURRICULUM = "Curriculum"
SUPPORT = "Support"
WHOLE_CLASS = "Whole class"
TUITION = "Tuition"
ENSEMBLES = "Ensembles"
PERFORMANCE = "Performance"
CONTINUATION = "Continuation and instruments"

ENSEMBLES_SHEET = Sheet(ENSEMBLES, activities.EnsembleRow, "ensemble")

SCHOOL_RETURN = ReturnKind(
    name="school-return",
    title="school return",
    source_field="school_urn",
    version="1",
    sheets=(
        Sheet(FRONT, school_return.ReturnRow, "school_front", one_row=True),
        Sheet(CONTEXT, school_return.ContextRow, "context", one_row=True),
        Sheet(CURRICULUM, school_return.CurriculumRow, "curriculum", one_row=True),
        Sheet(SUPPORT, school_return.SupportRow, "support", one_row=True),
        Sheet(WHOLE_CLASS, activities.WholeClassRow, "whole_class"),
        Sheet(TUITION, activities.TuitionRow, "tuition"),
        ENSEMBLES_SHEET,
        Sheet(PERFORMANCE, school_return.PerformanceRow, "performance", one_row=True),
        Sheet(CONTINUATION, school_return.ContinuationRow, "continuation", one_row=True),
    ),
)

KINDS: dict[str, ReturnKind] = {kind.name: kind for kind in (SCHOOL_RETURN,)}


def kind_named(name: str) -> ReturnKind:
    """The kind of return of that name. Raises `UnknownThing`."""
    if name in KINDS:
        return KINDS[name]
    raise UnknownThing(f'There is no return called "{name}". Choose one of: {", ".join(KINDS)}.')
