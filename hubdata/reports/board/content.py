"""The content of a board pack, from evidence and plan: pure, and always suppressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hubdata import wording
from hubdata.kpis.judging.suppression import Rule
from hubdata.reports.board import about_slides, kpi_slides, table_slides
from hubdata.reports.board.evidence import Evidence
from hubdata.reports.board.pack import Pack, Slide
from hubdata.reports.board.plan import AUTHORITIES, KPI, Plan, Section, kpi_of
from hubdata.reports.board.safe import suppress_evidence


def build_pack(
    evidence: Evidence, plan: Plan, *, rule: Rule, edition: int = 1, colour: str = ""
) -> Pack:
    """The pack: every figure in it has gone through the rule of suppression."""
    safe = suppress_evidence(evidence, rule)
    slides = [
        slide
        for section in plan.sections
        for slide in _with_commentary(_build_section(section, safe, plan, rule=rule), section)
    ]
    return Pack(
        hub_name=evidence.hub_name,
        title=plan.title,
        words=f"{plan.title}, {wording.explain_day(plan.held_on)}",
        period=evidence.period,
        as_at=evidence.as_at,
        snapshot=evidence.snapshot,
        slides=tuple(slides),
        edition=edition,
        is_sample=evidence.is_sample,
        colour=colour,
    )


def _with_commentary(slides: Iterator[Slide], section: Section) -> Iterator[Slide]:
    """A commentary too long for a slide stands whole in the notes of its first."""
    for number, slide in enumerate(slides):
        is_cut = not number and section.said_briefly != " ".join(section.said.split())
        yield replace(slide, notes=(section.said, *slide.notes)) if is_cut else slide


def _build_section(
    section: Section, evidence: Evidence, plan: Plan, *, rule: Rule
) -> Iterator[Slide]:
    match section.key:
        case "title":
            yield about_slides.build_title(section, evidence, plan)
        case "standing":
            yield table_slides.build_standing(section, evidence)
        case "attention":
            yield from table_slides.build_attention(section, evidence)
        case "changed":
            yield from table_slides.build_changed(section, evidence)
        case "decisions":
            yield table_slides.build_decisions(section, plan, evidence)
        case "actions":
            yield from table_slides.build_actions(section, plan, evidence)
        case "data":
            yield about_slides.build_data(section, plan, evidence)
        case "definitions":
            yield from about_slides.build_definitions(section, plan, evidence)
        case "quality":
            yield about_slides.build_quality(section, evidence, rule)
        case _:
            yield from _build_kpi_section(section, evidence)


def _build_kpi_section(section: Section, evidence: Evidence) -> Iterator[Slide]:
    """Slides of a KPI; none where the hub has it no longer."""
    kpi = evidence.find(kpi_of(section.key)) if ":" in section.key else None
    if kpi is None:
        return
    if section.key.startswith(KPI):
        yield kpi_slides.build_kpi(kpi, section, evidence)
    elif section.key.startswith(AUTHORITIES):
        yield kpi_slides.build_authorities(kpi, section, evidence)
