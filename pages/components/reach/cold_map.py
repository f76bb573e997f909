"""The map of cold spots, and the school that was clicked on it."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from hubdata import wording
from hubdata.services.reach.cold_spots import (
    LONG,
    ColdSpot,
    ColdSpots,
    GroupCount,
    count_groups,
    title_of_cold_spots,
)
from hubdata.services.reach.ground import Ground, Outline
from hubdata.services.reach.histories import SchoolHistory
from pages.components.charting.map import Area, Dot, build_map, explain_shades
from pages.components.charting.map_files import show_map_files
from pages.components.kit.addresses import school_page
from pages.components.kit.kept import keep
from pages.components.kit.linked import build_link, here, show_linked, to
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.marks import build_legend, build_marks
from pages.components.kit.places import COLD_SPOTS, REGISTER

SOURCE = "Boundaries: contains OS data © Crown copyright and database right; source ONS."

CLICK = "Click a school to see it, an area to look at it alone."


def show_map(
    found: ColdSpots,
    ground: Ground,
    *,
    authorities: Mapping[str, str],
    chosen: str,
    is_sample: bool,
) -> None:
    """Areas by the share of cold spots, schools as circles; without places, how to get them."""
    period, address = found.periods[-1], dict(st.query_params)

    def build() -> tuple[list[Area], list[Dot], str, str]:
        groups = count_groups(found, "local_authority")
        dots = build_dots(found, ground, chosen=chosen)
        by_name = {one.name: one for one in groups}
        areas = [build_area(one, by_name, authorities) for one in ground.outlines]
        title = title_of_map(groups)
        alt = (
            f"Map of {wording.count_of(len(dots), 'schools')}: cold spots and schools that did not "
            f"return. {title}. The list says the same."
        )
        return areas, dots, title, build_map(areas, dots, height=ground.height, alt=alt)

    areas, dots, title, drawn = keep(build, "cold map", period, address, chosen)
    if not dots or not (found.cold or ground.outlines):
        show_without_map(ground)
        return
    show_heading(title)
    show_linked(drawn, "cold_map")
    legend = explain_map(found, ground, drawn=len(dots), is_sample=is_sample)
    show_caption(f"{legend} {CLICK}" if ground.outlines else legend)
    show_map_files(
        areas,
        dots,
        height=ground.height,
        message=f"{found.periods[-1].label}: {title_of_cold_spots(found)}",
        legend=legend,
        file_name=f"cold spots {found.periods[-1].code}",
    )
    if not ground.outlines:
        show_linked(
            f'<p class="hub-caption">{build_link("Load the boundaries", to(REGISTER))} of the '
            "authorities to see where they end.</p>",
            "no_outlines",
        )


def build_dots(found: ColdSpots, ground: Ground, *, chosen: str) -> list[Dot]:
    """Full for long without support, light for three terms, a ring where nothing was returned."""
    cold = [
        build_dot(
            one.history,
            ground,
            kind="full" if one.terms_without >= LONG else "pale",
            words=wording.count_of(one.terms_without, "terms") + " without support",
            chosen=chosen,
        )
        for one in found.cold
    ]
    silent = [
        build_dot(line, ground, kind="ring", words="no return, so not known", chosen=chosen)
        for line in found.silent
    ]
    return [dot for dot in (*cold, *silent) if dot]


def build_dot(
    line: SchoolHistory, ground: Ground, *, kind: str, words: str, chosen: str
) -> Dot | None:
    school = line.school
    at = ground.points.get(school.urn)
    if at is None:
        return None
    target = here(COLD_SPOTS, school=school.urn)
    size = None if kind == "ring" else school.roll
    return Dot(at, kind, size, f"{school.name}: {words}", target, chosen=school.urn == chosen)


def build_area(one: Outline, groups: Mapping[str, object], authorities: Mapping[str, str]) -> Area:
    """An area with its share; a click on it looks at that authority alone, or at all again."""
    group = groups.get(one.name)
    codes = {name: code for code, name in authorities.items()}
    target = here(COLD_SPOTS, la=codes[one.name], page=None) if one.name in codes else ""
    if group is None:
        return Area(one.rings, None, "", one.label, target)
    share = wording.explain_figure(group.share, "%")  # type: ignore[attr-defined]
    label = f"{one.name}: {group.cold} of {group.known} ({share})"  # type: ignore[attr-defined]
    return Area(one.rings, group.share, label, one.label, target)  # type: ignore[attr-defined]


def title_of_map(groups: Sequence[GroupCount]) -> str:
    """ "Ilderton has the largest share"; of one authority alone, how many it has."""
    groups = [one for one in groups if one.share is not None]
    if not groups or not groups[0].cold:
        return "No authority has a cold spot"
    if len(groups) == 1:
        return f"{groups[0].name}: {groups[0].cold} of {groups[0].known} schools"
    if groups[0].share == groups[1].share:
        return "No authority stands out"
    return f"{groups[0].name} has the largest share"


def explain_map(found: ColdSpots, ground: Ground, *, drawn: int, is_sample: bool) -> str:
    """The legend, and what is not on the map."""
    words = [
        "Full circle: four terms or more without support. Pale: one to three that were told. "
        "Ring: returned in none of the three terms, so not known. Size: pupils on roll."
    ]
    if ground.outlines:
        words.append(f"Shade of area: cold spots of schools that returned, {explain_shades()}.")
        words.append("Boundaries: invented, like the sample." if is_sample else SOURCE)
    missing = len(found.cold) + len(found.silent) - drawn
    if missing:
        verb = "has" if missing == 1 else "have"
        words.append(
            f"{wording.count_of(missing, 'schools')} {verb} no place in the register and "
            f"{'is' if missing == 1 else 'are'} in the list only."
        )
    return " ".join(words)


def show_without_map(ground: Ground) -> None:
    """Why there is none: no school has a place, or nothing is there to show on bare paper."""
    if not ground.points:
        show_caption(
            "There is no map: the register has no coordinates of schools. Load the full extract of "
            "Get Information about Schools, which has them."
        )


def show_chosen(found: ColdSpots, urn: str) -> None:
    """The school clicked on the map: what it is, its history, and the way to its page."""
    cold = {one.school.urn: one for one in found.cold}
    silent = {line.school.urn: line for line in found.silent}
    line = cold[urn].history if urn in cold else silent.get(urn)
    if line is None:
        return
    school = line.school
    facts = [
        school.phase,
        school.la_name,
        f"{school.roll:,} pupils" if school.roll is not None else None,
        school.area,
        f"decile {school.deprivation_decile}" if school.deprivation_decile else None,
        school.trust,
    ]
    told = escape(", ".join(filter(None, facts)))
    drop = build_link("Close", here(COLD_SPOTS, school=None))
    join = build_link("What if it joined?", here(COLD_SPOTS, joining="One school", school=urn))
    show_linked(
        f'<div class="hub-chosen"><b>{build_link(school.name, school_page(urn))}</b>'
        f"<p>{told}</p><p>{build_marks(line.marks, found.periods)} "
        f"{escape(explain_line(cold.get(urn)))}</p><p>{join} · {drop}</p></div>",
        "chosen",
    )


def explain_line(one: ColdSpot | None) -> str:
    """ "5 terms without support; last engaged in autumn 2024/25"."""
    if one is None:
        return "Returned in none of the last three terms: not known."
    words = f"{wording.count_of(one.terms_without, 'terms')} without support"
    if one.last_engaged is None:
        return f"{words}; never engaged as far as we look back"
    return f"{words}; last engaged in {wording.explain_period(one.last_engaged)}"


def show_legend(found: ColdSpots) -> None:
    def build() -> str:
        marks = list(dict.fromkeys(mark for line in found.known for mark in line.marks))
        return build_legend(marks, found.periods)

    show_linked(keep(build, "legend of cold spots", found.periods[-1]), "marks_legend")
