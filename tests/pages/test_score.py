"""The stave, tiles, lists and issues."""

import re

from pages.components.charting.stave import Bar, Line, StaveCell, build_stave
from pages.components.kit.lists import (
    Attention,
    Crumb,
    build_attention,
    build_crumbs,
    build_figures,
)
from pages.components.kit.look import Status
from pages.components.kit.tiles import Tile, build_tiles, build_value
from pages.components.returns.issues import IssueLine, Need, build_issues

OFF, WATCH, ON = Status.OFF, Status.WATCH, Status.ON
THERE = "pages/standing/scorecard.py"
BARS = (Bar("Goal 1", "Schools"), Bar("Across", "All"))


def read_text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def build_one_line(*cells: list[Status]) -> str:
    return build_stave(BARS, [Line("Schools", THERE, [StaveCell(one, THERE) for one in cells])])


def test_marks_in_a_cell_stand_worst_first() -> None:
    html = build_one_line([ON, Status.NO_TARGET, OFF, Status.PROVISIONAL, WATCH], [])
    assert re.findall(r"[■▲●○∙]", html) == ["■", "▲", "●", "○", "∙"]


def test_a_cell_says_in_words_what_its_marks_show() -> None:
    assert "3 KPIs: 1 off track, 2 on track" in build_one_line([ON, OFF, ON], [])


def test_a_cell_without_kpis_says_so_and_is_no_link() -> None:
    html = build_one_line([ON], [])
    assert "no KPI" in html
    assert html.count("<a ") == 2


def test_only_rated_kpis_count_under_a_function_s_name() -> None:
    statuses = [ON, ON, OFF, WATCH, Status.PROVISIONAL, Status.NO_TARGET]
    assert "2 of 4 on track" in build_one_line(statuses[:3], statuses[3:])
    assert "none rated" in build_one_line([Status.PROVISIONAL], [])


def test_a_tile_says_value_status_gap_and_note() -> None:
    tile = Tile(
        "Engagement", THERE, "64%", OFF, reached=0.64, aim=0.7, gap="25 short", note="Down 2"
    )
    html = build_tiles([tile])
    assert read_text(html) == "Engagement 64% ■ Off track: 25 short Down 2"
    assert "width:64.00%" in html
    assert "left:70.00%" in html


def test_a_tile_of_an_unknown_value_shows_a_dash_and_no_bar() -> None:
    html = build_tiles([Tile("Engagement", THERE, None, Status.PROVISIONAL, aim=0.7)])
    assert "not known" in html
    assert "<i" not in html


def test_a_provisional_tile_is_hollow() -> None:
    tile = Tile("Engagement", THERE, "61%", Status.PROVISIONAL, reached=0.61)
    assert "hub-track hollow" in build_tiles([tile])


def test_a_value_beyond_the_track_stays_on_it() -> None:
    html = build_tiles([Tile("Engagement", THERE, "140%", ON, reached=1.4, aim=-0.2)])
    assert "width:100.00%" in html
    assert "left:0.00%" in html


def test_a_page_s_value_is_larger_and_zero_is_a_value() -> None:
    assert read_text(build_value("0%", size="page")) == "0%"
    assert "hub-value page" in build_value("0%", size="page")


def test_equal_issues_become_one_line_that_names_every_place() -> None:
    lines = [
        IssueLine(Need.CORRECT, f"Tuition!C{row}", "10ish", "Write a number.") for row in (1, 2, 3)
    ]
    html = build_issues(lines, caption="Issues")
    assert html.count("<tr>") == 2
    assert "Tuition!C1 and 2 more : Tuition!C2, Tuition!C3" in read_text(html)


def test_issues_stand_gravest_first_each_with_shape_and_word() -> None:
    lines = [
        IssueLine(need, "A!1", "x", need.value) for need in (Need.NOTE, Need.EXPLAIN, Need.CORRECT)
    ]
    text = read_text(build_issues(lines, caption="Issues"))
    assert re.findall(r"[■▲○] \w+", text) == ["■ Correct", "▲ Explain", "○ Note"]


def test_what_was_sent_is_quoted_and_a_blank_is_called_blank() -> None:
    lines = [
        IssueLine(Need.CORRECT, "A!1", "<b>", "Write a number."),
        IssueLine(Need.NOTE, "A!2", None, "Nothing to do."),
    ]
    html = build_issues(lines, caption="Issues")
    assert "“&lt;b&gt;”" in html
    assert ">blank<" in html


def test_attention_says_its_status_to_those_who_do_not_see_the_mark() -> None:
    item = Attention(OFF, "9 schools stopped", THERE, "By 16 May")
    assert read_text(build_attention([item])) == "■ Off track: 9 schools stopped By 16 May"


def test_crumbs_and_figures_are_escaped() -> None:
    assert "<b>" not in build_crumbs([Crumb("<b>", THERE), Crumb("<b>")])
    assert "<b>" not in build_figures([("<b>", "<b>")])
