"""Facts the register implies about a school: is it open, state-funded, rural, special?

Sources: the DfE's Get Information About Schools and its external reporting, as gathered in the
product's domain notes on URN, GIAS and state-funded schools.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hubdata.register.schools import School

CLOSED = "Closed"
OPEN_STATUSES = frozenset({"Open", "Open, but proposed to close"})

MAINTAINED_TYPES = frozenset(
    {
        "Community school",
        "Foundation school",
        "Voluntary aided school",
        "Voluntary controlled school",
    }
)
NURSERY_TYPES = frozenset({"Local authority nursery school"})
MAINTAINED_SPECIAL_TYPES = frozenset({"Community special school", "Foundation special school"})
ACADEMY_TYPES = frozenset(
    {
        "Academy sponsor led",
        "Academy converter",
        "Academy 16-19 converter",
        "Academy 16 to 19 sponsor led",
        "Free schools",
        "Free schools 16 to 19",
        "Studio schools",
        "University technical college",
        "City technology college",
    }
)
ACADEMY_SPECIAL_TYPES = frozenset(
    {"Academy special sponsor led", "Academy special converter", "Free schools special"}
)
ALTERNATIVE_PROVISION_TYPES = frozenset(
    {
        "Pupil referral unit",
        "Academy alternative provision converter",
        "Academy alternative provision sponsor led",
        "Free schools alternative provision",
    }
)
NON_MAINTAINED_SPECIAL_TYPES = frozenset({"Non-maintained special school"})
OTHER_SPECIAL_TYPES = frozenset({"Other independent special school"})
COLLEGE_TYPES = frozenset({"Further education", "Sixth form centres"})

SPECIAL_TYPES = (
    MAINTAINED_SPECIAL_TYPES
    | ACADEMY_SPECIAL_TYPES
    | NON_MAINTAINED_SPECIAL_TYPES
    | OTHER_SPECIAL_TYPES
)


@dataclass(frozen=True, slots=True)
class StateFunded:
    """Which types count as state-funded: a list the DfE uses, with its edge cases to choose."""

    types: frozenset[str]

    @classmethod
    def choose(
        cls, *, nurseries: bool = True, non_maintained_special: bool = False, colleges: bool = False
    ) -> StateFunded:
        """The DfE's list; LA nurseries are on it, non-maintained special and colleges are not."""
        types = MAINTAINED_TYPES | MAINTAINED_SPECIAL_TYPES | ACADEMY_TYPES
        types |= ACADEMY_SPECIAL_TYPES | ALTERNATIVE_PROVISION_TYPES
        types |= NURSERY_TYPES if nurseries else frozenset()
        types |= NON_MAINTAINED_SPECIAL_TYPES if non_maintained_special else frozenset()
        types |= COLLEGE_TYPES if colleges else frozenset()
        return cls(types)


DEFAULT_STATE_FUNDED = StateFunded.choose()


def is_state_funded(school: School, *, rule: StateFunded = DEFAULT_STATE_FUNDED) -> bool:
    """Whether the school's type is on the list.

    Community, foundation, voluntary aided and controlled; community and foundation special; LA
    nursery; pupil referral unit; academies, sponsor led and converter, and free schools, each
    with special, alternative provision and 16-19; studio school; university technical college;
    city technology college. Not: independent schools, non-maintained special schools, colleges,
    secure, Welsh, overseas, service children's and online schools. (Source: domain notes §7.5.)
    """
    return school.type in rule.types


def is_open_on(school: School, day: date) -> bool:
    """Whether the school was open on a day, as far as the register tells.

    Open, or open but proposed to close, or closed after that day (not on it); and opened by then.
    A blank opening date is long ago. A layout without status lists open schools only. A school
    that is only proposed is not open, whatever date is pencilled in.
    """
    if school.opened_on is not None and school.opened_on > day:
        return False
    if school.closed_on is not None:
        return school.closed_on > day and (school.status in OPEN_STATUSES | {CLOSED, None})
    return school.status is None or school.status in OPEN_STATUSES


def open_state_funded(
    schools: Iterable[School], day: date, *, rule: StateFunded = DEFAULT_STATE_FUNDED
) -> tuple[School, ...]:
    """The schools that make the default denominator of the KPIs on a day."""
    return tuple(
        school
        for school in schools
        if is_open_on(school, day) and is_state_funded(school, rule=rule)
    )


def is_rural(school: School) -> bool | None:
    """Whether the ONS classes the school's place as rural; `None` where GIAS does not say.

    2011: "(England/Wales) Rural village"; 2021: "Smaller rural: Further from a major town…".
    """
    words = (school.urban_rural or "").casefold().split(":")[0]
    if "rural" in words:
        return True
    return False if "urban" in words else None


def is_special(school: School) -> bool:
    """Special schools of every kind, independent ones too."""
    return school.type in SPECIAL_TYPES


def is_alternative_provision(school: School) -> bool:
    """Pupil referral units, and alternative provision academies and free schools."""
    return school.type in ALTERNATIVE_PROVISION_TYPES


def is_special_or_alternative(school: School) -> bool:
    return is_special(school) or is_alternative_provision(school)
