"""The register of partners: lists as hubs keep them, changes one at a time, nothing lost."""

from dataclasses import replace
from datetime import date

import pytest

from hubdata.errors import RefusedFile, UnknownThing, UnreadableFile, UserError
from hubdata.register.partners import Partner
from hubdata.services.registers.partners import (
    load_partner,
    load_partner_list,
    load_partners,
    save_partner,
)
from hubdata.store.audit import load_entries
from hubdata.store.engine import reading
from hubdata.vocabulary import PartnerKind
from tests.returns.workbooks import build_csv, build_grids

HEADINGS = ["Partner ID", "Name", "Kind of partner", "Local authorities", "Agreement", "Email"]
TIDELINE = ["P01", "Tideline Community Music", "community", "991; 993", "Y", "hello@tide.example"]
QUAY = ["P02", "Quay Street Studios", "Music industry", None, "N", None]

pytestmark = pytest.mark.usefixtures("hub_store")


def load(*rows: list, name: str = "partners.xlsx"):
    return load_partner_list(name, build_grids({"Partners 2026": rows}), actor="Ada")


def test_a_list_is_loaded_with_its_own_headings():
    loaded = load(["Our partners"], [], HEADINGS, TIDELINE, QUAY)
    assert (loaded.added, loaded.changed, loaded.unchanged) == (("P01", "P02"), (), 0)
    assert loaded.issues == ()
    assert load_partners()["P01"] == Partner(
        partner_id="P01",
        name="Tideline Community Music",
        kind=PartnerKind.COMMUNITY_MUSIC,
        la_codes=("991", "993"),
        agreement_signed=True,
        mailbox="hello@tide.example",
    )


def test_a_csv_is_a_list_too():
    content = build_csv([HEADINGS, TIDELINE])
    assert load_partner_list("partners.csv", content, actor="Ada").added == ("P01",)


def test_loading_the_same_list_again_changes_nothing():
    load(HEADINGS, TIDELINE, QUAY)
    again = load(HEADINGS, TIDELINE, QUAY)
    assert (again.added, again.changed, again.unchanged) == ((), (), 2)


def test_what_a_list_leaves_blank_stays_as_it_was():
    load(HEADINGS, TIDELINE)
    loaded = load(["ID", "Organisation", "Commitments"], ["p01", "Tideline Music", "yes"])
    partner = load_partner("p01")
    assert loaded.changed == ("P01",)
    assert (partner.name, partner.commitments_signed) == ("Tideline Music", True)
    assert (partner.mailbox, partner.kind) == ("hello@tide.example", PartnerKind.COMMUNITY_MUSIC)


def test_partners_that_a_list_does_not_name_stay():
    load(HEADINGS, TIDELINE, QUAY)
    load(HEADINGS, QUAY)
    assert list(load_partners()) == ["P01", "P02"]


def test_a_row_without_id_is_the_partner_of_that_name_or_is_given_one():
    load(HEADINGS, TIDELINE)
    loaded = load(
        ["Name", "Type", "Email"],
        ["tideline community music", "community", "office@tide.example"],
        ["Drum Works", "industry", None],
    )
    assert (loaded.changed, loaded.added) == (("P01",), ("P02",))
    assert load_partner("P02").name == "Drum Works"


def test_a_row_that_cannot_be_used_is_said_and_the_others_are_loaded():
    loaded = load(HEADINGS, TIDELINE, ["P03", "Oompah", "brass band", None, None, None], QUAY)
    assert loaded.added == ("P01", "P02")
    (issue,) = loaded.issues
    assert issue.startswith('Partners 2026, row 3 (Kind of partner): "brass band"')


def test_a_new_partner_needs_a_kind():
    loaded = load(["Partner ID", "Name", "Email"], ["P05", "Oompah", "oompah@oompah.example"])
    assert loaded.added == ()
    assert "its kind is missing" in loaded.issues[0]


def test_the_same_id_twice_is_said():
    loaded = load(HEADINGS, TIDELINE, [*TIDELINE[:1], "Another", *TIDELINE[2:]])
    assert loaded.added == ("P01",)
    assert "P01 is in the list twice" in loaded.issues[0]
    assert load_partner("P01").name == "Tideline Community Music"


def test_an_id_of_digits_would_be_taken_for_a_school():
    loaded = load(HEADINGS, [900123, *TIDELINE[1:]])
    assert loaded.added == ()
    assert "P900123" in loaded.issues[0]


def test_a_file_without_a_list_is_refused_with_the_way_out():
    with pytest.raises(UnreadableFile, match="no list of partners"):
        load(["Room", "Colour"], ["Hall", "red"])
    with pytest.raises(RefusedFile):
        load(["Forename", "Surname", "DOB"], ["Barnaby", "Quillfeather", "19/11/2014"])


def test_a_partner_is_added_changed_and_remembered_in_the_audit_log():
    partner = Partner("P09", "Marsh Opera", PartnerKind.OTHER_ARTS)
    assert save_partner(partner, actor="Ada")
    assert not save_partner(partner, actor="Ada")
    assert save_partner(replace(partner, agreement_signed=True), actor="Bea")
    with reading() as session:
        entries = load_entries(session, subject="partner P09")
        told = [(entry.action, entry.actor, entry.detail) for entry in entries]
    assert told[0] == ("changed partner", "Bea", "agreement_signed: yes (was blank)")
    assert told[1][:2] == ("added partner", "Ada")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"partner_id": "a b"}, "will not do"),
        ({"partner_id": "HUB"}, "will not do"),
        ({"name": ""}, "name is missing"),
        ({"mailbox": "hello"}, "not a mailbox"),
        ({"starts_on": date(2026, 1, 1), "ends_on": date(2025, 1, 1)}, "ends before it starts"),
    ],
)
def test_what_will_not_do_is_said_and_not_saved(change, said):
    partner = replace(Partner("P09", "Marsh Opera", PartnerKind.OTHER_ARTS), **change)
    with pytest.raises(UserError, match=said):
        save_partner(partner, actor="Ada")
    assert load_partners() == {}


def test_an_unknown_partner_is_said_so():
    with pytest.raises(UnknownThing, match="P77"):
        load_partner("P77")
