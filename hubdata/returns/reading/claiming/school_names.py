"""School names as people write them, in a form in which two of one school are equal.

"St. Mary's C of E (VA) Primary Sch" and "Saint Marys CofE Primary School" are the same name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = re.compile(r"['’‘`´]")
_ASIDE = re.compile(r"\((?:ages?|formerly|previously|part of|for)[^)]*\)|\bpart of\b.*")
_NO_WORD = re.compile(r"[^\w]+|_")
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\bchurch of england\b|\bc of e\b|\bcofe\b|\bc e\b|\bcoe\b|\banglican\b", "ce"),
        (r"\broman catholic\b|\br c\b|\bcatholic\b", "rc"),
        (r"\bvoluntary (?:aided|controlled)\b|\bv a\b|\bv c\b|\bva\b|\bvc\b", " "),
        (r"\bpupil referral unit\b|\bp r u\b", "pru"),
        (r"\balternative provision\b", "ap"),
    )
)
_WORDS = {
    **dict.fromkeys(("st", "sts", "saints", "ss"), "saint"),
    **dict.fromkeys(("pri", "prim", "primry"), "primary"),
    **dict.fromkeys(("inf", "infs", "infants"), "infant"),
    **dict.fromkeys(("jun", "jnr", "jr", "juniors"), "junior"),
    **dict.fromkeys(("sec", "secondry"), "secondary"),
    **dict.fromkeys(("meth",), "methodist"),
    **dict.fromkeys(("nur", "nurs"), "nursery"),
    **dict.fromkeys(("spec",), "special"),
    **dict.fromkeys(("mt",), "mount"),
    "grammer": "grammar",
}
_EVERY_SCHOOL = frozenset(
    (
        *("school", "schools", "sch", "schl", "academy", "acad", "college", "community", "trust"),
        *("foundation", "the", "and", "of", "at", "a", "an", "free", "mat", "federation", "high"),
    )
)
_CHURCHES = frozenset(("ce", "rc", "methodist", "jewish", "muslim", "islamic", "sikh", "hindu"))


@dataclass(frozen=True, slots=True)
class SchoolName:
    """A name in words: `telling` without what every school has, `church` is kept apart."""

    telling: str
    church: frozenset[str]

    @property
    def full(self) -> str:
        """All words that tell, in order of the alphabet: what likeness is measured on."""
        return " ".join(sorted((*self.telling.split(), *self.church)))

    def agrees(self, other: SchoolName) -> bool:
        """Whether neither names a church that the other does not."""
        return not self.church or not other.church or self.church == other.church


@lru_cache(maxsize=65536)
def parse_school_name(name: str) -> SchoolName:
    """A name in the words that tell it from others, spelt out."""
    text = _ASIDE.sub(" ", _APOSTROPHES.sub("", name.casefold())).replace("&", " and ")
    text = " ".join(_NO_WORD.sub(" ", text).split())
    for pattern, replacement in _PHRASES:
        text = pattern.sub(replacement, text)
    words = [_WORDS.get(word, word) for word in text.split()]
    church = frozenset(word for word in words if word in _CHURCHES)
    telling = [word for word in words if word not in _EVERY_SCHOOL and word not in _CHURCHES]
    if not telling:
        telling = [word for word in words if word not in _CHURCHES] or words
    return SchoolName(" ".join(telling), church)
