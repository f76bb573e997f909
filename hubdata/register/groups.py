"""The groups that KPIs are split by: phase, type and size of a school."""

from __future__ import annotations

from enum import StrEnum

from hubdata.register.facts import is_alternative_provision, is_special
from hubdata.register.schools import School


class SchoolPhase(StrEnum):
    """Phases as the DfE's statistics name them; the value is the label."""

    NURSERY = "Nursery"
    PRIMARY = "Primary"
    MIDDLE_DEEMED_PRIMARY = "Middle (deemed primary)"
    MIDDLE_DEEMED_SECONDARY = "Middle (deemed secondary)"
    SECONDARY = "Secondary"
    ALL_THROUGH = "All-through"
    SIXTEEN_PLUS = "16 plus"
    SPECIAL = "Special"
    ALTERNATIVE_PROVISION = "Alternative provision"
    OTHER = "Other"
    """Independent schools and others for which GIAS says "Not applicable"."""


class SizeBand(StrEnum):
    """Schools by number on roll; the first band is what "small school" means by default."""

    UP_TO_100 = "Up to 100 pupils"
    UP_TO_200 = "101 to 200 pupils"
    UP_TO_400 = "201 to 400 pupils"
    UP_TO_800 = "401 to 800 pupils"
    UP_TO_1200 = "801 to 1,200 pupils"
    OVER_1200 = "Over 1,200 pupils"


SIZE_LIMITS = (100, 200, 400, 800, 1200)

GIAS_PHASES = {
    "nursery": SchoolPhase.NURSERY,
    "primary": SchoolPhase.PRIMARY,
    "middle deemed primary": SchoolPhase.MIDDLE_DEEMED_PRIMARY,
    "middle deemed secondary": SchoolPhase.MIDDLE_DEEMED_SECONDARY,
    "secondary": SchoolPhase.SECONDARY,
    "all-through": SchoolPhase.ALL_THROUGH,
    "all through": SchoolPhase.ALL_THROUGH,
    "16 plus": SchoolPhase.SIXTEEN_PLUS,
}
TYPE_PHASES = {
    "City technology college": SchoolPhase.SECONDARY,
    "University technical college": SchoolPhase.SECONDARY,
    "Studio schools": SchoolPhase.SECONDARY,
    "Local authority nursery school": SchoolPhase.NURSERY,
    "Sixth form centres": SchoolPhase.SIXTEEN_PLUS,
    "Special post 16 institution": SchoolPhase.SIXTEEN_PLUS,
}
TYPE_GROUP_LABELS = {
    "free schools": "Free schools",
    "online provider": "Online providers",
}


def school_phase(school: School) -> SchoolPhase:
    """The phase for splits: special and alternative provision by type, the rest by GIAS's phase.

    GIAS gives most special schools and pupil referral units the phase "Not applicable".
    """
    if is_special(school):
        return SchoolPhase.SPECIAL
    if is_alternative_provision(school):
        return SchoolPhase.ALTERNATIVE_PROVISION
    stated = GIAS_PHASES.get((school.phase or "").casefold())
    return stated or TYPE_PHASES.get(school.type or "", SchoolPhase.OTHER)


def school_type_group(school: School) -> str | None:
    """GIAS's group of types, in sentence case: "Local authority maintained schools"."""
    group = school.type_group
    return TYPE_GROUP_LABELS.get(group.casefold(), group) if group else None


def size_band(roll: int | None) -> SizeBand | None:
    """The band of a number on roll; `None` where the roll is not known."""
    if roll is None:
        return None
    place = sum(roll > limit for limit in SIZE_LIMITS)
    return tuple(SizeBand)[place]
