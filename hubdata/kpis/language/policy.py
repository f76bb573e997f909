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


INCLUDE_IN_KIND = True
"""Whether help in kind is income of the hub, at what it would have cost."""

EMISSION_SOURCE = (
    "UK Government GHG conversion factors for company reporting; not yet checked against the "
    "published table"
)
"""The published file could not be had when these were written: compare before relying on U40e."""
EMISSION_YEAR = 2024
KG_CAR_MILE = 0.26861
"""kg CO2e a mile: an average car of unknown fuel. `EMISSION_SOURCE`, 2024, as all that follow."""
KG_RAIL_MILE = 0.05707
"""A passenger's mile on national rail (0.03546 a km)."""
KG_BUS_MILE = 0.17455
"""A passenger's mile on an average local bus (0.10846 a km)."""
KG_ELECTRICITY_KWH = 0.20705
"""A kWh of UK electricity, without losses on the way."""
KG_GAS_KWH = 0.1829
"""A kWh of natural gas, gross calorific value."""


@dataclass(frozen=True)
class Policy:
    """The values in force; the settings page may change each of them."""

    term_weeks: int = TERM_WEEKS
    regular_weeks: int = REGULAR_WEEKS
    hour: int = HOUR
    small_roll: int = SMALL_ROLL
    target_year_group: str = TARGET_YEAR_GROUP
    coverage_percent: float = COVERAGE_PERCENT
    include_in_kind: bool = INCLUDE_IN_KIND
    kg_car_mile: float = KG_CAR_MILE
    kg_rail_mile: float = KG_RAIL_MILE
    kg_bus_mile: float = KG_BUS_MILE
    kg_electricity_kwh: float = KG_ELECTRICITY_KWH
    kg_gas_kwh: float = KG_GAS_KWH
    emission_source: str = EMISSION_SOURCE
    emission_year: int = EMISSION_YEAR
