"""Links to a return: on its own page, and among those that came in."""

from pages.components.kit.linked import to
from pages.components.kit.places import ONE_RETURN, PARTNER, SCHOOL, UPLOAD


def return_page(return_id: int) -> str:
    """The target of one return."""
    return to(ONE_RETURN, **{"return": str(return_id)})


def upload_page(return_id: int) -> str:
    """The target of a return among those that came in."""
    return to(UPLOAD, **{"return": str(return_id)})


def school_page(urn: str) -> str:
    """The target of one school."""
    return to(SCHOOL, urn=urn)


def partner_page(partner_id: str) -> str:
    """The target of one partner."""
    return to(PARTNER, partner=partner_id)


def owner_page(owner: str) -> str | None:
    """The target of a school, by its URN, or a partner, by its ID; `None` for the hub itself and
    for an authority.
    """
    if owner.isdigit():
        return school_page(owner)
    return partner_page(owner) if owner.isupper() else None
