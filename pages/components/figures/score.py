"""Results as the pages draw them: statuses, the line of counts, the stave, tiles, and the rows of
the scorecard.
"""

from collections.abc import Sequence
from datetime import date

from hubdata import wording
from hubdata.framework import FUNCTIONS, GOALS, Goal, StrategicFunction
from hubdata.periods import Period
from hubdata.services.plan import overview
from hubdata.services.reports.commentary import Action, explain_due
from hubdata.services.results import kpi_words, sentences, titles
from hubdata.services.results.scorecards import KpiResult, Scorecard, ScorecardLine
from pages.components.charting.stave import Bar, Line, StaveCell
from pages.components.kit.linked import to
from pages.components.kit.lists import Attention, Crumb
from pages.components.kit.look import Count, Status, status_of
from pages.components.kit.places import ACTIONS, KPI, PLAN, SCORECARD
from pages.components.kit.tables import Cell, Column, Group, Row
from pages.components.kit.tiles import Tile

SHOWN = {
    "all": "All KPIs",
    "attention": "Off track and watch",
    "off": "Off track",
    "watch": "Watch",
    "on": "On track",
    "provisional": "Provisional or not known",
    "no_target": "No target",
}
"""What the scorecard can be narrowed to; the words stand in its address."""
TOGETHER = {Status.PROVISIONAL: "provisional or not known", Status.NO_TARGET: "without a target"}
"""The words of a mark that stands for several reasons."""
LONGEST_ACTION = 60
"""Signs of an action where it is only a reminder."""
LONG_UNITS = ("months", "per 10,000")
BEYOND = 4 / 3
"""A track without a natural end is a third longer than its target."""


def standing_of(result: KpiResult) -> Status:
    """The status of a result; what is not known is hollow, like what is provisional."""
    return status_of(result.rag, provisional=result.is_provisional or result.value is None)


def status_words(result: KpiResult) -> str:
    """The status in words, or why there is none."""
    return kpi_words.name_unrated(result) or standing_of(result).word


def is_told_by_year(line: ScorecardLine) -> bool:
    """Whether a term has no value because the KPI is told of whole years only."""
    return line.now.value is None and status_words(line.now) == kpi_words.BY_YEAR


def count_statuses(card: Scorecard) -> list[Count]:
    """How many KPIs have each status, in the order of statuses, each leading to them: a mark once,
    in the words that fit all that bear it.
    """
    words: dict[Status, list[str]] = {status: [] for status in Status}
    for result in card.results:
        words[standing_of(result)].append(status_words(result))
    return [
        Count(
            status,
            len(some),
            some[0] if len(set(some)) == 1 else TOGETHER.get(status, status.word),
            scorecard_of(status.value),
        )
        for status, some in words.items()
        if some
    ]


def scorecard_of(shown: str) -> str:
    """Where the KPIs of one kind are listed."""
    return to(SCORECARD, show=SHOWN[shown])


def explain_returns(card: Scorecard, *, place: str = "") -> str:
    """ "Spring 2024/25: 391 of 412 schools have returned", of the authority if one is chosen."""
    whose = f"{place}, {wording.explain_period(card.period)}" if place else card.period.label
    returned = max((result.returned for result in card.results), default=0)
    expected = max((result.expected for result in card.results), default=0)
    partial = max((result.partial for result in card.results), default=0)
    words = f"{whose}: {wording.explain_coverage(returned, expected)}"
    return words + (f", {partial:,} of them in part" if partial else "")


def kpi_target(result: KpiResult) -> str:
    """Where a KPI's own page is."""
    return to(KPI, kpi=result.kpi.id)


def behind_target(result: KpiResult, number: str = "") -> str:
    """Where a number is explained: the KPI's page with the schools and cells behind it, of the
    authority or the part of a split that the number is of, and of the period it is of; `number` is
    a further figure of the KPI.
    """
    split, part, period = result.split, result.part_of_split, result.period
    asked: dict[str, str | None] = {"kpi": result.kpi.id, "explain": "true", "la": None}
    asked |= {"number": number or None, "year": str(period.year.code)}
    asked |= {"term": None if period.is_year else str(period.term)}
    if split is None or part is None:
        return to(KPI, **asked)
    if split.name == "local_authority":
        return to(KPI, **(asked | {"la": part}))
    return to(KPI, **asked, within=split.name, of=part)


def build_bars() -> list[Bar]:
    return [
        *(Bar(name_goal(goal), GOALS[goal].short, to(PLAN, view=goal.value)) for goal in Goal),
        Bar("Across", "All three goals", to(SCORECARD, goal="across")),
    ]


def name_goal(goal: Goal) -> str:
    """ "Goal 1"."""
    return f"Goal {goal.value.removeprefix('G')}"


def build_lines(card: Scorecard) -> list[Line]:
    """The stave's lines: each function with its KPIs by goal."""
    placed = overview.place_on_stave(card)
    return [
        Line(
            FUNCTIONS[function].short,
            to(PLAN, view=function.value),
            [
                StaveCell(
                    [standing_of(one) for one in placed[function, goal]],
                    to(SCORECARD, function=function.value, goal=goal.value if goal else "across"),
                )
                for goal in (*Goal, None)
            ],
        )
        for function in StrategicFunction
    ]


def build_tile_of(line: ScorecardLine) -> Tile:
    now = line.now
    change = sentences.explain_change(now, line.before)
    coverage = f"{sentences.explain_coverage(now)}."
    return Tile(
        now.kpi.name,
        kpi_target(now),
        None if now.value is None else sentences.value_of(now),
        standing_of(now),
        behind=behind_target(now),
        unit="" if now.value is None else kpi_words.explain_base(now.kpi),
        reached=None if now.value is None else place_on_track(now, now.value),
        aim=aim_on_track(now),
        gap=sentences.explain_gap(now, to_target=True) or too_few_words(now),
        note=f"{change}. {coverage}" if change else coverage,
        word=status_words(now),
    )


def too_few_words(result: KpiResult) -> str:
    """What stands in place of a gap where nothing is rated."""
    return "too few returns to rate" if result.is_provisional and result.value is not None else ""


def place_on_track(result: KpiResult, level: float) -> float | None:
    """How far along its track a level is: of a third more than the target, for shares at most of
    100. Without a target only a share has an end to be measured against.
    """
    aim = result.band[1] if result.band else result.target
    is_share = result.kpi.unit == "%"
    if not aim or aim < 0:
        return level / 100 if is_share else None
    top = max(aim * BEYOND, result.value or 0)
    return level / (min(top, 100) if is_share else top)


def aim_on_track(result: KpiResult) -> float | None:
    """Where the target stands on the track; of a band, its lower end."""
    aim = result.band[0] if result.band else result.target
    return None if aim is None else place_on_track(result, aim)


def build_attention_items(lines: Sequence[overview.AttentionLine], *, day: date) -> list[Attention]:
    return [
        Attention(
            standing_of(one.result),
            one.sentence,
            kpi_target(one.result),
            one.note,
            doing_words(one, day),
        )
        for one in lines
    ]


def doing_words(one: overview.AttentionLine, day: date) -> Crumb:
    """What is being done: the action that is due first, when before what; or that nothing is."""
    page = to(KPI, kpi=one.result.kpi.id)
    if one.action is None:
        return Crumb("No action yet")
    words = one.action.text
    if len(words) > LONGEST_ACTION:
        words = f"{words[:LONGEST_ACTION].rsplit(' ', 1)[0]} …"
    return Crumb(f"{wording.first_upper(explain_due(one.action, day))}: {words}", page)


def build_open_actions(actions: Sequence[Action], *, day: date) -> Crumb:
    """How many actions are open, and how many overdue, leading to all of them."""
    overdue = sum(one.is_overdue(day) for one in actions)
    return Crumb(titles.title_of_actions(len(actions), overdue=overdue), to(ACTIONS))


def build_move_items(moves: Sequence[overview.Move]) -> list[Attention]:
    return [
        Attention(standing_of(one.result), one.sentence, kpi_target(one.result)) for one in moves
    ]


def build_columns(period: Period) -> list[Column]:
    """The scorecard's columns; a year is compared with the year before only."""
    before = period.previous()
    return [
        Column("KPI"),
        Column("Status", on_phone="bare"),
        Column("Value", "right", weight="strong", on_phone="bare"),
        Column("Target", "right"),
        Column("Gap", on_phone="bare"),
        Column(f"Since {wording.explain_since(before)}", "right"),
        Column(
            before.label if period.is_year else f"{period.term.capitalize()} last year",
            "right",
            on_phone="beyond",
        ),
        Column("Returned", "right", weight="soft"),
    ]


def build_row(line: ScorecardLine) -> Row:
    now, ago = line.now, line.year_before
    unit, places = now.kpi.unit.value, sentences.decimals_of(now)
    return [
        Cell(now.kpi.name, kpi_target(now)),
        Cell(status_words(now), status=standing_of(now)),
        build_level(
            now.value,
            None if now.value is None else sentences.value_of(now),
            unit,
            target=None if now.value is None else behind_target(now),
        ),
        build_level(sentences.bare_target_of(now), target_words(now), unit),
        gap_words(now),
        build_change(now, line.before),
        build_level(
            ago.value if ago else None,
            None
            if ago is None or ago.value is None
            else wording.explain_value(ago.value, unit, decimals=places),
            unit,
            target=None if ago is None or ago.value is None else behind_target(ago),
        ),
        wording.explain_returned(now.returned, now.expected),
    ]


def build_change(now: KpiResult, before: KpiResult | None) -> Cell:
    """By how much a value changed, leading to what it was made of before; the value beside it leads
    to what it is made of now.
    """
    change = sentences.change_of(now, before)
    if change is None or before is None:
        return Cell(None)
    unit, places = now.kpi.unit.value, sentences.decimals_of(now)
    words = wording.explain_change(change, unit, decimals=places)
    return build_level(change, words, unit, target=behind_target(before))


def build_level(
    value: float | str | None, words: str | None, unit: str, *, target: str | None = None
) -> Cell:
    """A value or target as it stands in a table; a long unit below it, so that names have more
    room.
    """
    if words and unit in LONG_UNITS and words.endswith(f" {unit}"):
        return Cell(value, target, words=words.removesuffix(f" {unit}"), small=unit)
    return Cell(value, target, words=words)


def target_words(result: KpiResult) -> str:
    """The target in words."""
    words = sentences.target_of(result)
    return "none set" if words == "none" else words


def gap_words(result: KpiResult) -> str | None:
    """The gap as it stands in a table; a dash where it is not known."""
    if sentences.target_of(result) == "none":
        return "not rated"
    return sentences.explain_gap(result) or None


def group_by_function(lines: Sequence[ScorecardLine]) -> list[Group]:
    return [
        Group(FUNCTIONS[function].name, [build_row(one) for one in some])
        for function in StrategicFunction
        if (some := [one for one in lines if overview.place_of(one.now)[0] is function])
    ]


def group_by_goal(lines: Sequence[ScorecardLine]) -> list[Group]:
    """A KPI of several goals stands under "Across all three goals", as on the stave."""
    return [
        Group(name_group(goal), [build_row(one) for one in some])
        for goal in (*Goal, None)
        if (some := [one for one in lines if overview.place_of(one.now)[1] is goal])
    ]


def name_group(goal: Goal | None) -> str:
    return f"{name_goal(goal)}: {GOALS[goal].short}" if goal else "Across all three goals"
