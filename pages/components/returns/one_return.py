"""One return in full: its facts, every sheet as it was read, its other versions and its history."""

from collections.abc import Sequence
from html import escape

from hubdata.services.intake.inbox import Stage, stage_of
from hubdata.services.intake.returns import PartDetail, ReturnDetail, ReturnState, load_versions
from hubdata.wording import explain_day, explain_moment, first_upper
from pages.components.kit.addresses import partner_page, return_page, school_page
from pages.components.kit.answers import (
    Corrected,
    build_answers,
    build_pairs,
    build_rows,
    say_answer,
)
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.lists import Crumb, build_crumbs
from pages.components.kit.look import Status, build_status, show_heading
from pages.components.kit.places import TRACKER
from pages.components.kit.sentences import say_count
from pages.components.kit.tables import Cell, Column, Group, show_table
from pages.components.returns.correcting import by_cell
from pages.components.returns.return_acts import say_rows, size_of
from pages.components.returns.stages import STAGES
from pages.components.returns.tracking import KINDS

HUB_RETURN = "hub-return"
VERSION_COLUMNS = (Column("Version"), Column("Received"), Column("How far"))
ACT_COLUMNS = (Column("When"), Column("What"), Column("Who"), Column("About"))
PART_STATUS = {
    "accepted": (Status.ON, "counts in the figures"),
    "checked": (Status.PROVISIONAL, "not accepted yet"),
    "superseded": (Status.NO_TARGET, "replaced by a newer version"),
    "withdrawn": (Status.NO_TARGET, "withdrawn"),
    "rejected": (Status.NO_TARGET, "rejected"),
}


def explain_return(detail: ReturnDetail) -> str:
    """The title: "Beacon Hill Primary School: four corrections needed"."""
    name = name_of(detail)
    stage = stage_of(detail.state)
    match stage:
        case Stage.TO_CORRECT:
            return f"{name}: {say_count(detail.state.errors, 'corrections')} needed"
        case Stage.TO_EXPLAIN:
            return f"{name}: {say_count(detail.state.queries, 'answers')} to explain"
        case Stage.READY:
            return f"{name} has returned, and nothing stands against it"
        case Stage.ACCEPTED:
            return f"{name} has returned, and it counts"
        case Stage.PARTLY:
            return f"{name} has returned, and most of it counts"
        case _:
            return f"{name}: this return is {stage.value}"


def name_of(detail: ReturnDetail) -> str:
    """Whose return it is: the school's or the partner's name, or the lead organisation."""
    if detail.kind.name == HUB_RETURN:
        return "The lead organisation"
    return detail.state.source_name or detail.state.source


def show_way_back(detail: ReturnDetail) -> None:
    """The way back to who has returned, and to the school or partner."""
    kind, source = detail.kind.name, detail.state.source
    mine = {
        "school-return": [Crumb(f"URN {source}", school_page(source))],
        "partner-return": [Crumb(f"Partner {source}", partner_page(source))],
    }
    crumbs = (
        Crumb("Who has returned", to(TRACKER, whose=KINDS[kind])),
        *mine.get(kind, [Crumb("The lead organisation's return")]),
        Crumb(f"{detail.period.label}, received on {explain_day(detail.received_on)}"),
    )
    show_linked(build_crumbs(crumbs), "crumbs")


def show_newest(detail: ReturnDetail) -> None:
    """Where a version was read again, the way to how it is read now."""
    if detail.newest_id and detail.newest_id != detail.state.id:
        link = build_link("See it as it is read now", return_page(detail.newest_id))
        words = "This file was read again, or a value in it was corrected."
        show_linked(f'<p class="hub-prose">{words} {link}</p>', "newest")


def show_facts(detail: ReturnDetail) -> None:
    """What the return is, before what it says."""
    rows, left_out = size_of(detail)
    facts = (
        ("File", detail.file_name),
        ("Sheets", str(len(detail.parts))),
        ("Rows", f"{rows:,}" + (f", {left_out:,} left out" if left_out else "")),
        ("Nothing to report", say_answer(detail.state.nil_return) or "not said"),
        ("An estimate", say_answer(detail.state.estimate) or "not said"),
    )
    show_linked(build_pairs(facts), "facts")


def show_sheets(detail: ReturnDetail, *, first: str = "") -> None:
    """Every sheet of the return as it was read; the sheet that was asked for comes first."""
    show_heading("The answers, sheet by sheet")
    corrected = by_cell(detail)
    for part in sorted(detail.parts, key=lambda part: part.sheet.name != first):
        show_linked(build_part(part, corrected), f"part_{part.id}")


def build_part(part: PartDetail, corrected: Corrected) -> str:
    """One sheet: its name, whether it counts, and its answers."""
    status, words = PART_STATUS[part.status]
    left_out = f"; {part.rows_left_out:,} left out" if part.rows_left_out else ""
    about = build_status(status, f"{say_rows(len(part.rows))}, {words}{left_out}")
    name = f'<h3 class="hub-head">{escape(part.sheet.name)}</h3>'
    return f'{name}<p class="hub-prose">{about}</p>{build_body(part, corrected)}'


def build_body(part: PartDetail, corrected: Corrected) -> str:
    if not part.rows:
        return '<p class="hub-caption">No rows.</p>'
    if part.sheet.one_row and len(part.rows) == 1:
        return build_answers(part.sheet.fields, part.rows[0], corrected=corrected)
    caption = f"Rows of {part.sheet.name}"
    mine = {key: one for key, one in corrected.items() if key[0] == part.id}
    return build_rows(part.sheet.fields, part.rows, caption=caption, corrected=mine)


def show_versions(detail: ReturnDetail) -> None:
    """Every version of the same source and period, the newest first."""
    same = load_versions(detail.state.id)
    if len(same) < 2:
        return
    show_heading("Versions for this term")
    rows = [build_version(one, number, shown=detail.state.id) for number, one in number_down(same)]
    show_table(
        VERSION_COLUMNS,
        [Group("", rows)],
        caption="Versions of this return",
        key="versions",
        file_name="versions of a return",
    )


def number_down(states: Sequence[ReturnState]) -> list[tuple[int, ReturnState]]:
    """Versions with their numbers, the newest first."""
    return [(len(states) - place, state) for place, state in enumerate(states)]


def build_version(state: ReturnState, number: int, *, shown: int) -> list[Cell]:
    stage = stage_of(state)
    is_shown = state.id == shown
    return [
        Cell(
            f"Version {number}",
            None if is_shown else return_page(state.id),
            small="Shown here" if is_shown else None,
        ),
        Cell(explain_day(state.received_on)),
        Cell(first_upper(stage.value), status=STAGES[stage]),
    ]


def show_history(detail: ReturnDetail) -> None:
    """Who did what with it, the newest first."""
    show_heading("History")
    rows = [
        [
            Cell(explain_moment(act.at.astimezone())),
            Cell(first_upper(act.action)),
            Cell(act.actor),
            Cell(act.detail or None),
        ]
        for act in detail.acts
    ]
    show_table(
        ACT_COLUMNS,
        [Group("", rows)],
        caption="What was done with this return",
        key="history",
        file_name="history of a return",
    )
