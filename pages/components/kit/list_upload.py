"""A list from a spreadsheet: choosing the file, seeing what it would set and what cannot be used,
and taking it in. Shared by targets, benchmarks and published figures.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from hubdata import wording
from hubdata.errors import HubError
from hubdata.services.standards.standard_files import Found
from pages.components.kit.forms import keep_said, show_faults, show_said
from pages.components.kit.look import plain

MOST_ISSUES = 12


def show_list_upload(
    label: str,
    *,
    read: Callable[[str, bytes], Found],
    explain: Callable[[Found], Sequence[str]],
    save: Callable[[Found], Sequence[str]],
    what: str,
    key: str,
) -> None:
    """The whole way of a list: `read` looks, `explain` says what would change, `save` does it and
    says so. `what` names the things listed: "targets".
    """
    show_said(key)
    turn = st.session_state.get(f"{key}_round", 0)
    uploaded = st.file_uploader(
        label, type=["xlsx", "xlsm", "xls", "ods", "csv", "tsv"], key=f"{key}_{turn}"
    )
    if not uploaded:
        return
    try:
        found = read(uploaded.name, uploaded.getvalue())
    except HubError as error:
        show_faults(str(error).splitlines())
        return
    show_found(found, explain(found), what=what)
    if not found.items:
        return
    count = wording.count_of(len(found.items), what)
    if st.button(f"Take in {count}", type="primary", key=f"go_{key}"):
        try:
            said = save(found)
        except HubError as error:
            show_faults(str(error).splitlines())
            return
        keep_said(key, [f"{wording.first_upper(count)} taken in from {found.name}.", *said])
        st.session_state[f"{key}_round"] = turn + 1
        st.rerun()


def show_found(found: Found, changes: Sequence[str], *, what: str) -> None:
    """What the file would set, and every place where it cannot be used."""
    if found.issues:
        shown = [plain(one) for one in found.issues[:MOST_ISSUES]]
        if len(found.issues) > MOST_ISSUES:
            shown.append(f"and {len(found.issues) - MOST_ISSUES} more of the kind.")
        st.warning("\n".join(["To put right in the file:", "", *(f"- {one}" for one in shown)]))
    same = wording.count_of(found.unchanged, what)
    if not found.items:
        verb = "is" if found.unchanged == 1 else "are"
        st.info(f"Nothing would change: {same} in {plain(found.name)} {verb} as they stand here.")
        return
    lines = "\n".join(f"- {plain(one)}" for one in changes[:MOST_ISSUES])
    more = len(changes) - MOST_ISSUES
    tail = f"\n- and {more} more" if more > 0 else ""
    st.info(f"{plain(found.name)} would set:\n\n{lines}{tail}")
