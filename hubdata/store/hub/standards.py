"""Loading and saving benchmarks, and the hub's own published figures of past years."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session, col, delete, select

from hubdata.kpis.judging.benchmarks import Benchmark
from hubdata.periods import AcademicYear
from hubdata.store.audit import add_entry
from hubdata.store.revisions import bump
from hubdata.store.tables import StoredBenchmark, StoredPublished


@dataclass(frozen=True)
class Published:
    """A figure of the hub's own past as it was published; `la_code` "" is the whole hub."""

    kpi: str
    year: AcademicYear
    value: float
    source: str
    note: str = ""
    la_code: str = ""

    @property
    def key(self) -> tuple[str, int, str]:
        return self.kpi, self.year.code, self.la_code


def load_benchmarks(session: Session) -> list[Benchmark]:
    """The benchmarks that were loaded; the built-in ones are not among them."""
    query = select(StoredBenchmark).order_by(col(StoredBenchmark.id))
    return [_benchmark(row) for row in session.exec(query)]


def save_benchmarks(session: Session, benchmarks: Sequence[Benchmark], *, actor: str) -> None:
    """Add benchmarks; one with the key of another takes its place."""
    now = datetime.now(UTC)
    rows = {_benchmark(row).key: row for row in session.exec(select(StoredBenchmark))}
    for one in benchmarks:
        row = rows.get(one.key) or StoredBenchmark(
            kpi=one.kpi,
            place=one.place,
            year=one.year.code if one.year else None,
            value=one.value,
            unit=one.unit,
            source=one.source,
            added_at=now,
            added_by=actor,
        )
        row.value, row.link, row.note = one.value, one.link, one.note
        row.is_verified, row.is_comparable = one.is_verified, one.is_comparable
        row.added_at, row.added_by = now, actor
        session.add(row)
        rows[one.key] = row
        year = one.year.label if one.year else "undated"
        detail = f"{one.place}, {year}: {one.value:g} {one.unit}"
        add_entry(
            session, actor, action="set benchmark", subject=f"benchmark {one.kpi}", detail=detail
        )
    bump(session, ["benchmarks"])


def remove_benchmarks(session: Session, benchmarks: Collection[Benchmark], *, actor: str) -> None:
    """Take loaded benchmarks away."""
    keys = {one.key for one in benchmarks}
    for row in session.exec(select(StoredBenchmark)):
        one = _benchmark(row)
        if one.key in keys:
            session.delete(row)
            detail = f"{one.place}: {one.value:g} {one.unit}"
            subject = f"benchmark {one.kpi}"
            add_entry(session, actor, action="removed benchmark", subject=subject, detail=detail)
    bump(session, ["benchmarks"])


def load_published(session: Session, *, kpi_id: str = "") -> list[Published]:
    """Published figures of past years, of all KPIs or of one, the newest first."""
    query = select(StoredPublished).order_by(
        col(StoredPublished.kpi), col(StoredPublished.year).desc(), col(StoredPublished.la_code)
    )
    if kpi_id:
        query = query.where(StoredPublished.kpi == kpi_id)
    return [_published(row) for row in session.exec(query)]


def save_published(session: Session, figures: Sequence[Published], *, actor: str) -> None:
    """Enter figures; one of the same KPI, year and authority takes the place of another."""
    now = datetime.now(UTC)
    for one in figures:
        kpi, year, la_code = one.key
        session.merge(
            StoredPublished(
                kpi=kpi,
                year=year,
                la_code=la_code,
                value=one.value,
                source=one.source,
                note=one.note,
                changed_at=now,
                changed_by=actor,
            )
        )
        _note_published(session, one, action="set published figure", actor=actor)
    bump(session, ["benchmarks"])


def remove_published(session: Session, figures: Sequence[Published], *, actor: str) -> None:
    """Take published figures away."""
    for one in figures:
        kpi, year, la_code = one.key
        session.exec(
            delete(StoredPublished).where(
                col(StoredPublished.kpi) == kpi,
                col(StoredPublished.year) == year,
                col(StoredPublished.la_code) == la_code,
            )
        )
        _note_published(session, one, action="removed published figure", actor=actor)
    bump(session, ["benchmarks"])


def _note_published(session: Session, one: Published, *, action: str, actor: str) -> None:
    subject = f"published {one.kpi}"
    detail = f"{one.year}, authority {one.la_code or 'all'}: {one.value:g} ({one.source})"
    add_entry(session, actor, action=action, subject=subject, detail=detail)


def _benchmark(row: StoredBenchmark) -> Benchmark:
    return Benchmark(
        kpi=row.kpi,
        place=row.place,
        year=AcademicYear.parse(row.year) if row.year else None,
        value=row.value,
        unit=row.unit,
        source=row.source,
        link=row.link,
        note=row.note,
        is_verified=row.is_verified,
        is_comparable=row.is_comparable,
    )


def _published(row: StoredPublished) -> Published:
    return Published(
        kpi=row.kpi,
        year=AcademicYear.parse(row.year),
        value=row.value,
        source=row.source,
        note=row.note,
        la_code=row.la_code,
    )
