"""Some KPIs by a careful hand in pandas: each table read once, with the columns that are needed,
and one group-by for all periods; what the store's own reading is measured against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
from sqlalchemy import Connection

from hubdata.kpis.base import Base
from hubdata.periods import Term

KPI_IDS = (
    *("S01", "S02", "S04", "S05", "S06", "S10", "S41", "S42", "S43", "S44", "S45"),
    *("M22", "M23", "M24", "M30", "I33", "I34", "I36"),
)
STRANDS = ("singing", "plan", "cpd", "technology")
"""Those that the made returns answer."""
CLASS = ["class_id", "year_group"]
KIND = ["key_stage", "group_size", "provider_type"]
STANDARDS = [f"standard_{name}" for name in ("entry", "foundation", "advanced")]
"""Nobody in the made returns has the intermediate one."""
FEATURES = [
    f"feature_{name}"
    for name in (
        *("hour_a_week", "lessons", "choir", "ensemble", "space"),
        *("termly_performance", "live_performance"),
    )
]
SMALL, TARGET_YEAR = 100, "4"
SLOTS, ANNUAL = len(Term), Term.ANNUAL.number

Sums = dict[tuple[str, int, str | None], tuple[float, float]]
"""Numerator and denominator by KPI, slot of the period and authority; `None` is the whole hub."""


def compute_with_pandas(connection: Connection, bases: Sequence[Base]) -> Sums:
    """The KPIs of every period, of the hub and of each authority."""
    schools = _schools(bases)
    found: Sums = {}
    for kpi_id, upper, lower in _each(connection, schools):
        both = pd.DataFrame({"upper": upper, "lower": lower}).reindex(schools.index).fillna(0)
        by_part = both.groupby([schools.index.get_level_values("period"), schools["la"]]).sum()
        whole = by_part.groupby(level=0).sum()
        found |= {(kpi_id, p, la): (u, d) for (p, la), u, d in by_part.itertuples()}
        found |= {(kpi_id, period, None): (u, d) for period, u, d in whole.itertuples()}
    return found


def _schools(bases: Sequence[Base]) -> pd.DataFrame:
    told = [
        (b.period.slot, s.urn, s.la_code, s.roll, s.roll_target_year, s.is_special, s.is_rural)
        for b in bases
        for s in b.schools
    ]
    names = ["period", "source", "la", "roll", "roll_target_year", "is_special", "is_rural"]
    return pd.DataFrame(told, columns=names).set_index(["period", "source"])


def _each(
    connection: Connection, schools: pd.DataFrame
) -> Iterator[tuple[str, pd.Series, pd.Series]]:
    one = pd.Series(1, index=schools.index)
    flags = [f"strand_{name}" for name in STRANDS]
    support = _rows(connection, "support", flags)
    yes = support.assign(**{flag: support[flag] == 1 for flag in flags})
    strands = yes.groupby(["period", "source"])[flags].max()
    classes = _rows(
        connection, "whole_class", ["hub_supported", "weeks_delivered", "pupils", "repeats", *CLASS]
    )
    classes = classes[classes["hub_supported"] == 1]
    fields = ["hub_supported", "pupils", "repeats", *KIND, *STANDARDS]
    fields += ["pupils_charged", "pupils_remitted"]
    tuition = _rows(connection, "tuition", fields)
    supported = tuition[tuition["hub_supported"] == 1]
    ensembles = _supported_ensembles(_rows(connection, "ensemble", ["hub_supported", "organiser"]))
    taught, lessons, played = (_any(some) for some in (classes, supported, ensembles))
    any_strand = strands.any(axis=1)
    united = [any_strand[any_strand].index, taught.index, lessons.index, played.index]
    engaged = pd.Series(1, index=united[0].append(united[1:]).unique())
    yield "S01", engaged, one
    yield "S02", (strands.sum(axis=1) >= 2).astype(int), one
    yield "S04", taught, one
    roll = _carried(connection, schools)
    long = classes[classes["weeks_delivered"] >= 10]
    yield "S05", _peak(long, CLASS, "pupils"), roll
    in_year = classes[classes["year_group"] == TARGET_YEAR]
    yield "S06", _peak(in_year, CLASS, "pupils"), schools["roll_target_year"]
    yield "S41", _any(supported[supported["pupils"] > 0]), one
    yield "S42", played, one
    yield "S43", (strands["strand_plan"] | strands["strand_cpd"]).astype(int), one
    yield "S45", strands["strand_technology"].astype(int), one
    asked = ["prior_still_learning", "prior_whole_class_pupils"]
    counted = supported.dropna(subset=["pupils"])
    lent = "tuition_pupils_with_loan"
    continued = _rows(connection, "continuation", [*asked, lent])
    yield "M22", *_same(continued, *asked)
    in_term = continued.dropna(subset=[lent]).groupby(["period", "source", "slot"])[lent].sum()
    loans, learners = in_term.groupby(level=[0, 1]).max(), _peak(counted, KIND, "pupils")
    answered = loans.index.intersection(learners.index)
    yield "S44", loans[answered], learners[answered]
    yield "M23", _peak(tuition, KIND, "pupils"), roll
    asked = ["ks4_music_entries", "ks4_cohort"]
    taught_how = _rows(connection, "curriculum", [*asked, *FEATURES])
    yield "M30", *_same(taught_how, *asked)
    seven = _features(taught_how)
    yield "S10", seven, pd.Series(1, index=seven.index)
    yield "M24", *_standards(supported)
    asked = ["pupils_remitted", "pupils_charged"]
    yield "I34", *_with_most_pupils(counted.dropna(subset=asked), asked)
    yield "I33", *_among(engaged, schools.index[schools["is_special"]])
    small_or_rural = schools["is_rural"] | (roll <= SMALL)
    yield "I36", *_among(engaged, schools.index[small_or_rural])


def _with_most_pupils(rows: pd.DataFrame, values: list[str]) -> Iterator[pd.Series]:
    """Numbers of each kind of tuition in its term with most pupils, the earlier of two."""
    keys = ["period", "source", *KIND]
    once = rows[rows["repeats"] == 0]
    in_term = once.groupby([*keys, "slot"], dropna=False)[["pupils", *values]].sum()
    told = in_term.reset_index().sort_values(["pupils", "slot"], ascending=[False, True])
    best = told.drop_duplicates(keys).groupby(["period", "source"])[values].sum()
    yield from (best[value] for value in values)


def _among(engaged: pd.Series, meant: pd.Index) -> tuple[pd.Series, pd.Series]:
    return engaged.reindex(meant).fillna(0), pd.Series(1, index=meant)


def _features(rows: pd.DataFrame) -> pd.Series:
    """How many of the features each school has that told of every one, by latest answers."""
    told = rows.sort_values("slot").groupby(["period", "source"])[FEATURES].last()
    return told.dropna().sum(axis=1)


def _standards(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Enrolments far on and all assessed ones, by each kind of tuition's latest term of both."""
    once = rows[rows["repeats"] == 0].dropna(subset=STANDARDS, how="all")
    keys = ["period", "source", *KIND]
    assessed = once.assign(all=once[STANDARDS].sum(axis=1), far=once["standard_advanced"].fillna(0))
    in_term = assessed.groupby([*keys, "slot"], dropna=False)[["far", "all"]].sum()
    last = in_term.groupby(level=list(range(len(keys)))).last()
    by_school = last.groupby(level=[0, 1]).sum()
    return by_school["far"], by_school["all"]


def _rows(connection: Connection, table: str, fields: Sequence[str]) -> pd.DataFrame:
    """Rows that count, once for their term and once for their year."""
    names = ", ".join(("slot", "source", *fields))
    told = pd.read_sql(
        f"SELECT {names} FROM row_{table} WHERE is_current", connection.connection.driver_connection
    )
    year = told["slot"] // SLOTS * SLOTS + ANNUAL
    of_terms = told[told["slot"] != year]
    return pd.concat([of_terms.assign(period=of_terms["slot"]), told.assign(period=year)])


def _supported_ensembles(rows: pd.DataFrame) -> pd.DataFrame:
    blank = rows["hub_supported"].isna()
    others = rows["organiser"].isin(["school with hub", "area hub", "partner"])
    return rows[(rows["hub_supported"] == 1) | (blank & others)]


def _any(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby(["period", "source"]).size().clip(upper=1)


def _peak(rows: pd.DataFrame, entity: list[str], value: str) -> pd.Series:
    keys = ["period", "source", *entity]
    once = rows[rows["repeats"] == 0]  # another source tells the others too
    in_term = once.groupby([*keys, "slot"], dropna=False)[value].sum(min_count=1)
    return in_term.groupby(level=list(range(len(keys)))).max().groupby(level=[0, 1]).sum()


def _same(rows: pd.DataFrame, upper: str, lower: str) -> tuple[pd.Series, pd.Series]:
    """The latest of two answers that were both given."""
    told = rows.dropna(subset=[upper, lower]).sort_values("slot")
    last = told.groupby(["period", "source"])[[upper, lower]].last()
    return last[upper], last[lower]


def _carried(connection: Connection, schools: pd.DataFrame) -> pd.Series:
    """The roll that was told last by the end of each period, else the register's."""
    names = "SELECT slot, source, roll_total FROM row_context WHERE is_current"
    told = pd.read_sql(names, connection.connection.driver_connection).dropna().sort_values("slot")
    asked = schools.reset_index()
    asked["slot"] = asked["period"]
    found = pd.merge_asof(asked.sort_values("slot"), told, on="slot", by="source")
    found = found.set_index(["period", "source"])
    return found["roll_total"].fillna(found["roll"])
