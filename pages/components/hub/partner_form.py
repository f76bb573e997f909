"""The register of hub partners: the list, the form of one partner, and loading a list of them."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from hubdata import wording
from hubdata.calendar import parse_day, write_day
from hubdata.errors import UserError
from hubdata.services.actor import current_actor
from hubdata.services.registers.partners import (
    Partner,
    PartnersLoaded,
    load_partner_history,
    load_partner_list,
    next_partner_id,
    save_partner,
)
from hubdata.vocabulary import PartnerKind
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.forms import DAY_HELP, Form, keep_said, show_faults
from pages.components.kit.linked import go, to
from pages.components.kit.look import show_caption, show_heading, show_text, show_title
from pages.components.kit.places import PARTNER_REGISTER
from pages.components.kit.tables import Cell, Column, Group, show_table

NEW = "new"
WIDTH = 640
ROUND = "partner_list_round"
CAPTION = "Partners of the hub"
SIGNED = {None: "Not known", True: "Yes", False: "No"}
COLUMNS = (
    Column("Partner"),
    Column("Kind", on_phone="bare"),
    Column("Local authorities", on_phone="bare"),
    Column("Agreement"),
    Column("Commitments"),
    Column("Contact", on_phone="bare"),
)
FILE_COLUMNS = (
    *("Partner", "ID", "Kind", "Local authorities", "Agreement", "Commitments", "Mailbox"),
    "Until",
)
"""What the download has, and a list of partners that is loaded may have."""


def show_partner_list(partners: Mapping[str, Partner], authorities: Mapping[str, str]) -> None:
    """Every partner; a name leads to its form. The file has what a list is loaded from."""
    rows = [
        [
            Cell(one.name, to(PARTNER_REGISTER, partner=one.partner_id), small=one.partner_id),
            Cell(
                name_kind(one),
                small=f"until {wording.short_day(one.ends_on)}" if one.ends_on else None,
            ),
            name_places(one, authorities),
            SIGNED[one.agreement_signed],
            SIGNED[one.commitments_signed],
            Cell(one.contact_role or one.mailbox or None, small=one.contact_role and one.mailbox),
        ]
        for one in partners.values()
    ]
    show_table(COLUMNS, [Group("", rows)], caption=CAPTION, key="partner_register")
    show_downloads(
        lambda: build_partner_sheet(partners, authorities), "partners", key="partner_register"
    )


def build_partner_sheet(partners: Mapping[str, Partner], authorities: Mapping[str, str]) -> Sheet:
    rows = [
        [
            *(one.name, one.partner_id, name_kind(one), name_places(one, authorities)),
            *(SIGNED[one.agreement_signed], SIGNED[one.commitments_signed], one.mailbox or None),
            wording.short_day(one.ends_on) if one.ends_on else "Goes on",
        ]
        for one in partners.values()
    ]
    return Sheet(CAPTION, FILE_COLUMNS, rows)


def name_kind(partner: Partner) -> str:
    return wording.first_upper(partner.kind.value)


def name_places(partner: Partner, authorities: Mapping[str, str]) -> str:
    names = [authorities.get(code, code) for code in partner.la_codes]
    return wording.join_words(names) or "Whole hub"


def show_partner_loading(*, is_first: bool) -> None:
    """Loading a list of partners as a spreadsheet; the first has no download to go by."""
    show_heading("Load a list")
    show_text(
        "A spreadsheet or csv with a row for each partner: name and kind, and what else you know. "
        "What it leaves blank, and partners it does not name, stay as they are. "
        + (
            f"Its columns: {', '.join(FILE_COLUMNS)}."
            if is_first
            else "The download above has them."
        )
    )
    key = f"partner_list_{st.session_state.get(ROUND, 0)}"
    uploaded = st.file_uploader("List of partners", key=key)
    if uploaded and st.button("Load the list", type="primary", key="go_load_partners"):
        try:
            loaded = load_partner_list(uploaded.name, uploaded.getvalue(), actor=current_actor())
        except UserError as error:
            show_faults(str(error).splitlines())
            return
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        keep_said("partners", explain_loaded(loaded))
        st.rerun()


def explain_loaded(loaded: PartnersLoaded) -> list[str]:
    said = (
        f"{loaded.name}: {len(loaded.added)} added, {len(loaded.changed)} changed, "
        f"{loaded.unchanged} as they were."
    )
    return [said, *loaded.issues]


def show_partner_form(partner: Partner | None, authorities: Mapping[str, str]) -> None:
    """Everything the register keeps of one partner, or of a new one."""
    show_title(f"{partner.name} ({partner.partner_id})" if partner else "Add a partner")
    show_caption(
        f"{DAY_HELP} A role and a shared mailbox outlast a person. To end a partnership, give its "
        "last day: what the partner returned stays."
    )
    form = Form("partners")
    with st.form("partner", border=False, width=WIDTH):
        wanted = ask_partner(form, partner, authorities)
        if st.form_submit_button("Save the partner", type="primary", key="go_save_partner"):
            save(form, wanted)
    if st.button("Back to the list", key="leave_partner"):
        go(to(PARTNER_REGISTER))
    if partner:
        show_history(partner)


def ask_partner(form: Form, before: Partner | None, authorities: Mapping[str, str]) -> Partner:
    kinds = list(PartnerKind)
    left, right = st.columns([1, 3])
    partner_id = left.text_input(
        "ID",
        before.partner_id if before else next_partner_id(),
        disabled=before is not None,
        autocomplete="off",
    )
    name = right.text_input("Name", before.name if before else "", autocomplete="off")
    kind = st.selectbox(
        "Kind of partner",
        kinds,
        index=kinds.index(before.kind) if before else 0,
        format_func=lambda one: wording.first_upper(one.value),
    )
    codes = ask_codes(before.la_codes if before else (), authorities)
    agreement = ask_signed("Partnership agreement signed?", before and before.agreement_signed)
    commitments = ask_signed("Commitments signed?", before and before.commitments_signed)
    role = st.text_input("Contact (role)", before.contact_role if before else "")
    mailbox = st.text_input("Mailbox", before.mailbox if before else "", autocomplete="off")
    first, last = st.columns(2)
    with first:
        starts = ask_day(form, "Partner since", before.starts_on if before else None)
    with last:
        ends = ask_day(form, "Until (blank: it goes on)", before.ends_on if before else None)
    return Partner(
        partner_id=partner_id.strip().upper(),
        name=name.strip(),
        kind=kind,
        la_codes=codes,
        agreement_signed=agreement,
        commitments_signed=commitments,
        contact_role=role.strip(),
        mailbox=mailbox.strip(),
        starts_on=starts,
        ends_on=ends,
    )


def ask_codes(before: Sequence[str], authorities: Mapping[str, str]) -> tuple[str, ...]:
    """The authorities a partner works in; none ticked is the whole hub."""
    if len(authorities) < 2:
        return tuple(before)
    show_caption("Works in (none ticked: in the whole hub)")
    kept = tuple(code for code in before if code not in authorities)
    ticked = tuple(code for code, name in authorities.items() if st.checkbox(name, code in before))
    return (*ticked, *kept)


def ask_signed(label: str, before: bool | None) -> bool | None:
    options = list(SIGNED)
    index = options.index(before)
    return st.selectbox(label, options, index=index, format_func=SIGNED.__getitem__)


def ask_day(form: Form, label: str, day: date | None) -> date | None:
    typed = st.text_input(label, write_day(day) if day else "", autocomplete="off")
    if not typed.strip():
        return None
    return form.read(typed, parse_day, what=label, instead=day)


def save(form: Form, wanted: Partner) -> None:
    """Saves and goes back to the list, which says so; what will not do is said beside the form."""
    if not form.faults:
        try:
            is_new = save_partner(wanted, actor=current_actor())
        except UserError as error:
            form.faults += str(error).splitlines()
        else:
            said = "is saved" if is_new else "is as it was"
            keep_said("partners", [f"{wanted.name} ({wanted.partner_id}) {said}."])
            go(to(PARTNER_REGISTER))
    show_faults(form.faults)


def show_history(partner: Partner) -> None:
    show_heading("What was changed")
    rows = [
        [one.words, f"{wording.explain_day(one.at.date())}, {one.by}"]
        for one in load_partner_history(partner.partner_id)
    ]
    columns = [Column("Change"), Column("When and by whom")]
    show_table(
        columns,
        [Group("", rows)],
        caption="What was changed",
        key="partner_history",
        file_name=f"changes of {partner.partner_id}",
    )
