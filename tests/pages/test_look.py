"""Marks and words, the stylesheet's tokens, and text that must stay text."""

import re
import tomllib
from itertools import combinations

import pytest
from fontTools.ttLib import TTFont

from pages.components.kit.look import (
    STYLESHEET,
    Count,
    Status,
    build_counts_line,
    build_status,
    explain_counts,
    keep_numbers,
    plain,
    status_of,
)
from tests.pages.register import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
CSS = STYLESHEET.read_text(encoding="utf-8")
SAME_TOKEN = {
    "paper": "backgroundColor",
    "ink": "textColor",
    "line": "borderColor",
    "hub": "primaryColor",
    "on": "greenColor",
    "watch": "yellowColor",
    "off": "redColor",
}


def read_token(name: str) -> tuple[str, str]:
    light, dark = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", CSS).groups()
    return light, dark


def measure_contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it."""
    low, high = sorted((measure_luminance(one), measure_luminance(other)))
    return (high + 0.05) / (low + 0.05)


def measure_luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("token", "option"), SAME_TOKEN.items())
def test_streamlit_and_the_stylesheet_agree_on_a_colour(token: str, option: str) -> None:
    themes = CONFIG["theme"]["light"], CONFIG["theme"]["dark"]
    assert read_token(token) == tuple(theme[option].lower() for theme in themes)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_paper_and_marks_do_too(theme: int) -> None:
    paper = read_token("paper")[theme]
    words = {
        name: measure_contrast(read_token(name)[theme], paper) for name in ("ink", "soft", "hub")
    }
    marks = {
        name: measure_contrast(read_token(name)[theme], paper) for name in ("on", "watch", "off")
    }
    assert min(words.values()) >= 4.5
    assert min(marks.values()) >= 3


def test_every_status_has_a_shape_and_a_word_of_its_own() -> None:
    for one, other in combinations(Status, 2):
        assert one.mark != other.mark
        assert one.word != other.word


def test_every_shape_is_in_the_font_of_marks() -> None:
    drawn = TTFont(ROOT / "static" / "hub-marks.woff").getBestCmap()
    assert {ord(status.mark) for status in Status} == set(drawn)


def test_the_fonts_named_in_the_settings_are_there_with_their_licences() -> None:
    for face in CONFIG["theme"]["fontFaces"]:
        assert (ROOT / face["url"].removeprefix("app/")).is_file()
    for licence in ("hub-sans-OFL.txt", "hub-serif-OFL.txt"):
        assert "SIL Open Font License, Version 1.1" in (ROOT / "static" / licence).read_text()


def test_a_provisional_number_has_no_rag() -> None:
    assert status_of("red", provisional=True) is Status.PROVISIONAL
    assert status_of("red", provisional=False) is Status.OFF
    assert status_of(None, provisional=False) is Status.NO_TARGET


def test_a_mark_is_never_without_its_word() -> None:
    html = build_status(Status.OFF)
    assert 'aria-hidden="true">■</span> Off track' in html


def test_the_line_of_counts_leaves_out_what_does_not_occur() -> None:
    counts = [Count(Status.OFF, 6), Count(Status.WATCH, 0), Count(Status.ON, 29)]
    line = build_counts_line(counts, "391 of 412 returned")
    words = " ".join(re.sub(r"<[^>]+>", " ", line).split())
    assert words == "■ 6 off track ● 29 on track 391 of 412 returned"


def test_counts_are_said_in_words_for_those_who_do_not_see_marks() -> None:
    statuses = [Status.ON, Status.OFF, Status.ON]
    assert explain_counts(statuses) == "3 KPIs: 1 off track, 2 on track"
    assert explain_counts([Status.NO_TARGET]) == "1 KPI: 1 no target"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("St [Mary](http://x)", r"St \[Mary\](http://x)"),
        (":material/home: for £5", r"\:material/home: for £5"),
        ("Spring 2024/25: 3 of 4", "Spring 2024/25: 3 of 4"),
        ("a*b_c `d` $e$", r"a\*b\_c \`d\` \$e\$"),
    ],
)
def test_a_name_in_a_title_is_not_read_as_markdown(sent: str, shown: str) -> None:
    assert plain(sent) == shown


def test_streamlit_advertises_nothing_to_a_hubs_leaders() -> None:
    """A browser opened by `serve` is not headless, and only headless or this keeps it silent."""
    assert CONFIG["logger"]["hideWelcomeMessage"] is True


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("37 schools short of 90%", "37~schools short of 90%"),
        ("1 school is, 2 is not", "1~school is, 2 is not"),
        ("It is on 9 December 2026", "It is on 9~December~2026"),
        (
            "1,365 of 1,500 pupils, 21 of 39 rated KPIs",
            "1,365 of 1,500~pupils, 21 of 39 rated KPIs",
        ),
        ("197 people work for the hub", "197~people work for the hub"),
    ],
)
def test_a_number_stays_on_the_line_of_what_it_counts(sentence: str, kept: str) -> None:
    assert keep_numbers(sentence) == kept.replace("~", "\N{NO-BREAK SPACE}")
