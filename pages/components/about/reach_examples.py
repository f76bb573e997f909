"""The parts of the pages about whom we reach, from invented figures, for the design system."""

from hubdata.periods import Period
from pages.components.charting.map import Area, Dot, build_map
from pages.components.kit.linked import show_linked
from pages.components.kit.lists import build_figures
from pages.components.kit.look import show_heading
from pages.components.kit.marks import build_legend, build_marks

TERMS = Period.parse(202526, "summer").last_terms(6)[::-1]
MARKS = ("not open yet", "engaged", "engaged", "no hub support", "no return", "engaged")
AREAS = (
    Area(
        [[(40, 20), (330, 30), (300, 200), (60, 190), (40, 20)]],
        6,
        "Wendale: 9 of 138 (7%)",
        (180, 110),
    ),
    Area(
        [[(330, 30), (600, 50), (580, 210), (300, 200), (330, 30)]],
        15,
        "Harrow Vale: 16 of 109 (15%)",
        (455, 120),
    ),
)
SIDES = (
    (
        "Above the hub’s 7.4%: 166 schools",
        (("Orchard Rise Junior School", "49.6% (174 of 351)"), ("And more, in the file", "165")),
    ),
    (
        "Below the hub’s 7.4%: 125 schools",
        (("Wenford Academy", "0.0% (0 of 1,277)"), ("And more, in the file", "124")),
    ),
)
DOTS = (
    Dot((120, 60), "full", 820, "", ""),
    Dot((250, 160), "pale", 210, "", ""),
    Dot((420, 70), "full", 95, "", ""),
    Dot((520, 170), "ring", None, "", "", chosen=True),
)


def show_reach_examples() -> None:
    show_heading("Whom we reach: a mark a term, and a map")
    show_linked(build_history_example(), "history")
    show_linked(build_map_example(), "map")
    show_heading("Who is above and who below")
    show_linked(build_sides_example(), "sides")


def build_history_example() -> str:
    """Every mark of a one-line history, and what it stands for."""
    legend = build_legend(list(dict.fromkeys(MARKS)), TERMS)
    return f'<div class="hub-history">{build_marks(MARKS, TERMS)}{legend}</div>'


def build_sides_example() -> str:
    """The farthest on either side of a level, and how many more the file has."""
    sides = "".join(
        f'<div><p class="hub-head">{title}</p>{build_figures(figures)}</div>'
        for title, figures in SIDES
    )
    return f'<div class="hub-sides">{sides}</div>'


def build_map_example() -> str:
    """Two areas, and a circle of each kind; the ringed one is chosen."""
    alt = "Map of two invented authorities with four schools. The list says the same."
    return build_map(AREAS, DOTS, height=230, alt=alt)
