"""The closed lists of hub partners and their projects, and other spellings of their words."""

from __future__ import annotations

from enum import StrEnum


class PartnerKind(StrEnum):
    """The eight kinds of hub partner."""

    EARLY_YEARS = "early years"
    COMMUNITY_MUSIC = "community music"
    REGIONAL_YOUTH = "regional youth"
    NATIONAL_YOUTH = "national youth"
    EDUCATION = "further or higher education"
    INDUSTRY = "industry"
    SPECIALIST = "SEND or AP specialist"
    OTHER_ARTS = "other arts"


class ActivityType(StrEnum):
    """What the young people of a project do."""

    WHOLE_CLASS = "whole-class teaching"
    GROUP = "group teaching"
    ONE_TO_ONE = "one-to-one teaching"
    SINGING = "singing"
    ENSEMBLE = "ensemble or band"
    COMPOSING = "songwriting or composing"
    TECHNOLOGY = "music technology or production"
    RAP_AND_DJING = "rap, beats or DJing"
    WORKSHOP = "workshop or residency"
    LIVE = "concert or live music"
    EARLY_YEARS = "early years music"
    THERAPY = "music therapy or wellbeing"
    MENTORING = "mentoring"
    HOLIDAY = "holiday course or camp"
    CAREERS = "careers and industry"
    OTHER = "other"


class VenueType(StrEnum):
    SCHOOL = "school"
    COMMUNITY = "community"
    ALTERNATIVE = "alternative provision"
    HOSPITAL = "hospital"
    ONLINE = "online"


class YouthVoice(StrEnum):
    """How far young people decide, as four levels counted from 0."""

    NONE = "none"
    CONSULTED = "consulted"
    SHAPED = "shaped decisions"
    LED = "led"


class ReportedBy(StrEnum):
    """Who else has told the hub of the same activity."""

    NOBODY = "nobody"
    SCHOOL = "school"
    PARTNER = "partner"


PARTNER_ALIASES: dict[type[StrEnum], dict[str, StrEnum]] = {
    PartnerKind: {
        "community": PartnerKind.COMMUNITY_MUSIC,
        "community music organisation": PartnerKind.COMMUNITY_MUSIC,
        "early years provider": PartnerKind.EARLY_YEARS,
        "regional youth music": PartnerKind.REGIONAL_YOUTH,
        "regional youth music organisation": PartnerKind.REGIONAL_YOUTH,
        "national youth music": PartnerKind.NATIONAL_YOUTH,
        "national youth music organisation": PartnerKind.NATIONAL_YOUTH,
        "further education": PartnerKind.EDUCATION,
        "higher education": PartnerKind.EDUCATION,
        "fe or he": PartnerKind.EDUCATION,
        "fe he": PartnerKind.EDUCATION,
        "university": PartnerKind.EDUCATION,
        "college": PartnerKind.EDUCATION,
        "music industry": PartnerKind.INDUSTRY,
        "send": PartnerKind.SPECIALIST,
        "send specialist": PartnerKind.SPECIALIST,
        "ap specialist": PartnerKind.SPECIALIST,
        "arts": PartnerKind.OTHER_ARTS,
        "arts organisation": PartnerKind.OTHER_ARTS,
    },
    ActivityType: {
        "wcet": ActivityType.WHOLE_CLASS,
        "whole class": ActivityType.WHOLE_CLASS,
        "small group": ActivityType.GROUP,
        "1 to 1": ActivityType.ONE_TO_ONE,
        "one to one": ActivityType.ONE_TO_ONE,
        "individual": ActivityType.ONE_TO_ONE,
        "choir": ActivityType.SINGING,
        "ensemble": ActivityType.ENSEMBLE,
        "band": ActivityType.ENSEMBLE,
        "songwriting": ActivityType.COMPOSING,
        "composing": ActivityType.COMPOSING,
        "composition": ActivityType.COMPOSING,
        "music technology": ActivityType.TECHNOLOGY,
        "music production": ActivityType.TECHNOLOGY,
        "rap": ActivityType.RAP_AND_DJING,
        "djing": ActivityType.RAP_AND_DJING,
        "workshop": ActivityType.WORKSHOP,
        "workshops": ActivityType.WORKSHOP,
        "residency": ActivityType.WORKSHOP,
        "concert": ActivityType.LIVE,
        "performance": ActivityType.LIVE,
        "early years": ActivityType.EARLY_YEARS,
        "music therapy": ActivityType.THERAPY,
        "holiday course": ActivityType.HOLIDAY,
        "summer school": ActivityType.HOLIDAY,
        "careers": ActivityType.CAREERS,
    },
    VenueType: {
        "schools": VenueType.SCHOOL,
        "in school": VenueType.SCHOOL,
        "community venue": VenueType.COMMUNITY,
        "ap": VenueType.ALTERNATIVE,
        "pru": VenueType.ALTERNATIVE,
        "virtual": VenueType.ONLINE,
        "remote": VenueType.ONLINE,
    },
    YouthVoice: {
        "not consulted": YouthVoice.NONE,
        "shaped": YouthVoice.SHAPED,
        "young people led": YouthVoice.LED,
        "youth led": YouthVoice.LED,
    },
    ReportedBy: {
        "no": ReportedBy.NOBODY,
        "none": ReportedBy.NOBODY,
        "no one": ReportedBy.NOBODY,
        "the school": ReportedBy.SCHOOL,
        "schools": ReportedBy.SCHOOL,
        "another partner": ReportedBy.PARTNER,
    },
}
