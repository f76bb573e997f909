"""How far returns are, with the shapes of the look: heavy where something is wrong, hollow while
nothing is counted yet. The word always stands beside the mark.
"""

from collections.abc import Iterable
from html import escape

from hubdata.services.intake.inbox import InboxLine, Stage
from hubdata.services.tracking.tracker import Progress
from hubdata.wording import first_upper, noun_for, number_word
from pages.components.kit.look import Status, build_status
from pages.components.kit.sentences import say_count
from pages.components.kit.tables import Cell

STAGES = {
    Stage.TO_CORRECT: Status.OFF,
    Stage.UNREADABLE: Status.OFF,
    Stage.REFUSED: Status.OFF,
    Stage.TO_EXPLAIN: Status.WATCH,
    Stage.UNREAD: Status.PROVISIONAL,
    Stage.READY: Status.PROVISIONAL,
    Stage.ACCEPTED: Status.ON,
    Stage.PARTLY: Status.ON,
    Stage.OUTDONE: Status.NO_TARGET,
    Stage.SUPERSEDED: Status.NO_TARGET,
    Stage.WITHDRAWN: Status.NO_TARGET,
    Stage.REJECTED: Status.NO_TARGET,
}
PROGRESS = {
    Progress.TO_CORRECT: Status.OFF,
    Progress.OVERDUE: Status.OFF,
    Progress.TO_EXPLAIN: Status.WATCH,
    Progress.READY: Status.PROVISIONAL,
    Progress.EXPECTED: Status.NO_TARGET,
    Progress.NIL: Status.ON,
    Progress.ACCEPTED: Status.ON,
}
IN_TITLE = {
    Stage.ACCEPTED: "accepted",
    Stage.READY: "ready",
    Stage.TO_EXPLAIN: ("needs an explanation", "need explanations"),
    Stage.TO_CORRECT: ("needs corrections", "need corrections"),
    Stage.UNREADABLE: "could not be read",
    Stage.REFUSED: ("was refused", "were refused"),
    Stage.UNREAD: ("is not read yet", "are not read yet"),
}


def build_stage(line: InboxLine) -> Cell:
    """ "■ 4 to correct, 2 to explain", "● Accepted, 31 rows"."""
    return Cell(explain_stage(line), status=STAGES[line.stage])


def explain_stage(line: InboxLine) -> str:
    """How far a line of the inbox is, in words."""
    open_issues = [
        f"{number} {what}"
        for number, what in ((line.errors, "to correct"), (line.queries, "to explain"))
        if number
    ]
    used = line.rows - line.rows_left_out
    match line.stage:
        case Stage.TO_CORRECT:
            return ", ".join(open_issues) or "Nothing in it could be used"
        case Stage.TO_EXPLAIN:
            return f"Ready: {open_issues[0]}"
        case Stage.ACCEPTED:
            return f"Accepted, {line.rows} {noun_for(line.rows, 'rows')}"
        case Stage.PARTLY:
            return f"Accepted, {used} of {line.rows} rows"
        case _:
            return first_upper(line.stage.value)


def build_progress(progress: Progress) -> Cell:
    """How far a school is."""
    return Cell(first_upper(progress.value), status=PROGRESS[progress])


def build_counts(counts: Iterable[tuple[Status, str]], coverage: str) -> str:
    """The line of counts under a title, which is also its legend; it ends with the coverage."""
    items = "".join(f"<li>{build_status(status, words)}</li>" for status, words in counts)
    return f'<ul class="hub-counts">{items}<li class="hub-soft">{escape(coverage)}</li></ul>'


def explain_inbox(lines: Iterable[InboxLine]) -> str:
    """One sentence: "One return accepted, one ready, one needs four corrections"."""
    by_stage: dict[Stage, list[InboxLine]] = {}
    lines = tuple(lines)
    if not lines:
        return "No return waits here: add those that came in"
    for line in lines:
        stage = Stage.ACCEPTED if line.stage is Stage.PARTLY else line.stage
        by_stage.setdefault(stage, []).append(line)
    told = [(stage, by_stage[stage]) for stage in IN_TITLE if stage in by_stage]
    if not told:
        return "Every return that came in has been dealt with"
    return first_upper(", ".join(explain_some(*one, first=one is told[0]) for one in told))


def explain_some(stage: Stage, lines: list[InboxLine], *, first: bool) -> str:
    """ "one return accepted"; after the first, "one ready"."""
    number = len(lines)
    who = number_word(number)
    if first:
        noun = "files" if all(line.return_id is None for line in lines) else "returns"
        who = say_count(number, noun)
    if stage is Stage.TO_CORRECT and number == 1 and lines[0].errors:
        return f"{who} needs {say_count(lines[0].errors, 'corrections')}"
    words = IN_TITLE[stage]
    if isinstance(words, tuple):
        words = words[0] if number == 1 else words[1]
    return f"{who} {words}"
