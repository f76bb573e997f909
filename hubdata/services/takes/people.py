"""The hub's people: how many, on which contracts and in which roles, who comes and goes, who has a
DBS check and training in date; and the courses they and schools' staff were trained in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from hubdata import wording
from hubdata.periods import Period
from hubdata.returns.kinds import PARTNER_RETURN
from hubdata.services.takes import amounts
from hubdata.services.takes.told import Span, Told, add_up, latest, load_told, share, total
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.measuring.sums import load_sums
from hubdata.vocabulary import ContractType, WorkforceRole

STOCKS = amounts.STOCKS["workforce"]
FLOWS = ("starters", "leavers", "training_hours")
TERMS_BACK = 7


@dataclass(frozen=True)
class Staff:
    """People of one contract and role, or several of them together; `None` is not known."""

    headcount: float | None = None
    fte: float | None = None
    vacancies: float | None = None
    with_dbs: float | None = None
    with_safeguarding: float | None = None
    with_send_training: float | None = None
    starters: float | None = None
    leavers: float | None = None
    training_hours: float | None = None


@dataclass(frozen=True)
class StaffLine:
    contract: ContractType | None
    role: WorkforceRole | None
    staff: Staff


@dataclass(frozen=True)
class Course:
    """A course with the places taken, and how many of those who answered found it useful."""

    name: str
    attendees: float | None
    responses: float | None
    useful: float | None


@dataclass(frozen=True)
class Checked:
    """A check or training, asked as `field`: who has it, of those of whom it is told."""

    name: str
    field: str
    having: float | None
    of: float | None

    @property
    def share(self) -> float | None:
        """Percent, 0 to 100."""
        return share(self.having, self.of)

    @property
    def missing(self) -> float | None:
        return None if self.having is None or self.of is None else self.of - self.having


@dataclass(frozen=True)
class People:
    """`history` is the headcount by contract, term by term, oldest first."""

    told: Told
    lines: tuple[StaffLine, ...]
    courses: tuple[Course, ...]
    terms: tuple[Period, ...]
    history: dict[ContractType, tuple[float | None, ...]]

    @property
    def everyone(self) -> Staff:
        return add_staff([line.staff for line in self.lines])

    def of_contract(self, contract: ContractType) -> Staff:
        """Everyone on one kind of contract."""
        return add_staff([line.staff for line in self.lines if line.contract is contract])

    @property
    def checks(self) -> tuple[Checked, ...]:
        """DBS, safeguarding, SEND: each of the people of whom it is told."""
        named = (
            ("DBS check in date", "with_dbs"),
            ("Safeguarding training in date", "with_safeguarding"),
            ("SEND training", "with_send_training"),
        )
        return tuple(self._checked(name, field) for name, field in named)

    def _checked(self, name: str, field: str) -> Checked:
        known = [
            line.staff
            for line in self.lines
            if getattr(line.staff, field) is not None and line.staff.headcount is not None
        ]
        having = total(getattr(staff, field) for staff in known)
        return Checked(name, field, having, total(staff.headcount for staff in known))


def add_staff(some: Sequence[Staff]) -> Staff:
    """Several lines together, field by field."""
    return Staff(
        **{field.name: total(getattr(one, field.name) for one in some) for field in fields(Staff)}
    )


def load_people(period: Period) -> People:
    """The people of a term, or of a year by its latest answers."""
    span = Span.of_period(period)
    by = ("contract_type", "role")
    terms = tuple(reversed(span.terms[-1].last_terms(TERMS_BACK)))
    with reading() as session:
        calendar = stored_settings.load_calendar(session)
        told = load_told(session, span, calendar)
        partners_told = load_told(session, span, calendar, kind=PARTNER_RETURN.name)
        there = latest(load_sums(session, "workforce", by=by, of=STOCKS, slots=span.slots))
        moved = load_sums(session, "workforce", by=by, of=FLOWS, slots=span.slots)
        flows = add_up(moved, told, table="workforce")
        courses = add_up(
            load_sums(
                session,
                "cpd",
                by=("course",),
                of=("attendees", "rating_responses", "rating_useful"),
                slots=span.slots,
            ),
            partners_told,
            table="cpd",
        )
        slots = [term.slot for term in terms]
        past = load_sums(
            session, "workforce", by=("contract_type",), of=("headcount",), slots=slots
        )
    heads = {(one.key[0], one.slot): one.amounts[0] for one in past}
    lines = [
        StaffLine(
            ContractType(contract) if contract else None,
            WorkforceRole(role) if role else None,
            Staff(*there[contract, role], *flows.get((contract, role), (None,) * len(FLOWS))),
        )
        for contract, role in there
    ]
    return People(
        told,
        tuple(sorted(lines, key=_order)),
        tuple(
            Course(name or "No name given", *found)
            for (name,), found in sorted(courses.items(), key=lambda one: -(one[1][0] or 0))
        ),
        terms,
        {
            one: tuple(heads.get((one.value, slot)) for slot in slots)
            for one in ContractType
            if any((one.value, slot) in heads for slot in slots)
        },
    )


def title_of_people(people: People) -> str:
    """ "197 people work for the hub; 3 are without a DBS check in date and 5 posts are vacant"."""
    everyone = people.everyone
    if everyone.headcount is None:
        return "How many people work for the hub was not told"
    count = f"{everyone.headcount:,.0f}"
    opening = f"{count} {'person works' if everyone.headcount == 1 else 'people work'} for the hub"
    said = []
    missing = people.checks[0].missing
    if missing is not None:
        verb = "is" if missing == 1 else "are"
        said.append(
            f"{missing:,.0f} {verb} without a DBS check in date"
            if missing
            else "all of them have a DBS check in date"
        )
    if everyone.vacancies is not None:
        vacant = everyone.vacancies
        said.append(
            f"{vacant:,.0f} {'post is' if vacant == 1 else 'posts are'} vacant"
            if vacant
            else "no post is vacant"
        )
    return f"{opening}; {wording.join_words(said)}" if said else opening


def _order(line: StaffLine) -> tuple[int, int]:
    contracts, roles = list(ContractType), list(WorkforceRole)
    return (
        contracts.index(line.contract) if line.contract else len(contracts),
        roles.index(line.role) if line.role else len(roles),
    )
