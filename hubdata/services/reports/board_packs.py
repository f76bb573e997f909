"""Board packs: the draft of a meeting, what is missing in it, its approval, the editions that were
approved, and what is other in one than in another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from hubdata import wording
from hubdata.errors import UnknownThing, UserError
from hubdata.kpis.judging.suppression import Rule
from hubdata.reports.board.content import build_pack
from hubdata.reports.board.evidence import Evidence
from hubdata.reports.board.pack import Pack, Slide, SlideKind, Status, read_pack, write_pack
from hubdata.reports.board.plan import KPI, Plan
from hubdata.services.around.brand import INDIGO, palette_of
from hubdata.services.reports import commentary
from hubdata.services.reports.board import (
    Meeting,
    load_evidence,
    load_plan,
    name_section,
    subject_of,
)
from hubdata.services.settings import HubSettings, load_hub
from hubdata.store.engine import reading, writing
from hubdata.store.hub import board as stored
from hubdata.store.tables import StoredEdition
from hubdata.vocabulary import CommentaryStatus

SAID_OF = {Status.OFF: "off track", Status.WATCH: "to watch"}
"""Of a KPI with one of these, the board will want to know why."""


@dataclass(frozen=True)
class Edition:
    """An approved pack, as a list shows it."""

    meeting_id: int
    number: int
    pack: Pack
    approved_at: datetime
    approved_by: str


@dataclass(frozen=True)
class Difference:
    """Something that one edition says otherwise than another; empty where it does not say it."""

    slide: str
    what: str
    before: str
    now: str


def rule_of(hub: HubSettings) -> Rule:
    """What the hub does not tell."""
    return Rule(
        largest_small=hub.largest_small_count,
        least_base=hub.least_base,
        least_contributors=hub.least_contributors,
        protects_extremes=hub.protects_extremes,
        protects_organisations=hub.protects_organisations,
    )


def colour_of(hub: HubSettings) -> str:
    """The hub's colour in charts; "" is indigo, which stays where theirs would be taken for a
    status."""
    palette = palette_of(hub.colour)
    return "" if palette == INDIGO or not palette.is_for_charts else palette.light


def build_draft(meeting: Meeting) -> Pack:
    """The pack as it would be approved now."""
    return _draft(meeting, load_evidence(meeting), load_plan(meeting))


def is_approved(meeting: Meeting, draft: Pack) -> bool:
    """Whether the draft is what was approved last, to the letter."""
    if not meeting.editions:
        return False
    approved = load_edition(meeting.id).pack
    return approved == replace(draft, edition=approved.edition, colour=approved.colour)


@dataclass(frozen=True)
class Missing:
    """Something a pack still lacks; `key` is the section where it can be mended, "" the meeting's
    own page."""

    words: str
    key: str = ""


def list_missing(meeting: Meeting) -> tuple[Missing, ...]:
    """What is still missing in a pack, a sentence each; nothing of it forbids to approve it."""
    evidence, plan = load_evidence(meeting), load_plan(meeting)
    return tuple(_missing(evidence, plan, _draft(meeting, evidence, plan)))


def approve_pack(meeting: Meeting, *, actor: str) -> Edition:
    """Approve the pack as it is: it is kept whole, as the next edition, and commentaries that were
    ready are approved with it. Raises `UserError` where nothing has changed since the last."""
    evidence, plan = load_evidence(meeting), load_plan(meeting)
    pack = _draft(meeting, evidence, plan)
    if is_approved(meeting, pack):
        raise UserError(
            f"Edition {meeting.editions} says just this already. Change something first."
        )
    with writing() as session:
        one = stored.find_meeting(session, meeting.id, seen=meeting.version)
        edition = stored.add_edition(
            session, one, number=pack.edition, content=write_pack(pack), actor=actor
        )
        told = _edition(edition)
    _approve_commentary(meeting, plan, actor=actor)
    return told


def list_editions(meeting_id: int | None = None) -> tuple[Edition, ...]:
    """Approved packs, the newest first: of one meeting, or of all."""
    with reading() as session:
        return tuple(_edition(one) for one in stored.load_editions(session, meeting_id))


def load_edition(meeting_id: int, number: int | None = None) -> Edition:
    """An approved pack as it was approved; the newest where no number is given. Raises
    `UnknownThing`."""
    for edition in list_editions(meeting_id):
        if number in (None, edition.number):
            return edition
    raise UnknownThing(
        f"There is no approved pack {number or ''} of meeting {meeting_id}. Choose one from the "
        "list."
    )


def list_newest() -> tuple[Edition, ...]:
    """Of each meeting the pack that holds: its newest edition."""
    newest: dict[int, Edition] = {}
    for edition in list_editions():
        newest.setdefault(edition.meeting_id, edition)
    return tuple(newest.values())


def compare_packs(before: Pack, now: Pack) -> tuple[Difference, ...]:
    """Everything that `now` says otherwise than `before`, slide by slide."""
    old = {slide.key: slide for slide in before.slides}
    new = {slide.key: slide for slide in now.slides}
    found = [
        difference
        for key, slide in new.items()
        for difference in _compare_slides(old.get(key), slide)
    ]
    gone = [Difference(old[key].name, "slide", old[key].title, "") for key in old if key not in new]
    if [key for key in old if key in new] != [key for key in new if key in old]:
        found.append(Difference("The pack", "order", _order(before), _order(now)))
    return tuple(found + gone)


def _draft(meeting: Meeting, evidence: Evidence, plan: Plan) -> Pack:
    hub = load_hub()
    return build_pack(
        evidence,
        plan,
        rule=rule_of(hub),
        edition=meeting.editions + 1,
        colour=colour_of(hub),
    )


def _missing(evidence: Evidence, plan: Plan, pack: Pack) -> Iterator[Missing]:
    said = {section.key: section for section in plan.sections}
    for slide in pack.slides:
        section = said.get(slide.key)
        if section is None or not slide.key.startswith(KPI) or slide.headline is None:
            continue
        name = name_section(slide.key, evidence)
        if slide.headline.status in SAID_OF and not section.said:
            words = f"{name} is {SAID_OF[slide.headline.status]}: nothing says why."
            yield Missing(words, slide.key)
        if slide.headline.is_hidden and any(sign.isdigit() for sign in section.said):
            words = f"{name} is not shown, but its commentary has a number in it. Look again."
            yield Missing(words, slide.key)
    for section in plan.sections:
        if section.commentary.strip() and section.progress is CommentaryStatus.DRAFT:
            name = name_section(section.key, evidence)
            words = f"The commentary on {name} is a draft: it is not in the pack."
            yield Missing(words, section.key)
    if plan.find("decisions") and not plan.decisions:
        words = "The board is asked to decide nothing. Say what, or leave the section out."
        yield Missing(words)
    missing = sum(one.expected - one.returned for one in evidence.returns)
    if missing and not plan.apologies.strip():
        returns = wording.count_of(missing, "returns")
        words = f"{returns} did not come: apologies are in general words. Say why, if you know."
        yield Missing(words)
    late = sum(one.is_overdue(plan.held_on) for one in plan.actions)
    if late:
        yield Missing(f"{wording.count_of(late, 'actions')} will be overdue at the meeting.")


def _approve_commentary(meeting: Meeting, plan: Plan, *, actor: str) -> None:
    told = commentary.load_commentaries(meeting.period)
    for section in plan.sections:
        found = told.get(subject_of(section.key))
        if found is not None and found.status is CommentaryStatus.READY:
            commentary.save_commentary(
                found.subject,
                meeting.period,
                text=found.text,
                status=CommentaryStatus.APPROVED,
                owner=found.owner,
                actor=actor,
                seen=found.id,
            )


def _edition(one: StoredEdition) -> Edition:
    return Edition(
        meeting_id=one.meeting_id,
        number=one.number,
        pack=read_pack(stored.load_content(one)),
        approved_at=one.approved_at,
        approved_by=one.approved_by,
    )


def _compare_slides(before: Slide | None, now: Slide) -> Iterator[Difference]:
    if before is None:
        yield Difference(now.name, "slide", "", now.title)
        return
    for what, old, new in (
        ("title", before.title, now.title),
        ("figure", _figure(before), _figure(now)),
        ("text", " ".join(before.sentences), " ".join(now.sentences)),
        ("table", _rows(before), _rows(now)),
        ("chart", before.alt, now.alt),
        ("source", before.footer, now.footer),
    ):
        if old != new:
            yield Difference(now.name, what, old, new)
    if before.kind is not SlideKind.TITLE and before.notes != now.notes:
        yield Difference(now.name, "notes", " ".join(before.notes), " ".join(now.notes))


def _figure(slide: Slide) -> str:
    if slide.headline is None:
        return ""
    return f"{slide.headline.words}, {wording.first_lower(slide.headline.status.words)}"


def _rows(slide: Slide) -> str:
    if slide.table is None:
        return ""
    return "; ".join(", ".join(cell.text for cell in row) for row in slide.table.rows)


def _order(pack: Pack) -> str:
    return ", ".join(slide.name for slide in pack.slides)
