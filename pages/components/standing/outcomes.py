"""The five "all children" outcomes: of each its KPIs, the stories that may be told, and what is
missing, as one piece of our own HTML.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from hubdata import wording
from hubdata.framework import OUTCOMES, Outcome
from hubdata.periods import Period
from hubdata.services.plan.evidence import Evidence, Story
from hubdata.services.results import sentences, titles
from hubdata.services.results.scorecards import Scorecard, ScorecardLine
from pages.components.figures.score import status_words
from pages.components.kit.addresses import partner_page
from pages.components.kit.downloads import Sheet
from pages.components.kit.linked import build_link
from pages.components.kit.quotes import build_quote
from pages.components.kit.tables import Group, build_table
from pages.components.standing.limbs import build_columns, build_row, tell

MOST_STORIES = 3
FILE_COLUMNS = ("Outcome", "Evidence", "Status", "Value", "Unit", "Target", "Told as")


@dataclass(frozen=True)
class OutcomeView:
    """An outcome with its evidence; `gaps` are sentences on what is missing."""

    outcome: Outcome
    lines: Sequence[ScorecardLine]
    stories: Sequence[Story]
    gaps: Sequence[str]


def list_outcomes(card: Scorecard, evidence: Evidence, *, la_code: str | None) -> list[OutcomeView]:
    found = []
    for outcome in Outcome:
        lines = [
            tell(line, card.period, la_code=la_code)
            for line in card.lines
            if outcome in line.kpi.outcomes
        ]
        stories = [one for one in evidence.stories if one.outcome is outcome]
        found.append(OutcomeView(outcome, lines, stories, list_gaps(lines, stories)))
    return found


def list_gaps(lines: Sequence[ScorecardLine], stories: Sequence[Story]) -> list[str]:
    """What is missing: KPIs without a value, without enough returns or a target, and stories."""
    gaps = []
    for words, told in (
        ("not known", [line for line in lines if line.now.value is None]),
        (
            "from too few returns to rate",
            [line for line in lines if line.now.is_provisional and line.now.value is not None],
        ),
        ("without a target", [line for line in lines if status_words(line.now) == "No target"]),
    ):
        if told:
            gaps.append(f"{words}: {', '.join(line.kpi.name for line in told)}")
    if not lines:
        gaps.append("no KPI measures this")
    if not stories:
        gaps.append("no partner has told a story of it that may be published")
    return [f"{gap[0].upper()}{gap[1:]}." for gap in gaps]


def build_outcomes(views: Sequence[OutcomeView], period: Period) -> str:
    return "".join(build_outcome(view, period) for view in views)


def build_outcome(view: OutcomeView, period: Period) -> str:
    """The statement, its KPIs, its stories, and what is missing."""
    described = OUTCOMES[view.outcome]
    parts = [f"<h2>{escape(described.text)}</h2>"]
    if view.lines:
        summary = titles.title_of_scorecard([line.now for line in view.lines])
        parts.append(f'<p class="hub-caption">{escape(summary)}</p>')
        rows = [build_row(line, period) for line in view.lines]
        parts.append(build_table(build_columns(period), [Group("", rows)], caption=described.name))
    parts += [build_story(one) for one in view.stories[:MOST_STORIES]]
    if view.gaps:
        missing = "".join(f"<li>{escape(gap)}</li>" for gap in view.gaps)
        parts.append(f'<p class="hub-head">What is missing</p><ul class="hub-plain">{missing}</ul>')
    return f'<section class="hub-limb">{"".join(parts)}</section>'


def build_story(one: Story) -> str:
    source = build_link(one.partner, partner_page(one.partner_id))
    return build_quote(one.text, f"{escape(one.project)}, {source}, {escape(one.period.label)}")


def explain_kept_back(stories: int) -> str:
    """ "Two more stories may not be published, so they are not shown."."""
    noun, they_are = ("story", "it is") if stories == 1 else ("stories", "they are")
    number = wording.first_upper(wording.number_word(stories))
    return f"{number} more {noun} may not be published, so {they_are} not shown."


def build_outcome_sheet(views: Sequence[OutcomeView], period: Period) -> Sheet:
    """Every KPI, story and gap of the outcomes, one row each."""
    rows: list[Sequence[str | float | None]] = []
    for view in views:
        name = OUTCOMES[view.outcome].text
        for line in view.lines:
            now = line.now
            rows.append(
                (
                    name, now.kpi.name, status_words(now), now.value, now.kpi.unit.value,
                    sentences.bare_target_of(now), now.period.code,
                )
            )  # fmt: skip
        rows += [
            (
                name,
                f"Story: {one.project}, {one.partner}",
                None,
                one.text,
                None,
                None,
                one.period.code,
            )
            for one in view.stories
        ]
        rows += [(name, gap, "Missing", None, None, None, period.code) for gap in view.gaps]
    return Sheet("Outcomes", FILE_COLUMNS, rows)
