"""Actions: everything that is to be done, by whom and by when, of every KPI and of the hub as a
whole; those that are done or dropped on demand.
"""

from hubdata.services.clock import today
from hubdata.services.kpis import list_kpis
from hubdata.services.reports.commentary import load_actions
from hubdata.services.results.titles import title_of_actions
from pages.components.around.filters import chosen_period
from pages.components.figures.score import scorecard_of
from pages.components.kit.cached import read_frame
from pages.components.kit.downloads import show_downloads
from pages.components.kit.forms import show_said
from pages.components.kit.linked import build_link, show_linked
from pages.components.kit.look import Button, show_empty, show_title
from pages.components.kit.places import ACTIONS
from pages.components.standing.actions import (
    NEW,
    SAID,
    Place,
    build_action_sheet,
    show_action_table,
    show_asked_form,
)
from pages.components.standing.choices import choose

SHOWN = {"open": "Open", "all": "All"}

hub = read_frame()
period, place = chosen_period() or hub.default, Place(ACTIONS)
actions = load_actions()
open_ones = [one for one in actions if one.is_open]
names = {kpi.id: kpi.name for kpi in list_kpis()}

overdue = sum(one.is_overdue(today()) for one in open_ones)
show_title(title_of_actions(len(open_ones), overdue=overdue))
show_said(SAID)
if not show_asked_form(actions, place, period=period):
    raise_one = build_link("Raise an action of the hub", place.address(NEW))
    words = f"Actions of a KPI are raised on its own page. {raise_one}"
    show_linked(f'<p class="hub-caption">{words}</p>', "raise_action")
shown = actions if choose("Show", SHOWN, key="show") == "all" else open_ones
if shown:
    show_action_table(shown, names, place, period=period, day=today())
    show_downloads(lambda: build_action_sheet(shown, names), "actions", key="actions_file")
else:
    show_empty(
        "Nothing is written down to be done" if shown is open_ones else "No action was ever raised",
        "An action says what is done about a KPI, by whom and by when; it is carried into the "
        "board's pack until it is done. Choose a KPI that is off track, and raise one there.",
        Button("Off track and watch", scorecard_of("attention")),
    )
