"""The return of the lead organisation, last part: figures that its own KPIs ask for."""

from __future__ import annotations

from sqlmodel import SQLModel

from hubdata.returns.fields import FieldKind, asked

MOST = 1e9
"""Above this a figure is a slip of the keyboard, whatever it counts."""


class OwnFigureRow(SQLModel):
    """Figures of the hub's own KPIs: a row for each of them, or for each authority."""

    kpi: str | None = asked(
        "Own KPI",
        "Its ID, as in your list of own KPIs.",
        example="H01",
        required=True,
        key=True,
        prefilled=True,
        synonyms=("kpi id", "indicator", "measure"),
    )
    la_code: int | None = asked(
        "Local authority code",
        "Blank for the whole hub.",
        example="991",
        key=True,
        prefilled=True,
        minimum=100,
        maximum=999,
        synonyms=("la", "lea", "authority", "local authority", "authority code"),
    )
    numerator: float | None = asked(
        "Figure, or numerator",
        "For this period only.",
        example="48",
        kind=FieldKind.NUMBER,
        minimum=-MOST,
        maximum=MOST,
        synonyms=("value", "figure", "number"),
    )
    denominator: float | None = asked(
        "Out of (denominator)",
        "Blank where the KPI is a plain number.",
        example="60",
        kind=FieldKind.NUMBER,
        minimum=0,
        maximum=MOST,
        synonyms=("out of", "base"),
    )
    source_note: str | None = asked(
        "Where the figure is from", example="Waiting list on 12 December"
    )
