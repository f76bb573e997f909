"""Numbers as people write them: "1,204", "£3k", "12 pupils", "10ish", "<5", "25%", "twelve"."""

from __future__ import annotations

import math
import re
from datetime import date, time, timedelta

from hubdata.returns.fields import FieldKind, FieldSpec
from hubdata.returns.parsing.parsed import APPROXIMATE, Parsed, as_sent, trouble
from hubdata.returns.parsing.units import find_other_unit, without_unit

_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"([+-]?)(\d{1,3}(?:[, '’]\d{3})+)(\.\d+)?")
_APPROXIMATE_BEFORE = re.compile(
    r"^(?:~|≈|c\.?|ca\.?|circa|about|around|approx\.?|approximately|roughly|nearly|almost|some"
    r"|est\.?|estimated?)\s*(?=[£\d])"
)
_APPROXIMATE_AFTER = re.compile(
    r"\s*(?:-?\s?ish|\?|or so|roughly|ca\.?"
    r"|\(?(?:approx\.?|approximately|about|est\.?|estimated?)\)?)$"
)
_SHORT = re.compile(r"\s*([km])$")
_TIMES = {"k": 1000, "m": 1_000_000}
_LIMIT = re.compile(
    r"^(?:[<>≤≥]=?|(?:fewer|less|more|greater) than|under|over|below|above|up to|at least|at most"
    r"|max\.?|min\.?)\s*\d|^\d+\s*(?:\+|plus|or (?:more|fewer|less)|max)$"
)
_RANGE = re.compile(r"^\d+\s*(?:-|–|—|/|to|or|and)\s*\d+$")
_PERCENTAGE = re.compile(r"\d\s*(?:%|per\s?cent|percent)")
_PERCENT_SIGN = re.compile(r"\s*(?:%|per\s?cent|percent)\.?$")
_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NONE = frozenset(("nil", "none", "zero", "nought", "no pupils", "nobody", "no one"))


def parse_number(cell: object, spec: FieldSpec) -> Parsed:
    """A number of the field's kind, within its bounds."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _fit(float(cell), spec, sent=cell)
    if isinstance(cell, str):
        return _parse_text(cell, spec)
    if isinstance(cell, date | time | timedelta):
        return trouble(
            "number-is-a-date",
            f"the cell holds a date or time ({as_sent(cell)}), not a number. "
            "Format it as a number and write the number again.",
        )
    return _not_a_number(cell, spec)


def _parse_text(sent: str, spec: FieldSpec) -> Parsed:
    text = " ".join(sent.replace("\u2212", "-").casefold().split())
    number = _figures(without_unit(text, spec) if text[:1] not in "~<>" else text, spec)
    if other := find_other_unit(sent, text, spec):
        return other
    if number is not None:
        return _fit(number, spec, sent=sent)
    if text in _NONE:
        return trouble("zero-in-words", f'"{as_sent(sent)}" is read as 0. Write 0.', value=0)
    if _LIMIT.match(text):
        return trouble(
            "number-is-a-limit",
            f'"{as_sent(sent)}" is a limit, not a number. Give the number itself.',
        )
    if _PERCENTAGE.search(text):
        return _percentage(sent, spec, text)
    if _RANGE.match(without_unit(text, spec)):
        return trouble(
            "number-is-a-range",
            f'"{as_sent(sent)}" is a range. Give one number, your best estimate if need be.',
        )
    return _approximate(sent, text, spec)


def _approximate(sent: str, text: str, spec: FieldSpec) -> Parsed:
    """ "10ish" is 10, marked as approximate and questioned; anything else is no number."""
    stripped = _APPROXIMATE_BEFORE.sub("", text)
    stripped = _APPROXIMATE_AFTER.sub("", without_unit(stripped, spec))
    stripped = _APPROXIMATE_AFTER.sub("", without_unit(stripped, spec))
    short = _SHORT.search(stripped)
    number = _figures(_SHORT.sub("", stripped), spec)
    if number is None:
        return _number_in_words(sent, text, spec)
    fitted = _fit(round(number * _TIMES[short[1]], 6) if short else number, spec, sent=sent)
    if fitted.problem:
        return fitted
    return trouble(
        "approximate",
        f'"{as_sent(sent)}" is read as {fitted.value:,}, approximately. '
        "Give the exact number, or say that it is an estimate.",
        value=fitted.value,
        mark=APPROXIMATE,
    )


def _figures(text: str, spec: FieldSpec) -> float | None:
    """The number in text that holds only one, in figures; money may have its sign."""
    is_negative = False
    if spec.is_decimal:
        is_negative = text.startswith("(") and text.endswith(")")
        text = (text[1:-1] if is_negative else text).replace("£", "").strip()
    if match := _THOUSANDS.fullmatch(text):
        text = match[1] + re.sub(r"\D", "", match[2]) + (match[3] or "")
    if not _PLAIN.fullmatch(text):
        return None
    return -float(text) if is_negative else float(text)


def _fit(number: float, spec: FieldSpec, *, sent: object) -> Parsed:
    if not math.isfinite(number):
        return _not_a_number(sent, spec)
    value: int | float = number
    if spec.kind is FieldKind.PERCENT and 0 < number <= 1:
        return _share(number, sent)
    if spec.kind is FieldKind.COUNT:
        if not number.is_integer():
            return _percentage(sent, spec) if 0 < number < 1 else _not_whole(sent)
        value = int(number)
    return _in_bounds(value, spec, sent=sent)


def _in_bounds(value: int | float, spec: FieldSpec, *, sent: object) -> Parsed:
    if spec.minimum is not None and value < spec.minimum:
        return _out_of_bounds(sent, spec, f"less than {spec.minimum:,.0f}")
    if spec.maximum is not None and value > spec.maximum:
        return _out_of_bounds(sent, spec, f"more than {spec.maximum:,.0f}")
    return Parsed(value)


def _out_of_bounds(sent: object, spec: FieldSpec, how: str) -> Parsed:
    """Codes such as a URN have a length, not a size."""
    low, high = spec.minimum, spec.maximum
    if low and high and len(str(int(low))) == len(str(int(high))) > 1:
        says = f"{as_sent(sent)} does not have {len(str(int(low)))} digits. Check the number."
    else:
        says = f"{as_sent(sent)} is {how}. Check the number."
    return trouble("out-of-bounds", says)


def _not_whole(sent: object) -> Parsed:
    return trouble(
        "number-not-whole", f"{as_sent(sent)} is not a whole number. Give a whole number."
    )


def _share(number: float, sent: object) -> Parsed:
    """A cell that shows 85% holds 0.85; 1 may be 1 % or all."""
    return trouble(
        "share-of-one",
        f"{as_sent(sent)} is read as {number * 100:g} per cent. Give a percentage, from 0 to 100.",
        value=round(number * 100, 6),
    )


def _percentage(sent: object, spec: FieldSpec, text: str = "") -> Parsed:
    if spec.kind is FieldKind.PERCENT:
        number = _figures(_PERCENT_SIGN.sub("", text), spec)
        return _not_a_number(sent, spec) if number is None else _in_bounds(number, spec, sent=sent)
    asked = "the number itself" if spec.is_decimal else "a whole number"
    return trouble(
        "number-is-a-percentage",
        f'"{as_sent(sent)}" is a share, and a number is asked. Give {asked}, not a percentage.',
    )


def _number_in_words(sent: str, text: str, spec: FieldSpec) -> Parsed:
    number = _from_words(without_unit(text, spec))
    if number is None:
        return _not_a_number(sent, spec)
    return trouble(
        "number-in-words",
        f'"{as_sent(sent)}" is written in words. Write it in figures: {number}.',
    )


def _from_words(text: str) -> int | None:
    if text in _WORDS:
        return _WORDS.index(text)
    tens, _, ones = text.replace("-", " ").partition(" ")
    if tens not in _TENS or (ones and ones not in _WORDS[1:10]):
        return None
    return (_TENS.index(tens) + 2) * 10 + (_WORDS.index(ones) if ones else 0)


def _not_a_number(sent: object, spec: FieldSpec) -> Parsed:
    noun = "a whole number" if spec.kind is FieldKind.COUNT else "a number"
    return trouble(
        "not-a-number",
        f'"{as_sent(sent)}" is not {noun}. Write {noun} in figures, or leave the cell blank '
        "if it is not known.",
    )
