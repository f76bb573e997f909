"""What pages keep of what they have built: until the store changes, and by what it is made of."""

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.services.settings import save_hub

pytestmark = pytest.mark.usefixtures("hub_store")


def page() -> None:
    import streamlit as st

    from hubdata.services.settings import save_hub
    from pages.components.kept import begin_run, keep
    from pages.components.linked import keep_carried

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
    app = AppTest.from_function(page).run().run()
    assert app.session_state.made == ["one"]
    save_hub({"coverage_threshold": 60}, actor="Ann")
    app.run()
    assert app.session_state.made == ["one"] * 2


def test_words_of_another_thing_or_with_links_elsewhere_are_others() -> None:
    app = AppTest.from_function(page).run()
    app.session_state["of"] = "two"
    app.run()
    assert app.text[0].value == "built of two"
    app.session_state["la"] = "878"
    app.run().run()
    assert app.session_state.made == ["one", "two", "two"]


def test_what_may_be_made_of_what_was_read_before_a_change_is_not_kept() -> None:
    app = AppTest.from_function(page)
    app.session_state["changed_meanwhile"] = 60
    app.run().run().run()
    assert app.session_state.made == ["one"] * 2
