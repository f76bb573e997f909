"""What a newer register changes, and the words for it."""

from __future__ import annotations

from dataclasses import replace

from hubdata.register import (
    Link,
    LinkKind,
    School,
    build_succession,
    compare,
    explain_changes,
    explain_school_change,
    keep_unstated,
)

ASH = School(urn=900001, la_code="991", name="Ash", number_of_pupils=210, status="Open")
ELM = School(urn=900002, la_code="991", name="Elm", type="Community school", status="Open")
ELM_ACADEMY = School(urn=900009, la_code="991", name="Elm Academy", status="Open")


def register(*schools: School) -> dict[int, School]:
    return {school.urn: school for school in schools}


def test_the_same_register_again_changes_nothing() -> None:
    changes = compare(register(ASH, ELM), register(ASH, ELM))
    assert changes.is_empty
    assert explain_changes(changes) == ("Nothing changed: 2 schools as before.",)


def test_added_retired_replaced_and_changed_schools_are_told_apart() -> None:
    links = build_succession([Link(900002, 900009, LinkKind.SUCCESSOR, "Successor")])
    larger = replace(ASH, number_of_pupils=215, trust_name="OAK TRUST")
    changes = compare(register(ASH, ELM), register(larger, ELM_ACADEMY), succession=links)
    assert changes.added == (ELM_ACADEMY,)
    assert changes.retired == (ELM,)
    assert changes.replaced == ((ELM, ELM_ACADEMY),)
    assert explain_changes(changes) == (
        "1 school added: Elm Academy (900009).",
        "1 school retired: Elm (900002).",
        "1 school replaced: Elm (900002) is now Elm Academy (900009).",
        "1 school changed: number of pupils (1), trust name (1).",
    )
    assert explain_school_change(changes.changed[0]) == (
        "Ash (900001): number of pupils: 210 → 215; trust name: not known → OAK TRUST"
    )


def test_a_school_the_register_now_calls_closed_is_retired_and_not_also_changed() -> None:
    changes = compare(register(ASH, ELM), register(ASH, replace(ELM, status="Closed")))
    assert changes.retired == (ELM,)
    assert (changes.changed, changes.unchanged) == ((), 1)


def test_a_fact_the_newer_file_has_no_column_for_has_not_changed() -> None:
    silent = replace(ASH, status=None, number_of_pupils=None)
    stated = {"urn", "name", "la_code", "number_of_pupils"}
    (change,) = compare(register(ASH), register(silent), stated=stated).changed
    assert [each.field for each in change.changes] == ["number_of_pupils"]
    kept = keep_unstated(ASH, silent, stated=stated)
    assert (kept.status, kept.number_of_pupils) == ("Open", None)


def test_a_place_moved_by_metres_is_no_news() -> None:
    assert compare(register(ASH), register(replace(ASH, easting=5, latitude=51.0))).is_empty


def test_a_long_list_is_told_in_short() -> None:
    many = register(*(replace(ASH, urn=900001 + place) for place in range(12)))
    assert explain_changes(compare({}, many))[0].endswith("Ash (900005) and 7 more.")
