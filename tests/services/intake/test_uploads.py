"""Files dropped in on a page: the limit of their size, and the period told with them."""

import pytest

from hubdata.errors import UserError
from hubdata.services.intake.uploads import check_size, import_uploads
from hubdata.settings import load_settings
from tests.pages.returns_hub import ACTOR, AUTUMN, load_two_schools
from tests.services.build_files import workbook

MEGABYTE = 1024 * 1024
TUITION = {"school_urn": 900001, "key_stage": "KS2", "group_size": "small", "pupils": 9}


@pytest.mark.usefixtures("hub_store")
def test_a_file_of_twenty_megabytes_is_taken_in_and_one_byte_more_is_not() -> None:
    check_size("a.xlsx", 20 * MEGABYTE)
    with pytest.raises(UserError, match=r"a\.xlsx: .* more than the 20 MB"):
        check_size("a.xlsx", 20 * MEGABYTE + 1)


def test_the_installation_sets_the_limit(hub_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_MAX_FILE_BYTES", str(MEGABYTE))
    load_settings.cache_clear()
    with pytest.raises(UserError, match="more than the 1 MB"):
        check_size("a.xlsx", 2 * MEGABYTE)


@pytest.mark.usefixtures("hub_store")
def test_a_file_that_does_not_say_its_term_is_read_for_the_one_that_is_told() -> None:
    load_two_schools()
    content = workbook({"Tuition": [TUITION]})
    [outcome] = import_uploads([("tuition.xlsx", content)], actor=ACTOR, period=AUTUMN)
    assert [one.period for one in outcome.returns] == [AUTUMN]
