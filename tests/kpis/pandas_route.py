"""A third way to the KPIs: group-bys over data frames, written from the catalogue's text alone.

Nothing of `hubdata.kpis` is used but the hub: neither measures nor figures."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from hubdata.calendar import TermCalendar
from hubdata.periods import AcademicYear, Period
from tests.kpis.pandas_hub import (
    ANNUAL,
    PandasHub,
    at_least,
    both_known,
    is_yes,
    largest,
    latest,
    once,
    peak,
    sum_known,
    terms_held,
)

TERM_WEEKS, REGULAR_WEEKS, SMALL, TARGET_YEAR = 10, 5, 100, "4"
CLASS = ["class_id", "year_group"]
KIND_OF_TUITION = ["key_stage", "group_size", "provider_type"]
STANDARDS = ["standard_entry", "standard_foundation", "standard_intermediate", "standard_advanced"]
FEATURES = (
    *("hour_a_week", "lessons", "choir", "ensemble", "space"),
    *("termly_performance", "live_performance"),
)
NOT_COUNTED = {"rejected", "withdrawn"}

Pair = tuple[pd.Series, pd.Series]
"""What each school adds to a numerator and to a denominator."""


def s01(hub: PandasHub) -> Pair:
    return hub.count(hub.engaged()), hub.everybody


def s02(hub: PandasHub) -> Pair:
    support = hub.frame("support")
    flags = [name for name in support if name.startswith("strand_")]
    yes = support[flags].map(lambda flag: flag is True).astype(int)
    united = yes.groupby(support["owner"]).max().sum(axis=1)
    return hub.count(united[united >= 2].index), hub.everybody


def s03(hub: PandasHub) -> Pair:
    known = set(hub.frame("part", hub.window())["owner"])
    return hub.count(known - hub.engaged(hub.window())), hub.count(known)


def s04(hub: PandasHub) -> Pair:
    return hub.count(hub.supported("whole_class")["owner"]), hub.everybody


def s05(hub: PandasHub) -> Pair:
    classes = at_least(hub.supported("whole_class"), "weeks_delivered", TERM_WEEKS)
    return hub.of_schools(peak(classes, CLASS)), hub.roll


def s06(hub: PandasHub) -> Pair:
    classes = hub.supported("whole_class")
    classes = classes[classes["year_group"] == TARGET_YEAR] if len(classes) else classes
    rolls = pd.to_numeric(hub.schools["roll_target_year"])
    return hub.of_schools(peak(classes, CLASS)).where(rolls.notna()), rolls


def s07(hub: PandasHub) -> Pair:
    classes = hub.supported("whole_class")
    if not classes.empty:  # a class told of by another source in the same sheet counts once
        classes = classes[classes["repeats"] != 1]
    if classes.empty:
        return hub.count([]), hub.count([])
    everyone = classes.groupby("owner")["class_id"].nunique()
    annual = classes["slot"].map(lambda slot: slot % 4 == ANNUAL).astype(bool)
    planned = pd.to_numeric(classes["terms_planned"]) >= 3
    full = []
    for (owner, name), rows in classes.groupby(["owner", "class_id"]):
        stated = rows.loc[~annual[rows.index], "slot"].nunique()
        if stated >= 3 or (annual & planned)[rows.index].any():
            full.append((owner, name))
    counted = pd.Series([owner for owner, _ in full], dtype=object).value_counts()
    return hub.of_schools(counted), hub.of_schools(everyone)


def s08(hub: PandasHub) -> Pair:
    told = both_known(hub.frame("curriculum"), "music_development_plan_status")
    if told.empty:
        return hub.count([]), hub.everybody
    years = told["slot"].map(lambda slot: AcademicYear(slot // 4))
    days = told["music_development_plan_date"]
    fits = [d is None or y.first_day <= d <= y.last_day for d, y in zip(days, years, strict=True)]
    fits = pd.Series(fits, index=told.index)
    published = told["music_development_plan_status"] == "published"
    told = told.assign(plan=(published & fits).astype(int))
    plans = latest(told, [], "plan", largest)
    return hub.count(plans[plans >= 1].index), hub.everybody


def s10(hub: PandasHub) -> Pair:
    told = hub.frame("curriculum")
    if told.empty:
        return hub.count([]), hub.count([])
    found = {}
    for name in FEATURES:
        field = f"feature_{name}"
        numbers = told.assign(**{field: told[field].map({True: 1, False: 0})})
        found[name] = latest(numbers, [], field, largest)
    seven = pd.DataFrame(found).reindex(hub.schools.index).dropna()
    return hub.of_schools(seven.sum(axis=1)), hub.count(seven.index)


def s11(hub: PandasHub) -> Pair:
    parts = hub.frame("part")
    answered: set[str] = set()
    if len(parts):
        nil = parts["nil_return"].map(lambda flag: flag is True)
        answered = set(parts.loc[(nil | (parts["sheet"] == "ensemble")).astype(bool), "owner"])
    groups = at_least(is_yes(hub.frame("ensemble"), "meets_weekly"), "weeks_met", REGULAR_WEEKS)
    if groups.empty:
        return hub.count([]), hub.count(answered)
    kinds = (groups["type"] == "choir or vocal").where(groups["type"].notna())
    in_term = kinds.groupby([groups["owner"], groups["slot"]]).nunique()
    both = set(in_term[in_term == 2].index.get_level_values("owner"))
    return hub.count(both & answered), hub.count(answered)


def s12(hub: PandasHub) -> Pair:
    found = set(is_yes(hub.frame("support"), "strand_cpd")["owner"])
    courses = both_known(at_least(hub.frame("cpd"), "attendees", 1), "school_urns")
    for urns in courses.get("school_urns", []):
        found |= {hub.owner_of(urn) for urn in urns.split("; ")}
    return hub.count(found), hub.everybody


def s41(hub: PandasHub) -> Pair:
    return hub.count(at_least(hub.supported("tuition"), "pupils", 1)["owner"]), hub.everybody


def s42(hub: PandasHub) -> Pair:
    return hub.count(hub.supported("ensemble")["owner"]), hub.everybody


def s43(hub: PandasHub) -> Pair:
    support = hub.frame("support")
    helped = {*is_yes(support, "strand_plan")["owner"], *is_yes(support, "strand_cpd")["owner"]}
    return hub.count(helped), hub.everybody


def s44(hub: PandasHub) -> Pair:
    name = "tuition_pupils_with_loan"
    loans = hub.of_schools(peak(hub.frame("continuation"), [], name, name))
    learners = hub.of_schools(peak(hub.supported("tuition"), KIND_OF_TUITION))
    same = loans.notna() & learners.notna()
    return loans.where(same), learners.where(same)


def s45(hub: PandasHub) -> Pair:
    return hub.count(is_yes(hub.frame("support"), "strand_technology")["owner"]), hub.everybody


def of_same(hub: PandasHub, sheet: str, upper: str, lower: str) -> Pair:
    told = both_known(hub.frame(sheet), upper, lower)
    one, other = (latest(told, [], name, sum_known) for name in (upper, lower))
    return hub.of_schools(one), hub.of_schools(other)


def m22(hub: PandasHub) -> Pair:
    return of_same(hub, "continuation", "prior_still_learning", "prior_whole_class_pupils")


def m30(hub: PandasHub) -> Pair:
    return of_same(hub, "curriculum", "ks4_music_entries", "ks4_cohort")


def m23(hub: PandasHub) -> Pair:
    return hub.of_schools(peak(hub.supported("tuition"), KIND_OF_TUITION)), hub.roll


def m24(hub: PandasHub) -> Pair:
    rows = once(hub.supported("tuition"))
    rows = rows.reindex(columns=["owner", "slot", *KIND_OF_TUITION, *STANDARDS])
    numbers = rows[STANDARDS].apply(pd.to_numeric)
    rows = rows.assign(
        far=numbers[STANDARDS[2:]].sum(axis=1), known=numbers.sum(axis=1, min_count=1)
    ).dropna(subset=["known"])
    far, known = (latest(rows, KIND_OF_TUITION, name, sum_known) for name in ("far", "known"))
    return hub.of_schools(far), hub.of_schools(known)


def m29(hub: PandasHub) -> Pair:
    rows = both_known(hub.frame("performance"), "termly_performance")
    wanted = 3 if hub.period.is_year else 1
    held = terms_held(is_yes(rows, "termly_performance"), 3)
    return hub.count(held[held >= wanted].index), hub.count(rows["owner"])


def i33(hub: PandasHub) -> Pair:
    flags = hub.schools[["is_special", "is_alternative"]].map(lambda flag: flag is True)
    meant = hub.schools.index[flags.any(axis=1)]
    return hub.count(set(meant) & hub.engaged()), hub.count(meant)


def i34(hub: PandasHub) -> Pair:
    rows = both_known(hub.supported("tuition"), "pupils_charged", "pupils_remitted")
    one, other = (peak(rows, KIND_OF_TUITION, f"pupils_{n}") for n in ("remitted", "charged"))
    return hub.of_schools(one), hub.of_schools(other)


def i36(hub: PandasHub) -> Pair:
    rural = hub.schools["is_rural"].map(lambda flag: flag is True).astype(bool)
    meant = hub.schools.index[rural | (hub.roll <= SMALL)]
    return hub.count(set(meant) & hub.engaged()), hub.count(meant)


def p21(hub: PandasHub) -> Pair:
    due = hub.due
    annual = {slot - slot % 4 + ANNUAL for slot in due}
    rows = hub.frame("return", {*due, *annual})
    if len(rows):
        day = rows["slot"].map(lambda s: TermCalendar().due_on("school-return", Period.at_slot(s)))
        rows = rows[
            (rows["kind"] == "school-return")
            & ~rows["status"].isin(NOT_COUNTED)
            & (rows["received_on"] <= day)
        ]
    return hub.of_schools(terms_held(rows, len(due))), hub.everybody * len(due)


def engaged_in(*deciles: int) -> Callable[[PandasHub], Pair]:
    def rate(hub: PandasHub) -> Pair:
        meant = hub.schools.index[hub.schools["deprivation_decile"].isin(deciles)]
        return hub.count(set(meant) & hub.engaged()), hub.count(meant)

    return rate


def activities(hub: PandasHub, *fields: str) -> Pair:
    """Members of a group and pupils, in rows that give all of it."""
    groups, pupils = [], []
    keys = {"whole_class": CLASS, "tuition": KIND_OF_TUITION, "ensemble": ["ensemble_id"]}
    for sheet, entity in keys.items():
        rows = both_known(hub.supported(sheet), "pupils", *fields) if sheet else None
        if rows is None or rows.empty:
            continue
        rows = rows.assign(group=rows[list(fields)].apply(pd.to_numeric).sum(axis=1))
        groups.append(hub.of_schools(peak(rows, entity, "group")))
        pupils.append(hub.of_schools(peak(rows, entity)))
    empty = pd.Series(float("nan"), index=hub.schools.index)
    return (
        pd.DataFrame(dict(enumerate([empty, *groups]))).sum(axis=1, min_count=1),
        pd.DataFrame(dict(enumerate([empty, *pupils]))).sum(axis=1, min_count=1),
    )


def represented(fields: tuple[str, ...], *, special: bool) -> list[Callable[[PandasHub], Pair]]:
    """The two rates of an index, over the same schools."""
    rolls = {"pp": "pp_roll", "ehcp": "ehcp_roll", "sen_support": "sen_support_roll"}

    def same(hub: PandasHub) -> tuple[Pair, Pair]:
        group, pupils = activities(hub, *fields)
        on_roll = pd.DataFrame({name: hub.carried(rolls[name]) for name in fields})
        is_in = pupils.notna() & hub.roll.notna() & on_roll.notna().all(axis=1)
        if not special:
            is_in &= ~hub.schools["is_special"].map(lambda flag: flag is True).astype(bool)
        on = on_roll.sum(axis=1)
        return (group.where(is_in), pupils.where(is_in)), (on.where(is_in), hub.roll.where(is_in))

    return [lambda hub: same(hub)[0], lambda hub: same(hub)[1]]


RATES: dict[str, Callable[[PandasHub], Pair]] = {
    "S01": s01,
    "S02": s02,
    "S03": s03,
    "S04": s04,
    "S05": s05,
    "S06": s06,
    "S07": s07,
    "S08": s08,
    "S10": s10,
    "S11": s11,
    "S12": s12,
    "S41": s41,
    "S42": s42,
    "S43": s43,
    "S44": s44,
    "S45": s45,
    "M22": m22,
    "M23": m23,
    "M24": m24,
    "M29": m29,
    "M30": m30,
    "I33": i33,
    "I34": i34,
    "I36": i36,
    "P21": p21,
}
GAPS = {"I35": (engaged_in(1, 2, 3), engaged_in(8, 9, 10))}
INDICES = {
    "I31": represented(("pp",), special=True),
    "I32": represented(("ehcp", "sen_support"), special=False),
}
PER = {"S10": 1}
KPI_IDS = (*RATES, *GAPS, *INDICES, "P17")

Numbers = tuple[float | None, float | None, float | None]


def compute_with_pandas(kpi_id: str, hub: PandasHub, attribute: str | None) -> dict[Any, Numbers]:
    """Value, numerator and denominator of the whole hub (`None`), and of each part of a split."""
    schools = hub.schools
    groups: dict[Any, pd.Index] = {None: schools.index}
    if attribute:
        parts = schools[attribute].map(lambda part: "unknown" if part is None else str(part))
        groups |= {part: some.index for part, some in schools.groupby(parts)}
    return {part: _compute(kpi_id, hub, some) for part, some in groups.items()}


def compute_of_nobody(kpi_id: str, hub: PandasHub) -> Numbers:
    """The same of a part without schools, such as an authority all of whose schools closed."""
    return _compute(kpi_id, hub, hub.schools.index[:0])


def _compute(kpi_id: str, hub: PandasHub, some: pd.Index) -> Numbers:
    if kpi_id == "P17":
        trusts = hub.schools.loc[some, "trust"].dropna()
        engaged = trusts[trusts.index.isin(hub.engaged())]
        return _ratio(engaged.nunique(), trusts.nunique())
    if kpi_id in RATES:
        return _rate(RATES[kpi_id](hub), some, PER.get(kpi_id, 100))
    two = GAPS.get(kpi_id) or INDICES[kpi_id]
    one, other = (_rate(rate(hub), some, 100)[0] for rate in two)
    if kpi_id in INDICES:
        return None if one is None or not other else one / other, one, other
    return None if one is None or other is None else one - other, one, other


def _rate(pair: Pair, some: pd.Index, per: int) -> Numbers:
    upper, lower = (float(pd.to_numeric(side.loc[some]).sum()) for side in pair)
    return _ratio(upper, lower, per)


def _ratio(upper: float, lower: float, per: int = 100) -> Numbers:
    return (per * upper / lower if lower else None), upper, lower
