"""How a rule is declared, and the register of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from hubdata.returns.checking.in_check import ReturnInCheck, RowInCheck
from hubdata.returns.issues import Issue, Severity
from hubdata.returns.reading.opening.places import say_place


class Family(StrEnum):
    """What a rule compares a number with; the value heads its group on the definitions page."""

    PARTS = "Parts of a whole"
    ROLL = "Against the roll"
    BETWEEN = "Between sheets"
    WITHIN = "Within a sheet"
    REGISTER = "Against the register"
    BEFORE = "Against the term before"
    CALENDAR = "Calendar"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is not kept: `says` is what is wrong and what to do."""

    says: str
    row: RowInCheck | None = None
    field: str = ""
    sheet: str = ""

    @classmethod
    def on_front(cls, one: ReturnInCheck, says: str, field: str = "") -> Finding:
        """At a cell of the front sheet (without `field`, at the number of the source) where there
        is one, else of the return as a whole."""
        front, field = one.one(one.kind.front.name), field or one.kind.source_field
        return cls(says, front, field) if front and field in front.raw.columns else cls(says)


Find = Callable[[ReturnInCheck], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`code` is stable; `sentence` states the rule as a return keeps it."""

    code: str
    severity: Severity
    family: Family
    sentence: str
    find: Find

    def check(self, one: ReturnInCheck) -> list[Issue]:
        """The issues of a return; an error marks its row."""
        return [self._issue(one, finding) for finding in self.find(one)]

    def _issue(self, one: ReturnInCheck, finding: Finding) -> Issue:
        row = finding.row
        is_error = self.severity is Severity.ERROR
        if row is None:
            part = one.read.get(finding.sheet)
            sent = part.sent if part and part.sent else finding.sheet
            message = f"{say_place(sent)}: {finding.says}" if sent else finding.says
            return Issue(self.severity, self.code, message, sheet=sent)
        if is_error:
            row.has_errors = True
        return Issue(
            severity=self.severity,
            code=self.code,
            message=f"{row.place(finding.field)}: {finding.says}",
            sheet=row.raw.sent or row.sheet.name,
            cell=row.raw.address(finding.field) if finding.field else "",
            row=row.raw.number,
            field=finding.field,
            value=row.sent(finding.field),
            loses_row=is_error,
        )


RULES: dict[str, Rule] = {}
"""Every rule by its code, in the order of the modules that declare them."""


def rule(code: str, severity: Severity, family: Family, *, sentence: str) -> Callable[[Find], Find]:
    """Declare the function below as a rule."""

    def declare(find: Find) -> Find:
        assert code not in RULES, f"two rules are called {code}"
        RULES[code] = Rule(code, severity, family, sentence, find)
        return find

    return declare
