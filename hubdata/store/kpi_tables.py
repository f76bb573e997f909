"""The temporary tables that bring what the KPIs are told into SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, String, Table

from hubdata.kpis.base import ATTRIBUTES, OF_PARTNERS

TOLD = MetaData()

_TRUTHS = (
    *("is_special", "is_alternative", "is_rural"),
    *("agreement_signed", "commitments_signed"),
)
_NUMBERS = (
    *("deprivation_decile", "low_age", "high_age", "roll", "roll_ks1", "roll_ks2", "roll_ks3"),
    *("teaches_ks1", "teaches_ks2", "teaches_ks3", "roll_target_year"),
)
KEPT = tuple(name for name in ATTRIBUTES if name != "urn")
KEPT_OF_SCHOOLS = tuple(name for name in KEPT if name not in OF_PARTNERS)
"""The first of them: what partners alone have comes last."""


def temporary(name: str, metadata: MetaData, *columns: Column[Any]) -> Table:
    """A temporary table ordered by its key."""
    return Table(name, metadata, *columns, prefixes=["TEMPORARY"], sqlite_with_rowid=False)


def key(name: str, type_: type[Integer] | type[String] = Integer) -> Column[Any]:
    return Column(name, type_, primary_key=True, autoincrement=False)


def _attribute(name: str) -> Column[Any]:
    return Column(
        name, Boolean() if name in _TRUTHS else Integer() if name in _NUMBERS else String()
    )


PERIODS = temporary(
    "kpi_period",
    TOLD,
    key("period"),
    Column("last_slot", Integer),
    Column("due_terms", Integer),
    Column("partner_due_terms", Integer),
    Column("terms", Integer),
    Column("reference_date", Date),
)
SPANS = temporary(
    "kpi_span", TOLD, key("span", String), key("slot"), key("period"), Column("terms", Integer)
)
SLOTS = temporary(
    "kpi_slot",
    TOLD,
    key("slot"),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("due_on", Date),
    Column("partner_due_on", Date),
    Column("is_annual", Boolean),
)
COUNTED = temporary(
    "kpi_counted", TOLD, key("period"), key("source", String), Column("owner", String)
)
"""Sources that count under another URN than their own; all others count as themselves."""
SCHOOLS = temporary("kpi_school", TOLD, key("school"), *(_attribute(name) for name in KEPT))
"""What is known of each member of a base: school, partner, authority or the hub."""
OWNERS = temporary(
    "kpi_owner",
    TOLD,
    key("period"),
    key("owner", String),
    Column("school", Integer),
    Column("kind", String),
)
"""The members of each period's base; others with a return in it have no `school`."""
