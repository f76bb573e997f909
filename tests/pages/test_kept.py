"""What pages keep of what they have built: until the store changes, and by what it is made of."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from hubdata.services.settings import save_hub
from tests.pages.register import read_register
from tests.pages.returns_hub import ASH, ELM, FULL, load_two_schools, return_of, take_in
from tests.pages.running import PATIENCE, htmls_of, open_page

pytestmark = pytest.mark.usefixtures("hub_store")
MENU = [entry.script for entry in read_register() if entry.section]
COUNTING = ("pages/standing/scorecard.py", "pages/reach/schools.py", "pages/returns/tracker.py")


def page() -> None:
    import streamlit as st

    from hubdata.services.settings import save_hub
    from pages.components.kit.kept import begin_run, keep
    from pages.components.kit.linked import keep_carried

    begin_run()
    if threshold := st.session_state.pop("changed_meanwhile", None):
        save_hub({"coverage_threshold": threshold}, actor="Bob")
    made = st.session_state.setdefault("made", [])

    def build(of: str) -> str:
        made.append(of)
        return f"built of {of}"

    keep_carried(la=st.session_state.get("la"))
    of = st.session_state.get("of", "one")
    st.text(keep(lambda: build(of), "a test's words", of))


def test_words_are_built_once_until_something_they_rest_on_changes() -> None:
    app = AppTest.from_function(page, default_timeout=PATIENCE).run().run()
    assert app.session_state.made == ["one"]
    save_hub({"coverage_threshold": 60}, actor="Ann")
    app.run()
    assert app.session_state.made == ["one"] * 2


def test_words_of_another_thing_or_with_links_elsewhere_are_others() -> None:
    app = AppTest.from_function(page, default_timeout=PATIENCE).run()
    app.session_state["of"] = "two"
    app.run()
    assert app.text[0].value == "built of two"
    app.session_state["la"] = "878"
    app.run().run()
    assert app.session_state.made == ["one", "two", "two"]


def test_what_may_be_made_of_what_was_read_before_a_change_is_not_kept() -> None:
    app = AppTest.from_function(page, default_timeout=PATIENCE)
    app.session_state["changed_meanwhile"] = 60
    app.run().run().run()
    assert app.session_state.made == ["one"] * 2


@pytest.mark.parametrize("script", MENU)
def test_a_page_that_was_kept_says_what_is_accepted_at_once(script: str) -> None:
    load_two_schools()
    take_in(return_of(ASH), accept=True)
    app = open_page(script)
    before = htmls_of(app.run().main)
    take_in(return_of(ELM, FULL), name="elm.xlsx", accept=True)
    after = htmls_of(app.run().main)
    st.cache_resource.clear()
    st.cache_data.clear()
    assert after == htmls_of(open_page(script).main)
    assert after != before or script not in COUNTING
