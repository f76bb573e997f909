"""A hub's colour is readable on both papers, and never mistaken for a status in a chart."""

import re
from pathlib import Path

import pytest

from hubdata.brand import colours
from hubdata.brand.colours import (
    DARK_PAPER,
    INDIGO,
    LIGHT_PAPER,
    READABLE,
    _ciede2000,
    build_palette,
    contrast_between,
    distance_between,
    parse_colour,
)

LOOK = Path(__file__).parents[2] / "pages" / "components" / "kit" / "look.css"


@pytest.mark.parametrize(
    "colour", ["#3B4A8C", "#FFE600", "#FFFFFF", "#000000", "#7A1F5C", "#808080"]
)
def test_every_colour_becomes_readable_on_both_papers(colour: str) -> None:
    palette = build_palette(colour)
    assert contrast_between(palette.light, LIGHT_PAPER) >= READABLE
    assert contrast_between(palette.dark, DARK_PAPER) >= READABLE


def test_a_colour_that_is_readable_already_stays_as_it_is() -> None:
    assert build_palette("#3B4A8C").light == "#3B4A8C"
    assert build_palette("#AAB4EE").dark == "#AAB4EE"


def test_indigo_is_for_charts_and_a_red_hub_is_not() -> None:
    assert INDIGO.is_for_charts
    assert build_palette("#3B4A8C").is_for_charts
    red = build_palette("#941432")
    assert red.like == ("Off track",)
    assert not red.is_for_charts
    assert build_palette("#2B8580").like == ("On track",)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        # The published test data of Sharma, Wu and Dalal (2005), pairs 1, 4, 7, 17, 20, 25 and 33.
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_the_distance_is_the_published_one(one: tuple, other: tuple, distance: float) -> None:
    assert _ciede2000(one, other) == pytest.approx(distance, abs=1e-4)
    assert _ciede2000(other, one) == pytest.approx(distance, abs=1e-4)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast_between("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_between("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert distance_between("#123456", "#123456") == 0


@pytest.mark.parametrize(
    ("typed", "colour"),
    [("7a1f5c", "#7A1F5C"), (" #71c ", "#7711CC"), ("purple", None), ("#12345", None), ("", None)],
)
def test_a_colour_is_six_or_three_digits(typed: str, colour: str | None) -> None:
    assert parse_colour(typed) == colour


def test_the_colours_are_the_stylesheets() -> None:
    told = dict(re.findall(r"--(\w+): light-dark\((.*?)\);", LOOK.read_text("utf-8")))
    ours = {
        "paper": (LIGHT_PAPER, DARK_PAPER),
        "hub": (colours.LIGHT_INDIGO, colours.DARK_INDIGO),
        "on": (colours.LIGHT_STATUS["On track"], colours.DARK_STATUS["On track"]),
        "watch": (colours.LIGHT_STATUS["Watch"], colours.DARK_STATUS["Watch"]),
        "off": (colours.LIGHT_STATUS["Off track"], colours.DARK_STATUS["Off track"]),
    }
    assert {name: told[name] for name in ours} == {
        name: ", ".join(pair).lower() for name, pair in ours.items()
    }
