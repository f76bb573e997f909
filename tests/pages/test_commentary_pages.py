"""Commentary and actions where they are written: on the KPI page and on that of all actions."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.services.reports.commentary import (
    add_action,
    change_action,
    load_actions,
    load_commentary,
    load_history,
    save_commentary,
)
from hubdata.vocabulary import ActionStatus, CommentaryStatus
from pages.components.kit.places import ACTIONS, KPI
from pages.components.standing.commentary import build_text
from tests.pages.running import dashboard, open_page, text_of
from tests.pages.standing_hub import SPRING, SUMMER, load_standing_hub

pytestmark = pytest.mark.usefixtures("hub_store")


def open_kpi(**query: str) -> AppTest:
    app = dashboard().run()
    app.query_params["kpi"] = "S01"
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(KPI).run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    next(button for button in app.button if button.key == key).click().run()
    assert not app.exception
    return app


def status_of(app: AppTest):
    return next(one for one in app.selectbox if one.label == "Status")


def field(app: AppTest, label: str):
    return next(one for one in app.text_input if one.label == label)


def write(text: str, **more) -> None:
    more = {"period": SUMMER, "seen": None, "status": CommentaryStatus.DRAFT} | more
    period = more.pop("period")
    save_commentary("S01", period, text=text, actor="Ada", **more)


def test_a_kpi_without_commentary_says_so_and_repeats_what_was_said_the_term_before() -> None:
    load_standing_hub()
    write("Two joined in the spring.", period=SPRING)
    text = text_of(open_kpi())
    assert "Commentary, summer 2025/26" in text
    assert "Nobody has written yet why the number is what it is" in text
    assert "In spring 2025/26: Two joined in the spring." in text
    assert "Write the commentary" in text


def test_a_commentary_is_written_on_the_page_and_then_stands_there() -> None:
    load_standing_hub()
    app = open_kpi(write="true")
    app.text_area[0].set_value("Three left.\n\nThey had no teacher.")
    status_of(app).select(CommentaryStatus.READY)
    text = text_of(press(app, "go_commentary"))
    assert "The commentary is saved." in text
    assert "Three left. They had no teacher. Ready · owned by Schools lead · written by" in text
    assert load_commentary("S01", SUMMER).text == "Three left.\n\nThey had no teacher."


def test_words_written_meanwhile_by_somebody_else_are_not_overwritten() -> None:
    load_standing_hub()
    app = open_kpi(write="true")
    app.text_area[0].set_value("Three left.")
    write("Four left.")
    text = text_of(press(app, "go_commentary"))
    assert "Ada has written here since you opened this" in text
    assert load_commentary("S01", SUMMER).text == "Four left."
    assert app.text_area[0].value == "Three left."  # nothing typed is lost


def test_an_action_changed_meanwhile_by_somebody_else_is_not_overwritten() -> None:
    load_standing_hub()
    action = add_action("Call", owner="Ben", period=SUMMER, kpi="S01", actor="Ada")
    app = open_kpi(action=str(action.id))
    app.text_area[0].set_value("Call twice")
    change_action(action.id, seen=1, actor="Ben", changes={"text": "Write"})
    text = text_of(press(app, "go_action"))
    assert "Ben has changed this action since you opened it" in text
    assert load_actions()[0].text == "Write"
    assert app.text_area[0].value == "Call twice"


def test_an_earlier_version_is_brought_back() -> None:
    load_standing_hub()
    write("Three left.")
    write("Nonsense.", seen=load_commentary("S01", SUMMER).id)
    app = open_kpi(versions="true")
    assert "Earlier versions Three left. Draft" in text_of(app).replace("\n", " ")
    first = load_history("S01", SUMMER)[-1]
    press(app, f"bring_back_{first.id}")
    assert load_commentary("S01", SUMMER).text == "Three left."
    assert len(load_history("S01", SUMMER)) == 3


def test_a_commentary_is_text_and_never_markup() -> None:
    assert build_text("<b>x</b>\nnext\n\nlast") == (
        "<p>&lt;b&gt;x&lt;/b&gt;<br>next</p><p>last</p>"
    )


def test_an_action_is_raised_on_the_kpi_and_belongs_to_it_and_its_period() -> None:
    load_standing_hub()
    app = open_kpi(action="new")
    assert field(app, "Owner (name or role)").value == "Schools lead"  # its owner's, to begin with
    app.text_area[0].set_value("Call on the three schools")
    field(app, "Due (may be blank)").set_value("4 December 2026")
    text = text_of(press(app, "go_action"))
    assert "Call on the three schools Schools lead, by 4 December 2026" in text
    (action,) = load_actions(kpi="S01")
    assert (action.raised, action.due) == (SUMMER, date(2026, 12, 4))


def test_a_day_that_is_none_is_said_in_words_and_nothing_is_kept() -> None:
    load_standing_hub()
    app = open_kpi(action="new")
    app.text_area[0].set_value("Call on the three schools")
    field(app, "Due (may be blank)").set_value("soon")
    assert 'Due: "soon" is not a date' in text_of(press(app, "go_action"))
    assert load_actions() == ()


def test_an_action_is_closed_and_can_be_opened_again() -> None:
    load_standing_hub()
    action = add_action("Call", owner="Ben", period=SPRING, kpi="S01", actor="Ada")
    text = text_of(open_kpi())
    assert "Call Ben, no day set, carried forward from spring 2025/26" in text
    app = open_kpi(action=str(action.id))
    status_of(app).select(ActionStatus.DONE)
    assert "The action is done." in text_of(press(app, "go_action"))
    assert "Call Ben, done on 2 November 2026" in text_of(open_kpi())
    again = open_kpi(action=str(action.id))
    status_of(again).select(ActionStatus.OPEN)
    press(again, "go_action")
    assert [one.is_open for one in load_actions()] == [True]


def test_all_actions_are_on_one_page_with_what_is_overdue() -> None:
    load_standing_hub()
    for text, kpi, due in (
        ("Call", "S01", date(2026, 10, 30)),
        ("Agree the plan", "", None),
    ):
        add_action(text, owner="Ben", period=SUMMER, kpi=kpi, due=due, actor="Ada")
    app = open_page(ACTIONS)
    assert [title.value for title in app.title] == ["Two actions are open; one is overdue"]
    text = text_of(app)
    assert "Call School engagement Ben Overdue since 30 October 2026 Summer 2025/26" in text
    assert "Agree the plan The hub Ben No day set" in text


def test_without_actions_the_page_says_so() -> None:
    app = open_page(ACTIONS)
    assert [title.value for title in app.title] == ["No action is open"]
    assert "Nothing is written down to be done" in text_of(app)
