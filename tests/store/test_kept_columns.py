"""Columns are kept with every act on returns, read while they are in force, and never alone."""

import json

import numpy as np
import pytest
from sqlalchemy import update
from sqlmodel import col, select

from hubdata.kpis.language.measures import RETURN
from hubdata.returns.fields import FieldKind
from hubdata.store.engine import reading, writing
from hubdata.store.intake.acceptance import accept_parts, withdraw_parts
from hubdata.store.measuring.kept_columns import KEPT_FIELDS, keep_columns, read_sheet
from hubdata.store.measuring.kpi_arrays import Words
from hubdata.store.measuring.kpi_columns import Columns, Slots
from hubdata.store.measuring.packed_columns import LENGTH_BYTES, pack, unpack
from hubdata.store.revisions import bump, load_revisions
from hubdata.store.tables import ROW_TABLES, KeptColumns
from hubdata.store.tables.row_tables import SHEETS
from tests.store.build_returns import AUTUMN, checked, part, store
from tests.store.test_acceptance import accept, parts_of

LESSONS = {"key_stage": "KS2", "group_size": "small", "pupils": 9}
SLOTS = Slots(frozenset({AUTUMN.slot}))


def pupils(url: str) -> list[float]:
    with reading(url) as session:
        found = read_sheet(
            session.connection(),
            "tuition",
            ["pupils", "key_stage"],
            SLOTS,
            words=Words(),
            sources={"900001": 0, "900002": 1},
        )
    return found.fields["pupils"].tolist()


def kept(url: str) -> dict[tuple[int, str], int]:
    with reading(url) as session:
        return {(one.slot, one.sheet): one.number for one in session.exec(select(KeptColumns))}


def change_rows(url: str, number: int) -> None:
    """What no act does: rows are never changed but by their part."""
    with writing(url) as session:
        session.execute(update(ROW_TABLES["tuition"]).values(pupils=number))


def test_an_act_keeps_what_counts_after_it(any_store_url: str) -> None:
    one, other = store(
        any_store_url,
        checked(part("Tuition", LESSONS)),
        checked(part("Tuition", {**LESSONS, "pupils": 4}), source="900002"),
    )
    accept(any_store_url, one)
    assert pupils(any_store_url) == [9]
    accept(any_store_url, other)
    assert pupils(any_store_url) == [9, 4]
    with writing(any_store_url) as session:
        withdraw_parts(session, [parts_of(any_store_url, one)["Tuition"].id or 0], actor="officer")
    assert pupils(any_store_url) == [4]
    with reading(any_store_url) as session:
        number = load_revisions(session)[AUTUMN.slot, "Tuition"]
    assert kept(any_store_url)[AUTUMN.slot, "tuition"] == number
    assert (AUTUMN.slot, RETURN) in kept(any_store_url)


def test_rows_are_read_where_columns_are_out_of_date(any_store_url: str) -> None:
    accept(any_store_url, *store(any_store_url, checked(part("Tuition", LESSONS))))
    change_rows(any_store_url, 12)
    assert pupils(any_store_url) == [9]  # from the columns, which are in force
    with writing(any_store_url) as session:
        bump(session, ["Tuition"], slot=AUTUMN.slot)
    assert pupils(any_store_url) == [12]


def test_rows_are_read_where_columns_lack_a_field(sqlite_store_url: str) -> None:
    accept(sqlite_store_url, *store(sqlite_store_url, checked(part("Tuition", LESSONS))))
    with writing(sqlite_store_url) as session:
        chosen = col(KeptColumns.sheet) == "tuition"
        one = session.exec(select(KeptColumns).where(chosen)).one()
        fewer = Columns(np.array([AUTUMN.slot]), np.array([0]), {"pupils": np.array([9.0])})
        one.content = pack(fewer, Words(), ["900001"])
    change_rows(sqlite_store_url, 12)
    assert pupils(sqlite_store_url) == [12]


def test_what_is_written_freely_is_not_kept() -> None:
    """It may name people, and what is erased must be gone."""
    for table, names in KEPT_FIELDS.items():
        fields = {spec.name: spec for spec in SHEETS[table].fields}
        free = {name for name in names if name in fields and fields[name].kind is FieldKind.TEXT}
        assert free <= {"class_id", "ensemble_id", "project_id", "role"}, table


@pytest.mark.parametrize(
    "values",
    [
        [0, 1, 254, 255, 256, float("nan")],
        [70_000, float("nan"), 2**33],
        [-1.5, 0.25, float("nan")],
        [float("nan")] * 3,
        [],
    ],
)
def test_numbers_come_out_as_they_went_in(values: list[float]) -> None:
    size = len(values)
    columns = Columns(
        np.full(size, 5), np.zeros(size, np.intp), {"one": np.array(values, np.float64)}
    )
    content = pack(columns, Words(), ["900001"])
    found = unpack(content, ["one"], slot=5, words=Words(), numbers_of=lambda _: np.array([7]))
    assert found is not None
    np.testing.assert_array_equal(found.fields["one"], columns.fields["one"])
    assert set(found.source.tolist()) <= {7}


def test_a_text_is_packed_once() -> None:
    words, other = Words(), Words()
    column = np.array([words[text] for text in ("KS1", None, "KS2", "KS1")])
    columns = Columns(np.full(4, 5), np.zeros(4, np.intp), {"stage": column})
    content = pack(columns, words, ["900001"])
    head = json.loads(content[LENGTH_BYTES : LENGTH_BYTES + int.from_bytes(content[:4], "little")])
    assert head["fields"]["stage"][1] == ["KS1", "KS2"]
    other["something else"]
    found = unpack(
        content,
        ["stage"],
        slot=5,
        words=other,
        numbers_of=lambda _: np.array([0]),
    )
    assert found is not None
    told = [None if one != one else other.text_of(one) for one in found.fields["stage"]]
    assert told == ["KS1", None, "KS2", "KS1"]


def test_acts_in_a_row_may_keep_once_after_the_last(any_store_url: str) -> None:
    """As an import does: until then the rows are read."""
    one, other = store(
        any_store_url,
        checked(part("Tuition", LESSONS)),
        checked(part("Tuition", {**LESSONS, "pupils": 4}), source="900002"),
    )
    slots = set()
    for return_id in (one, other):
        with writing(any_store_url) as session:
            parts = [each.id for each in parts_of(any_store_url, return_id).values() if each.id]
            slots |= accept_parts(session, parts, actor="officer", keeps=False)
    assert not kept(any_store_url)
    assert pupils(any_store_url) == [9, 4]
    with writing(any_store_url) as session:
        keep_columns(session, slots)
    change_rows(any_store_url, 1)
    assert pupils(any_store_url) == [9, 4]  # from the columns
