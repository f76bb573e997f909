"""Finding the schools that 1,000 dirty names mean among 24,000."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hubdata.returns.reading.claiming.claims import Claim
from hubdata.returns.reading.claiming.sources import Directory, KnownSchool
from tests.benchmarks.measure import Benchmark, seconds_of

NAMES, SCHOOLS = 1_000, 24_000
MOST_SECONDS = 1
FIRST = ("Ash", "Beacon", "Oak", "St Mary's", "St John's", "Holy Trinity", "Elm", "Castle", "Abbey")
PLACES = ("Exe", "Tam", "Wend", "North", "South", "East", "West", "Upper", "Lower", "Sev", "Tren")
ENDS = ("field", "ton", "ham", "ley", "worth", "bury", "ford", "dale", "wick", "combe", "minster")
KINDS = ("Primary School", "CofE Primary School", "Catholic Primary School", "Infant School")
MORE = ("Junior School", "Academy", "High School", "Community College", "Nursery School")


def measure_matching() -> Iterator[Benchmark]:
    """The directory is made once; what is timed is settling the names."""
    random = Random(20261122)
    schools = build_schools(random)
    directory = Directory(schools)
    claims = [Claim(name=spoil(school.name, random)) for school in random.sample(schools, NAMES)]
    seconds = seconds_of(lambda: directory.match(claims))
    name = f"find {NAMES:,} dirty names among {SCHOOLS:,} schools"
    yield Benchmark(name, seconds, "", None, None, f"at most {MOST_SECONDS} second")


def build_schools(random: Random) -> list[KnownSchool]:
    """Schools with names of English shape, some of them alike."""
    names: set[str] = set()
    while len(names) < SCHOOLS:
        place = f"{random.choice(PLACES)}{random.choice(ENDS)}"
        other = f"{random.choice(PLACES)}{random.choice(ENDS)}"
        names.add(f"{random.choice(FIRST)} {place} {other} {random.choice(KINDS + MORE)}")
    return [KnownSchool(100_000 + n, name) for n, name in enumerate(sorted(names))]


def spoil(name: str, random: Random) -> str:
    """A name as people write it: other words for the same, and in every other one a slip."""
    name = name.replace("CofE", "C of E").replace(" School", "").replace("Primary", "Pri.")
    place = random.randrange(len(name))
    return name[:place] + name[place + 1 :] if random.random() < 0.5 else name.upper()
