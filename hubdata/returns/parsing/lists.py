"""Lists of register numbers in one cell: URNs, authority codes, numbers of early-years settings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hubdata.returns.fields import FieldSpec, Register
from hubdata.returns.parsing.parsed import Parsed, as_sent, trouble

BETWEEN = "; "
"""What stands between the numbers of a list once it is read."""

_SEPARATORS = re.compile(r"[;,|\n\r/&+]+|\s+and\s+")
_ONE: Mapping[Register, re.Pattern[str]] = {
    Register.SCHOOLS: re.compile(r"(?<![\w.])[1-9]\d{5}(?![\w.])"),
    Register.AUTHORITIES: re.compile(r"(?<![\w.])[1-9]\d{2}(?![\w.])"),
    Register.SETTINGS: re.compile(r"(?<![\w.])[A-Z]{0,3}\d{4,8}(?![\w.])", re.IGNORECASE),
}


def parse_register_numbers(cell: object, spec: FieldSpec) -> Parsed:
    """The numbers of a list, each once, in the order given; a name beside a number is let pass.

    What is no number of the register is questioned; the others are used meanwhile.
    """
    assert spec.register is not None
    text = str(cell) if isinstance(cell, str) else as_sent(cell)
    good: dict[str, None] = {}
    bad: list[str] = []
    for piece in _pieces(text):
        found = _ONE[spec.register].findall(piece)
        if len(found) == 1:
            good[found[0].upper()] = None
        else:
            bad.append(piece)
    value = BETWEEN.join(good) or None
    if not bad:
        return Parsed(value)
    said = ", ".join(f'"{as_sent(piece)}"' for piece in bad[:3]) + (" …" if len(bad) > 3 else "")
    says = (
        f"{said} {'is not a' if len(bad) == 1 else 'are not each a'} {spec.register.value}. "
        "Write the numbers, with semicolons between them."
    )
    return trouble("not-a-number-of-register", says, value=value)


def _pieces(text: str) -> list[str]:
    """The parts of a list; words beside each other are parts of their own if all have digits."""
    pieces: list[str] = []
    for piece in _SEPARATORS.split(text):
        words = piece.split()
        if all(any(sign.isdigit() for sign in word) for word in words):
            pieces += words
        else:
            pieces.append(" ".join(words))
    return pieces
