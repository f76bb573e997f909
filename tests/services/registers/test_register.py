"""Loading the register: what is asked, refused and said, and any day's schools again."""

import gzip
from collections.abc import Iterator
from datetime import date

import pytest

from hubdata.errors import UnreadableFile, UserError
from hubdata.services.registers.register import (
    AuthoritiesUnclear,
    LoadOutcome,
    count_schools,
    drop_own_list,
    load_register,
    load_schools,
)
from hubdata.services.settings import load_hub, save_hub
from hubdata.store.engine import reading
from hubdata.store.registers.register import (
    load_boundaries,
    load_census_rolls,
    load_links,
    load_loads,
    load_reportable,
)
from sample_data.hub import build_sample_hub
from sample_data.register_files import render_register
from tests.register.made_files import (
    SHORT_HEADINGS,
    census_file,
    csv_text,
    geojson_file,
    gias_file,
    links_file,
)

MAY, SEPTEMBER, NOVEMBER = date(2026, 5, 1), date(2026, 9, 1), date(2026, 11, 1)
ELM = {"URN": "900002", "EstablishmentName": "Elm Primary School"}
OAK = {"URN": "900003", "EstablishmentName": "Oak Academy"}
BAY = {"URN": "900004", "EstablishmentName": "Bay School", "LA (code)": "992"}
HALL = {
    "URN": "900005",
    "EstablishmentName": "Hall School",
    "TypeOfEstablishment (name)": "Other independent school",
}
IMD = b"LSOA code (2021),Index of Multiple Deprivation (IMD) Decile\nE01000010,3\n"


@pytest.fixture(autouse=True)
def store(hub_store: str) -> Iterator[str]:
    return hub_store


def load(
    content: bytes,
    name: str = "file.csv",
    *,
    la_codes: tuple[str, ...] = (),
    as_at: date | None = None,
) -> LoadOutcome:
    (outcome,) = load_register([(name, content)], la_codes=la_codes, as_at=as_at, actor="Ann")
    return outcome


def short_file(*rows: dict[str, str]) -> bytes:
    """The 16-column layout, which has no status and lists open schools only."""
    blank = {"la_code": "991", "establishment_type": "Community school"}
    return csv_text(SHORT_HEADINGS, *({**blank, **row} for row in rows)).encode("cp1252")


def test_only_open_state_funded_schools_are_counted() -> None:
    closed = {**ELM, "EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2026"}
    load(gias_file({}, closed, HALL), as_at=SEPTEMBER)
    assert count_schools() == 1
    assert len(load_schools().schools) == 3


def test_types_the_hub_chose_to_count_are_counted() -> None:
    college = {**ELM, "TypeOfEstablishment (name)": "Further education"}
    load(gias_file({}, college), as_at=SEPTEMBER)
    assert count_schools() == 1
    save_hub({"include_colleges": True}, actor="Ann")
    assert count_schools() == 2


def test_a_small_file_tells_the_hubs_authorities() -> None:
    outcome = load(gias_file({}, BAY), as_at=SEPTEMBER)
    assert load_hub().la_codes == ("991", "992")
    assert outcome.sentences == (
        "The register has 2 schools of 2 authorities; 2 of them open and state-funded.",
    )


def test_a_national_file_asks_which_authorities_are_the_hubs() -> None:
    rows = [{"URN": f"90{n:04}", "LA (code)": f"{n}"} for n in range(901, 914)]
    with pytest.raises(AuthoritiesUnclear, match="schools of 13 authorities") as asked:
        load(gias_file(*rows))
    assert list(asked.value.authorities) == [f"{n}" for n in range(901, 914)]
    assert load_hub().la_codes == ()
    load(gias_file(*rows), la_codes=("905",), as_at=SEPTEMBER)
    assert [school.la_code for school in load_schools().schools.values()] == ["905"]


def test_codes_that_match_nothing_are_refused_with_those_the_file_has() -> None:
    with pytest.raises(AuthoritiesUnclear) as refused:
        load(gias_file({}, BAY), "schools.csv", la_codes=("878", "879"))
    assert str(refused.value) == (
        "schools.csv: no school in it is of authority 878, 879. It has 991 Northmere, "
        "992 Northmere. Check the codes, or choose the other file."
    )
    assert load_hub().la_codes == ()
    assert load_schools().schools == {}


def test_a_census_of_other_authorities_is_refused_too() -> None:
    load(gias_file({}), as_at=SEPTEMBER)
    with pytest.raises(AuthoritiesUnclear, match=r"of authority 991\. It has 992"):
        load(census_file({"urn": "900004", "old_la_code": "992"}), "census.csv")


def test_a_code_that_is_no_code_is_refused_before_anything_is_loaded() -> None:
    with pytest.raises(UserError, match='"Devon" is not a local authority code'):
        load(gias_file({}), la_codes=("Devon",))
    assert load_schools().as_at is None


def test_one_unknown_file_stops_the_others_before_they_are_loaded() -> None:
    files = [("schools.csv", gias_file({})), ("notes.csv", b"Choir,Day\nA,B\n")]
    with pytest.raises(UnreadableFile, match=r"notes\.csv: the headings found"):
        list(load_register(files, actor="Ann"))
    assert load_schools().as_at is None


def test_the_date_is_the_one_given_or_in_the_name_or_today() -> None:
    name = "edubasealldata20260901.csv"
    assert load(gias_file({}), name, as_at=MAY).as_at == MAY
    assert load(gias_file({}), name).as_at == SEPTEMBER
    assert load(gias_file({}), "schools.csv").as_at == date(2026, 11, 2)


def test_loading_again_says_what_was_added_retired_and_changed() -> None:
    load(gias_file({}, ELM), as_at=MAY)
    fuller = {"NumberOfPupils": "215"}
    assert load(gias_file(fuller, OAK), as_at=SEPTEMBER).sentences == (
        "1 school added: Oak Academy (900003).",
        "1 school retired: Elm Primary School (900002).",
        "1 school changed: number of pupils (1).",
    )
    assert load(gias_file(fuller, OAK), as_at=NOVEMBER).sentences == (
        "Nothing changed: 2 schools as before.",
    )


def test_past_denominators_stay_when_a_newer_register_retires_a_school() -> None:
    load(gias_file({}, ELM), as_at=MAY)
    load(gias_file({}), as_at=SEPTEMBER)
    assert count_schools(date(2026, 8, 31)) == 2
    assert count_schools(SEPTEMBER) == count_schools() == 1


def test_an_older_register_loaded_later_does_not_change_today() -> None:
    load(gias_file({}, ELM), as_at=MAY)
    load(gias_file({}, ELM), as_at=NOVEMBER)
    outcome = load(gias_file({"EstablishmentName": "Ash Infants"}, OAK), as_at=SEPTEMBER)
    assert outcome.sentences[-1] == "A newer register, of 01/11/2026, stays the one in use."
    names = {s.name for s in load_schools().schools.values() if s.status == "Open"}
    assert names == {"Ash Primary School", "Elm Primary School"}
    assert load_schools(SEPTEMBER).schools[900001].name == "Ash Infants"


def test_a_register_older_than_all_others_is_told_whole() -> None:
    load(gias_file({}, ELM), as_at=SEPTEMBER)
    load(gias_file({}), as_at=MAY)
    assert list(load_schools(MAY).schools) == [900001]
    assert count_schools() == 2


def test_a_closed_school_is_followed_to_the_one_in_its_place() -> None:
    load(gias_file({}, ELM), as_at=MAY)
    load(links_file((900002, 900003, "Successor")), "links.csv")
    assert load(gias_file({}, OAK), as_at=SEPTEMBER).sentences[2] == (
        "1 school replaced: Elm Primary School (900002) is now Oak Academy (900003)."
    )


def test_links_loaded_after_a_closure_say_how_many_schools_they_follow() -> None:
    load(gias_file({}, ELM), as_at=MAY)
    load(gias_file({}, OAK), as_at=SEPTEMBER)
    links = links_file((900002, 900003, "Successor"), (900900, 900901, "Successor"))
    assert load(links, "links.csv").sentences == (
        "1 link concerns the hub's schools.",
        "1 closed school of the register can be followed to an open one.",
    )
    with reading() as session:
        assert [link.urn for link in load_links(session)] == [900002]


def test_the_narrow_layout_keeps_the_facts_only_the_wide_one_states() -> None:
    load(gias_file({"Trusts (name)": "Oak Trust", "Postcode": "AB1 2CD"}), as_at=MAY)
    short = {"urn": "900001", "establishment_name": "Ash Primary School", "number_of_pupils": "199"}
    load(short_file(short), as_at=SEPTEMBER)
    ash = load_schools().schools[900001]
    assert (ash.number_of_pupils, ash.trust_name, ash.postcode) == (199, "Oak Trust", "AB1 2CD")
    assert ash.status == "Open"


def test_a_school_listed_again_by_a_layout_of_open_schools_is_open_again() -> None:
    both = [{"urn": "900001", "establishment_name": "Ash"}, {"urn": "900002"}]
    both[1]["establishment_name"] = "Elm"
    load(short_file(*both), as_at=MAY)
    load(short_file(both[0]), as_at=SEPTEMBER)
    assert count_schools() == 1
    assert load(short_file(*both), as_at=NOVEMBER).sentences[0] == "1 school added: Elm (900002)."
    assert count_schools() == 2


def test_a_file_of_one_authority_does_not_close_the_schools_of_another() -> None:
    load(gias_file({}, ELM, BAY), as_at=MAY)
    outcome = load(gias_file({}), as_at=SEPTEMBER)
    assert outcome.sentences == (
        "1 school retired: Elm Primary School (900002).",
        "1 school as before.",
        "The file has no school of authority 992: nothing was changed there.",
    )
    assert count_schools() == 2


def test_an_authority_that_left_the_hub_takes_its_schools_with_it() -> None:
    load(gias_file({}, BAY), as_at=MAY)
    load(gias_file({}, BAY), la_codes=("991",), as_at=SEPTEMBER)
    assert (count_schools(MAY), count_schools()) == (2, 1)


def test_files_are_loaded_schools_first_and_older_before_newer() -> None:
    files = [
        ("imd.csv", IMD),
        ("areas.geojson", geojson_file(("E06000991", "Northmere"), ("E06000992", "Southmere"))),
        (
            "census.csv.gz",
            gzip.compress(census_file({"urn": "900001", "headcount of pupils": "9"})),
        ),
        ("links.csv", links_file((900001, 900002, "Predecessor"))),
        ("gias_2026-09-01.csv", gias_file({"EstablishmentName": "Ash Academy"})),
        ("gias_2026-05-01.csv", gias_file({})),
    ]
    said: list[str] = []
    outcomes = list(load_register(files, actor="Ann", progress=said.append))
    assert [outcome.name for outcome in outcomes] == [
        "gias_2026-05-01.csv",
        "gias_2026-09-01.csv",
        "links.csv",
        "census.csv.gz",
        "imd.csv",
        "areas.geojson",
    ]
    assert said[0] == "Loading gias_2026-05-01.csv: GIAS extract of establishments"
    assert outcomes[-3].sentences == (
        "Rolls of 1 school, 2022/23; 0 of them are not in the register now.",
    )
    assert outcomes[-2].sentences == ("1 of 1 schools have a deprivation decile.",)
    assert outcomes[-1].sentences == ("Outlines kept: Northmere.",)
    with reading() as session:
        assert [roll.headcount for roll in load_census_rolls(session)] == [9]
        assert [area.name for area in load_boundaries(session)] == ["Northmere"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("links.csv", links_file((900001, 900002, "Successor"))),
        ("areas.geojson", geojson_file(("E06000991", "Northmere"))),
    ],
)
def test_files_chosen_by_schools_wait_for_the_schools(name: str, content: bytes) -> None:
    with pytest.raises(UserError, match="no school in the register yet"):
        load(content, name)


def test_the_sample_hubs_own_files_are_loaded_without_a_fault() -> None:
    files = render_register(build_sample_hub())
    outcomes = list(load_register(list(files.items()), actor="sample"))
    assert [len(outcome.issues) for outcome in outcomes] == [0] * 5
    assert count_schools() > 300


def test_a_bad_row_is_said_and_costs_only_itself() -> None:
    outcome = load(gias_file({}, {"URN": "9"}), "schools.csv", as_at=SEPTEMBER)
    assert [str(issue) for issue in outcome.issues] == [
        "schools.csv, row 3: under URN, the URN '9' is not six digits. The row is left out."
    ]
    assert count_schools() == 1


def test_the_hubs_own_list_is_compared_with_the_register() -> None:
    load(gias_file({}, ELM), as_at=SEPTEMBER)
    assert load(b"URN,School\n900001,Ash\n900009,Gone\n", "list.csv").sentences == (
        "2 reportable schools now stand for the register's 2 open state-funded ones.",
        "Listed, but not open and state-funded: 900009.",
        "Open and state-funded, but not listed: 900002.",
    )


def test_an_empty_list_does_not_replace_the_one_in_use() -> None:
    load(b"URN\n900001\n", "list.csv")
    with pytest.raises(UserError, match="The list in use was kept"):
        load(b"URN,School\n", "empty.csv")
    with reading() as session:
        assert load_reportable(session) == {900001}


def test_the_hub_can_go_back_from_its_own_list_to_the_register() -> None:
    load(b"URN\n900001\n", "list.csv")
    drop_own_list(actor="Ann")
    with reading() as session:
        assert load_reportable(session) == set()


def test_every_loading_is_noted_with_what_it_said() -> None:
    outcome = load(gias_file({}), "schools.csv", as_at=SEPTEMBER)
    with reading() as session:
        (noted,) = load_loads(session)
    assert (noted.name, noted.as_at, noted.rows, noted.actor) == (
        "schools.csv",
        SEPTEMBER,
        1,
        "Ann",
    )
    assert noted.summary == "\n".join(outcome.sentences)
