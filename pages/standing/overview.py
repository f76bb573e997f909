"""Overview: where the hub stands on its three goals and five functions, what needs attention, and
what changed.
"""

import streamlit as st

from hubdata import wording
from hubdata.framework import VISION
from hubdata.services.clock import today
from hubdata.services.plan.overview import (
    build_attention,
    build_moves,
    explain_on_track_since,
    headline_lines,
)
from hubdata.services.reports.commentary import load_actions
from hubdata.services.results import titles
from hubdata.services.results.scorecards import Scorecard
from pages.components.around.filters import chosen_authority, chosen_period
from pages.components.charting.drawing import offer_stave
from pages.components.charting.stave import build_stave
from pages.components.figures.score import (
    build_attention_items,
    build_bars,
    build_lines,
    build_move_items,
    build_open_actions,
    build_tile_of,
    count_statuses,
    explain_returns,
    scorecard_of,
)
from pages.components.kit.beginnings import is_beginning
from pages.components.kit.cached import read_frame, read_standing
from pages.components.kit.downloads import show_downloads
from pages.components.kit.kept import keep
from pages.components.kit.linked import show_linked
from pages.components.kit.lists import Crumb
from pages.components.kit.lists import build_attention as build_list
from pages.components.kit.look import build_counts_line, show_caption, show_heading, show_title
from pages.components.kit.tiles import build_tiles
from pages.components.returns.returned import build_missing, build_notes, build_returned
from pages.components.standing.score_file import build_scorecard_sheet

MOST_ATTENTION = 5


def say_returned_and_since(card: Scorecard, place: str) -> str:
    """How many have returned, and whether it is getting better."""
    said = (explain_returns(card, place=place), explain_on_track_since(card))
    return " ".join(f"{one}." for one in said if one)


hub = read_frame()
if is_beginning(hub):
    st.stop()
period, la_code = chosen_period() or hub.default, chosen_authority()
standing = read_standing(period)
card = standing.of(la_code)
since = wording.explain_since(period.previous())
actions = load_actions(open_only=True)

place = hub.authorities.get(la_code or "", "")
title, counts, stave, notes, tiles, moves, returned = keep(
    lambda: (
        titles.title_of_overview(card.results),
        build_counts_line(count_statuses(card), say_returned_and_since(card, place)),
        build_stave(build_bars(), build_lines(card)),
        build_notes(hub, card, la_code=la_code),
        build_tiles([build_tile_of(line) for line in headline_lines(card, hub.headline_kpis)]),
        build_moves(card.lines),
        build_returned(standing, hub, la_code=la_code),
    ),
    *("overview", period.slot, la_code),
)

show_title(title, above=VISION)
show_linked(counts, "counts")
show_linked(stave, "stave")
show_linked(notes, "notes")

body = st.container(key="hub_overview")
numbers, side, changes = (body.container() for _ in range(3))
with numbers:
    show_heading("Headline numbers")
    show_linked(tiles, "tiles")
with side:
    show_heading("Needs attention")
    found = keep(
        lambda: build_attention(standing, la_code=la_code, names=hub.authorities, actions=actions),
        *("attention", period.slot, la_code, actions),
    )
    rest = Crumb(f"All {len(found)} off track or to watch", scorecard_of("attention"))
    more = [rest] if len(found) > MOST_ATTENTION else []
    if actions:
        more.append(build_open_actions(actions, day=today()))
    if found:
        items = build_attention_items(found[:MOST_ATTENTION], day=today())
        show_linked(build_list(items, more=more), "attention")
    elif any(result.rag for result in card.results):
        show_caption("No rated KPI is off track or to watch.")
        show_linked(build_list([], more=more), "attention")
    else:
        show_linked(build_missing(card), "attention")
    show_heading("Who has returned")
    show_linked(returned, "returned")
with changes:
    if not any(moves):
        show_heading(f"Better or worse since {since}")
        show_caption("No KPI can be compared, or none has changed.")
    columns = st.columns(2, gap="medium") if any(moves) else ()
    for column, words, some in zip(columns, ("Better", "Worse"), moves, strict=False):
        with column:
            show_heading(f"{words} since {since}")
            if some:
                show_linked(build_list(build_move_items(some)), words.lower())
            else:
                show_caption(f"No KPI is {words.lower()}.")
show_downloads(
    lambda: build_scorecard_sheet(card.lines, period, place=place or "Whole hub"),
    f"overview {period.code}{f' {place}' if place else ''}",
    key="overview",
    pictures=offer_stave(
        lambda: (build_bars(), build_lines(card), count_statuses(card)),
        message=title,
        source=explain_returns(card, place=place),
    ),
)
