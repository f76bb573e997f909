"""Where numbers come from: what stands behind them, of those who are really asked."""

import pytest

from pages.components.kit.places import SCORECARD
from tests.pages.running import find_links, open_kpi, open_page, text_of
from tests.pages.standing_hub import load_standing_hub
from tests.pages.takes_hub import load_takes_hub

pytestmark = pytest.mark.usefixtures("hub_store")


def links_of(app) -> str:
    """The page's own HTML, with its links."""
    own = [one for one in app.main if one.type == "bidi_component"]
    return "".join(str(one.proto.json) for one in own).replace("&amp;", "&")


@pytest.mark.parametrize(
    ("kpi_id", "said"),
    [
        ("U40b", "Base What the lead organisation told in its own return"),
        ("P19", "Base Exactly the partners whose counts are in the numerator"),
        ("P15", "Base All local authorities of the hub"),
        ("U40a", "Base All schools and partners that told of it"),
        ("S01", "Base All schools of the hub"),
    ],
)
def test_a_kpi_names_as_its_base_those_who_are_really_asked(kpi_id: str, said: str) -> None:
    load_takes_hub()
    assert said in text_of(open_kpi(kpi_id))


@pytest.mark.parametrize(
    ("kpi_id", "toggle", "head"),
    [
        ("U40b", "Show what each return adds", "Source Adds Answers The hub 84,000"),
        ("S13", "Show what each partner adds", "Partner Adds Answers Northmere Youth Band 14"),
        ("S01", "Show what each school adds", "School Adds Answers"),
    ],
)
def test_what_is_behind_a_number_is_told_of_those_who_are_really_asked(
    kpi_id: str, toggle: str, head: str
) -> None:
    load_takes_hub()
    app = open_kpi(kpi_id)
    app.toggle(key="behind").set_value(True).run()
    assert app.toggle(key="behind").label.startswith(toggle)
    assert head in text_of(app)
    is_of_schools = kpi_id == "S01"
    assert ("The schools and cells" in text_of(app)) is is_of_schools
    assert ("&urn=" in links_of(app)) is is_of_schools
    assert ("&partner=P01" in links_of(app)) is (kpi_id == "S13")


def test_a_number_of_the_scorecard_leads_to_what_it_is_made_of() -> None:
    load_standing_hub()
    app = open_page("pages/standing/kpi.py")
    app.query_params["kpi"] = "S01"
    app.query_params["explain"] = "true"
    app.run()
    text = text_of(app)
    assert "Where it comes from" in text
    assert "Numerator: 6; denominator: 10." in text
    assert "accepted by Ann on" in text
    assert "School 1 1 Support!B9 Help with the plan" in text or "Support!B9" in text


def test_a_number_of_a_phase_is_explained_by_the_schools_of_that_phase() -> None:
    load_standing_hub()
    app = open_page("pages/standing/kpi.py")
    for name, value in {
        "kpi": "S01",
        "explain": "true",
        "within": "phase",
        "of": "Secondary",
    }.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    text = text_of(app)
    assert "Secondary: where the number comes from" in text
    assert "Numerator: 1; denominator: 2." in text


def test_what_a_value_is_compared_with_and_made_of_leads_to_its_own_explanation() -> None:
    load_standing_hub()
    found = find_links(open_kpi("S01"))
    asked = {(words, query.get("term"), query.get("of")) for words, _, query in found}
    assert ("6 of 10", "summer", None) in asked  # what it is made of
    assert ("90%", "spring", None) in asked  # the term before
    assert ("50%", "summer", "Secondary") in asked  # a part, above its small line
    assert ("5 of 8", "summer", "Primary") in asked  # and in its table


def test_a_change_on_the_scorecard_leads_to_the_value_before() -> None:
    load_standing_hub()
    found = find_links(open_page(SCORECARD))
    [query] = [q for words, _, q in found if words == "−30 pts" and q.get("kpi") == "S01"]
    assert (query["term"], query["explain"]) == ("spring", "true")


def test_a_further_figure_is_explained_by_the_cells_of_its_own() -> None:
    load_standing_hub()
    app = open_page("pages/standing/kpi.py")
    unknown = "Schools of which it is not known whether they are rural"
    for name, value in {"kpi": "I36", "explain": "true", "number": unknown}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    text = text_of(app)
    assert f"{unknown}. Numerator: 10." in text
    assert "School 5 1" in text
