"""What stands beside a KPI's number."""

from dataclasses import replace

from hubdata.kpis.catalogue import kpi_named
from hubdata.kpis.rag import RagStatus
from hubdata.services.results import kpi_words, sentences
from hubdata.services.results.scorecards import ScorecardLine
from tests.services.results import result


def test_a_value_says_beside_it_of_whom_it_is_a_share() -> None:
    def beside(kpi_id: str) -> str:
        return kpi_words.explain_base(kpi_named(kpi_id))

    assert beside("S01") == "of schools"
    assert beside("M25") == "of pupils", "a membership is not a share of memberships here"
    assert beside("I32") == "of their share"
    assert beside("U37") == beside("P16") == "", "money and counts say themselves"


def test_what_a_number_is_made_of_divides_and_money_says_pounds() -> None:
    def made(kpi_id: str, upper: float, lower: float) -> str:
        one = replace(result(kpi_id, 1.2), numerator=upper, denominator=lower)
        return kpi_words.explain_counted(one)

    assert made("U38", 395_815, 337_333) == "£395,815 ÷ £337,333"
    assert made("U40a", 6_000, 40) == "£6,000 ÷ 40"
    assert made("S10", 12, 4) == "12 ÷ 4"
    assert made("I32", 13.6, 17.6) == "13.6% ÷ 17.6%"
    assert made("S01", 251, 319) == "251 of 319"


def test_what_the_lead_organisation_alone_tells_has_no_coverage_of_one() -> None:
    told = result("U38", 1.17, returned=1)
    assert sentences.explain_coverage(told) == "Told by the lead organisation"
    assert ("Told by", "Lead organisation") in kpi_words.key_figures(
        ScorecardLine(told, None, None)
    )
    assert sentences.explain_coverage(result("U38", None, returned=0)).startswith("Not told yet")


def test_the_gap_of_a_ratio_is_a_number() -> None:
    told = replace(result("U38", 1.17), target=1.2, rag=RagStatus.AMBER)
    assert sentences.explain_gap(told, to_target=True) == "0.03 short of 1.20 : 1"
