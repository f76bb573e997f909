"""A board pack as a document: PowerPoint, PDF, Word or slides for a browser, by the file's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hubdata.errors import UserError
from hubdata.kpis.judging.suppression import Rule
from hubdata.periods import Period
from hubdata.reports.board.chart_svg import draw_bars, draw_trend
from hubdata.reports.board.content import build_pack
from hubdata.reports.board.docx import render_docx
from hubdata.reports.board.evidence import Evidence
from hubdata.reports.board.pack import Pack, Slide
from hubdata.reports.board.palette import SCREEN
from hubdata.reports.board.pdf import render_pdf
from hubdata.reports.board.plan import Plan, default_sections
from hubdata.reports.board.pptx import render_pptx
from hubdata.reports.presentation.deck import render_deck
from hubdata.services.clock import today
from hubdata.services.reports.board import USUAL_TITLE, suggest_day
from hubdata.services.reports.board_evidence import gather_evidence
from hubdata.services.reports.board_packs import colour_of, rule_of
from hubdata.services.settings import load_hub
from hubdata.store.engine import reading, writing
from hubdata.store.hub import board as stored

Told = Callable[[int, int], None]
"""Told how many slides of how many are done."""

LARGEST_TEMPLATE = 30_000_000
"""Bytes of a hub's own template."""


class DocumentKind(StrEnum):
    """What a pack is written as; the value is how the file's name ends."""

    POWERPOINT = "pptx"
    PDF = "pdf"
    WORD = "docx"
    SLIDES = "html"

    @property
    def label(self) -> str:
        return {"pptx": "PowerPoint", "pdf": "PDF", "docx": "Word", "html": "slides for a browser"}[
            self.value
        ]

    @property
    def media_type(self) -> str:
        office = "application/vnd.openxmlformats-officedocument"
        return {
            "pptx": f"{office}.presentationml.presentation",
            "pdf": "application/pdf",
            "docx": f"{office}.wordprocessingml.document",
            "html": "text/html",
        }[self.value]


@dataclass(frozen=True)
class OwnSlides:
    """The hub's own template, as the page names it."""

    name: str


def kind_of(path: Path) -> DocumentKind:
    """What a file's name asks for. Raises `UserError`."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in list(DocumentKind):
        endings = ", ".join(f".{kind.value}" for kind in DocumentKind)
        raise UserError(f"{path.name}: a pack cannot be written so. End the name with {endings}.")
    return DocumentKind(ending)


def render_pack(
    pack: Pack, kind: DocumentKind, *, template: bytes | None = None, told: Told | None = None
) -> bytes:
    """A pack as a document; in PowerPoint with the hub's own template, if it has one."""
    match kind:
        case DocumentKind.POWERPOINT:
            own = load_template() if template is None else template
            return render_pptx(pack, template=own, told=told)
        case DocumentKind.WORD:
            return render_docx(pack, told=told)
        case DocumentKind.SLIDES:
            return render_deck(pack).encode()
    return render_pdf(pack)


def build_usual_pack(period: Period) -> Pack:
    """A pack of a period with the usual sections and no commentary, from the figures as they are
    now: for the command line, where no meeting is planned."""
    evidence = gather_evidence(f"{period.label}, not frozen", period)
    plan = Plan(suggest_day(), USUAL_TITLE, default_sections())
    hub = load_hub()
    return build_pack(evidence, plan, rule=rule_of(hub), colour=colour_of(hub))


def draw_chart(slide: Slide) -> str:
    """The chart of a slide as SVG in the colours of the page; empty where it has none."""
    if slide.trend:
        return draw_trend(slide.trend, SCREEN)
    return draw_bars(slide.bars, SCREEN) if slide.bars else ""


def load_template() -> bytes | None:
    """The hub's own template; `None` where ours is taken."""
    with reading() as session:
        found = stored.load_slides(session)
        return found.content if found else None


def find_template() -> OwnSlides | None:
    """The name of the hub's own template."""
    with reading() as session:
        found = stored.load_slides(session)
        return OwnSlides(found.name) if found else None


def save_template(name: str, content: bytes, *, actor: str) -> None:
    """Take a hub's own template from now on, once it has been tried. Raises `UserError`."""
    if len(content) > LARGEST_TEMPLATE:
        raise UserError(f"{name}: it is larger than 30 MB. Take the pictures out of it.")
    try:
        render_pptx(_pack_to_try(), template=content)
    except UserError:
        raise
    except Exception as error:  # whatever a broken file makes the library raise
        raise UserError(
            f"{name}: it cannot be opened as PowerPoint. Save it as .pptx and load it again."
        ) from error
    with writing() as session:
        stored.save_slides(session, name, content, actor=actor)


def remove_template(*, actor: str) -> None:
    """Take our own template again."""
    with writing() as session:
        stored.save_slides(session, "", b"", actor=actor)


def name_file(pack: Pack, kind: DocumentKind) -> str:
    """ "board-meeting-9-december-2026.pptx"."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in pack.words.lower())
    return f"{'-'.join(filter(None, plain.split('-')))}.{kind.value}"


def _pack_to_try() -> Pack:
    """A pack of a slide of each layout, to see whether a template will do."""
    nothing = Evidence("", "", "", "", today(), None, 0, (), ())
    plan = Plan(today(), USUAL_TITLE, default_sections(("title", "standing", "quality")))
    return build_pack(nothing, plan, rule=Rule())
