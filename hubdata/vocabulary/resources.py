"""The closed lists of the hub's own money, people and instruments, with other spellings."""

from __future__ import annotations

from enum import StrEnum


class IncomeSource(StrEnum):
    """Where the hub's money comes from."""

    DFE_REVENUE = "DfE hub revenue"
    DFE_CAPITAL = "DfE hub capital"
    OTHER_DFE = "other DfE or Arts Council"
    LOTTERY = "National Lottery"
    AUTHORITY_GRANT = "local authority grant"
    AUTHORITY_OTHER = "local authority other"
    SCHOOLS = "schools"
    PARENTS = "parents and carers"
    YOUTH_MUSIC = "Youth Music"
    TRUSTS = "trusts and foundations"
    SPONSORSHIP = "sponsorship"
    DONATIONS = "donations"
    HIRE = "instrument hire"
    EARNED = "events and other earned"


class ContractType(StrEnum):
    PERMANENT = "permanent"
    CONTRACT = "contract"
    FREELANCE = "freelance"
    VOLUNTEER = "volunteer"


class WorkforceRole(StrEnum):
    LEADERSHIP = "leadership"
    TEACHING = "teaching"
    PROJECT = "project"
    ADMINISTRATION = "administration"


class InstrumentFamily(StrEnum):
    """What instruments are counted as; sets for whole classes are counted on their own."""

    STRINGS = "strings"
    WOODWIND = "woodwind"
    BRASS = "brass"
    PERCUSSION = "percussion"
    KEYBOARD = "keyboard"
    GUITAR = "guitar and other plucked"
    CLASS_SETS = "whole-class sets"
    WORLD = "world"
    ADAPTED = "adapted and accessible"
    TECHNOLOGY = "music technology"
    OTHER = "other"


class LeadKind(StrEnum):
    """The kinds of lead school that every authority of a hub has."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SPECIALIST = "SEND or AP"


EXPENDITURE_HEADINGS = (
    "teaching staff",
    "freelance teachers",
    "payments to partners",
    "instruments and equipment",
    "music technology",
    "events and performances",
    "training and CPD",
    "fee remission and bursaries",
    "management",
    "administration",
    "premises",
    "communications",
    "evaluation and data",
)
"""Suggested headings of expenditure; a hub may write others."""

DOCUMENTS = (
    "Local Plan for Music Education",
    "needs analysis",
    "progression strategy",
    "inclusion strategy",
    "CPD plan",
    "impact data",
    "safeguarding policy",
    "charging and remission policy",
    "commissioning policy",
    "environmental policy",
    "equality, diversity and inclusion policy",
    "complaints procedure",
    "privacy notice",
)
"""Suggested names of the documents a hub publishes; a hub may write others."""

RESOURCE_ALIASES: dict[type[StrEnum], dict[str, StrEnum]] = {
    IncomeSource: {
        "dfe": IncomeSource.DFE_REVENUE,
        "dfe grant": IncomeSource.DFE_REVENUE,
        "dfe revenue": IncomeSource.DFE_REVENUE,
        "hub grant": IncomeSource.DFE_REVENUE,
        "music hub grant": IncomeSource.DFE_REVENUE,
        "revenue grant": IncomeSource.DFE_REVENUE,
        "dfe capital": IncomeSource.DFE_CAPITAL,
        "capital grant": IncomeSource.DFE_CAPITAL,
        "other dfe": IncomeSource.OTHER_DFE,
        "arts council": IncomeSource.OTHER_DFE,
        "other arts council": IncomeSource.OTHER_DFE,
        "lottery": IncomeSource.LOTTERY,
        "la grant": IncomeSource.AUTHORITY_GRANT,
        "local authority": IncomeSource.AUTHORITY_GRANT,
        "la other": IncomeSource.AUTHORITY_OTHER,
        "school contributions": IncomeSource.SCHOOLS,
        "school income": IncomeSource.SCHOOLS,
        "parents": IncomeSource.PARENTS,
        "parental contributions": IncomeSource.PARENTS,
        "parents carers": IncomeSource.PARENTS,
        "charitable trusts": IncomeSource.TRUSTS,
        "foundations": IncomeSource.TRUSTS,
        "sponsors": IncomeSource.SPONSORSHIP,
        "donation": IncomeSource.DONATIONS,
        "hire": IncomeSource.HIRE,
        "events": IncomeSource.EARNED,
        "other earned": IncomeSource.EARNED,
        "earned income": IncomeSource.EARNED,
    },
    ContractType: {
        "employed": ContractType.PERMANENT,
        "fixed term": ContractType.CONTRACT,
        "temporary": ContractType.CONTRACT,
        "self employed": ContractType.FREELANCE,
        "freelancer": ContractType.FREELANCE,
        "voluntary": ContractType.VOLUNTEER,
    },
    WorkforceRole: {
        "management": WorkforceRole.LEADERSHIP,
        "leaders": WorkforceRole.LEADERSHIP,
        "teacher": WorkforceRole.TEACHING,
        "teachers": WorkforceRole.TEACHING,
        "tutors": WorkforceRole.TEACHING,
        "projects": WorkforceRole.PROJECT,
        "admin": WorkforceRole.ADMINISTRATION,
    },
    InstrumentFamily: {
        "string": InstrumentFamily.STRINGS,
        "keyboards": InstrumentFamily.KEYBOARD,
        "guitar": InstrumentFamily.GUITAR,
        "guitars": InstrumentFamily.GUITAR,
        "ukulele": InstrumentFamily.GUITAR,
        "class sets": InstrumentFamily.CLASS_SETS,
        "wcet sets": InstrumentFamily.CLASS_SETS,
        "accessible": InstrumentFamily.ADAPTED,
        "adapted": InstrumentFamily.ADAPTED,
        "adaptive": InstrumentFamily.ADAPTED,
        "technology": InstrumentFamily.TECHNOLOGY,
    },
    LeadKind: {
        "send": LeadKind.SPECIALIST,
        "ap": LeadKind.SPECIALIST,
        "send ap": LeadKind.SPECIALIST,
        "special": LeadKind.SPECIALIST,
    },
}
