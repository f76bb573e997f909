"""What the pages about schools and partners read, kept as `cached` keeps things:
until something they rest on has changed, never by time alone.
"""

from collections.abc import Sequence

import streamlit as st

from hubdata.periods import Period
from hubdata.services.around import frame
from hubdata.services.reach import (
    cold_spots,
    gaps,
    ground,
    histories,
    partner_histories,
    partner_profiles,
    school_profiles,
    schools,
)
from hubdata.services.reach.cold_spots import ColdSpots
from hubdata.services.reach.gaps import Gap
from hubdata.services.reach.ground import Ground
from hubdata.services.reach.histories import Histories
from hubdata.services.reach.partner_histories import PartnerLines
from hubdata.services.reach.partner_profiles import PartnerProfile
from hubdata.services.reach.school_profiles import SchoolProfile
from hubdata.services.reach.schools import Counted
from hubdata.services.results import joining
from hubdata.services.results.joining import Joined
from hubdata.services.tracking import quality
from hubdata.services.tracking.quality import Returned
from pages.components.kit.cached import ENTRIES, FEW


def read_histories(period: Period) -> Histories:
    """What every school did over the terms up to a period."""
    return _histories(frame.load_revision_key(), period.slot)


def read_cold_spots(period: Period, *, la_code: str | None) -> ColdSpots:
    """The schools that had no support for three terms."""
    return _cold_spots(frame.load_revision_key(), period.slot, la_code)


def read_gaps(period: Period, *, la_code: str | None) -> Sequence[Gap]:
    """Who takes part less than their share."""
    return _gaps(frame.load_revision_key(), period.slot, la_code)


def read_ground() -> Ground:
    """What the map is drawn on."""
    return _ground(frame.load_revision_key())


def read_joined(period: Period, urns: Sequence[str], *, la_code: str | None) -> Sequence[Joined]:
    """What KPIs would be if these schools joined."""
    return _joined(frame.load_revision_key(), period.slot, tuple(sorted(urns)), la_code)


def read_profile(urn: str, period: Period) -> SchoolProfile:
    """What a school does in music."""
    return _profile(frame.load_revision_key(), urn, period.slot)


def read_returned(sources: Sequence[str], *, kind: str) -> Sequence[Returned]:
    """The returns of a source and its forerunners."""
    return _returned(frame.load_revision_key(), tuple(sources), kind)


def read_counted(urn: str, period: Period) -> Sequence[Counted]:
    """What a school adds to every KPI."""
    return _counted(frame.load_revision_key(), urn, period.slot)


def read_partner_lines(period: Period) -> PartnerLines:
    """Every partner of a period, with its history."""
    return _partner_lines(frame.load_revision_key(), period.slot)


def read_partner_profile(partner_id: str, period: Period) -> PartnerProfile:
    """One partner. Raises `UnknownThing`."""
    return _partner_profile(frame.load_revision_key(), partner_id, period.slot)


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _histories(revision: str, slot: int) -> Histories:
    return histories.load_histories(Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _cold_spots(revision: str, slot: int, la_code: str | None) -> ColdSpots:
    if la_code is not None:
        return _cold_spots(revision, slot, None).within(la_code)
    return cold_spots.find_cold_spots(_histories(revision, slot))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _gaps(revision: str, slot: int, la_code: str | None) -> Sequence[Gap]:
    return gaps.load_gaps(Period.at_slot(slot), la_code=la_code)


@st.cache_resource(show_spinner=False, max_entries=2)
def _ground(revision: str) -> Ground:
    return ground.load_ground()


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _joined(
    revision: str, slot: int, urns: tuple[str, ...], la_code: str | None
) -> Sequence[Joined]:
    return joining.load_joined(Period.at_slot(slot), urns, la_code=la_code)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _profile(revision: str, urn: str, slot: int) -> SchoolProfile:
    return school_profiles.load_profile(urn, Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _returned(revision: str, sources: tuple[str, ...], kind: str) -> Sequence[Returned]:
    return quality.load_returned(sources, kind=kind)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _counted(revision: str, urn: str, slot: int) -> Sequence[Counted]:
    return schools.load_counted(urn, Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=FEW)
def _partner_lines(revision: str, slot: int) -> PartnerLines:
    return partner_histories.load_partner_lines(Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _partner_profile(revision: str, partner_id: str, slot: int) -> PartnerProfile:
    return partner_profiles.load_partner_profile(partner_id, Period.at_slot(slot))
