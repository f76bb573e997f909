"""The sample returns: consistent with themselves, and telling the story they are meant to tell."""

import io
from collections import defaultdict

import pytest
from python_calamine import CalamineWorkbook

from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.vocabulary import KeyStage, YearGroup
from sample_data.build import render_return
from sample_data.hub import build_sample_hub
from sample_data.sending import sample_returns
from sample_data.story import TERMS, THIS_TERM, TODAY

HUB = build_sample_hub()
PARTS_OF_PUPILS = ("pp", "ehcp", "sen_support", "pp_and_send", "pupils_new", "pupils_charged")
STAGES = [f"members_{stage.value.lower()}" for stage in KeyStage]


@pytest.fixture(scope="module")
def returns():
    return list(sample_returns(HUB))


@pytest.fixture(scope="module")
def answered(returns):
    return [sent.answers for sent in returns if "Support" in sent.answers]


def expected_in(term) -> int:
    state_funded = (school for school in HUB.schools if school.is_state_funded)
    return sum(school.urn_on(min(term.end, TODAY)) is not None for school in state_funded)


def is_engaged(answers) -> bool:
    support = answers.get("Support", [{}])[0]
    return any(value is True for name, value in support.items() if name.startswith("strand_"))


def share(returns, schools, says) -> float:
    """Of the schools, those for which any return says it."""
    urns = {school.urn: school.urn for school in schools}
    urns |= {school.former.urn: school.urn for school in schools if school.former}
    found = {urns[sent.urn] for sent in returns if sent.urn in urns and says(sent.answers)}
    return len(found) / len(schools)


def test_about_nine_in_ten_return_and_some_of_them_late(returns):
    for term in TERMS[:-1]:
        sent = [each for each in returns if each.period == term.period]
        assert 0.88 < len(sent) / expected_in(term) < 0.95
        late = sum(each.received_on > each.due_on for each in sent)
        assert 0.05 < late / len(sent) < 0.12


def test_this_term_has_begun_to_come_in(returns):
    sent = [each for each in returns if each.period == THIS_TERM.period]
    assert 0.35 < len(sent) / expected_in(THIS_TERM) < 0.5
    assert max(each.received_on for each in sent) <= TODAY


def test_one_school_sends_at_most_one_return_a_term(returns):
    assert len({(sent.urn, sent.period) for sent in returns}) == len(returns)
    assert len({sent.file_name for sent in returns}) == len(returns)


def test_every_answer_is_a_field_of_its_sheet(returns):
    fields = {sheet.name: {spec.name for spec in sheet.fields} for sheet in SCHOOL_RETURN.sheets}
    for sent in returns:
        for sheet, rows in sent.answers.items():
            assert all(set(row) <= fields[sheet] for row in rows)


def test_numbers_keep_within_the_bounds_of_their_fields(returns):
    bounds = {
        (sheet.name, spec.name): (spec.minimum, spec.maximum)
        for sheet in SCHOOL_RETURN.sheets
        for spec in sheet.fields
        if spec.is_number
    }
    for sent in returns:
        for sheet, rows in sent.answers.items():
            for row in rows:
                for name, value in row.items():
                    if value is not None and (sheet, name) in bounds:
                        low, high = bounds[sheet, name]
                        assert low <= value <= high, (sent.file_name, sheet, name)


def test_parts_of_a_whole_add_up(answered):
    for answers in answered:
        for row in answers["Whole class"]:
            assert row["pupils_first_time"] + row["pupils_continuing"] == row["pupils"]
        for row in answers["Tuition"]:
            assert sum(row[name] for name in row if name.startswith("standard_")) == row["pupils"]
            assert row["pupils_remitted"] <= row["pupils_charged"]
            assert (row["pp_and_send"] or 0) <= min(
                row["pupils"] if row["pp"] is None else row["pp"], row["ehcp"] + row["sen_support"]
            )
        for row in (*answers["Whole class"], *answers["Tuition"]):
            assert all((row.get(name) or 0) <= row["pupils"] for name in PARTS_OF_PUPILS)
            assert row["ehcp"] + row["sen_support"] <= row["pupils"]


def test_nothing_exceeds_the_roll(answered):
    for answers in answered:
        roll = answers["Context"][0]
        stages = sum(roll[f"roll_{stage.value.lower()}"] for stage in KeyStage)
        assert stages == roll["roll_total"]
        assert max(roll["pp_roll"], roll["fsm_roll"]) <= roll["roll_total"]
        in_class = defaultdict(int)
        for row in answers["Whole class"]:
            in_class[YearGroup(row["year_group"]).key_stage] += row["pupils"]
        for stage, pupils in in_class.items():
            assert pupils <= roll[f"roll_{stage.value.lower()}"]
        for row in answers["Tuition"]:
            assert row["pupils"] <= roll[f"roll_{row['key_stage'].lower()}"]
        for row in answers["Ensembles"]:
            for name in STAGES:
                assert row.get(name, 0) <= roll[name.replace("members", "roll")]


def test_strands_and_rows_agree(answered):
    sheets = {"whole_class": "Whole class", "tuition": "Tuition", "ensembles": "Ensembles"}
    for answers in answered:
        for strand, sheet in sheets.items():
            supported = any(row["hub_supported"] for row in answers[sheet])
            assert answers["Support"][0][f"strand_{strand}"] == supported


def test_no_class_ensemble_or_kind_of_tuition_is_told_twice(answered):
    for answers in answered:
        for sheet in ("Whole class", "Tuition", "Ensembles"):
            names = SCHOOL_RETURN.sheet(sheet).key_fields
            keys = [tuple(row[name] for name in names) for row in answers[sheet]]
            assert len(set(keys)) == len(keys)


def test_a_nil_return_holds_nothing(returns):
    nil = [sent.answers for sent in returns if sent.answers["Return"][0]["nil_return"]]
    assert len(nil) >= 5
    assert all(set(answers) == {"Return", "Context"} for answers in nil)


def test_ensembles_keep_their_codes_over_the_terms(returns):
    names = defaultdict(set)
    for sent in returns:
        for row in sent.answers.get("Ensembles", ()):
            names[sent.urn, row["ensemble_id"]].add(row["name"])
    assert all(len(each) == 1 for each in names.values())


def test_the_story_is_in_the_numbers(returns):
    schools = [s for s in HUB.schools if s.is_state_funded and s.status != "Proposed to open"]
    harrow_vale = [school for school in schools if school.authority.name == "Harrow Vale"]
    others = [school for school in schools if school not in harrow_vale]
    special = [school for school in schools if school.is_special or school.is_alternative]
    first, second = (
        [sent for sent in returns if sent.period.year.start == year] for year in (2024, 2025)
    )

    def has_classes(answers):
        return bool(answers.get("Whole class"))

    assert 0.84 < share(second, schools, is_engaged) < 0.89
    assert 0.57 < share(first, schools, has_classes) < share(second, schools, has_classes) < 0.67
    assert share(second, others, has_classes) > share(first, others, has_classes) + 0.05
    assert share(second, harrow_vale, is_engaged) < share(first, harrow_vale, is_engaged) - 0.03
    assert share(second, special, is_engaged) < 0.65


def test_pupil_premium_is_under_represented_in_tuition(answered):
    pupils = pp = roll = pp_roll = 0
    for answers in answered:
        known = [row for row in answers["Tuition"] if row["pp"] is not None]
        if known:
            pupils += sum(row["pupils"] for row in known)
            pp += sum(row["pp"] for row in known)
            roll += answers["Context"][0]["roll_total"]
            pp_roll += answers["Context"][0]["pp_roll"]
    assert 0.5 < (pp / pupils) / (pp_roll / roll) < 0.75


def test_a_return_is_the_real_template_filled_in(returns):
    sent = next(sent for sent in returns if len(sent.answers.get("Ensembles", ())) > 1)
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(render_return(sent)))
    assert {sheet.name for sheet in SCHOOL_RETURN.sheets} <= set(workbook.sheet_names)
    cells = workbook.get_sheet_by_name("Ensembles").to_python()
    assert [row[0] for row in cells[1:]] == [
        row["ensemble_id"] for row in sent.answers["Ensembles"]
    ]
