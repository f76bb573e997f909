"""Prefilled return workbooks to send out: from the registers and from what was returned last."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from sqlmodel import Session

from hubdata.periods import Period
from hubdata.returns.documentation import describe_fields
from hubdata.returns.kinds import (
    HUB_RETURN,
    PARTNER_RETURN,
    SCHOOL_RETURN,
    ReturnKind,
    kind_named,
)
from hubdata.returns.template.workbook import render_template
from hubdata.services.settings import HubSettings
from hubdata.services.tracking.expected import load_expected
from hubdata.services.tracking.prefilling import Prefilling
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings

MINUTES_TO_FILL: Mapping[str, int] = {
    SCHOOL_RETURN.name: 15,
    PARTNER_RETURN.name: 25,
    HUB_RETURN.name: 90,
}
"""What hubs promise, and what filling one in by hand took here."""


@dataclass(frozen=True)
class Template:
    """A workbook ready to send."""

    file_name: str
    source: str
    source_name: str
    content: bytes


def render_templates(
    period: Period, *, kind_name: str = SCHOOL_RETURN.name, sources: Sequence[str] = ()
) -> Iterator[Template]:
    """A workbook for each source expected in a period, or for the sources named.

    Raises `UnknownThing` for a school that is not in the register, or a partner not in the list.
    """
    kind = kind_named(kind_name)
    with reading() as session:
        chosen = sources or _expected(session, kind, period)
        prefilling = Prefilling(session, kind, period)
        hub = HubSettings(**stored_settings.load_values(session))
        due_on = stored_settings.load_calendar(session).due_on(kind.name, period)
        for source in chosen:
            addressee = prefilling.address(source)
            content = render_template(
                kind,
                period,
                prefilled=prefilling.fill(addressee),
                hub_name=hub.hub_name,
                source_name=addressee.name,
                due_on=due_on,
                minutes=MINUTES_TO_FILL[kind.name],
                contact=hub.contact_email,
            )
            words = f"{addressee.source} {_file_words(addressee.name)}"
            name = f"{kind.name} {period.code} {words}.xlsx"
            yield Template(name, addressee.source, addressee.name, content)


def zip_templates(
    period: Period, sources: Sequence[str], *, kind_name: str = SCHOOL_RETURN.name
) -> bytes:
    """The workbooks of some sources in one zip file."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:  # a workbook is packed already
        for one in render_templates(period, kind_name=kind_name, sources=sources):
            archive.writestr(one.file_name, one.content)
    return file.getvalue()


def zip_school_templates(period: Period, urns: Sequence[int]) -> bytes:
    """The workbooks of some schools in one zip file."""
    return zip_templates(period, [str(urn) for urn in urns])


def list_fields(kind_name: str) -> list[dict[str, Any]]:
    """Every field a kind of return asks, in order. Raises `UnknownThing`."""
    return describe_fields(kind_named(kind_name))


def count_expected(period: Period, kind_name: str = SCHOOL_RETURN.name) -> int:
    """Of how many sources a return is asked in a period."""
    with reading() as session:
        return len(_expected(session, kind_named(kind_name), period))


def _expected(session: Session, kind: ReturnKind, period: Period) -> list[str]:
    return [one.source for one in load_expected(session, kind, period).sources]


def _file_words(name: str) -> str:
    """A name as part of a file name on any system."""
    return re.sub(r"[^\w\- ]+", "", name).strip()[:60]
