"""Links: their addresses, and what goes with them from page to page."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.components.kit.linked import HOME, address_of, build_link, split_target
from tests.pages.running import PATIENCE


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("pages/standing/kpi.py?kpi=S01&la=878", "kpi?kpi=S01&la=878"),
        ("pages/reach/schools.py", "schools"),
        (HOME, "./"),
        (f"{HOME}?year=202526", "./?year=202526"),
    ],
)
def test_a_link_opens_in_a_new_tab_at_the_page_s_own_address(target: str, address: str) -> None:
    assert address_of(target) == address


def test_a_school_s_name_in_a_link_is_text_not_html() -> None:
    link = build_link('<img src=x onerror="x()">', 'pages/reach/school.py?urn="><b>')
    assert "<img" not in link
    assert "<b>" not in link
    assert link.count("<") == 2


def test_a_value_with_signs_survives_its_way_through_an_address() -> None:
    assert split_target("pages/reach/schools.py?search=St%20Mary%26Co") == (
        "pages/reach/schools.py",
        {"search": "St Mary&Co"},
    )


def test_the_term_goes_with_every_link_and_can_be_dropped() -> None:
    def script() -> None:
        import streamlit as st

        from pages.components.kit.linked import keep_carried, to

        keep_carried(year="202526", term="autumn", la=None)
        st.text(to("pages/standing/kpi.py", kpi="S01"))
        st.text(to("pages/standing/kpi.py", kpi="S01", term=None))
        st.text(to("pages/standing/kpi.py", year="202425", la="878"))

    app = AppTest.from_function(script, default_timeout=PATIENCE).run()
    assert [text.value for text in app.text] == [
        "pages/standing/kpi.py?year=202526&term=autumn&kpi=S01",
        "pages/standing/kpi.py?year=202526&kpi=S01",
        "pages/standing/kpi.py?year=202425&term=autumn&la=878",
    ]
