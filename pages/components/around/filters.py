"""What every page looks at: the term (or year) and the authority, chosen in the sidebar, kept in
the address as `year`, `term` and `la`, and kept when another page is opened.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.wording import name_period
from pages.components.kit.astray import note_unknown
from pages.components.kit.linked import keep_carried

PERIOD = "chosen_period"
AUTHORITY = "chosen_authority"
WHOLE_HUB = ""


def choose_period(periods: Sequence[Period], *, default: Period | None = None) -> Period | None:
    """A select of terms and years, newest first as the caller gives them; `None` where there is
    none to choose.
    """
    if not periods:
        return None
    asked = read_asked_period()
    kept = st.session_state.get(PERIOD)
    known = [one for one in (asked, kept, default) if one in periods]
    st.session_state[PERIOD] = (known or list(periods))[0]
    if asked not in periods:
        note_period(shown=st.session_state[PERIOD])
    chosen = st.selectbox(
        "Term",
        periods,
        key=PERIOD,
        format_func=name_period,
        on_change=write_choices,
        label_visibility="collapsed",
    )
    keep_carried(year=str(chosen.year.code), term=None if chosen.is_year else str(chosen.term))
    return chosen


def choose_authority(authorities: Mapping[str, str]) -> str | None:
    """A select of local authorities, {code: name}; `None` is the whole hub. A hub of one authority
    has no choice.
    """
    if len(authorities) < 2:
        keep_carried(la=None)
        return None
    asked, kept = st.query_params.get("la"), st.session_state.get(AUTHORITY)
    known = [one for one in (asked, kept) if one in authorities]
    is_told = asked is not None or "year" not in st.query_params
    st.session_state[AUTHORITY] = known[0] if known and is_told else WHOLE_HUB
    if asked and asked not in authorities:
        where = authorities.get(st.session_state[AUTHORITY], "the whole hub")
        note_unknown("authority", asked, shown=where)
    chosen = st.selectbox(
        "Local authority",
        [WHOLE_HUB, *authorities],
        key=AUTHORITY,
        format_func=lambda code: authorities.get(code, "Whole hub"),
        on_change=write_choices,
        label_visibility="collapsed",
    )
    keep_carried(la=chosen or None)
    return chosen or None


def chosen_period() -> Period | None:
    """The period every page looks at; `None` while the hub has no terms."""
    return st.session_state.get(PERIOD)


def chosen_authority() -> str | None:
    """The code of the authority every page looks at; `None` is the whole hub."""
    return st.session_state.get(AUTHORITY) or None


def read_asked_period() -> Period | None:
    """The period in the address; an address that names no such thing is treated as naming none."""
    year = st.query_params.get("year")
    if not year:
        return None
    try:
        return Period.parse(year, st.query_params.get("term"))
    except UnknownThing:
        return None


def note_period(*, shown: Period) -> None:
    """Says that the year and term in the address, if it names any, are not among the hub's."""
    asked = [st.query_params.get(name, "") for name in ("year", "term")]
    if any(asked):
        what = "year or term" if asked[0] else "year beside the term"
        note_unknown(what, " ".join(filter(None, asked)), shown=name_period(shown))


def write_choices() -> None:
    """Puts what was chosen into the address, all three together, so that it can be shared as it
    stands.
    """
    period, authority = st.session_state[PERIOD], st.session_state.get(AUTHORITY)
    write_or_drop("year", str(period.year.code))
    write_or_drop("term", None if period.is_year else str(period.term))
    write_or_drop("la", authority or None)


def write_or_drop(name: str, value: str | None) -> None:
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
