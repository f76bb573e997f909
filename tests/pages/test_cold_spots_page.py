"""Cold spots: the title, the map with and without boundaries and places, the list, the gaps, and
what it would change if schools joined."""

import io
import json
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from hubdata.services.reach.cold_spots import find_cold_spots
from hubdata.services.reach.histories import load_histories
from pages.components.charting.map import Area, Dot, build_map, place_label, radius_of, shade_of
from pages.components.charting.map_files import build_map_sheet, render_map
from pages.components.charting.pictures import render_as_png
from pages.components.kit.downloads import render_xlsx
from pages.components.kit.places import COLD_SPOTS
from pages.components.reach.cold_list import build_change_sheet, build_sheet
from tests.pages.reach_hub import (
    COLD,
    FRESH,
    LONG_NAME,
    REACHED,
    SUMMER,
    load_reach_hub,
    load_reach_schools,
)
from tests.pages.running import find_links, open_page, text_of, title_of

pytestmark = pytest.mark.usefixtures("hub_store")
TITLE = "2 schools have had no hub support for three terms; most are in Southmere"


def map_of(app) -> str:
    found = [
        str(json.loads(one.proto.json))
        for one in app.main
        if one.type == "bidi_component" and "hub-map" in str(json.loads(one.proto.json))
    ]
    return found[0] if found else ""


def test_the_page_says_who_is_not_reached_and_the_list_names_them() -> None:
    load_reach_hub()
    app = open_page(COLD_SPOTS)
    assert title_of(app) == TITLE
    text = text_of(app)
    assert "2 of the 9 schools that returned took part in nothing" in text
    assert f"{LONG_NAME} Southmere, Primary 90 4" in text
    assert "Southmere 2 4 50% 1" in text
    assert "Newly cold: 1" in text
    assert "Reached again: 1" in text


def test_the_map_draws_areas_circles_and_rings() -> None:
    load_reach_hub()
    drawn = map_of(open_page(COLD_SPOTS))
    assert drawn.count("<path") == 2
    assert [drawn.count(f'class="{kind}"') for kind in ("full", "pale", "ring")] == [1, 1, 1]
    assert "Southmere: 2 of 4 (50%)" in drawn


def test_without_boundaries_the_schools_are_drawn_all_the_same() -> None:
    load_reach_hub()
    from sqlmodel import delete

    from hubdata.store.engine import writing
    from hubdata.store.tables import StoredBoundary

    with writing() as session:
        session.exec(delete(StoredBoundary))
    app = open_page(COLD_SPOTS)
    assert map_of(app).count("<circle") == 3
    assert "Load the boundaries" in text_of(app)


def test_without_places_the_list_says_it_all() -> None:
    load_reach_hub(with_places=False)
    app = open_page(COLD_SPOTS)
    assert map_of(app) == ""
    assert "the register has no coordinates of schools" in text_of(app)
    assert LONG_NAME in text_of(app)


def test_before_the_first_return_the_next_step_is_told() -> None:
    load_reach_schools()
    assert title_of(open_page(COLD_SPOTS)).startswith("No school has returned yet")


def test_an_authority_is_looked_at_alone() -> None:
    load_reach_hub()
    app = open_page(COLD_SPOTS)
    app.query_params["la"] = "991"
    app.run()
    every = "Northmere: every school that returned has had support in the last three terms"
    assert title_of(app) == every


def test_the_list_is_filtered_and_ordered() -> None:
    load_reach_hub()
    app = open_page(COLD_SPOTS)
    app.selectbox(key="rural").select("Rural").run()
    text = text_of(app)
    assert LONG_NAME in text.split("Where they are")[1].split("What changed")[0]
    assert "1 school" in [one.value for one in app.header]


def test_a_school_that_is_clicked_on_the_map_is_told() -> None:
    load_reach_hub()
    app = open_page(COLD_SPOTS)
    app.query_params["school"] = COLD
    app.run()
    text = text_of(app)
    assert "4 terms without support; never engaged as far as we look back" in text
    assert "What if it joined?" in text


def test_what_it_would_change_if_they_joined() -> None:
    load_reach_hub()
    app = open_page(COLD_SPOTS)
    app.selectbox(key="joining").select("All cold spots in the list").run()
    assert not app.exception
    text = text_of(app)
    assert "2 schools with 290 pupils" in text
    assert "School engagement 70% 7 of 10 90% 9 of 10 +20 pts" in text
    led = {(words, query.get("kpi"), query.get("explain")) for words, _, query in find_links(app)}
    assert ("70%", "S01", "true") in led


def test_schools_are_chosen_by_hand() -> None:
    load_reach_hub()
    app = open_page(COLD_SPOTS)
    app.selectbox(key="joining").select("Schools I choose").run()
    app.multiselect(key="join").select(COLD).run()
    assert "1 school with 90 pupils" in text_of(app)


def test_the_file_for_planning_has_every_school_with_its_terms() -> None:
    load_reach_hub()
    found = find_cold_spots(load_histories(SUMMER))
    sheet = build_sheet(found.cold, found, SUMMER)
    rows = list(load_workbook(io.BytesIO(render_xlsx(sheet))).active.values)
    assert len(rows) == 3
    told = dict(zip(rows[0], rows[2], strict=True))
    assert told["School"] == LONG_NAME
    assert told["Terms without"] == 4
    assert told["New since the term before"] == "no"


def test_what_changed_is_taken_away() -> None:
    load_reach_hub()
    sheet = build_change_sheet(find_cold_spots(load_histories(SUMMER)))
    assert [row[:2] for row in sheet.rows] == [["newly cold", FRESH], ["reached again", REACHED]]


def test_a_name_is_never_run_on_the_map() -> None:
    nasty = '<img src=x onerror="alert(1)">'
    drawn = build_map(
        [Area([[(0, 0), (9, 0), (9, 9), (0, 0)]], 50, nasty, (5, 5), "x?a=1&b=2")],
        [Dot((5, 5), "full", 100, nasty, "x")],
        height=100,
        alt=nasty,
    )
    assert "<img" not in drawn


def test_the_map_is_taken_away_as_a_picture_of_its_own() -> None:
    area = Area([[(0, 0), (90, 0), (90, 90), (0, 0)]], 12, "A & B: 1 of 8 (12%)", (40, 40))
    dots = [Dot((50, 20), kind, 100, "", "") for kind in ("full", "pale", "ring")]
    svg = render_map([area], dots, height=100, message="A <b> title", legend="Ring: not known.")
    assert 'aria-label="A &lt;b&gt; title. Ring: not known."' in svg
    own = render_map([area], dots, height=100, message="", legend="", hub="#7a1f5c")
    assert own.count('fill="#7a1f5c"') == 2
    drawn = ElementTree.fromstring(svg)
    assert len(drawn.findall(".//{*}circle")) == 3
    assert "var(" not in svg
    assert "A &lt;b&gt; title" in svg
    assert "A &amp; B: 1 of 8 (12%)" in svg
    assert render_as_png(svg.encode()).startswith(b"\x89PNG")


def test_the_figures_of_the_map_are_the_areas_and_schools_it_draws() -> None:
    area = Area([], 12.5, "Southmere: 1 of 8 (12%)", (40, 40))
    beyond = Area([], None, "", (0, 0))
    dots = [Dot((5, 5), "full", 90, "St Ann: the Less: 4 terms without support", "x")]
    dots.append(Dot((7, 7), "ring", None, "School 10: no return, so not known", "x"))
    assert build_map_sheet([area, beyond], dots, "Cold spots").rows == [
        ("Area", "Southmere", "1 of 8 (12%)", 12.5, None),
        ("School", "St Ann: the Less", "4 terms without support", None, 90),
        ("School", "School 10", "no return, so not known", None, None),
    ]


def test_a_label_moves_off_the_circles() -> None:
    area = Area([], 5, "Northmere", (300, 100))
    assert place_label(area, [], height=400) == (300, 100)
    crowd = [Dot((300, 100), "full", 10, "", "")]
    assert place_label(area, crowd, height=400)[1] != 100


def test_shades_and_circles_grow_with_what_they_show() -> None:
    assert [shade_of(share) for share in (None, 4.9, 5, 10, 20)] == ["s1", "s1", "s2", "s3", "s4"]
    assert radius_of(None) == radius_of(0) < radius_of(200) < radius_of(1600) == radius_of(9000)
