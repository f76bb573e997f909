"""Definitions as they are read, and the data dictionary as it is taken away."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from hubdata.services.results.definitions import FieldWords, KpiWords, RuleWords
from hubdata.wording import count_of
from pages.components.kit.answers import build_pairs
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.kept import keep
from pages.components.kit.linked import show_linked
from pages.components.kit.look import Status, show_caption
from pages.components.kit.tables import Cell, Column, Group, show_table
from pages.components.returns.issues import NEEDS, Need

FIELD_COLUMNS = (Column("Question"), Column("Answer"), Column("Help"), Column("Example"))
RULE_COLUMNS = (Column("Rule"), Column("If not kept"), Column("Code", weight="soft"))
MOST_OPEN = 3
"""KPIs whose whole definition is open; of more, each is opened by hand."""
MARKS = {Need.CORRECT: Status.OFF, Need.EXPLAIN: Status.WATCH, Need.NOTE: Status.PROVISIONAL}


def show_kpis(kpis: Sequence[KpiWords], search: str) -> None:
    """Each KPI: why it matters and how it is worked out, then everything that defines it, folded
    where there are many.
    """
    found = [kpi for kpi in kpis if is_found(search, kpi.id, kpi.name, kpi.why, *words_of(kpi))]
    show_found(len(found), "KPIs", search)
    show_linked(keep(lambda: build_kpis(found), "KPIs defined", search), "kpis")
    heads = list(dict.fromkeys(head for kpi in kpis for head, _ in kpi.facts))
    show_downloads(
        lambda: Sheet(
            "KPIs",
            ["KPI", "Name", "Why it matters", *heads],
            [[kpi.id, kpi.name, kpi.why, *map(dict(kpi.facts).get, heads)] for kpi in kpis],
        ),
        "definitions of KPIs",
        key="kpis",
    )


def show_fields(fields: Sequence[FieldWords], search: str) -> None:
    """Every question of every return, sheet by sheet: the data dictionary."""
    found = [
        one
        for one in fields
        if is_found(search, one.kind, one.sheet, one.name, one.heading, one.help)
    ]
    show_found(len(found), "questions", search)
    groups = [
        Group(f"{kind}: {sheet}", [build_field(one) for one in some])
        for (kind, sheet), some in groupby(found, key=lambda one: (one.kind, one.sheet))
    ]
    if found:
        show_table(FIELD_COLUMNS, groups, caption="Questions of the returns", key="fields")
    show_downloads(lambda: build_dictionary(fields), "data dictionary", key="fields")


def show_rules(rules: Sequence[RuleWords], search: str) -> None:
    """Every rule, as a return keeps it, and what is asked where it does not."""
    found = [one for one in rules if is_found(search, one.family, one.code, one.sentence)]
    show_found(len(found), "rules", search)
    groups = [
        Group(family, [build_rule(one) for one in some])
        for family, some in groupby(found, key=lambda one: one.family)
    ]
    if found:
        show_table(RULE_COLUMNS, groups, caption="Rules", key="rules")
    show_downloads(lambda: build_rule_sheet(rules), "rules", key="rules")


def show_found(number: int, what: str, search: str) -> None:
    """How many there are, where a word was looked for."""
    if search.strip():
        show_caption(f"{count_of(number, what)} with “{search.strip()}”")


def is_found(search: str, *texts: str) -> bool:
    """Whether every word that was typed is somewhere in the texts."""
    text = " ".join(texts).casefold()
    return all(word in text for word in search.casefold().split())


def words_of(kpi: KpiWords) -> list[str]:
    return [words for _, words in kpi.facts]


def build_kpis(kpis: Sequence[KpiWords]) -> str:
    return "".join(build_kpi(kpi, folded=len(kpis) > MOST_OPEN) for kpi in kpis)


def build_kpi(kpi: KpiWords, *, folded: bool) -> str:
    facts = build_pairs(kpi.facts)
    if folded:
        formula = f'<p class="hub-caption">{escape(kpi.facts[0][1])}</p>'
        facts = (
            f'{formula}<details class="hub-folded"><summary>The whole definition</summary>'
            f"{facts}</details>"
        )
    return (
        f'<h2 class="hub-head" id="{escape(kpi.id)}">{escape(kpi.name)} '
        f'<span class="hub-soft">{escape(kpi.id)}</span></h2>'
        f'<p class="hub-prose">{escape(kpi.why)}</p>{facts}'
    )


def build_field(field: FieldWords) -> list[Cell]:
    needed = "needed in every row" if field.is_required else None
    return [
        Cell(field.heading, small=field.name),
        Cell(field.answers, small=needed),
        Cell(field.help or "none"),
        Cell(field.example or "none"),
    ]


def build_rule(rule: RuleWords) -> list[Cell]:
    need = Need(rule.severity.value)
    return [Cell(rule.sentence), Cell(NEEDS[need][2], status=MARKS[need]), Cell(rule.code)]


def build_dictionary(fields: Sequence[FieldWords]) -> Sheet:
    heads = ["Return", "Sheet", "Field", "Heading", "Answer", "Help", "Example", "Needed"]
    rows = [
        [
            *(one.kind, one.sheet, one.name, one.heading, one.answers, one.help, one.example),
            "Yes" if one.is_required else "No",
        ]
        for one in fields
    ]
    return Sheet("Data dictionary", heads, rows)


def build_rule_sheet(rules: Sequence[RuleWords]) -> Sheet:
    rows = [[one.family, one.code, one.sentence, one.asks] for one in rules]
    return Sheet("Rules", ["Family", "Code", "Rule", "If not kept"], rows)
