"""Small checked returns to store in tests."""

from datetime import date

from hubdata.periods import Period
from hubdata.returns.checking.checked import CheckedPart, CheckedReturn, CheckedRow
from hubdata.returns.issues import Issue
from hubdata.returns.kinds import SCHOOL_RETURN, ReturnKind
from hubdata.store.engine import writing
from hubdata.store.intake.files import NewFile, save_files
from hubdata.store.intake.returns import save_returns

AUTUMN = Period.parse(202526, "autumn")


def part(
    sheet: str,
    *rows: dict[str, object],
    bad_rows: int = 0,
    kind: ReturnKind = SCHOOL_RETURN,
) -> CheckedPart:
    """A part with these rows; the last `bad_rows` of them have errors."""
    good = len(rows) - bad_rows
    return CheckedPart(
        kind.sheet(sheet),
        tuple(
            CheckedRow(number + 2, values, has_errors=number >= good)
            for number, values in enumerate(rows)
        ),
    )


def checked(
    *parts: CheckedPart,
    source: str = "900001",
    period: Period = AUTUMN,
    issues: tuple[Issue, ...] = (),
) -> CheckedReturn:
    return CheckedReturn(SCHOOL_RETURN, source, "Beacon Hill", period, parts, issues)


def store(url: str, *returns: CheckedReturn, content: bytes = b"one") -> list[int]:
    """Receive a file with these returns and store them as checked; gives their ids."""
    with writing(url) as session:
        [(file, _)] = save_files(
            session, [NewFile("a.xlsx", content)], received_on=date(2025, 12, 1), actor="officer"
        )
        return save_returns(session, [(file, one) for one in returns])
