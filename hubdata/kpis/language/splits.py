"""The ways in which a KPI is split, and which attribute of a school each of them reads."""

from __future__ import annotations

from dataclasses import dataclass

from hubdata.errors import UnknownThing

UNKNOWN = "unknown"
"""The part of a split for schools of which the register does not know it."""


@dataclass(frozen=True)
class Split:
    """`name` is the key in results and addresses, `attribute` that of a school or partner."""

    name: str
    attribute: str
    label: str
    of_partners: bool = False


SPLITS: dict[str, Split] = {
    split.name: split
    for split in (
        Split("local_authority", "la_code", "Local authority"),
        Split("district", "district", "District"),
        Split("phase", "phase", "Phase"),
        Split("school_type", "type_group", "School type"),
        Split("area", "area", "Urban or rural"),
        Split("deprivation", "deprivation_band", "Deprivation of the school's area"),
        Split("size", "size", "Size of the school"),
        Split("trust", "trust", "Trust"),
        Split("partner_kind", "partner_kind", "Kind of partner", of_partners=True),
    )
}

EACH_SCHOOL = Split("school", "urn", "School")
EACH_PARTNER = Split("partner", "partner_id", "Partner", of_partners=True)
"""Every school or partner by itself: for histories of them, not a split of a KPI."""

BY_SCHOOL = tuple(name for name, split in SPLITS.items() if not split.of_partners)
"""What a KPI that hangs on schools can be split by."""
BY_PARTNER = ("local_authority", "partner_kind")
"""What a KPI that hangs on partners can be split by."""


def split_named(name: str) -> Split:
    """The split of that name. Raises `UnknownThing`."""
    if name in SPLITS:
        return SPLITS[name]
    raise UnknownThing(f'There is no split by "{name}". Choose one of: {", ".join(SPLITS)}.')
