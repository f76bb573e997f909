"""What everything means, in words: every KPI, every field that is asked, every rule of the checks.

Nothing is written here twice: it is read from the catalogue and the declarations themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hubdata import wording
from hubdata.framework import FUNCTIONS, GOALS, OUTCOMES
from hubdata.kpis.judging.benchmarks import find_benchmark
from hubdata.kpis.judging.rag import amber_words
from hubdata.kpis.language.kpi import Direction, Kpi
from hubdata.returns.checking.codes import CODES
from hubdata.returns.documentation import describe_fields
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import KINDS
from hubdata.returns.rules import RULES
from hubdata.services.intake.overlaps import explain_counting_once
from hubdata.services.kpis import list_kpis
from hubdata.services.results.asked import explain_base, explain_splits
from hubdata.services.standards.benchmarks import Benchmark, explain_benchmark, list_benchmarks

READING = "Reading the file"
"""The family of rules that every cell, row and sheet keeps before anything is compared."""

DIRECTIONS = {
    Direction.UP: "More is better",
    Direction.DOWN: "Less is better",
    Direction.BAND: "In proportion is better: neither too little nor too much",
    Direction.CONTEXT: "For context: neither more nor less is better",
}
SEVERITIES = {
    Severity.ERROR: "Correct",
    Severity.QUERY: "Correct or explain",
    Severity.NOTE: "For information",
}


@dataclass(frozen=True)
class KpiWords:
    """One KPI in words. `facts` are what is said of it, each with its heading."""

    id: str
    name: str
    why: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FieldWords:
    """One field of a return. `answers` says what may be written."""

    kind: str
    sheet: str
    name: str
    heading: str
    help: str
    answers: str
    example: str
    is_required: bool


@dataclass(frozen=True)
class RuleWords:
    """One rule as a return keeps it, and what is asked of the sender where it does not."""

    family: str
    code: str
    sentence: str
    severity: Severity
    asks: str


def explain_kpis() -> tuple[KpiWords, ...]:
    """Every KPI, in their order."""
    known = list_benchmarks()
    return tuple(_explain_kpi(kpi, known) for kpi in list_kpis())


def explain_fields() -> tuple[FieldWords, ...]:
    """Every field of every kind of return, in the order asked."""
    return tuple(
        FieldWords(
            kind=wording.first_upper(kind.title),
            sheet=one["sheet"],
            name=one["name"],
            heading=one["heading"],
            help=one["help"],
            answers=_explain_answers(one),
            example=str(one["example"]),
            is_required=one["required"],
        )
        for kind in KINDS.values()
        for one in describe_fields(kind)
    )


def explain_rules() -> tuple[RuleWords, ...]:
    """Every rule by family; what reading asks comes first."""
    codes = [(READING, code.name, code.sentence, code.severity) for code in CODES.values()]
    rules = [
        (rule.family.value, rule.code, rule.sentence, rule.severity) for rule in RULES.values()
    ]
    return tuple(
        RuleWords(family, code, sentence, severity, SEVERITIES[severity])
        for family, code, sentence, severity in (*codes, *rules)
    )


def _explain_kpi(kpi: Kpi, benchmarks: Iterable[Benchmark]) -> KpiWords:
    facts = (
        ("Formula", kpi.formula_words),
        ("Counted", kpi.numerator_words),
        ("Out of", kpi.denominator_words),
        ("Base", explain_base(kpi)),
        ("Split by", explain_splits(kpi)),
        ("Over the year", wording.first_upper(kpi.over)),
        ("Told by two sources", explain_counting_once(kpi)),
        ("Further figures", "; ".join(part.name for part in kpi.parts)),
        ("Better", DIRECTIONS[kpi.direction]),
        ("Target to begin with", _explain_target(kpi)),
        ("How it is rated", amber_words(kpi, band=kpi.band).replace(" %", "%")),
        ("Benchmark", _explain_benchmark(kpi, benchmarks)),
        ("Goal", "; ".join(GOALS[goal].name for goal in kpi.goals)),
        ("Function", "; ".join(f"{FUNCTIONS[one.function].name}: {one.text}" for one in kpi.limbs)),
        ("Evidence for", "; ".join(OUTCOMES[outcome].name for outcome in kpi.outcomes)),
        ("Worked example", _explain_example(kpi)),
        ("Owner", kpi.owner_role),
        ("Version of the definition", kpi.version),
        ("What changed", _explain_changed(kpi)),
    )
    return KpiWords(kpi.id, kpi.name, kpi.why, tuple(fact for fact in facts if fact[1]))


def _explain_changed(kpi: Kpi) -> str:
    """What is other from a year on, and what a version counts otherwise of all years."""
    changes = [f"{year}: {words}" for year, words in kpi.changed]
    changes += [f"Version {version}: {words}" for version, words in kpi.rewritten]
    return "; ".join(changes)


def _explain_benchmark(kpi: Kpi, known: Iterable[Benchmark]) -> str:
    """The figure that stands in its chart, with its source; or that there is none counted alike."""
    drawn = find_benchmark(kpi, known)
    if drawn is None:
        return "None that is counted alike"
    return f"{explain_benchmark(drawn, kpi)}. {drawn.source}"


def _explain_target(kpi: Kpi) -> str:
    if kpi.band:
        return wording.explain_range(*kpi.band, unit=kpi.unit.value)
    if kpi.default_target is None:
        return ""
    return wording.explain_value(kpi.default_target, kpi.unit.value)


def _explain_example(kpi: Kpi) -> str:
    if kpi.example is None:
        return ""
    value = float(kpi.example.value)
    places = wording.decimals_of(kpi.unit.value, value)
    result = wording.explain_value(value, kpi.unit.value, decimals=places)
    return f"{kpi.example.words} The result is {result}."


def _explain_answers(field: dict[str, Any]) -> str:
    """ "One of: none, draft, published", "Whole number from 0 to 500"."""
    kind = wording.first_upper(field["type"])
    if field["choices"]:
        several = "Several of" if field["type"].startswith("several") else "One of"
        return f"{several}: {', '.join(field['choices'])}"
    least, most = field["min"], field["max"]
    if least is None and most is None:
        suggested = ", ".join(field["suggestions"][:6])
        return f"{kind}, such as {suggested}" if suggested else kind
    if most is None:
        return f"{kind} from {least}"
    return f"{kind} up to {most}" if least is None else f"{kind} from {least} to {most}"
