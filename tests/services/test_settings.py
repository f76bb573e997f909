"""What the hub decides about itself: what will not do is said, what changed is said."""

import pytest

from hubdata.errors import UserError
from hubdata.services.settings import (
    HubSettings,
    explain_hub_changes,
    load_hub,
    save_hub,
)

pytestmark = pytest.mark.usefixtures("hub_store")


def test_a_new_hub_has_the_usual_settings() -> None:
    assert load_hub() == HubSettings()
    assert (load_hub().coverage_threshold, load_hub().term_weeks) == (70, 10)


def test_a_change_leaves_the_other_settings_alone() -> None:
    save_hub({"hub_name": "Northmere Music Hub"}, actor="Ann")
    save_hub({"term_weeks": 11}, actor="Ann")
    assert load_hub() == HubSettings(hub_name="Northmere Music Hub", term_weeks=11)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"hub_name": " "},
            "Name of the Music Hub: it is blank. Write the name that schools know the hub by.",
        ),
        (
            {"contact_email": "music.example.org"},
            'Mailbox schools write to: "music.example.org" is not a mailbox. '
            "Write it as music@example.org.uk.",
        ),
        (
            {"la_codes": ["878", "Devon"]},
            'Local authority codes: "Devon" is not a local authority code. Write the three digits '
            "of the DfE's code, such as 878, with commas between them.",
        ),
        (
            {"coverage_threshold": 101},
            "Coverage below which a KPI is provisional, %: it should be less than or equal to 100.",
        ),
    ],
)
def test_a_value_that_will_not_do_is_said_and_nothing_is_saved(
    changes: dict[str, object], said: str
) -> None:
    with pytest.raises(UserError) as refused:
        save_hub({"lead_organisation": "Northmere Trust", **changes}, actor="Ann")
    assert str(refused.value) == said
    assert load_hub() == HubSettings()


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(UserError) as refused:
        save_hub({"hub_name": "", "term_weeks": 0}, actor="Ann")
    assert len(str(refused.value).splitlines()) == 2


def test_authority_codes_are_kept_once_and_in_order() -> None:
    save_hub({"la_codes": ["880", "878", "880"]}, actor="Ann")
    assert load_hub().la_codes == ("878", "880")


def test_what_was_saved_is_said_with_what_it_was() -> None:
    before = load_hub()
    after = save_hub({"la_codes": ["878"], "include_colleges": True}, actor="Ann")
    assert explain_hub_changes(before, after) == (
        "Local authority codes: 878 (was blank).",
        "Count colleges among the hub's schools: yes (was no).",
    )
