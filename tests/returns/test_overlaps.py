"""The same activity told by two sources is found by school, activity and provider, and never by a
name that could be anybody's."""

import pytest

from hubdata.returns.overlaps import Overlap, Tellings, Told, find_overlaps, tables_telling
from hubdata.vocabulary import Repeat, SharedActivity, Verdict

AUTUMN, SPRING, ANNUAL = 8100, 8101, 8103


def overlaps(*rows: Told, same_school=str) -> list[Overlap]:
    by_table: dict[str, list[Told]] = {}
    for row in rows:
        by_table.setdefault(row.table, []).append(row)
    found = find_overlaps(Tellings(by_table, {"P02", "P07"}, same_school))
    for one in found:  # what is found always tells of the tables that its kind is said to have
        tables = {row.table for row in (*one.first, *one.second)}
        assert tables == set(tables_telling(one.activity, one.repeat))
    return found


def told(table: str, source: str, slot: int = AUTUMN, *, row_id: int = 1, **values) -> Told:
    return Told(table, row_id, source, slot, values)


def ensemble(source: str, name: str | None, slot: int = AUTUMN, **more) -> Told:
    values = {"ensemble_id": "E1", "name": name, "organiser": "area hub", "type": "orchestra"}
    return told("ensemble", source, slot, **values | more)


def tuition(source: str = "900001", **more) -> Told:
    values = {"group_size": "small", "key_stage": "KS2", "provider_type": "hub partner"}
    return told("tuition", source, **values | {"pupils": 14} | more)


def project(source: str = "P07", slot: int = AUTUMN, **more) -> Told:
    values = {"project_id": "A", "activity_type": "group teaching", "sessions_delivered": 9}
    values |= {"school_urns": "900001; 900002", "participants_unique": 30}
    return told("project", source, slot, **values | more)


def test_an_ensemble_told_by_a_school_and_a_partner_is_one():
    [one] = overlaps(
        ensemble("900001", "Harrow Vale Youth Orch.", members_ks3=9),
        ensemble("P02", "Harrow Vale Youth Orchestra", members_ks3=60),
    )
    assert one.activity is SharedActivity.ENSEMBLE
    assert one.repeat is Repeat.SAME
    assert (one.first[0].source, one.second[0].source) == ("900001", "P02")


def test_whoever_organises_the_ensemble_counts():
    for organiser, whose in (("area hub", Verdict.SECOND), ("school with hub", Verdict.FIRST)):
        [one] = overlaps(
            ensemble("900001", "Quayside Voices", organiser=organiser),
            ensemble("P02", "Quayside Voices"),
        )
        assert one.rule is whose


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Choir", "Choir"),
        ("Key Stage 2 Choir", "KS2 Choir"),
        ("Year 4 Ukuleles", "Year 4 Ukuleles"),
        ("Quayside Voices", "Hillside Voices"),
        ("Wendale Area 1 Band 2", "Wendale Area 2 Band 1"),
        (None, None),
    ],
)
def test_a_name_that_could_be_anybodys_makes_no_overlap(ours, theirs):
    assert overlaps(ensemble("900001", ours), ensemble("P02", theirs)) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Wendale Area 1 Band 2", "Band 2, Wendale Area 1"),
        ("2026 Quayside Voices", "Quayside Voices 2026"),
    ],
)
def test_the_words_of_a_name_may_stand_in_another_order(ours, theirs):
    assert len(overlaps(ensemble("900001", ours), ensemble("P02", theirs))) == 1


def test_a_school_that_runs_its_ensemble_alone_tells_of_another_one():
    own = ensemble("900001", "Quayside Voices", organiser="school")
    assert overlaps(own, ensemble("P02", "Quayside Voices")) == []


def test_a_particular_code_does_where_neither_gives_a_name():
    rows = [ensemble(who, None, ensemble_id="HVYO") for who in ("900001", "P02")]
    assert len(overlaps(*rows)) == 1


def test_two_terms_are_two_things_but_an_annual_return_answers_for_each():
    ours = ensemble("900001", "Quayside Voices", ANNUAL)
    assert (
        overlaps(ensemble("900001", "Quayside Voices", SPRING), ensemble("P02", "Quayside Voices"))
        == []
    )
    [one] = overlaps(ours, ensemble("P02", "Quayside Voices", SPRING))
    assert one.slot == SPRING


def test_tuition_by_a_partner_in_a_school_it_names_is_one_activity():
    rows = [tuition(), tuition(key_stage="KS3", row_id=2), tuition(group_size="individual")]
    [one] = overlaps(*rows, tuition("900003"), project())
    assert [row["key_stage"] for row in one.first] == ["KS2", "KS3"]
    assert one.repeat is Repeat.PEOPLE
    assert one.rule is Verdict.FIRST
    assert not one.is_declared


def test_other_providers_are_other_activities_unless_the_partner_says_the_school_reports_it():
    by_the_hub = tuition(provider_type="hub lead")
    assert overlaps(by_the_hub, project()) == []
    [one] = overlaps(by_the_hub, project(already_reported_by="school"))
    assert one.is_declared
    own = tuition(provider_type="school staff")
    assert overlaps(own, project(already_reported_by="school")) == []


def test_a_project_that_held_no_session_overlaps_with_nothing():
    assert overlaps(tuition(), project(sessions_delivered=0)) == []


def test_a_school_is_itself_under_the_number_it_had_before():
    now = {"900002": "900001"}
    rows = tuition("900001"), project(school_urns="900002")
    assert len(overlaps(*rows, same_school=lambda urn: now.get(urn, urn))) == 1


def test_a_course_told_by_two_partners_is_one_where_day_and_a_school_agree():
    one = {"course": "Singing in KS1", "date": "2025-11-12", "school_urns": "900001"}
    rows = [
        told("cpd", "P02", row_id=1, **one, attendees=12),
        told("cpd", "P07", row_id=2, **one, attendees=15),
    ]
    [found] = overlaps(*rows)
    assert found.rule is Verdict.SECOND
    elsewhere = told("cpd", "P07", row_id=3, **{**one, "school_urns": "900002"})
    assert overlaps(rows[0], elsewhere) == []


def test_projects_of_one_name_are_one_only_where_a_partner_says_so():
    name = {"project_name": "Songs from the Quay", "school_urns": None}
    other = project("P02", row_id=2, **name, project_id="Q9", participants_unique=40)
    assert overlaps(project(**name), other) == []
    [one] = overlaps(project(**name, already_reported_by="partner"), other)
    assert one.activity is SharedActivity.PROJECT
    assert (one.first[0].source, one.rule) == ("P02", Verdict.FIRST)
