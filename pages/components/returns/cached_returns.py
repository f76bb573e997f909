"""What the pages of returns and of the register read, kept as `cached` keeps everything: until
something it rests on has changed.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from hubdata.periods import Period
from hubdata.services.around import frame
from hubdata.services.intake import overlaps
from hubdata.services.intake.overlaps import OverlapCase
from hubdata.services.registers import register_sources
from hubdata.services.registers.register_sources import SchoolCounts
from pages.components.kit.cached import FEW


def read_overlaps(period: Period) -> Sequence[OverlapCase]:
    """Every overlap of a period, those that wait for a decision first."""
    return _overlaps(frame.load_revision_key(), period.slot)


def read_open_overlaps() -> Mapping[Period, int]:
    """How many overlaps wait for a decision, by term."""
    return _open_overlaps(frame.load_revision_key())


def read_school_counts(day: date) -> SchoolCounts:
    """The schools of a day by phase and authority."""
    return _school_counts(frame.load_revision_key(), day.isoformat())


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _overlaps(revision: str, slot: int) -> Sequence[OverlapCase]:
    return overlaps.load_cases(Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _open_overlaps(revision: str) -> Mapping[Period, int]:
    return overlaps.count_open()


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _school_counts(revision: str, day: str) -> SchoolCounts:
    return register_sources.count_by_place(date.fromisoformat(day))
