"""A store's tables as data frames, and the group-bys that a careful hand writes for its KPIs: all
periods at once, numbers for names, nothing row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from hubdata.kpis.language.base import Base
from hubdata.periods import Term

SLOTS, ANNUAL = len(Term), Term.ANNUAL.number
OWNER = ["period", "source"]
HUB = "hub"


@dataclass(frozen=True)
class Frames:
    """The tables of a hub, and who is asked in each period."""

    connection: Connection
    bases: Sequence[Base]

    @cached_property
    def members(self) -> pd.DataFrame:
        """Schools, partners and the hub itself, by period and source, in the order of the bases."""
        told = [
            (
                *(base.period.slot, one.urn, one.la_code, "school", one.roll),
                *(one.roll_target_year, one.is_special, one.is_alternative, one.is_rural),
                *(one.deprivation_decile, one.phase, one.trust, None, None, None),
            )
            for base in self.bases
            for one in base.schools
        ]
        nothing = (None,) * 8
        told += [
            (
                *(base.period.slot, one.partner_id, one.la_code, "partner", *nothing),
                *(one.partner_kind, one.agreement_signed, one.commitments_signed),
            )
            for base in self.bases
            for one in base.partners
        ]
        told += [(base.period.slot, HUB, None, HUB, *nothing, *nothing[:3]) for base in self.bases]
        names = [
            *("period", "source", "la", "kind", "roll", "roll_target_year", "is_special"),
            *("is_alternative", "is_rural", "decile", "phase", "trust", "partner_kind"),
            *("agreement_signed", "commitments_signed"),
        ]
        frame = pd.DataFrame(told, columns=names)
        frame["source"] = self.names.get_indexer(frame["source"])
        return frame.set_index(OWNER)

    @cached_property
    def names(self) -> pd.Index:
        """Every source once; its place stands for it in all frames."""
        known = {one.urn for base in self.bases for one in base.schools}
        known |= {one.partner_id for base in self.bases for one in base.partners}
        return pd.Index(sorted({*known, HUB}))

    @cached_property
    def hub(self) -> int:
        return int(self.names.get_loc(HUB))

    @cached_property
    def schools(self) -> pd.DataFrame:
        return self.members[self.members["kind"] == "school"]

    @cached_property
    def partners(self) -> pd.DataFrame:
        return self.members[self.members["kind"] == "partner"]

    @cached_property
    def periods(self) -> pd.Index:
        return pd.Index([base.period.slot for base in self.bases], name="period")

    def read(self, query: str) -> pd.DataFrame:
        """What a query gives, sources as their places among the names."""
        frame = pd.read_sql(query, self.connection.connection.driver_connection)
        empty = frame.columns[frame.isna().all()]
        frame[empty] = frame[empty].astype(float)  # nobody answered: numbers all the same
        if "source" in frame:
            frame["source"] = self.names.get_indexer(frame["source"])
        return frame

    def rows(self, table: str, fields: Sequence[str]) -> pd.DataFrame:
        """Rows that count, once for their term and once for their year."""
        names = ", ".join(dict.fromkeys(("slot", "source", *fields)))
        return twice(self.read(f"SELECT {names} FROM row_{table} WHERE is_current"))

    @cached_property
    def parts(self) -> pd.DataFrame:
        return twice(
            self.read(
                "SELECT p.slot, p.source, p.sheet, p.is_estimate, r.nil_return FROM return_part p "
                "JOIN return r ON r.id = p.return_id WHERE p.is_current"
            )
        )

    def carried(self, frame: pd.DataFrame, field: str) -> pd.Series:
        """What each school told last by the end of each period."""
        told = frame[["slot", "source", field]].dropna().sort_values("slot")
        asked = self.schools.index.to_frame(index=False)
        asked["slot"] = asked["period"]
        found = pd.merge_asof(asked.sort_values("slot"), told, on="slot", by="source")
        return found.set_index(OWNER)[field]


def twice(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of a term answer for it and for its year."""
    year = frame["slot"] // SLOTS * SLOTS + ANNUAL
    of_terms = frame[frame["slot"] != year]
    return pd.concat(
        [of_terms.assign(period=of_terms["slot"]), frame.assign(period=year)], ignore_index=True
    )


def group(rows: pd.DataFrame, keys: Sequence[str]) -> Any:
    return rows.groupby(list(keys), dropna=False)


def any_of(rows: pd.DataFrame) -> pd.Series:
    """1 for who has any such row."""
    found = rows[OWNER].drop_duplicates()
    return pd.Series(1, index=pd.MultiIndex.from_frame(found))


def peak(
    rows: pd.DataFrame, entity: Sequence[str], values: Sequence[str], main: str = "pupils"
) -> pd.DataFrame:
    """Numbers of each thing in its term with the largest main one, the earlier of two, added up."""
    once = rows[(rows["repeats"] == 0) & rows[main].notna()] if "repeats" in rows else rows
    names = list(dict.fromkeys((main, *values)))
    in_term = group(once, [*OWNER, *entity, "slot"])[names].sum(min_count=1)
    told = in_term.reset_index().dropna(subset=[main])
    if names == [main]:
        best = group(told, [*OWNER, *entity])[[main]].max().reset_index()
    else:
        told = told.sort_values([main, "slot"], ascending=[False, True], kind="stable")
        best = told.drop_duplicates([*OWNER, *entity])
    return group(best, OWNER)[list(values)].sum(min_count=1)


def latest(rows: pd.DataFrame, entity: Sequence[str], values: Sequence[str]) -> pd.DataFrame:
    """The latest known number of each thing, added up."""
    once = rows[rows["repeats"] == 0] if "repeats" in rows else rows
    in_term = group(once, [*OWNER, *entity, "slot"])[list(values)].sum(min_count=1)
    last = group(in_term.reset_index().sort_values("slot"), [*OWNER, *entity])[list(values)].last()
    return group(last.reset_index(), OWNER)[list(values)].sum(min_count=1)


def summed(rows: pd.DataFrame, values: Sequence[str]) -> pd.DataFrame:
    once = rows[rows["repeats"] == 0] if "repeats" in rows else rows
    return group(once, OWNER)[list(values)].sum(min_count=1)


def how_many(rows: pd.DataFrame, thing: str) -> pd.Series:
    """How many different things each has."""
    return group(rows[[*OWNER, thing]].drop_duplicates(), OWNER).size()
