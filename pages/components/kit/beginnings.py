"""What pages show before there is anything: what is missing, the one thing to do next, and the
whole way from there to the first numbers.
"""

from html import escape

from hubdata import wording
from hubdata.services.around.frame import Frame
from pages.components.kit.cached import read_tracker
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.look import Button, show_empty, show_heading, show_title
from pages.components.kit.places import REGISTER, SETTINGS, TRACKER, UPLOAD

STEPS = (
    ("Load the school register", REGISTER, "Which schools the hub serves: a public file."),
    ("Check the settings", SETTINGS, "Lead organisation, logo, term dates, when returns are due."),
    ("Send out the workbooks", TRACKER, "One for each school, filled in as far as is known."),
    ("Upload what comes back", UPLOAD, "In whatever form it comes: every page fills by itself."),
)
"""From an empty hub to its first numbers: what, where, and what it is for."""


def is_without_schools(hub: Frame) -> bool:
    """Draws the first step and says so, while no register is loaded."""
    if not hub.has_register:
        show_no_register()
    return not hub.has_register


def is_beginning(hub: Frame) -> bool:
    """Draws the next step and says so, while there is no register or no return."""
    if is_without_schools(hub):
        return True
    if not hub.has_returns:
        show_no_returns(hub)
    return not hub.has_returns


def show_no_register() -> None:
    show_title("No schools are known here yet")
    show_empty(
        "Load the school register first",
        "It says which schools the hub serves, and every share is counted of them. It is a public "
        "file of Get Information about Schools, for the whole of England or for your authorities.",
        Button("Load the register", to(REGISTER)),
    )
    show_steps(done=0)


def show_no_returns(hub: Frame) -> None:
    expected = len(read_tracker(hub.current).rows)
    show_title(
        f"No school has returned yet; {wording.count_of(expected, 'schools')} "
        f"{'is' if expected == 1 else 'are'} asked"
    )
    term, due = hub.current, wording.explain_day(hub.current_due_on)
    show_empty(
        f"Returns for {wording.explain_period(term)} are due by {due}",
        "Send each school its workbook: all of them, filled in as far as the register goes, are on "
        "the page Who has returned. Then upload what comes back, in whatever form it comes.",
        Button("Get the workbooks", to(TRACKER)),
    )
    show_steps(done=1)


def show_steps(*, done: int) -> None:
    """All steps, those that are done said to be so."""
    show_heading("Four steps to the first numbers")
    steps = "".join(
        f"<li><div>{build_link(name, to(script))}{' (done)' if at < done else ''}"
        f'<span class="small">{escape(words)}</span></div></li>'
        for at, (name, script, words) in enumerate(STEPS)
    )
    show_linked(f'<ol class="hub-steps">{steps}</ol>', "steps")
