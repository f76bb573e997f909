"""`board-pack`: a period's pack as PowerPoint, PDF or Word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hubdata.command_line.returns import TermName, Year
from hubdata.command_line.showing import plain_errors, say, say_over
from hubdata.errors import UserError
from hubdata.periods import Period
from hubdata.services import hub
from hubdata.services.reports import board, board_documents, board_packs


def board_pack(
    out: Annotated[Path, typer.Option(help="The file: .pptx, .pdf, .docx or .html (slides).")],
    year: Year = "",
    term: TermName = "",
    meeting: Annotated[
        int | None, typer.Option(help="The pack approved for this meeting, as it was approved.")
    ] = None,
    edition: Annotated[int | None, typer.Option(help="Not the newest but this edition.")] = None,
    template: Annotated[
        Path | None, typer.Option(exists=True, help="A PowerPoint template of your own.")
    ] = None,
) -> None:
    """Write a board pack: of a period as it stands now, or as it was approved for a meeting."""
    with plain_errors():
        hub.check_store()
        kind = board_documents.kind_of(out)
        if meeting is None and not year:
            raise UserError("Say of what: --year 202526 --term summer, or --meeting 3.")
        say_over("Gathering the figures")
        pack = (
            board_packs.load_edition(meeting, edition).pack
            if meeting is not None
            else board_documents.build_usual_pack(Period.parse(year, term))
        )
        content = board_documents.render_pack(
            pack,
            kind,
            template=template.read_bytes() if template else None,
            told=lambda done, of: say_over(f"Writing slide {done} of {of}"),
        )
        out.write_bytes(content)
        say_over(f"{len(pack.slides)} slides are in {out}.")
        say("")


def meetings() -> None:
    """List the board's meetings, and which of them have an approved pack."""
    with plain_errors():
        hub.check_store()
        for one in board.list_meetings():
            pack = f"edition {one.editions} approved" if one.editions else "in the making"
            say(f"{one.id}: {one.name}, {one.period.label}: {pack}")
