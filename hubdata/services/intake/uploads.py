"""Files that are dropped in on a page: how large they may be, and taking them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hubdata.errors import UserError
from hubdata.periods import Period
from hubdata.returns.reading.raw import Told
from hubdata.services.intake.importing import ImportChoices, import_files
from hubdata.services.intake.outcomes import FileOutcome
from hubdata.settings import MEGABYTE, load_settings
from hubdata.store.intake.files import NewFile


def most_megabytes() -> int:
    """The largest file that is taken in, in megabytes."""
    return load_settings().max_file_bytes // MEGABYTE


def check_size(name: str, size: int) -> None:
    """Raise `UserError` for a file that is too large to be taken in."""
    if size > load_settings().max_file_bytes:
        raise UserError(
            f"{name}: the file has {size / MEGABYTE:.1f} MB, more than the {most_megabytes()} MB "
            "that are taken in. Send only the sheets of the return."
        )


def import_uploads(
    files: Iterable[tuple[str, bytes]],
    *,
    actor: str,
    period: Period | None = None,
    sender: str = "",
) -> Iterator[FileOutcome]:
    """Store, read and check named files; nothing is accepted.

    `period` is that of files that do not say it; `sender` is remembered with their headings.
    """
    told = Told(year=period.year.code, term=period.term.value) if period else Told()
    arriving = (NewFile(name, content) for name, content in files)
    choices = ImportChoices(told=told, sender=sender)
    return import_files(arriving, actor=actor, choices=choices)
