"""Names of invented schools and trusts, as English schools are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

SLUG_LENGTH = 44


def slug_of(name: str) -> str:
    """The first words of a name as file names and web addresses have them."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "")).strip("-").split("-")
    slug = ""
    for word in words:
        if len(slug) + len(word) > SLUG_LENGTH:
            break
        slug += f"-{word}" if slug else word
    return slug


def _listed(names: str) -> list[str]:
    return names.split(",")


FEATURES = _listed(
    "Beacon Hill,Mill Lane,Orchard Rise,Riverside,Kingfisher,Larkfield,Priory,Hawthorn,Willow Bank,"
    "Foxglove,Castle Street,Station Road,Meadow View,Oakhurst,Ferry Lane,Highfield,Park End,"
    "Queen's Walk,Beechwood,Harbour,Lighthouse,Millbrook,Heron Way,Chestnut Grove,Bishop's Mead,"
    "Moorside,Northgate,Southfield,Westbourne,Eastcliffe,Abbey,Cornflower,Stonebridge,Elm Tree,"
    "Windmill,Sandringham Road,Skylark,Fairfield,Greenway,Rowan,Cherry Tree,Farmhouse Lane,"
    "Shepherd's Down,Canal Side,Limekiln,Weavers,Coronation,Albion,Victoria Road,Jubilee,"
    "Springwell,Clover Hill,Tanners Brook,Old Forge,Maypole,Bluebell,Ropewalk,Sunnybank"
)
SAINTS = _listed(
    "St Mary's,St John's,All Saints',St Peter's,Holy Trinity,St Michael's,St Anne's,St Andrew's,"
    "St Oswald's,St Hilda's,St Cuthbert's,St Margaret's,St Nicholas',St Thomas',Christ Church,"
    "St Bede's,St Luke's,St Aidan's"
)
CATHOLIC_SAINTS = _listed(
    "Our Lady of the Sea,St Joseph's,St Teresa's,Sacred Heart,St Francis',English Martyrs,"
    "St Bernadette's,Holy Family"
)
HEROES = _listed(
    "Ada Marlowe,Ethel Hartshorn,Samuel Pellow,Imogen Fairley,Josiah Whin,Constance Ruskley,"
    "Bishop Aldred,Lady Orrin,Sir Tobias Keld"
)
TRUSTS = _listed(
    "Wendale Learning Trust,The Beck and Moor Multi Academy Trust,Harbour Lights Schools Trust,"
    "Orrin Education Trust,Vale Aspire Trust,Kingsbrook Partnership Trust,St Oswald's Diocesan "
    "Academies Trust,Our Lady of the Sea Catholic Academy Trust,Tidewater Academies,"
    "The Lanternmakers' Trust,Northern Wold Schools Trust,Ilderton Inclusion Trust"
)
"""The seventh and eighth are diocesan, the last runs special schools and alternative provision."""
DIOCESAN, CATHOLIC, INCLUSION = 6, 7, 11

LONGEST = (
    "The Blessed Margaret and Saint Cuthbert's Church of England and Methodist Primary Academy"
)
"""A name that tries every layout: nearly ninety characters."""
TWICE = "St Mary's Church of England Primary School"
"""A name that two schools of one authority share, as 134 schools in England do."""


@dataclass(frozen=True)
class Naming:
    """A school's name, and the faith that goes with it."""

    name: str
    religion: str = "Does not apply"

    @property
    def is_catholic(self) -> bool:
        return self.religion == "Roman Catholic"


class NameGiver:
    """Gives names within one authority, none twice unless asked to."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: set[str] = set()
        self._features = self._endless(FEATURES)
        self._saints = self._endless(SAINTS)
        self._catholic = self._endless(CATHOLIC_SAINTS)
        self._heroes = self._endless(HEROES)

    def primary(self, town: str, *, kind: str = "Primary", is_academy: bool) -> Naming:
        """A primary, infant or junior school."""
        last = "Academy" if is_academy and self._rng.random() < 0.35 else "School"
        chance = self._rng.random()
        if chance < 0.22:
            stem, religion = f"{next(self._saints)} Church of England {kind}", "Church of England"
        elif chance < 0.30:
            stem, religion = f"{next(self._catholic)} Catholic {kind}", "Roman Catholic"
        else:
            stem, religion = f"{next(self._features)} {kind}", "Does not apply"
        return Naming(self._once(f"{stem} {last}", town), religion)

    def village_primary(self, village: str) -> Naming:
        """The school of a village bears its name; every second one is a church school."""
        if self._rng.random() < 0.5:
            name = f"{village} Church of England Primary School"
            return Naming(self._once(name, village), "Church of England")
        return Naming(self._once(f"{village} Primary School", village))

    def pair(self, town: str) -> tuple[Naming, Naming]:
        """An infant and a junior school next door to each other."""
        stem = self._once(next(self._features), town)
        infant = f"{stem} Infant and Nursery School" if len(stem) % 3 == 0 else f"{stem} Infant"
        infant = infant if infant.endswith("School") else f"{infant} School"
        return Naming(infant), Naming(f"{stem} Junior School")

    def secondary(self, town: str, *, is_academy: bool) -> Naming:
        chance = self._rng.random()
        if chance < 0.2:
            return Naming(self._once(f"{town} {'Academy' if is_academy else 'High School'}", town))
        if chance < 0.32:
            return Naming(
                self._once(f"{next(self._catholic)} Catholic High School", town), "Roman Catholic"
            )
        if is_academy and chance < 0.55:
            return Naming(self._once(f"The {next(self._heroes)} Academy", town))
        words = ("Academy", "Academy", "School") if is_academy else ("School", "High School")
        last = self._rng.choice((*words, "Community College"))
        return Naming(self._once(f"{next(self._features)} {last}", town))

    def special(self, town: str) -> Naming:
        last = self._rng.choice(("School", "School", "Academy", "Specialist School"))
        return Naming(self._once(f"{next(self._features)} {last}", town))

    def other(self, town: str, words: str) -> Naming:
        """A nursery, unit, independent school or college: a feature's name and these words."""
        return Naming(self._once(f"{next(self._features)} {words}", town))

    def _once(self, name: str, town: str) -> str:
        """The name, with the town after it where it was given before."""
        if name in self._given:
            name = f"{name}, {town}"
        while name in self._given:
            name = f"New {name}"
        self._given.add(name)
        return name

    def _endless(self, names: list[str]) -> Iterator[str]:
        while True:
            yield from self._rng.sample(names, len(names))
