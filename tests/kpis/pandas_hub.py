"""A hub's rows as data frames, and what all KPIs ask of them, for the third way to the KPIs."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from hubdata.calendar import TermCalendar
from hubdata.kpis.language.base import Base
from hubdata.periods import Period

ANNUAL = 3
STRANDS = (
    *("whole_class", "tuition", "ensembles", "singing", "plan", "cpd"),
    *("instruments", "live", "technology", "inclusion", "early_years", "other"),
)
STAGES = ("eyfs", "ks1", "ks2", "ks3", "ks4", "ks5")
SUPPORTING = ("school with hub", "area hub", "partner")


@dataclass
class PandasHub:
    """A hub's current rows as frames, read for one period."""

    base: Base
    rows: dict[str, list[dict[str, Any]]]
    today: Any

    @cached_property
    def schools(self) -> pd.DataFrame:
        names = ("urn", "la_code", "district", "phase", "type_group", "area", "deprivation_band")
        more = ("size", "trust", "is_special", "is_alternative", "deprivation_decile", "is_rural")
        rolls = ("roll", "roll_target_year")
        told = [
            {name: getattr(s, name) for name in (*names, *more, *rolls)} for s in self.base.schools
        ]
        return pd.DataFrame(told, columns=[*names, *more, *rolls], dtype=object).set_index("urn")

    @property
    def period(self) -> Period:
        return self.base.period

    @cached_property
    def slots(self) -> list[int]:
        first = self.period.year.start * 4
        return list(range(first, first + 4)) if self.period.is_year else [self.period.slot]

    def frame(self, sheet: str, slots: Iterable[int] | None = None) -> pd.DataFrame:
        """The rows of a sheet in the period, or in other slots, each with the school it is for."""
        frame = pd.DataFrame(self.rows.get(sheet, []), dtype=object)
        if frame.empty:
            return pd.DataFrame(columns=["owner", "slot", "source"])
        frame["owner"] = frame["source"].map(self.owner_of)
        return frame[frame["slot"].isin(self.slots if slots is None else list(slots))]

    def owner_of(self, source: str) -> str:
        known = self.schools.index
        return source if source in known else self.base.counted_as.get(source, source)

    def count(self, owners: Iterable[str]) -> pd.Series:
        """1 for each school among the owners."""
        return pd.Series(1, index=self.schools.index).where(
            self.schools.index.isin(list(owners)), 0
        )

    @property
    def everybody(self) -> pd.Series:
        return pd.Series(1, index=self.schools.index)

    def of_schools(self, told: pd.Series) -> pd.Series:
        """The numbers of the schools of the base; not known where nothing is told."""
        return pd.to_numeric(told.reindex(self.schools.index))

    def carried(self, name: str) -> pd.Series:
        """The latest known answer of the context sheet by the end of the period."""
        context = self.frame("context", range(self.slots[-1] + 1))
        return self.of_schools(latest(context, [], name, sum_known))

    @cached_property
    def roll(self) -> pd.Series:
        return self.carried("roll_total").fillna(pd.to_numeric(self.schools["roll"]))

    def supported(self, sheet: str, slots: Iterable[int] | None = None) -> pd.DataFrame:
        """Hub-supported rows."""
        frame = self.frame(sheet, slots)
        if frame.empty:
            return frame
        yes = frame["hub_supported"].map(lambda flag: flag is True)
        if sheet == "ensemble":
            blank = frame["hub_supported"].map(lambda flag: flag is None)
            yes |= blank & frame["organiser"].isin(SUPPORTING)
        return with_members(frame[yes]) if sheet == "ensemble" else frame[yes]

    def engaged(self, slots: Iterable[int] | None = None) -> set[str]:
        support = self.frame("support", slots)
        flags = [f"strand_{name}" for name in STRANDS if f"strand_{name}" in support]
        strands = support[flags].map(lambda flag: flag is True).any(axis=1)
        found = set(support.loc[strands.astype(bool), "owner"]) if len(support) else set()
        for sheet in ("whole_class", "tuition", "ensemble"):
            found |= set(self.supported(sheet, slots)["owner"])
        return found

    @property
    def due(self) -> list[int]:
        calendar = TermCalendar()
        terms = [slot for slot in self.slots if slot % 4 != ANNUAL]
        due_on = {slot: calendar.due_on("school-return", Period.at_slot(slot)) for slot in terms}
        return [slot for slot in terms if due_on[slot] <= self.today]

    def window(self) -> set[int]:
        """The last three terms and the annual returns of their years."""
        year = self.period.year.start
        last = self.period.slot
        if self.period.is_year:
            now = TermCalendar().term_of(self.base.reference_date).slot
            last = max(year * 4, min(now, year * 4 + 2))
        terms = [slot for slot in range(last, last - 6, -1) if slot % 4 != ANNUAL][:3]
        return {*terms, *(slot - slot % 4 + ANNUAL for slot in terms)}


def once(frame: pd.DataFrame) -> pd.DataFrame:
    """Without the rows that tell again what another source tells: nobody is added twice."""
    if "repeats" not in frame or frame.empty:
        return frame
    return frame[pd.to_numeric(frame["repeats"]).fillna(0) == 0]


def sum_known(values: pd.Series) -> float | None:
    return pd.to_numeric(values).sum(min_count=1)


def largest(values: pd.Series) -> float | None:
    return pd.to_numeric(values).max()


def with_members(frame: pd.DataFrame) -> pd.DataFrame:
    asked = [f"members_{stage}" for stage in STAGES]
    numbers = frame.reindex(columns=asked).apply(pd.to_numeric)
    return frame.assign(pupils=numbers.sum(axis=1, min_count=1))


def in_terms(frame: pd.DataFrame, keys: list[str], *values: str, how: Any) -> pd.DataFrame:
    """One line for each owner, thing and term."""
    by = ["owner", *keys, "slot"]
    if frame.empty:
        return pd.DataFrame(columns=[*by, *values])
    return frame.groupby(by, dropna=False)[list(values)].agg(how).reset_index()


def latest(frame: pd.DataFrame, keys: list[str], value: str, how: Any) -> pd.Series:
    """The latest known number of each thing, added up by owner."""
    told = in_terms(once(frame), keys, value, how=how).dropna(subset=[value]).sort_values("slot")
    last = told.groupby(["owner", *keys], dropna=False)[value].last()
    return pd.to_numeric(last).groupby("owner").sum()


def peak(frame: pd.DataFrame, keys: list[str], value: str = "pupils", main: str = "pupils") -> Any:
    """A number of each thing in the term with most pupils, the earlier of two; by owner."""
    if frame.empty:
        return pd.Series(dtype=float)
    some = list(dict.fromkeys([main, value]))
    frame = once(frame).dropna(subset=[main])
    told = in_terms(frame, keys, *some, how=sum_known).dropna(subset=[main])
    told = told.sort_values([main, "slot"], ascending=[False, True])
    best = told.groupby(["owner", *keys], dropna=False).head(1)
    numbers = pd.to_numeric(best[value]).groupby(best["owner"])
    return numbers.sum(min_count=1).dropna()


def terms_held(frame: pd.DataFrame, annual_is: int) -> pd.Series:
    """In how many different terms there is a row; an annual one stands for several."""
    annual = frame[frame["slot"].map(lambda slot: slot % 4 == ANNUAL).astype(bool)]
    stated = frame.drop(annual.index).groupby("owner")["slot"].nunique()
    yearly = pd.Series(annual_is, index=annual["owner"].unique())
    return pd.concat([stated, yearly]).groupby(level=0).max()


def both_known(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    return frame.dropna(subset=list(names)) if len(frame) else frame


def is_yes(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    return frame[frame[name].map(lambda flag: flag is True).astype(bool)] if len(frame) else frame


def at_least(frame: pd.DataFrame, name: str, least: float) -> pd.DataFrame:
    return frame[pd.to_numeric(frame[name]) >= least] if len(frame) else frame
