"""A school before a visit: its latest answers, and how well it returns."""

from datetime import date

import pytest

from hubdata.periods import Period
from hubdata.returns.checking.checked import CheckedReturn
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.services.intake.contacts import Contact
from hubdata.services.reach.school_profiles import add_members, count_features, load_profile
from hubdata.services.tracking.quality import OF_SCHOOLS, load_returned, title_of_returned
from hubdata.store.engine import writing
from hubdata.store.intake.acceptance import accept_parts
from hubdata.store.intake.files import NewFile, save_files
from hubdata.store.intake.returns import load_parts, save_returns
from pages.components.reach.school_music import build_activity_sheet
from tests.pages.standing_hub import SPRING, SUMMER, load_ten_schools
from tests.store.build_returns import part

pytestmark = pytest.mark.usefixtures("hub_store")


@pytest.fixture(autouse=True)
def _schools(hub_store: str) -> None:
    load_ten_schools()


def take(period: Period, sheets: dict[str, list[dict[str, object]]], *, on: date) -> None:
    """Take in and accept a return of 900001 with these rows."""
    parts = tuple(part(name, *rows) for name, rows in sheets.items())
    checked = CheckedReturn(SCHOOL_RETURN, "900001", "School 1", period, parts, ())
    with writing() as session:
        [(file, _)] = save_files(
            session,
            [NewFile(f"{period.code}.xlsx", f"{period.code}{on}".encode())],
            received_on=on,
            actor="Ann",
        )
        ids = save_returns(session, [(file, checked)])
        accept_parts(session, [one.id for one in load_parts(session, ids)], actor="Ann")


FRONT = {"school_urn": 900001, "contact_role": "Music lead", "contact_email": "office@a.example"}
CLASS = {"class_id": "4A", "year_group": "4", "pupils": 28, "hub_supported": True}


def test_the_rows_are_of_the_latest_return_and_a_form_of_the_latest_that_was_sent() -> None:
    plan = {"music_development_plan_status": "published", "feature_choir": True}
    take(SPRING, {"Return": [FRONT], "Whole class": [CLASS], "Curriculum": [plan]}, on=SPRING_DAY)
    other = CLASS | {"class_id": "5B", "pupils": 20}
    take(SUMMER, {"Return": [FRONT], "Whole class": [other]}, on=SUMMER_DAY)
    profile = load_profile("900001", SUMMER)
    assert profile.activities_of == SUMMER
    assert [row["class_id"] for row in profile.classes] == ["5B"]
    assert profile.forms["curriculum"].period == SPRING
    assert count_features(profile) == (1, 1)
    assert profile.contact == Contact("Music lead", "office@a.example")


SPRING_DAY, SUMMER_DAY = date(2026, 3, 20), date(2026, 8, 20)


def test_a_return_without_a_front_sheet_tells_as_much() -> None:
    """Of a list of many schools only some sheets may have come, and none that speaks for a file."""
    take(SUMMER, {"Whole class": [CLASS]}, on=SUMMER_DAY)
    profile = load_profile("900001", SUMMER)
    assert profile.activities_of == SUMMER
    assert [row["class_id"] for row in profile.classes] == ["4A"]
    assert profile.contact == Contact()


def test_activities_are_taken_away_in_one_table_with_numbers_as_numbers() -> None:
    group = {"group_size": "small", "key_stage": "KS2", "provider_type": "hub lead", "pupils": 9}
    sheets = {"Return": [FRONT], "Whole class": [CLASS], "Tuition": [group]}
    take(SUMMER, sheets, on=SUMMER_DAY)
    sheet = build_activity_sheet(load_profile("900001", SUMMER))
    whole_class, tuition = sheet.rows
    assert dict(zip(sheet.columns, whole_class, strict=True)) == {
        **dict.fromkeys(sheet.columns),
        "Kind": "Whole class",
        "Name": "4A",
        "What it is": "Year 4",
        "Pupils": 28,
        "With the hub": "Yes",
    }
    assert dict(zip(sheet.columns, tuition, strict=True)) == {
        **dict.fromkeys(sheet.columns),
        "Kind": "Tuition",
        "Name": "Small",
        "What it is": "KS2",
        "Taught or organised by": "hub lead",
        "Pupils": 9,
    }


def test_a_period_before_the_latest_return_is_told_as_it_stood() -> None:
    take(SPRING, {"Return": [FRONT], "Whole class": [CLASS]}, on=SPRING_DAY)
    take(SUMMER, {"Return": [FRONT]}, on=SUMMER_DAY)
    assert load_profile("900001", SPRING).activities_of == SPRING
    assert load_profile("900001", SUMMER).classes == ()


def test_a_school_that_never_returned_has_nothing_known() -> None:
    profile = load_profile("900002", SUMMER)
    assert (profile.activities_of, profile.forms) == (None, {})
    assert profile.answer("curriculum", "has_music_lead") is None
    assert count_features(profile) == (0, 0)


def test_members_are_added_up_over_key_stages_and_unknown_where_none_is_given() -> None:
    assert add_members({"members_ks1": 4, "members_ks2": 12, "members_from_other_schools": 3}) == 16
    assert add_members({"members_ks1": 0}) == 0
    assert add_members({}) is None


def test_a_late_return_is_late_by_the_day_its_first_version_came() -> None:
    take(SPRING, {"Return": [FRONT]}, on=SPRING_DAY)
    take(SUMMER, {"Return": [FRONT | {"estimate": True}]}, on=SUMMER_DAY)
    take(SUMMER, {"Return": [FRONT]}, on=date(2026, 9, 1))
    summer, spring = load_returned(["900001"], kind=OF_SCHOOLS)
    assert (summer.period, summer.versions, summer.counts) == (SUMMER, 2, True)
    assert summer.days_late == (SUMMER_DAY - summer.due_on).days > 0
    assert spring.days_late <= 0
    assert title_of_returned([summer, spring]) == "2 returns, 1 late"
    assert title_of_returned([]) == "Nothing has come yet"
