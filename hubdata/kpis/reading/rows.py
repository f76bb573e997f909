"""What every evaluator is given, and what comes of it: rows that count, and figures by period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from hubdata.kpis.language.base import MemberKind
from hubdata.kpis.language.figures import Figures
from hubdata.periods import Period

Row: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Mapping[str, Sequence[Row]]
"""Rows that count, by the name of their table, and of the pseudo-sheets PART and RETURN. Each has
`source` and `slot`; those of sheets `part_id` and `row_number` too."""

Evaluation: TypeAlias = dict[tuple[Period, str | None], Figures]
"""Figures by period and part of the split; `None` is the whole hub."""

BETWEEN = "; "
"""What stands between the things a field lists."""

SPLIT_KINDS: dict[bool, tuple[MemberKind | None, ...]] = {
    False: (MemberKind.SCHOOL, MemberKind.PARTNER, None),
    True: (MemberKind.PARTNER,),
}
"""Who is in the unknown part of a split, of schools or of partners, if nothing is known of them."""
