"""A table of figures that only change with the store: built and laid out once."""

from collections.abc import Callable, Sequence

from pages.components.kit.downloads import show_downloads
from pages.components.kit.kept import keep
from pages.components.kit.linked import show_linked
from pages.components.kit.look import show_heading
from pages.components.kit.tables import Column, Group, build_sheet, build_table


def show_kept_table(
    columns: Sequence[Column],
    build: Callable[[], Sequence[Group]],
    *,
    caption: str,
    key: str,
    heading: str = "",
) -> None:
    """A table under its heading, where there is anything to tell; laid out once. Its caption says
    of which time it is, and names its file."""
    groups = keep(build, "groups", key, caption)
    if not groups:
        return
    if heading:
        show_heading(heading)
    table = keep(lambda: build_table(columns, groups, caption=caption), "table", key, caption)
    show_linked(table, key)
    show_downloads(lambda: build_sheet(columns, groups, caption=caption), caption, key=key)
