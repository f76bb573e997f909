"""A hundred odd and hostile files in one run: no traceback, no hang, one clear outcome each."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from hubdata.services.intake.importing import ImportChoices, import_files
from hubdata.services.intake.outcomes import FileOutcome
from hubdata.services.registers.register import load_register
from hubdata.settings import load_settings
from hubdata.store.engine import open_engine
from hubdata.store.intake.files import NewFile
from tests.benchmarks.measure import resident_megabytes
from tests.register.made_files import gias_file, links_file
from tests.returns.corpus import CASES

MOST_SECONDS = 20
MOST_MEGABYTES_MORE = 150
"""What the parent may grow by while children read: bytes of files pass through it, cells do not."""

SCHOOLS = gias_file(
    {"PhaseOfEducation (name)": ""},
    {"URN": "900002", "EstablishmentName": "Elm Infant School", "EstablishmentNumber": "2002"},
    {"URN": "900003", "EstablishmentName": "Elm Junior School", "EstablishmentNumber": "2003"},
    {"URN": "900011", "EstablishmentName": "Oak Academy", "EstablishmentNumber": "2011"},
)


class Run:
    """The one run: outcomes by name, how long each took, and how memory grew."""

    def __init__(self) -> None:
        self.outcomes: dict[str, FileOutcome] = {}
        self.seconds: dict[str, float] = {}
        self.megabytes: list[float] = []

    def take_in(self) -> None:
        arriving = [NewFile(case.name, case.make()) for case in CASES.values()]
        self.megabytes.append(resident_megabytes() or 0.0)
        begin = perf_counter()
        for outcome in import_files(arriving, actor="Ann", choices=ImportChoices(accept=True)):
            self.outcomes[outcome.name] = outcome
            self.seconds[outcome.name] = perf_counter() - begin
            self.megabytes.append(resident_megabytes() or 0.0)
            begin = perf_counter()


@pytest.fixture(scope="module")
def run(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    path = tmp_path_factory.mktemp("corpus") / "hub.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUB_DATABASE_URL", f"sqlite:///{path}")
        patch.setenv("HUB_TODAY", "2025-12-20")
        load_settings.cache_clear()
        links = links_file((900010, 900011, "Successor"))
        register = [("gias.csv", SCHOOLS), ("links.csv", links)]
        list(load_register(register, as_at=date(2025, 9, 1), actor="Ann"))
        made = Run()
        made.take_in()
        yield made
        open_engine(f"sqlite:///{path}").dispose()
    load_settings.cache_clear()


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_each_file_has_the_outcome_that_is_expected(run: Run, name: str) -> None:
    expected, found = CASES[name].expected, run.outcomes[name]
    messages = [issue.message for issue in found.all_issues]
    assert (found.status, {issue.code for issue in found.all_issues}) == (
        expected.status,
        expected.codes,
    ), messages
    assert expected.words in " ".join(messages)
    assert expected.returns is None or len(found.returns) == expected.returns


@pytest.mark.parametrize("name", CASES)
def test_each_message_is_a_sentence_for_people(run: Run, name: str) -> None:
    for issue in run.outcomes[name].all_issues:
        assert issue.message.endswith((".", "?", '"')), issue.message
        assert "Traceback" not in issue.message
        assert "Error" not in issue.message


def test_none_takes_longer_than_it_may(run: Run) -> None:
    slow = {name: seconds for name, seconds in run.seconds.items() if seconds > MOST_SECONDS}
    assert slow == {}


def test_the_memory_of_the_server_is_bounded(run: Run) -> None:
    assert max(run.megabytes) - run.megabytes[0] < MOST_MEGABYTES_MORE
