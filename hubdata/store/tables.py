"""All tables, gathered in one place for migrations and for whoever needs the whole."""

from hubdata.store.base import Base
from hubdata.store.board_tables import StoredEdition, StoredMeeting, StoredSlides
from hubdata.store.column_tables import KeptColumns
from hubdata.store.commentary_tables import StoredAction, StoredCommentary
from hubdata.store.correction_tables import CorrectedCell, StoredCorrection
from hubdata.store.erasing_tables import ErasedEmail
from hubdata.store.hub_tables import (
    DueDate,
    StoredSetting,
    StoredTarget,
    TargetChange,
    TermDates,
)
from hubdata.store.logo_tables import StoredLogo
from hubdata.store.memory_tables import RememberedMapping
from hubdata.store.next_step_tables import StoredNextStep
from hubdata.store.overlap_tables import OverlapDecision, StoredOverlap
from hubdata.store.own_kpi_tables import StoredOwnKpi
from hubdata.store.partner_tables import StoredPartner
from hubdata.store.register_tables import (
    RegisterLoad,
    SchoolState,
    StoredBoundary,
    StoredDeprivation,
    StoredLink,
    StoredReportable,
    StoredRoll,
)
from hubdata.store.reminder_tables import Reminder
from hubdata.store.return_tables import (
    AuditEntry,
    FileContent,
    ReceivedFile,
    Return,
    ReturnPart,
    Revision,
    StoredIssue,
)
from hubdata.store.row_tables import ROW_TABLES, StoredRow, row_table
from hubdata.store.snapshot_tables import StoredSnapshot
from hubdata.store.standard_tables import StoredBenchmark, StoredPublished

__all__ = [
    "ROW_TABLES",
    "AuditEntry",
    "Base",
    "CorrectedCell",
    "DueDate",
    "ErasedEmail",
    "FileContent",
    "KeptColumns",
    "OverlapDecision",
    "ReceivedFile",
    "RegisterLoad",
    "RememberedMapping",
    "Reminder",
    "Return",
    "ReturnPart",
    "Revision",
    "SchoolState",
    "StoredAction",
    "StoredBenchmark",
    "StoredBoundary",
    "StoredCommentary",
    "StoredCorrection",
    "StoredDeprivation",
    "StoredEdition",
    "StoredIssue",
    "StoredLink",
    "StoredLogo",
    "StoredMeeting",
    "StoredNextStep",
    "StoredOverlap",
    "StoredOwnKpi",
    "StoredPartner",
    "StoredPublished",
    "StoredReportable",
    "StoredRoll",
    "StoredRow",
    "StoredSetting",
    "StoredSlides",
    "StoredSnapshot",
    "StoredTarget",
    "TargetChange",
    "TermDates",
    "row_table",
]
