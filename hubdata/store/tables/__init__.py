"""All tables, gathered in one place for migrations and for whoever needs the whole."""

from hubdata.store.tables.base import Base
from hubdata.store.tables.board_tables import StoredEdition, StoredMeeting, StoredSlides
from hubdata.store.tables.column_tables import KeptColumns
from hubdata.store.tables.commentary_tables import StoredAction, StoredCommentary
from hubdata.store.tables.correction_tables import CorrectedCell, StoredCorrection
from hubdata.store.tables.erasing_tables import ErasedEmail
from hubdata.store.tables.hub_tables import (
    DueDate,
    StoredSetting,
    StoredTarget,
    TargetChange,
    TermDates,
)
from hubdata.store.tables.logo_tables import StoredLogo
from hubdata.store.tables.memory_tables import RememberedMapping
from hubdata.store.tables.next_step_tables import StoredNextStep
from hubdata.store.tables.overlap_tables import OverlapDecision, StoredOverlap
from hubdata.store.tables.own_kpi_tables import StoredOwnKpi
from hubdata.store.tables.partner_tables import StoredPartner
from hubdata.store.tables.register_tables import (
    RegisterLoad,
    SchoolState,
    StoredBoundary,
    StoredDeprivation,
    StoredLink,
    StoredReportable,
    StoredRoll,
)
from hubdata.store.tables.reminder_tables import Reminder
from hubdata.store.tables.return_tables import (
    AuditEntry,
    FileContent,
    ReceivedFile,
    Return,
    ReturnPart,
    Revision,
    StoredIssue,
)
from hubdata.store.tables.row_tables import ROW_TABLES, StoredRow, row_table
from hubdata.store.tables.snapshot_tables import StoredSnapshot
from hubdata.store.tables.standard_tables import StoredBenchmark, StoredPublished

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
