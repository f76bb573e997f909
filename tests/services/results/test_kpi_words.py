"""What stands beside a KPI's number."""

from dataclasses import replace

from hubdata.kpis.catalogue import kpi_named
from hubdata.kpis.judging.rag import RagStatus
from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.splits import split_named
from hubdata.services.results import kpi_words, sentences
from hubdata.services.results.scorecards import ScorecardLine
from hubdata.services.results.spread import find_spread, title_of_spread
from tests.services.made_results import result


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
    blank = result("U38", None, returned=1)
    assert sentences.explain_coverage(blank) == "Not told by the lead organisation"
    assert sentences.explain_coverage(result("U38", None, returned=0)).startswith("Not told yet")


def test_the_gap_of_a_ratio_is_a_number() -> None:
    told = replace(result("U38", 1.17), target=1.2, rag=RagStatus.AMBER)
    assert sentences.explain_gap(told, to_target=True) == "0.03 short of 1.20 : 1"


def test_the_rule_of_a_status_is_told_in_the_numbers_it_comes_to() -> None:
    def rule(kpi_id: str, target: float) -> str:
        return kpi_words.explain_levels(replace(result(kpi_id, 1.0), target=target))

    assert rule("S01", 90) == "Green from 90%, amber from 85%, else red."
    assert rule("S03", 10) == "Green to 10%, amber to 15%, else red."
    assert rule("P16", 22) == "Green from 22, amber from 21, else red."
    assert rule("M23", 4.2) == "Green from 4.2%, else amber."
    unset = result("S01", 60)
    assert kpi_words.explain_levels(unset) == kpi_words.explain_rule(unset)


def test_the_part_that_is_furthest_behind_is_named_by_the_way_that_is_better() -> None:
    def title(kpi_id: str) -> str:
        def part(name: str, value: float) -> KpiResult:
            one = result(kpi_id, value, numerator=1, denominator=2)
            return replace(one, split=split_named("phase"), part_of_split=name)

        whole = result(kpi_id, 50.0)
        spread = find_spread([part("Primary", 60.0), part("Special", 40.0)], whole)
        return title_of_spread(spread, whole, "Phase")

    assert title("S01") == "Furthest behind by phase: special, at 40%"
    assert title("S03") == "Furthest behind by phase: primary, at 60%"
    assert title_of_spread(None, result("S01", 50.0), "Phase") == "By phase"


def test_authorities_of_which_none_fell_are_told_from_the_lowest_to_the_highest() -> None:
    names = {"991": "Northmere", "992": "Southmere"}
    now = {"992": result("I32", 0.81), "991": result("I32", 0.84)}
    assert (
        sentences.explain_between(now, names) == "Between 0.81 in Southmere and 0.84 in Northmere"
    )
    alike = {"992": result("I32", 0.84), "991": result("I32", 0.84)}
    assert sentences.explain_between(alike, names) == "The local authorities are level, at 0.84"
    assert not sentences.explain_between({"991": result("I32", 0.84)}, names)
