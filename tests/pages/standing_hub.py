"""A small hub with two terms behind it: ten schools in two authorities. In the spring nine were
engaged; in the summer the second authority lost three, and one of its schools did not return.
"""

from datetime import date

from hubdata.periods import Period
from hubdata.returns.checking.checked import CheckedPart, CheckedReturn
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.services.registers.register import load_register
from hubdata.store.engine import writing
from hubdata.store.intake.acceptance import accept_parts
from hubdata.store.intake.files import NewFile, save_files
from hubdata.store.intake.returns import load_parts, save_returns
from tests.register.made_files import gias_file
from tests.store.build_returns import part

SPRING, SUMMER = Period.parse(202526, "spring"), Period.parse(202526, "summer")
NORTH = tuple(range(900001, 900006))
SOUTH = tuple(range(900006, 900011))
SILENT, LOST = 900010, (900007, 900008, 900009)
NASTY = '<img src=x onerror="alert(1)"> School'


def load_ten_schools() -> None:
    """Five schools in Northmere and five in Southmere, 200 pupils each."""
    rows = [
        {
            "URN": str(urn),
            "EstablishmentName": NASTY if urn == 900002 else f"School {urn % 100}",
            "LA (code)": "991" if urn in NORTH else "992",
            "LA (name)": "Northmere" if urn in NORTH else "Southmere",
            "PhaseOfEducation (name)": "Secondary" if urn in (900005, 900010) else "Primary",
            "NumberOfPupils": "200",
        }
        for urn in (*NORTH, *SOUTH)
    ]
    list(
        load_register(
            [("register.csv", gias_file(*rows))],
            la_codes=("991", "992"),
            as_at=date(2025, 9, 1),
            actor="Ann",
        )
    )


def load_standing_hub() -> None:
    """The ten schools with their returns of spring and summer."""
    load_ten_schools()
    everybody = (*NORTH, *SOUTH)
    accept(SPRING, everybody, engaged=set(everybody) - {SILENT}, on=date(2026, 3, 20))
    told = set(everybody) - {SILENT}
    accept(SUMMER, sorted(told), engaged=told - set(LOST), on=date(2026, 7, 10))


def accept(period: Period, urns: object, *, engaged: set[int], on: date) -> None:
    """Returns that count; engaged schools say that they had help with their plan."""
    checked = [build_return(urn, period, is_engaged=urn in engaged) for urn in urns]
    files = [
        NewFile(f"{one.source} {period.code}.xlsx", one.source.encode() + period.code.encode())
        for one in checked
    ]
    with writing() as session:
        stored = save_files(session, files, received_on=on, actor="Ann")
        pairs = [(file, one) for (file, _), one in zip(stored, checked, strict=True)]
        ids = save_returns(session, pairs)
        parts = [one.id for one in load_parts(session, ids)]
        accept_parts(session, parts, actor="Ann")


def build_return(urn: int, period: Period, *, is_engaged: bool) -> CheckedReturn:
    support = CheckedPart(
        SCHOOL_RETURN.sheet("Support"),
        part("Support", {"strand_plan": is_engaged, "strand_singing": False}).rows,
        sent="Support",
        places={"strand_plan": "B9"},
    )
    front = part("Return", {"school_urn": urn, "nil_return": False})
    return CheckedReturn(
        SCHOOL_RETURN, str(urn), f"School {urn % 100}", period, (front, support), ()
    )
