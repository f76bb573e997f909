"""Every page of the register in a real browser over one hub: what it says, and one number worked
out here from the rows that the hub was made of, never by what the page reads. A page that is new in
the register fails here until it has its line.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from playwright.sync_api import Page, expect

from hubdata.settings import load_settings
from hubdata.store.engine import migrate
from tests.conftest import HUB_DAY
from tests.e2e import whole_hub
from tests.e2e.conftest import run_server
from tests.e2e.whole_hub import ENGAGED, ON_ROLL, RETURNED, SCHOOLS, Numbers, load_whole_hub
from tests.pages import takes_hub
from tests.pages.booking_list import SCHOOLS as ROWS
from tests.pages.plan_hub import PROJECTS
from tests.pages.register import read_register
from tests.pages.takes_hub import EXPENDITURE, FEES, GIFT, GRANT, INSTRUMENTS, TUITION, WORKFORCE

pytestmark = pytest.mark.browser
SUMMER, AUTUMN = "year=202526&term=summer", "year=202627&term=autumn"
TARGET = 90
"""Percent of schools engaged that a hub aims at until it sets its own target (kpis.md, S01)."""
OF_OURS = 51
"""KPIs of the catalogue (kpis.md); the hub has one of its own besides."""
CHARTS = (".stVegaLiteChart", ".hub-multiples", ".hub-ladder", ".hub-map")
"""How charts are drawn; the matrix of the Overview has its files beside those of its figures."""
KG_A_CAR_MILE, KG_A_KWH = 0.26861, 0.20705


@dataclass(frozen=True)
class Told:
    """Where a page is asked for, what its title says, and a number that stands on it. Braces stand
    for what the store called a thing.
    """

    address: str
    title: str
    number: str


def added(rows: takes_hub.Rows, name: str) -> float:
    return sum(float(row.get(name) or 0) for row in rows)  # type: ignore[arg-type]


def tell_standing() -> dict[str, Told]:
    """Seven of ten schools are engaged, one more than in spring: two more would reach 90%."""
    share, short = 100 * ENGAGED // SCHOOLS, SCHOOLS * TARGET // 100 - ENGAGED
    before = 100 * (ENGAGED - 1) // SCHOOLS
    unpublished = sum(not row.get("story_consent") for row in PROJECTS if row.get("story"))
    counts = ("sessions_delivered", "participants_unique")
    partner = "".join(f"{added(PROJECTS, name):.0f}" for name in counts)
    return {
        "overview": Told(
            f"?{SUMMER}",
            "rated KPIs are on track",
            f"engagement rose to {share}%, from {before}% (+1",
        ),
        "scorecard": Told(
            f"scorecard?{SUMMER}", "rated KPIs", f"{share}%{TARGET}%{short} schools short"
        ),
        "plan": Told(
            f"plan?view=F2&{SUMMER}",
            "Schools: ",
            f"{ENGAGED} schools engaged, 0 of them in two strands or more; "
            f"{RETURNED - ENGAGED} returned without any support; {SCHOOLS - RETURNED} has not",
        ),
        "outcomes": Told(
            f"outcomes?{SUMMER}",
            "of the five outcomes",
            {1: "One more story may not be published"}[unpublished],
        ),
        "kpi": Told(f"kpi?kpi=S01&{SUMMER}", f"rose to {share}%", f"{ENGAGED} of {SCHOOLS}"),
        "actions": Told("actions", "One action is open", "Call on the two schools"),
        "targets": Told(f"targets?{SUMMER}", "have a target", f"{short} more schools reach the"),
        "partners": Told(
            f"partners?{SUMMER}", "2 of 3 partners held sessions", f"Not known{partner}Summer"
        ),
    }


def tell_reach() -> dict[str, Told]:
    """School 10 never returned; two schools did nothing for three terms."""
    of_a_thousand = f"{1000 * added(TUITION, 'pupils') / ON_ROLL:.0f}"
    ks2 = next(row for row in TUITION if row["key_stage"] == "KS2")
    sessions, people = whole_hub.SESSIONS, whole_hub.YOUNG_PEOPLE
    return {
        "schools": Told(
            f"schools?{SUMMER}",
            f"{ENGAGED} of {SCHOOLS} schools are engaged",
            f"{RETURNED - ENGAGED} are not, {SCHOOLS - RETURNED} is not known",
        ),
        "school": Told(
            f"school?urn=900001&{SUMMER}",
            "School 1 has one strand of support",
            f"SmallKS2hub lead{ks2['pupils']}",
        ),
        "partner": Told(
            f"partner?partner=P07&{SUMMER}",
            "Tideline held",
            f"{sessions} sessions with {people} young people",
        ),
        "cold_spots": Told(
            f"cold_spots?{SUMMER}",
            f"{RETURNED - ENGAGED} schools have had no hub support",
            f"{RETURNED - ENGAGED} of the {RETURNED} schools that returned took part in nothing",
        ),
        "progression": Told(
            f"progression?{SUMMER}",
            f"{of_a_thousand} have tuition",
            f"{added(TUITION, 'pupils'):.0f} enrolments, {ON_ROLL:,} pupils on roll",
        ),
    }


def tell_takes() -> dict[str, Told]:
    """What the lead organisation's return of the summer adds up to."""
    brought = f"Each £1 of grant brought £{(FEES + GIFT) / GRANT:.2f} more"
    over = added(EXPENDITURE, "actual") - added(EXPENDITURE, "budget")
    spent, pupils = added(EXPENDITURE, "actual"), added(TUITION, "pupils")
    members = ("members_ks3", "members_ks4", "members_ks5")
    band = sum(added(takes_hub.OF_THE_PARTNER["Ensembles"], name) for name in members)
    environment = takes_hub.ENVIRONMENT
    car = environment["miles_car"] * KG_A_CAR_MILE / 1000  # type: ignore[operator]
    power = environment["electricity_kwh"] * KG_A_KWH / 1000  # type: ignore[operator]
    stock = {name: f"{added(INSTRUMENTS, name):.0f}" for name in ("stock", "on_loan")}
    posts = [row for row in WORKFORCE if row["contract_type"] == "permanent"]
    without_dbs = added(posts, "headcount") - added(posts, "with_dbs")
    paid = takes_hub.OF_THE_HUB["Payments to partners"][0]["amount"]
    return {
        "amount": Told(
            f"amount?of=payment~amount~partner_id=P01~from_grant=yes&{SUMMER}",
            f"£{paid:,.0f}",
            "told by the lead organisation",
        ),
        "money": Told(
            f"money?{SUMMER}",
            f"{brought}; spending is £{over:,.0f} over budget",
            f"Each pupil reached cost £{spent / (pupils + band):,.0f} to £{spent / pupils:,.0f} in",
        ),
        "people": Told(
            f"people?{SUMMER}",
            f"{added(WORKFORCE, 'headcount'):.0f} people work for the hub",
            f"{without_dbs:.0f} is without a DBS check in date",
        ),
        "instruments": Told(
            f"instruments?{SUMMER}", f"{stock['stock']} instruments", f"{stock['on_loan']} on loan"
        ),
        "environment": Told(
            f"environment?{SUMMER}", f"{car + power:.1f} tonnes of CO2e", f"{car:.2f}"
        ),
    }


def tell_returns() -> dict[str, Told]:
    """In the autumn one school has returned, and a return waits of which one row is wrong."""
    return {
        "upload": Told(
            "upload?return={waiting}&" + AUTUMN,
            "one needs one correction",
            "2 of 3 rows can be used as they are",
        ),
        "match": Told(
            "match?file={unmatched}", "what the columns of this file mean", f"{ROWS} rows below"
        ),
        "tracker": Told(
            f"tracker?{SUMMER}",
            f"{RETURNED} of {SCHOOLS} schools have returned",
            f"{SCHOOLS - RETURNED} overdue",
        ),
        "one": Told("one?return={accepted}", "School 1 has returned", "3 of 3 rows count"),
        "overlaps": Told(f"overlaps?{AUTUMN}", "1 activity was told by two", "Tideline60"),
    }


def tell_rest() -> dict[str, Told]:
    """The board sees what was approved; the hub's own pages tell what they keep."""
    share = 100 * ENGAGED // SCHOOLS
    return {
        "meetings": Told("meetings", "30 November 2026; its pack is approved", "Edition 1"),
        "meeting": Told("meeting?meeting={meeting}", "approved as edition 1", f"{share}%, Off"),
        "board": Told(
            "board?meeting={meeting}", "30 November 2026", f"{ENGAGED} of {SCHOOLS} schools; 2"
        ),
        "snapshots": Told(
            "snapshots", "One snapshot is kept", "Summer 2025/26board2 November 2026"
        ),
        "register": Told("register", f"The hub counts {SCHOOLS} schools in 2", "All phases5510"),
        "partner_register": Told("partner_register", "The hub has 3 partners", "1 of 3 have"),
        "own_kpis": Told(f"own_kpis?{AUTUMN}", "One KPI of your own", "100%"),
        "benchmarks": Told("benchmarks?kpi=S05", "have something published", "2012/1310.4%"),
        "settings": Told("settings", "School returns for autumn 2026/27", "due on 18 December"),
        "definitions": Told("definitions", f"{OF_OURS + 1} KPIs", "each in words"),
        "look": Told("look", "Every page opens with a sentence", "391 of 412 schools"),
    }


TOLD = tell_standing() | tell_reach() | tell_takes() | tell_returns() | tell_rest()


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Numbers]]:
    """A server over the whole hub, and what the store called its things; nothing changes it."""
    folder = tmp_path_factory.mktemp("whole")
    url = f"sqlite:///{folder / 'hub.db'}"
    with patch.dict(os.environ, {"HUB_DATABASE_URL": url, "HUB_TODAY": HUB_DAY}):
        load_settings.cache_clear()
        migrate(url)
        numbers = load_whole_hub()
        with run_server(url, log=folder / "server.log") as address:
            yield address, numbers
    load_settings.cache_clear()


def test_every_page_of_the_register_has_its_line_and_no_other_has() -> None:
    assert set(TOLD) == {Path(entry.script).stem for entry in read_register()}


@pytest.mark.parametrize("name", TOLD)
def test_a_page_says_what_it_is_about_and_a_number_that_is_known(
    whole_site: tuple[str, Numbers], open_page: Callable[..., Page], name: str
) -> None:
    site, numbers = whole_site
    told = TOLD[name]
    page = open_page(f"{site}/{told.address.format(**vars(numbers))}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(told.title)
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text(told.number)
    tables = main.locator(".hub-table").count()
    assert not tables or main.get_by_role("button", name="Download as csv").count()
    for drawn in CHARTS:
        if main.locator(drawn).count():
            assert main.get_by_role("button", name="Download this chart").count() >= 1
