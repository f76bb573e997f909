"""Public registers as values: bytes in, frozen records out. No store, no clock, no network.

`detect_kind` says what a file is, each kind has its own reader, and `facts`, `groups`, `links`,
`deprivation` and `changes` say what the records imply.
"""

from hubdata.register.boundaries import Boundary, read_boundaries
from hubdata.register.cells import parse_date_in_name
from hubdata.register.census import SchoolRoll, read_census
from hubdata.register.changes import (
    RegisterChanges,
    SchoolChange,
    compare,
    explain_changes,
    explain_school_change,
    keep_unstated,
)
from hubdata.register.deprivation import (
    Deprivation,
    Join,
    check_join,
    explain_join,
    read_deprivation,
)
from hubdata.register.facts import (
    DEFAULT_STATE_FUNDED,
    StateFunded,
    is_alternative_provision,
    is_open_on,
    is_rural,
    is_special,
    is_special_or_alternative,
    is_state_funded,
    open_state_funded,
)
from hubdata.register.files import RegisterFile, RegisterIssue, UnknownRegisterFile, detect_kind
from hubdata.register.gias import read_schools
from hubdata.register.groups import (
    SchoolPhase,
    SizeBand,
    school_phase,
    school_type_group,
    size_band,
)
from hubdata.register.kinds import RegisterKind
from hubdata.register.links import (
    Link,
    LinkKind,
    Succession,
    build_succession,
    candidate_urns,
    choose_links,
    read_links,
    resolve_urn,
    successors,
)
from hubdata.register.location import compute_degrees, location_of
from hubdata.register.reportable import ReportableSchool, read_reportable_schools
from hubdata.register.schools import School

__all__ = [
    "DEFAULT_STATE_FUNDED",
    "Boundary",
    "Deprivation",
    "Join",
    "Link",
    "LinkKind",
    "RegisterChanges",
    "RegisterFile",
    "RegisterIssue",
    "RegisterKind",
    "ReportableSchool",
    "School",
    "SchoolChange",
    "SchoolPhase",
    "SchoolRoll",
    "SizeBand",
    "StateFunded",
    "Succession",
    "UnknownRegisterFile",
    "build_succession",
    "candidate_urns",
    "check_join",
    "choose_links",
    "compare",
    "compute_degrees",
    "detect_kind",
    "explain_changes",
    "explain_join",
    "explain_school_change",
    "is_alternative_provision",
    "is_open_on",
    "is_rural",
    "is_special",
    "is_special_or_alternative",
    "is_state_funded",
    "keep_unstated",
    "location_of",
    "open_state_funded",
    "parse_date_in_name",
    "read_boundaries",
    "read_census",
    "read_deprivation",
    "read_links",
    "read_reportable_schools",
    "read_schools",
    "resolve_urn",
    "school_phase",
    "school_type_group",
    "size_band",
    "successors",
]
