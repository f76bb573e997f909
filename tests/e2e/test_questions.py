"""Questions a head of service asks, each answered from the Overview in at most three clicks (a
name typed and sent with Enter is one)."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from playwright.sync_api import Locator, Page, expect

from hubdata.settings import load_settings
from hubdata.store.engine import migrate
from tests.conftest import HUB_DAY
from tests.e2e.conftest import run_server, wait_until_drawn
from tests.e2e.questions_hub import load_questions_hub

pytestmark = pytest.mark.browser
MOST_CLICKS = 3


@pytest.fixture(scope="module")
def hub_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the hub of the questions; none of them changes anything."""
    folder = tmp_path_factory.mktemp("questions")
    url = f"sqlite:///{folder / 'hub.db'}"
    with patch.dict(os.environ, {"HUB_DATABASE_URL": url, "HUB_TODAY": HUB_DAY}):
        load_settings.cache_clear()
        migrate(url)
        load_questions_hub()
        with run_server(url, log=folder / "server.log") as address:
            yield address
    load_settings.cache_clear()


@dataclass
class Asked:
    """Somebody before the Overview, with a number of clicks."""

    page: Page
    left: int = MOST_CLICKS

    def menu(self, name: str) -> None:
        """A page of the menu."""
        self.click(self.page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True))

    def link(self, name: str) -> None:
        """A link on the page itself."""
        main = self.page.get_by_test_id("stMain")
        self.click(main.get_by_role("link", name=name, exact=True).first)

    def click(self, what: Locator) -> None:
        self.spend()
        what.click()
        wait_until_drawn(self.page)

    def spend(self) -> None:
        assert self.left, f"more than {MOST_CLICKS} clicks"
        self.left -= 1

    def sees(self, words: str) -> None:
        """The answer stands on the page."""
        expect(self.page.get_by_test_id("stMain")).to_contain_text(words)

    def reads(self, title: str) -> None:
        """The answer is the page's title."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)

    def row(self, name: str) -> Locator:
        """A row of a table, by its first cell."""
        return self.page.get_by_role("row").filter(has_text=name)


@pytest.fixture
def asked(hub_site: str, open_page: Callable[..., Page]) -> Asked:
    return Asked(open_page(hub_site))


def test_which_authority_is_falling_behind_on_whole_class_teaching_and_is_it_real(
    asked: Asked,
) -> None:
    """Real: two schools that returned have stopped; one return is missing beside that."""
    asked.link("Schools with whole-class teaching")
    asked.reads("Schools with whole-class teaching fell to 60%")
    asked.sees("Southmere fell by 2 schools; Northmere held")
    asked.sees("2 of 5 schools; 4 returned")


def test_which_large_secondary_schools_have_we_not_reached_for_a_year(asked: Asked) -> None:
    """School 5, in three terms; of School 10 only one return is known."""
    asked.menu("Cold spots")
    asked.reads("2 schools have had no hub support for three terms")
    expect(asked.row("School 5").first).to_contain_text("Secondary")
    expect(asked.row("School 5").first).to_contain_text("3")


def test_do_children_with_pupil_premium_take_part_as_much_as_others(asked: Asked) -> None:
    """No: 10% of those who take part, 25% of the roll."""
    asked.sees("Off track: 0.50 short of 0.90")
    asked.link("Pupil-premium representation")
    asked.reads("Pupil-premium representation")
    asked.sees("10.0% ÷ 25.0%")


def test_who_still_owes_us_a_return_and_how_do_i_remind_them(asked: Asked) -> None:
    """One school; its reminder is prepared with one click more."""
    asked.menu("Who has returned")
    asked.reads("9 of 10 schools have returned, 1 is overdue")
    expect(asked.row("Overdue")).to_contain_text("School 10")
    asked.click(asked.page.get_by_text("Remind those that have not returned"))
    expect(asked.page.get_by_role("button", name="Prepare reminders for 1 school")).to_be_visible()


def test_where_does_this_number_come_from(asked: Asked) -> None:
    """From the cell of a school's return."""
    asked.link("School engagement")
    asked.click(asked.page.get_by_text("Show what each school adds"))
    asked.click(asked.page.get_by_role("link", name="Support, row 2").first)
    asked.reads("has returned, and it counts")


def test_what_did_the_grant_draw_in_and_where_are_we_over_budget(asked: Asked) -> None:
    """88p a pound; teaching staff, by £2,000."""
    asked.menu("Money")
    asked.reads("Each £1 of grant brought £0.88 more; spending is £1,000 over budget")
    expect(asked.row("Teaching staff")).to_contain_text("+£2,000")
    expect(asked.row("Northmere Youth Band")).to_contain_text("£6,000")


def test_is_anybody_working_with_children_without_a_check_in_date(asked: Asked) -> None:
    """One, of the permanent teachers."""
    asked.menu("People")
    asked.reads("1 is without a DBS check in date")
    expect(asked.row("Teaching").first).to_contain_text("19")


def test_at_what_age_do_we_lose_those_who_learn(asked: Asked) -> None:
    """After key stage 2."""
    asked.menu("Progression")
    asked.sees("Tuition falls from 1.9% of pupils in KS2 to 0.9% in KS3")


def test_how_many_instruments_could_we_lend_today_and_of_what(asked: Asked) -> None:
    """30, all of them brass."""
    asked.menu("Instruments")
    asked.reads("150 instruments: 105 on loan, 30 ready to lend")
    asked.sees("Lent most fully: strings, 45 of 45 fit to play")


def test_what_should_i_know_before_i_visit_a_school(asked: Asked) -> None:
    """School 7: its whole-class teaching stopped this term."""
    box = asked.page.get_by_role("combobox", name="Find a school, partner or KPI")
    asked.spend()
    box.fill("School 7")
    asked.page.get_by_role("option").filter(has_text="School 7").first.wait_for()
    box.press("Enter")
    asked.reads("School 7")
    asked.sees("Southmere")


def test_which_schools_stopped_whole_class_teaching_since_last_term(asked: Asked) -> None:
    """Schools 7 and 8; one that did not return is not said to have stopped."""
    asked.link("Schools with whole-class teaching")
    asked.click(asked.page.get_by_text("Show which schools are above and below, and which moved"))
    asked.sees("Counted in spring, no longer now: 2 schools")
    asked.sees("Newly counted since spring: 0 schools")
    moved = asked.page.locator(".hub-sides").filter(has_text="Counted in spring")
    expect(moved).to_contain_text("School 7")
    expect(moved).to_contain_text("Primary, Southmere")
