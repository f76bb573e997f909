"""Workbooks for tests: a clean school return that a test may spoil, as xlsx, form or csv."""

import io
from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date

import openpyxl
import xlsxwriter

from hubdata.periods import Period
from hubdata.returns.checking.checked import CheckedReturn
from hubdata.returns.checking.checking import check_return
from hubdata.returns.checking.context import CheckContext, SchoolFacts, TermDates
from hubdata.returns.kinds import SCHOOL_RETURN, ReturnKind
from hubdata.returns.reading.gathering import read_file
from hubdata.vocabulary import KeyStage

URN = 900123
PERIOD = Period.parse(202526, "autumn")
SCHOOL = SchoolFacts(
    URN,
    "Beacon Hill Primary School",
    la_code=878,
    la_name="Wendale",
    low_age=4,
    high_age=11,
    roll=210,
    stage_rolls={KeyStage.EYFS: 30, KeyStage.KS1: 60, KeyStage.KS2: 120},
)
CONTEXT = CheckContext(
    school=SCHOOL,
    register_loaded=True,
    hub_la_codes=frozenset((878, 879)),
    term=TermDates(date(2025, 9, 1), date(2025, 12, 19), date(2026, 1, 16)),
    year_start=date(2025, 9, 1),
    received_on=date(2025, 12, 18),
    period_told=PERIOD,
)

Rows = list[dict]
Sheets = dict[str, Rows]


def clean_sheets() -> Sheets:
    """A return without any fault, by sheet; a test changes what it is about."""
    return deepcopy(_CLEAN)


_CLEAN: Sheets = {
    "Return": [
        {
            "time_period": 202526,
            "term": "autumn",
            "school_urn": URN,
            "school_name": "Beacon Hill Primary",
            "la_code": 878,
            "contact_role": "Music lead",
            "submitted_on": date(2025, 12, 12),
            "nil_return": "No",
            "estimate": "No",
            "data_basis": "this term only",
        }
    ],
    "Context": [
        {
            "roll_total": 210,
            "roll_eyfs": 30,
            "roll_ks1": 60,
            "roll_ks2": 120,
            "roll_ks3": 0,
            "roll_ks4": 0,
            "roll_ks5": 0,
            "pp_roll": 52,
            "ehcp_roll": 6,
        }
    ],
    "Curriculum": [
        {
            "music_development_plan_status": "published",
            "music_development_plan_date": date(2025, 10, 1),
            "minutes_ks1": 60,
            "has_music_lead": "Yes",
        }
    ],
    "Support": [
        {
            "strand_whole_class": "Yes",
            "strand_tuition": "Yes",
            "strand_ensembles": "No",
            "first_contact_on": date(2025, 9, 10),
            "barriers": "cost; transport",
        }
    ],
    "Whole class": [
        {
            "class_id": name,
            "year_group": group,
            "instrument": "ukulele",
            "provider_type": "hub lead",
            "hub_supported": "Yes",
            "pupils": 28,
            "pupils_first_time": 20,
            "pupils_continuing": 8,
            "pp": 7,
            "ehcp": 1,
            "sen_support": 4,
            "start_term": "autumn",
            "terms_planned": 3,
            "weeks_delivered": 12,
            "minutes_per_week": 45,
        }
        for name, group in (("3A", 3), ("4A", 4), ("5A", 5))
    ],
    "Tuition": [
        {
            "group_size": size,
            "key_stage": "KS2",
            "provider_type": "hub lead",
            "hub_supported": "Yes",
            "pupils": 14,
            "pupils_new": 3,
            "pp": 4,
            "pp_and_send": 1,
            "pupils_charged": 10,
            "pupils_remitted": 3,
            "standard_entry": 8,
            "standard_foundation": 4,
            "standard_intermediate": 1,
            "standard_advanced": 0,
            "standard_not_assessed": 1,
        }
        for size in ("individual", "small")
    ],
    "Ensembles": [
        {
            "ensemble_id": "CHOIR1",
            "name": "Junior choir",
            "type": "choir or vocal",
            "organiser": "school",
            "hub_supported": "No",
            "weeks_met": 11,
            "meets_weekly": "Yes",
            "members_ks2": 32,
            "pp": 8,
        }
    ],
    "Performance": [{"termly_performance": "Yes", "performances": 3, "performers": 140}],
    "Continuation and instruments": [
        {
            "prior_whole_class_pupils": 56,
            "prior_still_learning": 19,
            "route_whole_class": 0,
            "route_large": 0,
            "route_small": 14,
            "route_individual": 5,
            "pupils_with_loan": 30,
            "tuition_pupils_with_loan": 9,
        }
    ],
}


def build_workbook(
    sheets: Mapping[str, Iterable[Mapping[str, object]]], *, kind: ReturnKind = SCHOOL_RETURN
) -> bytes:
    """Every sheet as a table with field names as headings, all of them, in the order asked."""
    grids = {}
    for name, rows in sheets.items():
        fields = [spec.name for spec in kind.sheet(name).fields]
        grids[name] = [fields, *([row.get(field) for field in fields] for row in rows)]
    return build_grids(grids)


def build_form(sheets: Mapping[str, Rows]) -> bytes:
    """Sheets that are answered once as forms, below a title: headings in column A, answers in B."""
    grids: dict[str, list[list[object]]] = {}
    for name, rows in sheets.items():
        sheet = SCHOOL_RETURN.sheet(name)
        if sheet.one_row:
            answers = [[spec.heading, rows[0].get(spec.name), spec.help] for spec in sheet.fields]
            grids[name] = [[f"{name}: please fill in"], [], *answers]
        else:
            headings = [spec.heading for spec in sheet.fields]
            cells = [[row.get(spec.name) for spec in sheet.fields] for row in rows]
            grids[name] = [headings, *cells]
    return build_grids(grids)


def build_grids(
    grids: Mapping[str, Iterable[Iterable[object]]],
    *,
    hidden: Iterable[str] = (),
    merged: Mapping[str, Iterable[str]] | None = None,
) -> bytes:
    """An xlsx file of cells as given; `None` is left empty."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for name, rows in grids.items():
        sheet = workbook.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell)
        for area in (merged or {}).get(name, ()):
            first = area.split(":")[0]
            sheet.merge_range(area, "")
            row, column = xlsxwriter.utility.xl_cell_to_rowcol(first)
            sheet.write(row, column, [*[*grids[name]][row]][column])
        if name in hidden:
            sheet.hide()
    workbook.close()
    return file.getvalue()


def build_with_formula(sheet: str, *, cell: str, result: str | None) -> bytes:
    """The clean return with a formula in a cell, saved with its result or, by openpyxl, without."""
    workbook = openpyxl.load_workbook(io.BytesIO(build_workbook(clean_sheets())))
    workbook[sheet][cell] = "=1/0" if result is None else result
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def build_csv(rows: Iterable[Iterable[object]], *, delimiter: str = ",") -> bytes:
    lines = (delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows)
    return "\r\n".join(lines).encode()


def check(content: bytes, *, name: str = "return.xlsx", context=CONTEXT) -> CheckedReturn:
    """The one return of a file, checked."""
    (read,) = read_file(name, content).returns
    return check_return(read, context)


def check_sheets(sheets: Sheets, *, context=CONTEXT, kind=SCHOOL_RETURN) -> CheckedReturn:
    return check(build_workbook(sheets, kind=kind), context=context)


def rows_of(checked: CheckedReturn, sheet: str) -> list[dict]:
    """The values of a sheet's rows that may be used."""
    (part,) = (part for part in checked.parts if part.sheet.name == sheet)
    return [dict(row.values) for row in part.rows if not row.has_errors]


def say(checked: CheckedReturn) -> list[str]:
    """Issues as "code place", for a failing test to be read."""
    return [f"{issue.code} {issue.place}: {issue.message}" for issue in checked.issues]
