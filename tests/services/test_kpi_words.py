"""What stands beside a KPI's number."""

from hubdata.kpis.catalogue import kpi_named
from hubdata.services.results import kpi_words


def test_a_value_says_beside_it_of_whom_it_is_a_share() -> None:
    def beside(kpi_id: str) -> str:
        return kpi_words.explain_base(kpi_named(kpi_id))

    assert beside("S01") == "of schools"
    assert beside("M25") == "of pupils", "a membership is not a share of memberships here"
    assert beside("I32") == "of their share"
    assert beside("U37") == beside("P16") == "", "money and counts say themselves"
