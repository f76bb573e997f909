"""A table as a file, Excel or csv, built only when somebody asks for it. Text that a spreadsheet
would run is made harmless.
"""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import streamlit as st
import xlsxwriter

from hubdata.harmless import Value, harmless, render_csv

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_NAME_LIMIT = 31
OF_TERM = re.compile(r",? (Autumn|Spring|Summer) (20\d\d)/(\d\d)")
OF_YEAR = re.compile(r",? (20\d\d)/(\d\d)")


@dataclass(frozen=True)
class Sheet:
    """A title, the names of the columns, and rows of text, numbers or `None` for not known (an
    empty cell).
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]


class Offer(NamedTuple):
    """A file on a button: its words, how its name ends, what it is, and how it is made."""

    label: str
    ending: str
    kind: str
    build: Callable[[], bytes]


def show_downloads(
    build: Callable[[], Sheet], file_name: str, *, key: str, pictures: Sequence[Offer] = ()
) -> None:
    """Two quiet buttons, Excel and csv, and one for each of the `pictures` of the same. Files are
    made only when a button is pressed.
    """
    offers = (
        Offer("Download as Excel", "xlsx", XLSX, lambda: render_xlsx(build())),
        Offer("Download as csv", "csv", "text/csv", lambda: write_csv(build())),
        *pictures,
    )
    with st.container(horizontal=True, gap="small", key=f"downloads_{key}"):
        for one in offers:
            st.download_button(
                one.label,
                one.build,
                f"{name_file(file_name)}.{one.ending}",
                one.kind,
                key=f"{key}_{one.ending}",
                on_click="ignore",
            )


def name_file(words: str) -> str:
    """What a file is called: "Income 202526 summer" of "Income, Summer 2025/26". Periods stand in
    it by their codes, so that files of one thing lie in the order of time.
    """
    named = OF_TERM.sub(lambda term: f" {term[2]}{term[3]} {term[1].lower()}", words)
    return OF_YEAR.sub(r" \1\2", named)


def write_csv(sheet: Sheet) -> bytes:
    return render_csv(sheet.columns, sheet.rows)


def render_xlsx(sheet: Sheet) -> bytes:
    """One sheet with a bold first row that stays in view. Text is written as text, never as a
    formula or link.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet(name_of(sheet.title))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for column, name in enumerate(sheet.columns):
            page.write_string(0, column, harmless(name), bold)
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row):
                write_value(page, (number, column), value)
        page.freeze_panes(1, 0)
        page.autofit(400)
    return file.getvalue()


def write_value(page: xlsxwriter.worksheet.Worksheet, place: tuple[int, int], value: Value) -> None:
    if isinstance(value, str):
        page.write_string(*place, harmless(value))
    elif value is not None:
        page.write_number(*place, value)


def name_of(title: str) -> str:
    """A sheet's name may not be long, hold some signs, or begin or end with an apostrophe."""
    kept = "".join(sign for sign in title if sign not in "[]:*?/\\")
    return kept[:SHEET_NAME_LIMIT].strip(" '") or "Table"
