"""The presentation is one file that needs nothing else and says what the pack says."""

import re
from dataclasses import replace

from hubdata.reports.presentation.deck import render_deck
from tests.reports.a_pack import LONG, PACK

DECK = render_deck(PACK)


def test_every_slide_says_its_title_sentences_and_footer():
    for slide in PACK.slides:
        for words in (slide.title, *slide.sentences, slide.footer, *slide.notes):
            assert words.replace("<", "&lt;").replace(">", "&gt;") in DECK
    assert DECK.count("<section") == len(PACK.slides)
    assert "Board meeting, 12 May 2025 · 2 of 5" in DECK


def test_it_asks_nothing_of_any_network():
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", DECK) == []
    assert re.findall(r"<(?:link|img|iframe|script src)", DECK) == []
    assert set(re.findall(r"url\(\"?([a-z]+:)", DECK)) == {"data:"}


def test_names_are_never_run_as_html():
    assert "<img" not in DECK
    assert "&lt;img src=x onerror=alert(1)&gt;" in DECK
    assert LONG in DECK


def test_every_chart_is_said_in_words():
    said = re.findall(r'<figure role="img" aria-label="([^"]+)"><svg aria-hidden="true"', DECK)
    assert said == [slide.alt for slide in PACK.slides if slide.alt]


def test_a_kpi_is_one_key_away_on_the_dashboard_and_not_in_a_file():
    live = render_deck(PACK, kpi_address="/kpi?kpi={kpi}&year=202425", leave_address="/meeting")
    assert 'href="/kpi?kpi=S04&amp;year=202425"' in live
    assert 'href="/meeting"' in live
    assert "drill" not in re.findall(r'class="([a-z]+)"', DECK)


def test_a_pack_with_one_slide_is_a_presentation_too():
    deck = render_deck(replace(PACK, slides=PACK.slides[:1]))
    assert deck.count("<section") == 1
    assert "1 of 1" in deck
