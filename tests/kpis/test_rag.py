"""Red, amber, green, and how many more schools reach a target."""

import pytest

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.judging.rag import RagStatus, amber_words, compute_rag, compute_shortfall

S01, S03, M26, I31, I35 = (CATALOGUE[one] for one in ("S01", "S03", "M26", "I31", "I35"))
GREEN, AMBER, RED = RagStatus.GREEN, RagStatus.AMBER, RagStatus.RED


@pytest.mark.parametrize(
    ("value", "expected"),
    [(90, GREEN), (100, GREEN), (89.99, AMBER), (85, AMBER), (84.99, RED), (None, None)],
)
def test_up_is_green_at_the_target_and_amber_within_five_points(value, expected) -> None:
    assert compute_rag(S01, value, target=90) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(10, GREEN), (10.1, AMBER), (15, AMBER), (16, RED)]
)
def test_down_is_mirrored(value, expected) -> None:
    assert compute_rag(S03, value, target=10) == expected


@pytest.mark.parametrize(("value", "expected"), [(100, GREEN), (95, AMBER), (94.9, RED)])
def test_a_count_is_amber_within_five_per_cent_of_the_target(value, expected) -> None:
    assert compute_rag(M26, value, target=100) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.9, GREEN), (1.1, GREEN), (0.8, AMBER), (1.2, AMBER), (0.79, RED), (1.21, RED)],
)
def test_a_band_is_green_inside_and_amber_a_tenth_outside(value, expected) -> None:
    assert compute_rag(I31, value, band=I31.band) == expected


def test_the_band_in_force_goes_before_that_of_the_definition() -> None:
    assert compute_rag(I31, 1.15, band=(0.8, 1.2)) is GREEN
    assert compute_rag(I31, 1.0, band=None) is None
    assert compute_rag(I31, 1.25, band=(0.8, 1.2), margin=0.04) is RED


def test_there_is_no_status_without_a_target() -> None:
    assert compute_rag(S01, 50, target=None) is None


def test_a_gap_in_points_may_be_below_nothing() -> None:
    assert compute_rag(I35, -4, target=0) is AMBER
    assert compute_rag(I35, -6, target=0) is RED


@pytest.mark.parametrize(
    ("kpi", "numerator", "denominator", "target", "expected"),
    [
        (S01, 258, 300, 90, 12),
        (S01, 270, 300, 90, 0),
        (S01, 16, 20, 85, 1),
        (S01, 17, 20, 85, 0),
        (S01, 0, 7, 90, 7),
        (S03, 31, 300, 10, 1),
        (M26, 88, None, 100, 12),
        (I31, 1, 1, 1, None),
    ],
)
def test_the_shortfall_is_said_in_whole_things(
    kpi, numerator, denominator, target, expected
) -> None:
    found = compute_shortfall(kpi, numerator, denominator=denominator, target=target)
    assert found == expected


def test_every_kpi_has_its_rule_in_words() -> None:
    assert "5 percentage points below" in amber_words(S01)
    assert "0.9 to 1.1" in amber_words(I31, band=I31.band)
    assert "within the range" in amber_words(I31)
    assert all(amber_words(kpi).endswith(".") for kpi in CATALOGUE.values())
