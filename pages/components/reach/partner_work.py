"""What a partner does: projects by function and goal, who takes part by age and circumstances,
where young people went on to, its ensembles and courses, and how good it was in its own words.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.reach.partner_profiles import (
    AGES,
    CIRCUMSTANCES,
    CPD,
    DESTINATIONS,
    PROJECT,
    PartnerProfile,
    Project,
    heading_of,
    list_fields,
)
from hubdata.services.reach.school_profiles import add_members
from hubdata.services.takes.told import Span
from pages.components.figures.traced import Lines, traced
from pages.components.kit.addresses import school_page
from pages.components.kit.answers import build_pairs
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import build_link, show_linked
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.quotes import build_quote
from pages.components.kit.tables import Cell, Column, Group, build_table, show_table
from pages.components.reach.told_in import lead, told_in

PERCENT = 100
KNOWN = "characteristics_known"
PROJECTS = (
    Column("Project"),
    Column("Function, goal"),
    Column("Sessions", "right"),
    Column("Young people", "right"),
    Column("Youth voice"),
    Column("Schools", "right"),
)
WHO = (
    Column("Who takes part"),
    Column("Young people", "right"),
    Column("Share", "right", unit="%"),
)
MOST_SCHOOLS = 12


def show_projects(profile: PartnerProfile) -> None:
    """Every project of the period, the largest first."""
    show_heading("Projects")
    if not profile.projects:
        show_caption("Its return names no project.")
        return
    width = len(PROJECTS) if profile.schools else len(PROJECTS) - 1
    rows = [build_project(one, lines_of(profile, one))[:width] for one in profile.projects]
    show_linked(build_table(PROJECTS[:width], [Group("", rows)], caption="Projects"), "projects")
    if profile.schools:
        show_schools(profile.schools)
    name = f"projects of {profile.partner.name}"
    show_downloads(lambda: build_project_sheet(profile), name, key="projects")


def build_project_sheet(profile: PartnerProfile) -> Sheet:
    """Every answer about each project, a row a term, under the headings of the return."""
    fields = list_fields(PROJECT)
    rows = [
        [Period.at_slot(row["slot"]).label, *(say_plain(row[name]) for name, _ in fields)]
        for one in profile.projects
        for row in one.rows
    ]
    return Sheet("Projects", ["Period", *(heading for _, heading in fields)], rows)


def say_plain(value: Any) -> str | float | None:
    """An answer in a cell of a file; numbers stay numbers."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value is None or isinstance(value, int | float) else str(value)


def lines_of(profile: PartnerProfile, project: Project | None = None) -> Lines:
    """The rows of its projects, or of one of them, over the period that its answers are of."""
    only = {"source": profile.partner.partner_id}
    if project:
        only["project_id"] = project.latest["project_id"]
    return Lines(span_of(profile), PROJECT, only)


def span_of(profile: PartnerProfile) -> Span:
    return Span.of_period(profile.told_of or Period.at_slot(0))


def build_project(one: Project, lines: Lines) -> list[Cell]:
    """A project; its numbers lead to the cells of its terms."""
    sessions = one.delivered.sessions
    planned = f"of {one.delivered.planned:,} planned" if one.delivered.planned else None
    kind = one.latest["activity_type"]
    return [
        Cell(one.name, small=wording.first_upper(kind) if kind else None),
        Cell(one.function or None, small=one.goal or None),
        traced(sessions, lines.page("sessions_delivered"), small=planned),
        lines.number("participants_unique", one.delivered.participants),
        Cell(wording.first_upper(one.youth_voice) or None),
        Cell(len(one.urns) if one.latest["school_urns"] is not None else None),
    ]


def show_schools(schools: Mapping[str, str]) -> None:
    """The schools it works in, each leading to its page; a number that no school has, as it is."""
    links = [
        build_link(name, school_page(urn)) if name else escape(f"URN {urn}")
        for urn, name in schools.items()
    ]
    rest = len(links) - MOST_SCHOOLS
    more = f" and {rest} more" if rest > 0 else ""
    listed = ", ".join(links[:MOST_SCHOOLS])
    show_linked(f'<p class="hub-prose">In schools: {listed}{more}.</p>', "in_schools")


def show_who(profile: PartnerProfile) -> None:
    """Participants by age, and by circumstances of those of whom they are known."""
    lines = lines_of(profile)
    ages = [(name, number) for name in AGES if (number := profile.add_up(name)) is not None]
    known = profile.add_up(KNOWN)
    if not ages and not known:
        return
    total = sum(number for _, number in ages)
    groups = [Group("By age", [build_share(one, number, total, lines) for one, number in ages])]
    if known:
        heading = f"Of {known:,} whose circumstances are known"
        told = [(name, profile.add_up(name)) for name in CIRCUMSTANCES]
        rows = [build_share(one, number, known, lines, of_known=KNOWN) for one, number in told]
        groups.append(Group(heading, rows))
    name = f"who takes part, {profile.partner.name}"
    show_table(WHO, groups, caption="Who takes part", key="who", file_name=name)


def build_share(
    field: str, number: int | None, of: int, lines: Lines, *, of_known: str = ""
) -> list[Cell]:
    """A count of the projects, and its share: of those known it leads to both sides; of all ages
    the counts beside it are the other side.
    """
    share = PERCENT * number / of if number is not None and of else None
    both = lines.share(field, lines.side(of_known), share) if of_known else Cell(share)
    return [Cell(heading_of(PROJECT, field)), lines.number(field, number), both]


def show_onward(profile: PartnerProfile) -> None:
    """Where young people moved on to; asked of every partner, answered by few."""
    told = {name: number for name, number in profile.destinations.items() if number is not None}
    if not told:
        return
    show_heading(f"{wording.count_of(sum(told.values()), 'young people')} moved on")
    pairs = [(heading_of(DESTINATIONS, name), f"{number:,}") for name, number in told.items()]
    lines = Lines(span_of(profile), DESTINATIONS, {"source": profile.partner.partner_id})
    behind = {heading_of(DESTINATIONS, name): lines.page(name) for name in told}
    shown = build_pairs(pairs, behind=behind)
    show_linked(f'<div class="hub-medium">{shown}</div>', "onward")


def show_groups_and_courses(profile: PartnerProfile) -> None:
    """Its ensembles with their members, and its training with who came."""
    if profile.ensembles or profile.courses:
        show_heading("Ensembles and training")
    if profile.ensembles:
        columns = (Column("Ensemble"), Column("Members", "right"), Column("Weeks met", "right"))
        rows = [
            lead(
                [
                    Cell(row.get("name") or row["ensemble_id"], small=row.get("type")),
                    Cell(add_members(row)),
                    Cell(row.get("weeks_met")),
                ],
                told_in(profile.returns, row, "Ensembles"),
            )
            for row in profile.ensembles
        ]
        name = f"ensembles of {profile.partner.name}"
        group = Group("", rows)
        show_table(columns, [group], caption="Ensembles", key="groups", file_name=name)
    if profile.courses:
        columns = (
            Column("Training"),
            Column(heading_of(CPD, "attendees"), "right"),
            Column("Found it useful"),
        )
        rows = [
            [
                Cell(
                    row["course"], small=wording.explain_day(row["date"]) if row["date"] else None
                ),
                Cell(row["attendees"], told_in(profile.returns, row, "CPD")),
                Cell(say_useful(row), told_in(profile.returns, row, "CPD")),
            ]
            for row in profile.courses
        ]
        name = f"training by {profile.partner.name}"
        show_table(columns, [Group("", rows)], caption="Training", key="courses", file_name=name)


def say_useful(row: Mapping[str, Any]) -> str | None:
    useful, of = row["rating_useful"], row["rating_responses"]
    return f"{useful} of {of}" if useful is not None and of is not None else None


def show_words(profile: PartnerProfile) -> None:
    """How good it was, as the partner says, project by project; and stories, each with consent."""
    told = [
        (one, [(name, str(one.latest[field])) for name, field in WORDS if one.latest[field]])
        for one in profile.projects
    ]
    said = [(one, some) for one, some in told if some]
    if said:
        show_heading("How good it was, in its own words")
        blocks = "".join(
            f'<p class="hub-head">{escape(one.name)}</p>{build_pairs(some)}' for one, some in said
        )
        show_linked(f'<div class="hub-narrow">{blocks}</div>', "words")
    if profile.stories:
        show_heading("Stories")
        show_linked("".join(map(build_story, profile.stories)), "stories")


WORDS = (("Quality", "quality_reflection"), ("Highlights", "highlights"), ("Worries", "risks"))


def build_story(told: tuple[Project, str, bool]) -> str:
    project, story, may_publish = told
    consent = "The hub may publish it." if may_publish else "No consent: for use inside only."
    return build_quote(story, f"{escape(project.name)}. {consent}")


def title_of_partner(profile: PartnerProfile, *, is_told: bool, period_words: str) -> str:
    """ "Tideline held 38 sessions with 134 young people in summer 2025/26"."""
    name, told = profile.partner.name, profile.delivered
    if not is_told:
        return f"{name} has not returned for {period_words}"
    if not told.sessions:
        return f"{name} held no sessions in {period_words}"
    sessions = wording.count_of(told.sessions, "sessions")
    who = f" with {told.participants:,} young people" if told.participants else ""
    return f"{name} held {sessions}{who} in {period_words}"


def find_money(profile: PartnerProfile) -> Sequence[tuple[str, str | None]]:
    """The hub's grant and what it brought, in pounds."""
    money = profile.money or {}
    return [
        (name, wording.explain_figure(money[field], "£") if money.get(field) is not None else None)
        for name, field in (
            ("Awarded by the hub", "grant_awarded"),
            ("Received so far", "grant_received"),
            ("Spent of it", "grant_spent"),
            ("Own and other money", "match_cash"),
            ("Help in kind", "in_kind"),
        )
    ]
