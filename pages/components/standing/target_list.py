"""The targets of a year to look at: path, rule in words, owner, and how the hub stands to each."""

from collections.abc import Mapping, Sequence

from hubdata import wording
from hubdata.framework import FUNCTIONS
from hubdata.periods import AcademicYear
from hubdata.services.results import kpi_words, sentences
from hubdata.services.results.outlook import METHOD, Outlook
from hubdata.services.results.scorecards import KpiResult
from hubdata.services.standards.target_rows import NO_TARGET, build_target_row
from hubdata.services.standards.targets import LEVELS, NUMBERS, TITLES, Target, TargetLine
from pages.components.figures.score import build_level, standing_of, status_words
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import show_linked, to
from pages.components.kit.look import show_caption
from pages.components.kit.places import KPI, TARGETS
from pages.components.kit.tables import Cell, Column, Group, Row, build_table

COLUMNS = (
    Column("KPI"),
    *(Column(term, "right", on_phone="beyond") for term in ("Autumn", "Spring", "Summer")),
    Column("Year", "right", weight="strong"),
    Column("Last year", "right", weight="soft"),
    Column("How it stands", on_phone="bare"),
)
ORDER = (*(one.name for one in FUNCTIONS.values()), "")
"""Functions as everywhere; a KPI of none comes last."""
FILE_COLUMNS = ("KPI", "Name", "Authority", "Year", *TITLES.values(), "Rule")


def show_target_list(table: str, lines: Sequence[TargetLine], year: AcademicYear) -> None:
    """The table as `build_target_table` made it; the file can be filled in and loaded again."""
    show_linked(table, "targets")
    show_downloads(lambda: build_target_sheet(lines, year), f"targets {year.code}", key="targets")
    show_caption(METHOD)


def build_target_table(
    lines: Sequence[TargetLine],
    year: AcademicYear,
    *,
    results: Mapping[str, KpiResult],
    outlooks: Mapping[str, Outlook],
) -> str:
    """Every KPI that may have a target, by function."""
    groups = {
        function: [
            build_target_line(one, results.get(one.kpi), outlooks.get(one.kpi))
            for one in lines
            if one.function == function
        ]
        for function in sorted(dict.fromkeys(line.function for line in lines), key=ORDER.index)
    }
    named = [Group(name, rows) for name, rows in groups.items()]
    return build_table(COLUMNS, named, caption=f"Targets of {year}")


def build_target_line(line: TargetLine, result: KpiResult | None, outlook: Outlook | None) -> Row:
    target, unit = line.target, line.unit
    return [
        Cell(line.name, to(KPI, kpi=line.kpi), small=explain_reasons(line)),
        *(explain_level(target, unit, str(term)) for term in target.path),
        explain_level(target, unit, link=to(TARGETS, view="Edit", kpi=line.kpi), none="none"),
        explain_level(line.last_year, unit),
        explain_standing(line, result, outlook),
    ]


def explain_level(
    target: Target, unit: str, name: str = "value", *, link: str | None = None, none: str = "–"
) -> Cell:
    """The year's target or a step of its path; a blank step is as the year's, no unknown."""
    low, high = getattr(target, name), getattr(target, LEVELS[name])
    if low is None:
        return Cell(None, link, words=none)
    if high is None:
        return Cell(low, link, words=wording.explain_value(low, unit))
    words = wording.explain_range(low, high, unit=unit)
    return build_level(wording.say_range(low, high), words, unit, target=link)


def explain_reasons(line: TargetLine) -> str | None:
    """Who looks after the target, why it is what it is, and where it comes from."""
    words = [line.target.rationale.rstrip(".")] if line.target.rationale else []
    if line.target.baseline_year:
        words.append(f"against {AcademicYear.parse(line.target.baseline_year)}")
    if line.la_code:
        words.append("its own" if line.is_set else "as the hub")
    elif not line.is_set and line.value is not None:
        words.append("the usual one, until you set yours")
    told = [line.target.owner, wording.first_upper("; ".join(words))]
    return ". ".join(filter(None, told)) or None


def explain_standing(line: TargetLine, result: KpiResult | None, outlook: Outlook | None) -> Cell:
    """The value now, the gap in schools or pupils, whether the year's target is likely, and the
    rule by which it is rated.
    """
    words = [outlook.sentence] if outlook and outlook.projection else []
    if line.target.value is not None:
        words.append(kpi_words.explain_levels(result) if result else line.rule)
    if result is None or result.value is None:
        return Cell("Not known yet", small=" ".join(words)) if words else Cell(None)
    if more := explain_more(result):
        words.insert(0, f"{wording.first_upper(more)}.")
    told = f"{sentences.value_of(result)}, {status_words(result).lower()}"
    return Cell(told, status=standing_of(result), small=" ".join(words) or None)


def explain_more(result: KpiResult) -> str:
    """ "12 more schools reach the target", or the gap in the KPI's own unit."""
    if result.shortfall and not result.is_provisional:
        more = "fewer" if result.kpi.direction.value == "down" else "more"
        noun = wording.noun_for(result.shortfall, result.kpi.counted)
        verb = "reaches" if result.shortfall == 1 else "reach"
        return f"{result.shortfall:,} {more} {noun} {verb} the target"
    return sentences.explain_gap(result)


def build_target_sheet(lines: Sequence[TargetLine], year: AcademicYear) -> Sheet:
    """The targets as they can be filled in and loaded again."""
    return Sheet(f"Targets {year.code}", FILE_COLUMNS, [build_file_row(one, year) for one in lines])


def is_plain(target: Target, name: str) -> bool:
    """Whether something about a target is a number of its own: no words, no range."""
    return name in NUMBERS and (name not in LEVELS or getattr(target, LEVELS[name]) is None)


def build_file_row(line: TargetLine, year: AcademicYear) -> list[str | float | None]:
    cells = build_target_row(line)
    told: list[str | float | None] = [
        getattr(line.target, name)
        if cells[name] not in ("", NO_TARGET) and is_plain(line.target, name)
        else cells[name] or None
        for name in TITLES
    ]
    return [line.kpi, line.name, line.la_code or None, year.label, *told, line.rule]
