"""A hub's own look: kept, checked, and handed to the server as a theme."""

import pytest

from hubdata.errors import UserError
from hubdata.services.around.brand import (
    INDIGO,
    load_logo,
    load_palette,
    save_logo,
    theme_of,
    try_colour,
)
from hubdata.services.around.frame import load_frame, load_revision_key
from hubdata.services.settings import HubSettings, save_hub
from tests.brand.test_logo import png

pytestmark = pytest.mark.usefixtures("hub_store")


def test_a_hub_without_a_choice_is_indigo_and_has_no_logo() -> None:
    assert load_palette() == INDIGO
    assert theme_of(INDIGO) == {}
    assert load_logo() is None
    assert load_frame().logo == ""


def test_a_colour_is_kept_as_six_digits_and_becomes_the_theme() -> None:
    assert save_hub({"colour": " 7a1f5c"}, actor="Ann").colour == "#7A1F5C"
    palette = load_frame().palette
    assert palette == load_palette()
    theme = theme_of(palette)
    assert theme["theme.light.primaryColor"] == palette.light == "#7A1F5C"
    assert theme["theme.dark.linkColor"] == palette.dark != "#7A1F5C"


def test_what_is_no_colour_is_refused_in_words() -> None:
    with pytest.raises(UserError, match='Colour of the hub: "plum" is not a colour'):
        save_hub({"colour": "plum"}, actor="Ann")
    assert try_colour("plum") is None
    assert try_colour(" ") == INDIGO
    assert HubSettings().colour == ""


def test_a_logo_is_kept_changed_and_taken_away_and_pages_hear_of_it() -> None:
    before = load_revision_key()
    save_logo(png(), actor="Ann")
    logo, first, then = load_logo(), load_frame().logo, load_revision_key()
    assert logo is not None
    assert logo.content == png()
    assert then != before
    save_logo(png(width=3), actor="Ann")
    assert load_frame().logo not in ("", first)
    save_logo(None, actor="Ann")
    assert (load_logo(), load_frame().logo) == (None, "")


def test_a_file_that_is_no_logo_leaves_the_one_before() -> None:
    save_logo(png(), actor="Ann")
    with pytest.raises(UserError):
        save_logo(b"GIF89a", actor="Ann")
    assert load_logo() is not None
