"""What pages read, kept until something it rests on has changed: accepted, loaded, set, received,
or the day. Never by time alone.

Results are frozen values and the KPIs in them are the catalogue's own, so they are shared as they
are, not copied for each visitor.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from hubdata.periods import Period
from hubdata.services.around import finding, frame
from hubdata.services.around.finding import Findables
from hubdata.services.around.frame import Frame
from hubdata.services.reach import progression, schools
from hubdata.services.reach.progression import Ladder
from hubdata.services.reach.schools import SchoolDetail, SchoolLine
from hubdata.services.reports import snapshots
from hubdata.services.reports.snapshots import Comparison
from hubdata.services.results import explaining, outlook, scorecards
from hubdata.services.results.explaining import Located
from hubdata.services.results.outlook import Outlook
from hubdata.services.results.scorecards import KpiResult, Standing
from hubdata.services.standards import benchmarks
from hubdata.services.standards.benchmarks import Standards
from hubdata.services.tracking import tracker
from hubdata.services.tracking.return_coverage import Coverage, GroupBy, load_coverage
from hubdata.services.tracking.tracker import Tracker

ENTRIES = 300
"""Results kept of each kind: some terms and KPIs of a few revisions; the oldest go first."""

FEW = 20
"""Of explanations, which hold thousands of cells each."""


def read_frame() -> Frame:
    """The hub's name, periods and authorities."""
    return _frame(frame.load_revision_key())


def read_findable() -> Findables:
    """Every school, partner and KPI, to be found by typing."""
    return _findable(frame.load_revision_key())


def read_standing(period: Period) -> Standing:
    """Every KPI of a period, of the hub and of each authority."""
    return _standing(frame.load_revision_key(), period.slot)


def read_trend(kpi_id: str, period: Period, *, la_code: str | None) -> Sequence[KpiResult]:
    """A KPI over the terms (or years) up to a period, oldest first."""
    return _trend(frame.load_revision_key(), kpi_id, period.slot, la_code)


def read_split(kpi_id: str, periods: Sequence[Period], *, split: str) -> Sequence[KpiResult]:
    """A KPI by the parts of a split, for some periods."""
    slots = tuple(period.slot for period in periods)
    return _split(frame.load_revision_key(), kpi_id, slots, split)


def read_outlook(kpi_id: str, period: Period, *, la_code: str | None) -> Outlook | None:
    """Where the year of a period is likely to end; `None` for a KPI that is not told there."""
    return _outlooks(frame.load_revision_key(), kpi_id, period.slot, la_code).get(kpi_id)


def read_outlooks(period: Period, *, la_code: str | None) -> Mapping[str, Outlook]:
    """The same for every KPI, by id."""
    return _outlooks(frame.load_revision_key(), "", period.slot, la_code)


def read_standards(kpi_id: str) -> Standards:
    """What a KPI is compared with from outside its returns."""
    return _standards(frame.load_revision_key(), kpi_id)


def read_comparison(name: str) -> Comparison:
    """A snapshot against now. Raises `UnknownThing`."""
    return _comparison(frame.load_revision_key(), name)


def read_explanation(
    kpi_id: str,
    period: Period,
    *,
    la_code: str | None,
    of: tuple[str, str] = ("", ""),
    number: str = "",
) -> Located:
    """The schools and cells behind a KPI; `of` is a split and its part, `number` the figure that is
    asked for.
    """
    return _explanation(frame.load_revision_key(), kpi_id, period.slot, la_code, of, number)


def read_tracker(period: Period, *, kind: str = "school-return") -> Tracker:
    """Who has returned for a period."""
    return _tracker(frame.load_revision_key(), period.slot, kind)


def read_return_coverage(
    period: Period, by: GroupBy, *, kind: str, la_code: str | None
) -> Coverage:
    """Who has returned over the terms up to a period."""
    return _return_coverage(frame.load_revision_key(), period.slot, by.value, kind, la_code)


def read_school_lines(period: Period) -> Sequence[SchoolLine]:
    """Every school asked for a period, with its return and engagement."""
    return _school_lines(frame.load_revision_key(), period.slot)


def read_school(urn: str, period: Period) -> SchoolDetail:
    """One school. Raises `UnknownThing`."""
    return _school(frame.load_revision_key(), urn, period.slot)


def read_ladder(period: Period, *, la_code: str | None) -> Ladder:
    """The ladder of progression."""
    return _ladder(frame.load_revision_key(), period.slot, la_code)


def read_ladder_split(period: Period, *, split: str) -> Mapping[str, Ladder]:
    """The ladder by the parts of a split."""
    return _ladder_split(frame.load_revision_key(), period.slot, split)


@st.cache_resource(show_spinner=False, max_entries=10)
def _frame(revision: str) -> Frame:
    return frame.load_frame()


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _findable(revision: str) -> Findables:
    return finding.load_findables()


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _standing(revision: str, slot: int) -> Standing:
    return scorecards.load_standing(Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _trend(revision: str, kpi_id: str, slot: int, la_code: str | None) -> Sequence[KpiResult]:
    return scorecards.load_trend(kpi_id, Period.at_slot(slot), la_code=la_code)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _outlooks(revision: str, kpi_id: str, slot: int, la_code: str | None) -> Mapping[str, Outlook]:
    return outlook.load_outlooks(Period.at_slot(slot), la_code=la_code, kpi_id=kpi_id)


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _comparison(revision: str, name: str) -> Comparison:
    return snapshots.compare_with_now(name)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _standards(revision: str, kpi_id: str) -> Standards:
    return benchmarks.load_standards(kpi_id)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _split(revision: str, kpi_id: str, slots: tuple[int, ...], split: str) -> Sequence[KpiResult]:
    return scorecards.load_split(kpi_id, [Period.at_slot(slot) for slot in slots], split=split)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _tracker(revision: str, slot: int, kind: str) -> Tracker:
    return tracker.load_tracker(Period.at_slot(slot), kind=kind)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _return_coverage(revision: str, slot: int, by: str, kind: str, la_code: str | None) -> Coverage:
    return load_coverage(Period.at_slot(slot), GroupBy(by), kind=kind, la_code=la_code)


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _explanation(
    revision: str, kpi_id: str, slot: int, la_code: str | None, of: tuple[str, str], number: str
) -> Located:
    split_name, part = of
    period = Period.at_slot(slot)
    return explaining.explain_kpi(
        kpi_id, period, la_code=la_code, split_name=split_name, part=part, number=number
    )


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _school_lines(revision: str, slot: int) -> Sequence[SchoolLine]:
    return schools.load_school_lines(Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _school(revision: str, urn: str, slot: int) -> SchoolDetail:
    lines = _school_lines(revision, slot)
    return schools.load_school(urn, Period.at_slot(slot), lines=lines)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _ladder(revision: str, slot: int, la_code: str | None) -> Ladder:
    return progression.load_ladder(Period.at_slot(slot), la_code=la_code)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _ladder_split(revision: str, slot: int, split: str) -> Mapping[str, Ladder]:
    return progression.load_ladder_split(Period.at_slot(slot), split=split)
