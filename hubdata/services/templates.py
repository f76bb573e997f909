"""Prefilled return workbooks to send out: from the register and from what was returned last."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from sqlmodel import Session

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.register.schools import School
from hubdata.returns.documentation import describe_fields
from hubdata.returns.kinds import CONTEXT, SCHOOL_RETURN, ReturnKind, Sheet, kind_named
from hubdata.returns.template import render_template
from hubdata.services.bases import BaseBuilder
from hubdata.services.clock import today
from hubdata.services.settings import HubSettings
from hubdata.store import register as stored
from hubdata.store import settings as stored_settings
from hubdata.store.engine import reading
from hubdata.store.returns import load_latest_rows
from hubdata.store.tables import StoredRoll, row_table

MINUTES_TO_FILL = 15
"""What hubs promise schools, and what filling one in by hand took here."""


@dataclass(frozen=True)
class Template:
    """A workbook ready to send."""

    file_name: str
    source: str
    source_name: str
    content: bytes


def render_school_templates(
    period: Period, *, kind_name: str = SCHOOL_RETURN.name, urns: Sequence[int] = ()
) -> Iterator[Template]:
    """A workbook for each school expected in a period, or for the schools named.

    Raises `UnknownThing` for a URN that is not in the register.
    """
    kind = kind_named(kind_name)
    with reading() as session:
        work = _Prefilling(session, kind, period)
        for urn in urns or work.expected():
            yield work.render(urn)


def zip_school_templates(period: Period, urns: Sequence[int]) -> bytes:
    """The workbooks of some schools in one zip file."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:  # a workbook is packed already
        for one in render_school_templates(period, urns=urns):
            archive.writestr(one.file_name, one.content)
    return file.getvalue()


def list_fields(kind_name: str) -> list[dict[str, Any]]:
    """Every field a kind of return asks, in order. Raises `UnknownThing`."""
    return describe_fields(kind_named(kind_name))


def count_expected(period: Period) -> int:
    """How many schools a return is asked of in a period."""
    with reading() as session:
        return len(_Prefilling(session, SCHOOL_RETURN, period).expected())


class _Prefilling:
    """One reading of the store for many templates."""

    def __init__(self, session: Session, kind: ReturnKind, period: Period) -> None:
        self.kind, self.period = kind, period
        self.hub = HubSettings(**stored_settings.load_values(session))
        self.calendar = stored_settings.load_calendar(session)
        day = self.calendar.reference_date(period, today())
        self.base = BaseBuilder(session, self.hub).build(period, day)
        self.schools = stored.load_schools(session, day).schools
        self.rolls = stored.load_rolls(session)
        self.last = {
            sheet.name: load_latest_rows(session, row_table(sheet), before_slot=period.slot)
            for sheet in kind.sheets
            if any(spec.prefilled for spec in sheet.fields)
        }

    def expected(self) -> list[int]:
        return [int(school.urn) for school in self.base.schools]

    def render(self, urn: int) -> Template:
        school = self.schools.get(urn)
        if school is None:
            raise UnknownThing(f"URN {urn} is not in the register. Check it, or load a newer one.")
        name = f"{self.kind.name} {self.period.code} {urn} {_file_words(school.name)}.xlsx"
        content = render_template(
            self.kind,
            self.period,
            prefilled={sheet.name: self._rows(sheet, school) for sheet in self.kind.sheets},
            hub_name=self.hub.hub_name,
            source_name=school.name,
            due_on=self.calendar.due_on(self.kind.name, self.period),
            minutes=MINUTES_TO_FILL,
            contact=self.hub.contact_email,
        )
        return Template(name, str(urn), school.name, content)

    def _rows(self, sheet: Sheet, school: School) -> list[dict[str, Any]]:
        if sheet is self.kind.front:
            front = {"school_urn": school.urn, "school_name": school.name}
            return [{**front, "la_code": int(school.la_code)}]
        last = self.last.get(sheet.name, {}).get(str(school.urn), [])
        if sheet.name == CONTEXT:
            known = last[0] if last else {}
            return [build_context(school, self.rolls.get(school.urn), known=known)]
        if not self._carries_over(sheet, last):
            return []
        names = [spec.name for spec in sheet.fields if spec.prefilled]
        return [{name: row[name] for name in names} for row in last]

    def _carries_over(self, sheet: Sheet, last: Sequence[Mapping[str, Any]]) -> bool:
        """Ensembles and kinds of tuition go on; classes are made anew each September."""
        if not last or sheet.name != "Whole class":
            return bool(last)
        return Period.at_slot(last[0]["slot"]).year == self.period.year


def build_context(
    school: School, roll: StoredRoll | None, *, known: Mapping[str, Any]
) -> dict[str, Any]:
    """The roll of a school as it is known here; what it told us last comes first.

    An older census's rolls by stage would disagree with a newer total: then they are left to ask.
    """
    counts = roll.model_dump() if roll else {}
    total, meals = school.number_of_pupils, school.fsm_pupils
    same_census = counts if total in (None, counts.get("headcount")) else {}
    registered = {
        "roll_total": total if total is not None else counts.get("headcount"),
        "roll_eyfs": same_census.get("eyfs"),
        **{f"roll_ks{n}": same_census.get(f"ks{n}") for n in range(1, 6)},
        "fsm_roll": meals if meals is not None else same_census.get("fsm_pupils"),
        "ehcp_roll": school.ehcp,
        "sen_support_roll": school.sen_support,
        "trust_name": school.trust_name,
    }
    told = {name: value for name, value in known.items() if value is not None}
    return {
        name: told.get(name, registered.get(name))
        for name in (spec.name for spec in SCHOOL_RETURN.sheet(CONTEXT).fields)
    }


def _file_words(name: str) -> str:
    """A school's name as part of a file name on any system."""
    return re.sub(r"[^\w\- ]+", "", name).strip()[:60]
