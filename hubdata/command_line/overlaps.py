"""`overlaps`: what two sources told of the same activity, and deciding whose telling counts."""

from __future__ import annotations

from typing import Annotated

import typer

from hubdata.command_line.returns import AsJson, TermName, Year
from hubdata.command_line.showing import actor, plain_errors, say, show_json, show_table, stop
from hubdata.periods import Period
from hubdata.services import hub
from hubdata.services.intake import overlaps as service


def overlaps(
    year: Year = "",
    term: TermName = "",
    decide: Annotated[str, typer.Option(help="One of the list, by its key.")] = "",
    count: Annotated[str, typer.Option(help="Whose telling: first, second or both.")] = "",
    reason: Annotated[str, typer.Option(help="Why; it is kept.")] = "",
    as_json: AsJson = False,
) -> None:
    """Activities that two sources told of in a year or term; with --decide, decide one."""
    with plain_errors():
        hub.check_store()
        period = Period.parse(year, term) if year else hub.current_term()
        if decide:
            _decide(period, decide, count, reason)
        cases = service.load_cases(period)
        if as_json:
            show_json([service.describe_case(case) for case in cases])
            return
        rows = (
            (case.key, case.period, case.title, case.first.name, case.second.name, _counts(case))
            for case in cases
        )
        show_table(["Key", "Term", "Activity", "First", "Second", "Counts"], rows)


def _decide(period: Period, key: str, count: str, reason: str) -> None:
    case = service.find_case(period, key)
    if case is None or count not in list(service.Verdict):
        stop("Say which: --decide KEY from the list, and --count first, second or both.")
    verdict = service.Verdict(count)
    service.decide_overlap(case.twins, case.period, verdict, reason=reason, actor=actor())
    say(f"{case.title}, {case.period}: decided.")


def _counts(case: service.OverlapCase) -> str:
    side = case.kept_side
    return f"{side.name if side else 'both'}{', by the rule' if case.is_open else ''}"
