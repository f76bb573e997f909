"""The cells people answer in: values as Excel wants them, drop-downs, bounds and their messages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from hubdata.returns.fields import FieldKind, FieldSpec

LISTS_SHEET = "Lists"
YES_NO = ("Yes", "No")
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
"""Dates outside these are slips of the keyboard."""
MAX_TITLE, MAX_MESSAGE = 32, 255
"""Excel refuses longer titles and messages."""
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Text that begins so would be run as a formula when somebody edits the cell."""


class ChoiceLists:
    """The lists behind the drop-downs: one column each on a sheet nobody sees.

    A list written into the cell's own rule may have 255 characters at most; a range has no limit.
    """

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, words: tuple[str, ...]) -> str:
        """The range that holds these words; written at the first asking."""
        if words not in self._ranges:
            column = len(self._ranges)
            for row, word in enumerate(words):
                self._sheet.write(row, column, _choice_value(word))
            letter = _column_letter(column)
            self._ranges[words] = f"={LISTS_SHEET}!${letter}$1:${letter}${len(words)}"
        return self._ranges[words]


def is_risky(value: object) -> bool:
    """Whether a value is text that a spreadsheet would take for a formula."""
    return isinstance(value, str) and value.startswith(RISKY_STARTS)


def write_value(sheet: Any, row: int, column: int, *, value: object, style: Any) -> None:
    """Write one answer; text stays text, whatever it begins with. `None` only gets the format."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, bool):
        sheet.write_string(row, column, YES_NO[0] if value else YES_NO[1], style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, StrEnum) and isinstance(number := _choice_value(value.value), int):
        sheet.write_number(row, column, number, style)
    else:
        sheet.write_string(row, column, str(value), style)


def build_validation(spec: FieldSpec, lists: ChoiceLists) -> dict[str, Any]:
    """The rule of a field's cells in xlsxwriter's terms, with what is said before and after."""
    rule = _rule(spec, lists)
    message = explain_field(spec)
    if message:
        rule["input_title"] = _cut(spec.heading, MAX_TITLE)
        rule["input_message"] = _cut(message, MAX_MESSAGE)
    if "error_message" in rule:
        rule["error_title"] = "Please check this answer"
        rule["error_message"] = _cut(rule["error_message"], MAX_MESSAGE)
    return rule


def explain_field(spec: FieldSpec) -> str:
    """Help, choices and example of a field as one line of sentences."""
    parts = [spec.help]
    if spec.kind is FieldKind.CHOICES:
        parts.append(f"Choices: {_words(spec.choice_words)}.")
    if spec.levels:
        words = (f"{number} {level.value}" for number, level in enumerate(spec.levels))
        parts.append(f"{', '.join(words)}.")
    if spec.kind is FieldKind.NUMBERS:
        parts.append("Separate them with semicolons.")
    if spec.kind is FieldKind.DATE:
        parts.append("Day, month, year.")
    if spec.example:
        parts.append(f"Example: {spec.example}")
    return " ".join(part for part in parts if part)


def _rule(spec: FieldSpec, lists: ChoiceLists) -> dict[str, Any]:
    if spec.kind is FieldKind.YES_NO:
        return _list_rule(lists.range_of(YES_NO), "Choose Yes or No, or leave it blank.")
    if spec.kind is FieldKind.CHOICE:
        words = spec.choice_words
        return _list_rule(lists.range_of(words), f"Choose from the list: {_words(words)}.")
    if spec.suggestions:
        return {"validate": "list", "source": lists.range_of(spec.suggestions), "show_error": False}
    if spec.kind is FieldKind.DATE:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": EARLIEST,
            "maximum": LATEST,
            "error_message": "Write a date as day/month/year, for example 12/12/2025.",
        }
    if spec.is_number:
        return _number_rule(spec)
    return {"validate": "any"}


def _list_rule(source: str, error: str) -> dict[str, Any]:
    return {"validate": "list", "source": source, "error_message": error}


def _number_rule(spec: FieldSpec) -> dict[str, Any]:
    """Bounds warn and do not block: z, x and c are answers too, and the reader checks again."""
    whole = spec.kind is FieldKind.COUNT
    low = spec.minimum if spec.minimum is not None else -1e9
    high = spec.maximum if spec.maximum is not None else 1e9
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": int(low) if whole else low,
        "maximum": int(high) if whole else high,
        "error_type": "warning",
        "error_message": (
            f"{spec.heading}: write {explain_bounds(spec)}, without words. Leave it blank if you "
            "do not know, or write z if it does not apply to you."
        ),
    }


_NOUNS = {
    FieldKind.COUNT: "a whole number",
    FieldKind.MONEY: "an amount in pounds",
    FieldKind.PERCENT: "a percentage",
}


def explain_bounds(spec: FieldSpec) -> str:
    """ "a whole number from 0 to 600"."""
    noun = _NOUNS.get(spec.kind, "a number")
    if spec.kind is FieldKind.MONEY:
        return noun
    if spec.minimum is not None and spec.maximum is not None:
        return f"{noun} from {spec.minimum:.0f} to {spec.maximum:.0f}"
    if spec.minimum is not None:
        return f"{noun} of {spec.minimum:.0f} or more"
    return noun


def _choice_value(word: str) -> str | int:
    """A year group "4" is put in as the number 4: that is what people type."""
    return int(word) if word.isascii() and word.isdigit() else word


def _words(words: Iterable[str]) -> str:
    return ", ".join(words)


def _cut(text: str, length: int) -> str:
    """The text, or as many whole words of it as fit."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0] + "…"


def _column_letter(column: int) -> str:
    first, last = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
