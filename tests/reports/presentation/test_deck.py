"""The presentation is one file that needs nothing else and says what the pack says."""

import re
from dataclasses import replace
from html import escape

from hubdata.reports.board.pack import Slide, SlideKind
from hubdata.reports.presentation.deck import render_deck
from tests.reports.board.build_pack import pack_of_nothing, pack_with_everything

PACK = pack_with_everything()
DECK = render_deck(PACK)


def test_every_slide_says_its_title_sentences_and_footer():
    for slide in PACK.slides:
        for words in (slide.title, *slide.sentences, slide.footer, *slide.notes):
            assert escape(words) in DECK
    assert DECK.count("<section") == len(PACK.slides)
    assert f"{PACK.words} · 2 of {len(PACK.slides)}" in DECK


def test_it_asks_nothing_of_any_network():
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", DECK) == []
    assert re.findall(r"<(?:link|img|iframe|script src)", DECK) == []
    assert set(re.findall(r"url\(\"?([a-z]+:)", DECK)) == {"data:"}


def test_names_are_never_run_as_html():
    bad = "<img src=x onerror=alert(1)>"
    slide = Slide(bad, SlideKind.TEXT, bad, bad, (bad,), alt=bad, footer=bad, notes=(bad,))
    deck = render_deck(replace(PACK, title=bad, hub_name=bad, slides=(slide,)))
    assert "<img" not in deck
    assert escape(bad) in deck


def test_every_chart_is_said_in_words():
    said = re.findall(r'<figure role="img" aria-label="([^"]+)"><svg aria-hidden="true"', DECK)
    assert said == [escape(slide.alt) for slide in PACK.slides if slide.trend or slide.bars]


def test_a_kpi_is_one_key_away_on_the_dashboard_and_not_in_a_file():
    live = render_deck(PACK, kpi_address="/kpi?kpi={kpi}&year=202425", leave_address="/meeting")
    assert 'href="/kpi?kpi=S04&amp;year=202425"' in live
    assert 'href="/meeting"' in live
    assert "drill" not in re.findall(r'class="([a-z]+)"', DECK)


def test_a_pack_with_one_slide_is_a_presentation_too():
    deck = render_deck(replace(PACK, slides=PACK.slides[:1]))
    assert deck.count("<section") == 1
    assert "1 of 1" in deck


def test_a_hub_that_has_told_nothing_can_be_presented():
    empty = pack_of_nothing()
    assert render_deck(empty).count("<section") == len(empty.slides)
