"""Partner register: adding, changing and ending partners, and loading a list of them."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.services.registers.partners import Partner, load_partners, save_partner
from hubdata.vocabulary import PartnerKind
from pages.components.hub.partner_form import build_partner_sheet
from tests.pages.running import dashboard, open_page, text_of, title_of

PAGE = "pages/hub/partner_register.py"
TIDELINE = Partner("P07", "Tideline Community Music", PartnerKind.COMMUNITY_MUSIC)

pytestmark = pytest.mark.usefixtures("hub_store")


def open_form(partner: str) -> AppTest:
    app = dashboard()
    app.query_params["partner"] = partner
    app.run()
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def field(app: AppTest, label: str):
    return next(one for one in app.text_input if one.label == label)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_a_hub_without_partners_is_told_how_to_begin() -> None:
    app = open_page(PAGE)
    assert title_of(app) == "No partner is in the register yet"
    assert "load the list you keep" in text_of(app)


def test_a_partner_is_added_with_an_id_of_its_own() -> None:
    app = open_form("new")
    assert field(app, "ID").value == "P01"
    field(app, "Name").set_value("Marsh Opera")
    field(app, "Partner since").set_value("1/9/2025")
    text = text_of(press(app, "Save the partner"))
    assert "Marsh Opera (P01) is saved." in text
    assert "The hub has 1 partner" in text
    assert load_partners()["P01"].starts_on.isoformat() == "2025-09-01"


def test_the_list_names_whom_to_write_to_and_its_file_has_what_is_loaded_again() -> None:
    kept = replace(
        TIDELINE,
        contact_role="Programme manager",
        mailbox="hello@tideline.example",
        ends_on=date(2026, 8, 31),
    )
    save_partner(kept, actor="Ann")
    text = text_of(open_page(PAGE))
    assert "Tideline Community Music P07 Community music until 31 Aug 2026 Whole hub" in text
    assert "Programme manager hello@tideline.example" in text
    sheet = build_partner_sheet(load_partners(), {})
    assert dict(zip(sheet.columns, sheet.rows[0], strict=True)) == {
        "Partner": "Tideline Community Music",
        "ID": "P07",
        "Kind": "Community music",
        "Local authorities": "Whole hub",
        "Agreement": "Not known",
        "Commitments": "Not known",
        "Mailbox": "hello@tideline.example",
        "Until": "31 Aug 2026",
    }


def test_what_will_not_do_is_said_and_nothing_is_saved() -> None:
    app = open_form("new")
    field(app, "Mailbox").set_value("nobody")
    field(app, "Partner since").set_value("soon")
    said = press(app, "Save the partner").error[0].value
    assert 'Partner since: "soon" is not a date' in said
    field(app, "Partner since").set_value("")
    said = press(app, "Save the partner").error[0].value
    assert "the name is missing" in said
    assert '"nobody" is not a mailbox' in said
    assert load_partners() == {}


def test_a_partnership_is_ended_and_its_history_is_told() -> None:
    save_partner(TIDELINE, actor="Ann")
    app = open_form("P07")
    field(app, "Until (blank: it goes on)").set_value("31/08/2026")
    press(app, "Save the partner")
    text = text_of(open_form("P07"))
    assert "ends_on: 2026-08-31 (was blank)" in text
    assert "name: Tideline Community Music" in text


def test_a_list_is_loaded_and_what_it_did_is_said() -> None:
    save_partner(TIDELINE, actor="Ann")
    app = open_page(PAGE)
    listed = b"Organisation,Type,Agreement\nMarsh Opera,other arts,Yes\nReed Trio,no such,Yes\n"
    app.file_uploader[0].upload("partners.csv", listed)
    app.run()
    text = text_of(press(app, "Load the list"))
    assert "partners.csv: 1 added, 0 changed, 0 as they were." in text
    assert "Marsh Opera" in text
    assert "no such" in text
