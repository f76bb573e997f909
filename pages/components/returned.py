"""Who has returned, in a few words: by authority, and how far the current term is."""

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.frame import Frame
from hubdata.services.scorecards import Scorecard, Standing
from pages.components.cached import read_tracker
from pages.components.linked import build_link, show_linked, to
from pages.components.lists import build_figures
from pages.components.places import TRACKER


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


def show_current_term(hub: Frame, period: Period) -> None:
    """How far this term's returns are, while a term before it is looked at."""
    now = hub.current
    if now == period or now.slot < period.slot:
        return
    tracker = read_tracker(now)
    term = None if now.is_year else str(now.term)
    link = build_link(
        wording.explain_returned(tracker.returned, len(tracker.rows)),
        to(TRACKER, year=str(now.year.code), term=term),
    )
    due = wording.explain_day(hub.current_due_on)
    sentence = f"{now.label} so far: {link} schools have returned, due by {due}."
    show_linked(f'<p class="hub-caption">{sentence}</p>', "current_term")
