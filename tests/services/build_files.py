"""Small return workbooks for the tests of services: field names as headings, one table a sheet."""

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import xlsxwriter

Rows = Sequence[Mapping[str, object]]


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """An xlsx with these sheets; the keys of the first row are the headings."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if rows:
                sheet.write_row(0, 0, list(rows[0]))
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, list(row.values()))
    return file.getvalue()


def school_return(
    urn: int,
    *,
    year: int = 202526,
    term: str = "autumn",
    whole_class: Rows = ({"class_id": "4A", "year_group": "4", "pupils": 28},),
    front: Mapping[str, object] = MappingProxyType({}),
    **more: Rows,
) -> bytes:
    """A school's return; `front` is more of its first sheet, `more` are other sheets, their names
    with underscores for spaces."""
    others = {name.replace("_", " "): rows for name, rows in more.items()}
    return workbook(
        {
            "Return": [{"time_period": year, "term": term, "school_urn": urn, **front}],
            "Whole class": [{"hub_supported": "Y", **row} for row in whole_class],
            **others,
        }
    )
