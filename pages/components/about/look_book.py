"""What the design system shows of colours, letters, words and states: invented figures, as HTML of
our own.
"""

from datetime import UTC, datetime
from html import escape

from hubdata.periods import Period
from hubdata.services.reports.commentary import Commentary
from hubdata.vocabulary import CommentaryStatus
from pages.components.charting.chart_files import read_tokens
from pages.components.kit.linked import build_link
from pages.components.kit.look import Status, build_status

PURPOSES = {
    "ink": "text",
    "soft": "captions and heads",
    "line": "rules",
    "staff": "staves and grids",
    "well": "tracks",
    "hub": "data, focus, links; a hub may have its own",
    "on": "on track",
    "watch": "watch",
    "off": "off track",
    "s1": "maps, least",
    "s2": "maps",
    "s3": "maps",
    "s4": "maps, most",
}
SCALE = (
    ("hub-size-title", "Title", "serif 36 px, 26 on a phone", "The sentence that answers"),
    ("hub-size-heading", "Heading", "serif 22 px", "What the evidence says"),
    ("hub-value", "Number", "sans 36 px, semibold", "1,204"),
    ("hub-size-body", "Text", "sans 16 px", "Prose is at most 46em wide, so that it is read."),
    ("hub-size-table", "Table", "sans 15 px", "Numbers stand to the right and align: 1,204"),
    ("hub-caption", "Caption", "sans 14 px, soft", "Coverage, dates, who and by when."),
)
WORDS = Commentary(
    id=1,
    subject="S04",
    period=Period.parse("202425", "spring"),
    text="Nine schools in Harrow Vale ended their classes when two teachers left.\n\nBoth posts "
    "are filled from September.",
    status=CommentaryStatus.APPROVED,
    owner="Schools lead",
    author="Schools lead",
    written_at=datetime(2025, 5, 2, 9, tzinfo=UTC),
)


def build_swatches() -> str:
    """Every colour by its name, as it is in this theme, with what it is for."""
    light = read_tokens()
    items = "".join(
        f'<li><i style="background:var(--{name})"></i><b>{name}</b> '
        f'<span class="hub-soft">{escape(light[name])} in light: {escape(purpose)}</span></li>'
        for name, purpose in PURPOSES.items()
    )
    return f'<ul class="hub-swatches">{items}</ul>'


def build_statuses() -> str:
    """The five statuses with mark and word, and once more as a copier would print them."""
    marks = " ".join(f"<li>{build_status(status)}</li>" for status in Status)
    return (
        f'<ul class="hub-counts">{marks}</ul>'
        '<p class="hub-caption">Without colour, the shapes still tell:</p>'
        f'<ul class="hub-counts hub-grey">{marks}</ul>'
    )


def build_scale() -> str:
    rows = "".join(
        f'<dt>{name}<span class="small">{size}</span></dt>'
        f'<dd><span class="{style}">{escape(words)}</span></dd>'
        for style, name, size, words in SCALE
    )
    return f'<dl class="hub-answers hub-scale">{rows}</dl>'


def build_loading() -> str:
    """What stands in place of something that takes long: as high as it will be, and it says so."""
    return (
        '<div class="hub-loading" role="img" aria-label="A table while it loads">'
        "<span></span><span></span><span></span></div>"
    )


def build_limb_example(here: str) -> str:
    """What is asked, and a fact beside its KPIs; then a limb of which nothing is known."""
    school = build_link("Canal Side Primary School", here)
    return (
        '<section class="hub-limb"><h2>Local infrastructure with schools</h2>'
        '<p class="hub-caption">2 of 3 rated KPIs are on track; 1 is off track</p>'
        f'<dl class="hub-answers"><dt>Wendale, primary lead school</dt><dd>{school}</dd>'
        "<dt>Ilderton, SEND or AP lead school</dt><dd>None</dd></dl></section>"
        '<section class="hub-limb"><h2>A limb without evidence says so</h2>'
        '<p class="hub-prose">○ There is no evidence of this yet: no KPI measures it, and no '
        "return has told of it.</p></section>"
    )
