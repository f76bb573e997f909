"""The sample hub's partners and its own returns: consistent with themselves, and believable."""

from collections import defaultdict
from dataclasses import replace

import pytest

from hubdata.periods import Period
from hubdata.returns.checking.checking import check_return
from hubdata.returns.checking.context import CheckContext, PartnerFacts, TermDates
from hubdata.returns.kinds import HUB_RETURN, PARTNER_RETURN
from hubdata.returns.reading.gathering import read_file
from hubdata.returns.reading.partner_list import read_partner_list
from hubdata.vocabulary import IncomeSource, PartnerKind
from sample_data.build import render_return
from sample_data.hub import build_sample_hub
from sample_data.other_sending import other_returns
from sample_data.partner_words import STORIES
from sample_data.partners import PARTNERS, PLANS, render_partner_list
from sample_data.story import CALENDAR, TERMS, THIS_TERM, TODAY

HUB = build_sample_hub()
SENT = list(other_returns(HUB))
OF_PARTNERS = [sent for sent in SENT if sent.kind is PARTNER_RETURN]
OF_HUB = [sent for sent in SENT if sent.kind is HUB_RETURN]
URNS = {
    urn: int(school.authority.code)
    for school in HUB.schools
    for urn in (school.urn, school.former and school.former.urn)
    if urn
}
DFE_REVENUE, DFE_CAPITAL = IncomeSource.DFE_REVENUE, IncomeSource.DFE_CAPITAL
CONTEXT = CheckContext(
    register_loaded=True,
    schools=URNS,
    hub_la_codes=frozenset(URNS.values()),
    partner_ids=frozenset(partner.partner_id for partner in PARTNERS),
)


def rows(sheet: str, *, year: int, sent=OF_HUB) -> list[dict]:
    of_year = (one for one in sent if one.period.year.start == year)
    return [row for one in of_year for row in one.answers.get(sheet, [])]


def test_each_story_says_whether_the_hub_may_publish_it():
    told = [row for row in rows("Projects", year=2025, sent=OF_PARTNERS) if row.get("story")]
    assert {row["project_id"] for row in told} == set(STORIES)
    assert {row["story_consent"] for row in told} == {True, False}


def total(found: list[dict], field: str) -> float:
    return sum(row[field] or 0 for row in found)


@pytest.mark.parametrize("sent", SENT[::9] + OF_HUB, ids=lambda sent: sent.file_name)
def test_a_return_has_nothing_to_correct_or_explain(sent):
    (read,) = read_file(sent.file_name, render_return(sent)).returns
    dates = CALENDAR.dates_of(sent.period)
    context = replace(
        CONTEXT,
        term=TermDates(dates.start, dates.end),
        received_on=sent.received_on,
        partner=PartnerFacts(sent.source, sent.source_name),
    )
    checked = check_return(read, context)
    assert [issue.message for issue in checked.issues] == []
    assert (checked.source, checked.period, checked.kind) == (sent.source, sent.period, sent.kind)


def test_the_list_of_partners_is_read_as_it_is_meant():
    listed = read_partner_list("partners.csv", render_partner_list())
    assert listed.issues == ()
    assert [row.values["partner_id"] for row in listed.rows] == [p.partner_id for p in PARTNERS]


def test_all_eight_kinds_of_partner_are_there_and_each_partner_runs_something():
    assert {partner.kind for partner in PARTNERS} == set(PartnerKind)
    assert {plan.partner for plan in PLANS} == {partner.partner_id for partner in PARTNERS}
    assert len(PARTNERS) == 25


def test_most_partners_return_each_term_and_some_are_late():
    for term in TERMS[:-1]:
        sent = [one for one in OF_PARTNERS if one.period == term.period]
        assert 20 <= len(sent) <= 25
        assert len({one.source for one in sent}) == len(sent)
    late = [one for one in OF_PARTNERS if one.received_on > one.due_on]
    assert 0.08 < len(late) / len(OF_PARTNERS) < 0.3


def test_this_autumn_some_partners_have_returned_and_the_hub_has_not():
    this = [one for one in SENT if one.period == THIS_TERM.period]
    assert {one.kind for one in this} == {PARTNER_RETURN}
    assert 3 <= len(this) <= 14
    assert max(one.received_on for one in SENT) <= TODAY


def test_nobody_returns_for_a_term_in_which_they_were_no_partner():
    days = {partner.partner_id: partner for partner in PARTNERS}
    for one in OF_PARTNERS:
        dates = CALENDAR.dates_of(one.period)
        assert days[one.source].is_active_between(dates.start, dates.end)


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_grant_is_about_a_million_and_draws_somewhat_more_than_itself(year):
    income = rows("Income", year=year)
    grant = total([row for row in income if row["income_source"] is DFE_REVENUE], "actual")
    dfe = (DFE_REVENUE, DFE_CAPITAL, IncomeSource.OTHER_DFE)
    others = total([row for row in income if row["income_source"] not in dfe], "actual")
    assert 0.95e6 < grant < 1.1e6
    assert 1.1 < others / grant < 1.35


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_grant_is_spent_and_four_fifths_of_it_on_the_front_line(year):
    spent = rows("Expenditure", year=year)
    grant = total(spent, "of_which_grant")
    front_line = total([row for row in spent if row["front_line"]], "of_which_grant")
    received = total(
        [row for row in rows("Income", year=year) if row["income_source"] is DFE_REVENUE], "actual"
    )
    assert 0.9 < grant / received <= 1.02
    assert 0.78 < front_line / grant < 0.88


@pytest.mark.parametrize("sent", OF_HUB, ids=lambda sent: sent.period.code)
def test_free_reserves_last_about_four_months(sent):
    year = [one for one in OF_HUB if one.period.year == sent.period.year]
    spent = sum(total(one.answers["Expenditure"], "actual") for one in year)
    months = sent.answers["Balances"][0]["reserves_free"] / (spent / 12)
    assert 3.3 < months < 4.7


@pytest.mark.parametrize("year", [2024, 2025])
def test_what_partners_say_they_received_is_what_the_hub_says_it_paid(year):
    paid: dict[str, float] = defaultdict(float)
    for row in rows("Payments to partners", year=year):
        paid[row["partner_id"]] += row["amount"]
    summer = [
        one for one in OF_PARTNERS if one.period == Period.parse(f"{year}/{year - 1999}", "summer")
    ]
    told = {one.source: one.answers["Money"][0] for one in summer if "Money" in one.answers}
    assert len(told) > 8
    for partner_id, money in told.items():
        assert money["grant_received"] == pytest.approx(paid[partner_id])


def test_every_authority_has_lead_schools_but_one_has_none_for_send():
    newest = OF_HUB[-1].answers["Lead schools"]
    assert len(newest) == 8
    assert (993, "SEND or AP") not in {(row["la_code"], row["lead_kind"]) for row in newest}
    assert all(URNS[row["urn"]] == row["la_code"] for row in newest)


def test_one_required_document_is_overdue_and_one_was_never_published():
    newest = OF_HUB[-1]
    required = [row for row in newest.answers["Publications"] if row["required"]]
    overdue = [row for row in required if row["review_due"] < newest.received_on]
    assert [row["document"] for row in overdue] == ["environmental policy"]
    assert [row["document"] for row in required if "url" not in row] == ["commissioning policy"]


def test_young_people_move_on_in_the_summer():
    terms = {one.period.term for one in OF_PARTNERS if "Destinations" in one.answers}
    assert terms == {"summer"}
    assert total(rows("Destinations", year=2025, sent=OF_PARTNERS), "higher_education") > 20


def test_it_is_the_same_every_time():
    assert list(other_returns(HUB)) == SENT
