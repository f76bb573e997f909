"""A return beside another: what it replaces, any version, the term before, and what stands out."""

import pytest

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.services.intake.comparing import (
    BEFORE,
    REPLACED,
    compare_return,
    find_standing_out,
    list_rivals,
)
from hubdata.services.intake.importing import ImportChoices, import_files
from hubdata.store.intake.files import NewFile
from tests.pages.returns_hub import ACTOR, ASH, FULL, load_two_schools, return_of, take_in
from tests.services.build_files import school_return

SUMMER = Period.parse(202526, "summer")
LARGE = {"class_id": "5A", "year_group": "5", "pupils": 80}


@pytest.fixture(autouse=True)
def hub(hub_store: str) -> None:
    load_two_schools()


def last_summer(*classes: dict[str, object]) -> None:
    """What Ash told of the summer before, accepted."""
    content = school_return(ASH, year=202526, term="summer", whole_class=classes or (FULL,))
    choices = ImportChoices(accept=True, reason="As sent")
    [outcome] = import_files([NewFile("summer.xlsx", content)], actor=ACTOR, choices=choices)
    assert outcome.status == "accepted"


def changed(return_id: int, key: str) -> list[tuple[str, str, object, object]]:
    return [
        (row.kind.value, field.field, field.before, field.after)
        for row in compare_return(return_id, key)
        for field in row.fields
    ]


def test_a_first_return_has_nothing_to_be_compared_with() -> None:
    assert list_rivals(take_in(return_of())) == ()


def test_a_return_is_compared_with_what_counts_and_with_the_term_before() -> None:
    last_summer()
    take_in(return_of(), accept=True)
    found = take_in(return_of(ASH, FULL | {"pupils": 30}), name="2.xlsx")
    assert [one.label for one in list_rivals(found)] == [
        "What counts now",
        "Summer 2025/26, as it counts",
        "Version 1, received on 02/11/2026, accepted",
    ]
    assert changed(found, REPLACED) == [("changed", "pupils", 28, 30)]
    assert changed(found, BEFORE) == [("changed", "pupils", 28, 30)]


def test_any_two_versions_are_compared() -> None:
    first = take_in(return_of(), accept=True)
    take_in(return_of(ASH, FULL | {"pupils": 30}), name="2.xlsx", accept=True)
    third = take_in(return_of(ASH, FULL | {"pupils": 31}), name="3.xlsx", accept=True)
    assert changed(third, str(first)) == [("changed", "pupils", 28, 31)]
    assert changed(first, str(third)) == [("changed", "pupils", 31, 28)]


def test_only_versions_of_the_same_return_are_compared() -> None:
    ash, elm = take_in(return_of()), take_in(return_of(900002), name="elm.xlsx")
    with pytest.raises(UnknownThing, match="not a version"):
        compare_return(ash, str(elm))


def test_a_big_swing_is_pointed_out_with_the_count_before() -> None:
    last_summer(FULL, LARGE)
    found = find_standing_out(take_in(return_of(ASH, FULL | {"pupils": 30})))
    assert [(one.heading, one.now, one.before) for one in found.swings] == [
        ("Pupils in the class", 30, 108)
    ]


def test_a_small_change_is_told_but_is_no_swing() -> None:
    last_summer()
    found = find_standing_out(take_in(return_of(ASH, FULL | {"pupils": 31})))
    assert [(one.now, one.before, one.swing) for one in found.totals] == [(31, 28, False)]
    assert found.is_quiet


def test_a_copy_of_the_term_before_is_pointed_out() -> None:
    classes = [
        {"class_id": name, "year_group": "4", "pupils": 20 + n, "weeks_delivered": 11}
        for n, name in enumerate(("4A", "4B", "4C", "4D"))
    ]
    last_summer(*classes)
    assert find_standing_out(take_in(return_of(ASH, *classes))).copied == ("Whole class",)


def test_a_total_over_the_roll_is_pointed_out() -> None:
    last_summer()
    found = find_standing_out(take_in(return_of(ASH, FULL | {"pupils": 5000})))
    [words] = found.over_roll
    assert "pupils in the class (5000) is more than pupils on roll" in words
