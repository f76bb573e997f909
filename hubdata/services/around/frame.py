"""What the frame around every page needs: the hub's name, its periods and authorities, and the key
under which pages may keep what they have read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hubdata.brand.colours import INDIGO, Palette
from hubdata.calendar import TermCalendar
from hubdata.periods import Period
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.services.around.brand import palette_of
from hubdata.services.clock import today
from hubdata.services.settings import HubSettings
from hubdata.settings import load_settings
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.hub.logos import load_logo_version
from hubdata.store.intake.tracking import load_current_slots
from hubdata.store.registers import register as stored_register
from hubdata.store.revisions import load_stamp

WRONG_PAGE = "wrong_page"
"""Name in the home page's address of what was asked for where there is no such page."""


@dataclass(frozen=True)
class Frame:
    """The hub as the sidebar tells it. Periods are newest first; `default` is shown first."""

    hub_name: str
    is_sample: bool
    has_register: bool
    has_returns: bool
    periods: tuple[Period, ...]
    default: Period
    current: Period
    current_due_on: date
    authorities: Mapping[str, str]
    headline_kpis: tuple[str, ...] = ()
    palette: Palette = INDIGO
    logo: str = ""
    """The version of the hub's logo; "" if it has none."""


def load_frame() -> Frame:
    """The frame as it is today."""
    with reading() as session:
        hub = HubSettings(**stored_settings.load_values(session))
        calendar = stored_settings.load_calendar(session)
        told = [Period.at_slot(slot) for slot in load_current_slots(session)]
        current = calendar.term_of(today())
        schools = stored_register.load_schools(session).schools.values()
        logo = load_logo_version(session)
        names = {school.la_code: school.la_name or school.la_code for school in schools}
    return Frame(
        hub_name=hub.hub_name,
        is_sample=hub.is_sample,
        has_register=bool(names),
        has_returns=bool(told),
        periods=list_periods(told, current),
        default=choose_default(told, calendar, today()),
        current=current,
        current_due_on=calendar.due_on(SCHOOL_RETURN.name, current),
        authorities={code: names[code] for code in hub.la_codes if code in names},
        palette=palette_of(hub.colour),
        logo=logo,
        headline_kpis=hub.headline_kpis,
    )


def load_revision_key() -> str:
    """Changes exactly when something that results rest on does: an accepted part, the register, a
    setting, a target, a return that came, the day, the store itself. Never with time alone."""
    return f"{load_settings().database_url}|{today().isoformat()}|{load_stamp()}"


def list_periods(told: Sequence[Period], current: Period) -> tuple[Period, ...]:
    """Periods with returns, the current term, and the years of them all; newest first, and each
    year before its terms."""
    terms = {*told, current}
    return tuple(sorted(terms | {Period(period.year) for period in terms}, reverse=True))


def choose_default(told: Sequence[Period], calendar: TermCalendar, day: date) -> Period:
    """The newest period with returns that were due by now, else the newest with any, else the
    current term: a term in which returns still come in says little yet."""
    due = [period for period in told if calendar.due_on(SCHOOL_RETURN.name, period) <= day]
    return max(due or told, default=calendar.term_of(day))
