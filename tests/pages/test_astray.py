"""What an address asks for and is not here: every page says so in one sentence, and what it shows
instead.
"""

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.returns.kinds import PARTNER_RETURN
from hubdata.services.reports import board, board_packs
from pages.components.kit import places
from tests.pages.register import read_register
from tests.pages.running import dashboard, text_of
from tests.pages.standing_hub import SUMMER, load_standing_hub, load_ten_schools
from tests.pages.takes_hub import accept_return, load_takes_hub
from tests.pages.test_board_pages import HELD_ON

pytestmark = pytest.mark.usefixtures("hub_store")


def open_at(script: str, **query: str) -> AppTest:
    app = dashboard().run()
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(script).run()
    assert not app.exception
    return app


def notes_of(app: AppTest) -> list[str]:
    return [
        one
        for one in text_of(app).split("\n")
        if one.startswith("There is no ") and one.endswith(" instead.")
    ]


@pytest.mark.parametrize("script", [entry.script for entry in read_register()])
def test_every_page_says_that_a_year_and_an_authority_are_not_the_hubs(script: str) -> None:
    load_standing_hub()
    notes = notes_of(open_at(script, year="199900", term="spring", la="999"))
    assert notes == [
        "There is no year or term “199900 spring” here; Summer 2025/26 is shown instead.",
        "There is no authority “999” here; the whole hub is shown instead.",
    ]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ({"year": "202526", "term": "atumn"}, "no year or term “202526 atumn” here; Summer 2025"),
        ({"term": "spring"}, "no year beside the term “spring” here; Summer 2025/26 is shown"),
        ({"year": "202526", "term": "spring", "la": "<b>"}, "no authority “<b>” here; the whole"),
        ({"wrong_page": "scorcard"}, "no page “scorcard” here; the Overview is shown instead."),
    ],
)
def test_what_every_page_looks_at_is_told_where_it_is_not_there(
    query: dict[str, str], note: str
) -> None:
    load_standing_hub()
    assert f"There is {note}" in notes_of(open_at(places.OVERVIEW, **query))[0]


@pytest.mark.parametrize(
    ("script", "query", "note"),
    [
        (places.SCORECARD, {"show": "Offtrack"}, "choice of “Status” called “Offtrack” here; “All"),
        (places.SCORECARD, {"by": "By moon"}, "choice of “Group” called “By moon” here; “By func"),
        (places.SCORECARD, {"function": "F9"}, "function “F9” here; every function is shown"),
        (places.SCORECARD, {"goal": "G9"}, "goal “G9” here; every goal is shown instead."),
        (places.PLAN, {"view": "F9"}, "goal or function “F9” here; Partnership is shown instead."),
        (places.KPI, {"kpi": "Z99"}, "KPI “Z99”."),
        (places.KPI, {"kpi": "S01", "split": "Moon"}, "choice of “By” called “Moon” here; “Phase”"),
        (places.ACTIONS, {"action": "99"}, "such action here"),
        (places.TARGETS, {"view": "Edit", "kpi": "Z99"}, "KPI with targets “Z99” here; the first"),
        (places.TARGETS, {"view": "Moon"}, "choice of “Targets” called “Moon” here; “"),
        (places.SCHOOLS, {"engaged": "Perhaps"}, "choice of “Engaged” called “Perhaps” here; “"),
        (places.SCHOOLS, {"page": "99"}, "page of the list “99” here; the first is shown instead."),
        (places.PARTNERS, {"kind": "Choir"}, "choice of “Kind” called “Choir” here; “Every” is"),
        (places.COLD_SPOTS, {"school": "900001"}, "cold spot with the URN “900001” here; every"),
        (places.PROGRESSION, {"split": "Moon"}, "choice of “By” called “Moon” here; “Local auth"),
        (places.MONEY, {"over": "A week"}, "choice of “Added up over” called “A week” here; “Summ"),
        (places.AMOUNT, {"of": "income~actual", "financial": "soon"}, "financial year “soon” here"),
        (places.KPI, {"kpi": "S01", "explain": "true", "number": "Moon"}, "choice of “Number” c"),
        (places.ONE_RETURN, {"return": "1", "sheet": "Support", "row": "9"}, "row of Support with"),
        (places.TRACKER, {"whose": "Ours"}, "choice of “Whose returns” called “Ours” here; “"),
        (places.TRACKER, {"how_far": "Away"}, "choice of “How far” called “Away” here; “"),
        (places.UPLOAD, {"return": "999"}, "return of that number “999” here; the newest file is"),
        (places.ACTIONS, {"show": "None"}, "choice of “Show” called “None” here; “"),
        (places.SNAPSHOTS, {"snapshot": "May"}, "snapshot “May” here; the list of snapshots is"),
        (places.BOARD, {"meeting": "May"}, "meeting “May” here; the list of packs is shown inst"),
        (places.BOARD, {"meeting": "1", "edition": "last"}, "edition “last” here; the newest is"),
        (places.MEETING, {"meeting": "99"}, "meeting “99” here"),
        (places.MEETING, {"meeting": "1", "section": "kpi:Z9"}, "section “kpi:Z9” here; the whole"),
        (places.PARTNER_REGISTER, {"partner": "P99"}, "partner “P99” here; the list of partners"),
        (places.OWN_KPIS, {"kpi": "Z99"}, "KPI of the hub’s own “Z99” here; the list of them is"),
        (places.BENCHMARKS, {"kpi": "Z99"}, "KPI “Z99” here; every KPI is shown instead."),
        (places.DEFINITIONS, {"part": "Moon"}, "choice of “Show” called “Moon” here; “KPIs” is"),
        (places.ONE_RETURN, {"return": "1", "sheet": "Moon"}, "sheet in this return called “Moon”"),
        (places.ONE_RETURN, {"return": "999"}, "return “999” here"),
        (places.MATCH, {"file": "mine"}, "file “mine” here"),
        (places.PARTNER, {"partner": "P99"}, "partner “P99”"),
    ],
)  # fmt: skip
def test_a_page_tells_what_of_its_own_is_not_there(
    script: str, query: dict[str, str], note: str
) -> None:
    load_takes_hub()
    accept_return(PARTNER_RETURN, "P01", SUMMER, {})
    meeting = board.plan_meeting(HELD_ON, SUMMER, actor="Ann")
    board_packs.approve_pack(meeting, actor="Ann")
    assert f"There is no {note}" in text_of(open_at(script, **query))


def test_a_school_that_is_not_in_the_register_is_told_and_the_list_offered() -> None:
    load_ten_schools()
    assert "URN “1” is not in the register" in text_of(open_at(places.SCHOOL, urn="1"))


@pytest.mark.parametrize(
    ("script", "query"),
    [
        (places.OVERVIEW, {"year": "202526", "term": "spring", "la": "992"}),
        (places.OVERVIEW, {}),
        (places.SCORECARD, {"show": "Off track", "by": "By goal", "goal": "across"}),
        (places.PLAN, {"view": "G2"}),
        (places.KPI, {"kpi": "S01", "split": "Phase"}),
        (places.SCHOOLS, {"page": "1", "search": "no such school"}),
        (places.COLD_SPOTS, {"joining": "The five largest cold spots"}),
    ],
)
def test_nothing_is_said_where_all_is_there(script: str, query: dict[str, str]) -> None:
    load_standing_hub()
    assert notes_of(open_at(script, **query)) == []


def test_a_long_address_is_cut_short() -> None:
    load_standing_hub()
    note = notes_of(open_at(places.PLAN, view="x" * 400))[0]
    assert note.startswith("There is no goal or function “xxx")
    assert len(note) < 120


@pytest.mark.parametrize(
    "page",
    [
        "pages/reach/school.py",
        "pages/reach/partner.py",
        "pages/standing/kpi.py",
        "pages/returns/match.py",
        "pages/returns/one.py",
        "pages/reports/meeting.py",
    ],
)
def test_a_page_repeats_no_more_of_a_wrong_address_than_a_sentence_holds(page: str) -> None:
    load_standing_hub()
    names = ("urn", "partner", "kpi", "file", "return", "meeting")
    app = open_at(page, **dict.fromkeys(names, "x" * 3000))
    said = text_of(app)
    assert "x" * 40 + "…" in said
    assert "x" * 41 not in said
