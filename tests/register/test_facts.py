"""What the register implies: open, state-funded, rural, special; and the groups of the splits."""

from __future__ import annotations

from datetime import date

import pytest

from hubdata.register import (
    School,
    SchoolPhase,
    SizeBand,
    StateFunded,
    is_open_on,
    is_rural,
    is_special_or_alternative,
    is_state_funded,
    open_state_funded,
    school_phase,
    school_type_group,
    size_band,
)

DAY = date(2025, 1, 16)
STATE_FUNDED = (
    "Community school",
    "Foundation school",
    "Voluntary aided school",
    "Voluntary controlled school",
    "Community special school",
    "Foundation special school",
    "Local authority nursery school",
    "Pupil referral unit",
    "Academy sponsor led",
    "Academy converter",
    "Academy special sponsor led",
    "Academy special converter",
    "Academy alternative provision sponsor led",
    "Academy alternative provision converter",
    "Academy 16-19 converter",
    "Academy 16 to 19 sponsor led",
    "Free schools",
    "Free schools special",
    "Free schools alternative provision",
    "Free schools 16 to 19",
    "Studio schools",
    "University technical college",
    "City technology college",
)
OTHERS = (
    "Other independent school",
    "Other independent special school",
    "Non-maintained special school",
    "Further education",
    "Sixth form centres",
    "Special post 16 institution",
    "Welsh establishment",
    "British schools overseas",
    "Online provider",
    "Miscellaneous",
    "Secure units",
    None,
)


def school(**facts: object) -> School:
    return School(**{"urn": 900001, "la_code": "991", "name": "Ash", **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize("type_name", STATE_FUNDED)
def test_types_on_the_list_are_state_funded(type_name: str) -> None:
    assert is_state_funded(school(type=type_name))


@pytest.mark.parametrize("type_name", OTHERS)
def test_other_types_are_not_state_funded(type_name: str | None) -> None:
    assert not is_state_funded(school(type=type_name))


@pytest.mark.parametrize(
    ("rule", "type_name", "counts"),
    [
        (StateFunded.choose(nurseries=False), "Local authority nursery school", False),
        (StateFunded.choose(non_maintained_special=True), "Non-maintained special school", True),
        (StateFunded.choose(colleges=True), "Further education", True),
        (StateFunded.choose(colleges=True), "Other independent school", False),
    ],
)
def test_edge_cases_can_be_chosen(rule: StateFunded, type_name: str, counts: bool) -> None:
    assert is_state_funded(school(type=type_name), rule=rule) is counts


@pytest.mark.parametrize(
    ("status", "opened_on", "closed_on", "is_open"),
    [
        ("Open", None, None, True),
        ("Open", date(2025, 1, 16), None, True),
        ("Open", date(2025, 1, 17), None, False),
        ("Open, but proposed to close", None, date(2025, 8, 31), True),
        ("Open, but proposed to close", None, date(2024, 12, 31), False),
        ("Closed", None, date(2025, 1, 17), True),
        ("Closed", None, date(2025, 1, 16), False),
        ("Closed", date(2025, 1, 17), date(2025, 8, 31), False),
        ("Closed", None, None, False),
        ("Proposed to open", date(2025, 1, 1), None, False),
        ("Proposed to open", None, date(2030, 1, 1), False),
        (None, None, None, True),
    ],
)
def test_a_school_is_open_between_its_dates(
    status: str | None, opened_on: date | None, closed_on: date | None, is_open: bool
) -> None:
    assert (
        is_open_on(school(status=status, opened_on=opened_on, closed_on=closed_on), DAY) is is_open
    )


def test_the_denominator_is_open_and_state_funded() -> None:
    schools = (
        school(type="Community school"),
        school(urn=900002, type="Community school", status="Closed"),
        school(urn=900003, type="Other independent school"),
    )
    assert [each.urn for each in open_state_funded(schools, DAY)] == [900001]


@pytest.mark.parametrize(
    ("words", "rural"),
    [
        ("(England/Wales) Rural hamlet and isolated dwellings in a sparse setting", True),
        ("(England/Wales) Urban city and town", False),
        ("Smaller rural: Nearer to a major town or city", True),
        ("Urban: Further from a major town or city", False),
        ("", None),
        (None, None),
        ("9", None),
    ],
)
def test_a_school_nothing_is_said_of_is_neither_rural_nor_urban(
    words: str | None, rural: bool | None
) -> None:
    assert is_rural(school(urban_rural=words)) is rural


@pytest.mark.parametrize(
    ("type_name", "gias_phase", "phase"),
    [
        ("Academy converter", "Primary", SchoolPhase.PRIMARY),
        ("Community school", "Middle deemed secondary", SchoolPhase.MIDDLE_DEEMED_SECONDARY),
        ("Free schools", "All-through", SchoolPhase.ALL_THROUGH),
        ("Academy special converter", "Not applicable", SchoolPhase.SPECIAL),
        ("Pupil referral unit", "Not applicable", SchoolPhase.ALTERNATIVE_PROVISION),
        ("City technology college", "Not applicable", SchoolPhase.SECONDARY),
        ("Other independent school", "Not applicable", SchoolPhase.OTHER),
        (None, None, SchoolPhase.OTHER),
    ],
)
def test_special_and_alternative_provision_get_their_phase_from_the_type(
    type_name: str | None, gias_phase: str | None, phase: SchoolPhase
) -> None:
    assert school_phase(school(type=type_name, phase=gias_phase)) is phase


def test_special_schools_and_referral_units_are_counted_together() -> None:
    kinds = ("Free schools special", "Free schools alternative provision", "Free schools")
    assert [is_special_or_alternative(school(type=kind)) for kind in kinds] == [True, True, False]


def test_type_groups_are_in_sentence_case() -> None:
    assert school_type_group(school(type_group="Free Schools")) == "Free schools"
    assert school_type_group(school(type_group="Academies")) == "Academies"
    assert school_type_group(school()) is None


@pytest.mark.parametrize(
    ("roll", "band"),
    [
        (None, None),
        (0, SizeBand.UP_TO_100),
        (100, SizeBand.UP_TO_100),
        (101, SizeBand.UP_TO_200),
        (1200, SizeBand.UP_TO_1200),
        (1201, SizeBand.OVER_1200),
    ],
)
def test_size_bands_end_where_their_names_say(roll: int | None, band: SizeBand | None) -> None:
    assert size_band(roll) is band
