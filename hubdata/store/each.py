"""Taking fields apart that list several things ("900123; 900124"), the same on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import FromClause, String, Subquery, func, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

BETWEEN = "; "
"""As returns are parsed: `hubdata.returns.parsing.lists`."""


class each_of(GenericFunction[Any]):  # noqa: N801 -- it is written as a function of SQL
    """The members of a JSON list of text, as rows with a column `value`."""

    inherit_cache = True
    name = "each_of"


@compiles(each_of, "sqlite")
def _in_sqlite(element: each_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(each_of, "postgresql")
def _in_postgresql(element: each_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS json))"


def select_each(rows: FromClause, listing: str) -> Subquery:
    """The current rows of a table once for each thing a field lists, with that one in the field."""
    asked = func.replace(rows.c[listing], literal(BETWEEN), literal('","'))
    as_json = literal('["') + asked + literal('"]')
    found = each_of(as_json).table_valued("value", joins_implicitly=True)
    others = [column for column in rows.c if column.name != listing]
    one = found.c.value.cast(String).label(listing)
    return select(*others, one).select_from(rows, found).where(rows.c.is_current).subquery("one")
