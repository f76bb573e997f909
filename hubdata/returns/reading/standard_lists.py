"""Lists of what numbers are compared with, as spreadsheets: targets, benchmarks, and figures of
past years as they were published. Declared and read as forgivingly as a return."""

from __future__ import annotations

from sqlmodel import SQLModel

from hubdata.returns.fields import asked
from hubdata.returns.kinds import Sheet

_KPI = ("kpi id", "id", "code", "indicator", "measure")
_NAME = ("name", "kpi name", "indicator name", "measure name", "title")
_PLACE = ("la", "la code", "authority", "authority code", "local authority", "la name")
_YEAR = ("academic year", "for year", "period", "time period")
_SOURCE = ("where published", "publication", "reference", "published in")


class TargetListRow(SQLModel):
    """Targets: a row for each KPI, and authority."""

    kpi: str | None = asked("KPI", example="S01", required=True, key=True, synonyms=_KPI)
    name: str | None = asked("Name", example="School engagement", synonyms=_NAME)
    la_code: str | None = asked(
        "Authority", "Three-digit code; blank is the whole hub.", example="991", synonyms=_PLACE
    )
    year: str | None = asked("Year", "Such as 2026/27.", example="2026/27", synonyms=_YEAR)
    value: str | None = asked(
        "Year's target",
        'A number, a range such as "3 to 6" where the KPI is to stay in one, or "none" where no '
        "target is wanted.",
        example="90",
        synonyms=("target", "target for the year", "annual target", "year target", "years target"),
    )
    autumn: str | None = asked(
        "Autumn", "The step of the path.", example="70", synonyms=("autumn target", "autumn term")
    )
    spring: str | None = asked("Spring", example="80", synonyms=("spring target", "spring term"))
    summer: str | None = asked("Summer", example="90", synonyms=("summer target", "summer term"))
    margin: str | None = asked(
        "Amber margin", example="5", synonyms=("margin", "amber", "tolerance", "amber within")
    )
    owner: str | None = asked(
        "Owner", example="Head of schools", synonyms=("responsible", "lead", "who")
    )
    rationale: str | None = asked(
        "Rationale", example="As agreed with the board", synonyms=("why", "reason", "notes")
    )
    baseline_year: str | None = asked(
        "Baseline year", example="2024/25", synonyms=("baseline", "base year")
    )


class BenchmarkListRow(SQLModel):
    """Benchmarks: a row for each published figure."""

    kpi: str | None = asked("KPI", example="S01", required=True, key=True, synonyms=_KPI)
    place: str | None = asked(
        "Whose",
        "England, or the name of a hub.",
        example="England",
        required=True,
        synonyms=("place", "hub", "area", "geography", "who", "organisation", "music hub"),
    )
    year: str | None = asked(
        "Year", "Academic year; blank if undated.", example="2022/23", synonyms=_YEAR
    )
    value: str | None = asked(
        "Value", example="89", required=True, synonyms=("figure", "benchmark", "result", "number")
    )
    unit: str | None = asked(
        "Unit", "Blank is the KPI's own.", example="%", synonyms=("units", "measured in")
    )
    source: str | None = asked("Source", example="Key data 2023", required=True, synonyms=_SOURCE)
    link: str | None = asked(
        "Link", example="https://example.org", synonyms=("url", "address", "web address")
    )
    note: str | None = asked("Note", synonyms=("notes", "remark", "definition", "definitions note"))
    is_verified: bool | None = asked(
        "Verified?", "Somebody read it at its source.", example="Yes", synonyms=("verified",)
    )
    is_comparable: bool | None = asked(
        "Like with like?",
        "Counted like the KPI: hub-supported, the same base.",
        example="Yes",
        synonyms=("like with like", "comparable", "comparable?"),
    )


class PublishedListRow(SQLModel):
    """Figures of past years as published: a row for each KPI, year and authority."""

    kpi: str | None = asked("KPI", example="S01", required=True, key=True, synonyms=_KPI)
    year: str | None = asked("Year", example="2018/19", required=True, synonyms=_YEAR)
    la_code: str | None = asked(
        "Authority", "Three-digit code; blank is the whole hub.", example="991", synonyms=_PLACE
    )
    value: str | None = asked(
        "Value", example="84", required=True, synonyms=("figure", "published", "result", "number")
    )
    source: str | None = asked(
        "Source", example="Annual report 2019", required=True, synonyms=_SOURCE
    )
    note: str | None = asked("Note", synonyms=("notes", "remark"))


TARGET_LIST = Sheet("Targets", TargetListRow, "target")
BENCHMARK_LIST = Sheet("Benchmarks", BenchmarkListRow, "benchmark")
PUBLISHED_LIST = Sheet("As published", PublishedListRow, "published figure")
