"""What the hub decides about itself: what will not do is said, what changed is said."""

import pytest

from hubdata.errors import UserError
from hubdata.periods import AcademicYear
from hubdata.services.settings import (
    HubSettings,
    explain_hub_changes,
    load_hub,
    load_targets,
    save_hub,
    save_targets,
)
from hubdata.services.targets import load_target_lines, parse_target, save_target_lines

pytestmark = pytest.mark.usefixtures("hub_store")
YEAR = AcademicYear(2026)


def test_a_new_hub_has_the_usual_settings() -> None:
    assert load_hub() == HubSettings()
    assert (load_hub().coverage_threshold, load_hub().term_weeks) == (70, 10)


def test_a_change_leaves_the_other_settings_alone() -> None:
    save_hub({"hub_name": "Northmere Music Hub"}, actor="Ann")
    save_hub({"term_weeks": 11}, actor="Ann")
    assert load_hub() == HubSettings(hub_name="Northmere Music Hub", term_weeks=11)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"hub_name": " "},
            "Name of the Music Hub: it is blank. Write the name that schools know the hub by.",
        ),
        (
            {"contact_email": "music.example.org"},
            'Mailbox schools write to: "music.example.org" is not a mailbox. '
            "Write it as music@example.org.uk.",
        ),
        (
            {"la_codes": ["878", "Devon"]},
            'Local authority codes: "Devon" is not a local authority code. Write the three digits '
            "of the DfE's code, such as 878, with commas between them.",
        ),
        (
            {"coverage_threshold": 101},
            "Coverage below which a KPI is provisional, %: it should be less than or equal to 100.",
        ),
    ],
)
def test_a_value_that_will_not_do_is_said_and_nothing_is_saved(
    changes: dict[str, object], said: str
) -> None:
    with pytest.raises(UserError) as refused:
        save_hub({"lead_organisation": "Northmere Trust", **changes}, actor="Ann")
    assert str(refused.value) == said
    assert load_hub() == HubSettings()


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(UserError) as refused:
        save_hub({"hub_name": "", "term_weeks": 0}, actor="Ann")
    assert len(str(refused.value).splitlines()) == 2


def test_authority_codes_are_kept_once_and_in_order() -> None:
    save_hub({"la_codes": ["880", "878", "880"]}, actor="Ann")
    assert load_hub().la_codes == ("878", "880")


def test_what_was_saved_is_said_with_what_it_was() -> None:
    before = load_hub()
    after = save_hub({"la_codes": ["878"], "include_colleges": True}, actor="Ann")
    assert explain_hub_changes(before, after) == (
        "Local authority codes: 878 (was blank).",
        "Count colleges among the hub's schools: yes (was no).",
    )


def line_of(kpi: str) -> float | None:
    return next(line.value for line in load_target_lines(YEAR) if line.kpi == kpi)


def test_the_catalogues_target_holds_until_the_hub_sets_one() -> None:
    usual = line_of("S01")
    assert usual is not None
    said = save_target_lines({"S01": 75, "S04": None}, year=YEAR, actor="Ann")
    assert said == (f"School engagement: 75 in 2026/27 (was {usual:g}).",)
    assert line_of("S01") == 75
    assert load_targets(YEAR.code) == {("S01", ""): 75}


def test_a_hub_may_decide_for_no_target() -> None:
    save_target_lines({"S01": None}, year=YEAR, actor="Ann")
    assert line_of("S01") is None


def test_last_years_target_stands_beside_this_years() -> None:
    save_targets({("S04", ""): 60}, year=202526, actor="Ann")
    line = next(line for line in load_target_lines(YEAR) if line.kpi == "S04")
    assert (line.last_year, line.value) == (60, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [("75", 75), (" 75 % ", 75), ("1,200", 1200), ("−2.5", -2.5), ("", None), ("None", None)],
)
def test_a_target_is_read_as_people_write_it(text: str, value: float | None) -> None:
    assert parse_target(text) == value


@pytest.mark.parametrize("text", ["lots", "nan", "inf", "7 5 5x"])
def test_words_are_no_target(text: str) -> None:
    with pytest.raises(UserError, match="is not a target"):
        parse_target(text)


@pytest.mark.parametrize(("kpi", "value"), [("S01", 101), ("S01", -1), ("M26", -1)])
def test_a_target_beyond_its_unit_is_refused(kpi: str, value: float) -> None:
    with pytest.raises(UserError):
        save_target_lines({kpi: value}, year=YEAR, actor="Ann")


def test_a_gap_may_have_a_target_below_nought() -> None:
    save_target_lines({"I35": -2}, year=YEAR, actor="Ann")
    assert line_of("I35") == -2
