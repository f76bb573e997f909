"""The figures behind a school's or partner's history: did it return in a term, and was it engaged?

They read a window of one term, so that an annual return answers for each term of its year, exactly
as in S03: a cold spot is a school that returned in one of its last three terms and was engaged in
none.
"""

from __future__ import annotations

from hubdata.kpis.language.blocks import STRAND_FIELDS, STRANDS, SUPPORT, engaged, returned_anything
from hubdata.kpis.language.expressions import Flag, Total, at_least, holds, is_yes
from hubdata.kpis.language.figures import Among, Figure
from hubdata.kpis.language.measures import happened, last_terms

ONE_TERM = last_terms(1)

RETURNED = Figure("returned in the term", where=returned_anything(ONE_TERM))
ENGAGED = Figure("engaged in the term", where=engaged(ONE_TERM))
STRANDS_HAD = Figure(
    "strands of support in the term",
    value=Total(
        tuple(
            Flag(holds(happened(f"{name} in the term", SUPPORT, is_yes(name), span=ONE_TERM)))
            for name in STRAND_FIELDS
        )
    ),
)

STRANDS_OF_PERIOD = {
    strand: Figure(f"schools with {strand} support", where=holds(measure))
    for strand, measure in STRANDS.items()
}
"""Each strand of support in the period itself, as S02 counts them."""

PARTNER_RETURNED = Figure(
    "partners that returned in the term",
    where=returned_anything(ONE_TERM),
    among=Among.PARTNERS,
)
PARTNER_ACTIVE = Figure(
    "partners that held sessions in the term",
    where=holds(
        happened(
            "sessions held in the term", "project", at_least("sessions_delivered", 1), span=ONE_TERM
        )
    ),
    among=Among.PARTNERS,
)
