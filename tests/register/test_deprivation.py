"""The deprivation index under the headings people have it, and how schools meet it."""

from __future__ import annotations

import pytest

from hubdata.errors import UnreadableFile
from hubdata.register import (
    Deprivation,
    School,
    check_join,
    explain_join,
    read_deprivation,
)

WHERE = "(where 1 is most deprived 10% of LSOAs)"
IMD = "Index of Multiple Deprivation (IMD)"
IDACI = "Income Deprivation Affecting Children Index (IDACI)"
OFFICIAL = (
    f"LSOA code (2011),LSOA name (2011),Local Authority District code (2019),{IMD} Score,"
    f"{IMD} Rank (where 1 is most deprived),{IMD} Decile {WHERE},"
    f"Income Score (rate),Income Decile {WHERE},{IDACI} Score (rate),"
    f"{IDACI} Rank (where 1 is most deprived),{IDACI} Decile {WHERE},"
    f"Income Deprivation Affecting Older People (IDAOPI) Decile {WHERE}\n"
    'E01000010,"Northmere 001A",E07000999,21.1,9000,3,0.1,8,0.2,4000,2,9\n'
)


@pytest.mark.parametrize(
    ("text", "expected", "layout"),
    [
        (OFFICIAL, Deprivation("E01000010", 3, 9000, 2, 4000), "LSOA 2011"),
        (
            OFFICIAL.replace("2011", "2021"),
            Deprivation("E01000010", 3, 9000, 2, 4000),
            "LSOA 2021",
        ),
        (
            "lsoa21_code,IMD_decile,Income_decile,IMD_rank\nE01000010,3,9,9000\n",
            Deprivation("E01000010", 3, 9000),
            "LSOA 2021",
        ),
        (
            "LSOA11CD,IMDRank,IMDDecil,IDCRank,IDCDec\nE01000010,9000,3,4000,2\n",
            Deprivation("E01000010", 3, 9000, 2, 4000),
            "LSOA 2011",
        ),
        (
            "lsoa_code,imd_decile_2019,idaci_decile\nE01000010,3,2\n",
            None,
            "LSOA of a year not stated",
        ),
        (
            "lsoa_code,IDACI Decile\nE01000010,2\n",
            Deprivation("E01000010", idaci_decile=2),
            "LSOA of a year not stated",
        ),
    ],
)
def test_the_usual_headings_of_imd_and_idaci_are_known(
    text: str, expected: Deprivation | None, layout: str
) -> None:
    found = read_deprivation("x", text.encode())
    assert found.layout == layout
    assert found.records == (expected or Deprivation("E01000010", 3, None, 2, None),)


def test_an_index_without_deciles_is_no_deprivation_index() -> None:
    with pytest.raises(UnreadableFile, match="not those of a register file"):
        read_deprivation("x", b"lsoa_code,imd_score\nE01000010,3.5\n")


def test_a_decile_of_eleven_is_noted_and_not_known() -> None:
    found = read_deprivation("x", b"lsoa21_code,IMD_decile\nE01000010,11\nE01000011,10\n")
    assert [area.imd_decile for area in found.records] == [None, 10]
    assert found.issues[0].row == 2


def test_only_the_areas_asked_for_are_kept() -> None:
    content = b"lsoa21_code,IMD_decile\nE01000010,1\nE01000011,10\n"
    found = read_deprivation("x", content, lsoa_codes={"E01000011"})
    assert [area.lsoa_code for area in found.records] == ["E01000011"]


def test_schools_that_do_not_join_are_counted_with_the_reason() -> None:
    schools = [
        School(urn=urn, la_code="991", name="Ash", lsoa_code=code)
        for urn, code in ((3, "E01000010"), (2, "E01099999"), (1, None))
    ]
    join = check_join(schools, [Deprivation("E01000010", 3)])
    assert (join.schools, join.joined) == (3, 1)
    assert (join.without_lsoa, join.not_in_index) == ((1,), (2,))
    assert explain_join(join) == (
        "1 of 3 schools have a deprivation decile. 1 have no English LSOA in the register. "
        "1 have an LSOA the index does not know: "
        "check that index and register use the LSOAs of the same census (2011 or 2021)."
    )
