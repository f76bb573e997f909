"""Finding the school that is meant: by its numbers, or by a name that only one school has."""

import pytest

from hubdata.returns.reading.claiming.claims import Claim, parse_laestab
from hubdata.returns.reading.claiming.school_names import parse_school_name
from hubdata.returns.reading.claiming.sources import Directory, Found, KnownSchool
from hubdata.returns.reading.gathering import read_file
from hubdata.returns.reading.raw import Told
from tests.returns.workbooks import build_csv, build_grids

ASH = KnownSchool(
    900001, "Ash Primary School", "9912001", "NM1 1AA", "Northmere", "991", "Northmere"
)
INFANT = KnownSchool(
    900002, "Elm Infant School", "9912002", "NM2 2BB", "Elmton", "991", "Northmere"
)
JUNIOR = KnownSchool(
    900003, "Elm Junior School", "9912003", "NM2 2BB", "Elmton", "991", "Northmere"
)
MARY_C = KnownSchool(
    900004, "St Mary's Church of England Primary School", la_code="991", town="Ash"
)
MARY_R = KnownSchool(900005, "St Mary's Catholic Primary School", la_code="991", town="Elm")
OAK_A = KnownSchool(900006, "Oak Academy", la_code="991", town="Ash", la_name="Northmere")
OAK_B = KnownSchool(900007, "Oak School", la_code="992", town="Bay", la_name="Southbay")
DIRECTORY = Directory((ASH, INFANT, JUNIOR, MARY_C, MARY_R, OAK_A, OAK_B))


def match(**said: str) -> tuple[Found, int | None]:
    [found] = DIRECTORY.match([Claim(**said)])
    return found.found, found.school.urn if found.school else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Mary's C of E (VA) Primary Sch", "Saint Marys Church of England Primary School"),
        ("ELM INFANTS", "Elm Infant School"),
        ("Ss Peter & Paul RC Pri", "Saints Peter and Paul Catholic Primary"),
        ("The Oak Academy Trust", "Oak School"),
    ],
)
def test_two_ways_to_write_a_name_are_one_name(one: str, other: str) -> None:
    assert parse_school_name(one) == parse_school_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Elm Infant School", "Elm Junior School"), ("Ash Nursery", "Ash Primary")],
)
def test_names_of_different_schools_stay_different(one: str, other: str) -> None:
    assert parse_school_name(one) != parse_school_name(other)


@pytest.mark.parametrize("text", ["8781007", "878/1007", "878-1007", "878 1007", "1007"])
def test_a_laestab_is_read_in_every_form(text: str) -> None:
    assert parse_laestab(text, "878 Devon") == "8781007"
    assert parse_laestab("1007", "Devon") == ""


def test_a_laestab_finds_its_school() -> None:
    assert match(laestab="9912003", name="Elm") == (Found.LAESTAB, 900003)


def test_an_establishment_number_finds_its_school_within_its_authority() -> None:
    assert match(laestab="2003", authority="northmere") == (Found.LAESTAB, 900003)
    assert match(laestab="2003", authority="Southbay") == (Found.NOT, None)
    assert match(laestab="2003", authority="") == (Found.NOT, None)


def test_the_schools_of_an_establishment_number_are_offered_where_nothing_tells_the_authority():
    [found] = DIRECTORY.match([Claim(laestab="2003")])
    assert [offer.school.urn for offer in found.offers] == [900003]


@pytest.mark.parametrize(
    ("headings", "authority"),
    [(["LA no", "Estab"], "991"), (["LA", "Estab no"], 991), (["LA", "DfE number"], "Northmere")],
)
def test_a_bare_establishment_number_beside_an_authority_is_read_with_it(headings, authority):
    rows = [[*headings, "Performances", "Performers"], [authority, 2001, 3, 40]]
    told = Told(year=202526, term="autumn")
    file = read_file("a.xlsx", build_grids({"Performance": rows}), told=told)
    [one] = file.unplaced
    [found] = DIRECTORY.match([one.claim])
    assert (found.found, found.school.urn) == (Found.LAESTAB, 900001)
    assert [issue.code for issue in file.issues] == ["no-source"]  # until the register settles it


def test_a_urn_within_the_name_finds_its_school() -> None:
    assert match(name="Elm Junior - 900003") == (Found.URN, 900003)


def test_a_name_that_one_school_has_is_enough() -> None:
    assert match(name="ASH PRIMARY") == (Found.NAME, 900001)


def test_the_church_tells_two_schools_of_one_name_apart() -> None:
    assert match(name="St Marys C of E Primary") == (Found.NAME, 900004)
    assert match(name="St Mary's RC Primary School") == (Found.NAME, 900005)
    assert match(name="St Mary's Primary") == (Found.NOT, None)


def test_a_church_that_the_school_does_not_have_is_a_doubt() -> None:
    only = Directory((ASH, MARY_R))
    [found] = only.match([Claim(name="St Mary's CofE Primary")])
    assert found.school is None
    assert found.offers[0].school == MARY_R


@pytest.mark.parametrize(
    ("place", "urn"),
    [
        ({"town": "Bay"}, 900007),
        ({"authority": "Northmere"}, 900006),
        ({"authority": "992"}, 900007),
    ],
)
def test_a_place_tells_two_schools_of_one_name_apart(place: dict[str, str], urn: int) -> None:
    assert match(name="Oak") == (Found.NOT, None)
    assert match(name="Oak", **place) == (Found.PLACE, urn)


def test_a_name_in_another_authority_is_a_doubt() -> None:
    assert match(name="Ash Primary", authority="992") == (Found.NOT, None)


def test_a_slip_is_taken_only_where_one_school_has_the_postcode() -> None:
    assert match(name="Ashe Primary") == (Found.NOT, None)
    assert match(name="Ashe Primary", postcode="nm11aa") == (Found.PLACE, 900001)
    assert match(name="Elm Infnt", postcode="NM2 2BB") == (Found.NOT, None)


def test_the_three_likeliest_are_offered_the_best_first() -> None:
    [found] = DIRECTORY.match([Claim(name="Elm Infnt", postcode="NM2 2BB")])
    assert [offer.school.urn for offer in found.offers][:2] == [900002, 900003]
    assert len(found.offers) <= 3


def test_a_name_like_none_is_offered_nothing() -> None:
    [found] = DIRECTORY.match([Claim(name="Zyxwvut Qqq")])
    assert found.offers == ()


def test_rows_without_a_number_are_kept_by_what_they_say() -> None:
    headings = ["LA/ESTAB", "School", "Academic year", "Term", "Group size", "KS", "Pupils"]
    rows = [
        ["991/2001", "Ash", "2025/26", "autumn", "small", "KS2", 3],
        ["", "Elm Infant", "2025/26", "autumn", "small", "KS1", 4],
        ["", "Elm Infant", "2025/26", "autumn", "individual", "KS1", 2],
    ]
    file = read_file("list.csv", build_csv([headings, *rows]))
    assert file.returns == ()
    assert [(one.claim.laestab, one.claim.name) for one in file.unplaced] == [
        ("9912001", "Ash"),
        ("", "Elm Infant"),
    ]
    assert [len(one.parts[0].rows) for one in file.unplaced] == [1, 2]
    assert {issue.code for issue in file.issues} == {"no-source"}


def test_a_school_that_names_itself_on_its_first_sheet_speaks_for_all_sheets() -> None:
    front = [["Academic year", "2025/26"], ["Term", "Autumn"], ["School name", "Ash Primary"]]
    classes = [["Class", "Year", "Pupils"], ["4A", 4, 28], ["5A", 5, 30]]
    file = read_file("ash.xlsx", build_grids({"Return": front, "Whole class": classes}))
    [one] = file.unplaced
    assert one.claim.name == "Ash Primary"
    assert {part.sheet.name: len(part.rows) for part in one.parts} == {
        "Return": 1,
        "Whole class": 2,
    }
