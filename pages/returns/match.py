"""Match the columns of one file, and choose the schools it may mean: said once, remembered, and the
file is read again.
"""

from zlib import crc32

import streamlit as st

from hubdata.errors import UnknownThing, UserError
from hubdata.services.actor import current_actor
from hubdata.services.intake.matching import MatchSaid, load_match, save_match
from pages.components.kit.astray import cut
from pages.components.kit.forms import keep_said, show_faults
from pages.components.kit.linked import go
from pages.components.kit.look import Button, show_empty, show_text, show_title
from pages.components.kit.places import UPLOAD
from pages.components.returns.matching import (
    FILE,
    ask_about_columns,
    ask_about_file,
    ask_about_schools,
    explain_match,
    explain_saved,
    outcome_page,
    read_columns,
    show_way_back,
)
from pages.components.returns.return_acts import SAID, show_outcome

asked = st.query_params.get(FILE, "")
if not asked.isdigit():
    show_title("Choose a file whose columns are to be matched")
    show_empty(
        f"There is no file “{cut(asked)}” here" if asked else "No file is named in the address",
        "A file with headings of its own is shown among those that came in, with a way to here.",
        Button("Upload returns", UPLOAD),
    )
    st.stop()
try:
    state = load_match(int(asked))
    seen = read_columns(state)
except UserError as trouble:
    is_unknown = isinstance(trouble, UnknownThing)
    show_title("This file is not here" if is_unknown else "This file cannot be read")
    show_empty(str(trouble), "Choose a file that came in.", Button("Upload returns", UPLOAD))
    st.stop()

show_way_back(state)
show_title(explain_match(state, seen))
show_outcome()
key = f"match_{state.file_id}_{crc32(state.stamp.encode())}"
period, sender = ask_about_file(state, key=key)
sources = ask_about_schools(state, key=key)
headings = ask_about_columns(seen, key=key)
show_text("Saving reads the file again; nothing is counted until its returns are accepted.")
if st.button("Save, and read the file again", key="go_save_match", type="primary"):
    said = MatchSaid(headings, sources, period, sender)
    try:
        outcome = save_match(state.file_id, said, actor=current_actor())
    except UserError as trouble:
        show_faults([str(trouble)])
    else:
        keep_said(SAID, explain_saved(outcome, sender))
        waits = any(doubt.written not in sources for doubt in outcome.doubts)
        st.rerun() if waits else go(outcome_page(outcome))
