"""A contact's e-mail is erased on request: out of everything, and not taken in again."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, text

from hubdata.errors import UserError
from hubdata.periods import Period
from hubdata.returns.reading.raw import Told
from hubdata.services.intake.contacts import erase_contact, load_contacts
from hubdata.services.intake.mapping import reread_file
from hubdata.services.intake.returns import load_file_content, load_return
from hubdata.settings import load_settings
from hubdata.store.engine import reading
from tests.pages.returns_hub import ACTOR, ASH, load_two_schools, take_in
from tests.services.build_files import workbook

EMAIL = "Jo.Bloggs@ash.example"


@pytest.fixture
def any_store(any_store_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store that every service uses, on SQLite and on PostgreSQL."""
    monkeypatch.setenv("HUB_DATABASE_URL", any_store_url)
    monkeypatch.setenv("HUB_TODAY", "2026-11-02")
    load_settings.cache_clear()
    yield any_store_url
    load_settings.cache_clear()


@pytest.fixture
def found(any_store: str) -> int:
    """A return that gives an address, accepted."""
    load_two_schools()
    front = {"time_period": 202627, "term": "autumn", "school_urn": ASH, "contact_email": EMAIL}
    return take_in(workbook({"Return": [front]}), accept=True)


def places_of(words: str) -> list[str]:
    """Every column of every table in which a text stands, but for the files themselves."""
    with reading() as session:
        connection = session.connection()
        tables = inspect(connection)
        return [
            f"{table}.{column['name']}"
            for table in tables.get_table_names()
            for column in tables.get_columns(table)
            if "CHAR" in str(column["type"]).upper() or "TEXT" in str(column["type"]).upper()
            if connection.execute(
                text(f'SELECT 1 FROM "{table}" WHERE LOWER("{column["name"]}") LIKE :words'),
                {"words": f"%{words.lower()}%"},
            ).first()
        ]


def test_an_address_is_taken_out_of_everything(found: int) -> None:
    assert places_of(EMAIL)
    number = erase_contact(EMAIL.upper(), actor=ACTOR, reason="Asked by letter")
    assert number == 1
    assert places_of(EMAIL) == []
    with reading() as session:
        contacts = load_contacts(session, Period.parse(202627, "autumn"), kind="school-return")
    assert contacts[str(ASH)].mailbox == ""


def test_an_erased_address_is_not_taken_in_again(found: int) -> None:
    content = load_file_content(found)[1]
    erase_contact(EMAIL, actor=ACTOR, reason="Asked by letter")
    again = reread_file(load_return(found).state.file_id, Told(), actor=ACTOR)
    assert again.returns
    assert places_of(EMAIL) == []
    assert load_file_content(found)[1] == content


@pytest.mark.parametrize(("email", "reason"), [("Jo Bloggs", "Asked"), (EMAIL, " ")])
def test_an_address_and_a_reason_are_needed(any_store: str, email: str, reason: str) -> None:
    with pytest.raises(UserError):
        erase_contact(email, actor=ACTOR, reason=reason)
