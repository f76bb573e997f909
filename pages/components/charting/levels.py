"""How high a chart is, and how its axis names the levels."""

from collections.abc import Sequence

WHOLE = 100
"""A share cannot be more, and its axis names no level above it."""


def build_level_words(unit: str, levels: Sequence[float]) -> str:
    """The expression by which Vega writes a level."""
    if unit == "%":
        whole = f"datum.value > {WHOLE} ? '' : " if max(levels, default=0) <= WHOLE else ""
        return f"{whole}datum.label + '%'"
    return "'£' + datum.label" if unit == "£" else "datum.label"


def measure_range(levels: Sequence[float]) -> tuple[float, float]:
    """The lowest and highest level drawn, with air; a share never goes below 0."""
    low, high = (min(levels), max(levels)) if levels else (0, 1)
    air = (high - low or abs(high) or 1) * 0.25
    bottom = low - air
    return (max(bottom, 0) if low >= 0 else bottom), high + air
