"""Slides that are tables or text: where the hub stands, what needs attention, what changed, what is
to be decided and done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hubdata import wording
from hubdata.reports.board import words
from hubdata.reports.board.evidence import Evidence, KpiEvidence
from hubdata.reports.board.pack import (
    Cell,
    Column,
    Slide,
    SlideKind,
    Status,
    Table,
)
from hubdata.reports.board.plan import Plan, Section
from hubdata.vocabulary import ActionStatus

ROWS_OF_A_SLIDE = 7
"""Rows of a table that stand on one slide, at two lines each."""

MOST_SLIDES_OF_ATTENTION = 2
NO_FUNCTION = "Of no function"
MOST_MOVES = 6
RATED = (Status.ON, Status.WATCH, Status.OFF, Status.PROVISIONAL)


def build_standing(section: Section, evidence: Evidence) -> Slide:
    """How many KPIs are on track, by strategic function."""
    columns = (
        Column("Function", 30),
        *(Column(status.words, 16, is_number=True) for status in RATED),
        Column("Not rated", 16, is_number=True),
    )
    by_function: dict[str, list[KpiEvidence]] = {}
    for kpi in evidence.kpis:
        by_function.setdefault((*kpi.functions, NO_FUNCTION)[0], []).append(kpi)
    rows = [_count_row(name, kpis) for name, kpis in by_function.items()]
    rows.append(_count_row("All functions", evidence.kpis))
    return Slide(
        key=section.key,
        kind=SlideKind.TABLE,
        name="Where we stand",
        title=section.title or title_of_standing(evidence),
        sentences=(section.said_briefly,) if section.said else (),
        table=Table(columns, tuple(rows)),
        footer=explain_all(evidence),
        notes=("Each KPI counts once, under the first function it is evidence for.",),
    )


def title_of_standing(evidence: Evidence) -> str:
    """ "29 of 43 rated KPIs are on track; 6 are off track"."""
    rated = [kpi for kpi in evidence.kpis if kpi.now.rag]
    if not rated:
        return f"No KPI can be rated for {wording.first_lower(evidence.period)} yet"
    on = sum(kpi.now.rag == "green" for kpi in rated)
    off = sum(kpi.now.rag == "red" for kpi in rated)
    verb = "is" if on == 1 else "are"
    tail = f"; {off} {'is' if off == 1 else 'are'} off track" if off else ""
    return f"{on} of {wording.count_of(len(rated), 'rated KPIs')} {verb} on track{tail}"


def build_attention(section: Section, evidence: Evidence) -> list[Slide]:
    """KPIs off track and to watch, the worst first, with who looks after them."""
    wanted = [kpi for kpi in evidence.kpis if kpi.now.rag in ("red", "amber")]
    wanted.sort(key=lambda kpi: (kpi.now.rag == "amber", -_missed(kpi)))
    shown = wanted[: ROWS_OF_A_SLIDE * MOST_SLIDES_OF_ATTENTION]
    off = sum(kpi.now.rag == "red" for kpi in wanted)
    rated = any(kpi.now.rag for kpi in evidence.kpis)
    title = _title_of_attention(off, len(wanted) - off) if rated else "No KPI can be rated yet"
    columns = (
        Column("KPI", 30),
        Column("Status", 14),
        Column("Now", 10, is_number=True),
        Column("Gap to target", 27),
        Column("Owner", 19),
    )
    rows = [
        (
            Cell(kpi.name),
            _status(kpi),
            Cell(words.explain_value(kpi, kpi.now)),
            Cell(words.explain_gap(kpi, kpi.now)),
            Cell(kpi.owner),
        )
        for kpi in shown
    ]
    left = len(wanted) - len(shown)
    notes = (f"{wording.count_of(left, 'more KPIs')} to watch on the scorecard.",) if left else ()
    base = Slide(
        key=section.key,
        kind=SlideKind.TABLE,
        name="Needs attention",
        title=section.title or title,
        sentences=(section.said_briefly,) if section.said else (),
        footer=explain_all(evidence),
        notes=notes,
    )
    empty = "No rated KPI is off track or to watch." if rated else "Nothing can be rated yet."
    return build_pages(base, columns, rows, empty=empty)


def build_changed(section: Section, evidence: Evidence) -> list[Slide]:
    """What got better and worse since the period before, the largest changes first."""
    moves = [(kpi, loss) for kpi in evidence.kpis if (loss := _loss(kpi))]
    better = sorted((one for one in moves if one[1] < 0), key=lambda one: _steps(*one))
    worse = sorted((one for one in moves if one[1] > 0), key=lambda one: -_steps(*one))
    title = f"{wording.count_of(len(better), 'KPIs')} got better since {evidence.since}, "
    title += f"{len(worse)} got worse"
    if not moves:
        title = f"No KPI can be seen to have changed since {evidence.since}"
    columns = (
        Column("KPI", 34),
        Column("Now", 14, is_number=True),
        Column("Before", 14, is_number=True),
        Column("Which way", 38),
    )
    rows = [
        (
            Cell(kpi.name),
            Cell(words.explain_value(kpi, kpi.now)),
            Cell(words.explain_value(kpi, kpi.before) if kpi.before else wording.UNKNOWN),
            Cell(f"{'Worse' if loss > 0 else 'Better'}: {_change(kpi, evidence)}"),
        )
        for kpi, loss in (*worse[:MOST_MOVES], *better[:MOST_MOVES])
    ]
    base = Slide(
        key=section.key,
        kind=SlideKind.TABLE,
        name="What changed",
        title=section.title or title,
        sentences=(section.said_briefly,) if section.said else (),
        footer=explain_all(evidence),
    )
    return build_pages(base, columns, rows, empty=f"Nothing can be compared with {evidence.since}.")


def build_decisions(section: Section, plan: Plan, evidence: Evidence) -> Slide:
    """What the board is asked to decide."""
    number = len(plan.decisions)
    title = "The board is not asked to decide anything today"
    if number:
        things = "one thing" if number == 1 else f"{wording.number_word(number)} things"
        title = f"The board is asked to decide {things}"
    none = "This pack is for information." if not section.said else ""
    return Slide(
        key=section.key,
        kind=SlideKind.TEXT,
        name="Decisions asked",
        title=section.title or title,
        sentences=tuple(filter(None, (*plan.decisions, section.said_briefly)))
        or tuple(filter(None, (none,))),
        footer=f"{evidence.period}.",
    )


def build_actions(section: Section, plan: Plan, evidence: Evidence) -> list[Slide]:
    """What was agreed, who does it and by when."""
    actions = plan.actions
    done = sum(one.status is ActionStatus.DONE for one in actions)
    late = sum(one.is_overdue(plan.held_on) for one in actions)
    title = "No action is open from earlier meetings"
    if actions:
        title = f"{done} of {wording.count_of(len(actions), 'actions')} done"
        title += f"; {late} {'is' if late == 1 else 'are'} overdue" if late else ""
    columns = (Column("Action", 46), Column("Owner", 20), Column("Due", 21), Column("Status", 13))
    rows = [
        (
            Cell(one.text),
            Cell(one.owner or "not named"),
            Cell(wording.explain_day(one.due_on) if one.due_on else "no date"),
            Cell("overdue" if one.is_overdue(plan.held_on) else one.status.value),
        )
        for one in actions
    ]
    base = Slide(
        key=section.key,
        kind=SlideKind.TABLE,
        name="Actions",
        title=section.title or title,
        sentences=(section.said_briefly,) if section.said else (),
        footer=f"{evidence.period}.",
    )
    return build_pages(base, columns, rows, empty="Nothing was carried forward.")


def build_pages(
    base: Slide,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Cell, ...]],
    *,
    empty: str,
    most: int = ROWS_OF_A_SLIDE,
) -> list[Slide]:
    """A table over as many slides as it needs, evenly filled: no row is left alone on the last."""
    if not rows:
        return [replace(base, kind=SlideKind.TEXT, sentences=(empty, *base.sentences))]
    count = -(-len(rows) // most)
    size = -(-len(rows) // count)
    slides = []
    for number in range(count):
        page = f" ({number + 1} of {count})" if count > 1 else ""
        some = tuple(rows[number * size : (number + 1) * size])
        key = base.key if not number else f"{base.key}#{number + 1}"
        slides.append(
            replace(
                base,
                key=key,
                title=f"{base.title}{page}",
                name=f"{base.name}{page}",
                sentences=base.sentences if not number else (),
                table=Table(columns, some),
            )
        )
    return slides


def _count_row(name: str, kpis: Iterable[KpiEvidence]) -> tuple[Cell, ...]:
    found = [words.status_of(kpi, kpi.now) for kpi in kpis]
    counts = [found.count(status) for status in RATED]
    counts.append(len(found) - sum(counts))
    return (Cell(name), *(Cell(str(number)) for number in counts))


def _status(kpi: KpiEvidence) -> Cell:
    status = words.status_of(kpi, kpi.now)
    return Cell(status.words, status)


def _title_of_attention(off: int, watch: int) -> str:
    if not off and not watch:
        return "No rated KPI is off track or to watch"
    parts = [f"{wording.count_of(off, 'KPIs')} {'is' if off == 1 else 'are'} off track"]
    if watch:
        parts.append(f"{watch} {'is' if watch == 1 else 'are'} to watch")
    return " and ".join(parts if off else parts[1:] or parts)


def _missed(kpi: KpiEvidence) -> float:
    """How far a value is from its target, as a share of the target."""
    now = kpi.now
    if now.value is None:
        return 0
    if band := words.band_of(kpi, now):
        return words.distance_to_band(kpi, now) / (band[1] or 1)
    return abs(now.value - (now.target or 0)) / (abs(now.target or 0) or 1)


def _loss(kpi: KpiEvidence) -> float | None:
    loss = words.loss_of(kpi, kpi.now, kpi.before)
    return None if loss is None or words.is_unchanged(kpi, kpi.now, loss) else loss


def _steps(kpi: KpiEvidence, loss: float) -> float:
    return loss / (abs(kpi.now.target or kpi.now.value or 1) or 1)


def _change(kpi: KpiEvidence, evidence: Evidence) -> str:
    return words.explain_change(kpi, kpi.now, kpi.before, evidence.since).removesuffix(".")


def explain_all(evidence: Evidence) -> str:
    returned = sum(one.returned for one in evidence.returns)
    expected = sum(one.expected for one in evidence.returns)
    told = wording.explain_returned(returned, expected)
    return f"{evidence.period}. {told} schools returned. Source: the hub's scorecard."
