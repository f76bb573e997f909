"""A list of whole-class teaching as a booking system gives it: forty schools, other headings."""

from hubdata.services.intake.importing import ImportChoices, import_files
from hubdata.services.intake.outcomes import FileOutcome
from hubdata.services.registers.register import load_register
from hubdata.store.intake.files import NewFile
from tests.pages.returns_hub import ACTOR
from tests.register.made_files import gias_file

FIRST = 900101
SCHOOLS = 40
HEADINGS = "Establishment no,Acad yr,Season,Set,Stage group,Heads,Room"
MATCHED = {
    "Establishment no": "Return: School URN (needed)",
    "Acad yr": "Return: Academic year (needed)",
    "Season": "Return: Term (needed)",
    "Set": "Whole class: Class (needed)",
    "Stage group": "Whole class: Year group (needed)",
    "Heads": "Whole class: Pupils in the class (needed)",
}
PLACES = {
    "Establishment no": "school_front.school_urn",
    "Acad yr": "school_front.time_period",
    "Season": "school_front.term",
    "Set": "whole_class.class_id",
    "Stage group": "whole_class.year_group",
    "Heads": "whole_class.pupils",
    "Room": "",
}
SENDER = "Northmere bookings"


def load_forty_schools() -> None:
    schools = [
        {
            "URN": str(FIRST + number),
            "EstablishmentName": f"School {number} Primary",
            "EstablishmentNumber": str(3000 + number),
        }
        for number in range(SCHOOLS)
    ]
    list(load_register([("register.csv", gias_file(*schools))], actor=ACTOR))


def booking_list(*, pupils: int = 27, season: str = "Autumn") -> bytes:
    """One class of each school, under a title."""
    rows = [f"{FIRST + n},2026/27,{season},4A,4,{pupils},Hall {n}" for n in range(SCHOOLS)]
    return "\r\n".join(["Bookings as of today", HEADINGS, *rows]).encode("cp1252")


def take_in_list(content: bytes, *, name: str = "bookings.csv", sender: str = "") -> FileOutcome:
    choices = ImportChoices(sender=sender)
    [outcome] = import_files([NewFile(name, content)], actor=ACTOR, choices=choices)
    return outcome
