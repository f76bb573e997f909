"""Who is asked for a KPI is said of every KPI, and schools only where schools are asked."""

import pytest

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.language.figures import Among
from hubdata.services.results.asked import (
    MIXED,
    explain_base,
    explain_splits,
    explain_too_few,
    list_sources,
    name_asked,
)

OTHERS = [kpi_id for kpi_id, kpi in CATALOGUE.items() if kpi.asked is not Among.BASE]


@pytest.mark.parametrize("kpi_id", OTHERS)
def test_where_partners_or_the_hub_are_asked_it_is_never_said_that_schools_are(kpi_id: str) -> None:
    kpi = CATALOGUE[kpi_id]
    said = (list_sources(kpi), name_asked(kpi), explain_too_few(kpi))
    assert not any("school" in words for words in said)


def test_only_where_pupils_on_roll_or_enrolments_are_below_the_line_schools_are_the_base() -> None:
    assert [one for one in OTHERS if "school" in explain_base(CATALOGUE[one])] == ["M28", "U40a"]


@pytest.mark.parametrize(
    ("kpi_id", "sources"),
    [("S01", "schools"), ("P16", "partners"), ("P15", "authorities"), ("U40b", "returns")],
)
def test_those_whose_answers_are_added_up_are_named(kpi_id: str, sources: str) -> None:
    assert list_sources(CATALOGUE[kpi_id]) == sources


def test_where_several_kinds_tell_of_it_they_are_sources() -> None:
    assert list_sources(CATALOGUE["M25"]) == MIXED
    assert explain_too_few(CATALOGUE["U40a"]).endswith("by the lead organisation")


@pytest.mark.parametrize(
    ("kpi_id", "splits"),
    [
        ("P16", "Local authority, kind of partner"),
        ("P46", "Nothing: partners work across authorities and tell of all of them together"),
        ("U37", "Nothing: the lead organisation tells of the whole hub"),
    ],
)
def test_what_a_kpi_is_split_by_is_said_and_why_it_is_not(kpi_id, splits) -> None:
    assert explain_splits(CATALOGUE[kpi_id]) == splits
