"""The ten schools of the standing hub with four terms behind them, for who is reached and who not:

900001-900006  engaged in every term
900007         engaged in the autumn of 2024/25 only: newly cold
900008         cold for all four terms
900009         cold until the spring, engaged in the summer: reached again
900010         never returned
"""

import json
from datetime import date

from hubdata.periods import Period
from hubdata.services.registers.register import load_register
from tests.pages.standing_hub import NASTY, NORTH, SOUTH, accept
from tests.register.made_files import gias_file

TERMS = tuple(
    Period.parse(*one)
    for one in ((202425, "summer"), (202526, "autumn"), (202526, "spring"), (202526, "summer"))
)
SUMMER = TERMS[-1]
FRESH, COLD, REACHED, SILENT = "900007", "900008", "900009", "900010"
LONG_NAME = (
    "The Blessed Trinity and Saint Bartholomew-by-the-Harbour Church of England Primary Academy"
)
URBAN = "(England/Wales) Urban city and town"
RURAL = "(England/Wales) Rural village"


def load_reach_schools(*, with_places: bool = True) -> None:
    """Two authorities; 900008 is special, small and rural, and has a name of 90 characters."""
    rows = []
    for urn in (*NORTH, *SOUTH):
        is_north = urn in NORTH
        name = {900002: NASTY, 900008: LONG_NAME}.get(urn, f"School {urn % 100}")
        row = {
            "URN": str(urn),
            "EstablishmentName": name,
            "LA (code)": "991" if is_north else "992",
            "LA (name)": "Northmere" if is_north else "Southmere",
            "GSSLACode (name)": "E99000001" if is_north else "E99000002",
            "PhaseOfEducation (name)": "Secondary" if urn == 900005 else "Primary",
            "NumberOfPupils": "90" if urn == 900008 else "200",
            "UrbanRural (name)": RURAL if urn == 900008 else URBAN,
            "Trusts (name)": "Harbour Trust" if urn in (900008, 900001) else "",
        }
        if with_places:
            row |= {"Easting": str(540000 + (urn % 100) * 3000), "Northing": "450000"}
        rows.append(row)
    files = [("register.csv", gias_file(*rows))]
    if with_places:
        files.append(("boundaries.geojson", outlines()))
    list(load_register(files, la_codes=("991", "992"), as_at=date(2024, 9, 1), actor="Ann"))


def outlines() -> bytes:
    """Two squares side by side, with the border between the two authorities' schools."""
    features = [
        {
            "type": "Feature",
            "properties": {"LAD24CD": code, "LAD24NM": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[west, 53.8], [east, 53.8], [east, 54.1], [west, 54.1], [west, 53.8]]
                ],
            },
        }
        for code, name, west, east in (
            ("E99000001", "Northmere", 0.10, 0.37),
            ("E99000002", "Southmere", 0.37, 0.65),
        )
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def load_reach_hub(*, with_places: bool = True) -> None:
    """The schools, and the returns of four terms."""
    load_reach_schools(with_places=with_places)
    everybody = set(range(900001, 900010))
    for place, period in enumerate(TERMS):
        engaged = set(range(900001, 900007))
        engaged |= {900007} if place == 0 else set()
        engaged |= {900009} if place == 3 else set()
        accept(period, sorted(everybody), engaged=engaged, on=date(2025, 7, 10))
