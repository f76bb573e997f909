"""Old URNs find the school of today, or say honestly that they do not."""

from __future__ import annotations

import random

import pytest

from hubdata.register import (
    Link,
    LinkKind,
    build_succession,
    candidate_urns,
    choose_links,
    read_links,
    resolve_urn,
    successors,
)
from tests.register.made_files import links_file


def chain(*steps: tuple[int, int]) -> list[Link]:
    return [Link(old, new, LinkKind.SUCCESSOR, "Successor") for old, new in steps]


def find(urn: int, still_open: set[int], links: list[Link]) -> int | None:
    return resolve_urn(urn, still_open, build_succession(links))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Successor", LinkKind.SUCCESSOR),
        ("Successor - amalgamated", LinkKind.SUCCESSOR),
        ("Predecessor - Split School", LinkKind.PREDECESSOR),
        ("Result of Amalgamation", LinkKind.MERGED),
        ("Merged - change in age range", LinkKind.MERGED),
        ("Sixth Form Centre Link", LinkKind.OTHER),
        ("Closure", LinkKind.OTHER),
    ],
)
def test_link_types_of_gias_come_down_to_four_kinds(words: str, kind: LinkKind) -> None:
    link = read_links("x", links_file((900001, 900002, words))).records[0]
    assert (link.kind, link.detail) == (kind, words)


def test_a_link_told_from_one_side_is_enough() -> None:
    as_successor = read_links("x", links_file((900001, 900002, "Successor"))).records
    as_predecessor = read_links("x", links_file((900002, 900001, "Predecessor"))).records
    assert successors(as_successor) == successors(as_predecessor) == {900001: (900002,)}


def test_an_open_school_stands_for_itself() -> None:
    assert find(1, {1, 2}, chain((1, 2))) == 1


def test_a_chain_of_conversions_is_followed_to_the_school_of_today() -> None:
    assert find(1, {4}, chain((1, 2), (2, 3), (3, 4))) == 4


def test_several_schools_that_became_one_all_lead_to_it() -> None:
    links = chain((1, 3), (2, 3))
    assert find(1, {3}, links) == find(2, {3}, links) == 3


def test_a_split_school_is_for_a_person_to_decide() -> None:
    succession = build_succession(chain((1, 2), (1, 3)))
    assert resolve_urn(1, {2, 3}, succession) is None
    assert candidate_urns(1, {2, 3}, succession) == (2, 3)


def test_a_split_of_which_one_part_lives_on_is_clear() -> None:
    assert find(1, {3}, chain((1, 2), (1, 3))) == 3


def test_a_circle_of_links_ends() -> None:
    assert find(1, {9}, chain((1, 2), (2, 3), (3, 1))) is None


def test_a_register_older_than_the_urn_is_asked_for_the_predecessor() -> None:
    assert find(2, {1}, chain((1, 2))) == 1


def test_successors_go_before_predecessors() -> None:
    assert find(2, {1, 3}, chain((1, 2), (2, 3))) == 3


def test_a_merger_without_direction_leads_to_whichever_is_open() -> None:
    links = [Link(1, 2, LinkKind.MERGED, "Result of Amalgamation")]
    assert find(1, {2}, links) == 2
    assert find(2, {1}, links) == 1


def test_a_shared_sixth_form_is_no_successor() -> None:
    assert find(1, {2}, [Link(1, 2, LinkKind.OTHER, "Sixth Form Centre Link")]) is None


def test_an_unknown_urn_leads_nowhere() -> None:
    assert find(7, {1}, chain((1, 2))) is None


def test_the_order_of_the_file_does_not_matter() -> None:
    links = chain((1, 2), (2, 3), (1, 4), (4, 5), (6, 5), (5, 7))
    expected = [candidate_urns(urn, {3, 7}, build_succession(links)) for urn in range(1, 8)]
    random.Random(5).shuffle(links)
    shuffled = build_succession(links)
    assert [candidate_urns(urn, {3, 7}, shuffled) for urn in range(1, 8)] == expected


def test_only_the_links_a_hub_hangs_on_are_chosen() -> None:
    links = chain((1, 2), (2, 3), (10, 11))
    assert choose_links(links, {3}) == tuple(links[:2])


def test_a_link_with_a_bad_urn_is_left_out_and_noted() -> None:
    content = links_file((900001, 900002, "Successor"), (12, 900002, "Successor"))
    found = read_links("links.csv", content)
    assert len(found.records) == 1
    assert str(found.issues[0]).startswith("links.csv, row 3: under URN, the URN '12'")
