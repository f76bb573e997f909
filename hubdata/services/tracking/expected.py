"""Of whom a return is expected in a period: schools, partners, or the lead organisation itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from hubdata.calendar import Dates
from hubdata.kpis.language.base import Base
from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.returns.kinds import HUB, ReturnKind
from hubdata.services.results.bases import load_bases
from hubdata.services.settings import HubSettings
from hubdata.store.hub import settings as stored_settings
from hubdata.store.registers.partners import load_partners


@dataclass(frozen=True)
class ExpectedSource:
    """One source. `group` is a school's phase or a partner's kind; blank is not known."""

    source: str
    name: str
    la_code: str = ""
    la_name: str = ""
    group: str = ""


@dataclass(frozen=True)
class Expected:
    """All sources of a period. `counted_as` says under which of them another's return counts."""

    sources: tuple[ExpectedSource, ...]
    counted_as: Mapping[str, str] = field(default_factory=dict)

    def owner_of(self, source: str) -> str:
        """The source under which a return counts: its own, if nothing else is known of it."""
        return self.counted_as.get(source, source)


def load_expected(session: Session, kind: ReturnKind, period: Period) -> Expected:
    """The sources a kind of return is expected of."""
    return load_expected_in(session, kind, [period])[period]


def load_expected_in(
    session: Session, kind: ReturnKind, periods: Sequence[Period]
) -> dict[Period, Expected]:
    """The sources a kind of return is expected of in some periods, with one reading of each
    register."""
    if kind.source_field == "school_urn":
        bases = load_bases(session, periods)
        return {period: _schools(bases[period]) for period in periods}
    if kind.source_field == "partner_id":
        return {period: _partners(session, period) for period in periods}
    alone = Expected((ExpectedSource(HUB, lead_organisation(session)),))
    return dict.fromkeys(periods, alone)


def lead_organisation(session: Session) -> str:
    """The lead organisation's name, or the hub's until it is set."""
    hub = HubSettings(**stored_settings.load_values(session))
    return hub.lead_organisation or hub.hub_name


def is_expected(partner: Partner, dates: Dates) -> bool:
    """Whether a partnership lasts in a term or year; one without commitments is not asked."""
    if partner.commitments_signed is False:
        return False
    return partner.is_active_between(dates.start, dates.end)


def _schools(base: Base) -> Expected:
    sources = (
        ExpectedSource(
            school.urn,
            school.name,
            school.la_code or "",
            school.la_name or "",
            school.phase or "",
        )
        for school in base.schools
    )
    return Expected(tuple(sources), base.moved)


def _partners(session: Session, period: Period) -> Expected:
    dates = stored_settings.load_calendar(session).dates_of(period)
    sources = (
        ExpectedSource(one.partner_id, one.name, ", ".join(one.la_codes), group=one.kind.value)
        for one in load_partners(session).values()
        if is_expected(one, dates)
    )
    return Expected(tuple(sources))
