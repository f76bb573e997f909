"""The quiet column of a partner's page: agreements, contact, money; and the way back above it."""

from collections.abc import Mapping, Sequence

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.reach.partner_histories import PartnerLine
from hubdata.services.reach.partner_profiles import PartnerProfile
from pages.components.kit.answers import build_pairs
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.lists import Crumb, build_crumbs
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.marks import build_legend, build_marks
from pages.components.kit.places import PARTNER_REGISTER, PARTNERS
from pages.components.reach.partner_list import AGREEMENT, say_authorities
from pages.components.reach.partner_work import find_money
from pages.components.reach.told_in import told_in


def show_crumbs(profile: PartnerProfile) -> None:
    kind = wording.first_upper(profile.partner.kind.value)
    crumbs = [Crumb("Partners", to(PARTNERS)), Crumb(kind, to(PARTNERS, kind=kind))]
    show_linked(build_crumbs(crumbs), "crumbs")


def show_history(line: PartnerLine | None, periods: Sequence[Period]) -> None:
    """One mark a term, and what they stand for."""
    if line is None:
        return
    legend = build_legend(list(dict.fromkeys(line.marks)), periods)
    marks = build_marks(line.marks, periods)
    show_linked(f'<div class="hub-history">{marks}{legend}</div>', "history")


def show_agreements(profile: PartnerProfile, authorities: Mapping[str, str]) -> None:
    """What the register has; changed on the partner register's own page."""
    show_heading("Partnership")
    partner = profile.partner
    pairs = [
        ("Kind", wording.first_upper(partner.kind.value)),
        ("Authorities", say_authorities(partner.la_codes, authorities)),
        ("Agreement", AGREEMENT[partner.agreement_signed]),
        ("Commitments", AGREEMENT[partner.commitments_signed]),
        ("Since", wording.explain_day(partner.starts_on) if partner.starts_on else None),
        ("Until", wording.explain_day(partner.ends_on) if partner.ends_on else "goes on"),
    ]
    change = build_link("Change", to(PARTNER_REGISTER, partner=partner.partner_id))
    show_linked(
        f'<div class="hub-narrow">{build_pairs(pairs)}<p class="hub-acts">{change}</p></div>',
        "partnership",
    )


def show_contact(profile: PartnerProfile) -> None:
    """Whom to write to, by role."""
    show_heading("Contact")
    contact = profile.contact
    pairs = [("Role", contact.role or None), ("Mailbox", contact.mailbox or None)]
    show_linked(f'<div class="hub-narrow">{build_pairs(pairs)}</div>', "contact")


def show_money(profile: PartnerProfile) -> None:
    """The hub's money with it, as its latest return says."""
    show_heading("Money")
    if profile.money is None:
        show_caption("Its return says nothing of money.")
        return
    pairs = find_money(profile)
    target = told_in(profile.returns, profile.money, "Money")
    pairs = build_pairs(pairs, behind={name: target for name, told in pairs if told})
    show_linked(f'<div class="hub-narrow">{pairs}</div>', "money")
