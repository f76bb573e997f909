"""A map of ours as a picture to take away: SVG or PNG on white paper, with its message above, its
legend below, and colours that need no stylesheet.
"""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from pages.components.charting.chart_files import FONT
from pages.components.charting.drawing import find_own_colour, show_drawing_files
from pages.components.charting.map import WIDTH, Area, Dot, place_label, radius_of, shade_of
from pages.components.charting.pictures import find_colours
from pages.components.kit.downloads import Sheet

MARGIN, LINE = 24, 26
TITLE_SIGNS, LEGEND_SIGNS = 48, 92
FILE_COLUMNS = ("What", "Name", "What it says", "Share of the area (%)", "Pupils on roll")


def show_map_files(
    areas: Sequence[Area],
    dots: Sequence[Dot],
    *,
    height: float,
    message: str,
    legend: str,
    file_name: str,
) -> None:
    """Offers the map as every chart is offered; a picture is drawn only when it is asked for."""

    def draw() -> bytes:
        own = find_own_colour()
        drawn = render_map(areas, dots, height=height, message=message, legend=legend, hub=own)
        return drawn.encode()

    show_drawing_files(
        draw,
        sheet=lambda: build_map_sheet(areas, dots, message),
        name=file_name,
        key="map",
    )


def build_map_sheet(areas: Sequence[Area], dots: Sequence[Dot], message: str) -> Sheet:
    """What is drawn: each area with its share, each school with what its circle says."""
    drawn = [("Area", one.label, one.share, None) for one in areas if one.label]
    drawn += [("School", one.title, None, one.size) for one in dots]
    rows = []
    for what, said, share, pupils in drawn:
        name, _, words = said.rpartition(": ")
        rows.append((what, name, words, share, pupils))
    return Sheet(message, FILE_COLUMNS, rows)


def render_map(
    areas: Sequence[Area],
    dots: Sequence[Dot],
    *,
    height: float,
    message: str,
    legend: str,
    hub: str = "",
) -> str:
    """The drawing as a file of its own. `hub` is the hub's own colour, if it has one."""
    colours = find_colours(hub)
    title, foot = wrap(message, TITLE_SIGNS), wrap(legend, LEGEND_SIGNS)
    top = MARGIN + LINE * len(title) + 8
    whole = top + height + 18 * len(foot) + 2 * MARGIN
    heads = "".join(
        f'<text x="{MARGIN}" y="{MARGIN + LINE * (n + 0.6):g}" font-size="22" font-weight="600">'
        f"{escape(line)}</text>"
        for n, line in enumerate(title)
    )
    feet = "".join(
        f'<text x="{MARGIN}" y="{top + height + MARGIN + 18 * n:g}" font-size="13" '
        f'fill="{colours["soft"]}">{escape(line)}</text>'
        for n, line in enumerate(foot)
    )
    ordered = sorted(dots, key=lambda dot: -(dot.size or 0))
    told = escape(f"{message}. {legend}")
    drawn = "".join(draw_area(area, colours) for area in areas)
    drawn += "".join(draw_dot(dot, colours) for dot in ordered)
    drawn += "".join(draw_label(area, dots, colours, height=height) for area in areas)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{whole:g}" '
        f'viewBox="0 0 {WIDTH} {whole:g}" role="img" aria-label="{told}" '
        f'font-family="{FONT}" fill="{colours["ink"]}">'
        f"<title>{escape(message)}</title>"
        f'<rect width="100%" height="100%" fill="#ffffff"/>{heads}'
        f'<g transform="translate(0 {top:g})">{drawn}</g>{feet}</svg>'
    )


def draw_area(area: Area, colours: dict[str, str]) -> str:
    path = " ".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in area.rings if ring
    )
    fill = colours[shade_of(area.share)]
    return f'<path d="{path}" fill="{fill}" stroke="#ffffff" stroke-width="1.5"/>'


def draw_dot(dot: Dot, colours: dict[str, str]) -> str:
    hub, ink = colours["hub"], colours["ink"]
    style = {
        "full": f'fill="{hub}" stroke="#ffffff" stroke-width="1.5"',
        "pale": f'fill="{hub}" fill-opacity="0.55" stroke="#ffffff" stroke-width="1.5"',
        "ring": f'fill="#ffffff" stroke="{ink}" stroke-width="2"',
    }[dot.kind]
    x, y = dot.at
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius_of(dot.size):.1f}" {style}/>'


def draw_label(area: Area, dots: Sequence[Dot], colours: dict[str, str], *, height: float) -> str:
    if not area.label:
        return ""
    x, y = place_label(area, dots, height=height)
    words = escape(area.label)
    text = f'x="{x:g}" y="{y + 5:g}" text-anchor="middle" font-size="14" font-weight="600"'
    halo = 'stroke="#ffffff" stroke-width="4" stroke-linejoin="round"'
    return f'<text {text} {halo}>{words}</text><text {text} fill="{colours["ink"]}">{words}</text>'
