"""One return: its facts, answers, issues, versions and history, and the way out where there is
none.
"""

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.periods import Period
from hubdata.returns.kinds import HUB_RETURN
from hubdata.services.intake.returns import withdraw_return
from pages.components.kit.answers import build_rows, say_answer
from tests.pages.returns_hub import (
    ACTOR,
    ASH,
    ELM,
    FULL,
    WRONG,
    load_two_schools,
    return_of,
    take_in,
)
from tests.pages.running import dashboard, text_of, title_of
from tests.pages.standing_hub import SPRING, SUMMER
from tests.pages.takes_hub import accept_return

PAGE = "pages/returns/one.py"


@pytest.fixture
def hub(hub_store: str) -> None:
    load_two_schools()


def open_return(number: object) -> AppTest:
    app = dashboard().run()
    app.query_params["return"] = str(number)
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("asked", ["", "999", "seven"])
@pytest.mark.usefixtures("hub")
def test_a_number_that_no_return_has_leads_to_who_has_returned(asked: str) -> None:
    app = open_return(asked)
    assert title_of(app) == "This return is not in the store"
    assert [button.label for button in app.button] == ["Who has returned"]


@pytest.mark.usefixtures("hub")
def test_a_return_shows_its_answers_as_they_were_read() -> None:
    elsewhere = {"class_id": "4B", "year_group": "4", "pupils": 20, "pp": "c"}
    app = open_return(take_in(return_of(ASH, FULL | {"pp": 3}, elsewhere), accept=True))
    text = text_of(app)
    assert title_of(app) == "Ash Primary School has returned, and it counts"
    assert "Whole class ● 2 rows, counts in the figures" in text
    assert "c (confidential)" in text
    assert "Accepted" in text


@pytest.mark.usefixtures("hub")
def test_a_row_with_errors_is_marked_as_left_out() -> None:
    text = text_of(open_return(take_in(return_of(ELM, FULL, WRONG))))
    assert "3 Left out: it has errors" in text
    assert "■ Correct Whole class!D3" in text


@pytest.mark.usefixtures("hub")
def test_versions_of_the_same_term_lead_to_each_other() -> None:
    take_in(return_of(), accept=True)
    second = take_in(return_of(ASH, FULL | {"pupils": 30}), name="ash 2.xlsx", accept=True)
    text = text_of(open_return(second))
    assert "Version 2 Shown here" in text
    assert "Version 1 2 November 2026 ∙ Replaced by a newer version" in text
    assert "Pupils in the class 28 30" in text


@pytest.mark.usefixtures("hub")
def test_a_change_of_money_or_hours_is_told_in_pounds_and_hours_and_is_less_not_fewer() -> None:
    def tell(period: Period, received: float, taught: float) -> int:
        income = {"income_source": "schools", "in_kind": False, "actual": received}
        sheets = {"Income": (income,), "Delivery": ({"teaching_hours": taught},)}
        return accept_return(HUB_RETURN, "hub", period, sheets)

    tell(SPRING, 24_000.0, 900.5)
    text = text_of(open_return(tell(SUMMER, 2_000_000.0, 100.5)))
    assert "Income: received in the period £2,000,000 £24,000" in text
    assert "£1,976,000 more, 83.3 times as much" in text
    assert "Delivery: hours taught 100.5 hours 900.5 hours ▲ 800 hours less" in text
    assert "Income, schools, in kind: no Received in the period £24,000 £2,000,000" in text
    assert "fewer" not in text
    assert text.splitlines()[2] == "The lead organisation has returned, and it counts"


@pytest.mark.usefixtures("hub")
def test_what_was_done_is_told_with_who_and_why() -> None:
    found = take_in(return_of(), accept=True)
    withdraw_return(found, actor="Ben", reason="Sent by mistake")
    text = text_of(open_return(found))
    assert "Ash Primary School: this return is withdrawn" in text
    assert "Withdrew Ben" in text
    assert "Sent by mistake" in text
    assert f"Accepted {ACTOR}" in text
    assert f"Received {ACTOR} ash.xlsx" in text


@pytest.mark.parametrize(
    ("value", "mark", "words"),
    [
        (None, "", None),
        (0, "", "0"),
        (None, "z", "z (not applicable)"),
        (10, "~", "about 10"),
        (True, "", "Yes"),
        (False, "", "No"),
        (3.5, "", "3.5"),
        ("KS2", "", "KS2"),
    ],
)
def test_blank_zero_and_symbols_are_told_apart(value: object, mark: str, words: str | None) -> None:
    assert say_answer(value, mark) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1_234_567.0, "", "1234567"),
        (1_234_567.0, "£", "£1,234,567"),
        (0.5, "£", "£0.50"),
        (85.0, "%", "85%"),
        (12.25, "hours", "12.25 hours"),
        (0, "£", "£0"),
    ],
)
def test_an_amount_has_all_its_digits_and_its_unit(value: float, unit: str, words: str) -> None:
    assert say_answer(value, unit=unit) == words


def test_a_name_in_an_answer_is_never_run() -> None:
    class Field:
        name, heading = "name", "<b>Name</b>"

    row = {"row_number": 2, "left_out": False, "marks": "", "name": "<img onerror=x>"}
    html = build_rows([Field()], [row], caption="<i>")
    assert "<img" not in html
    assert "<b>" not in html
    assert "<i>" not in html
