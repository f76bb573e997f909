"""What two sources told of one activity: the list, both tellings side by side, and deciding."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.actor import current_actor
from hubdata.services.intake.overlaps import (
    RULES,
    CaseCount,
    OverlapCase,
    Side,
    Verdict,
    decide_overlap,
    undo_decision,
)
from pages.components.kit.addresses import return_page, school_page
from pages.components.kit.answers import build_pairs, say_cell
from pages.components.kit.downloads import Sheet
from pages.components.kit.linked import build_link, here, show_linked, to
from pages.components.kit.look import Status, show_caption, show_heading, show_text
from pages.components.kit.paging import build_paging
from pages.components.kit.places import KPI, OVERLAPS
from pages.components.kit.tables import Cell, Column, Group, build_table
from pages.components.returns.return_acts import attempt

CASE = "overlap"
MOST_TERMS = 6
COLUMNS = (
    Column("Activity"),
    Column("Told by"),
    Column("People", align="right"),
    Column("And by"),
    Column("People ", align="right"),
    Column("What counts"),
)


def count_in(counts: Mapping[Period, CaseCount], period: Period) -> CaseCount:
    """Of a term, or of the terms of a year together."""
    there = [one for term, one in counts.items() if term.slot in period.slots]
    return CaseCount(sum(one.total for one in there), sum(one.waiting for one in there))


def explain_overlaps(count: CaseCount, period: Period) -> str:
    """The title: how many activities were told twice, and how many wait for a decision."""
    when = wording.explain_period(period)
    if not count.total:
        return f"Nobody told us twice of the same activity in {when}"
    told = wording.count_of(count.total, "activities")
    verb = "was" if count.total == 1 else "were"
    if not count.waiting:
        return f"{told} {verb} told by two sources in {when}; all are decided"
    number = "both" if count.waiting == count.total == 2 else f"{count.waiting:,}"
    return f"{told} {verb} told by two sources in {when}; {number} to decide"


def show_others(counts: Mapping[Period, CaseCount], period: Period) -> None:
    """The other terms in which something waits: the latest few."""
    waiting = {one: count.waiting for one, count in counts.items() if count.waiting}
    others = [one for one in waiting if one.slot not in period.slots]
    links = [build_link(f"{one.label} ({waiting[one]:,})", of_term(one)) for one in others]
    if links:
        told = ", ".join(links[:MOST_TERMS])
        rest = len(links) - MOST_TERMS
        more = f" and {wording.count_of(rest, 'terms')} before" if rest > 0 else ""
        words = f'<p class="hub-caption">To decide in other terms: {told}{more}</p>'
        show_linked(words, "others")


def show_waiting(counts: Mapping[Period, CaseCount]) -> None:
    """On other pages: that something waits for a decision, with the way to it."""
    waiting = {one: count.waiting for one, count in counts.items() if count.waiting}
    if not waiting:
        return
    number, latest = sum(waiting.values()), next(iter(waiting))
    verb = "was" if number == 1 else "were"
    link = build_link("Decide whose telling counts", of_term(latest))
    words = f"{wording.count_of(number, 'activities')} {verb} told by two sources."
    show_linked(f'<p class="hub-caption">{escape(words)} {link}</p>', "told_twice")


def of_term(one: Period) -> str:
    """What was told twice in a term or year."""
    term = None if one.is_year else one.term.value
    return to(OVERLAPS, year=str(one.year.code), term=term)


def show_cases(cases: Sequence[OverlapCase], total: int, page: int, *, caption: str) -> None:
    """The list, a page of it; each line leads to its two tellings."""
    rows = [
        [
            Cell(case.title, here(OVERLAPS, **{CASE: case.key})),
            case.first.name,
            case.first.people,
            case.second.name,
            case.second.people,
            build_standing(case),
        ]
        for case in cases
    ]
    paging = build_paging(
        *(total, page),
        target_of=lambda number: here(OVERLAPS, page=str(number), **{CASE: None}),
        what="activities",
    )
    table = build_table(COLUMNS, [Group("", rows)], caption=caption)
    show_linked(table + paging, "overlaps")


def build_standing(case: OverlapCase) -> Cell:
    """Decided or not, and below it whose telling counts."""
    status = Status.WATCH if case.is_open else Status.ON
    words, _, whose = say_standing(case).partition(", " if case.is_open else ": ")
    return Cell(words, status=status, small=wording.first_upper(whose))


def say_standing(case: OverlapCase) -> str:
    """ "By the rule, as told by Harrow Vale Music" """
    side = case.kept_side
    whose = f"as told by {side.name}" if side else "both"
    return f"By the rule, {whose}" if case.is_open else f"Decided: {whose}"


def show_case(case: OverlapCase) -> None:
    """Both tellings side by side, what they concern, and the decision."""
    show_heading(f"{case.title}, {case.period.label}")
    for column, side in zip(st.columns(2, gap="medium"), case.sides, strict=True):
        with column:
            show_linked(build_side(side, mark=say_mark(case, side)), side.source)
    if case.is_declared:
        show_caption("The partner says so itself: the question who else reports it was answered.")
    show_concern(case)
    show_decision(case)


def say_mark(case: OverlapCase, side: Side) -> str:
    if case.kept_side in (None, side):
        return "Counts"
    return "Counts, but its people are not added" if case.is_of_people else "Does not count"


def build_side(side: Side, *, mark: str) -> str:
    """One source's telling, each row with the place it was read from."""
    name = build_link(side.name, school_page(side.source)) if side.is_school else escape(side.name)
    parts = [f'<h3 class="hub-sub">{name}</h3><p class="hub-caption">{escape(mark)}</p>']
    for row in side.rows:
        place = escape(row.place)
        if row.return_id is not None:
            place = build_link(row.place, return_page(row.return_id))
        people = "not known" if row.people is None else f"{row.people:,}"
        pairs = [(field.heading, say_cell(row.row, field.name)) for field in row.fields]
        parts.append(build_pairs([*pairs, ("People in it", people)]))
        parts.append(f'<p class="hub-caption">{place}</p>')
    return f'<div class="hub-narrow">{"".join(parts)}</div>'


def show_concern(case: OverlapCase) -> None:
    """The KPIs in which it counts once."""
    links = [build_link(name, to(KPI, kpi=kpi_id)) for kpi_id, name in case.kpis]
    if links:
        show_linked(f'<p class="hub-prose">It concerns {", ".join(links)}.</p>', "concern")


def show_decision(case: OverlapCase) -> None:
    """What holds now, and the three ways to decide; a reason is asked."""
    if case.decision is None:
        show_text(f"Until somebody decides, a rule holds. {RULES[case.activity]}")
    else:
        show_held(case)
    key = f"overlap_{case.key}"
    options = list(Verdict)
    st.radio(
        "What is right?",
        options,
        index=options.index(case.kept),
        format_func=lambda one: say_verdict(case, one),
        captions=[say_consequence(case, one) for one in options],
        key=f"verdict_{key}",
    )
    st.text_input(
        "Why",
        key=f"why_{key}",
        placeholder="Such as: the orchestra’s manager confirmed it by telephone",
        width=640,
    )
    st.button(
        "Decide" if case.is_open else "Decide anew",
        key=f"go_decide_{key}",
        type="primary",
        on_click=attempt,
        args=(lambda: decide(case, key),),
    )


def show_held(case: OverlapCase) -> None:
    held = case.decision
    if held is None:
        return
    since = Period.at_slot(held.slot)
    carried = f", carried on from {since.label}" if since != case.period else ""
    who = f"{held.decided_by}, {wording.explain_day(held.decided_at.date())}{carried}"
    show_text(f"{say_standing(case)}. {held.reason} ({who})")
    number = held.id or 0
    st.button(
        "Take the decision back",
        key=f"undo_{number}",
        on_click=attempt,
        args=(lambda: take_back(number),),
    )


def decide(case: OverlapCase, key: str) -> str:
    verdict = Verdict(st.session_state[f"verdict_{key}"])
    reason = str(st.session_state.get(f"why_{key}") or "")
    decide_overlap(case.twins, case.period, verdict, reason=reason, actor=current_actor())
    return (
        f"Decided: {wording.first_lower(say_verdict(case, verdict))}. It holds for later terms too."
    )


def take_back(decision_id: int) -> str:
    undo_decision(decision_id, actor=current_actor())
    return "Taken back: what held before holds again."


def say_verdict(case: OverlapCase, verdict: Verdict) -> str:
    side = {Verdict.FIRST: case.first, Verdict.SECOND: case.second}.get(verdict)
    return f"Count what {side.name} told" if side else "They are different things: count both"


def say_consequence(case: OverlapCase, verdict: Verdict) -> str:
    """What is left out then."""
    if verdict is Verdict.BOTH:
        return "Nothing is left out."
    other = case.second if verdict is Verdict.FIRST else case.first
    people = "people" if other.people is None else wording.count_of(other.people, "people")
    if case.is_of_people:
        return f"The {people} that {other.name} told of are not added; what they do still counts."
    return f"What {other.name} told is left out: {people}."


def build_overlap_sheet(cases: Sequence[OverlapCase]) -> Sheet:
    heads = ["Term", "Activity", "Told by", "People", "Where", "And by", "People", "Where"]
    heads += ["What counts", "Why", "Decided by", "Concerns"]
    rows: list[list[str | float | None]] = []
    for case in cases:
        row: list[str | float | None] = [case.period.label, case.activity.value]
        for side in case.sides:
            row += [side.name, side.people, "; ".join(one.place for one in side.rows)]
        held = case.decision
        row += [say_standing(case), held.reason if held else RULES[case.activity]]
        row += [held.decided_by if held else None, "; ".join(name for _, name in case.kpis)]
        rows.append(row)
    return Sheet("Told by two sources", heads, rows)
