"""Sending a file back: the sender's own workbook with every problem marked, and a ready letter."""

import streamlit as st

from hubdata.errors import UserError
from hubdata.services.intake.sending_back import (
    SendingBack,
    prepare_sending_back,
    render_correction_draft,
    render_marked_copy,
)
from pages.components.kit.downloads import XLSX
from pages.components.kit.look import plain, show_caption

EML = "message/rfc822"


def show_sending_back(file_id: int) -> None:
    """The marked copy and the letter of a file; nothing where nothing is to be put right."""
    try:
        back = prepare_sending_back(file_id)
    except UserError:
        return
    if back is None:
        return
    key = f"back_{file_id}"
    with st.container(horizontal=True, gap="small", key=f"sending_{key}"):
        if back.copy_name:
            st.download_button(
                "Download marked copy",
                lambda: render_marked_copy(back),
                back.copy_name,
                XLSX,
                key=f"copy_{key}",
                on_click="ignore",
            )
        show_draft(back, key=key)
    with st.expander(f"Write to {plain(back.addressee)}"):
        show_letter(back, key=key)


def show_draft(back: SendingBack, *, key: str) -> None:
    attached = ", with the marked copy" if back.copy_name else ""
    st.download_button(
        f"Download e-mail draft{attached}",
        lambda: render_correction_draft(back),
        back.draft_name,
        EML,
        key=f"draft_{key}",
        on_click="ignore",
    )


def show_letter(back: SendingBack, *, key: str) -> None:
    """The letter, to be copied as it stands."""
    if back.letter.to:
        show_caption(f"To: {back.letter.to}")
    with st.container(key=f"letter_{key}"):
        st.code(back.letter.subject, language=None, wrap_lines=True)
        st.code(back.letter.body, language=None, wrap_lines=True)
    with_copy = "The draft (.eml) opens in your mail program with the marked copy attached. "
    show_caption(
        (with_copy if back.copy_name else "")
        + "Copy the text, or send the draft: nothing is sent from here."
    )
