"""The ladder by key stage: stages add up to the KPI they are taken from."""

import pytest

from hubdata.kpis.catalogue.stages import LADDER, STAGES, Rung
from hubdata.kpis.language.figures import compute
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.reading.evaluate import evaluate
from hubdata.kpis.reading.examples import moment_of, rows_of


@pytest.mark.parametrize("rung", Rung)
def test_the_stages_of_a_rung_add_up_to_it(rung: Rung) -> None:
    kpi = LADDER[rung]
    example = kpi.example
    asked = {"moment": moment_of(example), "policy": Policy()}
    [figures] = evaluate([kpi], [example.base], rows_of(example), **asked).values()
    stages = [compute(part.formula, figures) for part in kpi.parts]
    headline = compute(kpi.headline, figures)
    assert [part.name for part in kpi.parts] == list(STAGES)
    assert sum(one.numerator for one in stages) == headline.numerator


def test_only_the_stage_of_a_row_has_its_pupils() -> None:
    kpi = LADDER[Rung.TUITION]
    asked = {"moment": moment_of(kpi.example), "policy": Policy()}
    [figures] = evaluate([kpi], [kpi.example.base], rows_of(kpi.example), **asked).values()
    counts = {part.name: compute(part.formula, figures).numerator for part in kpi.parts}
    assert counts == {"KS1": 0, "KS2": 8, "KS3": 0, "KS4": 0, "KS5": 0}
