"""The kinds of return and the sheets each is made of: the one register of what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from sqlmodel import SQLModel

from hubdata.errors import UnknownThing
from hubdata.returns.fields import FieldSpec, fields_of
from hubdata.returns.sheets import (
    activities,
    hub_resources,
    hub_return,
    own_figures,
    partner_return,
    projects,
    school_return,
)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet of a return. `one_row` sheets are answered once, as a form; others have a row
    for each thing. `table` is the name of its database table."""

    name: str
    row: type[SQLModel]
    table: str
    one_row: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled by name: a sheet is the same object on both sides of a process."""
        return _sheet_of_table, (self.table,)

    @cached_property
    def fields(self) -> tuple[FieldSpec, ...]:
        return fields_of(self.row)

    @cached_property
    def key_fields(self) -> tuple[str, ...]:
        """The fields that tell two rows of the same source apart."""
        return tuple(spec.name for spec in self.fields if spec.key)

    @cached_property
    def by_name(self) -> Mapping[str, FieldSpec]:
        """Its fields by name, in their order."""
        return {spec.name: spec for spec in self.fields}

    def field(self, name: str) -> FieldSpec:
        return self.by_name[name]


@dataclass(frozen=True, eq=False)
class ReturnKind:
    """A kind of return. `source_field` of the front sheet says who answers; empty where only the
    lead organisation can, whose returns have the source `HUB`."""

    name: str
    title: str
    source_field: str
    sheets: tuple[Sheet, ...]
    version: str

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled by name, as a sheet is."""
        return kind_named, (self.name,)

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

PROJECTS = "Projects"
CPD = "CPD"
DESTINATIONS = "Destinations"
MONEY = "Money"

PARTNER_RETURN = ReturnKind(
    name="partner-return",
    title="partner return",
    source_field="partner_id",
    version="1",
    sheets=(
        Sheet(FRONT, partner_return.PartnerFrontRow, "partner_front", one_row=True),
        Sheet(PROJECTS, projects.ProjectRow, "project"),
        Sheet(CPD, partner_return.CpdRow, "cpd"),
        ENSEMBLES_SHEET,
        Sheet(DESTINATIONS, partner_return.DestinationsRow, "destinations", one_row=True),
        Sheet(MONEY, partner_return.PartnerMoneyRow, "partner_money", one_row=True),
    ),
)

INCOME = "Income"
EXPENDITURE = "Expenditure"
PAYMENTS = "Payments to partners"
BALANCES = "Balances"
WORKFORCE = "Workforce"
DELIVERY = "Delivery"
INSTRUMENTS = "Instruments"
ENVIRONMENT = "Environment"
LEAD_SCHOOLS = "Lead schools"
EARLY_YEARS = "Early years"
PUBLICATIONS = "Publications"
GOVERNANCE = "Governance"
OWN_KPIS = "Own KPIs"

HUB = "hub"
"""The source of every hub return."""

HUB_RETURN = ReturnKind(
    name="hub-return",
    title="hub return",
    source_field="",
    version="1",
    sheets=(
        Sheet(FRONT, hub_return.HubFrontRow, "hub_front", one_row=True),
        Sheet(INCOME, hub_return.IncomeRow, "income"),
        Sheet(EXPENDITURE, hub_return.ExpenditureRow, "expenditure"),
        Sheet(PAYMENTS, hub_return.PaymentRow, "payment"),
        Sheet(BALANCES, hub_return.BalancesRow, "balances", one_row=True),
        Sheet(WORKFORCE, hub_return.WorkforceRow, "workforce"),
        Sheet(DELIVERY, hub_resources.DeliveryRow, "delivery", one_row=True),
        Sheet(INSTRUMENTS, hub_resources.InstrumentsRow, "instruments"),
        Sheet(ENVIRONMENT, hub_resources.EnvironmentRow, "environment", one_row=True),
        Sheet(LEAD_SCHOOLS, hub_resources.LeadSchoolRow, "lead_school"),
        Sheet(EARLY_YEARS, hub_resources.EarlyYearsRow, "early_years"),
        Sheet(PUBLICATIONS, hub_resources.PublicationRow, "publication"),
        Sheet(GOVERNANCE, hub_resources.GovernanceRow, "governance", one_row=True),
        Sheet(OWN_KPIS, own_figures.OwnFigureRow, "own_figure"),
    ),
)

KINDS: dict[str, ReturnKind] = {
    kind.name: kind for kind in (SCHOOL_RETURN, PARTNER_RETURN, HUB_RETURN)
}


def kind_named(name: str) -> ReturnKind:
    """The kind of return of that name. Raises `UnknownThing`."""
    if name in KINDS:
        return KINDS[name]
    raise UnknownThing(f'There is no return called "{name}". Choose one of: {", ".join(KINDS)}.')


@cache
def _sheet_of_table(table: str) -> Sheet:
    return next(s for kind in KINDS.values() for s in kind.sheets if s.table == table)
