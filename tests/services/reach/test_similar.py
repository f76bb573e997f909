"""Which schools are alike, and how a school stands beside them."""

from hubdata.kpis.language.base import Base, BaseSchool
from hubdata.periods import Period
from hubdata.services.reach.histories import Histories, Mark, Reach, SchoolHistory, TermTold
from hubdata.services.reach.similar import (
    MOST,
    compare,
    distance_between,
    explain_similar,
    find_similar,
)

SUMMER = Period.parse(202526, "summer")


def told(strands: int | None, pupils: int = 0, roll: int = 200) -> TermTold:
    if strands is None:
        return TermTold(SUMMER, Mark.SILENT, None, None, None)
    reached = dict.fromkeys(Reach, pupils)
    return TermTold(SUMMER, Mark.ENGAGED if strands else Mark.NOTHING, strands, reached, roll)


def history(urn: int, term: TermTold, **known: object) -> SchoolHistory:
    values = {"phase": "Primary", "roll": 200, "deprivation_decile": 5} | known
    return SchoolHistory(BaseSchool(urn=str(urn), **values), (term,))


def hub(*lines: SchoolHistory) -> Histories:
    schools = tuple(line.school for line in lines)
    base = Base(SUMMER, SUMMER.year.first_day, schools)
    return Histories(base, (SUMMER,), {line.school.urn: line for line in lines}, 100)


def test_the_nearest_in_size_and_deprivation_of_the_same_phase_are_alike() -> None:
    own = history(1, told(1))
    alike, larger = history(2, told(1), roll=220), history(3, told(1), roll=800)
    poorer = history(4, told(1), deprivation_decile=1)
    secondary, unknown = history(5, told(1), phase="Secondary"), history(6, told(1), roll=None)
    found = find_similar(own.school, hub(own, alike, larger, poorer, secondary, unknown))
    assert [one.school.urn for one in found] == ["2", "4", "3"]


def test_at_most_ten_are_compared_with() -> None:
    own, *others = (history(urn, told(1)) for urn in range(1, 20))
    assert len(find_similar(own.school, hub(own, *others))) == MOST == 10


def test_twice_the_size_is_as_far_as_three_deciles() -> None:
    own = history(1, told(1)).school
    assert distance_between(own, history(2, told(1), roll=400).school) == 1
    assert distance_between(own, history(2, told(1), deprivation_decile=8).school) == 1


def test_a_share_is_of_all_their_pupils_not_the_mean_of_shares() -> None:
    own = history(1, told(2, pupils=30))
    others = [history(2, told(1, pupils=90, roll=300)), history(3, told(4, pupils=0, roll=100))]
    strands, whole_class, *_ = compare(own, others)
    assert (strands.own, strands.others) == ((2.0,), (2.5,))
    assert (whole_class.own, whole_class.others) == ((15.0,), (22.5,))


def test_a_school_that_did_not_return_is_neither_zero_nor_counted_among_its_like() -> None:
    own = history(1, told(None))
    others = [history(2, told(None)), history(3, told(1, pupils=20))]
    strands, whole_class, *_ = compare(own, others)
    assert strands.own == whole_class.own == (None,)
    assert whole_class.others == (10.0,)
    assert compare(own, [])[0].others == (None,)


def test_it_is_said_how_they_are_chosen() -> None:
    others = [history(2, told(1), roll=180), history(3, told(1), roll=210, deprivation_decile=7)]
    assert explain_similar(others).startswith(
        "Compared with the 2 schools of the same phase nearest in size and deprivation: "
        "180 to 210 pupils, deciles 5 to 7."
    )
    assert "no school of the same phase" in explain_similar([])
