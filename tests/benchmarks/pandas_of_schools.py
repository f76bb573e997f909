"""What schools add to the figures of the KPIs, in pandas: a series over periods and sources for
each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from hubdata.periods import Period
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

Told = tuple[tuple[str, str], Sequence[pd.Series]]
"""A KPI and its further figure ("" is the KPI), with what each source adds to its figures."""

STRANDS = [f"strand_{name}" for name in ("singing", "plan", "cpd", "technology")]
"""Those that the made returns answer."""
FEATURES = [
    f"feature_{name}"
    for name in (
        *("hour_a_week", "lessons", "choir", "ensemble", "space"),
        *("termly_performance", "live_performance"),
    )
]
NEEDS = ["pp", "ehcp", "sen_support"]
CLASS, KIND, GROUP = (
    ["class_id", "year_group"],
    ["key_stage", "group_size", "provider_type"],
    ["ensemble_id"],
)
STANDARDS = [f"standard_{n}" for n in ("entry", "foundation", "intermediate", "advanced")]
MEMBERS = [f"members_{stage}" for stage in ("eyfs", "ks1", "ks2", "ks3", "ks4", "ks5")]
OF_AREA = ["area hub", "partner"]
TAUGHT = {"ks1": "Primary", "ks2": "Primary", "ks3": "Secondary"}
"""Which of the made schools' phases has the pupils."""
SMALL, TARGET_YEAR, HOUR = 100, "4", 60


class Schools:
    """The sheets that schools return, each read once."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.one = pd.Series(1, index=frames.schools.index)
        self.support = frames.rows("support", STRANDS)
        self.strands = group(self.support, OWNER)[STRANDS].max() == 1
        fields = ["hub_supported", "weeks_delivered", "pupils", "pupils_first_time", "repeats"]
        classes = frames.rows("whole_class", [*fields, *CLASS, *NEEDS])
        self.classes = classes[classes["hub_supported"] == 1]
        fields = ["hub_supported", "pupils", "pupils_charged", "pupils_remitted", "repeats"]
        self.tuition = frames.rows("tuition", [*fields, *KIND, *STANDARDS, *NEEDS])
        self.lessons = self.tuition[self.tuition["hub_supported"] == 1]
        fields = ["hub_supported", "organiser", "type", "meets_weekly", "weeks_met", "repeats"]
        every = frames.rows("ensemble", [*fields, *GROUP, *MEMBERS, *NEEDS])
        every["pupils"] = every[MEMBERS].sum(axis=1, min_count=1)
        every["older"] = every[MEMBERS[-2:]].sum(axis=1, min_count=1)
        every["is_regular"] = (every["meets_weekly"] == 1) & (every["weeks_met"] >= 5)
        blank = every["hub_supported"].isna()
        helped = every["organiser"].isin(["school with hub", *OF_AREA])
        self.every_ensemble = every
        self.ensembles = every[(every["hub_supported"] == 1) | (blank & helped)]
        self.context = frames.read(
            "SELECT slot, source, roll_total, roll_ks1, roll_ks2, roll_ks3, pp_roll, ehcp_roll, "
            "sen_support_roll FROM row_context WHERE is_current"
        )
        told = frames.carried(self.context, "roll_total")
        self.roll = told.reindex(frames.schools.index).fillna(frames.schools["roll"])
        taught, learn, play = map(any_of, (self.classes, self.lessons, self.ensembles))
        self.taught, self.play = taught, play
        strand = self.strands.any(axis=1)
        united = strand[strand].index.append([taught.index, learn.index, play.index]).unique()
        self.engaged = pd.Series(1, index=united.intersection(frames.schools.index))


def each_of_schools(schools: Schools) -> Iterator[Told]:
    """The KPIs that hang on schools."""
    yield from _engagement(schools)
    yield from _teaching(schools)
    yield from _curriculum(schools)
    yield from _music(schools)
    yield from _progress(schools)
    yield from _inclusion(schools)


def _engagement(schools: Schools) -> Iterator[Told]:
    one, engaged, strands = schools.one, schools.engaged, schools.strands
    yield ("S01", ""), (engaged, one)
    yield ("S02", ""), ((strands.sum(axis=1) >= 2).astype(int), one)
    known, cold = _last_three_terms(schools)
    yield ("S03", ""), (cold, known)
    yield ("S03", "Unknown: never returned"), (1 - known, one)
    of_courses = _named_in_courses(schools.frames)
    trained = strands.index[strands["strand_cpd"]].append(of_courses).unique()
    yield ("S12", ""), (pd.Series(1, index=trained), one)
    yield ("S43", ""), ((strands["strand_plan"] | strands["strand_cpd"]).astype(int), one)
    yield ("S45", ""), (strands["strand_technology"].astype(int), one)


def _last_three_terms(schools: Schools) -> tuple[pd.Series, pd.Series]:
    """Who returned in the last three terms of each period; and who of them was engaged in none."""
    frames = schools.frames
    returned = any_of(frames.parts)
    terms = frames.periods[frames.periods % SLOTS != ANNUAL]
    urns = frames.schools.index.get_level_values("source").unique()

    def window(told: pd.Series) -> pd.DataFrame:
        table = told.unstack("period").reindex(index=urns, columns=terms).fillna(0)
        held = table.T.rolling(3, min_periods=1).max().T
        for year in frames.periods[frames.periods % SLOTS == ANNUAL]:
            held[year] = held[year - 1]
        return held

    known, engaged = window(returned), window(schools.engaged)
    stacked = [one.stack().swaplevel() for one in (known, known * (1 - engaged))]
    index = frames.schools.index
    told, cold = (one.rename_axis(index=OWNER).reindex(index).fillna(0) for one in stacked)
    return told, cold


def _named_in_courses(frames: Frames) -> pd.MultiIndex:
    courses = frames.rows("cpd", ["school_urns", "attendees"])
    held = courses[(courses["attendees"] >= 1) & courses["school_urns"].notna()]
    named = held.assign(source=held["school_urns"].str.split("; ")).explode("source")
    named["source"] = frames.names.get_indexer(named["source"])
    found = named.loc[named["source"] >= 0, OWNER].drop_duplicates()
    return pd.MultiIndex.from_frame(found)


def _teaching(schools: Schools) -> Iterator[Told]:
    frames, one, classes = schools.frames, schools.one, schools.classes
    asked = frames.schools
    yield ("S04", ""), (schools.taught, one)
    primary = asked.index[asked["phase"] == "Primary"]
    yield ("S04", "Primary phase"), (schools.taught.reindex(primary), one[primary])
    long = classes[classes["weeks_delivered"] >= 10]
    pupils = peak(long, CLASS, ["pupils", "pupils_first_time"])
    yield ("S05", ""), (pupils["pupils"], schools.roll)
    yield ("S05", "First time"), (pupils["pupils_first_time"], schools.roll)
    in_year = peak(classes[classes["year_group"] == TARGET_YEAR], CLASS, ["pupils"])["pupils"]
    yield ("S06", ""), (in_year, asked["roll_target_year"])
    counted = classes[classes["repeats"] != 1]
    in_terms = counted[[*OWNER, "class_id", "slot"]].drop_duplicates()
    terms = group(in_terms, [*OWNER, "class_id"]).size()
    by_school = terms[terms >= 3].groupby(OWNER).size()
    yield ("S07", ""), (by_school, how_many(counted, "class_id"))


def _curriculum(schools: Schools) -> Iterator[Told]:
    frames = schools.frames
    plan = ["music_development_plan_status", "music_development_plan_date"]
    minutes = [f"minutes_{stage}" for stage in TAUGHT]
    asked = ["ks4_music_entries", "ks4_cohort"]
    rows = frames.rows("curriculum", [*plan, *minutes, *FEATURES, *asked])
    rows = rows.sort_values("slot")
    status, day = rows[plan[0]], rows[plan[1]]
    years = {slot: Period.at_slot(slot).year for slot in rows["slot"].unique()}
    first = rows["slot"].map({slot: one.first_day.isoformat() for slot, one in years.items()})
    last = rows["slot"].map({slot: one.last_day.isoformat() for slot, one in years.items()})
    is_in_year = day.isna() | ((day >= first) & (day <= last))
    rows["plan"] = ((status == "published") & is_in_year).astype(float).where(status.notna())
    answers = group(rows, OWNER)[["plan", *minutes, *FEATURES]].last()
    yield ("S08", ""), (answers["plan"], schools.one)
    yield ("S09", ""), _an_hour(schools, answers)
    seven = answers[FEATURES].dropna().sum(axis=1)
    yield ("S10", ""), (seven, pd.Series(1, index=seven.index))
    told = group(rows.dropna(subset=asked), OWNER)[asked].last()
    yield ("M30", ""), (told[asked[0]], told[asked[1]])


def _an_hour(schools: Schools, answers: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Schools with an hour at each stage in which they have pupils, of those that answered."""
    frames = schools.frames
    asked = frames.schools
    answered, met = (pd.Series(True, index=asked.index) for _ in range(2))
    has_any = pd.Series(False, index=asked.index)
    for stage, phase in TAUGHT.items():
        told = frames.carried(schools.context, f"roll_{stage}").reindex(asked.index)
        has = told.fillna((asked["phase"] == phase).astype(int)) >= 1
        minutes = answers[f"minutes_{stage}"].reindex(asked.index)
        has_any |= has
        answered &= ~has | minutes.notna()
        met &= ~has | (minutes >= HOUR)
    return (has_any & met).astype(int), (has_any & answered).astype(int)


def _music(schools: Schools) -> Iterator[Told]:
    one, roll, every = schools.one, schools.roll, schools.every_ensemble
    parts = schools.frames.parts
    answered = any_of(parts[(parts["sheet"] == "Ensembles") | (parts["nil_return"] == 1)])
    regular = every[every["is_regular"] & every["type"].notna()]
    is_choir = regular["type"] == "choir or vocal"
    kinds = regular.assign(is_choir=is_choir)[[*OWNER, "slot", "is_choir"]].drop_duplicates()
    both = any_of(kinds[kinds.duplicated([*OWNER, "slot"])]).index
    index = schools.one.index
    yield (
        ("S11", ""),
        (
            pd.Series(1, index=both.intersection(answered.index)).reindex(index),
            answered.reindex(index),
        ),
    )
    yield ("S41", ""), (any_of(schools.lessons[schools.lessons["pupils"] > 0]), one)
    yield ("S42", ""), (schools.play.reindex(index), one)
    yield ("M23", ""), (peak(schools.lessons, KIND, ["pupils"])["pupils"], roll)
    all_kinds = peak(schools.tuition, KIND, ["pupils"])["pupils"]
    yield ("M23", "All, hub-supported or not"), (all_kinds, roll)
    for size in ("individual", "small", "large"):
        some = schools.lessons[schools.lessons["group_size"] == size]
        yield ("M23", size.capitalize()), (peak(some, KIND, ["pupils"])["pupils"], roll)
    told = schools.ensembles
    for name, some in {
        "": told,
        "School ensembles": told[told["organiser"].isin(["school", "school with hub"])],
        "Area ensembles": told[told["organiser"].isin(OF_AREA)],
    }.items():
        yield ("M25", name), (peak(some[some["is_regular"]], GROUP, ["pupils"])["pupils"], roll)
    met = told[(told["weeks_met"] >= 1) & (told["repeats"] != 1)]
    yield ("M26", ""), (how_many(met, "ensemble_id"),)
    for organiser in ("school", "school with hub", *OF_AREA):
        some = met[met["organiser"] == organiser]
        yield ("M26", organiser.capitalize()), (how_many(some, "ensemble_id"),)
    choirs = met[met["type"] == "choir or vocal"]
    yield ("M26", "Choirs"), (how_many(choirs, "ensemble_id"),)
    area = peak(told[told["organiser"].isin(OF_AREA)], GROUP, ["pupils", "older"])
    yield ("M27", ""), (area["older"], area["pupils"])


def _progress(schools: Schools) -> Iterator[Told]:
    frames = schools.frames
    prior, lent = ["prior_still_learning", "prior_whole_class_pupils"], "tuition_pupils_with_loan"
    rows = frames.rows("continuation", [*prior, lent, "pupils_with_loan"]).sort_values("slot")
    told = group(rows.dropna(subset=prior), OWNER)[prior].last()
    yield ("M22", ""), (told[prior[0]], told[prior[1]])
    loans = group(rows, OWNER)[[lent, "pupils_with_loan"]].max()
    learners = peak(schools.lessons, KIND, ["pupils"])["pupils"].dropna()
    with_loan = loans[lent].dropna()
    same = with_loan.index.intersection(learners.index)
    yield ("S44", ""), (with_loan[same], learners[same])
    yield ("S44", "All pupils with a loan"), (loans["pupils_with_loan"],)
    lessons = schools.lessons.dropna(subset=STANDARDS, how="all")
    assessed = lessons.assign(
        far=lessons[STANDARDS[2:]].sum(axis=1), all=lessons[STANDARDS].sum(axis=1)
    )
    standards = latest(assessed, KIND, ["far", "all"])
    yield ("M24", ""), (standards["far"], standards["all"])
    fields = ["performers", "live_attendances"]
    rows = frames.rows("performance", ["termly_performance", *fields])
    held = group(rows[rows["termly_performance"] == 1], OWNER)["slot"].nunique()
    is_year = held.index.get_level_values("period") % SLOTS == ANNUAL
    every_term = held >= pd.Series(is_year, index=held.index).map({True: SLOTS - 1, False: 1})
    answered = any_of(rows[rows["termly_performance"].notna()])
    yield ("M29", ""), (every_term.astype(int), answered)
    times = summed(rows, fields)
    yield ("M29", "Performers"), (times["performers"],)
    yield ("M29", "Live attendances"), (times["live_attendances"],)
    fees = ["pupils_remitted", "pupils_charged"]
    paid = peak(schools.lessons.dropna(subset=fees), KIND, fees)
    yield ("I34", ""), (paid[fees[0]], paid[fees[1]])


def _inclusion(schools: Schools) -> Iterator[Told]:
    asked, one, engaged = schools.frames.schools, schools.one, schools.engaged
    engaged = engaged.reindex(asked.index).fillna(0)
    special = asked.index[asked["is_special"].astype(bool) | asked["is_alternative"].astype(bool)]
    yield ("I33", ""), (engaged[special], one[special])
    small_or_rural = asked.index[(asked["is_rural"] == True) | (schools.roll <= SMALL)]  # noqa: E712
    yield ("I36", ""), (engaged[small_or_rural], one[small_or_rural])
    unknown = "Schools of which it is not known whether they are rural"
    yield ("I36", unknown), (asked["is_rural"].isna().astype(int),)
    most, least = (asked.index[asked["decile"].isin(some)] for some in ((1, 2, 3), (8, 9, 10)))
    rates = (engaged[most], one[most]), (engaged[least], one[least])
    yield ("I35", ""), (*rates[0], *rates[1])
    yield ("I35", "Most deprived areas (deciles 1 to 3)"), rates[0]
    yield ("I35", "Least deprived areas (deciles 8 to 10)"), rates[1]
    rolls = {
        f"{name}_roll": schools.frames.carried(schools.context, f"{name}_roll") for name in NEEDS
    }
    on_roll = pd.DataFrame(rolls).reindex(asked.index).assign(roll=schools.roll)
    sheets = {
        "Whole class": (schools.classes, CLASS),
        "Tuition": (schools.lessons, KIND),
        "Ensembles": (schools.ensembles, GROUP),
    }
    pupils = {name: _readable(*sheet, ["pp"], asked.index) for name, sheet in sheets.items()}
    index = _representation(sum_of(pupils.values()), on_roll, ["pp"])
    yield ("I31", ""), index
    yield ("I31", "Share in activities"), index[:2]
    yield ("I31", "Share on roll"), index[2:]
    for name, some in pupils.items():
        yield ("I31", name), _representation(some, on_roll, ["pp"])
    both = NEEDS[1:]
    pupils = {name: _readable(*sheet, both, asked.index) for name, sheet in sheets.items()}
    everyone = sum_of(pupils.values())
    mainstream = everyone[~asked["is_special"].astype(bool)]
    index = _representation(mainstream, on_roll, both)
    yield ("I32", ""), index
    yield ("I32", "Share in activities"), index[:2]
    yield ("I32", "Share on roll"), index[2:]
    yield ("I32", "EHC plans"), _representation(mainstream, on_roll, both[:1])
    yield ("I32", "SEN support"), _representation(mainstream, on_roll, both[1:])
    yield ("I32", "With special schools"), _representation(everyone, on_roll, both)


def _readable(
    rows: pd.DataFrame, entity: Sequence[str], needs: Sequence[str], index: pd.MultiIndex
) -> pd.DataFrame:
    """Pupils and members of groups in the rows that give all of it."""
    told = rows.dropna(subset=["pupils", *needs])
    return peak(told, entity, ["pupils", *needs]).reindex(index)


def sum_of(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Frames added up; not known only where none of them is."""
    return pd.concat(list(frames)).groupby(level=OWNER).sum(min_count=1)


def _representation(
    pupils: pd.DataFrame, on_roll: pd.DataFrame, needs: Sequence[str]
) -> tuple[pd.Series, ...]:
    """The four figures of an index, over the schools of which all is known."""
    rolls = [f"{name}_roll" for name in needs]
    known = on_roll.reindex(pupils.index)
    same = pupils["pupils"].notna() & known[["roll", *rolls]].notna().all(axis=1)
    told, known = pupils[same], known[same]
    return (
        *(told[list(needs)].sum(axis=1), told["pupils"]),
        *(known[rolls].sum(axis=1), known["roll"]),
    )
