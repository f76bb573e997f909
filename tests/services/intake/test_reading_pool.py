"""Reading in child processes: a file that hangs or kills its reader costs nobody else anything."""

import os
import signal

import pytest

from hubdata.errors import RefusedFile, UnreadableFile
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.returns.reading.raw import NOTHING_TOLD, ReadFile
from hubdata.services.intake.reading_pool import ReadingPool
from tests.services.build_files import school_return

GOOD = ("good.xlsx", school_return(900001), NOTHING_TOLD)


@pytest.fixture
def pool():
    made = ReadingPool(children=1)
    yield made
    made.close()


def test_a_file_is_read_as_it_would_be_here(pool: ReadingPool) -> None:
    [found] = pool.map([GOOD])
    assert isinstance(found, ReadFile)
    assert found.kind is SCHOOL_RETURN
    assert [one.source for one in found.returns] == ["900001"]
    assert found.returns[0].parts[0].sheet is SCHOOL_RETURN.front


def test_what_cannot_be_read_or_kept_comes_back_as_its_sentence(pool: ReadingPool) -> None:
    pupils = b"Name,Date of birth,UPN\nSam Example,01/02/2015,A123456789012\n"
    broken, refused = pool.map(
        [("a.xlsx", b"PK\x03\x04 cut short", NOTHING_TOLD), ("b.csv", pupils, NOTHING_TOLD)]
    )
    assert isinstance(broken, UnreadableFile)
    assert isinstance(refused, RefusedFile)


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(pool: ReadingPool) -> None:
    pool.seconds = 0.0
    [slow] = pool.map([GOOD])
    assert "took longer" in str(slow)
    pool.seconds = 20
    [next_one] = pool.map([GOOD])
    assert isinstance(next_one, ReadFile)


def test_a_reader_that_dies_is_replaced(pool: ReadingPool) -> None:
    list(pool.map([GOOD]))
    [child] = pool.process_ids
    os.kill(child, signal.SIGKILL)
    found = [answer for _ in range(2) for answer in pool.map([GOOD])]
    assert isinstance(found[-1], ReadFile)
    assert pool.process_ids != [child]
