"""People as tables and bars: checks and training, contracts and roles, courses."""

from html import escape

from hubdata import wording
from hubdata.services.results.scorecards import ScorecardLine
from hubdata.services.takes.amounts import How
from hubdata.services.takes.people import Checked, Course, People, Staff, StaffLine
from hubdata.services.takes.told import Span, share
from hubdata.vocabulary import ContractType
from pages.components.charting.bars import BarItem
from pages.components.charting.drawing import show_bars, show_multiples
from pages.components.charting.multiples import Multiple
from pages.components.figures.score import behind_target
from pages.components.figures.traced import Lines, traced
from pages.components.kit.downloads import Sheet
from pages.components.kit.linked import build_link, show_linked
from pages.components.kit.lists import build_figures
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.tables import Column, Group, Row, show_table
from pages.components.takes.hub_told import as_file

NUMBER = {"align": "right"}
STAFF = (
    *("headcount", "fte", "vacancies", "starters", "leavers"),
    *("with_dbs", "with_safeguarding", "with_send_training", "training_hours"),
)
"""The columns of the workforce, as its sheet has them."""


def show_checks(people: People) -> None:
    """DBS checks and training: a bar each, with the number of people without it."""
    checks = [one for one in people.checks if one.share is not None]
    if not checks:
        show_caption("Checks and training were not told.")
        return
    worst = min(checks, key=lambda one: one.share or 0)
    message = (
        f"{worst.name.removesuffix(' in date')}: "
        f"{wording.explain_figure(worst.having)} of {wording.explain_figure(worst.of)} people"
    )
    show_heading(message)
    items = [BarItem(one.name, one.share) for one in checks]
    show_bars(items, message=message, key="checks", **as_file(people.told, "checks and training"))
    lines = Lines(people.told.span, "workforce")
    without = ", ".join(build_without(one, lines) for one in checks)
    words = f"{without}. Of the people of whom it was told."
    show_linked(f'<p class="hub-caption">{words}</p>', "without")


def build_without(one: Checked, lines: Lines) -> str:
    """ "3 without a DBS check in date": the number leads to all there are and those who have it, of
    the lines that tell both.
    """
    all_of_them = lines.side("headcount", told_with=one.field)
    having = lines.side(one.field, told_with="headcount")
    target = lines.page_of_two(How.LESS, all_of_them, having)
    number = build_link(wording.explain_figure(one.missing), target)
    return f"{number} without {escape(lower(one.name))}"


def lower(name: str) -> str:
    """ "a DBS check in date", "safeguarding training in date"."""
    return f"a {name}" if name.startswith("DBS") else wording.first_lower(name)


def build_everyone(people: People) -> str:
    """Heads, posts, comings and goings, hours of training."""
    all_of_them, lines = people.everyone, Lines(people.told.span, "workforce")
    hours = None
    if all_of_them.training_hours is not None and all_of_them.headcount:
        hours = all_of_them.training_hours / all_of_them.headcount
    whole = lines.side("headcount")
    left = lines.page_of_two(How.SHARE, lines.side("leavers"), whole)
    trained = lines.page_of_two(How.PER, lines.side("training_hours"), whole)
    told = (
        ("People", wording.explain_figure(all_of_them.headcount), lines.page("headcount")),
        ("Full-time equivalent", say_one(all_of_them.fte), lines.page("fte")),
        ("Vacant posts", wording.explain_figure(all_of_them.vacancies), lines.page("vacancies")),
        ("Started", wording.explain_figure(all_of_them.starters), lines.page("starters")),
        ("Left", explain_leavers(all_of_them), left),
        ("Hours of training, a person", say_one(hours), trained),
    )
    behind = {name: target for name, figure, target in told if figure != wording.UNKNOWN}
    return build_figures([(name, figure) for name, figure, _ in told], behind=behind)


def say_one(number: float | None) -> str:
    return wording.explain_figure(number, decimals=1)


def explain_leavers(staff: Staff) -> str:
    """ "7 (4%)": of the people there are."""
    part = share(staff.leavers, staff.headcount)
    if part is None:
        return wording.explain_figure(staff.leavers)
    return f"{wording.explain_figure(staff.leavers)} ({wording.explain_figure(part, '%')})"


def show_history(people: People) -> None:
    """Headcount by contract over the terms, on one scale."""
    if not people.history:
        return
    show_heading(explain_most(people))
    items = [
        Multiple(
            wording.first_upper(contract.value),
            wording.explain_figure(people.of_contract(contract).headcount),
            values,
            note=explain_contract(people, contract),
            behind=Lines(people.told.span, "workforce", {"contract_type": contract}).page(
                "headcount"
            ),
        )
        for contract, values in people.history.items()
    ]
    first, last = (wording.explain_period(one) for one in (people.terms[0], people.terms[-1]))
    told = f"People, {first} to {last}, all on one scale."
    show_multiples(
        items,
        message="People by contract over time",
        sheet=lambda: build_history_sheet(people),
        key="history",
        **as_file(people.told, "people by contract") | {"source": told},
    )
    show_caption(told)


def build_history_sheet(people: People) -> Sheet:
    """A row for each contract and term."""
    rows = [
        (wording.first_upper(contract.value), term.code, value)
        for contract, values in people.history.items()
        for term, value in zip(people.terms, values, strict=True)
    ]
    return Sheet("People by contract", ("Contract", "Period", "People"), rows)


def explain_most(people: People) -> str:
    """ "Freelance is the largest group: 84 of 197 people"."""
    counts = {one: people.of_contract(one).headcount or 0 for one in people.history}
    most, everyone = max(counts, key=lambda one: counts[one]), sum(counts.values())
    if not everyone:
        return "By contract over time"
    group = wording.first_upper(most.value)
    whole = wording.count_of(everyone, "people")
    return f"{group} is the largest group: {counts[most]:,.0f} of {whole}"


def explain_contract(people: People, contract: ContractType) -> str:
    staff = people.of_contract(contract)
    told = (
        (staff.fte, "full-time equivalent", 1),
        (staff.vacancies, "vacant", 0),
    )
    known = [
        f"{wording.explain_figure(number, decimals=places)} {what}"
        for number, what, places in told
        if number is not None
    ]
    return ", ".join(known) or "Full-time equivalent and vacancies were not told"


def show_workforce(people: People) -> None:
    """Every contract and role."""
    show_heading("By contract and role")
    columns = [
        Column("Role"),
        Column("People", **NUMBER, weight="strong"),
        Column("FTE", **NUMBER, decimals=1),
        Column("Vacant", **NUMBER),
        Column("Started", **NUMBER),
        Column("Left", **NUMBER),
        Column("DBS in date", **NUMBER),
        Column("Safeguarding", **NUMBER),
        Column("SEND training", **NUMBER),
        Column("Training hours", **NUMBER),
    ]
    span, groups = people.told.span, []
    for contract in (*ContractType, None):
        lines = [one for one in people.lines if one.contract is contract]
        if lines:
            name = wording.first_upper(contract.value) if contract else "No contract given"
            groups.append(Group(name, [build_staff(one, span) for one in lines]))
    everyone = StaffLine(None, None, people.everyone)
    groups.append(Group("Everyone", [build_staff(everyone, span, name="All together")]))
    caption = f"Workforce, {people.told.span.label}"
    show_table(columns, groups, caption=caption, key="workforce", file_name=caption)


def build_staff(line: StaffLine, span: Span, *, name: str = "") -> Row:
    """A role, or everyone together under another `name`; each number leads to its cells."""
    only = {} if name else {"contract_type": line.contract, "role": line.role}
    lines = Lines(span, "workforce", only)
    role = wording.first_upper(line.role.value) if line.role else "No role given"
    return [name or role, *(lines.number(one, getattr(line.staff, one)) for one in STAFF)]


def show_courses(people: People, line: ScorecardLine | None) -> None:
    """Training that partners gave: places, and whether it was useful. Both lead to the partners and
    cells behind them, by the KPI that adds them up.
    """
    if not people.courses:
        show_heading("Courses")
        show_caption("No partner told of a course in this time.")
        return
    places = sum(one.attendees or 0 for one in people.courses)
    show_heading(
        f"{wording.count_of(len(people.courses), 'courses')} with "
        f"{wording.count_of(places, 'places')}"
    )
    columns = [
        Column("Course"),
        Column("Places taken", "right", weight="strong"),
        Column("Answered", "right"),
        Column("Found it useful", "right", unit="%"),
    ]
    caption = f"Courses, {people.told.span.label}"
    rows = [build_course(one, line) for one in people.courses]
    show_table(columns, [Group("", rows)], caption=caption, key="courses", file_name=caption)


def build_course(course: Course, line: ScorecardLine | None) -> Row:
    taken = behind_target(line.now) if line else None
    found = behind_target(line.now, line.kpi.parts[0].name) if line else None
    useful = share(course.useful, course.responses)
    small = None
    if course.useful is not None and course.responses is not None:
        small = wording.explain_returned(course.useful, course.responses)
    return [
        course.name,
        traced(course.attendees, taken),
        traced(course.responses, found),
        traced(useful, found, small=small),
    ]
