"""Whose the rows of a file are: by former numbers, LAESTAB and names, against the register.

A school that is sure is taken, with a note; one that is doubtful is an error of the file, and the
likeliest are offered. Nothing is placed where no register is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from hubdata.periods import Period
from hubdata.register.facts import is_open_on
from hubdata.register.links import Succession, candidate_urns
from hubdata.register.schools import School
from hubdata.returns.checking.codes import CODES
from hubdata.returns.issues import Issue
from hubdata.returns.reading.claiming.claims import asks_whose
from hubdata.returns.reading.claiming.sources import OFFERS, Directory, Found, KnownSchool, Match
from hubdata.returns.reading.merging import merge_returns
from hubdata.returns.reading.raw import ReadFile, ReadReturn
from hubdata.services.intake.reading import CheckingDesk
from hubdata.store.intake.doubts import SourceDoubt, SourceOffer

Placed = tuple[ReadFile, tuple[SourceDoubt, ...]]


class SourceDesk:
    """Places returns with one reading of the register."""

    def __init__(self, checking: CheckingDesk) -> None:
        self._checking = checking
        self._schools: Mapping[int, School] = checking.schools
        self._directories: dict[date, Directory] = {}

    def place(self, found: Sequence[ReadFile]) -> list[Placed]:
        """Files whose returns are under the school they are of, with what is left in doubt."""
        return [self._place(read) for read in found]

    def _place(self, read: ReadFile) -> Placed:
        if not self._schools or not asks_whose(read.kind):
            return read, ()
        if not read.unplaced and all(self._is_standing(one) for one in read.returns):
            return read, ()
        matches = self._match(read.unplaced)
        returns = [self._settle(one) for one in read.returns]
        returns += [_move(one, match) for one, match in matches if match.school]
        open_ones = [(one, match) for one, match in matches if not match.school]
        doubts = [_doubt(one, match) for one, match in open_ones]
        doubts += [self._unknown(one) for one in returns if self._is_unknown(one)]
        placed = replace(
            read,
            returns=merge_returns(returns),
            issues=(*_others(read), *(_say_doubtful(one, match) for one, match in open_ones)),
            unplaced=(),
        )
        return placed, tuple(doubts)

    def _match(self, unplaced: Sequence[ReadReturn]) -> list[tuple[ReadReturn, Match]]:
        """Claims of the same period are settled together."""
        matched = []
        for period in dict.fromkeys(one.period for one in unplaced):
            some = [one for one in unplaced if one.period == period]
            matches = self._directory(period).match([one.claim for one in some])
            matched += list(zip(some, matches, strict=True))
        return matched

    def _directory(self, period: Period) -> Directory:
        """The schools that were open in a period."""
        day = self._checking.day_of(period)
        if day not in self._directories:
            standing = (s for s in self._schools.values() if is_open_on(s, day))
            self._directories[day] = Directory(map(known_school, standing))
        return self._directories[day]

    def _is_standing(self, one: ReadReturn) -> bool:
        school = self._schools.get(int(one.source)) if one.source.isdigit() else None
        return school is not None and is_open_on(school, self._checking.day_of(one.period))

    def _is_unknown(self, one: ReadReturn) -> bool:
        return one.source.isdigit() and int(one.source) not in self._schools

    def _settle(self, one: ReadReturn) -> ReadReturn:
        """A school that became another, and nothing else did, is read as that one."""
        if self._is_standing(one) or not one.source.isdigit():
            return one
        standing = self._standing(one.period)
        urn = follow_conversions(int(one.source), standing, self._checking.succession)
        if urn is None:
            return one
        says = (
            f"{one.source} is a former number of {standing[urn].name}, and is read as its number "
            f"now, {urn}."
        )
        return replace(
            one, source=str(urn), issues=(*one.issues, _issue("source-former", one, says))
        )

    def _standing(self, period: Period) -> Mapping[int, KnownSchool]:
        return {school.urn: school for school in self._directory(period).schools}

    def _unknown(self, one: ReadReturn) -> SourceDoubt:
        """Schools that may be meant by a number that the register does not have."""
        standing = self._standing(one.period)
        after = candidate_urns(int(one.source), standing, self._checking.succession)
        offers = [_offer(standing[urn], 0) for urn in after]
        if one.source_name:
            alike = self._directory(one.period).offer(one.source_name)
            offers += [_offer(o.school, o.score) for o in alike if o.school.urn not in after]
        says = " ".join(piece for piece in (one.source, one.source_name) if piece)
        return SourceDoubt(one.source, says, _place_of(one), _rows(one), tuple(offers[:OFFERS]))


def follow_conversions(urn: int, standing: Iterable[int], succession: Succession) -> int | None:
    """The standing school that this one became, step by step, each the only one that did; `None`
    where schools were split or merged: those returns are not one school's."""
    goal, seen = frozenset(standing), {urn}
    while urn not in goal:
        after = succession.after.get(urn, ())
        if len(after) != 1 or after[0] in seen or len(succession.before[after[0]]) != 1:
            return None
        urn = after[0]
        seen.add(urn)
    return urn


def known_school(school: School) -> KnownSchool:
    """What is compared of a school."""
    return KnownSchool(
        urn=school.urn,
        name=school.name,
        laestab=school.laestab or "",
        postcode=school.postcode or "",
        town=school.town or "",
        la_code=school.la_code,
        la_name=school.la_name or "",
    )


def _move(one: ReadReturn, match: Match) -> ReadReturn:
    school = match.school
    assert school is not None
    issues: tuple[Issue, ...] = ()
    if match.found is not Found.URN:
        says = f"{_said(one)} is read as {school.name} ({school.urn}), found by its {match.found}."
        issues = (_issue("source-found", one, says),)
    own = tuple(issue for issue in one.issues if issue.code != "no-source")
    return replace(one, source=str(school.urn), issues=(*own, *issues))


def _say_doubtful(one: ReadReturn, match: Match) -> Issue:
    what = f"{_said(one)} is not surely one of the hub's schools."
    if match.offers:
        likely = ", ".join(f"{o.school.name} ({o.school.urn})" for o in match.offers)
        return _issue(
            "source-doubtful", one, f"{what} Choose the school: {likely}; or give its URN."
        )
    return _issue("source-doubtful", one, f"{what} Give its URN.")


def _doubt(one: ReadReturn, match: Match) -> SourceDoubt:
    offers = tuple(_offer(offer.school, offer.score) for offer in match.offers)
    return SourceDoubt(one.claim.written, _said(one), _place_of(one), _rows(one), offers)


def _offer(school: KnownSchool, score: int) -> SourceOffer:
    return SourceOffer(str(school.urn), school.name, school.where, score)


def _said(one: ReadReturn) -> str:
    claim = one.claim
    return f'"{claim.name or claim.number or claim.laestab}"'


def _rows(one: ReadReturn) -> int:
    return sum(len(part.rows) for part in one.parts)


def _others(read: ReadFile) -> list[Issue]:
    """The issues of the file that are not said of a school that could not be told."""
    told = {id(issue) for one in read.unplaced for issue in one.issues}
    return [issue for issue in read.issues if id(issue) not in told]


def _first_cell(one: ReadReturn) -> Issue | None:
    return next((issue for issue in one.issues if issue.code == "no-source"), None)


def _place_of(one: ReadReturn) -> str:
    first = _first_cell(one)
    return first.place if first else ""


def _issue(code: str, one: ReadReturn, says: str) -> Issue:
    """An issue where the source is first written, else of the return as a whole."""
    first = _first_cell(one)
    if first is None:
        return Issue(CODES[code].severity, code, says, value=one.source)
    where, _, _ = first.message.partition(": ")
    return replace(first, severity=CODES[code].severity, code=code, message=f"{where}: {says}")
