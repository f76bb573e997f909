"""Told twice: both tellings side by side, deciding, and taking it back."""

import pytest

from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.services.registers.partners import save_partner
from hubdata.services.results.scorecards import load_results
from hubdata.vocabulary import PartnerKind
from pages.components.kit.places import KPI, OVERLAPS, UPLOAD
from tests.pages.returns_hub import ASH, AUTUMN, load_two_schools, return_of, take_in
from tests.pages.running import open_page, text_of
from tests.services.build_files import workbook

pytestmark = pytest.mark.usefixtures("hub_store")
ENSEMBLE = {
    "ensemble_id": "HVYO",
    "name": "Harrow Vale Youth Orchestra",
    "type": "orchestra",
    "organiser": "area hub",
    "hub_supported": "Y",
    "weeks_met": 10,
    "meets_weekly": "Y",
}


def take_in_both() -> None:
    """Ash Primary tells of 9 members of the orchestra, the partner of 60."""
    load_two_schools()
    save_partner(Partner("P02", "Harrow Vale Music", PartnerKind.COMMUNITY_MUSIC), actor="Ann")
    take_in(return_of(ASH, Ensembles=[{**ENSEMBLE, "members_ks3": 9}]), accept=True)
    front = [{"time_period": 202627, "term": "autumn", "partner_id": "P02"}]
    sheets = {"Return": front, "Ensembles": [{**ENSEMBLE, "members_ks3": 60}]}
    take_in(workbook(sheets), name="p02.xlsx", accept=True)


def members(period: Period = AUTUMN) -> float | None:
    return next(r.numerator for r in load_results([period]) if r.kpi.id == "M25")


def test_a_hub_in_which_nothing_was_told_twice_is_told_what_will_be_here() -> None:
    app = open_page(OVERLAPS)
    assert "Nobody told us twice" in app.title[0].value
    assert [button.label for button in app.button] == ["Upload returns"]


def test_both_tellings_stand_side_by_side_with_what_they_concern() -> None:
    take_in_both()
    app = open_page(OVERLAPS)
    assert app.title[0].value.startswith("1 activity was told by two sources")
    text = text_of(app)
    assert "Ash Primary School Does not count" in text
    assert "Harrow Vale Music Counts" in text
    assert "People in it 9 Ensembles!" in text
    assert "Regular ensemble members" in text
    assert "Whoever organises an ensemble knows all its members" in text


def test_it_is_decided_with_a_reason_and_taken_back() -> None:
    take_in_both()
    assert members() == 60
    app = open_page(OVERLAPS)
    app.radio[0].set_value("first").run()
    decide = next(button for button in app.button if button.label == "Decide")
    decide.click().run()
    assert "Write down why" in text_of(app)
    app.text_input[-1].set_value("The school leads it")
    next(button for button in app.button if button.label == "Decide").click().run()
    assert not app.exception
    assert members() == 9
    assert "Decided: as told by Ash Primary School. The school leads it" in text_of(app)
    assert app.title[0].value.endswith("all are decided")
    next(button for button in app.button if button.label == "Take the decision back").click().run()
    assert members() == 60


def test_the_kpi_and_the_uploads_lead_here() -> None:
    take_in_both()
    app = open_page(KPI)
    app.query_params |= {"kpi": "M25", "year": "202627", "term": "autumn"}
    app.run()
    assert "1 activity that two sources told us of counts once" in text_of(app)
    assert "1 activity was told by two sources" in text_of(open_page(UPLOAD))
