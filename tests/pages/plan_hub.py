"""The small hub with what bears witness beside KPIs: lead schools, documents, projects, stories."""

from datetime import date

from hubdata.returns.kinds import HUB_RETURN, PARTNER_RETURN
from tests.pages.standing_hub import SUMMER
from tests.pages.takes_hub import Rows, accept_return, load_takes_hub

LEADS: Rows = (
    {"la_code": 991, "urn": 900001, "lead_kind": "primary", "start": date(2025, 9, 1)},
    {"la_code": 991, "urn": 900005, "lead_kind": "secondary", "end": date(2026, 3, 31)},
    {"la_code": 992, "urn": 900006, "lead_kind": "primary", "start": date(2026, 9, 1)},
)
"""One leads; one has ended, and one has not begun, by the end of the summer term."""
DOCUMENTS: Rows = (
    {
        "document": "Local Plan for Music Education",
        "required": True,
        "url": "https://hub.example/plan",
        "approved_on": date(2025, 1, 20),
        "review_due": date(2027, 1, 31),
    },
    {"document": "needs analysis", "required": True, "url": None},
    {"document": "privacy notice", "required": False, "url": "javascript:alert(1)"},
)
PROJECTS: Rows = (
    {
        "project_id": "P01-A",
        "project_name": "Band in the park",
        "activity_type": "ensemble or band",
        "venue_type": "community",
        "sessions_delivered": 9,
        "participants_unique": 20,
        "looked_after": 2,
        "audience": 140,
        "story": "They <b>played</b> in the park.",
        "story_consent": True,
    },
    {
        "project_id": "P01-B",
        "project_name": "Beats",
        "activity_type": "music technology or production",
        "venue_type": "hospital",
        "sessions_delivered": 4,
        "participants_unique": 6,
        "story": "Not for telling.",
        "story_consent": False,
    },
    {
        "project_id": "P01-C",
        "project_name": "Planned only",
        "venue_type": "community",
        "sessions_delivered": 0,
    },
)


def load_plan_hub() -> None:
    load_takes_hub()
    accept_return(HUB_RETURN, "hub", SUMMER, {"Lead schools": LEADS, "Publications": DOCUMENTS})
    accept_return(PARTNER_RETURN, "P01", SUMMER, {"Projects": PROJECTS})
