"""One snapshot: what is other now and why, what happened since, the numbers as they were reported,
and the proof that they come out again.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from hubdata import wording
from hubdata.services.reports.revisions import (
    FrozenLine,
    RevisionLine,
    check_reproduction,
    explain_frozen,
    explain_revisions,
)
from hubdata.services.reports.snapshots import Cause, Comparison, SnapshotInfo
from pages.components.kit.forms import build_lines
from pages.components.kit.linked import show_linked, to
from pages.components.kit.lists import Crumb, build_crumbs
from pages.components.kit.look import show_caption, show_heading, show_text, show_title, status_of
from pages.components.kit.places import KPI, ONE_RETURN, SNAPSHOTS
from pages.components.kit.tables import Cell, Column, Group, Row, show_table

WHOLE_HUB = "Whole hub"
REVISIONS = (
    *(Column("KPI"), Column("Of"), Column("As reported", "right")),
    *(Column("Now", "right", weight="strong"), Column("What may be why")),
)
CAUSES = (
    *(Column("What"), Column("Happened"), Column("Sheets")),
    *(Column("Who"), Column("When")),
)
FROZEN = (
    *(Column("KPI"), Column("Status"), Column("Value", "right", weight="strong")),
    *(Column("Target", "right"), Column("Returned", "right", weight="soft")),
    Column("Version", "right", weight="soft"),
)
FIRST_CAUSES = 60


def show_snapshot_head(comparison: Comparison) -> None:
    """Whether anything is other now, as the title."""
    info = comparison.snapshot
    show_linked(build_crumbs([Crumb("Snapshots", to(SNAPSHOTS, snapshot=None))]), "crumbs")
    show_title(explain_state(comparison))
    purpose = f" for {info.purpose}" if info.purpose else ""
    show_caption(
        f"{wording.name_period(info.period)}, frozen{purpose} by {info.created_by} on "
        f"{wording.explain_day(info.created_at)}, as at {wording.explain_day(info.as_at)}. "
        "What was frozen does not change; below stands what is other in the returns as they are "
        "now."
    )


def explain_state(comparison: Comparison) -> str:
    """ "Board March: 14 numbers are others now, after 3 corrections"."""
    name = comparison.snapshot.name
    changed = sum(one.before["value"] != one.now["value"] for one in comparison.revisions)
    if not changed:
        since = f"; {len(comparison.causes)} things happened" if comparison.causes else ""
        return f"{name}: every number is still as it was reported{since}"
    verb = "is another one" if changed == 1 else "are others"
    return f"{name}: {wording.count_of(changed, 'numbers')} {verb} now"


def show_revisions(comparison: Comparison, authorities: Mapping[str, str]) -> None:
    """Then and now, with what may be why."""
    lines = explain_revisions(comparison)
    if not lines:
        return
    show_heading("What is other now")
    rows = [build_revision_row(one, authorities, comparison.snapshot) for one in lines]
    changed = [row for row, one in zip(rows, lines, strict=True) if one.is_value]
    under = [row for row, one in zip(rows, lines, strict=True) if not one.is_value]
    groups = [Group("Numbers that are others", changed)] if changed else []
    if under and st.toggle(
        f"Also the {len(under)} whose number is the same, but not what is under it", key="under"
    ):
        groups.append(Group("The number is the same, but not what is under it", under))
    if groups:
        show_table(
            REVISIONS,
            groups,
            caption="Revisions since the freezing",
            key="revisions",
            file_name=f"{comparison.snapshot.name} revisions",
        )


def build_revision_row(
    one: RevisionLine, authorities: Mapping[str, str], info: SnapshotInfo
) -> Row:
    term = None if info.period.is_year else str(info.period.term)
    year = str(info.period.year.code)
    return [
        Cell(one.name, to(KPI, kpi=one.kpi, year=year, term=term, la=one.la_code or None)),
        authorities.get(one.la_code, one.la_code) or WHOLE_HUB,
        one.before,
        one.now,
        one.why or "–",
    ]


def show_causes(causes: Sequence[Cause]) -> None:
    """Everything that happened since, each with who and when; returns lead to their own page."""
    show_heading("What happened since")
    if not causes:
        show_text("Nothing: no return, correction, setting or school changed since.")
        return
    every = len(causes) <= FIRST_CAUSES or st.toggle(f"Show all {len(causes)}", key="all_causes")
    shown = causes if every else causes[:FIRST_CAUSES]
    show_table(
        CAUSES,
        [Group("", [build_cause_row(one) for one in shown])],
        caption="What happened since the freezing",
        key="causes",
        file_name="what happened since",
    )


def build_cause_row(one: Cause) -> Row:
    target = None
    if one.return_id is not None:
        target = to(ONE_RETURN, **{"return": str(one.return_id)})
    return [
        Cell(one.words, target, small="; ".join(one.details) or None),
        wording.first_upper(one.kind.value),
        ", ".join(one.sheets) or "–",
        one.by or "–",
        wording.explain_moment(one.at) if one.at else "–",
    ]


def show_frozen(info: SnapshotInfo, authorities: Mapping[str, str]) -> None:
    """The numbers as they were reported, of the hub or of one authority."""
    show_heading("As it was reported")
    la_code = st.selectbox(
        "Of",
        ["", *authorities],
        format_func=lambda code: authorities.get(code, WHOLE_HUB),
        key="frozen_of",
        width=320,
    )
    lines = explain_frozen(info.name, la_code=la_code)
    if not lines:
        show_caption("The snapshot has no numbers of this authority.")
        return
    show_table(
        FROZEN,
        [Group("", [build_frozen_row(one) for one in lines])],
        caption=f"{info.name} as it was reported",
        key="frozen",
        file_name=f"{info.name} as reported",
    )


def build_frozen_row(one: FrozenLine) -> Row:
    status = status_of(one.rag, provisional=one.is_provisional or one.value is None)
    word = "Not known" if one.value is None else status.word
    return [
        one.name,
        Cell(word, status=status),
        Cell(one.value, words=None if one.value is None else one.words),
        Cell(one.target, words=one.target_words),
        one.returned,
        one.version,
    ]


def show_reproduction(info: SnapshotInfo) -> None:
    """The whole snapshot computed anew from what it rests on, on demand."""
    show_heading("Does it come out again?")
    show_text(
        "Every number is computed anew from the very return versions, register, thresholds and "
        "targets that the snapshot rests on, and compared with what was frozen."
    )
    if st.button("Reproduce to the last digit", key="reproduce"):
        with st.spinner("Computing every number anew"):
            found = check_reproduction(info.name)
        if found.differences:
            st.error(build_lines([f"{len(found.differences)} come out other.", *found.differences]))
        else:
            st.success(f"All {found.results:,} results come out exactly as they were frozen.")
