"""What a person is asked about a file that was not understood by itself: columns and schools.

The answers are given at once; the file is read again with them, and they are remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlmodel import Session

from hubdata.errors import UnknownThing, UserError
from hubdata.periods import Period
from hubdata.returns.kinds import ReturnKind, Sheet
from hubdata.returns.reading.claiming.claims import WHOSE, asks_whose
from hubdata.returns.reading.inspecting import FileSeen, Guess, HeadingSeen, SheetSeen
from hubdata.returns.reading.meaning.headings import headings_for
from hubdata.returns.reading.meaning.mapping import bare
from hubdata.returns.reading.meaning.questions import BETWEEN
from hubdata.returns.reading.raw import Told
from hubdata.services.intake.mapping import FieldChoice, list_fields, load_layout, reread_file
from hubdata.services.intake.outcomes import FileOutcome
from hubdata.store.engine import reading
from hubdata.store.intake import files, memory, returns
from hubdata.store.intake.doubts import SourceDoubt, parse_doubts
from hubdata.store.intake.issues import load_issues
from hubdata.store.tables import ReceivedFile

NOT_READ = ""
"""What stands for a column that is not to be read, and for a school that is none of the hub's."""

URN_DIGITS = 6

COLUMN_ERRORS = frozenset(("missing-column", "no-source", "no-headings", "no-period"))
"""What reading finds where a column that is needed was perhaps not understood."""
COLUMNS_NOT_READ = frozenset(("heading-like", "heading-unknown"))

NO_HEADINGS = "no headings of the"
"""How reading says of a file that it found nothing it is asked to read."""


class Doubtful(StrEnum):
    """What of a file a person can settle, the gravest first."""

    SCHOOLS = "schools"
    COLUMNS = "columns"
    SOME = "columns that are not read"
    NOTHING = ""


@dataclass(frozen=True)
class MatchState:
    """A file that columns may be matched of. `stamp` changes with whatever was told of it."""

    file_id: int
    name: str
    sender: str
    period: Period | None
    doubts: tuple[SourceDoubt, ...]
    chosen: Mapping[str, str]
    stamp: str


@dataclass(frozen=True)
class MatchSaid:
    """What a person says of a file: the field of each heading, the source meant by what is written,
    the period where the file does not say it, and who sent it."""

    headings: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    period: Period | None = None
    sender: str = ""


def load_match(file_id: int) -> MatchState:
    """A file that was received. Raises `UnknownThing` where it or its bytes are not here."""
    with reading() as session:
        file = files.load_file(session, file_id)
        if file is None or file.erased_at:
            raise UnknownThing(f"The file {file_id} is not kept here, so it cannot be read again.")
        told = files.told_of(file)
        known = memory.load_memory(session).of_sender(file.sender)
        return MatchState(
            file_id=file_id,
            name=file.name,
            sender=file.sender,
            period=told.period,
            doubts=parse_doubts(file.doubts),
            chosen={**known.sources, **told.sources},
            stamp=f"{file.choices}|{file.status}|{file.doubts}|{file.sender}",
        )


def find_doubtful(file_id: int) -> Doubtful:
    """What matching would settle of a file."""
    with reading() as session:
        file = files.load_file(session, file_id)
        if file is None or file.erased_at:
            return Doubtful.NOTHING
        told = files.told_of(file).sources
        if any(doubt.written not in told for doubt in parse_doubts(file.doubts)):
            return Doubtful.SCHOOLS
        return _doubtful_columns(session, file)


def load_columns(file_id: int) -> FileSeen:
    """Every heading of a file with values below it and the guess. Raises `UserError`."""
    return load_layout(file_id)


def guess_about(kind: ReturnKind, sheet: SheetSeen) -> str:
    """What the rows of a sheet are about; empty where they say whose they are, and more.

    So does a survey: a row for each school, with questions of several sheets side by side.
    """
    only_whose = sheet.sheet == kind.front.name and sheet.needs_telling
    return "" if only_whose else sheet.sheet


def list_sheets(kind: ReturnKind) -> tuple[str, ...]:
    """What the rows of a sheet may be about, in the order asked."""
    return tuple(sheet.name for sheet in kind.sheets)


def list_choices(kind: ReturnKind, about: str) -> dict[str, FieldChoice]:
    """The fields that a heading may mean in a sheet about one thing, those of the thing first.

    All fields where it is not said what the sheet is about.
    """
    found = list_fields(kind.name)
    mine = [one for one in found if one.sheet == about]
    own = [one for one in found if one.sheet in (kind.front.name, WHOSE.name)]
    chosen = [*mine, *own] if about else found
    return {one.place: one for one in chosen}


def guess_places(kind: ReturnKind, sheet: SheetSeen, about: str) -> dict[str, str]:
    """The field each heading (by its cell) is taken to mean until a person says otherwise.

    Each field is given once; a heading that was told keeps what was told.
    """
    choices = list_choices(kind, about)
    guessed: dict[str, str] = {}
    for one in sheet.headings:
        if one.place in choices or one.guess is Guess.TOLD:
            guessed[one.cell] = one.place if one.place in choices else NOT_READ
    for one in sheet.headings:
        if one.cell not in guessed:
            likely = (place for place in _likely(kind, about, one) if place in choices)
            taken = set(guessed.values())
            guessed[one.cell] = next((p for p in likely if p not in taken), NOT_READ)
    told = {one.cell for one in sheet.headings if one.place or one.guess is Guess.TOLD}
    for cells in _numbers_of_questions(sheet):
        if any(guessed[cell] == NOT_READ for cell in cells):
            guessed |= dict.fromkeys(set(cells) - told, NOT_READ)
    return {one.cell: guessed[one.cell] for one in sheet.headings}


def _numbers_of_questions(sheet: SheetSeen) -> Iterator[tuple[str, ...]]:
    """The cells of headings "question: option" of one question that numbers are below: of them all
    are guessed or none, as the numbers of some options alone would be taken for the whole."""
    asked: dict[str, list[str]] = {}
    for one in sheet.headings:
        question, colon, _ = one.heading.rpartition(BETWEEN)
        if colon and any(any(map(str.isdigit, sample)) for sample in one.samples):
            asked.setdefault(question, []).append(one.cell)
    yield from (tuple(cells) for cells in asked.values() if len(cells) > 1)


def list_missing(kind: ReturnKind, about: str, places: Iterable[str]) -> tuple[str, ...]:
    """The headings of fields that are needed in every row and have no column yet.

    Of rows about several things, those of every list of which one field has a column.
    """
    given = set(places)
    choices = list_choices(kind, about)
    once = {sheet.name for sheet in kind.sheets if sheet.one_row} | {WHOSE.name}
    lists = {one.sheet for place, one in choices.items() if place in given} - once
    asked = {about} if about else lists
    return tuple(
        one.heading if about else f"{one.sheet}: {one.heading}"
        for place, one in choices.items()
        if one.is_required and one.sheet in asked and place not in given
    )


def read_as_said(seen: FileSeen, said: Mapping[tuple[int, str], str]) -> dict[str, str]:
    """What is told of each heading, by number of its sheet and cell, as it is to be remembered.

    Headings understood as they stand are not told. The same heading in several sheets is told once,
    for all of them.
    """
    told: dict[str, dict[str, None]] = {}
    is_said: set[str] = set()
    for number, sheet in enumerate(seen.sheets):
        for one in sheet.headings:
            place = said.get((number, one.cell), one.place)
            told.setdefault(one.bare, {}).setdefault(place)
            if place != one.place or not place:
                is_said.add(one.bare)
    return {
        heading: " ".join(place for place in places if place)
        for heading, places in told.items()
        if heading in is_said
    }


def save_match(file_id: int, said: MatchSaid, *, actor: str) -> FileOutcome:
    """Read a file again with what a person says, and remember it for the sender.

    Raises `UserError`, and changes nothing, where it cannot be read like this.
    """
    for source in filter(None, said.sources.values()):
        if not (source.isdigit() and len(source) == URN_DIGITS):
            raise UserError(f'"{source}" is not a URN. Write six digits, such as 900123.')
    told = Told(
        year=said.period.year.code if said.period else None,
        term=said.period.term.value if said.period else "",
        headings={bare(heading): place for heading, place in said.headings.items()},
        sources={**_corrected(load_match(file_id), said.sources), **said.sources},
    )
    return reread_file(file_id, told, actor=actor, sender=said.sender.strip())


def _corrected(state: MatchState, sources: Mapping[str, str]) -> dict[str, str]:
    """What was chosen before and turned out to be no school of the register, as it is meant now."""
    return {
        written: sources[chosen] for written, chosen in state.chosen.items() if chosen in sources
    }


def _doubtful_columns(session: Session, file: ReceivedFile) -> Doubtful:
    found = files.issues_of(file)
    if file.status == files.UNREADABLE:
        unknown = any(NO_HEADINGS in issue.message for issue in found)
        return Doubtful.COLUMNS if unknown else Doubtful.NOTHING
    ids = [one.id for one in returns.load_returns_of_files(session, [file.id or 0])]
    stored = load_issues(session, [one for one in ids if one is not None])
    codes = {issue.code for issue in found} | {issue.code for issue in stored}
    if codes & COLUMN_ERRORS:
        return Doubtful.COLUMNS
    return Doubtful.SOME if codes & COLUMNS_NOT_READ else Doubtful.NOTHING


def _likely(kind: ReturnKind, about: str, one: HeadingSeen) -> Iterable[str]:
    """The fields a heading is likely to mean: those it names, then one that it is clearly like."""
    for sheet in _sheets_about(kind, about):
        for _, target in headings_for((sheet,)).meanings(one.heading):
            yield f"{sheet.table}.{target.field}"
    yield one.likely


def _sheets_about(kind: ReturnKind, about: str) -> list[Sheet]:
    mine = [sheet for sheet in kind.sheets if sheet.name == about]
    whose = [WHOSE] if asks_whose(kind) else []
    return [*mine, kind.front, *whose]
