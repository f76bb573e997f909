"""The numbers of policy under the KPIs: each a named constant, each settable by the hub."""

from __future__ import annotations

from dataclasses import dataclass

TERM_WEEKS = 10
"""Weeks that make "a term" of whole-class teaching (national plan 2011: at least one term)."""

REGULAR_WEEKS = 5
"""Half a term: a group that meets weekly for this long is regular (the funder's survey)."""

HOUR = 60
"""Minutes of curriculum music a week that the national plan of 2022 asks for in KS1 to KS3."""

SMALL_ROLL = 100
"""Up to this many pupils a school is small."""

TARGET_YEAR_GROUP = "4"
"""The year group in which whole-class teaching is meant to reach every pupil."""

COVERAGE_PERCENT = 70.0
"""Below this share of expected returns a KPI is provisional and has no RAG."""

MOST_DEPRIVED = (1, 2, 3)
LEAST_DEPRIVED = (8, 9, 10)
"""Deciles of a deprivation index; 1 is the most deprived tenth of areas in England."""

AMBER_POINTS = 5.0
"""Percentage points short of a target that are still amber."""

AMBER_SHARE = 0.05
"""Share of the target that is still amber, for counts, means and amounts."""

AMBER_INDEX = 0.1
"""How far outside its band or target an index is still amber."""

REPRESENTATION_BAND = (0.9, 1.1)
"""An index in this band says that a group takes part in proportion."""


@dataclass(frozen=True)
class Policy:
    """The values in force; the settings page may change each of them."""

    term_weeks: int = TERM_WEEKS
    regular_weeks: int = REGULAR_WEEKS
    hour: int = HOUR
    small_roll: int = SMALL_ROLL
    target_year_group: str = TARGET_YEAR_GROUP
    coverage_percent: float = COVERAGE_PERCENT
