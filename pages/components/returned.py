"""Who has returned, in a few words: by authority, and how far the current term is."""

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.frame import Frame
from hubdata.services.scorecards import Scorecard, Standing
from pages.components.cached import read_tracker
from pages.components.linked import build_link, show_linked, to
from pages.components.lists import Attention, build_attention, build_figures
from pages.components.look import Status
from pages.components.places import TRACKER

EXPLAIN_PROVISIONAL = "KPIs are rated once enough of them have."


def build_returned(standing: Standing, hub: Frame, *, la_code: str | None) -> str:
    """Returned of expected for each authority, leading to who has not."""
    codes = [la_code] if la_code else list(standing.by_authority)
    names = {code: hub.authorities.get(code, code) for code in codes}
    figures = [(names[code], explain_returned(standing.of(code))) for code in codes]
    links = {names[code]: to(TRACKER, la=code) for code in codes}
    if not la_code:
        figures.append(("Whole hub", explain_returned(standing.whole)))
        links["Whole hub"] = to(TRACKER)
    return build_figures(figures, links=links)


def explain_returned(card: Scorecard) -> str:
    returned = max((result.returned for result in card.results), default=0)
    expected = max((result.expected for result in card.results), default=0)
    return wording.explain_returned(returned, expected)


def show_current_term(hub: Frame, period: Period, *, la_code: str | None) -> None:
    """How far this term's returns are, while a term before it is looked at."""
    now = hub.current
    if now == period or now.slot < period.slot:
        return
    rows = [row for row in read_tracker(now).rows if la_code in (None, row.la_code)]
    term = None if now.is_year else str(now.term)
    link = build_link(
        wording.explain_returned(sum(row.counts for row in rows), len(rows)),
        to(TRACKER, year=str(now.year.code), term=term),
    )
    due = wording.explain_day(hub.current_due_on)
    sentence = f"{now.label} so far: {link} schools have returned, due by {due}."
    show_linked(f'<p class="hub-caption">{sentence}</p>', "current_term")


def build_missing(card: Scorecard) -> str:
    """What needs attention while too few have returned to rate anything: the rest of them."""
    returned = max((result.returned for result in card.results), default=0)
    expected = max((result.expected for result in card.results), default=0)
    missing = expected - returned
    words = f"{wording.count_of(missing, 'schools')} {'has' if missing == 1 else 'have'}"
    return build_attention(
        [Attention(Status.PROVISIONAL, f"{words} not returned", to(TRACKER), EXPLAIN_PROVISIONAL)]
    )
