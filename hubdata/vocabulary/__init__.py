"""The closed lists of the field, as enums whose values are the words people choose from.

`ALIASES` holds other spellings that mean the same, in lower case without punctuation.
"""

from __future__ import annotations

from enum import StrEnum

from hubdata.vocabulary.overlaps import Repeat, SharedActivity, Verdict
from hubdata.vocabulary.partners import (
    PARTNER_ALIASES,
    ActivityType,
    PartnerKind,
    ReportedBy,
    VenueType,
    YouthVoice,
)
from hubdata.vocabulary.resources import (
    DOCUMENTS,
    EXPENDITURE_HEADINGS,
    RESOURCE_ALIASES,
    ContractType,
    IncomeSource,
    InstrumentFamily,
    LeadKind,
    WorkforceRole,
)
from hubdata.vocabulary.schools import (
    INSTRUMENTS,
    SCHOOL_ALIASES,
    Barrier,
    DataBasis,
    EnsembleType,
    GroupSize,
    KeyStage,
    NoValue,
    Organiser,
    PlanStatus,
    ProviderType,
    Strand,
    YearGroup,
)
from hubdata.vocabulary.standing import ActionStatus, CommentaryStatus

__all__ = [
    "ALIASES",
    "DOCUMENTS",
    "EXPENDITURE_HEADINGS",
    "INSTRUMENTS",
    "ActionStatus",
    "ActivityType",
    "Barrier",
    "CommentaryStatus",
    "ContractType",
    "DataBasis",
    "EnsembleType",
    "GroupSize",
    "IncomeSource",
    "InstrumentFamily",
    "KeyStage",
    "LeadKind",
    "NoValue",
    "Organiser",
    "PartnerKind",
    "PlanStatus",
    "ProviderType",
    "Repeat",
    "ReportedBy",
    "SharedActivity",
    "Strand",
    "VenueType",
    "Verdict",
    "WorkforceRole",
    "YearGroup",
    "YouthVoice",
]

ALIASES: dict[type[StrEnum], dict[str, StrEnum]] = (
    SCHOOL_ALIASES | PARTNER_ALIASES | RESOURCE_ALIASES
)
