"""What partners were paid, beside what they say they had: each amount leads to its cells."""

from collections.abc import Sequence

from hubdata import wording
from hubdata.services.takes.money import Money, PartnerLine
from hubdata.services.takes.told import Span, total
from pages.components.figures.traced import Lines
from pages.components.kit.addresses import partner_page
from pages.components.kit.kept_table import show_kept_table
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.tables import Cell, Column, Group, Row
from pages.components.takes.money import POUNDS

PARTNER_AMOUNTS = (
    *("paid_grant", "paid_other", "awarded", "received", "spent", "match_cash", "in_kind"),
)
PARTNERS = (
    Column("Partner"),
    Column("Paid from the grant", **POUNDS, weight="strong"),
    Column("Paid from other money", **POUNDS),
    Column("Awarded, it says", **POUNDS),
    Column("Had so far, it says", **POUNDS),
    Column("Spent so far, it says", **POUNDS),
    Column("Its own cash", **POUNDS),
    Column("Its help in kind", **POUNDS),
)


def show_partners(money: Money) -> None:
    """What partners were paid, beside what they say they had."""
    lines = money.partners
    if not lines:
        return
    paid = total(one.paid_grant for one in lines)
    head = "Partners"
    if paid is not None:
        count = sum(1 for one in lines if one.paid_grant)
        head = (
            f"{wording.explain_figure(paid, '£')} of grant went to "
            f"{wording.count_of(count, 'partners')}"
        )
    show_heading(head)
    caption = f"Money to partners, {money.told.span.label}"
    span = money.told.span
    show_kept_table(
        PARTNERS,
        lambda: [Group("", build_partners(lines, span))],
        caption=caption,
        key="partners",
    )
    show_caption(
        "Paid is what the lead organisation told; the rest is what each partner told: awarded, had "
        "and spent for the academic year so far, its own cash and help in kind for the time chosen."
    )


def build_partners(lines: Sequence[PartnerLine], span: Span) -> list[Row]:
    """A row for each partner, and of several what they come to."""
    rows = [build_partner(one, span) for one in lines]
    if len(rows) > 1:
        sums = {name: total(getattr(one, name) for one in lines) for name in PARTNER_AMOUNTS}
        rows.append(build_money_of("All partners together", PartnerLine("", "", **sums), span))
    return rows


def build_partner(line: PartnerLine, span: Span) -> Row:
    name = Cell(line.name, partner_page(line.partner_id), small=line.partner_id)
    return build_money_of(name, line, span)


def build_money_of(name: Cell | str, line: PartnerLine, span: Span) -> Row:
    """What the lead told of a partner, or of all, and what they told themselves."""
    one = line.partner_id
    told = Lines(span, "partner_money", {"source": one} if one else {})
    paid, other = (
        Lines(span, "payment", ({"partner_id": one} if one else {}) | {"from_grant": is_grant})
        for is_grant in (True, False)
    )
    return [
        name,
        paid.number("amount", line.paid_grant),
        other.number("amount", line.paid_other),
        told.number("grant_awarded", line.awarded),
        told.number("grant_received", line.received),
        told.number("grant_spent", line.spent),
        told.number("match_cash", line.match_cash),
        told.number("in_kind", line.in_kind),
    ]
