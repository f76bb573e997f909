"""Short lists: what needs attention, figures beside a chart, and the way back above a title."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pages.components.kit.linked import build_link
from pages.components.kit.look import Status, build_mark, keep_numbers


@dataclass(frozen=True)
class Crumb:
    """A place above the title; without a target it is only said."""

    text: str
    target: str | None = None


@dataclass(frozen=True)
class Attention:
    """Something to look into: its status, the sentence that links to it, who looks after it, and
    what is being done about it.
    """

    status: Status
    sentence: str
    target: str
    note: str = ""
    doing: Crumb | None = None


def build_attention(items: Sequence[Attention], *, more: Sequence[Crumb] = ()) -> str:
    """The list; `more` are last lines that lead to the rest of it."""
    lines = "".join(build_item(item) for item in items)
    lines += "".join(f"<li>{build_crumb(one)}</li>" for one in more)
    return f'<ul class="hub-list">{lines}</ul>'


def build_item(item: Attention) -> str:
    note = f'<span class="small">{escape(item.note)}</span>' if item.note else ""
    if item.doing:
        doing = build_crumb(item.doing)
        note += f'<span class="small">{doing}</span>'
    return (
        f"<li>{build_mark(item.status)}<div>"
        f'<span class="hub-hidden">{item.status.word}: </span>'
        f"{build_link(keep_numbers(item.sentence), item.target)}{note}</div></li>"
    )


def build_figures(
    figures: Sequence[tuple[str, str]],
    *,
    links: Mapping[str, str] | None = None,
    behind: Mapping[str, str] | None = None,
) -> str:
    """Names and figures, as beside a trend: ("Target", "70%"). By name, `links` are targets of the
    names, `behind` those of the figures: where each comes from.
    """
    rows = "".join(
        f"<dt>{build_text(name, (links or {}).get(name))}</dt>"
        f"<dd>{build_text(figure, (behind or {}).get(name))}</dd>"
        for name, figure in figures
    )
    return f'<dl class="hub-figures">{rows}</dl>'


def build_text(text: str, target: str | None) -> str:
    return build_link(text, target) if target else escape(text)


def build_crumbs(crumbs: Sequence[Crumb]) -> str:
    """Where this page belongs, on one line above its title: "Schools · Goal 1 · owned by …"."""
    return f'<p class="hub-above">{" · ".join(build_crumb(crumb) for crumb in crumbs)}</p>'


def build_crumb(crumb: Crumb) -> str:
    return build_text(crumb.text, crumb.target)
