"""Own KPIs as a hub may define them, one of each kind, for tests of every reading."""

from typing import Any

from hubdata.kpis.language.own import build_own_kpi
from hubdata.services.own_reading import read_definition

ABOUT = {
    "why": "We were asked.",
    "function": "F2",
    "limb": "tuition",
    "goals": ["G1"],
    "outcomes": ["O1"],
    "direction": "up",
}


def definition(name: str, unit: str, numerator: dict, denominator: dict | None = None, **more: Any):
    """A definition as it is typed."""
    content = ABOUT | {"name": name, "unit": unit, "numerator": numerator} | more
    return content | ({"denominator": denominator} if denominator else {})


def typed(words: str, over: str = "sum") -> dict[str, Any]:
    return {"kind": "typed", "words": words, "over": over}


def summed(sheet: str, field: str, over: str = "sum", *conditions: dict, **more: Any) -> dict:
    found = {"kind": "sum", "sheet": sheet, "field": field, "over": over}
    return found | {"conditions": list(conditions)} | more


def asked(field: str, test: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "test": test, "value": value}


WAITING = definition("Waiting list", "count", typed("children waiting", "latest"))
TRIED = definition("Heard live", "%", typed("pupils"), typed("pupils asked"))
BRASS = definition(
    "Brass classes",
    "%",
    {
        "kind": "owners",
        "sheet": "whole_class",
        "conditions": [asked("year_group", "is", "4"), asked("pupils", "at least", "10")],
    },
    {"kind": "returned"},
)
DEFINITIONS = {
    "H01": WAITING,
    "H02": TRIED,
    "H03": definition("Waits for each", "mean", typed("waits"), typed("families", "latest")),
    "H04": BRASS,
    "H05": definition(
        "First-timers",
        "%",
        summed("whole_class", "pupils_first_time", "peak", supported_only=True),
        summed("whole_class", "pupils", "peak", supported_only=True),
    ),
    "H06": definition("Performers", "count", summed("performance", "performers")),
    "H07": definition(
        "Regular bands",
        "per 10,000",
        {"kind": "rows", "sheet": "ensemble", "conditions": [asked("meets_weekly", "is", "Yes")]},
        {"kind": "roll"},
    ),
    "H08": definition(
        "Inclusive projects",
        "%",
        {
            "kind": "owners",
            "sheet": "project",
            "conditions": [asked("function", "is not", "F1")],
        },
        {"kind": "all"},
    ),
    "H09": definition(
        "Plans of this year",
        "%",
        {
            "kind": "owners",
            "sheet": "curriculum",
            "conditions": [
                asked("music_development_plan_date", "in this academic year"),
                asked("feature_choir", "is not", "Yes"),
            ],
        },
        {"kind": "all"},
    ),
    "H10": definition("Income for each", "£", summed("income", "actual"), typed("learners")),
    "H11": definition(
        "Cohort", "count", summed("curriculum", "ks4_cohort", "latest"), counted="pupils"
    ),
}
OWN_KPIS = tuple(build_own_kpi(read_definition(name, 1, one)) for name, one in DEFINITIONS.items())
