"""A hub's own colour, put over the look on every page."""

import streamlit as st

from hubdata.services.around.brand import INDIGO, Palette


def show_palette(palette: Palette) -> None:
    """The hub's colour in place of indigo; nothing for a hub that chose none."""
    if palette != INDIGO:
        st.html(f"<style>{build_style(palette)}</style>")


def build_style(palette: Palette) -> str:
    """Links, focus and buttons have the colour; charts and maps only where it is like no status."""
    colour = f"light-dark({palette.light}, {palette.dark})"
    told = f":root{{--accent:{colour}}}"
    if palette.is_for_charts:
        shades = "".join(
            f"--s{place}:color-mix(in oklab,var(--hub) {share}%,var(--s1));"
            for place, share in ((2, 20), (3, 38), (4, 66))
        )
        told = f":root{{--hub:{colour};--accent:{colour};{shades}}}"
    buttons = ".stApp [class*=st-key-go_] button"
    return f"{told} {buttons}{{background:var(--accent);border-color:var(--accent)}}"
