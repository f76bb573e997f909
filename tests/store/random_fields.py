"""What random hubs may answer: a few choices for each field that a KPI reads."""

from datetime import date
from typing import Any

PARTNERS = ("P01", "P02", "P03")
NEW_PARTNERS = ("P90",)
"""Sent a return before anybody put them into the register."""

YES_NO = (True, True, False, None)
COUNTS = (None, 0, 1, 4, 12, 30)
WEEKS = (None, 4, 5, 9, 10, 12)
ROLLS = (None, 0, 50, 100, 210)
NEEDS = dict.fromkeys(("pp", "ehcp", "sen_support"), (0, 1, 4, None))
MEMBERS = {f"members_{stage}": (None, None, 0, 5, 12) for stage in ("ks1", "ks2", "ks3", "ks4")}
STANDARDS = {f"standard_{name}": (None, 0, 3, 8) for name in ("entry", "foundation", "advanced")}
POUNDS = (None, 0.0, 0.25, 120.5, 1000.0, 2500.75)
"""Quarters of pounds, which add up alike in any order."""
DAYS_ASKED = (None, date(2023, 10, 1), date(2024, 3, 1), date(2024, 12, 1), date(2026, 1, 1))
LISTED = (None, "101; 102", "103", "201; 101; 301", "104; 104")
REPEATS = {"repeats": (0, 0, 0, 0, 0, 1, 2)}
"""Overlaps with another source; those that names and schools make are found besides."""
FEATURES = (
    *("hour_a_week", "lessons", "choir", "ensemble", "space"),
    *("termly_performance", "live_performance"),
)
CONTEXT = ("roll_total", "roll_ks1", "roll_ks2", "roll_ks3", "pp_roll", "ehcp_roll")

FIELDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "context": dict.fromkeys((*CONTEXT, "sen_support_roll"), ROLLS),
    "curriculum": {
        "music_development_plan_status": ("none", "draft", "published", "published", None),
        "music_development_plan_date": (
            *(None, date(2023, 8, 31), date(2023, 9, 1)),
            *(date(2024, 8, 31), date(2024, 9, 1)),
        ),
        **{f"minutes_{stage}": (None, 45, 60, 60, 75) for stage in ("ks1", "ks2", "ks3")},
        **{f"feature_{name}": (True, True, True, False) for name in FEATURES},
        "feature_choir": (True, False, None),
        "ks4_music_entries": COUNTS,
        "ks4_cohort": COUNTS,
    },
    "support": {
        f"strand_{name}": (True, False, False, None)
        for name in ("singing", "plan", "cpd", "technology")
    },
    "whole_class": {
        "class_id": ("4A", "5B"),
        "year_group": ("4", "5"),
        "hub_supported": YES_NO,
        "pupils": COUNTS,
        "pupils_first_time": COUNTS,
        "terms_planned": (None, 1, 3),
        "weeks_delivered": WEEKS,
        "provider_type": ("hub lead", "hub partner"),
        **NEEDS,
        **REPEATS,
    },
    "tuition": {
        "group_size": ("individual", "small", "large"),
        "key_stage": ("KS1", "KS2"),
        "provider_type": ("hub lead", "external", "hub partner"),
        "hub_supported": YES_NO,
        "pupils": COUNTS,
        "pupils_charged": COUNTS,
        "pupils_remitted": COUNTS,
        **STANDARDS,
        **NEEDS,
        **REPEATS,
    },
    "ensemble": {
        "ensemble_id": ("CHOIR1", "BAND1"),
        "name": ("Quayside Voices", "Harrow Vale Youth Band", "Choir", None),
        "type": ("choir or vocal", "brass", None),
        "organiser": ("school", "school with hub", "area hub", "partner", None),
        "hub_supported": (True, False, None),
        "weeks_met": WEEKS,
        "meets_weekly": YES_NO,
        **MEMBERS,
        **NEEDS,
        **REPEATS,
    },
    "performance": {
        "termly_performance": YES_NO,
        "performers": COUNTS,
        "live_attendances": COUNTS,
    },
    "continuation": {
        "prior_whole_class_pupils": COUNTS,
        "prior_still_learning": COUNTS,
        "pupils_with_loan": COUNTS,
        "tuition_pupils_with_loan": COUNTS,
    },
}
FIELDS_OF_PARTNERS: dict[str, dict[str, tuple[Any, ...]]] = {
    "project": {
        "project_id": ("A", "B", "C"),
        "project_name": ("Songs from the Quay", "Drums"),
        "activity_type": ("whole-class teaching", "group teaching", "ensemble or band", None),
        "already_reported_by": ("nobody", "school", "partner", None),
        "participants_unique": COUNTS,
        "function": ("F1", "F2", "F3", None),
        "sessions_delivered": (None, 0, 1, 11),
        "youth_voice": (None, 0, 1, 2, 3),
        "ey_setting_ids": (None, "EY1; EY2", "EY2", "EY3; EY1; EY3"),
        "school_urns": LISTED,
        **REPEATS,
    },
    "cpd": {
        "course": ("Singing", "Drums"),
        "date": (date(2024, 1, 10), date(2024, 1, 11)),
        **REPEATS,
        "school_urns": LISTED,
        "attendees": (None, 0, 3, 9),
        "rating_responses": (None, 3, 8),
        "rating_useful": (None, 2, 3),
    },
    "ensemble": FIELDS["ensemble"],
    "destinations": dict.fromkeys(("nymo", "higher_education", "employment"), COUNTS),
}
FIELDS_OF_HUB: dict[str, dict[str, tuple[Any, ...]]] = {
    "own_figure": {
        "kpi": ("H01", "H02", "H03"),
        "la_code": (878, 879, None),
        "numerator": (None, 0.0, 3.0, 12.5),
        "denominator": (None, 0.0, 20.0),
    },
    "income": {
        "income_source": ("DfE hub revenue", "DfE hub capital", "schools", "Youth Music"),
        "in_kind": YES_NO,
        "actual": POUNDS,
    },
    "expenditure": {
        "heading": ("teaching staff", "management"),
        "function": ("F2", "F5", None),
        "front_line": YES_NO,
        "of_which_grant": POUNDS,
        "budget": POUNDS,
        "actual": POUNDS,
    },
    "payment": {"partner_id": PARTNERS, "amount": POUNDS, "from_grant": YES_NO},
    "balances": {"reserves_free": (*POUNDS, -300.5)},
    "workforce": {
        "contract_type": ("permanent", "contract", "freelance", "volunteer"),
        "role": ("teaching", "project"),
        "headcount": COUNTS,
    },
    "delivery": {"teaching_hours": (None, 0.0, 120.5, 800.0)},
    "instruments": {
        "family": ("brass", "strings"),
        "capital_awarded": POUNDS,
        "capital_spent": POUNDS,
    },
    "environment": {
        "miles_car": (None, 0.0, 1500.0),
        "miles_rail": (None, 250.5),
        "miles_bus": (None, 40.0),
        "electricity_kwh": (None, 900.0),
        "gas_kwh": (None, 3000.0),
    },
    "lead_school": {
        "la_code": (878, 879, 999),
        "urn": (101, 102),
        "lead_kind": ("primary", "secondary", "SEND or AP"),
        "start": DAYS_ASKED,
        "end": (None, None, *DAYS_ASKED),
    },
    "early_years": {"la_code": (878, 879), "settings_total": (None, 0, 40)},
    "publication": {
        "document": ("CPD plan", "impact data"),
        "required": YES_NO,
        "url": ("https://hub.example", None),
        "review_due": DAYS_ASKED,
    },
}
FIELDS_BY_KIND = {
    "school-return": FIELDS,
    "partner-return": FIELDS_OF_PARTNERS,
    "hub-return": FIELDS_OF_HUB,
}
ONE_ROW = {"context", "curriculum", "support", "performance", "continuation", "destinations"}
ONE_ROW |= {"balances", "delivery", "environment"}
