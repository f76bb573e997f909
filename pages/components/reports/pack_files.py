"""A board pack as files to take away, written when somebody asks for one, and the hub's own slides
that PowerPoint takes.
"""

from html import escape
from typing import Any

import streamlit as st

from hubdata.errors import UserError
from hubdata.services.actor import current_actor
from hubdata.services.reports.board_documents import (
    DocumentKind,
    find_template,
    name_file,
    remove_template,
    render_pack,
    save_template,
)
from hubdata.services.reports.pack_figures import COLUMNS, list_figures
from hubdata.services.reports.presenting import address_of_presentation
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.forms import keep_said, show_faults, show_said
from pages.components.kit.look import show_caption, show_heading

MADE = "made_pack"
SAID = "template"


def show_pack_files(pack: Any, *, key: str) -> None:
    """Each kind of document. It is written under a bar, then kept to be taken away."""
    with st.container(horizontal=True, gap="small", key=f"downloads_{key}"):
        for kind in DocumentKind:
            if st.button(f"Write the {kind.label}", key=f"make_{key}_{kind.value}"):
                make(pack, kind, key=key)
    made = st.session_state.get(f"{MADE}_{key}")
    if made and made[0] == pack:
        _, kind, content = made
        st.download_button(
            f"Take the {kind.label} away",
            content,
            name_file(pack, kind),
            kind.media_type,
            key=f"take_{key}",
            on_click="ignore",
            type="primary",
        )


def show_pack_figures(pack: Any, *, key: str) -> None:
    """Every figure on the slides, as a table to take away."""
    name = f"figures of {pack.words}"
    show_downloads(
        lambda: Sheet("Figures of the pack", COLUMNS, list_figures(pack)),
        name,
        key=f"{key}_figures",
    )


def show_presenting(meeting_id: int, number: int | None) -> None:
    """Leads to the presentation, which fills the window: of an edition, or of the draft."""
    address = escape(address_of_presentation(meeting_id, number))
    words = "Present it" if number else "Present the draft"
    st.html(f'<p class="hub"><a href="{address}" target="_self">{words}</a></p>')


def make(pack: Any, kind: DocumentKind, *, key: str) -> None:
    """Writes the document, slide by slide."""
    bar = st.progress(0.0, text=f"Writing the {kind.label}")
    try:
        content = render_pack(
            pack,
            kind,
            told=lambda done, of: bar.progress(done / of, text=f"Slide {done} of {of}"),
        )
    except UserError as error:
        show_faults(str(error).splitlines())
    else:
        st.session_state[f"{MADE}_{key}"] = (pack, kind, content)
    bar.empty()


def show_template_form() -> None:
    """PowerPoint in the hub's own look: a template whose layouts are found by their names."""
    show_heading("PowerPoint in the hub's own look")
    show_said(SAID)
    own = find_template()
    if own:
        show_caption(f"Packs are written into the layouts of {own.name}.")
        if st.button("Take the usual template again", key="usual_template"):
            remove_template(actor=current_actor())
            keep_said(SAID, ["Packs are written into the usual template again."])
            st.rerun()
    else:
        show_caption(
            "Packs are written into our own template. Load one of the hub's instead: its layouts "
            "are found by the names Hub title, Hub chart, Hub table and Hub text, or by those "
            "PowerPoint gives: Title Slide, Title Only, Title and Content."
        )
    file = st.file_uploader("A template of the hub's own (.pptx)", ["pptx"], key="template_file")
    if file and st.button("Take this template", key="go_template", type="primary"):
        try:
            save_template(file.name, file.getvalue(), actor=current_actor())
        except UserError as error:
            show_faults(str(error).splitlines())
        else:
            keep_said(SAID, [f"Packs are written into the layouts of {file.name} from now on."])
            st.rerun()
