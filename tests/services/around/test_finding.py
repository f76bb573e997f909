"""What can be found by typing: every KPI, partner and school of the hub, and nothing of others."""

import pytest

from hubdata.register.partners import Partner
from hubdata.services.around.finding import FoundKind, load_findables
from hubdata.services.kpis import list_kpis
from hubdata.services.registers.partners import save_partner
from hubdata.vocabulary import PartnerKind
from tests.pages.standing_hub import NASTY, NORTH, SOUTH, load_ten_schools

pytestmark = pytest.mark.usefixtures("hub_store")


def of_kind(kind: FoundKind) -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in load_findables().items if one.kind is kind]


def test_every_kpi_school_and_partner_is_there_once() -> None:
    load_ten_schools()
    partner = Partner(partner_id="P01", name="Tideline", kind=PartnerKind.COMMUNITY_MUSIC)
    save_partner(partner, actor="Ann")
    assert [one for one, _ in of_kind(FoundKind.KPI)] == [kpi.id for kpi in list_kpis()]
    assert of_kind(FoundKind.PARTNER) == [("P01", "Tideline")]
    schools = of_kind(FoundKind.SCHOOL)
    assert sorted(urn for urn, _ in schools) == [str(urn) for urn in (*NORTH, *SOUTH)]
    assert ("900002", NASTY) in schools


def test_a_school_is_told_from_others_of_its_name_by_its_place_and_urn() -> None:
    load_ten_schools()
    notes = {one.id: one.note for one in load_findables().items}
    assert notes["900001"].endswith("900001")
    assert notes["S04"] == "S04, Schools"


def test_the_revision_changes_with_what_is_there_and_says_nothing_of_the_store() -> None:
    before = load_findables().revision
    load_ten_schools()
    after = load_findables().revision
    assert before != after
    assert "sqlite" not in after
