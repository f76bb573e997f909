"""The register of pages and the frame around them."""

from collections import Counter

import pytest

from pages.components.around.frame import PageEntry, build_name
from pages.components.kit.linked import url_path_of
from tests.pages.register import ROOT, read_register
from tests.pages.running import dashboard, title_of

REGISTER = read_register()


@pytest.mark.parametrize("entry", REGISTER, ids=lambda entry: entry.script)
def test_a_registered_page_has_a_script_one_folder_down_and_a_title(entry: PageEntry) -> None:
    assert (ROOT / entry.script).is_file()
    assert entry.script.count("/") == 2
    assert entry.title


def test_every_page_has_an_address_of_its_own() -> None:
    taken = Counter(url_path_of(entry.script) for entry in REGISTER)
    assert [path for path, count in taken.items() if count > 1] == []


def test_no_page_lies_directly_in_pages_where_streamlit_would_find_it_by_itself() -> None:
    assert list((ROOT / "pages").glob("*.py")) == []


def test_the_design_system_page_draws_everything(hub_store: str) -> None:
    app = dashboard().run()
    app.switch_page("pages/about/look.py").run()
    assert not app.exception
    assert title_of(app) == "Every page opens with a sentence that answers its question"


def test_the_hub_is_named_with_its_kind_on_a_second_line() -> None:
    assert "Wendale<small>Music Hub</small>" in build_name("Wendale Music Hub")


def test_a_hub_named_otherwise_keeps_its_whole_name() -> None:
    assert build_name("Our Music Hub") == '<div class="hub-name">Our Music Hub</div>'
    assert build_name("Music in <Devon>") == '<div class="hub-name">Music in &lt;Devon&gt;</div>'
