"""The ladder of progression over a small hub: what it says, and what it leaves unsaid."""

import pytest

from hubdata.kpis.catalogue import kpi_named
from hubdata.periods import Period
from hubdata.services.reach.progression import Rung, explain_drop, load_ladder, load_ladder_split
from hubdata.services.results.explaining import explain_kpi
from hubdata.services.results.scorecards import ScorecardLine, load_results_of
from pages.components.charting.columns import build_columns
from pages.components.kit.places import KPI, PROGRESSION
from pages.components.reach.ladder import build_file, build_rows
from tests.pages.running import find_links, open_page, text_of, title_of
from tests.pages.standing_hub import SUMMER, load_standing_hub, load_ten_schools
from tests.pages.takes_hub import load_takes_hub

pytestmark = pytest.mark.usefixtures("hub_store")


def test_the_ladder_tells_shares_of_each_stage_and_where_numbers_fall() -> None:
    load_takes_hub()
    ladder = load_ladder(SUMMER)
    tuition = {part.name: (part.numerator, part.value) for part in ladder.of(Rung.TUITION).stages}
    assert tuition["KS2"] == (20, 20)
    assert tuition["KS3"] == (5, 10)
    assert tuition["KS4"] == (0, None)
    assert explain_drop(ladder.lines) == "Tuition falls from 20% of pupils in KS2 to 10% in KS3"
    area = {part.name: part.numerator for part in ladder.of(Rung.AREA).stages}
    assert [area[stage] for stage in ("KS3", "KS4", "KS5")] == [12, 6, 2]


def test_the_page_opens_with_the_ladder_in_a_sentence() -> None:
    load_takes_hub()
    app = open_page(PROGRESSION)
    text = text_of(app)
    assert title_of(app) == (
        "So far, of every 1,000 pupils 12 have tuition and 10 play in an ensemble"
    )
    assert (
        "Tuition 1.2% of pupils 25 enrolments, 2,000 pupils on roll. Provisional: 1 of 10 returned."
        in text
    )
    assert "Older players in area ensembles 40% of memberships" in text
    assert "Enrolments, not pupils" in text


def test_the_ladder_is_told_by_authority_and_nobody_silent_is_zero() -> None:
    load_takes_hub()
    ladders = load_ladder_split(SUMMER, split="local_authority")
    shares = {code: ladder.of(Rung.TUITION).now.value for code, ladder in ladders.items()}
    assert shares == {"991": 2.5, "992": None}
    app = open_page(PROGRESSION)
    assert "2.5% 25" in text_of(app)


def test_a_stage_that_is_not_known_is_a_dash_and_no_column() -> None:
    load_takes_hub()
    html = build_columns(build_rows(load_ladder(SUMMER), None)[1:2])
    assert "not known" in html
    assert html.count("--share:1.000") == 1


def test_the_file_has_every_rung_by_stage() -> None:
    load_takes_hub()
    moved = kpi_named("M28")
    onward = load_results_of([moved], [Period(SUMMER.year)])[0]
    sheet = build_file(load_ladder(SUMMER), ScorecardLine(onward, None, None))
    assert len(sheet.rows) == 6 * len(Rung) + 1 + len(onward.parts)
    assert ("Tuition", "KS2", "202526 summer", 20, 20, 100) in sheet.rows


def test_without_activities_the_title_says_what_is_known_and_without_schools_what_to_do() -> None:
    assert title_of(open_page(PROGRESSION)) == "No schools are known here yet"
    load_ten_schools()
    assert "No school has returned yet" in title_of(open_page(PROGRESSION))


def test_a_hub_that_tells_nothing_of_it_is_not_told_zero() -> None:
    load_standing_hub()
    ladder = load_ladder(SUMMER)
    assert ladder.of(Rung.STANDARDS).now.value is None


def test_every_number_of_the_ladder_comes_out_again_where_it_leads() -> None:
    load_takes_hub()
    found = [
        (float(words.rstrip("%").replace(",", "")), query)
        for words, page, query in find_links(open_page(PROGRESSION))
        if page == KPI and "explain" in query and words[:1].isdigit()
    ]
    assert {"KS2", "KS3", "Area ensembles, KS3"} <= {query.get("number") for _, query in found}
    for number, query in found:
        located = explain_kpi(
            query["kpi"],
            Period.parse(query["year"], query.get("term")),
            la_code=query.get("la"),
            number=query.get("number", ""),
        )
        told = located.explanation.formula(query.get("number", "")).computed
        rounded = [round(float(told.value or 0), places) for places in (0, 1, 2)]
        assert number in (*rounded, told.numerator), query


def test_a_stage_is_explained_on_the_page_of_its_kpi_school_by_school() -> None:
    load_takes_hub()
    app = open_page(KPI)
    for name, value in {"kpi": "M23", "explain": "true", "number": "KS2"}.items():
        app.query_params[name] = value
    app.run()
    text = text_of(app)
    assert "KS2. Numerator: 20" in text
    assert "School 1 20 Tuition, row 2 Pupils learning: 20" in text
