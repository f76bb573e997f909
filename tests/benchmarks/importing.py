"""Taking in 500 filled templates, check and accept, against only reading the same bytes."""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

import pandas as pd
import pandera.pandas as pa
from python_calamine import CalamineWorkbook

from hubdata.returns.fields import FieldKind, FieldSpec
from hubdata.returns.kinds import SCHOOL_RETURN, Sheet
from hubdata.services.intake.importing import ImportChoices, NewFile, import_files
from hubdata.services.intake.outcomes import FileStatus
from hubdata.services.registers.register import load_register
from hubdata.services.settings import save_calendar, save_hub
from sample_data.build import render_return
from sample_data.hub import REGISTER_DATE, build_sample_hub
from sample_data.load import REASON
from sample_data.register_files import render_register
from sample_data.sending import sample_returns
from sample_data.story import CALENDAR
from tests.benchmarks.measure import Benchmark, resident_megabytes, seconds_of

FILES = 500
WITH_PANDAS = 25
"""Of the 500: the others would take minutes and tell nothing more."""
MOST_OF_CALAMINE, LEAST_OF_PANDAS, MOST_MEMORY = 4, 20, 2


def measure_importing() -> Iterator[Benchmark]:
    """The store is empty and migrated; the register of the sample hub is loaded first."""
    files = build_files()
    _load_hub()
    bare = seconds_of(lambda: [read_with_calamine(file.content) for file in files])
    some = files[:: FILES // WITH_PANDAS]
    slow = seconds_of(lambda: [read_with_pandas(file.content) for file in some])
    slow *= len(files) / len(some)
    list(take_in(files[:1]))  # the reading processes start once, not at every import
    gc.collect()
    gc.freeze()  # as the server does when it starts
    idle = resident_megabytes()
    held: list[float] = []
    ours = seconds_of(lambda: held.extend(take_in(files[1:]))) * FILES / (FILES - 1)
    name = f"import {FILES} filled templates, check and accept"
    yield Benchmark(
        name, ours, "read them with calamine", bare, ours / bare, f"at most {MOST_OF_CALAMINE}"
    )
    yield Benchmark(
        name,
        ours,
        "read them with pandas and openpyxl, validate with pandera",
        slow,
        slow / ours,
        f"at least {LEAST_OF_PANDAS} times faster",
    )
    if idle and held:
        yield Benchmark(
            f"memory of the server meanwhile: {idle:.0f} MB idle, {max(held):.0f} MB at most",
            ours,
            "its memory when idle",
            None,
            max(held) / idle,
            f"at most {MOST_MEMORY}",
        )


def build_files() -> list[NewFile]:
    """Filled templates of the sample hub, as its schools send them."""
    sent = islice(sample_returns(build_sample_hub()), FILES)
    return [NewFile(one.file_name, render_return(one), one.received_on) for one in sent]


def take_in(files: Sequence[NewFile]) -> Iterator[float]:
    """Import files; the memory of this process after each of them."""
    choices = ImportChoices(accept=True, reason=REASON)
    for outcome in import_files(files, actor="benchmark", choices=choices):
        assert outcome.status is FileStatus.ACCEPTED, outcome
        yield resident_megabytes() or 0.0


def read_with_calamine(content: bytes) -> int:
    """Every cell of every sheet, and nothing more."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return sum(len(workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names)


def read_with_pandas(content: bytes) -> int:
    """Every sheet as a frame, those of the return validated by their fields."""
    frames = pd.read_excel(io.BytesIO(content), sheet_name=None, header=None, engine="openpyxl")
    rows = 0
    for sheet in SCHOOL_RETURN.sheets:
        frame = _as_table(sheet, frames[sheet.name])
        rows += len(schema_of(sheet).validate(frame, lazy=True))
    return rows


def _as_table(sheet: Sheet, cells: pd.DataFrame) -> pd.DataFrame:
    """The frame of a sheet with its fields as columns, from our own template's layout."""
    names = {spec.heading: spec.name for spec in sheet.fields}
    if sheet.one_row:
        labels = cells.index[cells[0].isin(list(names))]
        values = {names[cells.at[row, 0]]: [cells.at[row, 1]] for row in labels}
        return pd.DataFrame(values)
    heading = next(row for row in cells.index if cells.loc[row].isin(list(names)).sum() > 2)
    table = cells.loc[heading + 1 :].dropna(how="all")
    table.columns = pd.Index([names.get(text, text) for text in cells.loc[heading]])
    return table


@cache
def schema_of(sheet: Sheet) -> pa.DataFrameSchema:
    """What the fields of a sheet allow, as pandera says it."""
    columns = {spec.name: _column(spec) for spec in sheet.fields}
    return pa.DataFrameSchema(columns, strict=False)


def _column(spec: FieldSpec) -> pa.Column:
    checks: list[pa.Check] = []
    if spec.is_number:
        low, high = spec.minimum, spec.maximum
        checks += [pa.Check.ge(low)] if low is not None else []
        checks += [pa.Check.le(high)] if high is not None else []
    if spec.kind is FieldKind.CHOICE:
        checks.append(pa.Check.isin(_spellings(spec)))
    kind: Mapping[bool, object] = {True: float, False: object}
    return pa.Column(kind[spec.is_number], checks, nullable=True, coerce=True, required=False)


def _spellings(spec: FieldSpec) -> list[object]:
    words: list[object] = list(spec.choice_words)
    return [*words, *(int(word) for word in spec.choice_words if word.isdigit())]


def _load_hub() -> None:
    hub = build_sample_hub()
    save_hub({"hub_name": hub.name}, actor="benchmark")
    save_calendar(dates=CALENDAR.dates, due=CALENDAR.due, actor="benchmark")
    register = [(f"{name}.csv", content) for name, content in render_register(hub).items()]
    list(load_register(register, as_at=REGISTER_DATE, actor="benchmark"))
