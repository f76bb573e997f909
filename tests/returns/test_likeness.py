"""Which field a heading may mean: questions as surveys ask them, lists as people head them."""

import pytest

from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.returns.reading.meaning.likeness import find_alike, words_of

YES_NO = ("Yes", "No")


def likeliest(heading: str, *samples: str, near: str = "") -> str:
    found = find_alike(heading, SCHOOL_RETURN.sheets, samples=samples, near=near)
    return f"{found[0].target.sheet}: {found[0].target.field}" if found else ""


@pytest.mark.parametrize(
    ("heading", "samples", "field"),
    [
        (
            "How many minutes of curriculum music do pupils receive each week in Key Stage 1?",
            ("30 mins", "45-60", "45"),
            "Curriculum: minutes_ks1",
        ),
        ("Does your school have a choir?", YES_NO, "Curriculum: feature_choir"),
        ("How many pupils took part in WCET this year?", ("30", "60"), "Whole class: pupils"),
        ("Who delivered the whole class ensemble teaching?", (), "Whole class: provider_type"),
        ("How many pupils receive instrumental or vocal lessons?", ("4",), "Tuition: pupils"),
        ("Did you take part in any hub events this year?", YES_NO, "Support: strand_live"),
        ("Pupils who are charged", ("2",), "Tuition: pupils_charged"),
        ("Minuets a week", ("60",), "Whole class: minutes_per_week"),
        (
            "How many pupils learn an instrument in whole class lessons?",
            ("30", "about 28"),
            "Whole class: pupils",
        ),
        (
            "Do you have a School Music Development Plan?",
            YES_NO,
            "Curriculum: music_development_plan_status",
        ),
        ("Any other feedback?", ("Thank you",), "Return: comment"),
    ],
)
def test_a_question_is_known_by_its_rare_words(
    heading: str, samples: tuple[str, ...], field: str
) -> None:
    assert likeliest(heading, *samples) == field


@pytest.mark.parametrize("heading", ["Start time", "Colour", "Heads", "", "of the", "1234"])
def test_what_is_not_asked_is_like_nothing(heading: str) -> None:
    assert likeliest(heading, "27") == ""


def test_a_field_that_the_values_do_not_fit_is_not_offered() -> None:
    question = "Is your music development plan published on your website?"
    assert likeliest(question) == "Curriculum: music_development_plan_url"
    assert "url" not in likeliest(question, *YES_NO)
    assert likeliest("How many lessons?", "about 10", "n/a") != "Support: strand_tuition"


def test_these_pupils_are_those_of_the_question_before() -> None:
    question = "How many of these pupils are eligible for pupil premium?"
    assert likeliest(question, "4", near="Tuition") == "Tuition: pp"
    assert likeliest(question, "4", near="Ensembles") == "Ensembles: pp"


def test_words_have_one_form() -> None:
    assert words_of("Pupils in Key Stage 1") == words_of("KS1: the children") == {"ks1", "pupil"}
    assert words_of("School Music Development Plans") == words_of("your SMDP") == {"musicplan"}
