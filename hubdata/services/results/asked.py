"""Who is asked for a KPI, whose returns stand behind its number, and who is its base: in words."""

from __future__ import annotations

from hubdata.kpis.language.figures import Among, figures_of
from hubdata.kpis.language.kpi import BaseRule, Kpi
from hubdata.kpis.language.splits import SPLITS
from hubdata.wording import first_upper

SOURCES = {
    Among.BASE: "schools",
    Among.PARTNERS: "partners",
    Among.AUTHORITIES: "authorities",
    Among.HUB: "returns",
}
MIXED = "sources"
"""Schools, partners and the hub together."""

BASES = {
    BaseRule.ALL: {
        Among.BASE: "All schools of the hub, returned or not",
        Among.PARTNERS: "All partners that were asked, returned or not",
        Among.AUTHORITIES: "All local authorities of the hub, returned or not",
        Among.HUB: "The hub as a whole, whoever has returned",
    },
    BaseRule.RETURNED: {Among.BASE: "Schools that answered; a blank leaves the base"},
    BaseRule.SAME: {
        Among.BASE: "Exactly the schools whose counts are in the numerator",
        Among.PARTNERS: "Exactly the partners whose counts are in the numerator",
        Among.HUB: "What the lead organisation told in its own return",
        Among.WIDER: "All schools and partners that told of it, and the lead organisation",
    },
}
COUNTED = "None: it is a number of things"


def list_sources(kpi: Kpi) -> str:
    """Whose returns the number is made of: "schools", "partners", "authorities", the "returns" of
    the lead organisation, or "sources" of several kinds."""
    among = {figure.among for formula in kpi.formulas for figure in figures_of(formula)}
    if len(among) > 1:  # what is counted once for all stands beside those it is counted for
        among -= {Among.HUB}
    return SOURCES.get(among.pop(), MIXED) if len(among) == 1 else MIXED


def name_asked(kpi: Kpi) -> str:
    """Who is expected to return, with the verb: "schools have", "the lead organisation has"."""
    if kpi.asked is Among.HUB:
        return "the lead organisation has"
    return f"{SOURCES.get(kpi.asked, MIXED)} have"


def explain_too_few(kpi: Kpi, verb: str = "have") -> str:
    """ "too few schools have returned", "too little was returned by the lead organisation"."""
    if kpi.asked is Among.HUB:
        return "too little was returned by the lead organisation"
    return f"too few {SOURCES.get(kpi.asked, MIXED)} {verb} returned"


def explain_base(kpi: Kpi) -> str:
    """Who is in the denominator."""
    if kpi.base is BaseRule.NONE:
        return COUNTED
    _, *below = figures_of(kpi.headline)
    told = BASES[kpi.base]
    return told.get(below[-1].among if below else kpi.asked, told[Among.BASE])


def explain_splits(kpi: Kpi) -> str:
    """ "Local authority, kind of partner"; or why it cannot be split."""
    labels = [SPLITS[name].label for name in kpi.splits]
    if labels:
        return first_upper(", ".join(label[:1].lower() + label[1:] for label in labels))
    if kpi.asked is Among.HUB:
        return "Nothing: the lead organisation tells of the whole hub"
    return "Nothing: partners work across authorities and tell of all of them together"
