"""Who has returned, in a few words: by authority, and how far the current term is."""

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.around.frame import Frame
from hubdata.services.results import kpi_words
from hubdata.services.results.scorecards import Scorecard, Standing
from pages.components.figures.score import standing_of, status_words
from pages.components.kit.cached import read_tracker
from pages.components.kit.linked import build_link, to
from pages.components.kit.lists import Attention, build_attention, build_figures
from pages.components.kit.look import Status
from pages.components.kit.places import OVERVIEW, TARGETS, TRACKER

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


def build_notes(hub: Frame, card: Scorecard, *, la_code: str | None) -> str:
    """What the counts above leave open, each with the way on: the term that runs, KPIs without a
    target, and those that are only told of a whole year.
    """
    notes = (
        tell_current_term(hub, card.period, la_code=la_code),
        tell_targets(card),
        tell_year(card),
    )
    return f'<p class="hub-caption">{" ".join(filter(None, notes))}</p>'


def tell_current_term(hub: Frame, period: Period, *, la_code: str | None) -> str:
    """How far this term's returns are, while a term before it is looked at."""
    now = hub.current
    if now == period or now.slot < period.slot:
        return ""
    rows = [row for row in read_tracker(now).rows if la_code in (None, row.la_code)]
    term = None if now.is_year else str(now.term)
    link = build_link(
        wording.explain_returned(sum(row.counts for row in rows), len(rows)),
        to(TRACKER, year=str(now.year.code), term=term),
    )
    due = wording.explain_day(hub.current_due_on)
    return f"{now.label} so far: {link} schools have returned, due by {due}."


def tell_targets(card: Scorecard) -> str:
    """How many KPIs could be rated but have no target, and where to set one."""
    count = sum(status_words(one) == Status.NO_TARGET.word for one in card.results)
    if not count:
        return ""
    link, year = build_link("Set targets", to(TARGETS)), card.period.year.label
    without = sum(standing_of(one) is Status.NO_TARGET for one in card.results)
    if others := without - count:
        is_one = "is" if others == 1 else "are"
        return (
            f"Of the {without} without a target, {others} {is_one} for context; {count} could have "
            f"one for {year}. {link}."
        )
    kpis = wording.count_of(count, "KPIs")
    verb, them = ("has", "it is") if count == 1 else ("have", "they are")
    return f"{kpis} {verb} no target for {year}, so {them} not rated. {link}."


def tell_year(card: Scorecard) -> str:
    """How many KPIs are only told of a whole year, leading there."""
    count = sum(status_words(one) == kpi_words.BY_YEAR for one in card.results)
    if not count:
        return ""
    year = card.period.year
    link = build_link(f"See {year.label}", to(OVERVIEW, year=str(year.code), term=None))
    verb = "is" if count == 1 else "are"
    return f"{wording.count_of(count, 'KPIs')} {verb} told once a year. {link}."


def build_missing(card: Scorecard) -> str:
    """What needs attention while too few have returned to rate anything: the rest of them."""
    returned = max((result.returned for result in card.results), default=0)
    expected = max((result.expected for result in card.results), default=0)
    missing = expected - returned
    words = f"{wording.count_of(missing, 'schools')} {'has' if missing == 1 else 'have'}"
    return build_attention(
        [Attention(Status.PROVISIONAL, f"{words} not returned", to(TRACKER), EXPLAIN_PROVISIONAL)]
    )
