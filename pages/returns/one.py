"""One return, reached by links: what it says, what is to put right, what it changed, what was done
with it.
"""

import streamlit as st

from hubdata.errors import UnknownThing
from hubdata.services.intake.issue_words import explain_issues
from hubdata.services.intake.returns import load_return
from pages.components.kit.astray import cut, note_unknown
from pages.components.kit.look import Button, show_empty, show_heading, show_text, show_title
from pages.components.kit.places import TRACKER
from pages.components.returns.correcting import show_correcting, show_corrections
from pages.components.returns.inbox import explain_need, explain_use
from pages.components.returns.one_return import (
    explain_return,
    name_of,
    show_facts,
    show_history,
    show_newest,
    show_sheets,
    show_versions,
    show_way_back,
)
from pages.components.returns.return_acts import show_acts, show_erasing, show_outcome
from pages.components.returns.return_changes import show_changes, show_standing
from pages.components.returns.return_issues import show_issues
from pages.components.returns.sending_back import show_sending_back

asked = st.query_params.get("return", "")
try:
    detail = load_return(int(asked) if asked.isdigit() else 0)
except UnknownThing:
    show_title("This return is not in the store")
    show_empty(
        f"There is no return “{cut(asked)}” here" if asked else "No return is named in the address",
        "Choose a school from the list of who has returned; its returns are linked there.",
        Button("Who has returned", TRACKER),
    )
    st.stop()

show_way_back(detail)
show_title(explain_return(detail))
show_outcome()
show_text(explain_use(detail))
show_newest(detail)
show_facts(detail)
name = name_of(detail)
if detail.issues:
    show_heading(explain_need(detail).capitalize() if detail.is_waiting else "What was found in it")
    about = f"{name}, {detail.period.label}"
    show_issues(explain_issues(detail.issues), about=about, key="issues", detail=detail)
    show_sending_back(detail.state.file_id)
show_correcting(detail)
show_corrections(detail)
show_standing(detail, key="changes")
show_acts(detail, name=name)
show_changes(detail, key="changes")
first = st.query_params.get("sheet", "")
if first and first not in [part.sheet.name for part in detail.parts]:
    note_unknown("sheet in this return called", first, shown="every sheet")
show_sheets(detail, first=first)
show_versions(detail)
show_history(detail)
show_erasing(detail)
