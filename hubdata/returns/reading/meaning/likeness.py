"""Which fields a heading may mean, by the words it shares with them: for a person to choose from.

People's own lists and surveys ask in sentences: "How many minutes of music do pupils have each week
in Key Stage 1?" Words are brought to one form ("KS1", "Key Stage 1"), and rare ones ("choir") count
for more than common ones ("pupils"): the cosine of the two sets of words, weighted by inverse
document frequency (Spärck Jones 1972) over the fields that are asked.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from hubdata.returns.fields import FieldKind, FieldSpec
from hubdata.returns.kinds import Sheet
from hubdata.returns.parsing.cells import parse_cell
from hubdata.returns.reading.meaning.mapping import SHEET_SYNONYMS, Target, bare

LIKE_ENOUGH_TO_SUGGEST = 45
"""Of 100: below this a suggestion puzzles more often than it helps."""
LIKE_ENOUGH_TO_FILL_IN = 60
"""A suggestion that stands in the form until a person says otherwise."""

_SAME_WORDS = tuple(
    (re.compile(rf"\b(?:{words})\b"), f" {one} ")
    for words, one in (
        (r"(?:last|previous|prior) (?:academic |school )?year", "lastyear"),
        (r"(?:this|last|next) (?:academic |school )?(?:year|term)", " "),
        (r"(?:academic|school) years?", "academicyear"),
        (r"(?:year|yr|nc year) ?(?:groups?|grps?)|ncy", "yeargroup"),
        (r"key ?stages? ?(\d)|ks ?(\d)", r"ks\1\2"),
        (
            r"whole[- ]class(?: ensemble)?(?: (?:teaching|tuition|lessons?|sessions?|settings?))?"
            r"|wcet|wider opp(?:ortunitie)?s",
            "wcet",
        ),
        (r"first access|classroom instrumental learning|cil", "wcet"),
        (r"(?:school )?music development plans?|s?mdp|smep|music plan", "musicplan"),
        (r"pupil premium|disadvantaged|pp", "pupilpremium"),
        (r"free school meals?|fsm", "fsm"),
        (r"ehc ?plans?|ehcps?|education,? health and care plans?", "ehcplan"),
        (r"early years|eyfs|nursery", "earlyyears"),
        (r"one[- ]to[- ]one|1 ?[:-] ?1|individual(?:ly)?", "individual"),
        (r"choirs?|choral|vocal ensembles?|singing groups?", "choir"),
        (r"orchestras?|bands?|instrumental ensembles?|ensembles?", "ensemble"),
        (r"professional development|training|inset|cpd", "training"),
        (r"on roll|number on roll|nor|rolls?", "roll"),
        (r"lessons?|tuition", "tuition"),
        (r"child(?:ren)?|students?|learners?|young people", "pupil"),
        (r"web ?(?:address|site|link|page)s?|urls?|links?", "web"),
        (r"teach(?:es|ers?|ing)?|taught|deliver(?:s|ed|y)?|provide[drs]*|run by|led by", "taught"),
        (r"perform(?:s|ed|ers?|ances?|ing)?|concerts?", "performance"),
        (r"start(?:s|ed|ing)?|beg[aiu]n", "start"),
        (r"pays?|paid|charged?|charges", "charge"),
        (r"loaned|loans?|lent|borrow(?:ed|s)?|hired?", "loan"),
        (r"learn(?:s|t|ed|ing)?", "learn"),
    )
)
"""Words and phrases that mean the same in returns, and the one they are counted as."""

_WORD = re.compile(r"[a-z]+\d*|\d+")
_SAYS_NOTHING = frozenset(
    _WORD.findall(
        "a an the of in at on to for by with from and or if as is are was were be been do does did "
        "has have had you your our we they them their this that these those it its there which "
        "what who whom whose when where how many much number total count please give state tell us "
        "say any all each per every yes no not school schools year term time took take part "
        "receive received get gets currently during most about"
    )
)
_OF_SURVEY_TOOLS = frozenset(
    (
        *("id", "respondentid", "collectorid", "responseid", "recordid", "collector", "ipaddress"),
        *("starttime", "completiontime", "timestamp", "lastmodifiedtime", "startdate", "enddate"),
        *("datecreated", "datemodified", "dateupdated", "userlanguage", "progress"),
    )
)
"""What survey tools say of an answer as such, bare: nothing that is asked."""
_SHEET_COUNTS = 0.5
"""How much the words of a sheet's name count, beside those of the field."""
_STRANGE_COUNTS = 0.6
"""How much a word of the heading counts against it that no field has."""
_MISSPELT, _SHORTEST_MISSPELT = 88, 5
_NEAR_COUNTS = 10
"""Points for a field of the sheet that the heading before belongs to, or that this one names."""
_ONE_WORD_COUNTS = 0.6
"""How much a heading of one word counts, such as "Name": it may be anything's."""
_YES_NO = frozenset(("yes", "no", "y", "n", "true", "false"))
_COUNT = re.compile(r"[2-9]|\d\d")
_ASKS_HOW_MANY = re.compile(r"\bhow many\b|\bnumber of\b|\bno\.? of\b", re.IGNORECASE)
_NUMBERS = (FieldKind.COUNT, FieldKind.NUMBER)
_YES_NO_KINDS = (FieldKind.YES_NO, FieldKind.CHOICE, FieldKind.CHOICES)

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A field that a heading may mean, and how alike they are, of 100."""

    target: Target
    score: int


def find_alike(
    heading: str, sheets: Sequence[Sheet], *, samples: Sequence[str] = (), near: str = ""
) -> tuple[Likeness, ...]:
    """The fields of some sheets that a heading may mean, likeliest first.

    A field whose type the values below the heading (`samples`) do not fit is left out. Those of the
    sheet `near`, which the heading before it belongs to, count as a little more alike.
    """
    if bare(heading) in _OF_SURVEY_TOOLS:
        return ()
    asked = _asked(tuple(sheets))
    alike = (one for one in asked.compare(heading, near) if one.score >= LIKE_ENOUGH_TO_SUGGEST)
    is_number = bool(_ASKS_HOW_MANY.search(heading)) and any(map(_COUNT.search, samples))
    fitting = (
        one
        for one in alike
        if _fits(spec := asked.specs[one.target], samples)
        and (spec.kind in _NUMBERS or not is_number)
    )
    return tuple(sorted(fitting, key=lambda one: -one.score))


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words of a text that say something, each in one form: no plurals, no other spellings."""
    text = text.casefold().replace("_", " ")
    for pattern, one in _SAME_WORDS:
        text = pattern.sub(one, text)
    return frozenset(_singular(word) for word in _WORD.findall(text) if word not in _SAYS_NOTHING)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class _Asked:
    """What is asked in some sheets, as words."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.specs: dict[Target, FieldSpec] = {
            Target(sheet.name, spec.name): spec for sheet in sheets for spec in sheet.fields
        }
        self.of_sheets = {sheet.name: words_of(_name_of(sheet)) for sheet in sheets}
        self.phrases = {
            target: tuple({words_of(words) for words in _phrases(spec)} - {frozenset()})
            for target, spec in self.specs.items()
        }
        everything = [frozenset().union(*found) for found in self.phrases.values()]
        counted = Counter(word for words in everything for word in words)
        counted.update(word for words in self.of_sheets.values() for word in words)
        self.weights = {
            word: 1 + math.log(len(everything) / number) for word, number in counted.items()
        }

    def compare(self, heading: str, near: str) -> Iterator[Likeness]:
        """The fields that share words with a heading, with how alike they are."""
        words = self._known_words(heading)
        is_bare = len(heading.split()) == 1
        for target, phrases in self.phrases.items():
            shared = [phrase for phrase in phrases if not phrase.isdisjoint(words)]
            if shared:
                is_near = target.sheet == near
                weight = _ONE_WORD_COUNTS if is_bare and not is_near else 1
                best = max(_cosine(words, self._weighed(phrase, target)) for phrase in shared)
                is_named = self.of_sheets[target.sheet] <= words.keys()
                score = round(100 * best * weight) + _NEAR_COUNTS * (is_near or is_named)
                yield Likeness(target, min(100, score))

    def _weighed(self, phrase: frozenset[str], target: Target) -> Weights:
        about = {word: _SHEET_COUNTS * self.weights[word] for word in self.of_sheets[target.sheet]}
        return about | {word: self.weights[word] for word in phrase}

    def _known_words(self, heading: str) -> Weights:
        """The words of a heading with their weights, a misspelt one as the word that is meant."""
        strange = _STRANGE_COUNTS * max(self.weights.values())
        known = {self._known(word) or word for word in words_of(heading)}
        return {word: self.weights.get(word, strange) for word in known}

    def _known(self, word: str) -> str:
        if word in self.weights or len(word) < _SHORTEST_MISSPELT:
            return word
        near = process.extractOne(word, [*self.weights], scorer=fuzz.ratio, score_cutoff=_MISSPELT)
        return near[0] if near else ""


@cache
def _asked(sheets: tuple[Sheet, ...]) -> _Asked:
    return _Asked(sheets)


def _cosine(these: Weights, those: Weights) -> float:
    shared = sum(weight * those[word] for word, weight in these.items() if word in those)
    lengths = math.hypot(*these.values()) * math.hypot(*those.values())
    return shared / lengths if lengths else 0


def _phrases(spec: FieldSpec) -> Iterable[str]:
    yield spec.heading.removeprefix("Of them, ")
    yield spec.name
    yield from spec.synonyms


def _name_of(sheet: Sheet) -> str:
    return " ".join((sheet.name, *SHEET_SYNONYMS.get(sheet.name, ())[:1]))


def _fits(spec: FieldSpec, samples: Sequence[str]) -> bool:
    """Whether any of some values may be an answer to a field; yes and no are none in words."""
    if not samples:
        return True
    if spec.kind not in _YES_NO_KINDS and all(one.casefold() in _YES_NO for one in samples):
        return False
    if spec.kind is FieldKind.YES_NO and any(map(_COUNT.search, samples)):
        return False
    return any(parse_cell(sample, spec).problem is None for sample in samples)
