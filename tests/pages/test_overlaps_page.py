"""Told twice: both tellings side by side, deciding, and taking it back."""

import pytest

from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.services.intake.overlaps import find_case, load_cases
from hubdata.services.registers.partners import save_partner
from hubdata.services.results.scorecards import load_results
from hubdata.vocabulary import PartnerKind
from pages.components.kit.places import KPI, OVERLAPS, UPLOAD
from tests.pages.returns_hub import ASH, AUTUMN, load_two_schools, return_of, take_in
from tests.pages.running import open_page, text_of, title_of
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


PLACES = ("Ardale", "Brackley", "Corvane", "Denholt", "Elswick", "Farrow")
KINDS = (
    "Garston",
    "Haleby",
    "Ickham",
    "Lakeside",
    "Northfield",
    "Oakham",
    "Penrose",
    "Riverside",
    "Quarry",
)


def take_in_both(*names: str) -> None:
    """Ash Primary tells of 9 members of the orchestra (or of each of some), the partner of 60."""
    load_two_schools()
    save_partner(Partner("P02", "Harrow Vale Music", PartnerKind.COMMUNITY_MUSIC), actor="Ann")
    told = [
        {**ENSEMBLE, "ensemble_id": f"E{number}", "name": name}
        for number, name in enumerate(names or [ENSEMBLE["name"]])
    ]
    take_in(return_of(ASH, Ensembles=[{**one, "members_ks3": 9} for one in told]), accept=True)
    front = [{"time_period": 202627, "term": "autumn", "partner_id": "P02"}]
    sheets = {"Return": front, "Ensembles": [{**one, "members_ks3": 60} for one in told]}
    take_in(workbook(sheets), name="p02.xlsx", accept=True)


def members(period: Period = AUTUMN) -> float | None:
    return next(r.numerator for r in load_results([period]) if r.kpi.id == "M25")


def test_a_hub_in_which_nothing_was_told_twice_is_told_what_will_be_here() -> None:
    app = open_page(OVERLAPS)
    assert "Nobody told us twice" in title_of(app)
    assert [button.label for button in app.button] == ["Upload returns"]


def test_both_tellings_stand_side_by_side_with_what_they_concern() -> None:
    take_in_both()
    app = open_page(OVERLAPS)
    assert title_of(app).startswith("1 activity was told by two sources")
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
    assert title_of(app).endswith("all are decided")
    next(button for button in app.button if button.label == "Take the decision back").click().run()
    assert members() == 60


def test_a_long_list_is_drawn_in_pages_and_any_of_it_can_be_asked_for() -> None:
    take_in_both(*(f"{place} {kind} Orchestra" for place in PLACES for kind in KINDS))
    app = open_page(OVERLAPS)
    assert title_of(app).endswith("54 to decide")
    assert "1 to 50 of 54 activities Next page" in text_of(app)
    assert "Farrow Quarry Orchestra" not in text_of(app)
    app.query_params["page"] = "2"
    app.run()
    assert "51 to 54 of 54 activities Previous page" in text_of(app)
    last = load_cases(AUTUMN)[-1]
    assert find_case(AUTUMN, last.key) == last
    assert find_case(AUTUMN, "0" * 8) is None
    app.query_params |= {"page": "1", "overlap": last.key}
    app.run()
    assert f"{last.title}, Autumn 2026/27" in text_of(app)


def test_an_activity_that_is_not_there_is_told_and_the_first_of_the_list_shown() -> None:
    take_in_both()
    app = open_page(OVERLAPS)
    app.query_params["overlap"] = "nothing"
    text = text_of(app.run())
    assert "There is no activity told twice “nothing” here; the first of the list is shown" in text


def test_the_kpi_and_the_uploads_lead_here() -> None:
    take_in_both()
    app = open_page(KPI)
    app.query_params |= {"kpi": "M25", "year": "202627", "term": "autumn"}
    app.run()
    assert "1 activity that two sources told us of counts once" in text_of(app)
    assert "1 activity was told by two sources" in text_of(open_page(UPLOAD))
