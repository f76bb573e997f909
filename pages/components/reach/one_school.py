"""The parts of a school's own page: what the register says, what it told us, what it counts in."""

from collections.abc import Sequence

import streamlit as st

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.reach.histories import SchoolHistory
from hubdata.services.reach.school_profiles import SchoolProfile
from hubdata.services.reach.schools import Counted, SchoolDetail
from pages.components.kit.addresses import school_page
from pages.components.kit.answers import build_pairs
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.lists import Crumb, build_crumbs
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.marks import build_legend, build_marks
from pages.components.kit.places import KPI, SCHOOLS
from pages.components.kit.tables import Cell, Column, Group, show_table
from pages.components.reach.cached_reach import read_counted


def show_crumbs(detail: SchoolDetail) -> None:
    school = detail.school
    la = to(SCHOOLS, la=school.la_code)
    crumbs = [Crumb("Schools", to(SCHOOLS, la=None)), Crumb(school.la_name or school.la_code, la)]
    if detail.base and detail.base.phase:
        crumbs.append(Crumb(detail.base.phase))
    show_linked(build_crumbs(crumbs), "crumbs")


def explain_school(detail: SchoolDetail, period: Period) -> str:
    """The title: how the hub and the school worked together in the period."""
    name, when = detail.school.name, wording.explain_period(period)
    if detail.line is None:
        return f"{name} is not asked for {when}"
    if not detail.line.has_returned:
        return f"{name} has not returned for {when}"
    if not detail.line.is_engaged:
        return f"{name} took part in nothing of the hub’s in {when}"
    strands = len(detail.line.strands or ())
    if not strands:
        return f"{name} has hub-supported teaching in {when}, and no other strand"
    count = f"{wording.number_word(strands)} {wording.noun_for(strands, 'strands')}"
    return f"{name} has {count} of support in {when}"


def show_facts(detail: SchoolDetail) -> None:
    """What the register says; what it does not say is left out."""
    show_heading("In the register")
    school = detail.school
    opened = wording.explain_day(school.opened_on) if school.opened_on else None
    closed = wording.explain_day(school.closed_on) if school.closed_on else None
    ages = f"{school.low_age} to {school.high_age}" if school.high_age is not None else None
    facts = [
        ("URN", str(school.urn)),
        ("Type", school.type),
        ("Phase", detail.base.phase if detail.base else school.phase),
        ("Ages", ages),
        ("Pupils on roll", explain_roll(detail)),
        ("Local authority", school.la_name),
        ("District", school.district_name),
        ("Town and postcode", ", ".join(filter(None, (school.town, school.postcode))) or None),
        ("Trust", school.trust_name),
        ("Deprivation of its area", explain_deprivation(detail)),
        ("Urban or rural", (school.urban_rural or "").removeprefix("(England/Wales) ") or None),
        ("Status", school.status),
        ("Opened", opened),
        ("Closed", closed),
    ]
    pairs = build_pairs([(name, told) for name, told in facts if told])
    show_linked(f'<div class="hub-narrow">{pairs}</div>', "facts")
    show_family(detail)


def explain_roll(detail: SchoolDetail) -> str | None:
    roll = detail.base.roll if detail.base else detail.school.number_of_pupils
    return None if roll is None else f"{roll:,}"


def explain_deprivation(detail: SchoolDetail) -> str | None:
    """ "Decile 3 of 10 (IDACI); 1 is the most deprived"."""
    base = detail.base
    if base is None or base.deprivation_decile is None:
        return None
    return f"Decile {base.deprivation_decile} of 10 ({base.deprivation_index}); 1 is most deprived"


def show_family(detail: SchoolDetail) -> None:
    """The URNs it had before, and the school that took its place."""
    if detail.former:
        told = [f"{urn} ({name})" if name else urn for urn, name in detail.former]
        show_caption(f"Returns under its former URN count as its own: {wording.join_words(told)}.")
    if detail.successor:
        link = build_link(f"the school with URN {detail.successor}", school_page(detail.successor))
        show_linked(f'<p class="hub-caption">Its returns count for {link}.</p>', "successor")


def show_contact(profile: SchoolProfile) -> None:
    """Whom to write to, by role, as the last return says; and whether the school may be named."""
    show_heading("Contact")
    contact = profile.contact
    consent = profile.answer("school_front", "consent_share_named")
    named = {None: None, True: "Yes", False: "No, only inside totals"}[consent]
    pairs = [
        ("Role", contact.role or None),
        ("Mailbox", contact.mailbox or None),
        ("May be named outside", named),
    ]
    show_linked(f'<div class="hub-narrow">{build_pairs(pairs)}</div>', "contact")


def show_history(history: SchoolHistory | None, periods: Sequence[Period]) -> None:
    """One mark a term, and what they stand for."""
    if history is None:
        return
    marks = build_marks(history.marks, periods)
    legend = build_legend(list(dict.fromkeys(history.marks)), periods)
    show_linked(f'<div class="hub-history">{marks}{legend}</div>', "history")


def show_counted(detail: SchoolDetail, period: Period) -> None:
    """On demand: what the school adds to each KPI of the period, or why it is not counted."""
    with st.container(key="ondemand_counted"):
        show_heading(f"What it counts in, {wording.explain_period(period)}")
        if detail.base is None:
            show_caption(
                "It is not one of the schools asked for this period, so it counts in nothing."
            )
            return
        if not st.toggle("Show what it adds to each KPI", key="counted", bind="query-params"):
            return
        rows = [build_counted(one) for one in read_counted(str(detail.school.urn), period)]
        columns = [Column("KPI"), Column("What it adds")]
        caption = "KPIs this school counts in"
        show_table(
            columns,
            [Group("", rows)],
            caption=caption,
            key="counted_in",
            file_name=f"what {detail.school.name} counts in {period.code}",
        )


def build_counted(one: Counted) -> list[Cell | str]:
    adds = "; ".join(f"{amount:,g} to {words}" for words, amount in one.adds)
    told = "; ".join(filter(None, (adds or "Nothing", one.reason)))
    return [Cell(one.kpi.name, to(KPI, kpi=one.kpi.id, behind="true")), told]
