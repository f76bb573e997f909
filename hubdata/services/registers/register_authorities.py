"""Which local authorities are the hub's, where a register file has to tell or to be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hubdata.errors import UserError

MOST_AUTHORITIES = 12
"""A file with more authorities than this is not taken to be the hub's: the largest hub has 10."""
NAMED = 12
"""Authorities named in a sentence before it says how many more there are."""


class AuthoritiesUnclear(UserError):
    """It cannot be told which authorities are the hub's. `what` says so without what to do;
    `authorities` are those of the file, by code, with their names where it has them."""

    def __init__(self, what: str, what_to_do: str, authorities: Mapping[str, str]) -> None:
        super().__init__(f"{what} {what_to_do}")
        self.what = what
        self.authorities = dict(sorted(authorities.items()))


def settle_authorities(
    name: str,
    asked: frozenset[str],
    *,
    found: Mapping[str, str],
    of_file: Callable[[], Mapping[str, str]],
) -> frozenset[str]:
    """The authorities asked for; where none were, those of a file with no more than a hub has.

    `found` are the authorities of the rows that were wanted, by code; `of_file` gives those of all
    rows. Raises `AuthoritiesUnclear`, and `UserError` for a file without a school.
    """
    if asked and found:
        return asked
    authorities = of_file() if asked else found
    if not authorities:
        raise UserError(f"{name}: there is no school in it. Download the file again.")
    if asked:
        raise AuthoritiesUnclear(
            f"{name}: no school in it is of authority {', '.join(sorted(asked))}. It has "
            f"{_name_some(authorities)}.",
            "Check the codes, or choose the other file.",
            authorities,
        )
    if len(authorities) > MOST_AUTHORITIES:
        raise AuthoritiesUnclear(
            f"{name}: it has schools of {len(authorities)} authorities.",
            "Say which are the hub's, by their three-digit codes: --la 878,879 (or on the settings "
            "page).",
            authorities,
        )
    return frozenset(authorities)


def _name_some(authorities: Mapping[str, str]) -> str:
    named = [f"{code} {authorities[code]}".strip() for code in sorted(authorities)]
    more = len(named) - NAMED
    return ", ".join(named[:NAMED]) + (f" and {more} more" if more > 0 else "")
