"""The overview: where the hub stands on its goals and functions, what needs attention, and what
changed since last term. Built from a standing; nothing is read here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hubdata import wording
from hubdata.framework import Goal, StrategicFunction
from hubdata.kpis.judging.rag import RagStatus, amber_margin
from hubdata.kpis.judging.results import KpiResult
from hubdata.services.reports.commentary import Action
from hubdata.services.results import kpi_words, sentences
from hubdata.services.results.ordering import missed_steps
from hubdata.services.results.scorecards import Scorecard, ScorecardLine, Standing

MOST_MOVES = 4
"""Changes that are told each way: more would be the scorecard again."""


@dataclass(frozen=True)
class AttentionLine:
    """A KPI that is off track or to watch: its result, a sentence, who should look into it, and
    what is being done (`None`: no action is open)."""

    result: KpiResult
    sentence: str
    note: str
    action: Action | None = None


@dataclass(frozen=True)
class Move:
    """A KPI whose value changed since the period before. `steps` is how far, in amber margins;
    negative is the wrong way."""

    result: KpiResult
    sentence: str
    steps: float


def build_attention(
    standing: Standing,
    *,
    la_code: str | None,
    names: Mapping[str, str],
    actions: Sequence[Action] = (),
) -> tuple[AttentionLine, ...]:
    """KPIs off track and to watch, those farthest from their target first, each with who owns it
    and the open action that is due first."""
    by_kpi = {one.kpi: one for one in reversed(actions) if one.is_open}
    card = standing.of(la_code)
    wanted = [one for one in card.results if one.rag in (RagStatus.RED, RagStatus.AMBER)]
    before = {line.kpi.id: line.before for line in card.lines}
    wanted.sort(key=lambda one: (one.rag is RagStatus.AMBER, -missed_steps(one)))
    return tuple(
        AttentionLine(
            result,
            sentences.title_of_kpi(result, before.get(result.kpi.id)),
            _note(standing, result, la_code=la_code, names=names),
            by_kpi.get(result.kpi.id),
        )
        for result in wanted
    )


def build_moves(lines: Sequence[ScorecardLine]) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """The KPIs that got better since the period before, and those that got worse; largest first."""
    moves = [move for line in lines if (move := _move(line)) is not None]
    better = sorted((one for one in moves if one.steps > 0), key=lambda one: -one.steps)
    worse = sorted((one for one in moves if one.steps < 0), key=lambda one: one.steps)
    return tuple(better[:MOST_MOVES]), tuple(worse[:MOST_MOVES])


def explain_on_track_since(card: Scorecard) -> str:
    """Whether it is getting better: "Two fewer are on track than in spring", and of which, if some
    were not rated then; empty where none was."""
    both = [
        (line.now.rag, line.before.rag)
        for line in card.lines
        if line.now.rag and line.before and line.before.rag
    ]
    if not both:
        return ""
    now, before = (sum(rag is RagStatus.GREEN for rag in some) for some in zip(*both, strict=True))
    since = wording.explain_since(card.period.previous())
    is_all = len(both) == sum(one.rag is not None for one in card.results)
    which = "" if is_all else f", of the {wording.count_of(len(both), 'KPIs')} rated both times"
    if now == before:
        return f"As many are on track as in {since}{which}"
    number = wording.first_upper(wording.number_word(abs(now - before)))
    more, verb = "more" if now > before else "fewer", "is" if abs(now - before) == 1 else "are"
    return f"{number} {more} {verb} on track than in {since}{which}"


def place_on_stave(
    card: Scorecard,
) -> dict[tuple[StrategicFunction, Goal | None], list[KpiResult]]:
    """Each KPI once, by its first function and its goal; `None` is for all goals, or for none."""
    cells: dict[tuple[StrategicFunction, Goal | None], list[KpiResult]] = {
        (function, goal): [] for function in StrategicFunction for goal in (*Goal, None)
    }
    for result in card.results:
        cells[place_of(result)].append(result)
    return cells


def place_of(result: KpiResult) -> tuple[StrategicFunction, Goal | None]:
    """The line and the bar of the stave a KPI stands on."""
    goals = result.kpi.goals
    return result.kpi.functions[0], goals[0] if len(goals) == 1 else None


def headline_lines(card: Scorecard, kpi_ids: Sequence[str]) -> tuple[ScorecardLine, ...]:
    """The lines of the headline numbers, in their order; a KPI that is not told here is left
    out."""
    by_id = {line.kpi.id: line for line in card.lines}
    return tuple(by_id[kpi_id] for kpi_id in kpi_ids if kpi_id in by_id)


def _move(line: ScorecardLine) -> Move | None:
    loss = sentences.loss_of(line.now, line.before)
    change = sentences.change_of(line.now, line.before)
    if loss is None or change is None or line.before is None:
        return None
    if not loss or sentences.is_unchanged(line.now, change):
        return None
    aim = kpi_words.aim_of(line.now) or line.before.value
    margin = amber_margin(line.kpi, target=aim, margin=line.now.margin) or 1
    return Move(line.now, sentences.explain_move_since(line.now, line.before), steps=-loss / margin)


def _note(
    standing: Standing, result: KpiResult, *, la_code: str | None, names: Mapping[str, str]
) -> str:
    """Who looks after it, and which authority moved the wrong way."""
    owner = f"Owner: {wording.first_lower(result.kpi.owner_role)}"
    if la_code:
        return owner
    kpi_id = result.kpi.id
    fell = sentences.explain_falls(standing.now(kpi_id), standing.before(kpi_id), names)
    fell = fell.split(";")[0]  # here, only where to look
    return f"{owner}. {fell}" if fell else owner
