"""A hub's own colour and logo: tried out and chosen on the settings page."""

import streamlit as st

from hubdata.errors import UserError
from hubdata.services.actor import current_actor
from hubdata.services.around.brand import INDIGO, Palette, load_logo, save_logo, try_colour
from hubdata.services.settings import HubSettings
from hubdata.wording import join_words
from pages.components.around.frame import build_name
from pages.components.hub.hub_forms import WIDTH, save_changes
from pages.components.kit.forms import keep_said, show_faults, show_said
from pages.components.kit.look import show_caption, show_heading

FORM = "brand"
PAPERS = (("On light paper", "#FBFAF7", "#1B2127"), ("On dark paper", "#15181B", "#ECEAE4"))


def show_brand_form(hub: HubSettings, *, logo: str) -> None:
    """The logo and the colour, each with what it will look like before it is kept."""
    show_heading("Logo and colour")
    show_said(FORM)
    with st.container(width=WIDTH):
        show_logo_form(hub, logo=logo)
        show_colour_form(hub)


def show_logo_form(hub: HubSettings, *, logo: str) -> None:
    sent = st.file_uploader("Logo, as SVG or PNG", type=["svg", "png"], key="logo")
    show_caption(
        "At most 300 kB; it is shown 200 pixels wide, above the hub’s name. What is in the file "
        "beside the picture is taken out."
    )
    with st.container(horizontal=True, gap="small"):
        keep = sent is not None and st.button("Use this logo", type="primary", key="go_logo")
        drop = bool(logo) and st.button("Take the logo away", key="drop_logo")
    if logo:
        st.html(build_name(hub.hub_name, logo))
    if keep or drop:
        keep_logo(sent.getvalue() if keep and sent else None)


def keep_logo(content: bytes | None) -> None:
    try:
        save_logo(content, actor=current_actor())
    except UserError as error:
        show_faults([str(error)])
        return
    kept = load_logo() is not None
    keep_said(FORM, ["The logo is in its place." if kept else "The logo is taken away."])
    st.rerun()


def show_colour_form(hub: HubSettings) -> None:
    typed = st.text_input(
        "Colour, such as #7A1F5C; blank for indigo",
        hub.colour,
        autocomplete="off",
        key="colour",
    )
    palette = try_colour(typed)
    if palette is None:
        show_faults([f"“{typed}” is not a colour. Write # and six digits, such as #7A1F5C."])
        return
    st.html(build_trial(palette))
    show_caption(explain_palette(palette))
    if typed != hub.colour and st.button("Use this colour", type="primary", key="go_colour"):
        save_changes(FORM, hub, {"colour": typed})


def build_trial(palette: Palette) -> str:
    """A link, a button and a bar in the colour, on both papers."""
    papers = zip(PAPERS, (palette.light, palette.dark), strict=True)
    return (
        '<div class="hub-trial">'
        + "".join(
            f'<div style="background:{paper};color:{ink}"><b>{name}</b>'
            f'<i style="background:{colour}"></i>{colour}<br><br>'
            f'<u style="color:{colour}">A link</u> '
            f'<span style="background:{colour};color:{paper}">A button</span></div>'
            for (name, paper, ink), colour in papers
        )
        + "</div>"
    )


def explain_palette(palette: Palette) -> str:
    """What was done to the colour, and where it is used."""
    if palette == INDIGO:
        return "Indigo, the look’s own colour."
    if palette.is_for_charts:
        where = "Links, buttons, charts and maps have it."
    else:
        names = join_words([f"“{name}”" for name in palette.like])
        where = f"It is like {names}: links and buttons have it, charts and maps keep indigo."
    return (
        "Darkened on light paper and lightened on dark until it can be read, where it could not. "
        f"{where} Fields and switches take it when the dashboard is next started."
    )
