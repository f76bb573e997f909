"""What pages show before there is anything: what is missing, and the one thing to do next."""

from hubdata import wording
from hubdata.services.around.frame import Frame
from pages.components.kit.cached import read_tracker
from pages.components.kit.linked import to
from pages.components.kit.look import Button, show_empty, show_title
from pages.components.kit.places import REGISTER, TRACKER


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
