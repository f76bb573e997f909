"""Figures of the hub's own KPIs that are typed in: they go the way of every return, as a file that
is kept, checked and accepted, so that each can be traced and taken back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlmodel import Session

from hubdata.errors import UserError
from hubdata.periods import Period
from hubdata.returns.kinds import HUB, HUB_RETURN, OWN_KPIS
from hubdata.services.intake.importing import ImportChoices, NewFile, import_files
from hubdata.services.intake.outcomes import FileStatus
from hubdata.services.own_asking import parse_number
from hubdata.services.results import own_kpis
from hubdata.services.settings import HubSettings
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake.returns import load_current_rows
from hubdata.store.registers import register as stored_register
from hubdata.store.tables import row_table

COLUMNS = ("time_period", "term", "kpi", "la_code", "numerator", "denominator", "source_note")
DONE = (FileStatus.ACCEPTED, FileStatus.UNCHANGED)


@dataclass(frozen=True)
class FigureLine:
    """One figure that may be typed in. Blank text is not known, never 0.

    `la_code` is empty for the whole hub. `numerator_words` and `denominator_words` say what is
    asked; the second is empty where the KPI is a plain number.
    """

    kpi: str
    name: str
    la_code: str
    place: str
    numerator_words: str
    denominator_words: str
    numerator: str = ""
    denominator: str = ""
    source_note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.kpi, self.la_code


def load_figures(period: Period) -> tuple[FigureLine, ...]:
    """A line for each figure that the own KPIs ask for in a period, with what counts now."""
    sheet = HUB_RETURN.sheet(OWN_KPIS)
    with reading() as session:
        lines = _asked(session)
        found = load_current_rows(session, row_table(sheet), slot=period.slot, sources=[HUB])
    told = {(row["kpi"], str(row["la_code"] or "")): row for row in found.get(HUB, ())}
    return tuple(_filled(line, told.get(line.key)) for line in lines)


def save_figures(period: Period, lines: Iterable[FigureLine], *, actor: str) -> None:
    """Take in what was typed for a period; it replaces what was typed before.

    Raises `UserError`, a line for each figure that will not do.
    """
    told = [line for line in lines if line.numerator.strip() or line.denominator.strip()]
    if not told:
        raise UserError("Nothing is typed in. Write at least one figure, or withdraw the return.")
    faults = [fault for line in told for fault in _check(line)]
    if faults:
        raise UserError("\n".join(faults))
    file = NewFile(f"Own KPIs {period.code}, typed in.csv", _as_csv(period, told))
    choices = ImportChoices(accept=True).about(kind=HUB_RETURN.name, period=period)
    (outcome,) = import_files([file], actor=actor, choices=choices)
    if outcome.status not in DONE:
        raise UserError("\n".join(outcome.sentences))


def _asked(session: Session) -> list[FigureLine]:
    asked = [one for one in own_kpis.load_own(session) if one.is_typed and not one.is_put_away]
    names = _authorities(session) if asked else {}
    return [line for one in asked for line in _lines_of(one, names)]


def _lines_of(one: own_kpis.OwnKpi, names: dict[str, str]) -> list[FigureLine]:
    above, below = one.content["numerator"], one.content.get("denominator") or {}
    line = FigureLine(
        kpi=one.id,
        name=one.kpi.name,
        la_code="",
        place="Whole hub",
        numerator_words=str(above["words"]),
        denominator_words=str(below.get("words", "")),
    )
    if not above.get("by_authority"):
        return [line]
    return [replace(line, la_code=code, place=name) for code, name in names.items()]


def _authorities(session: Session) -> dict[str, str]:
    hub = HubSettings(**stored_settings.load_values(session))
    schools = stored_register.load_schools(session).schools.values()
    names = {school.la_code: school.la_name or school.la_code for school in schools}
    return {code: names.get(code, code) for code in hub.la_codes}


def _filled(line: FigureLine, row: dict[str, object] | None) -> FigureLine:
    if row is None:
        return line
    return replace(
        line,
        numerator=_typed(row["numerator"]),
        denominator=_typed(row["denominator"]),
        source_note=str(row["source_note"] or ""),
    )


def _typed(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, int | float) else ""


def _check(line: FigureLine) -> list[str]:
    where = f"{line.name}, {line.place}" if line.la_code else line.name
    wanted = [line.numerator] + ([line.denominator] if line.denominator_words else [])
    return [
        f'{where}: "{text}" is not a number. Write digits such as 48, or leave the line blank.'
        for text in wanted
        if parse_number(text) is None
    ]


def _as_csv(period: Period, lines: Iterable[FigureLine]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        place = [period.year.code, period.term.value, line.kpi, line.la_code]
        below = parse_number(line.denominator) if line.denominator_words else None
        told = [parse_number(line.numerator), below]
        writer.writerow([*place, *("" if one is None else one for one in told), line.source_note])
    return text.getvalue().encode()
