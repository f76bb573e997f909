"""What helps to plan a visit or an offer: what schools said last gets in their way and would help
most, and whom to write to. Internal: it names schools."""

from __future__ import annotations

from dataclasses import dataclass

from hubdata.periods import Period
from hubdata.returns.kinds import SCHOOL_RETURN, SUPPORT
from hubdata.services.intake.contacts import Contact, load_contacts
from hubdata.services.results.bases import load_bases
from hubdata.store.engine import reading
from hubdata.store.intake import returns
from hubdata.store.tables import row_table


@dataclass(frozen=True)
class Planning:
    """A school's own words, of the last return that had any, and its contact."""

    barriers: str
    wanted: str
    contact: Contact


def load_planning(period: Period) -> dict[str, Planning]:
    """By the URN of each school asked for the period; those that never said anything too."""
    with reading() as session:
        base = load_bases(session, [period])[period]
        table = row_table(SCHOOL_RETURN.sheet(SUPPORT))
        latest = returns.load_latest_rows(session, table, before_slot=period.slots[-1] + 1)
        contacts = load_contacts(session, period, kind=SCHOOL_RETURN.name)
    told = {base.owner_of(source): rows[0] for source, rows in latest.items() if rows}
    mailboxes = {base.owner_of(source): one for source, one in contacts.items()}
    return {
        school.urn: Planning(
            barriers=str((told.get(school.urn) or {}).get("barriers") or ""),
            wanted=str((told.get(school.urn) or {}).get("support_wanted") or ""),
            contact=mailboxes.get(school.urn, Contact()),
        )
        for school in base.schools
    }
