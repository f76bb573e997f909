"""Upload returns: files go in as people sent them; what came, what is to put right, and accepting.
Everything shown is in the store, so it is here again tomorrow.
"""

import streamlit as st

from hubdata.services.hub import current_term
from hubdata.services.intake.inbox import Stage, load_inbox
from hubdata.wording import explain_coverage, first_upper
from pages.components.around.filters import chosen_period
from pages.components.kit.cached import read_tracker
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.look import show_caption, show_text, show_title
from pages.components.kit.places import REGISTER
from pages.components.kit.sentences import say_count
from pages.components.returns.cached_returns import read_overlap_counts
from pages.components.returns.inbox import show_chosen, show_files
from pages.components.returns.overlaps import show_waiting
from pages.components.returns.receiving import read_on, show_room
from pages.components.returns.return_acts import show_outcome
from pages.components.returns.stages import explain_inbox

lines = load_inbox()
period = chosen_period() or current_term()
tracker = read_tracker(period)
show_title(explain_inbox(lines))
# In one place, however much is said: what is below it does not move when there is more or less, so
# that neither a name that is being typed nor a file on its way is lost while the page is drawn.
with st.container():
    if tracker.rows:
        coverage = explain_coverage(tracker.returned, len(tracker.rows))
        partial = f", {tracker.partial:,} of them in part" if tracker.partial else ""
        show_caption(f"{period.label}: {coverage}{partial}")
    else:
        first = build_link("Load the school register first", to(REGISTER))
        told = f"Returns are told apart by their school, and no school is known here yet. {first}"
        show_linked(f'<p class="hub-caption">{told}</p>', "no_schools")
    show_outcome()
    show_waiting(read_overlap_counts())
    unread = [line for line in lines if line.stage is Stage.UNREAD]
    if unread:
        stored = first_upper(say_count(len(unread), "files"))
        show_text(f"{stored} stored but not read yet: a run was stopped. Nothing is lost.")
        if st.button("Read them now", key="go_read_on", type="primary"):
            read_on()
show_room()
chosen = show_files(lines)
if chosen and chosen.stage is not Stage.UNREAD:
    show_chosen(chosen)
