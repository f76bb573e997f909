"""Two partners of a hub: Tideline, which returns, and Marsh Opera, which is new and does not."""

from datetime import date
from typing import Any

from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.returns.checking.checked import CheckedReturn
from hubdata.returns.kinds import PARTNER_RETURN
from hubdata.services.registers.partners import save_partner
from hubdata.store.engine import writing
from hubdata.store.intake.acceptance import accept_parts
from hubdata.store.intake.files import NewFile, save_files
from hubdata.store.intake.returns import load_parts, save_returns
from hubdata.vocabulary import PartnerKind
from tests.store.build_returns import part

QUAY = {
    "project_id": "P07-A",
    "project_name": "Songs from the Quay",
    "function": "F4",
    "goal": "G2",
}


def save_two_partners() -> None:
    kind, began = PartnerKind.COMMUNITY_MUSIC, date(2026, 4, 20)
    save_partner(Partner("P07", "Tideline", kind, ("991",), agreement_signed=True), actor="Ann")
    save_partner(
        Partner("P08", "Marsh Opera", PartnerKind.OTHER_ARTS, starts_on=began), actor="Ann"
    )


def take(period: Period, *projects: dict[str, Any], **sheets: list[dict[str, Any]]) -> None:
    """Take in and accept a return of P07 with these projects, and rows of other sheets."""
    front = {"partner_id": "P07", "contact_email": "hello@tideline.example"}
    rows = {"Return": [front], "Projects": list(projects), **sheets}
    parts = tuple(part(name, *some, kind=PARTNER_RETURN) for name, some in rows.items())
    checked = CheckedReturn(PARTNER_RETURN, "P07", "Tideline", period, parts, ())
    with writing() as session:
        file = NewFile(f"P07 {period.code}.xlsx", period.code.encode())
        [(stored, _)] = save_files(session, [file], received_on=date(2026, 7, 1), actor="Ann")
        ids = save_returns(session, [(stored, checked)])
        accept_parts(session, [one.id for one in load_parts(session, ids)], actor="Ann")


def quay(sessions: int | None, people: int | None, **more: Any) -> dict[str, Any]:
    """A row of the project "Songs from the Quay"."""
    return QUAY | {"sessions_delivered": sessions, "participants_unique": people} | more
