"""What is said of a file in which nothing that is asked was understood."""

from __future__ import annotations

from hubdata.errors import UnreadableFile
from hubdata.returns.kinds import ReturnKind
from hubdata.returns.reading.opening.grid import Workbook


def without_headings(workbook: Workbook, kind: ReturnKind, *, but: str = "") -> UnreadableFile:
    """That no headings were found (`but` some), and what to do."""
    return UnreadableFile(
        f"{workbook.name}: no headings of the {kind.title} were found{but}. Send the template, or "
        f"a table with headings such as {', '.join(map(_quoted, _some_headings(kind)))}; or match "
        "the columns of this one on the upload page."
    )


def _quoted(text: str) -> str:
    return f'"{text}"'


def _some_headings(kind: ReturnKind) -> list[str]:
    """What a table of this kind begins with: whose it is, and what its first list needs."""
    source = [spec for spec in kind.front.fields if spec.name == kind.source_field]
    first = next(sheet for sheet in kind.sheets if not sheet.one_row)
    return [spec.heading for spec in (*source, *(s for s in first.fields if s.required))]
