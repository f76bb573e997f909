"""The closed lists of teaching and of schools' returns, and other spellings of their words."""

from __future__ import annotations

from enum import StrEnum


class KeyStage(StrEnum):
    EYFS = "EYFS"
    KS1 = "KS1"
    KS2 = "KS2"
    KS3 = "KS3"
    KS4 = "KS4"
    KS5 = "KS5"


class YearGroup(StrEnum):
    """Reception to Year 13."""

    R = "R"
    Y1 = "1"
    Y2 = "2"
    Y3 = "3"
    Y4 = "4"
    Y5 = "5"
    Y6 = "6"
    Y7 = "7"
    Y8 = "8"
    Y9 = "9"
    Y10 = "10"
    Y11 = "11"
    Y12 = "12"
    Y13 = "13"

    @property
    def number(self) -> int:
        """0 for Reception, else the number of the year."""
        return 0 if self is YearGroup.R else int(self.value)

    @property
    def key_stage(self) -> KeyStage:
        """The key stage of the year group (National Curriculum: KS1 1-2, KS2 3-6, KS3 7-9 ...)."""
        return _STAGES[self]


_STAGES = {
    year: next(
        stage for stage, last in zip(KeyStage, (0, 2, 6, 9, 11, 13), strict=True) if n <= last
    )
    for n, year in enumerate(YearGroup)
}


class DataBasis(StrEnum):
    """Whether counts are for the term alone or for the year so far."""

    THIS_TERM = "this term only"
    YEAR_TO_DATE = "year to date"


class PlanStatus(StrEnum):
    """How far a school's music development plan is."""

    NONE = "none"
    DRAFT = "draft"
    IN_PLACE = "in place"
    PUBLISHED = "published"


class ProviderType(StrEnum):
    HUB_LEAD = "hub lead"
    HUB_PARTNER = "hub partner"
    SCHOOL_STAFF = "school staff"
    EXTERNAL = "external"


class GroupSize(StrEnum):
    """Sizes of tuition outside whole-class teaching."""

    INDIVIDUAL = "individual"
    SMALL = "small"
    LARGE = "large"


class Organiser(StrEnum):
    """Who runs an ensemble."""

    SCHOOL = "school"
    SCHOOL_WITH_HUB = "school with hub"
    AREA_HUB = "area hub"
    PARTNER = "partner"


class EnsembleType(StrEnum):
    CHOIR = "choir or vocal"
    ORCHESTRA = "orchestra"
    STRINGS = "strings"
    WIND_BAND = "wind band"
    WOODWIND = "woodwind"
    BRASS = "brass"
    GUITAR = "guitar"
    PERCUSSION = "percussion"
    KEYBOARD = "keyboard"
    FOLK = "folk"
    ROCK_POP = "rock pop or electronic"
    JAZZ = "jazz"
    WORLD = "world"
    TECHNOLOGY = "music technology"
    INCLUSIVE = "inclusive"
    MIXED = "mixed"
    OTHER = "other"


class Barrier(StrEnum):
    """What keeps a school from more music."""

    COST = "cost"
    STAFF_TIME = "staff time"
    CONFIDENCE = "staff confidence"
    TIMETABLE = "timetable"
    SPACE = "space"
    INSTRUMENTS = "instruments"
    TEACHERS = "finding teachers"
    TRANSPORT = "transport"
    OTHER = "other"


class Strand(StrEnum):
    """The kinds of support a hub gives a school; each is a field `strand_…` of the return."""

    WHOLE_CLASS = "whole_class"
    TUITION = "tuition"
    ENSEMBLES = "ensembles"
    SINGING = "singing"
    PLAN = "plan"
    CPD = "cpd"
    INSTRUMENTS = "instruments"
    LIVE = "live"
    TECHNOLOGY = "technology"
    INCLUSION = "inclusion"
    EARLY_YEARS = "early_years"
    OTHER = "other"


class NoValue(StrEnum):
    """The DfE's symbols for a cell that holds no number; each is kept apart from blank and 0."""

    NOT_APPLICABLE = "z"
    UNAVAILABLE = "x"
    CONFIDENTIAL = "c"
    LOW = "low"
    UNRELIABLE = "u"


INSTRUMENTS = (
    "brass (mixed)",
    "clarinet",
    "cornet",
    "djembe",
    "flute",
    "guitar",
    "keyboard",
    "ocarina",
    "percussion",
    "recorder",
    "samba",
    "steel pans",
    "strings (mixed)",
    "trombone",
    "trumpet",
    "ukulele",
    "violin",
    "woodwind (mixed)",
)
"""Suggested names of whole-class instruments; a school may write another."""

SCHOOL_ALIASES: dict[type[StrEnum], dict[str, StrEnum]] = {
    YearGroup: {
        "reception": YearGroup.R,
        "rec": YearGroup.R,
        "yr": YearGroup.R,
        "year r": YearGroup.R,
        "0": YearGroup.R,
        **{f"year {group.value}": group for group in YearGroup if group is not YearGroup.R},
        **{f"y{group.value}": group for group in YearGroup if group is not YearGroup.R},
        **{f"yr {group.value}": group for group in YearGroup if group is not YearGroup.R},
        **{f"yr{group.value}": group for group in YearGroup if group is not YearGroup.R},
    },
    KeyStage: {
        "early years": KeyStage.EYFS,
        "eyfs and reception": KeyStage.EYFS,
        **{f"key stage {n}": KeyStage(f"KS{n}") for n in range(1, 6)},
        **{f"ks {n}": KeyStage(f"KS{n}") for n in range(1, 6)},
    },
    GroupSize: {
        "one to one": GroupSize.INDIVIDUAL,
        "1 to 1": GroupSize.INDIVIDUAL,
        "1 1": GroupSize.INDIVIDUAL,
        "small group": GroupSize.SMALL,
        "large group": GroupSize.LARGE,
        "large not whole class": GroupSize.LARGE,
        "large group not whole class": GroupSize.LARGE,
    },
    ProviderType: {
        "hub": ProviderType.HUB_LEAD,
        "music hub": ProviderType.HUB_LEAD,
        "music service": ProviderType.HUB_LEAD,
        "hub tutor": ProviderType.HUB_LEAD,
        "hub teacher": ProviderType.HUB_LEAD,
        "music hub tutor": ProviderType.HUB_LEAD,
        "music hub teacher": ProviderType.HUB_LEAD,
        "partner": ProviderType.HUB_PARTNER,
        "school": ProviderType.SCHOOL_STAFF,
        "own staff": ProviderType.SCHOOL_STAFF,
        "our own staff": ProviderType.SCHOOL_STAFF,
        "class teacher": ProviderType.SCHOOL_STAFF,
        "private": ProviderType.EXTERNAL,
        "private teacher": ProviderType.EXTERNAL,
        "external tutor": ProviderType.EXTERNAL,
        "external provider": ProviderType.EXTERNAL,
    },
    Organiser: {
        "hub": Organiser.AREA_HUB,
        "area": Organiser.AREA_HUB,
        "school and hub": Organiser.SCHOOL_WITH_HUB,
        "hub partner": Organiser.PARTNER,
    },
    EnsembleType: {
        "choir": EnsembleType.CHOIR,
        "vocal": EnsembleType.CHOIR,
        "singing": EnsembleType.CHOIR,
        "string": EnsembleType.STRINGS,
        "windband": EnsembleType.WIND_BAND,
        "rock pop": EnsembleType.ROCK_POP,
        "rock band": EnsembleType.ROCK_POP,
        "rock pop electronic": EnsembleType.ROCK_POP,
    },
    PlanStatus: {
        "no": PlanStatus.NONE,
        "no plan": PlanStatus.NONE,
        "in draft": PlanStatus.DRAFT,
        "yes published": PlanStatus.PUBLISHED,
        "on website": PlanStatus.PUBLISHED,
    },
    DataBasis: {
        "this term": DataBasis.THIS_TERM,
        "term": DataBasis.THIS_TERM,
        "ytd": DataBasis.YEAR_TO_DATE,
        "cumulative": DataBasis.YEAR_TO_DATE,
    },
    Barrier: {},
}
