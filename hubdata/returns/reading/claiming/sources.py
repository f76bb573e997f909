"""Finding the school that a claim means among those of the register: surely, or not at all.

A number or an exact name that only one school has is taken; where there is any doubt the likeliest
schools are offered, and a person chooses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapidfuzz import fuzz, process

from hubdata.returns.reading.claiming.claims import ESTABLISHMENT, Claim
from hubdata.returns.reading.claiming.school_names import SchoolName, parse_school_name

Scorer = Callable[..., float]

OFFERS = 3
LIKE_ENOUGH_TO_OFFER = 55
"""Of 100: below this an offer puzzles more often than it helps."""
LIKE_ENOUGH_AT_THE_POSTCODE = 75
"""Of 100: so alike must a name be to be taken where only one school has the postcode."""
_AT_THE_PLACE = 8.0
"""What the same postcode adds to the likeness of two names; a town or an authority adds half."""
_LOOKED_AT = 8


@dataclass(frozen=True, slots=True)
class KnownSchool:
    """A school as the register has it."""

    urn: int
    name: str
    laestab: str = ""
    postcode: str = ""
    town: str = ""
    la_code: str = ""
    la_name: str = ""

    @property
    def where(self) -> str:
        """ "Exeter, EX1 2AB, Devon": what tells it from a school of the same name."""
        return ", ".join(piece for piece in (self.town, self.postcode, self.la_name) if piece)


class Found(StrEnum):
    """How a claim was settled; the value ends the sentence "it was found by its …"."""

    URN = "URN"
    LAESTAB = "LAESTAB"
    NAME = "name"
    PLACE = "name and place"
    NOT = "nothing"


@dataclass(frozen=True, slots=True)
class Offer:
    """A school that may be meant; `score` is how alike it is, of 100."""

    school: KnownSchool
    score: int


@dataclass(frozen=True, slots=True)
class Match:
    """What a claim came to: a school, or offers, the likeliest first."""

    claim: Claim
    found: Found
    school: KnownSchool | None = None
    offers: tuple[Offer, ...] = ()


@dataclass
class _Tables:
    """The schools by what may be looked up."""

    urn: dict[str, KnownSchool] = field(default_factory=dict)
    laestab: dict[str, list[KnownSchool]] = field(default_factory=lambda: defaultdict(list))
    name: dict[str, list[KnownSchool]] = field(default_factory=lambda: defaultdict(list))
    postcode: dict[str, list[KnownSchool]] = field(default_factory=lambda: defaultdict(list))


class Directory:
    """The schools that may be meant."""

    def __init__(self, schools: Iterable[KnownSchool]) -> None:
        self.schools = tuple(schools)
        self._names = [parse_school_name(school.name) for school in self.schools]
        self._full = [name.full for name in self._names]
        self._tables = _Tables()
        for school, name in zip(self.schools, self._names, strict=True):
            self._tables.urn[str(school.urn)] = school
            self._tables.name[_key(name)].append(school)
            if school.laestab:
                self._tables.laestab[school.laestab].append(school)
                self._tables.laestab[school.laestab[-ESTABLISHMENT:]].append(school)
            if school.postcode:
                self._tables.postcode[_postcode(school.postcode)].append(school)

    def match(self, claims: Sequence[Claim]) -> list[Match]:
        """Settle claims, all at once: likeness is measured for those that nothing exact settles."""
        matches = [self._exact(claim) for claim in claims]
        open_ones = [n for n, match in enumerate(matches) if match.found is Found.NOT]
        ranked = self._rank([claims[n] for n in open_ones])
        for n, offers in zip(open_ones, ranked, strict=True):
            matches[n] = self._at_place(replace(matches[n], offers=offers))
        return matches

    def offer(self, name: str) -> tuple[Offer, ...]:
        """The schools whose name is most like this one."""
        [offers] = self._rank([Claim(name=name)])
        return offers

    def _exact(self, claim: Claim) -> Match:
        if school := self._tables.urn.get(claim.urn):
            return Match(claim, Found.URN, school)
        same_number = self._with_number(claim)
        if len(same_number) == 1:
            return Match(claim, Found.LAESTAB, same_number[0])
        return self._by_name(claim) if claim.name else Match(claim, Found.NOT)

    def _with_number(self, claim: Claim) -> Sequence[KnownSchool]:
        """The schools of a LAESTAB. The number of an establishment is one only within an authority,
        which may be told by its name."""
        found = self._tables.laestab.get(claim.laestab, ())
        is_whole = len(claim.laestab) != ESTABLISHMENT
        return found if is_whole else [one for one in found if _is_authority(claim, one)]

    def _by_name(self, claim: Claim) -> Match:
        """A name that one school has, or one of its place; never against a church it names."""
        name = parse_school_name(claim.name)
        alike = self._tables.name.get(_key(name), [])
        if len(alike) > 1 and name.church:
            alike = [s for s in alike if parse_school_name(s.name).church == name.church] or alike
        if len(alike) == 1 and parse_school_name(alike[0].name).agrees(name):
            if not _contradicts(claim, alike[0]):
                return Match(claim, Found.NAME, alike[0])
        elif len(alike) > 1:
            there = [school for school in alike if _places(claim, school) and _agrees(name, school)]
            if len(there) == 1 and not _contradicts(claim, there[0]):
                return Match(claim, Found.PLACE, there[0])
        return Match(claim, Found.NOT)

    def _at_place(self, match: Match) -> Match:
        """The only school at the postcode, if its name is much like the one that was written."""
        there = self._tables.postcode.get(_postcode(match.claim.postcode), ())
        if not match.claim.postcode or not match.claim.name or len(there) != 1:
            return match
        name = parse_school_name(match.claim.name)
        likeness = fuzz.ratio(name.full, parse_school_name(there[0].name).full)
        if likeness < LIKE_ENOUGH_AT_THE_POSTCODE or not _agrees(name, there[0]):
            return match
        return replace(match, found=Found.PLACE, school=there[0], offers=())

    def _rank(self, claims: Sequence[Claim]) -> list[tuple[Offer, ...]]:
        """The schools most like each claim: by the whole name, else by some of its words. Those of
        the same establishment number, where nothing tells the authority or no school has both."""
        offers: dict[int, tuple[Offer, ...]] = {}
        for scorer in (fuzz.ratio, fuzz.token_set_ratio):
            named = [claim for claim in claims if claim.name and not offers.get(id(claim))]
            for claim, likeness in zip(named, self._likest(named, scorer), strict=True):
                offers[id(claim)] = self._offers(claim, likeness)
        return [offers.get(id(claim)) or self._of_number(claim) for claim in claims]

    def _of_number(self, claim: Claim) -> tuple[Offer, ...]:
        same = self._tables.laestab.get(claim.laestab, ())
        return tuple(Offer(school, 0) for school in same[:OFFERS])

    def _likest(self, claims: Sequence[Claim], scorer: Scorer) -> list[dict[int, float]]:
        """The likeliest schools and their scores; names are compared all with all, in one go."""
        likest: list[dict[int, float]] = [{} for _ in claims]
        if not claims or not self.schools:
            return likest
        written = [parse_school_name(claim.name).full for claim in claims]
        scores = process.cdist(
            written, self._full, scorer=scorer, score_cutoff=LIKE_ENOUGH_TO_OFFER, workers=-1
        )
        rows = range(len(claims))
        for _ in range(min(_LOOKED_AT, len(self.schools))):
            places = scores.argmax(axis=1)
            for row, place, score in zip(rows, places.tolist(), scores[rows, places], strict=True):
                likest[row][place] = float(score)
            scores[rows, places] = 0
        return likest

    def _offers(self, claim: Claim, likeness: Mapping[int, float]) -> tuple[Offer, ...]:
        offers = {
            self.schools[n].urn: Offer(self.schools[n], _score(claim, self.schools[n], score))
            for n, score in likeness.items()
            if score
        }
        for school in self._tables.postcode.get(_postcode(claim.postcode), ()):
            like = fuzz.ratio(
                parse_school_name(claim.name).full, parse_school_name(school.name).full
            )
            offers.setdefault(school.urn, Offer(school, _score(claim, school, like)))
        ordered = sorted(offers.values(), key=lambda offer: (-offer.score, offer.school.urn))
        return tuple(ordered[:OFFERS])


def _key(name: SchoolName) -> str:
    return " ".join(sorted(name.telling.split()))


def _agrees(name: SchoolName, school: KnownSchool) -> bool:
    return parse_school_name(school.name).agrees(name)


def _score(claim: Claim, school: KnownSchool, likeness: float) -> int:
    places = _places(claim, school)
    bonus = _AT_THE_PLACE if "postcode" in places else _AT_THE_PLACE / 2 if places else 0.0
    return min(100, round(likeness + bonus))


def _places(claim: Claim, school: KnownSchool) -> tuple[str, ...]:
    """Which of its places the claim says, and rightly."""
    said = (
        ("postcode", _postcode(claim.postcode) == _postcode(school.postcode), claim.postcode),
        ("town", claim.town.casefold() == school.town.casefold(), claim.town),
        ("authority", _is_authority(claim, school), claim.authority),
    )
    return tuple(what for what, is_right, text in said if text and is_right)


def _contradicts(claim: Claim, school: KnownSchool) -> bool:
    """Whether the claim says a place, and the school is at none that it says."""
    says = (claim.postcode and school.postcode) or (claim.authority and school.la_code)
    return bool(says) and not _places(claim, school)


def _is_authority(claim: Claim, school: KnownSchool) -> bool:
    said = claim.authority.casefold()
    return said == school.la_code or (bool(said) and said in school.la_name.casefold())


def _postcode(text: str) -> str:
    return "".join(text.split()).casefold()
