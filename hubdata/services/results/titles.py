"""The sentences that pages on many KPIs open with: how many are on track, and what lags. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from hubdata import wording
from hubdata.framework import FUNCTIONS, StrategicFunction
from hubdata.kpis.judging.rag import RagStatus
from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.figures import Among

TITLE_LIMIT = 65
"""Longer titles of the overview take a third line on a phone."""

HALF = 0.5


def title_of_scorecard(results: Sequence[KpiResult]) -> str:
    """ "29 of 43 rated KPIs are on track; 6 are off track"."""
    rated = [result for result in results if result.rag]
    if not rated:
        return explain_unrated(results)
    off = sum(result.rag is RagStatus.RED for result in rated)
    if off == len(rated):
        return f"{_all_of(off)} off track"
    verb = "is" if off == 1 else "are"
    tail = f"; {off} {verb} off track" if off else ""
    return f"{_on_track(rated)}{tail}"


def title_of_overview(results: Sequence[KpiResult]) -> str:
    """How many KPIs are on track, and which functions lag; at most 65 characters."""
    rated = [result for result in results if result.rag]
    if not rated:
        return explain_unrated(results)
    opening = f"{_on_track(rated)}."
    lagging = [FUNCTIONS[function].short for function in lagging_functions(rated)]
    for count in (2, 1):
        names = lagging[:count]
        if len(names) == count:
            verb = "lags" if count == 1 and not names[0].endswith("s") else "lag"
            listed = wording.join_words([names[0], *map(wording.first_lower, names[1:])])
            title = f"{opening} {listed} {verb}."
            if len(title) <= TITLE_LIMIT:
                return title
    return opening.removesuffix(".")


def title_of_outcomes(outcomes: Sequence[Sequence[KpiResult]]) -> str:
    """ "Three of the five outcomes have most of their rated KPIs on track"."""
    rated = [[one for one in some if one.rag] for some in outcomes]
    if not any(rated):
        return "The five outcomes: no KPI can be rated yet"
    most = sum(_share_on_track(some) > HALF for some in rated if some)
    verb = "has" if most == 1 else "have"
    number = wording.first_upper(wording.number_word(most) if most else "none")
    whose = "its" if most == 1 else "their"
    return f"{number} of the five outcomes {verb} most of {whose} rated KPIs on track"


def title_of_actions(open_ones: int, *, overdue: int) -> str:
    """ "Seven actions are open; two are overdue"."""
    if not open_ones:
        return "No action is open"
    words = wording.first_upper(wording.number_word(open_ones))
    verb = "is" if open_ones == 1 else "are"
    late = f"; {wording.number_word(overdue)} {'is' if overdue == 1 else 'are'} overdue"
    return f"{words} {wording.noun_for(open_ones, 'actions')} {verb} open{late if overdue else ''}"


def explain_unrated(results: Sequence[KpiResult]) -> str:
    """Why nothing can be rated: nobody has returned, too few have, or there is no target."""
    if not results:
        return "No KPI matches this choice"
    of_schools = [result for result in results if result.kpi.asked is Among.BASE] or results
    returned = max(result.returned for result in of_schools)
    period = wording.explain_period(results[0].period)
    if not returned:
        return f"No school has returned for {period} yet"
    if all(result.is_provisional for result in of_schools):
        return f"Too few schools have returned for {period} to rate KPIs"
    return "No KPI can be rated: none has a target"


def lagging_functions(rated: Sequence[KpiResult]) -> list[StrategicFunction]:
    """Functions with a KPI off track and fewer on track than most: those with most off track first,
    then those with fewest on track."""
    overall = _share_on_track(rated)
    by_function = {
        function: [result for result in rated if result.kpi.functions[0] is function]
        for function in StrategicFunction
    }
    off = {
        function: sum(result.rag is RagStatus.RED for result in some)
        for function, some in by_function.items()
    }
    shares = {
        function: _share_on_track(some) for function, some in by_function.items() if off[function]
    }
    lagging = [one for one in shares if shares[one] <= overall]
    return sorted(lagging, key=lambda one: (-off[one], shares[one]))


def _on_track(rated: Sequence[KpiResult]) -> str:
    on = sum(result.rag is RagStatus.GREEN for result in rated)
    if on == len(rated):
        return f"{_all_of(on)} on track"
    if len(rated) == 1:
        return "The one rated KPI is not on track"
    if not on:
        return (
            f"{'Neither' if len(rated) == 2 else 'None'} of the {len(rated)} rated KPIs is on track"
        )
    verb = "is" if on == 1 else "are"
    return f"{on} of {len(rated)} rated KPIs {verb} on track"


def _all_of(number: int) -> str:
    """ "The one rated KPI is", "Both rated KPIs are", "All 5 rated KPIs are"."""
    if number == 1:
        return "The one rated KPI is"
    return f"{'Both' if number == 2 else f'All {number}'} rated KPIs are"


def _share_on_track(rated: Sequence[KpiResult]) -> float:
    return sum(result.rag is RagStatus.GREEN for result in rated) / len(rated) if rated else 1.0
