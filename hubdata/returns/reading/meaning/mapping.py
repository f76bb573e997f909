"""Which field a heading means, and which sheet a sheet's name means, whoever wrote them.

A heading is compared without case, spacing and punctuation. Field names come first, then the
headings of the template, then the synonyms of the field's declaration.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from hubdata.returns.fields import FieldSpec
from hubdata.returns.kinds import ReturnKind, Sheet

SHEET_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "Return": ("return details", "about", "about you", "about the school", "your school"),
    "Context": ("school context", "roll", "pupils on roll", "pupil numbers", "school roll"),
    "Curriculum": ("curriculum music", "music curriculum", "music in the curriculum"),
    "Support": ("hub support", "support from the hub", "support received"),
    "Whole class": (
        *("wcet", "whole class ensemble teaching", "whole class teaching", "wider opportunities"),
        *("wider opps", "first access", "whole class tuition", "classroom instrumental learning"),
    ),
    "Tuition": (
        *("instrumental tuition", "lessons", "instrumental lessons", "small group tuition"),
        *("individual and small group", "music lessons", "music tuition"),
    ),
    "Ensembles": ("ensemble", "choirs and ensembles", "groups", "bands", "ensembles and choirs"),
    "Performance": ("performances", "performing", "live music", "concerts", "performance and live"),
    "Continuation and instruments": (
        *("continuation", "progression", "instruments", "instrument loan", "instrument loans"),
        *("continuation instruments", "progression and instruments"),
    ),
    "Projects": ("project", "activities", "programmes", "project delivery"),
    "CPD": ("training", "cpd courses", "courses", "staff training", "professional development"),
    "Destinations": ("moving on", "progression routes", "young people moving on"),
    "Money": ("finance", "grant", "budget", "funding"),
    "Income": ("income sources", "funding"),
    "Expenditure": ("spend", "spending", "costs"),
    "Payments to partners": ("partner payments", "payments", "commissioning", "grants to partners"),
    "Balances": ("reserves", "balance sheet"),
    "Workforce": ("staff", "staffing", "people"),
    "Delivery": ("teaching hours", "hours"),
    "Instruments": ("instrument stock", "stock"),
    "Environment": ("environmental", "carbon", "sustainability"),
    "Lead schools": ("lead school",),
    "Early years": ("early years settings", "eyfs settings"),
    "Publications": ("documents", "published documents", "policies"),
    "Governance": ("board", "risk", "governance and risk"),
}
"""Other names that people give the sheets; the declared name is always understood."""

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NUMBERING = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d{1,2}[a-z]?\s*[.):\-]\s*", re.IGNORECASE)
_FILLERS = re.compile(
    r"\b(?:please (?:enter|give|state|provide|confirm|tell us)|total number of|the number of"
    r"|number of|no\.? of|nos?\. of|# of|how many|total|count of|the|what is|what's|what was"
    r"|(?:at |in |by )?your school(?:'s|s|’s)?|your|this term|in the term|do you have"
    r"|received|receiving|took part(?: in)?|had)\b",
    re.IGNORECASE,
)


class Target(NamedTuple):
    """Where an answer goes: a field of a sheet."""

    sheet: str
    field: str


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Letters and digits only, in lower case: "Pupils_first time*" is "pupilsfirsttime"."""
    return "".join(character for character in text.casefold() if character.isalnum())


@lru_cache(maxsize=8192)
def bare_forms(text: str) -> tuple[str, ...]:
    """The ways a heading may be understood, nearest to what was written first."""
    plain = _NUMBERING.sub("", _ASIDE.sub(" ", text))
    forms = (text, text.splitlines()[0] if text else "", plain, _FILLERS.sub(" ", plain))
    return tuple(dict.fromkeys(form for form in map(bare, forms) if form))


@cache
def headings_of(sheet: Sheet) -> Mapping[str, str]:
    """Every bare heading that is understood in a sheet, and its field. A clash: the first wins."""
    known: dict[str, str] = {}
    for words in (_names, _template_headings, _synonyms):
        for spec in sheet.fields:
            for word in words(spec):
                known.setdefault(bare(word), spec.name)
    return known


def _names(spec: FieldSpec) -> Iterable[str]:
    return (spec.name, spec.public_name)


def _template_headings(spec: FieldSpec) -> Iterable[str]:
    return (spec.heading, spec.heading.removeprefix("Of them, "))


def _synonyms(spec: FieldSpec) -> Iterable[str]:
    return spec.synonyms


def find_field(sheet: Sheet, text: str) -> str | None:
    """The field of a sheet that a heading means, or `None`."""
    known = headings_of(sheet)
    for form in bare_forms(text):
        if form in known:
            return known[form]
    return None


@lru_cache(maxsize=4096)
def find_sheet(kind: ReturnKind, name: str) -> Sheet | None:
    """The sheet that a sheet's name means: "3. WCET (autumn)" is "Whole class"."""
    known = _sheet_names(kind)
    for form in bare_forms(name):
        stripped = form.strip("0123456789").removesuffix("sheet").removesuffix("tab")
        if found := known.get(form) or known.get(stripped):
            return found
    return None


@cache
def _sheet_names(kind: ReturnKind) -> Mapping[str, Sheet]:
    names: dict[str, Sheet] = {}
    for sheet in kind.sheets:
        for name in (sheet.name, sheet.table):
            names.setdefault(bare(name), sheet)
    for sheet in kind.sheets:
        for synonym in SHEET_SYNONYMS.get(sheet.name, ()):
            names.setdefault(bare(synonym), sheet)
    return names


def fingerprint(headings: Iterable[str]) -> str:
    """The same for the same headings in any order: by it a sender's layout is remembered."""
    return "|".join(sorted({bare(heading) for heading in headings if bare(heading)}))
