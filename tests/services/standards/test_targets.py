"""Targets as people set them: what will not do is said, what changed is said, kept, and can be
taken back."""

import pytest

from hubdata.errors import UserError
from hubdata.kpis.judging.targets import Target
from hubdata.periods import AcademicYear
from hubdata.services.standards.target_history import load_history, undo_batch
from hubdata.services.standards.target_rows import build_target_row, save_target_rows
from hubdata.services.standards.targets import (
    load_target_lines,
    load_targets,
    parse_level,
    parse_target,
    save_target_lines,
    save_targets,
)

pytestmark = pytest.mark.usefixtures("hub_store")
YEAR = AcademicYear(2026)
HUB, NORTH = "", "991"


def line_of(kpi: str, la_code: str = HUB):
    return next(line for line in load_target_lines(YEAR, la_code=la_code) if line.kpi == kpi)


def save(kpi: str, target: Target | None, *, la_code: str = HUB, actor: str = "Ann"):
    return save_target_lines({(kpi, la_code): target}, year=YEAR, actor=actor)


def test_the_catalogues_target_holds_until_the_hub_sets_one() -> None:
    usual = line_of("S01").value
    assert usual is not None
    wanted = {("S01", HUB): Target(75), ("S04", HUB): Target()}
    said = save_target_lines(wanted, year=YEAR, actor="Ann")
    assert said == (f"School engagement: 75 in 2026/27 (was {usual:g}).",)
    assert line_of("S01").value == 75
    assert load_targets(YEAR.code) == {("S01", HUB): Target(75)}


def test_a_hub_may_decide_for_no_target() -> None:
    save("S01", Target())
    assert line_of("S01").value is None


def test_last_years_target_stands_beside_this_years() -> None:
    save_targets({("S04", HUB): 60}, year=202526, actor="Ann")
    assert (line_of("S04").last_year.value, line_of("S04").value) == (60, None)


def test_an_authority_has_the_hubs_target_until_its_own_is_set_and_again_without_it() -> None:
    save("S01", Target(80, autumn=60, margin=3))
    assert (line_of("S01", NORTH).target.autumn, line_of("S01", NORTH).is_set) == (60, False)
    save("S01", Target(70), la_code=NORTH)
    assert (line_of("S01", NORTH).value, line_of("S01").value) == (70, 80)
    said = save("S01", None, la_code=NORTH)
    assert said == ("School engagement, authority 991: 80 in 2026/27 (was 70).",)


def test_an_authority_may_hold_on_to_a_number_that_is_the_hubs_now() -> None:
    save("S01", Target(80))
    save("S01", Target(80), la_code=NORTH)
    save("S01", Target(85))
    assert line_of("S01", NORTH).value == 80


def test_what_does_not_hang_on_schools_has_no_target_of_an_authority() -> None:
    assert "U40c" not in {line.kpi for line in load_target_lines(YEAR, la_code=NORTH)}


def test_the_rule_of_the_status_stands_beside_each_with_its_own_margin() -> None:
    save("S01", Target(80, margin=3))
    rule = "Green at the target or above, amber up to 3 percentage points below it, else red."
    assert line_of("S01").rule == rule


def test_a_bare_number_keeps_all_else_that_was_said() -> None:
    save("S01", Target(80, autumn=60, owner="Head of schools"))
    save_targets({("S01", HUB): 82}, year=YEAR.code, actor="Ben")
    assert line_of("S01").target == Target(82, autumn=60, owner="Head of schools")


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


@pytest.mark.parametrize(
    ("kpi", "target", "said"),
    [
        ("S01", Target(101), "School engagement, year's target: 101% is not a share."),
        ("S01", Target(-1), "is not a share"),
        ("M26", Target(-1), "-1 is below 0"),
        ("S01", Target(90, spring=170), "School engagement, spring: 170% is not a share."),
        ("I35", Target(-2, margin=-1), "amber margin: -1 is below 0"),
        ("S01", Target(None, spring=70), "there is a path but no target of the year"),
    ],
)
def test_a_target_beyond_its_unit_is_refused(kpi: str, target: Target, said: str) -> None:
    with pytest.raises(UserError, match=said):
        save(kpi, target)
    assert load_targets(YEAR.code) == {}


@pytest.mark.parametrize(
    ("kpi", "target", "said"),
    [
        ("I31", Target(1), "1 is one number, but the KPI is to stay in a range"),
        ("I31", Target(1.1, upper=0.9), '"1.1 to 0.9" falls'),
        ("U37", Target(40, upper=120), "120% is not a share"),
        ("U40b", Target(3, upper=6, spring=2), "Reserves, spring: 2 is one number"),
        ("S01", Target(70, upper=80), '"70 to 80" is a range. Write one number'),
    ],
)
def test_a_range_is_for_what_is_to_stay_in_one(kpi: str, target: Target, said: str) -> None:
    with pytest.raises(UserError, match=said):
        save(kpi, target)
    assert load_targets(YEAR.code) == {}


def test_the_band_of_the_definition_holds_until_the_hub_sets_its_own() -> None:
    assert (line_of("I31").target.value, line_of("I31").target.upper) == (0.9, 1.1)
    assert line_of("U37").value is None
    assert save("I31", Target(0.9, upper=1.1)) == ()
    said = save("I31", Target(0.8, upper=1.2, autumn=0.7, autumn_upper=1.3))
    assert said == ("Pupil-premium representation: 0.8 to 1.2 in 2026/27 (was 0.9 to 1.1).",)
    assert "Green from 0.8 to 1.2" in line_of("I31").rule
    save("I31", Target(0.7, upper=1.2), la_code=NORTH)
    assert line_of("I31", NORTH).target.value == 0.7
    assert load_history(YEAR)[1].what == (
        "Year's target 0.8 to 1.2 (was not set); autumn 0.7 to 1.3 (was not set)"
    )


def test_a_hub_may_decide_for_no_band() -> None:
    save("I31", Target())
    assert "Green within the range" in line_of("I31").rule
    assert undo_batch(1, actor="Ben") == (
        "Pupil-premium representation: 0.9 to 1.1 in 2026/27 again.",
    )


def test_a_range_is_typed_in_one_cell_and_comes_back_as_it_was_typed() -> None:
    cells = {"value": "0.8 to 1.2", "spring": "0.75–1.25", "owner": "Ann"}
    save_target_rows({("I31", HUB): cells}, year=YEAR, actor="Ann")
    row = build_target_row(line_of("I31"))
    assert (row["value"], row["spring"], row["autumn"]) == ("0.8 to 1.2", "0.75 to 1.25", "")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("3 to 6", (3, 6)),
        ("3-6 months", (3, 6)),
        ("between 35% and 50%", (35, 50)),
        ("−2 to 2", (-2, 2)),
        ("£1,000 – £2,000", (1000, 2000)),
        ("-2", (-2, None)),
        ("none", (None, None)),
    ],
)
def test_a_level_is_a_number_or_two(text: str, ends: tuple[float | None, float | None]) -> None:
    assert parse_level(text) == ends


def test_a_gap_may_have_a_target_below_nought() -> None:
    save("I35", Target(-2))
    assert line_of("I35").value == -2


def test_the_history_says_who_changed_what_from_what_to_what() -> None:
    save("S01", Target(75, owner="Head of schools"))
    save("S01", Target(80, owner="Head of schools", baseline_year=202526), actor="Ben")
    save("S01", Target(80, owner="Head of schools", baseline_year=202526, margin=2), actor="Cy")
    told = [(one.by, one.what) for one in load_history(YEAR)]
    assert told == [
        ("Cy", "Amber margin 2 (was blank)"),
        ("Ben", "Year's target 80 (was 75); baseline year 2025/26 (was blank)"),
        ("Ann", "Year's target 75 (was not set); owner Head of schools (was not set)"),
    ]


def test_what_was_saved_together_is_taken_back_together() -> None:
    save("S01", Target(75))
    wanted = {("S01", HUB): Target(80), ("S04", HUB): Target(60)}
    save_target_lines(wanted, year=YEAR, actor="Ann")
    newest = load_history(YEAR)[0].batch
    said = undo_batch(newest, actor="Ben")
    assert set(said) == {
        "School engagement: 75 in 2026/27 again.",
        "Schools with whole-class teaching: no target in 2026/27 again.",
    }
    assert load_targets(YEAR.code) == {("S01", HUB): Target(75)}
    undo_batch(load_history(YEAR)[0].batch, actor="Ben")
    assert load_targets(YEAR.code) == wanted
    assert load_history(YEAR)[0].is_undo


def test_a_change_is_not_taken_back_over_a_later_one() -> None:
    save("S01", Target(75))
    first = load_history(YEAR)[0].batch
    save("S01", Target(80))
    with pytest.raises(UserError, match="changed again since"):
        undo_batch(first, actor="Ben")
    assert line_of("S01").value == 80
