"""What the pages of returns and of the register read, kept as `cached` keeps everything: until
something it rests on has changed.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from hubdata.periods import Period
from hubdata.services.around import frame
from hubdata.services.intake import overlaps
from hubdata.services.intake.overlaps import CaseCount, OverlapCase
from hubdata.services.registers import register_sources
from hubdata.services.registers.register_sources import SchoolCounts
from pages.components.kit.cached import FEW
from pages.components.kit.paging import PAGE


def read_overlaps(period: Period, *, only_waiting: bool, page: int) -> Sequence[OverlapCase]:
    """A page of the overlaps of a period, those that wait for a decision first."""
    return _overlaps(frame.load_revision_key(), period.slot, only_waiting, page)


def read_overlap(period: Period, key: str) -> OverlapCase | None:
    """The overlap that a key in an address stands for."""
    return _overlap(frame.load_revision_key(), period.slot, key)


def read_overlap_counts() -> Mapping[Period, CaseCount]:
    """How many overlaps there are, by term, the latest first."""
    return _overlap_counts(frame.load_revision_key())


def read_school_counts(day: date) -> SchoolCounts:
    """The schools of a day by phase and authority."""
    return _school_counts(frame.load_revision_key(), day.isoformat())


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _overlaps(revision: str, slot: int, only_waiting: bool, page: int) -> Sequence[OverlapCase]:
    skip = (page - 1) * PAGE
    period = Period.at_slot(slot)
    return overlaps.load_cases(period, only_waiting=only_waiting, skip=skip, most=PAGE)


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _overlap(revision: str, slot: int, key: str) -> OverlapCase | None:
    return overlaps.find_case(Period.at_slot(slot), key)


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _overlap_counts(revision: str) -> Mapping[Period, CaseCount]:
    return overlaps.count_cases()


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _school_counts(revision: str, day: str) -> SchoolCounts:
    return register_sources.count_by_place(date.fromisoformat(day))
