"""The fields of a return in words and numbers, for the command line and the definitions page."""

from __future__ import annotations

from typing import Any

from hubdata.returns.fields import FieldKind, FieldSpec
from hubdata.returns.kinds import ReturnKind, Sheet


def describe_fields(kind: ReturnKind) -> list[dict[str, Any]]:
    """Every field of a kind in the order asked, as plain values that JSON can carry.

    `choices` is empty where any answer of the type will do; `suggestions` may be departed from.
    `min`, `max`, `first_year` and `last_year` are None where there is no such limit.
    """
    return [describe_field(sheet, spec) for sheet in kind.sheets for spec in sheet.fields]


def describe_field(sheet: Sheet, spec: FieldSpec) -> dict[str, Any]:
    """One field of one sheet."""
    return {
        "sheet": sheet.name,
        "name": spec.public_name,
        "heading": spec.heading,
        "type": spec.kind.value,
        "choices": _choices(spec),
        "suggestions": list(spec.suggestions),
        "min": _plain_number(spec.minimum),
        "max": _plain_number(spec.maximum),
        "help": spec.help,
        "example": spec.example,
        "required": spec.required,
        "prefilled": spec.prefilled,
        "key": spec.key,
        "one_row": sheet.one_row,
        "first_year": spec.first_year,
        "last_year": spec.last_year,
    }


def _choices(spec: FieldSpec) -> list[str]:
    return ["Yes", "No"] if spec.kind is FieldKind.YES_NO else list(spec.choice_words)


def _plain_number(bound: float | None) -> int | float | None:
    return int(bound) if bound is not None and bound == int(bound) else bound
