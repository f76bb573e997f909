"""Every KPI by a careful hand in pandas: headline, further figures and coverage of all periods, for
the hub and each authority; what the store's own reading is measured against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd
from sqlalchemy import Connection

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.language.base import Base
from hubdata.kpis.language.figures import Among
from hubdata.store.tables.row_tables import SHEETS
from tests.benchmarks.pandas_frames import OWNER, Frames
from tests.benchmarks.pandas_of_hub import (
    each_of_partners,
    each_of_the_hub,
    each_on_time,
    lead_schools,
)
from tests.benchmarks.pandas_of_schools import Schools, Told, each_of_schools

Sums = dict[tuple[str, str, int, str | None], tuple[float, ...]]
"""The figures of a KPI (its numerator and denominator; of an index or a gap, both of each rate) by
KPI, further figure ("" is the KPI itself), slot of the period and authority; `None` is the hub."""

COVERAGE = "coverage"
"""The name under which are how many were expected, returned, and returned estimates."""


def compute_with_pandas(connection: Connection, bases: Sequence[Base]) -> Sums:
    """Every KPI of every period, of the hub and of each authority."""
    frames = Frames(connection, bases)
    schools = Schools(frames)
    told = (
        *(*each_of_schools(schools), *each_of_partners(frames)),
        *(*each_on_time(frames), *_coverage(frames)),
    )
    found = _add_up(frames, told)
    for (kpi_id, name), figures in each_of_the_hub(frames, schools):
        by_period = pd.DataFrame(dict(enumerate(figures)), index=frames.periods).fillna(0)
        found |= {(kpi_id, name, row[0], None): row[1:] for row in by_period.itertuples(name=None)}
    return found | _trusts(frames, schools) | _lead_schools(frames)


def _add_up(frames: Frames, told: Iterable[Told]) -> Sums:
    """What the members add, over each period and authority, and over the hub: one group-by."""
    members = frames.members
    keys = [(key, [id(one) for one in figures]) for key, figures in told]
    columns = {id(one): one for _, figures in told for one in figures}
    table = pd.DataFrame(
        {key: one.reindex(members.index).to_numpy(float) for key, one in columns.items()}
    ).fillna(0)
    period = members.index.get_level_values("period").to_numpy()
    by_part = table.groupby([period, members["la"].to_numpy()]).sum()
    whole = table.groupby(period).sum()
    found: Sums = {}
    for (kpi_id, name), ids in keys:
        for (slot, la), *sums in by_part[ids].itertuples(name=None):
            found[kpi_id, name, slot, la] = tuple(sums)
        for slot, *sums in whole[ids].itertuples(name=None):
            found[kpi_id, name, slot, None] = tuple(sums)
    return found


def _coverage(frames: Frames) -> Iterator[Told]:
    """Who was asked and who returned, for each set of sheets once."""
    parts = frames.parts
    asked = {
        Among.BASE: frames.schools.index,
        Among.PARTNERS: frames.partners.index,
        Among.HUB: frames.members.index[frames.members["kind"] == "hub"],
    }
    everyone = {among: pd.Series(1, index=index) for among, index in asked.items()}
    sent = parts.groupby([*OWNER, "sheet"])["is_estimate"].max().unstack()
    nil = parts[parts["nil_return"] == 1].groupby(OWNER)["is_estimate"].max()
    known: dict[object, tuple[pd.Series, pd.Series]] = {}
    for kpi in CATALOGUE.values():
        key = (kpi.sheets, kpi.asked)
        if key not in known:
            names = [SHEETS[sheet].name for sheet in kpi.sheets] or list(sent.columns)
            said = sent[[name for name in names if name in sent]].max(axis=1).dropna()
            said = pd.concat([said, nil]).groupby(level=OWNER).max()
            said = said[said.index.isin(asked[kpi.asked])]
            known[key] = pd.Series(1, index=said.index), said
        yield (kpi.id, COVERAGE), (everyone[kpi.asked], *known[key])


def _trusts(frames: Frames, schools: Schools) -> Sums:
    """Different trusts, of the engaged schools and of all."""
    told = frames.schools[["la", "trust"]]
    both = told.reindex(schools.engaged.index), told
    by_part = pd.concat([one.groupby(["period", "la"])["trust"].nunique() for one in both], axis=1)
    whole = pd.concat([one.groupby("period")["trust"].nunique() for one in both], axis=1)
    parts = by_part.fillna(0).itertuples(name=None)
    found: Sums = {("P17", "", slot, la): tuple(sums) for (slot, la), *sums in parts}
    return found | {
        ("P17", "", slot, None): tuple(sums) for slot, *sums in whole.itertuples(name=None)
    }


def _lead_schools(frames: Frames) -> Sums:
    led = lead_schools(frames)
    there = led.groupby("period").size()
    found: Sums = {}
    for kind in led:
        name = "" if kind == "all" else f"With a {kind} lead school"
        for (slot, la), number in led[kind].items():
            found["P15", name, slot, la] = (number, 1)
        for slot, number in led[kind].groupby("period").sum().items():
            found["P15", name, slot, None] = (number, there[slot])
    return found
