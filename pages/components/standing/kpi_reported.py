"""What was reported of a KPI before, in snapshots of the same term or year, and why it is another
number now.
"""

from html import escape

from hubdata.services.reports.revisions import find_reported, list_of_period
from hubdata.services.results.scorecards import ScorecardLine
from pages.components.kit.cached import read_comparison
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.places import SNAPSHOTS

MOST_SNAPSHOTS = 4


def show_reported(line: ScorecardLine, *, la_code: str | None) -> None:
    """A sentence for each snapshot of the period, leading to its causes; nothing without one."""
    sentences = []
    for info in list_of_period(line.now.period)[:MOST_SNAPSHOTS]:
        told = find_reported(read_comparison(info.name), line.kpi, la_code=la_code)
        if told is None:
            continue
        words = "See what happened since" if told.is_revised else "See the snapshot"
        link = build_link(words, to(SNAPSHOTS, snapshot=info.name))
        sentences.append(f'<p class="hub-caption">{escape(told.sentence)} {link}</p>')
    if sentences:
        show_linked("".join(sentences), "reported")
