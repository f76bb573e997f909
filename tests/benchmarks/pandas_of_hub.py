"""What partners add to the figures of the KPIs, and those of the hub itself, in pandas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from hubdata.calendar import TermCalendar
from hubdata.kpis.language.policy import Policy
from hubdata.periods import Period
from hubdata.vocabulary import IncomeSource, LeadKind, PartnerKind
from tests.benchmarks.pandas_frames import (
    ANNUAL,
    OWNER,
    SLOTS,
    Frames,
    any_of,
    group,
    how_many,
    latest,
    peak,
    summed,
)
from tests.benchmarks.pandas_of_schools import CLASS, GROUP, KIND, Schools, Told

FUNCTIONS = {
    "F1": "Partnership",
    "F2": "Schools",
    "F3": "Progression",
    "F4": "Inclusion",
    "F5": "Sustainability",
}
MOVES = {
    "nymo": "National youth music organisations",
    "centre_for_advanced_training": "Centres for advanced training",
    "junior_conservatoire": "Junior conservatoires",
    "music_and_dance_scheme": "Music and Dance Scheme",
    "higher_education": "Higher education",
    "employment": "Employment",
}
EMISSIONS = ("miles_car", "miles_rail", "miles_bus", "electricity_kwh", "gas_kwh")


def each_of_partners(frames: Frames) -> Iterator[Told]:
    """The KPIs that hang on partners."""
    partners = frames.partners
    fields = ["attendees", "rating_useful", "rating_responses", "repeats"]
    courses = frames.rows("cpd", fields)
    yield ("S13", ""), (summed(courses, ["attendees"])["attendees"].reindex(partners.index),)
    rated = summed(courses.dropna(subset=fields[1:3]), fields[1:3]).reindex(partners.index)
    yield ("S13", "Found it useful"), (rated["rating_useful"], rated["rating_responses"])
    fields = ["project_id", "function", "sessions_delivered", "youth_voice", "repeats"]
    projects = frames.rows("project", fields)
    held = projects[projects["sessions_delivered"] >= 1]
    one = pd.Series(1, index=partners.index)
    active = any_of(held).reindex(partners.index)
    yield ("P16", ""), (active,)
    signed = (partners["agreement_signed"] == True).astype(int)  # noqa: E712
    yield ("P16", "With a signed agreement"), (signed, one)
    once = projects[projects["repeats"] != 1]
    yield ("P19", ""), _projects(once, partners.index)
    for code, name in FUNCTIONS.items():
        yield ("P16", name), (any_of(held[held["function"] == code]).reindex(partners.index),)
        yield ("P19", name), _projects(once[once["function"] == code], partners.index)


def _projects(once: pd.DataFrame, index: pd.MultiIndex) -> tuple[pd.Series, pd.Series]:
    """Projects with a say for the young of those that held sessions, each in some term."""
    told = group(once, [*OWNER, "project_id"])[["sessions_delivered", "youth_voice"]].max()
    held = told[told["sessions_delivered"] >= 1].reset_index()
    shaped = held[held["youth_voice"] >= 2]
    one, other = (how_many(some, "project_id").reindex(index) for some in (shaped, held))
    return one, other


def each_of_the_hub(frames: Frames, schools: Schools) -> Iterator[Told]:
    """The KPIs that are told of the whole hub alone, by period."""
    yield from _moving_on(frames, schools)
    yield from _reach(frames)
    yield from _money(frames, schools)
    yield from _resources(frames)


def _by_period(told: Any) -> Any:
    """What the hub alone tells, by period and source, by period."""
    return told.droplevel("source")


def _moving_on(frames: Frames, schools: Schools) -> Iterator[Told]:
    told = latest(frames.rows("destinations", list(MOVES)), [], list(MOVES))
    by_period = told.groupby("period").sum()
    roll = schools.roll.groupby("period").sum()
    yield ("M28", ""), (by_period.sum(axis=1), roll)
    for field, name in MOVES.items():
        yield ("M28", name), (by_period[field], roll)


def _reach(frames: Frames) -> Iterator[Told]:
    projects = frames.rows("project", ["ey_setting_ids", "function", "sessions_delivered"])
    named = projects.dropna(subset=["ey_setting_ids"])
    each = named.assign(one=named["ey_setting_ids"].str.split("; ")).explode("one")
    there = latest(
        frames.rows("early_years", ["la_code", "settings_total"]), ["la_code"], ["settings_total"]
    )
    yield (
        ("S14", ""),
        (each.groupby("period")["one"].nunique(), _by_period(there)["settings_total"]),
    )
    held = projects[projects["sessions_delivered"] >= 1]
    all_kinds = pd.Series(len(PartnerKind), index=frames.periods)
    parts = {"": held} | {name: held[held["function"] == code] for code, name in FUNCTIONS.items()}
    for name, some in parts.items():
        active = any_of(some)
        kinds = frames.partners["partner_kind"].reindex(active.index).dropna()
        yield ("P46", name), (kinds.groupby("period").nunique(), all_kinds)


def _money(frames: Frames, schools: Schools) -> Iterator[Told]:
    income = frames.rows("income", ["income_source", "in_kind", "actual"])
    by_source = income.groupby(["period", "income_source"])["actual"].sum().unstack().fillna(0)
    grant = by_source["DfE hub revenue"]
    running = by_source.drop(columns="DfE hub capital").sum(axis=1)
    yield ("U37", ""), (grant, running)
    for source in IncomeSource:
        if source is not IncomeSource.DFE_CAPITAL:
            name = source.value[:1].upper() + source.value[1:]
            told = by_source.get(source.value, pd.Series(0, index=frames.periods))
            yield ("U37", name), (told, running)
    yield ("U38", ""), (running - grant, grant)
    paid = frames.rows("payment", ["amount", "from_grant"])
    yield ("P18", ""), (paid[paid["from_grant"] == 1].groupby("period")["amount"].sum(), grant)
    fields = ["function", "front_line", "of_which_grant", "budget", "actual"]
    spent = frames.rows("expenditure", fields)
    front = spent[spent["front_line"] == 1]
    both = [told.groupby("period")["of_which_grant"].sum() for told in (front, spent)]
    yield ("U39", ""), both
    together = spent.groupby("period")[["actual", "budget"]].sum()
    yield ("U39", "Spent of the budget to date"), (together["actual"], together["budget"])
    for code, name in FUNCTIONS.items():
        some = [told[told["function"] == code] for told in (front, spent)]
        yield ("U39", name), [told.groupby("period")["of_which_grant"].sum() for told in some]
    yield ("U40a", ""), (together["actual"], _enrolments(schools))
    yield ("U40b", ""), _reserves(frames, together["actual"])


def _enrolments(schools: Schools) -> pd.Series:
    sheets = (schools.classes, CLASS), (schools.lessons, KIND), (schools.ensembles, GROUP)
    told = [
        peak(rows, entity, ["pupils"])["pupils"].groupby("period").sum() for rows, entity in sheets
    ]
    return told[0] + told[1] + told[2]


def _reserves(frames: Frames, spent: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Free reserves, and what a month of the year so far cost."""
    told = latest(frames.rows("balances", ["reserves_free"]), [], ["reserves_free"])
    terms = spent[spent.index % SLOTS != ANNUAL]
    year = terms.index // SLOTS
    so_far = pd.concat([terms.groupby(year).cumsum(), spent[spent.index % SLOTS == ANNUAL]])
    nth = pd.Series(so_far.index % SLOTS + 1, index=so_far.index).clip(upper=SLOTS - 1)
    return _by_period(told)["reserves_free"], so_far / (nth * 4)


def _resources(frames: Frames) -> Iterator[Told]:
    staff = frames.rows("workforce", ["contract_type", "role", "headcount"])
    paid = staff[staff["contract_type"] != "volunteer"]
    some = paid[paid["contract_type"] == "freelance"], paid
    keys = ["contract_type", "role"]
    yield (
        ("U40c", ""),
        [_by_period(latest(told, keys, ["headcount"]))["headcount"] for told in some],
    )
    fields = ["capital_spent", "capital_awarded"]
    capital = _by_period(
        latest(frames.rows("instruments", ["family", *fields]), ["family"], fields)
    )
    yield ("U40d", ""), (capital["capital_spent"], capital["capital_awarded"])
    used = summed(frames.rows("environment", EMISSIONS), EMISSIONS)
    factors = Policy()
    tonnes = sum(
        used[name].fillna(0) * getattr(factors, f"kg_{_UNITS[name]}") for name in EMISSIONS
    )
    hours = summed(frames.rows("delivery", ["teaching_hours"]), ["teaching_hours"])
    yield ("U40e", ""), (_by_period(tonnes) / 1000, _by_period(hours)["teaching_hours"])
    listed = latest_list(frames.rows("publication", ["required", "url", "review_due"]))
    wanted = listed[listed["required"] == 1]
    day = wanted["period"].map(as_at(frames))
    due = wanted["review_due"]
    in_order = wanted[wanted["url"].notna() & (due.isna() | (due >= day))]
    yield ("U40f", ""), [told.groupby("period").size() for told in (in_order, wanted)]


_UNITS = {
    "miles_car": "car_mile",
    "miles_rail": "rail_mile",
    "miles_bus": "bus_mile",
    "electricity_kwh": "electricity_kwh",
    "gas_kwh": "gas_kwh",
}


def latest_list(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the latest part of each period."""
    last = group(rows, OWNER)["slot"].transform("max")
    return rows[rows["slot"] == last]


def as_at(frames: Frames) -> dict[int, str]:
    return {base.period.slot: base.reference_date.isoformat() for base in frames.bases}


def lead_schools(frames: Frames) -> pd.DataFrame:
    """By period and authority, whether there is a current lead school: of each kind, and of all."""
    listed = latest_list(frames.rows("lead_school", ["la_code", "lead_kind", "start", "end"]))
    day = listed["period"].map(as_at(frames))
    start, end = listed["start"], listed["end"]
    now = listed[(start.isna() | (start <= day)) & (end.isna() | (end >= day))]
    codes = [one.la_code for one in frames.bases[0].authorities]
    index = pd.MultiIndex.from_product([frames.periods, codes], names=["period", "la"])
    table = now.assign(la=now["la_code"].astype(str), one=1)
    led = table.pivot_table(
        index=["period", "la"], columns="lead_kind", values="one", aggfunc="max"
    )
    kinds = [kind.value for kind in LeadKind]
    led = led.reindex(index=index, columns=kinds).fillna(0)
    return led.assign(all=led[kinds].min(axis=1))


def each_on_time(frames: Frames) -> Iterator[Told]:
    """The returns of schools and of partners that came in time."""
    returns = frames.read("SELECT slot, source, kind, status, received_on FROM return")
    for kpi_id, kind in (("P21", "school-return"), ("P20", "partner-return")):
        yield (kpi_id, ""), _on_time(frames, returns, kind)


def _on_time(frames: Frames, returns: pd.DataFrame, kind: str) -> tuple[pd.Series, pd.Series]:
    """Terms for which each sent its return in time, and terms due by now."""
    calendar = TermCalendar()
    some = returns[returns["kind"] == kind]
    some = some[~some["status"].isin(["rejected", "withdrawn"])]
    slots = some["slot"].unique()
    due = {slot: calendar.due_on(kind, Period.at_slot(slot)).isoformat() for slot in slots}
    in_time = some[some["received_on"] <= some["slot"].map(due)]
    year = in_time["slot"] // SLOTS * SLOTS + ANNUAL
    told = pd.concat([in_time.assign(period=in_time["slot"]), in_time.assign(period=year)])
    held = group(told, OWNER)["slot"].nunique()
    asked = frames.schools
    if kind == "partner-return":
        asked = frames.partners[frames.partners["commitments_signed"] == True]  # noqa: E712
    is_year = asked.index.get_level_values("period") % SLOTS == ANNUAL
    terms = pd.Series(is_year, index=asked.index).map({True: SLOTS - 1, False: 1})
    return held.reindex(asked.index), terms
