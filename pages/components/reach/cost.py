"""What each pupil reached costs, as a heading and a sentence."""

from hubdata.periods import Period
from hubdata.services.reach.cost import compute_cost_per_pupil, explain_cost, title_of_cost
from hubdata.services.results.scorecards import ScorecardLine
from pages.components.kit.kept import keep
from pages.components.kit.look import show_caption, show_heading
from pages.components.reach.cached_reach import read_histories


def show_cost_per_pupil(line: ScorecardLine | None, period: Period) -> None:
    """For a period, from its cost for each enrolment."""

    def build() -> tuple[str, str]:
        cost = compute_cost_per_pupil(line.now, read_histories(period)) if line else None
        return title_of_cost(cost, period), explain_cost(cost)

    title, words = keep(build, "cost per pupil", period.slot)
    show_heading(title)
    show_caption(words)
