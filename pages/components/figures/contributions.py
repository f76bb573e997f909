"""What each source adds to a number, with the cells that say so; the first few, all on demand."""

from html import escape

import streamlit as st

from hubdata import wording
from hubdata.services.results.explaining import Contribution, ExplainedFigure
from pages.components.figures.cells import Places, build_answers, say_total
from pages.components.kit.addresses import owner_page
from pages.components.kit.linked import build_link, show_linked
from pages.components.kit.look import show_caption

FEW = 40
HEADS = {"schools": "School", "partners": "Partner", "authorities": "Authority"}
"""What one of those who add to a number is called at the head of a column."""


def show_figure(
    places: Places,
    figure: ExplainedFigure,
    search: str = "",
    *,
    sources: str,
    key: str,
    unit: str = "",
) -> None:
    """What each of the `sources` ("schools") adds to one figure; the amounts add up to it."""
    found = [one for one in figure.contributions if is_found(search, one.name, one.owner)]
    found.sort(key=lambda one: (-one.amount, one.name))
    shown = found if is_all_shown(key) else found[:FEW]
    rows = "".join(build_contribution(places, one, unit=unit) for one in shown)
    if not rows:
        words = "Nobody of that name is in this list." if search else "Nothing adds to it."
        show_caption(words)
        return
    whose = HEADS.get(sources, "Source")
    heads = "".join(
        f'<th scope="col" class="{side}">{head}</th>'
        for head, side in ((whose, "left"), ("Adds", "right"), ("Answers", "left"))
    )
    caption = f"{wording.first_upper(figure.words)}: what each adds"
    show_linked(
        f'<table class="hub-table"><caption class="hub-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>",
        f"behind {key}",
    )
    offer_all(len(found), len(shown), key=key, sources=sources)


def build_contribution(places: Places, one: Contribution, *, unit: str = "") -> str:
    """One row: the name, what it adds, its first answers."""
    lines = build_answers(places, one.cells)
    empty = (
        '<span class="hub-soft">No cell of its own: by the register, or by what is not there</span>'
    )
    name, target = one.name or f"URN {one.owner}", owner_page(one.owner)
    named = build_link(name, target) if target else escape(name)
    return (
        f'<tr><th scope="row">{named}</th>'
        f'<td class="right strong" data-name="Adds"><div>{say_total(one.amount, unit)}</div></td>'
        f'<td data-name="Answers"><div>{lines or empty}</div></td></tr>'
    )


def is_all_shown(key: str) -> bool:
    return bool(st.session_state.get(f"shown_{key}"))


def offer_all(found: int, shown: int, *, key: str, sources: str) -> None:
    """A button for the rest of a long list."""
    if found > shown and st.button(f"Show all {found:,} {sources}", key=f"all_{key}"):
        st.session_state[f"shown_{key}"] = True
        st.rerun()


def is_found(search: str, *texts: str) -> bool:
    """Whether the texts have every word that was typed."""
    text = " ".join(texts).casefold()
    return all(word in text for word in search.casefold().split())
