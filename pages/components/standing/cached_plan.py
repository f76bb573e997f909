"""What the pages of goals, functions and outcomes read, kept as `pages.components.kit.cached` keeps
things: until something they rest on has changed.
"""

from collections.abc import Sequence

import streamlit as st

from hubdata.framework import StrategicFunction
from hubdata.periods import Period
from hubdata.services.around import frame
from hubdata.services.plan import evidence, limbs
from hubdata.services.plan.evidence import Evidence
from hubdata.services.plan.limbs import Facts
from pages.components.kit.cached import ENTRIES, read_frame


def read_facts(period: Period, functions: Sequence[StrategicFunction]) -> Facts:
    """The facts beside the KPIs of some functions."""
    return _facts(frame.load_revision_key(), period.slot, tuple(functions))


def read_evidence(period: Period) -> Evidence:
    """Documents, lead schools, projects and stories."""
    return _evidence(frame.load_revision_key(), period.slot)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _facts(revision: str, slot: int, functions: tuple[StrategicFunction, ...]) -> Facts:
    return limbs.load_facts(Period.at_slot(slot), functions, read_frame().authorities)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _evidence(revision: str, slot: int) -> Evidence:
    return evidence.load_evidence(Period.at_slot(slot))
