"""A small hub whose schools return: two schools in the register, and files as they send them."""

from hubdata.periods import Period
from hubdata.services.intake.importing import ImportChoices, import_files
from hubdata.services.registers.register import load_register
from hubdata.services.tracking.tracker import load_tracker
from hubdata.store.intake.files import NewFile
from tests.register.made_files import gias_file
from tests.services.build_files import school_return

ACTOR = "Ann"
AUTUMN = Period.parse(202627, "autumn")
ASH, ELM = 900001, 900002
FULL = {"class_id": "4A", "year_group": "4", "pupils": 28}
WRONG = {"class_id": "4B", "year_group": "4", "pupils": "5-10"}
DOUBTFUL = {"class_id": "4B", "year_group": "4", "pupils": "10ish"}


def load_two_schools() -> None:
    """Ash Primary School and Elm Primary School, of one authority."""
    elm = {"URN": str(ELM), "EstablishmentName": "Elm Primary School"}
    list(load_register([("register.csv", gias_file({}, elm))], actor=ACTOR))


def return_of(urn: int = ASH, *classes: dict[str, object], **more: object) -> bytes:
    """A school's return for the autumn, with these classes; one full class if none is given."""
    return school_return(urn, year=202627, whole_class=classes or (FULL,), **more)


def take_in(content: bytes, *, name: str = "ash.xlsx", accept: bool = False) -> int:
    """Import a file and give the id of its first return."""
    choices = ImportChoices(accept=accept)
    [outcome] = import_files([NewFile(name, content)], actor=ACTOR, choices=choices)
    found = outcome.returns[0].id
    assert found is not None
    return found


def progress_of(urn: int) -> str:
    """How far a school is for the autumn."""
    return next(row for row in load_tracker(AUTUMN).rows if row.source == str(urn)).progress.value
