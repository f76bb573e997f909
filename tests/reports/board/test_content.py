"""What a board pack says: titles and sentences computed from figures, and nothing that may not be
told."""

import re

import pytest

from hubdata.kpis.judging.suppression import Rule
from hubdata.reports.board.about_slides import MOST_DEFINITIONS
from hubdata.reports.board.content import build_pack
from hubdata.reports.board.evidence import Evidence
from hubdata.reports.board.pack import Pack, Slide, SlideKind, Status, read_pack, write_pack
from hubdata.reports.board.plan import (
    LONGEST_COMMENTARY,
    SECTIONS,
    Action,
    Plan,
    Section,
)
from hubdata.vocabulary import ActionStatus, CommentaryStatus
from tests.reports.board.build_evidence import (
    HELD_ON,
    evidence_of,
    index_of_counts,
    kpi_of_counts,
    plan_of,
)

FELL = kpi_of_counts(
    "S01",
    (264, 412),
    (272, 412),
    target=70,
    authorities={"Harrow Vale": (100, 180), "Wendale": (164, 232)},
    authorities_before={"Harrow Vale": (108, 180), "Wendale": (164, 232)},
)


def build(evidence: Evidence, plan: Plan) -> Pack:
    return build_pack(evidence, plan, rule=Rule())


def only_slide(evidence: Evidence, key: str) -> Slide:
    (slide,) = build(evidence, plan_of(key)).slides
    return slide


def test_a_title_says_what_happened_by_how_much_and_where() -> None:
    slide = only_slide(evidence_of(FELL), "kpi:S01")
    said = "School engagement fell to 64%, 25 schools short of 70%; Harrow Vale lost 8"
    assert slide.title == said
    assert slide.headline is not None
    assert (slide.headline.words, slide.headline.status) == ("64%", Status.OFF)
    assert slide.sentences == (
        "264 of 412 schools; 25 schools short of 70%.",
        "8 fewer schools than in spring (−2 pts). Harrow Vale lost 8 schools.",
    )


def test_a_title_can_be_written_by_hand() -> None:
    plan = Plan(HELD_ON, "Board meeting", (Section("kpi:S01", title="We must act"),))
    assert build(evidence_of(FELL), plan).slides[0].title == "We must act"


def test_coverage_source_and_definition_stand_in_the_footer() -> None:
    footer = only_slide(evidence_of(FELL), "kpi:S01").footer
    said = "Summer 2025/26. 95 of 100 schools returned. Source: school returns, definition 1."
    assert footer == said


def test_a_provisional_figure_is_marked_and_not_rated() -> None:
    kpi = kpi_of_counts("S01", (30, 100), target=70, returned=40)
    slide = only_slide(evidence_of(kpi), "kpi:S01")
    assert slide.headline is not None
    assert slide.headline.status is Status.PROVISIONAL
    assert "30% so far" in slide.title
    assert "Provisional." in slide.footer
    assert "Provisional: fewer than 70% have returned" in slide.sentences[1]


def test_a_draft_is_not_in_the_pack_and_what_is_ready_is() -> None:
    for progress, is_said in ((CommentaryStatus.DRAFT, False), (CommentaryStatus.READY, True)):
        section = Section("kpi:S01", commentary="Two teachers left.", progress=progress)
        slide = build(evidence_of(FELL), Plan(HELD_ON, "Board", (section,))).slides[0]
        assert ("Two teachers left." in slide.sentences) is is_said


def test_a_long_commentary_ends_with_a_sentence_and_stands_whole_in_the_notes() -> None:
    text = "A teacher left and was not replaced. " * 12
    section = Section("kpi:S01", commentary=text, progress=CommentaryStatus.READY)
    slide = build(evidence_of(FELL), Plan(HELD_ON, "Board", (section,))).slides[0]
    assert len(slide.sentences[-1]) <= LONGEST_COMMENTARY
    assert slide.sentences[-1].endswith("replaced.")
    assert slide.notes[0] == text.strip()


@pytest.mark.parametrize("now", [(3, 200), (197, 200), (0, 200), (200, 200), (4, 9)])
def test_a_figure_of_few_pupils_is_nowhere_in_the_pack(now: tuple[int, int]) -> None:
    kpi = kpi_of_counts("S05", now, (120, 200), target=50)
    pack = build(evidence_of(kpi), plan_of("kpi:S05", "attention", "changed", "standing"))
    slide = pack.slides[0]
    assert slide.headline is not None
    assert slide.headline.words == "not shown"
    assert slide.title.startswith("Pupils in whole-class teaching: not shown")
    told = write_pack(pack).decode()
    assert not re.search(rf"\b{now[0]} of {now[1]}\b", told)
    assert not re.search(rf"\b{100 * now[0] / now[1]:.1f}%", told)
    assert "fell to" not in told
    assert "rose to" not in told


def test_an_authority_that_is_hidden_cannot_be_worked_out_from_the_others() -> None:
    kpi = kpi_of_counts(
        "S05",
        (153, 1000),
        (300, 1000),
        authorities={"North": (3, 100), "South": (50, 400), "West": (100, 500)},
        authorities_before={"North": (90, 100), "South": (60, 400), "West": (150, 500)},
    )
    slide = only_slide(evidence_of(kpi), "authorities:S05")
    assert slide.bars is not None
    assert {bar.name: bar.words for bar in slide.bars.bars} == {
        "West": "20%",
        "North": "not shown",
        "South": "not shown",
    }
    assert "Two are not shown: small numbers." in slide.sentences
    assert "North" not in slide.title
    assert "South" not in slide.title
    assert "North lost" not in " ".join(slide.sentences)


def test_what_is_hidden_in_one_term_says_nothing_of_a_change() -> None:
    kpi = kpi_of_counts("S05", (50, 200), (2, 200))
    slide = only_slide(evidence_of(kpi), "kpi:S05")
    assert slide.title == "Pupils in whole-class teaching at 25%"
    assert slide.trend is not None
    assert [point.value for point in slide.trend.points] == [None, 25]


@pytest.mark.parametrize(
    ("taking_part", "shown"),
    [((40, 200), "0.80"), ((3, 200), "not shown"), ((200, 200), "not shown")],
)
def test_an_index_of_few_pupils_is_not_told(taking_part: tuple[int, int], shown: str) -> None:
    """Its own numerator and denominator are rates, so the counts of the two rates decide."""
    slide = only_slide(evidence_of(index_of_counts(taking_part, (250, 1000))), "kpi:I31")
    assert slide.headline is not None
    assert slide.headline.words == shown


def test_actions_say_who_when_and_what_is_late() -> None:
    actions = (
        Action("Visit four schools", "Schools lead", HELD_ON.replace(day=1)),
        Action("Publish the plan", "Head of hub", None, ActionStatus.DONE),
    )
    plan = Plan(HELD_ON, "Board", (Section("actions"),), actions=actions)
    slide = build(evidence_of(FELL), plan).slides[0]
    assert slide.title == "1 of 2 actions done; 1 is overdue"
    assert slide.table is not None
    assert [cell.text for cell in slide.table.rows[0]] == [
        *("Visit four schools", "Schools lead", "1 September 2026", "overdue")
    ]


def test_missing_data_is_said_openly() -> None:
    slide = only_slide(evidence_of(FELL), "data")
    assert slide.title == "95 of 100 schools returned; 5 did not"
    assert slide.sentences[0].startswith("We apologise")
    assert slide.notes == ("Not returned: Hill School.",)


def test_a_long_table_goes_over_pages_and_leaves_no_row_alone() -> None:
    ids = ("S01", "S02", "S03", "S04", "S08")
    assert len(ids) == MOST_DEFINITIONS + 1
    kpis = [kpi_of_counts(kpi_id, (30, 100)) for kpi_id in ids]
    plan = plan_of(*(f"kpi:{kpi_id}" for kpi_id in ids), "definitions")
    pages = build(evidence_of(*kpis), plan).slides[len(ids) :]
    assert [len(page.table.rows) for page in pages if page.table] == [3, 2]
    assert [page.title[-8:] for page in pages] == ["(1 of 2)", "(2 of 2)"]


@pytest.mark.parametrize("kind", SECTIONS, ids=lambda kind: kind.key)
def test_every_section_says_something_where_there_is_nothing(kind) -> None:
    slides = build(evidence_of(), plan_of(kind.key)).slides
    assert slides
    for slide in slides:
        assert slide.title
        assert slide.footer
        assert slide.sentences or slide.table or slide.bars


def test_a_kpi_the_hub_no_longer_has_leaves_no_slide() -> None:
    assert build(evidence_of(FELL), plan_of("kpi:X99", "kpi:S01")).slides[0].kpi == "S01"


def test_a_pack_is_read_back_as_it_was_written() -> None:
    pack = build(evidence_of(FELL), plan_of(*(kind.key for kind in SECTIONS), "kpi:S01"))
    assert read_pack(write_pack(pack)) == pack


def test_every_chart_says_in_words_what_it_shows() -> None:
    for key in ("kpi:S01", "authorities:S01", "data"):
        slide = only_slide(evidence_of(FELL), key)
        assert slide.alt.startswith(("Line chart of", "Bar chart of"))
    assert only_slide(evidence_of(FELL), "kpi:S01").kind is SlideKind.KPI
