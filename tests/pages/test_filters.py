"""The term and the authority every page looks at."""

from streamlit.testing.v1 import AppTest

from tests.pages.running import PATIENCE


def script() -> None:
    import streamlit as st

    from hubdata.periods import Period
    from pages.components.around.filters import (
        choose_authority,
        choose_period,
        chosen_authority,
        chosen_period,
    )
    from pages.components.kit.linked import to

    periods = [Period.parse(202526, "autumn"), Period.parse(202425, "summer"), Period.parse(202425)]
    choose_period(periods)
    choose_authority({"878": "Devon", "879": "Plymouth"})
    st.text(chosen_period().label)
    st.text(str(chosen_authority()))
    st.text(to("pages/reach/schools.py"))


def open_with(**query: str) -> AppTest:
    app = AppTest.from_function(script, default_timeout=PATIENCE)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def read_texts(app: AppTest) -> list[str]:
    assert not app.exception
    return [text.value for text in app.text]


def test_without_an_address_the_newest_term_of_the_whole_hub_is_shown() -> None:
    assert read_texts(open_with())[:2] == ["Autumn 2025/26", "None"]


def test_an_address_names_term_and_authority() -> None:
    shown = read_texts(open_with(year="202425", term="summer", la="879"))
    assert shown[:2] == ["Summer 2024/25", "879"]
    assert shown[2] == "pages/reach/schools.py?year=202425&term=summer&la=879"


def test_an_address_without_a_term_names_the_whole_year() -> None:
    assert read_texts(open_with(year="202425"))[0] == "2024/25"


def test_an_address_that_names_no_such_thing_is_treated_as_naming_none() -> None:
    for query in ({"year": "1066"}, {"year": "soon", "term": "<b>"}, {"year": "202526", "la": "1"}):
        assert read_texts(open_with(**query))[:2] == ["Autumn 2025/26", "None"]


def test_a_choice_goes_into_the_address_and_stays() -> None:
    app = open_with(year="202526", term="autumn", la="878")
    app.selectbox[0].select_index(1).run()
    assert read_texts(app)[:2] == ["Summer 2024/25", "878"]
    address = {name: app.query_params[name] for name in ("year", "term", "la")}
    assert address == {"year": "202425", "term": "summer", "la": "878"}


def test_choosing_the_whole_hub_takes_the_authority_out_of_the_address() -> None:
    app = open_with(year="202526", term="autumn", la="878")
    app.selectbox[1].select("").run()
    assert read_texts(app)[1] == "None"
    assert "la" not in app.query_params


def test_a_hub_without_terms_yet_has_nothing_to_choose() -> None:
    def empty() -> None:
        import streamlit as st

        from pages.components.around.filters import choose_authority, choose_period

        st.text(f"{choose_period([])} {choose_authority({'878': 'Devon'})}")

    app = AppTest.from_function(empty, default_timeout=PATIENCE).run()
    assert read_texts(app) == ["None None"]
    assert len(app.selectbox) == 0
