"""From the definition of an own KPI as it is typed and stored to one that can be computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubdata import wording
from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import ENTITIES
from hubdata.kpis.language.figures import Among
from hubdata.kpis.language.kpi import Direction, Unit
from hubdata.kpis.language.measures import Over
from hubdata.kpis.language.own import (
    TYPED_SHEET,
    FigureKind,
    OwnCondition,
    OwnDefinition,
    OwnFigure,
    OwnSheet,
    Test,
)
from hubdata.returns.kinds import KINDS
from hubdata.services.own_asking import (
    ASKED,
    OVERS,
    WHO,
    AskedSheet,
    list_sheets,
    parse_number,
)


def read_definition(kpi_id: str, version: int, content: Mapping[str, Any]) -> OwnDefinition:
    """A definition as it is computed. `content` was checked when it was saved."""
    numerator = _figure(content["numerator"])
    below = content.get("denominator")
    denominator = _figure(below) if below else None
    if denominator and denominator.kind in (FigureKind.ALL, FigureKind.RETURNED):
        denominator = _among_the_same(denominator, numerator)
    band = content.get("band")
    return OwnDefinition(
        id=kpi_id,
        version=version,
        name=str(content["name"]).strip(),
        why=str(content["why"]).strip(),
        owner_role=str(content.get("owner_role") or "Head of the hub").strip(),
        function=StrategicFunction(content["function"]),
        limb=content["limb"],
        goals=tuple(Goal(one) for one in content.get("goals", ())),
        outcomes=tuple(Outcome(one) for one in content.get("outcomes", ())),
        unit=Unit(content["unit"]),
        direction=Direction(content["direction"]),
        numerator=numerator,
        denominator=denominator,
        band=(float(band[0]), float(band[1])) if band else None,
        counted=_counted(numerator, content),
    )


def _figure(figure: Mapping[str, Any]) -> OwnFigure:
    kind = FigureKind(figure["kind"])
    if kind is FigureKind.TYPED:
        over = Over(figure.get("over", Over.SUM))
        sheet = OwnSheet(TYPED_SHEET, Among.HUB, ("la_code",))
        return OwnFigure(
            kind,
            str(figure["words"]).strip(),
            sheet=sheet,
            over=over,
            by_authority=bool(figure.get("by_authority")),
        )
    if kind is FigureKind.ROLL:
        return OwnFigure(kind, "pupils on roll of all schools")
    if kind in (FigureKind.ALL, FigureKind.RETURNED):
        return OwnFigure(kind, "")
    asked = list_sheets()[figure["sheet"]]
    return OwnFigure(
        kind=kind,
        words=_explain(figure, kind, asked),
        sheet=_own_sheet(asked.table),
        field=figure.get("field", "") if kind is FigureKind.SUM else "",
        conditions=tuple(_condition(one, asked) for one in figure.get("conditions", ())),
        supported_only=bool(figure.get("supported_only")) and asked.can_be_supported,
        over=Over(figure.get("over", Over.SUM)) if kind is FigureKind.SUM else Over.ANY,
    )


def _among_the_same(below: OwnFigure, above: OwnFigure) -> OwnFigure:
    """ "All" and "those that returned" are of those who are asked for what is counted."""
    sheet = above.sheet or OwnSheet("", Among.BASE)
    who = WHO[sheet.asked]
    words = f"all {who}" if below.kind is FigureKind.ALL else f"{who} that returned the sheet"
    return OwnFigure(below.kind, words, sheet=sheet)


def _own_sheet(table: str) -> OwnSheet:
    for kind in KINDS.values():
        for sheet in kind.sheets:
            if sheet.table == table:
                entity = () if sheet.one_row else ENTITIES.get(table, sheet.key_fields)
                return OwnSheet(table, ASKED.get(kind.name, Among.BASE), entity)
    raise KeyError(table)


def _condition(one: Mapping[str, Any], sheet: AskedSheet) -> OwnCondition:
    field = sheet.field(one["field"])
    assert field is not None  # it was checked when it was saved
    test, value = Test(one["test"]), one.get("value")
    if test in (Test.ANSWERED, Test.THIS_YEAR):
        return OwnCondition(field.name, test)
    if field.is_number:
        return OwnCondition(field.name, test, parse_number(value))
    if field.choices == ("Yes", "No"):
        return OwnCondition(field.name, test, value == "Yes")
    return OwnCondition(field.name, test, str(value).strip(), is_list=field.is_list)


def _explain(figure: Mapping[str, Any], kind: FigureKind, sheet: AskedSheet) -> str:
    """ "pupils in the class added up, of Whole class, where instrument is brass"."""
    where = sheet.label.split(": ", 1)[1]
    asked = [_explain_condition(one, sheet) for one in figure.get("conditions", ())]
    if figure.get("supported_only") and sheet.can_be_supported:
        asked.insert(0, "the hub supports it")
    only = f" where {wording.join_words(asked)}" if asked else ""
    match kind:
        case FigureKind.SUM:
            field = sheet.field(figure["field"])
            heading = wording.first_lower(field.heading) if field else ""
            return f"{heading} ({where}{only}), {OVERS[Over(figure.get('over', Over.SUM))]}"
        case FigureKind.OWNERS:
            return f"{sheet.who} with an answer in {where}{only}"
    return f"different rows of {where}{only}"


def _explain_condition(one: Mapping[str, Any], sheet: AskedSheet) -> str:
    field, test = sheet.field(one["field"]), Test(one["test"])
    heading = wording.first_lower(field.heading.rstrip("?")) if field else ""
    if test is Test.ANSWERED:
        return f"{heading} is answered"
    if test is Test.THIS_YEAR:
        return f"{heading} is in the academic year"
    if test in (Test.AT_LEAST, Test.AT_MOST):
        return f"{heading} is {test.value} {one['value']}"
    return f"{heading} {test.value} {wording.first_lower(str(one['value']))}"


def _counted(numerator: OwnFigure, content: Mapping[str, Any]) -> str:
    told = str(content.get("counted") or "").strip()
    if told:
        return told
    if numerator.kind is FigureKind.OWNERS and numerator.sheet:
        return WHO[numerator.sheet.asked]
    return "pounds" if Unit(content["unit"]) is Unit.POUNDS else "things"
