"""From a cell to the typed value of its field. Values are plain: int, float, bool, date, str, None.

Choices are given as the words of the list; blank is `None`, never 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache, partial

from rapidfuzz import fuzz, process

from hubdata.errors import UnknownThing
from hubdata.periods import AcademicYear, Term
from hubdata.returns.fields import FieldKind, FieldSpec
from hubdata.returns.parsing.dates import parse_date
from hubdata.returns.parsing.lists import parse_register_numbers
from hubdata.returns.parsing.numbers import parse_number
from hubdata.returns.parsing.parsed import BLANK, Parsed, as_sent, trouble
from hubdata.returns.reading.opening.grid import NOT_CALCULATED, Cell, is_blank
from hubdata.returns.reading.opening.workbook import as_fault
from hubdata.vocabulary import ALIASES, NoValue, YearGroup

NO_ANSWER = frozenset(
    (
        *("-", "--", "–", "—", "n/a", "na", "n.a.", "n\\a", "?", "??", "tbc", "tba", "tbd"),
        *("unknown", "not known", "don't know", "dont know", "not applicable", "not available"),
        *("blank", "null", "nan", ".", "...", "…", "#n/a n/a"),
    )
)
"""What people write where they have no answer; read as blank, with a note."""

_YES = frozenset(("y", "yes", "true", "t", "1", "x", "✓", "✔", "☑", "☒", "tick", "ticked", "yep"))
_NO = frozenset(("n", "no", "false", "f", "0", "none", "☐", "✗", "✘", "nope"))
_YES_OR_NO_FIRST = re.compile(r"(yes|no)\b[\s,;:.\-–—(].*")
_SYMBOLS: Mapping[str, str] = {
    **{symbol.value: symbol.value for symbol in NoValue},
    **{f"[{symbol.value}]": symbol.value for symbol in NoValue},
    "k": NoValue.LOW.value,
    "[k]": NoValue.LOW.value,
}
_TERM_WORDS: Mapping[str, Term] = {
    **dict.fromkeys(("aut", "fall", "christmas", "michaelmas"), Term.AUTUMN),
    **dict.fromkeys(("spr", "easter", "lent"), Term.SPRING),
    **dict.fromkeys(("sum", "trinity"), Term.SUMMER),
    **dict.fromkeys(("year", "whole year", "full year", "all year", "yearly"), Term.ANNUAL),
}
_TERM_EXTRAS = re.compile(r"\bterm\b|\b[12]\b|\b\d{2,6}\b|\breturn\b")
_SEVERAL_YEAR_GROUPS = re.compile(
    r"\D*\d{1,2}\s*(?:/|-|–|&|\+|,|;|and|to)\s*\D*\d{1,2}\D*|\s*r\W+\d.*"
)
_WHOLE_AS_DECIMAL = re.compile(r"^\s*(\d+)\.0+\s*$")
"""A year group as a csv file of numbers has it: "4.0"."""
_BETWEEN_CHOICES = re.compile(r"[;,|\n/]+|\s+and\s+|\s&\s")
_LIKE_A_CHOICE = 75
CELLS_REMEMBERED = 512
"""Of each field."""
_LONGEST_LIST_TO_SAY = 8


def parse_cell(cell: Cell, spec: FieldSpec) -> Parsed:
    """What a cell means as an answer to a field."""
    if is_blank(cell):
        return BLANK
    return parser_of(spec)(cell)


@cache
def parser_of(spec: FieldSpec) -> Callable[[Cell], Parsed]:
    """The parser of a field's cells that are not blank. It remembers what it parsed: thousands of
    cells say "Yes" or 0."""
    return lru_cache(maxsize=CELLS_REMEMBERED, typed=True)(_parser_of(spec))


def _parser_of(spec: FieldSpec) -> Callable[[Cell], Parsed]:
    if spec.name == "time_period":
        return partial(_parse_answer, parse=_parse_year)
    if spec.name == "partner_id":
        return partial(_parse_answer, parse=_parse_partner_id)
    parsers: Mapping[FieldKind, Callable[[Cell], Parsed]] = {
        FieldKind.COUNT: partial(parse_number, spec=spec),
        FieldKind.NUMBER: partial(parse_number, spec=spec),
        FieldKind.MONEY: partial(parse_number, spec=spec),
        FieldKind.PERCENT: partial(parse_number, spec=spec),
        FieldKind.NUMBERS: partial(parse_register_numbers, spec=spec),
        FieldKind.YES_NO: partial(_parse_yes_no, spec=spec),
        FieldKind.CHOICE: partial(_parse_choice, spec=spec),
        FieldKind.CHOICES: partial(_parse_choices, spec=spec),
        FieldKind.DATE: parse_date,
    }
    if spec.kind is FieldKind.TEXT:
        return partial(_parse_text, spec=spec)
    if spec.levels:
        return partial(_parse_answer, parse=partial(_parse_level, spec=spec))
    return partial(_parse_answer, parse=parsers[spec.kind], ticks=spec.kind is FieldKind.YES_NO)


def _parse_answer(cell: Cell, *, parse: Callable[[Cell], Parsed], ticks: bool = False) -> Parsed:
    """Symbols and words for "no answer" mean the same in every kind of field but text.

    The exception is "x", which is a tick where yes or no is asked (`ticks`).
    """
    if type(cell) is float:
        return parse(cell)
    if fault := as_fault(cell):
        return _faulty(fault.error)
    if not isinstance(cell, str):
        return parse(cell)
    text = cell.strip().casefold()
    if text in _SYMBOLS and not (ticks and text == "x"):
        return Parsed(mark=_SYMBOLS[text])
    if text in NO_ANSWER:
        return trouble("read-as-blank", f'"{as_sent(cell)}" is read as no answer.')
    return parse(cell)


def _faulty(error: str) -> Parsed:
    if error == NOT_CALCULATED:
        return trouble(
            "formula-not-calculated",
            "the cell holds a formula that was never calculated. Open the file in a spreadsheet "
            "program, save it and send it again, or write the value.",
        )
    return trouble(
        "formula-error", f"the formula gives {error}. Write the value in place of the formula."
    )


def _parse_yes_no(cell: Cell, spec: FieldSpec) -> Parsed:
    """Survey tools write a ticked box as the words beside it."""
    if isinstance(cell, bool):
        return Parsed(cell)
    text = as_sent(cell).strip().casefold()
    bare = text.rstrip("!.")
    if bare in _YES:
        return Parsed(True)
    if bare in _NO:
        return Parsed(False)
    if _said(text) in {_said(words) for words in (spec.heading, *spec.synonyms)}:
        return Parsed(True)
    if match := _YES_OR_NO_FIRST.fullmatch(text):
        return trouble(
            "answer-with-words",
            f'"{as_sent(cell)}" is read as {match[1].capitalize()}.',
            value=match[1] == "yes",
        )
    return trouble(
        "not-yes-or-no",
        f'"{as_sent(cell)}" is neither yes nor no. Answer Yes or No, or leave the cell blank.',
    )


def _parse_choice(cell: Cell, spec: FieldSpec) -> Parsed:
    assert spec.choices is not None
    text = _said(_WHOLE_AS_DECIMAL.sub(r"\1", as_sent(cell)))
    if spec.choices is Term:
        text = " ".join(_TERM_EXTRAS.sub(" ", text).split())
    found = _words_of(spec.choices).get(text)
    if found is not None:
        return Parsed(found)
    if spec.choices is YearGroup and isinstance(cell, date):
        return _mixed_year_groups(f"{cell.day}/{cell.month}")
    if spec.choices is YearGroup and _SEVERAL_YEAR_GROUPS.fullmatch(as_sent(cell).casefold()):
        return _mixed_year_groups(as_sent(cell))
    return trouble("not-in-list", f'"{as_sent(cell)}" is not on the list. {_offer(text, spec)}')


def _parse_level(cell: Cell, spec: FieldSpec) -> Parsed:
    """A level by its number, its word, or both: "2 shaped decisions" is 2."""
    assert spec.levels is not None
    levels = list(spec.levels)
    word = _said(as_sent(cell)).lstrip("0123456789 ")
    if not word:
        return parse_number(cell, spec)
    found = _words_of(spec.levels).get(word)
    if found is None:
        said = ", ".join(f"{number} {level.value}" for number, level in enumerate(levels))
        return trouble("not-in-list", f'"{as_sent(cell)}" is not a level. Choose one of: {said}.')
    return Parsed([level.value for level in levels].index(found))


def _mixed_year_groups(sent: str) -> Parsed:
    return trouble(
        "mixed-year-groups",
        f'"{sent}" is more than one year group. Give the class a row for each of them.',
    )


def _parse_choices(cell: Cell, spec: FieldSpec) -> Parsed:
    assert spec.choices is not None
    words = _words_of(spec.choices)
    pieces = [piece.strip() for piece in _BETWEEN_CHOICES.split(str(cell)) if piece.strip()]
    unknown = [piece for piece in pieces if _said(piece) not in words]
    if unknown:
        offer = _offer(_said(unknown[0]), spec)
        return trouble("not-in-list", f'"{as_sent(unknown[0])}" is not on the list. {offer}')
    chosen = {words[_said(piece)] for piece in pieces}
    return Parsed("; ".join(word for word in spec.choice_words if word in chosen) or None)


def _offer(text: str, spec: FieldSpec) -> str:
    """ "Did you mean "brass"?", or the list where it is short, or the way to it."""
    assert spec.choices is not None
    words = _words_of(spec.choices)
    near = process.extractOne(text, words.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_A_CHOICE)
    if near:
        return f'Did you mean "{words[near[0]]}"?'
    if len(spec.choice_words) <= _LONGEST_LIST_TO_SAY:
        return f"Choose one of: {', '.join(spec.choice_words)}."
    return f"Choose one of the list, such as {', '.join(spec.choice_words[:4])}."


@cache
def _words_of(choices: type[StrEnum]) -> Mapping[str, str]:
    """Everything that means one of a list, and the word of the list it means."""
    words = {_said(choice.value): choice.value for choice in choices}
    for choice in choices:
        words.setdefault(_said(choice.name), choice.value)
    for alias, choice in ALIASES.get(choices, {}).items():
        words.setdefault(_said(alias), choice.value)
    if choices is Term:
        words |= {word: term.value for word, term in _TERM_WORDS.items()}
    return words


def _said(text: str) -> str:
    """Lower case, without punctuation, single spaces: the form that aliases are kept in."""
    kept = (c if c.isalnum() else " " for c in text.casefold())
    return " ".join("".join(kept).split())


def _parse_year(cell: Cell) -> Parsed:
    try:
        return Parsed(AcademicYear.parse(as_sent(cell).casefold().replace("ay", "")).code)
    except UnknownThing:
        return trouble(
            "not-an-academic-year",
            f'"{as_sent(cell)}" is not an academic year. Write it as 202526 or 2025/26.',
        )


def _parse_partner_id(cell: Cell) -> Parsed:
    """ "p07" and "P 07" are the partner P07."""
    return Parsed("".join(as_sent(cell).upper().split()) or None)


def _parse_text(cell: Cell, spec: FieldSpec) -> Parsed:
    if fault := as_fault(cell):
        return _faulty(fault.error)
    if isinstance(cell, bool):
        return Parsed("Yes" if cell else "No")
    if isinstance(cell, date):
        return _text_from_date(cell, spec)
    if isinstance(cell, str):
        return _plain_text(cell, spec)
    return Parsed(as_sent(cell))


def _plain_text(cell: str, spec: FieldSpec) -> Parsed:
    lines = (" ".join(line.split()) for line in cell.replace("\xa0", " ").splitlines())
    text = "\n".join(line for line in lines if line)
    printable = "".join(c for c in text if c.isprintable() or c == "\n")
    if spec.key:
        printable = printable.replace("\n", " ")
    if printable.casefold() in NO_ANSWER:
        return (
            BLANK
            if not spec.key
            else trouble("read-as-blank", f'"{as_sent(cell)}" is read as no answer.')
        )
    return Parsed(printable or None)


def _text_from_date(cell: date, spec: FieldSpec) -> Parsed:
    """Excel turns a class called "3/4" into the third of April."""
    if not spec.key:
        return Parsed(f"{cell:%d/%m/%Y}")
    day = cell.date() if isinstance(cell, datetime) else cell
    text = f"{day.day}/{day.month}"
    return trouble(
        "text-became-date",
        f"the spreadsheet program has turned a name into a date ({day:%d/%m/%Y}); it is read as "
        f'"{text}". Format the cell as text and write the name again.',
        value=text,
    )
