"""A handful of files to try an upload with, clean and faulty; they lie in `sample_data/returns`.

    python -m sample_data.examples

writes them anew. All are for this autumn, from schools of the sample hub that have not returned.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path

from hubdata.returns.kinds import (
    CONTEXT,
    CURRICULUM,
    ENSEMBLES,
    FRONT,
    PERFORMANCE,
    SUPPORT,
    TUITION,
    WHOLE_CLASS,
)
from sample_data.answers import Answers, Row, build_answers
from sample_data.build import render_return
from sample_data.hub import build_sample_hub
from sample_data.music import Music
from sample_data.sending import SampleReturn, choose_day, file_name_of
from sample_data.story import THIS_TERM, TODAY

FOLDER = Path(__file__).parent / "returns"
SCHOOLS_IN_ONE_FILE = 40

MISTAKES: tuple[tuple[str, int, str, object], ...] = (
    (WHOLE_CLASS, 0, "pupils", "twenty nine"),
    (WHOLE_CLASS, 1, "year_group", "14"),
    (TUITION, 0, "pupils", -4),
    (TUITION, 1, "pupils_remitted", 600),
    (ENSEMBLES, 0, "weeks_met", 75),
    (ENSEMBLES, 1, "meets_weekly", "now and then"),
    (CURRICULUM, 0, "minutes_ks2", "60%"),
    (CURRICULUM, 0, "music_development_plan_date", "31/02/2026"),
    (SUPPORT, 0, "strand_live", "maybe"),
    (PERFORMANCE, 0, "performers", "<5"),
)
"""Ten slips of ten kinds: the sheet, the row (from 0), the field, and what is written there."""

COLUMNS: Mapping[str, str] = {
    "WCET class": "class_id",
    "Yr": "year_group",
    "Instrument": "instrument",
    "Delivered by": "provider_type",
    "Hub support": "hub_supported",
    "No of pupils": "pupils",
    "First time": "pupils_first_time",
    "Pupil premium": "pp",
    "EHC plan": "ehcp",
    "SEN": "sen_support",
    "Weeks taught": "weeks_delivered",
}
"""The headings a music service's own list has for our fields."""

PUPILS = """Forename,Surname,DOB,UPN,Instrument
Ottoline,Fernsby,03/02/2015,A990000115001,violin
Barnaby,Quillfeather,19/11/2014,B990000115002,cornet
Tabitha,Wrenlow,07/06/2015,C990000115003,cello
"""
"""Invented children; a list like this must be refused and erased."""


def render_examples() -> dict[str, bytes]:
    """Each file by its name."""
    clean, faulty = islice(_waiting(), 2)
    nil = next(sent for sent in _not_returned() if _is_quiet(sent))
    return {
        "clean.xlsx": render_return(clean),
        "ten_mistakes.xlsx": render_return(_with_mistakes(faulty)),
        "nil_return.xlsx": render_return(_as_nil(nil)),
        "forty_schools.csv": render_forty_schools(),
        "pupil_names.csv": PUPILS.encode(),
    }


def render_forty_schools() -> bytes:
    """A music service's own list of classes: notes on top, other headings, totals, cp1252."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([f"Whole-class teaching – {THIS_TERM.period.label}, all schools"])
    writer.writerow(["Please ask the office before changing anything"])
    writer.writerow([])
    writer.writerow(["DfE URN", "School", "Academic year", "Term", *COLUMNS, "Room"])
    total = 0
    for sent in islice(_waiting(everyone=True), SCHOOLS_IN_ONE_FILE):
        for row in sent.answers[WHOLE_CLASS]:
            front = (sent.urn, sent.school_name, THIS_TERM.period.year.label, "Autumn")
            writer.writerow(
                [*front, *(_as_written(row[name]) for name in COLUMNS.values()), "Hall"]
            )
            total += int(str(row["pupils"]))
    place = 4 + list(COLUMNS).index("No of pupils")
    writer.writerow(["Total", *[""] * (place - 1), total])
    return text.getvalue().encode("cp1252")


def write_examples(folder: Path = FOLDER) -> None:
    """Write every example into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in render_examples().items():
        (folder / name).write_bytes(content)


def _waiting(*, everyone: bool = False) -> Iterator[SampleReturn]:
    """Returns of schools that have not sent theirs, as they would be sent today.

    Only schools with two rows in every table, unless `everyone` with classes is wanted.
    """
    for sent in _not_returned():
        rows = [sent.answers.get(sheet, []) for sheet in (WHOLE_CLASS, TUITION, ENSEMBLES)]
        if all(len(each) >= 2 for each in rows) or (everyone and rows[0]):
            yield sent


def _is_quiet(sent: SampleReturn) -> bool:
    """Whether a school has no activity that a nil return would deny."""
    return not any(sent.answers.get(sheet) for sheet in (WHOLE_CLASS, TUITION, ENSEMBLES))


@cache
def _not_returned() -> tuple[SampleReturn, ...]:
    return tuple(
        _sent_today(music)
        for school in build_sample_hub().schools
        if school.is_state_funded and school.urn_on(TODAY) == school.urn
        if choose_day(music := Music(school), THIS_TERM) is None and music.knows_pupil_premium
    )


def _sent_today(music: Music) -> SampleReturn:
    school = music.school
    return SampleReturn(
        file_name=file_name_of(school.urn, school.name, THIS_TERM.period),
        period=THIS_TERM.period,
        urn=school.urn,
        school_name=school.name,
        due_on=THIS_TERM.due_on,
        received_on=TODAY,
        answers=build_answers(music, THIS_TERM, received_on=TODAY),
    )


def _with_mistakes(sent: SampleReturn) -> SampleReturn:
    answers: dict[str, list[Row]] = {
        sheet: [dict(row) for row in rows] for sheet, rows in sent.answers.items()
    }
    for sheet, row, name, written in MISTAKES:
        answers[sheet][row][name] = written
    return _with_answers(sent, answers)


def _as_nil(sent: SampleReturn) -> SampleReturn:
    front = dict(sent.answers[FRONT][0]) | {"nil_return": True}
    return _with_answers(sent, {FRONT: [front], CONTEXT: sent.answers[CONTEXT]})


def _with_answers(sent: SampleReturn, answers: Answers) -> SampleReturn:
    return SampleReturn(**{**vars(sent), "answers": answers})


def _as_written(value: object) -> object:
    if isinstance(value, bool):
        return "Y" if value else "N"
    return "n/a" if value is None else value


if __name__ == "__main__":
    write_examples()
