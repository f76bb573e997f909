"""Matching the columns of a file to what is asked: what was guessed, what a person says instead,
reading the file again, and remembering it for the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hubdata.errors import UnknownThing, UserError
from hubdata.returns.kinds import kind_named
from hubdata.returns.reading.claiming.claims import WHOSE, asks_whose
from hubdata.returns.reading.inspecting import FileSeen
from hubdata.returns.reading.meaning.mapping import bare
from hubdata.returns.reading.raw import ReadFile, Told, ToldOfLayout
from hubdata.services.intake.opening import Desk, Opened, open_answer, remember
from hubdata.services.intake.outcomes import FileOutcome, load_outcomes
from hubdata.services.intake.reading_pool import inspect_file, read_files
from hubdata.store.engine import reading, writing
from hubdata.store.intake import acceptance, explanations, files, memory, returns


@dataclass(frozen=True)
class FieldChoice:
    """A field that a heading may be said to mean; `place` stands for it."""

    place: str
    sheet: str
    heading: str
    help: str
    is_required: bool


@dataclass(frozen=True)
class StoredFile:
    """A file with its bytes and what was told of it before."""

    name: str
    sender: str
    content: bytes
    told: Told
    memory: memory.Memory


def load_layout(file_id: int) -> FileSeen:
    """How a file is understood: sheets, headings with values below them, and the guess for each.

    Raises `UnknownThing` where its bytes are not kept, and `UserError` where it cannot be read.
    """
    stored = load_stored(file_id)
    told = remember(stored.told, stored.memory, sender=stored.sender)
    return inspect_file(stored.name, stored.content, told)


def list_fields(kind: str) -> tuple[FieldChoice, ...]:
    """Everything that a heading may be said to mean, in the order asked."""
    asked = kind_named(kind)
    sheets = (*asked.sheets, WHOSE) if asks_whose(asked) else asked.sheets
    return tuple(
        FieldChoice(f"{s.table}.{spec.name}", s.name, spec.heading, spec.help, spec.required)
        for s in sheets
        for spec in s.fields
    )


def reread_file(file_id: int, told: Told, *, actor: str, sender: str | None = None) -> FileOutcome:
    """Read a file again with what a person says of it, and remember that for the next one.

    `told.headings` has headings as they stand in the file, or bare, and the field each means ("" is
    not to be read); `told.sources` what stands for a school (`SourceDoubt.written`) and its URN.
    What was told before still holds where it is not told otherwise. `sender` corrects who sent it.
    Readings that were not accepted are replaced, and stay to be seen. Raises `UserError`, and
    changes nothing, where the file cannot be read like this.
    """
    stored = load_stored(file_id)
    stored = replace(stored, sender=stored.sender if sender is None else sender)
    said = replace(told, headings={bare(heading): p for heading, p in told.headings.items()})
    whole = _more(stored.told, said)
    layouts = _layouts(stored, whole)
    opened = _open(stored, whole, file_id)
    with writing() as session:
        file = files.load_file(session, file_id)
        assert file is not None
        before = [one.id for one in returns.load_returns_of_files(session, [file_id]) if one.id]
        acceptance.replace_waiting(session, file_id, actor=actor)
        files.set_told(session, file, whole, sender=stored.sender)
        files.set_status(
            session,
            file,
            opened.status.value,
            issues=opened.issues,
            doubts=opened.doubts,
            layout=opened.layout,
        )
        now = returns.save_returns(session, [(file, one) for one in opened.checked])
        explanations.carry_explanations(session, before, now)
        memory.save_mapping(
            session,
            ToldOfLayout(said.headings, said.sources),
            kind=opened.kind,
            sender=stored.sender,
            layouts=layouts,
            by=actor,
        )
    with reading() as session:
        return load_outcomes(session, [file_id])[file_id]


def choose_sources(file_id: int, chosen: Mapping[str, str], *, actor: str) -> FileOutcome:
    """Say which school is meant by each doubtful name of a file, and read it again."""
    return reread_file(file_id, Told(sources=chosen), actor=actor)


def load_stored(file_id: int) -> StoredFile:
    with reading() as session:
        file = files.load_file(session, file_id)
        content = files.load_content(session, file_id)
        if file is None or content is None:
            raise UnknownThing(f"The file {file_id} is not kept here, so it cannot be read again.")
        known = memory.load_memory(session)
        return StoredFile(file.name, file.sender, content, files.told_of(file), known)


def _more(before: Told, told: Told) -> Told:
    return Told(
        kind=told.kind or before.kind,
        year=told.year or before.year,
        term=told.term if told.year else before.term,
        source=told.source or before.source,
        headings={**before.headings, **told.headings},
        sources={**before.sources, **told.sources},
    )


def _layouts(stored: StoredFile, told: Told) -> set[str]:
    """The fingerprints of the sheets that something was told of."""
    seen = inspect_file(stored.name, stored.content, told)
    return {
        sheet.layout
        for sheet in seen.sheets
        if not sheet.is_form and any(one.bare in told.headings for one in sheet.headings)
    }


def read_again(stored: StoredFile, told: Told) -> ReadFile:
    """A stored file as it is read now, with all that is remembered. Raises `UserError`."""
    remembered = remember(told, stored.memory, sender=stored.sender)
    [answer] = read_files([(stored.name, stored.content, remembered)])
    if isinstance(answer, UserError):
        raise answer
    return answer


def _open(stored: StoredFile, told: Told, file_id: int) -> Opened:
    """The file as it is read now. Raises what reading it raises."""
    answer = read_again(stored, told)
    with reading() as session:
        file = files.load_file(session, file_id)
        assert file is not None
        received_on, period = file.received_on, told.period
        opened = open_answer(answer, received_on=received_on, told=period, file_id=file_id)
        Desk(session).check(session, [opened])
    return opened
