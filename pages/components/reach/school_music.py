"""What a school does in music and what the hub provides: strands, classes, tuition and ensembles
with figures, its music development plan, and how it compares with schools like it.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from hubdata import wording
from hubdata.services.reach.histories import SchoolHistory
from hubdata.services.reach.school_profiles import (
    SchoolProfile,
    add_members,
    count_features,
    heading_of,
)
from hubdata.services.reach.schools import SchoolDetail
from hubdata.services.reach.similar import Comparison, compare, explain_similar
from hubdata.vocabulary import PlanStatus
from pages.components.charting.drawing import show_multiples
from pages.components.charting.multiples import Multiple, build_multiples
from pages.components.kit.answers import build_pairs, say_cell
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import show_linked, to
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import PARTNER
from pages.components.kit.tables import Cell, Column, Group, build_sheet, build_table, read_plain
from pages.components.reach.told_in import COUNTED, find_sheets, lead, told_in

Row = Mapping[str, Any]
NUMBER = "right"
PUPILS, HUB = Column("Pupils", NUMBER), Column("With the hub")
PP, SEND = Column("Pupil premium", NUMBER), Column("SEND", NUMBER)
CLASSES = (
    Column("Whole class"),
    Column("Taught by"),
    PUPILS,
    PP,
    SEND,
    Column("Weeks", NUMBER),
    HUB,
)
TUITION = (
    Column("Tuition"),
    Column("Taught by"),
    PUPILS,
    PP,
    SEND,
    Column("Reduced or no fee", NUMBER),
    HUB,
)
ENSEMBLES = (
    Column("Ensemble"),
    Column("Organised by"),
    Column("Members", NUMBER),
    PP,
    SEND,
    Column("Weeks met", NUMBER),
    HUB,
)
COMPARED = ("Figure", "Unit", "Period", "This school", "Similar schools")
ACTIVITIES = (
    *("Kind", "Name", "What it is", "Taught or organised by", "Pupils", "Pupil premium", "SEND"),
    *("Weeks", "Reduced or no fee", "With the hub"),
)


def show_provided(detail: SchoolDetail, profile: SchoolProfile) -> None:
    """The strands of the period, then the rows of the latest return."""
    show_heading("What the hub provides")
    show_strands(detail)
    show_projects_there(profile)
    when = profile.activities_of
    if when is None:
        show_caption("The school has not told us yet what it teaches.")
        return
    tables = [
        build_table(
            columns,
            [Group("", [lead(build(row), told_in(profile.returns, row, sheet)) for row in rows])],
            caption=columns[0].name,
        )
        for columns, build, rows, sheet in (
            (CLASSES, build_class, profile.classes, "Whole class"),
            (TUITION, build_tuition, profile.tuition, "Tuition"),
            (ENSEMBLES, build_ensemble, profile.ensembles, "Ensembles"),
        )
        if rows
    ]
    if tables:
        show_linked(f'<div class="hub-dense">{"".join(tables)}</div>', "activities")
        name = f"activities of {detail.school.name} {when.code}"
        show_downloads(lambda: build_activity_sheet(profile), name, key="activities")
    missing = [
        name
        for name, rows in (
            ("whole-class teaching", profile.classes),
            ("tuition", profile.tuition),
            ("ensembles", profile.ensembles),
        )
        if not rows
    ]
    none = f" It has no {wording.join_words(missing).replace(' and ', ' or ')}." if missing else ""
    show_caption(f"From the return of {wording.explain_period(when)}.{none}")


def show_projects_there(profile: SchoolProfile) -> None:
    """Projects of partners that name the school; nothing where none does."""
    if not profile.projects:
        return
    columns = (Column("Partner’s project"), Column("Partner"), Column("Sessions", NUMBER))
    rows = [
        [
            Cell(one.name),
            Cell(one.partner, to(PARTNER, partner=one.partner_id)),
            Cell(one.sessions),
        ]
        for one in profile.projects
    ]
    table = build_table(columns, [Group("", rows)], caption="Projects of partners in the school")
    show_linked(f'<div class="hub-dense">{table}</div>', "projects_there")
    show_downloads(
        lambda: build_sheet(columns, [Group("", rows)], caption="Projects of partners"),
        "projects of partners in the school",
        key="projects_there_file",
    )
    show_caption("Sessions of the whole project, in every school it names.")


def show_strands(detail: SchoolDetail) -> None:
    """The strands of support it named."""
    line = detail.line
    if line is None or line.strands is None:
        show_caption("Strands of support: not known, no return counts for this period.")
    elif line.strands:
        told = escape(", ".join(wording.first_lower(one) for one in line.strands))
        number = wording.first_upper(wording.number_word(len(line.strands)))
        noun = wording.noun_for(len(line.strands), "strands")
        show_linked(f'<p class="hub-prose">{number} {noun}: {told}.</p>', "strands")
    else:
        show_caption("It named no strand of support.")


def build_activity_sheet(profile: SchoolProfile) -> Sheet:
    """Classes, tuition and ensembles in one table, numbers as numbers."""
    rows = []
    for kind, build, some in (
        ("Whole class", build_class, profile.classes),
        ("Tuition", build_tuition, profile.tuition),
        ("Ensemble", build_ensemble, profile.ensembles),
    ):
        for row in some:
            name, *cells = build(row)
            *told, number, hub = map(read_plain, cells)
            both = (None, number) if kind == "Tuition" else (number, None)
            rows.append((kind, read_plain(name), name.small, *told, *both, hub))
    return Sheet("Activities", ACTIVITIES, rows)


def build_class(row: Row) -> list[Cell]:
    instrument = row.get("instrument")
    year = f"Year {row['year_group']}" if row.get("year_group") else None
    small = ", ".join(filter(None, (year, instrument)))
    return [
        Cell(row.get("class_id"), small=small or None),
        Cell(row.get("provider_type")),
        *build_pupils(row, row.get("pupils"), "pupils"),
        say_number(row, "weeks_delivered"),
        say_supported(row),
    ]


def build_tuition(row: Row) -> list[Cell]:
    name = wording.first_upper(str(row.get("group_size") or "")) or None
    return [
        Cell(name, small=row.get("key_stage")),
        Cell(row.get("provider_type")),
        *build_pupils(row, row.get("pupils"), "pupils"),
        say_number(row, "pupils_remitted"),
        say_supported(row),
    ]


def build_ensemble(row: Row) -> list[Cell]:
    return [
        Cell(row.get("name") or row.get("ensemble_id"), small=row.get("type")),
        Cell(row.get("organiser")),
        *build_pupils(row, add_members(row), ""),
        say_number(row, "weeks_met"),
        say_supported(row),
    ]


def build_pupils(row: Row, pupils: int | None, field: str) -> list[Cell]:
    """Pupils, with pupil premium, with SEND; SEND only where plan and support are both known."""
    plan, support = row.get("ehcp"), row.get("sen_support")
    send = plan + support if plan is not None and support is not None else None
    return [
        Cell(pupils, words=say_cell(row, field) if field else None),
        Cell(row["pp"]),
        Cell(send),
    ]


def say_number(row: Row, field: str) -> Cell:
    return Cell(row.get(field), words=say_cell(row, field))


def say_supported(row: Row) -> Cell:
    return Cell({None: None, True: "Yes", False: "No"}[row.get("hub_supported")])


def show_own_music(profile: SchoolProfile) -> None:
    """The school's own music: its plan, its week, who leads, performing, carrying on, obstacles."""
    show_heading("The school’s own music")
    if not profile.forms:
        show_caption("Nothing is known yet: no return has come.")
        return
    has, answered = count_features(profile)
    pairs = [
        ("Music development plan", explain_plan(profile)),
        ("Minutes of music a week", explain_minutes(profile)),
        (
            "Features of a musical school",
            f"{has} of the {answered} it answered" if answered else None,
        ),
        *say_all(profile, "curriculum", ("has_music_lead",)),
        *filter(all, say_all(profile, "curriculum", ("ks4_music_offered",))),
        *say_all(profile, "performance", COUNTED),
        ("Still learning after whole class", explain_continuation(profile)),
        *say_all(profile, "continuation", ("instruments_on_loan",)),
        *say_all(profile, "support", ("barriers", "support_wanted")),
    ]
    behind = find_sheets(profile, (asked for asked, _ in pairs))
    told = build_pairs(pairs, behind=behind)
    show_linked(f'<div class="hub-medium">{told}</div>', "own_music")


def say_all(
    profile: SchoolProfile, sheet: str, fields: Sequence[str]
) -> list[tuple[str, str | None]]:
    """Answers of a sheet under the headings of the return; what a school never answered, blank."""
    told = profile.forms.get(sheet)
    return [(heading_of(sheet, one), say_cell(told.row, one) if told else None) for one in fields]


def explain_plan(profile: SchoolProfile) -> str | None:
    """ "Published, dated 1 October 2025"; told from which return where it is an older one."""
    status = profile.answer("curriculum", "music_development_plan_status")
    if status is None:
        return None
    words = wording.first_upper(str(PlanStatus(status)))
    day = profile.answer("curriculum", "music_development_plan_date")
    if day:
        words += f", dated {wording.explain_day(day)}"
    elif status == PlanStatus.PUBLISHED:
        words += ", no date given"
    return words


def explain_minutes(profile: SchoolProfile) -> str | None:
    """ "60 in KS1, 45 in KS2"."""
    told = [
        f"{minutes} in {stage.upper()}"
        for stage in ("ks1", "ks2", "ks3")
        if (minutes := profile.answer("curriculum", f"minutes_{stage}")) is not None
    ]
    return ", ".join(told) or None


def explain_continuation(profile: SchoolProfile) -> str | None:
    """ "19 of 56 pupils taught last year"."""
    still = profile.answer("continuation", "prior_still_learning")
    of = profile.answer("continuation", "prior_whole_class_pupils")
    if of == 0:
        return "Nobody was taught last year"
    if still is None or of is None:
        return None
    return f"{still} of {wording.count_of(of, 'pupils')} taught last year"


def show_compared(own: SchoolHistory | None, similar: Sequence[SchoolHistory]) -> None:
    """The school's line and that of schools like it, term by term."""
    if own is None:
        return
    show_heading("Beside similar schools")
    show_caption(explain_similar(similar))
    if not similar:
        return
    strands, *shares = compare(own, similar)
    first, last = own.terms[0].period, own.terms[-1].period
    number, rest = [build_multiple(strands)], [build_multiple(one) for one in shares]
    sides = "".join(build_multiples(some, from_zero=True) for some in (number, rest))
    show_multiples(
        [*number, *rest],
        message=f"{own.school.name} beside similar schools",
        sheet=lambda: build_compared_sheet(own, (strands, *shares)),
        name=f"{own.school.name} beside similar schools {last.code}",
        key="compared",
        source=f"{first.label} to {wording.explain_period(last)}. Dotted: similar schools.",
        from_zero=True,
        drawn=f'<div class="hub-beside">{sides}</div>',
    )
    show_caption(
        f"Full line: this school; dotted: similar schools. {first.label} to "
        f"{wording.explain_period(last)}; shares are of pupils on roll."
    )


def build_compared_sheet(own: SchoolHistory, told: Sequence[Comparison]) -> Sheet:
    """A row for each figure and term: the school's own, and that of schools like it."""
    rows = [
        (one.name, "%" if one.reach else "strands", term.period.code, mine, others)
        for one in told
        for term, mine, others in zip(own.terms, one.own, one.others, strict=True)
    ]
    return Sheet("Beside similar schools", COMPARED, rows)


def build_multiple(one: Comparison) -> Multiple:
    own, others = one.own[-1], one.others[-1]
    return Multiple(
        one.name,
        say_value(own, is_share=one.reach is not None),
        one.own,
        note=f"Similar schools: {say_value(others, is_share=one.reach is not None)}",
        others=one.others,
        scale="number" if one.reach is None else "share",
    )


def say_value(value: float | None, *, is_share: bool) -> str:
    if value is None:
        return "not known"
    return wording.explain_figure(value, "%" if is_share else "", decimals=0 if is_share else 1)
