"""Setting targets: many in a table, one in a form, from a spreadsheet; their history, and undo."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from hubdata.errors import HubError, OutOfDate
from hubdata.periods import AcademicYear
from hubdata.services.actor import current_actor
from hubdata.services.standards.standard_files import Found, FoundTarget, read_target_file
from hubdata.services.standards.target_history import load_history, undo_batch
from hubdata.services.standards.target_rows import build_target_row, save_target_rows
from hubdata.services.standards.targets import (
    TITLES,
    TargetLine,
    save_target_lines,
    say_level,
)
from hubdata.wording import explain_moment
from pages.components.kit.forms import Form, keep_said, show_faults, show_said
from pages.components.kit.list_upload import show_list_upload
from pages.components.kit.look import show_caption, show_heading, show_text
from pages.components.kit.tables import Column, Group, show_table

WIDTH = 760
HELP = {
    "value": 'A number, or a range such as "3 to 6" for a KPI that is to stay in one; "none" or '
    "blank is no target.",
    "autumn": "What the autumn term is judged by; blank is the year's target.",
    "spring": "What the spring term is judged by; blank is the year's target.",
    "summer": "What the summer term is judged by; blank is the year's target.",
    "margin": "How far from the target is still amber, in the unit of the KPI; blank is the usual.",
    "owner": "Who answers for it: a role.",
    "rationale": "Why this number.",
    "baseline_year": "The year it was set against, such as 2024/25.",
}
HISTORY = (Column("When"), Column("Who"), Column("KPI"), Column("Of"), Column("What"))
MOST_CHANGES = 100
BEGUN, SAVE_ONE = "target_begun", "go_save_target"


def show_target_editor(lines: Sequence[TargetLine], year: AcademicYear) -> None:
    """All targets of the year in one table that is typed into."""
    show_heading("In a table")
    show_text(
        "Type into the cells as in a spreadsheet; arrow keys move, Enter writes. Nothing is saved "
        "before you press the button."
    )
    show_said("targets")
    turn = st.session_state.get("targets_round", 0)
    area = lines[0].la_code if lines else ""
    edited = st.data_editor(
        [build_editor_row(one) for one in lines],
        column_config={
            "KPI": st.column_config.TextColumn(disabled=True, pinned=True, width=240),
            **{
                TITLES[name]: st.column_config.TextColumn(
                    help=HELP[name], width=220 if name in ("owner", "rationale") else 112
                )
                for name in TITLES
            },
        },
        hide_index=True,
        num_rows="fixed",
        height=420,
        key=f"targets_{year.code}_{area}_{turn}",
    )
    if st.button("Save the targets", type="primary", key="go_save_targets"):
        rows = {
            (line.kpi, line.la_code): {name: row[title] or "" for name, title in TITLES.items()}
            for line, row in zip(lines, edited, strict=True)
        }
        form = Form("targets")
        st.session_state["targets_round"] = turn + 1
        form.save(lambda: save_target_rows(rows, year=year, actor=current_actor()))
        st.session_state["targets_round"] = turn


def build_editor_row(line: TargetLine) -> dict[str, str]:
    cells = build_target_row(line)
    unit = f", {line.unit}" if line.unit not in ("count", "index", "mean") else ""
    at_most = {"down": ", at most", "band": ", a range"}.get(line.direction, "")
    return {
        "KPI": f"{line.kpi} {line.name}{unit}{at_most}",
        **{title: cells[name] for name, title in TITLES.items()},
    }


def show_target_form(lines: Sequence[TargetLine], year: AcademicYear, *, asked: str) -> None:
    """The target of one KPI, field by field, with its rule and its history."""
    show_heading("One KPI")
    show_said("one_target")
    by_id = {line.kpi: line for line in lines}
    kpi = st.selectbox(
        "KPI",
        list(by_id),
        index=list(by_id).index(asked) if asked in by_id else 0,
        format_func=lambda one: f"{one} {by_id[one].name}",
        width=420,
    )
    if kpi is None:
        return
    line = by_id[kpi]
    begun = begin_target(line, year)
    show_caption(f"{line.rule} Measured in {unit_words(line.unit)}.")
    if others := [name for name in begun.seen if begun.seen[name] != begun.cells[name]]:
        show_caption(f"Changed since this form was begun: {say_cells(others, begun.seen)}.")
    with st.form(f"target_{kpi}", border=False, width=WIDTH):
        typed: dict[str, str] = {}
        for names in (
            ("value", "autumn", "spring", "summer"),
            ("margin", "owner", "baseline_year"),
        ):
            for place, name in zip(st.columns(len(names)), names, strict=True):
                typed[name] = place.text_input(
                    TITLES[name], begun.cells[name], help=HELP[name], autocomplete="off"
                )
        typed["rationale"] = st.text_area(TITLES["rationale"], begun.cells["rationale"], height=80)
        if st.form_submit_button("Save this target", type="primary", key=SAVE_ONE):
            Form("one_target").save(lambda: save_one_target(line, year, begun, typed))
    if line.la_code and line.is_set and st.button("As the hub again", key="as_hub"):
        Form("one_target").save(
            lambda: save_target_lines({(kpi, line.la_code): None}, year=year, actor=current_actor())
        )


@dataclass
class BegunTarget:
    """What the form of a target was begun from, and what else was seen since: both are kept for as
    long as it is typed into, so that nothing typed is lost when somebody else was first."""

    of: tuple[str, str, int]
    cells: dict[str, str]
    seen: dict[str, str]


def begin_target(line: TargetLine, year: AcademicYear) -> BegunTarget:
    """The form as it was begun in this session; begun anew when the target is another one by now,
    unless it is just being saved or its writer has been told so."""
    of, cells = (line.kpi, line.la_code, year.code), build_target_row(line)
    begun: BegunTarget | None = st.session_state.get(BEGUN)
    is_saving = bool(st.session_state.get(SAVE_ONE))
    if begun is None or begun.of != of or not (is_saving or begun.seen == cells):
        begun = st.session_state[BEGUN] = BegunTarget(of, cells, cells)
    return begun


def save_one_target(
    line: TargetLine, year: AcademicYear, begun: BegunTarget, typed: Mapping[str, str]
) -> Sequence[str]:
    """Saves what its writer changed, over what others changed meanwhile. Raises `OutOfDate`, once,
    where both changed the same."""
    now = build_target_row(line)
    changed = {name: text for name, text in typed.items() if text != begun.cells[name]}
    taken = [name for name in changed if now[name] not in (begun.seen[name], changed[name])]
    begun.seen = now
    if taken:
        raise OutOfDate(
            f"{line.name}: somebody has changed this since you opened it, to "
            f"{say_cells(taken, now)}. Save again to put yours in its place."
        )
    rows = {(line.kpi, line.la_code): now | changed}
    said = save_target_rows(rows, year=year, actor=current_actor())
    del st.session_state[BEGUN]
    return said


def say_cells(names: Iterable[str], cells: Mapping[str, str]) -> str:
    """ "Year's target 88; Owner blank"."""
    return "; ".join(f"{TITLES[name]} {cells[name] or 'blank'}" for name in names)


def unit_words(unit: str) -> str:
    """A unit inside a sentence."""
    words = {"%": "percent", "pp": "percentage points", "count": "numbers", "£": "pounds"}
    return words.get(unit, unit)


def show_target_upload(year: AcademicYear, authorities: Mapping[str, str]) -> None:
    """Targets from a spreadsheet, in the form of the download or near it."""
    show_heading("From a spreadsheet")
    show_text(
        "A row for each KPI, as in the download: KPI, Authority, Year, Year's target, Autumn, "
        "Spring, Summer, Amber margin, Owner, Rationale, Baseline year. A blank cell leaves what "
        f'is there; "none" takes it away. A KPI that is to stay in a range takes both numbers: '
        f'"3 to 6". Rows without a year are of {year}.'
    )
    show_list_upload(
        "List of targets",
        read=lambda name, content: read_target_file(name, content, year=year),
        explain=lambda found: explain_found(found, authorities),
        save=save_found,
        what="targets",
        key="target_file",
    )


def explain_found(found: Found[FoundTarget], authorities: Mapping[str, str]) -> list[str]:
    """What each row would set; an authority by its name."""
    named = {code: f" in {name}" for code, name in authorities.items()}
    return [
        f"{one.kpi.name}{named.get(one.la_code, '')}, {one.year}: "
        f"{say_level(one.target)} (was {say_level(one.now)})"
        for one in found.items
    ]


def save_found(found: Found[FoundTarget]) -> Sequence[str]:
    for year in dict.fromkeys(one.year for one in found.items):
        wanted = {one.key: one.target for one in found.items if one.year == year}
        save_target_lines(wanted, year=year, actor=current_actor())
    return ()


def show_history(year: AcademicYear, authorities: Mapping[str, str]) -> None:
    """Every change with who, when, from and to; the newest can be taken back."""
    show_heading(f"What was changed, {year}")
    show_said("undo_targets")
    changes = load_history(year)
    if not changes:
        show_caption("Nothing yet: every change will stand here with who made it and when.")
        return
    newest = changes[0]
    together = [one for one in changes if one.batch == newest.batch]
    count = "1 change" if len(together) == 1 else f"{len(together)} changes"
    if st.button(f"Take back the last {count}", key="undo_targets_button"):
        try:
            keep_said("undo_targets", undo_batch(newest.batch, actor=current_actor()))
            st.rerun()
        except HubError as error:
            show_faults(str(error).splitlines())
    rows = [
        [
            explain_moment(one.at),
            one.by,
            one.name,
            authorities.get(one.la_code, one.la_code) or "Whole hub",
            f"Taken back: {one.what}" if one.is_undo else one.what,
        ]
        for one in changes[:MOST_CHANGES]
    ]
    show_table(
        HISTORY,
        [Group("", rows)],
        caption=f"Changes of the targets of {year}",
        key="target_history",
        file_name=f"targets {year.code} history",
    )
