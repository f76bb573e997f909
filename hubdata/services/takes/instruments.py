"""The hub's instruments by family: owned, fit to play, on loan, in repair, and the capital for
them; and what schools say they have on loan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.takes.told import Span, Told, latest, load_told, share, total
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.measuring.sums import load_sums
from hubdata.vocabulary import InstrumentFamily

COUNTS = ("stock", "serviceable", "on_loan", "in_repair", "capital_awarded", "capital_spent")


@dataclass(frozen=True)
class Stock:
    """Instruments of a family, or of several; capital in pounds since the grant began."""

    stock: float | None = None
    serviceable: float | None = None
    on_loan: float | None = None
    in_repair: float | None = None
    capital_awarded: float | None = None
    capital_spent: float | None = None

    @property
    def ready(self) -> float | None:
        """Fit to play and not on loan: what could be lent today. Never below nothing."""
        if self.serviceable is None or self.on_loan is None:
            return None
        return max(self.serviceable - self.on_loan, 0)

    @property
    def share_lent(self) -> float | None:
        """On loan, of those fit to play; percent."""
        return share(self.on_loan, self.serviceable)

    @property
    def unspent(self) -> float | None:
        if self.capital_awarded is None or self.capital_spent is None:
            return None
        return self.capital_awarded - self.capital_spent


@dataclass(frozen=True)
class FamilyLine:
    family: InstrumentFamily | None
    stock: Stock


@dataclass(frozen=True)
class Instruments:
    """`in_schools` is what schools told us they have on loan from the hub, `schools` how many of
    them told it."""

    told: Told
    lines: tuple[FamilyLine, ...]
    in_schools: float | None
    schools: int

    @property
    def all(self) -> Stock:
        return add_stock([line.stock for line in self.lines])


def add_stock(some: Sequence[Stock]) -> Stock:
    """Several families together, field by field."""
    return Stock(
        **{field.name: total(getattr(one, field.name) for one in some) for field in fields(Stock)}
    )


def load_instruments(period: Period) -> Instruments:
    """The instruments of a term, or of a year by its latest answers."""
    span = Span.of_period(period)
    with reading() as session:
        told = load_told(session, span, stored_settings.load_calendar(session))
        rows = load_sums(session, "instruments", by=("family",), of=COUNTS, slots=span.slots)
        loans = latest(
            load_sums(
                session,
                "continuation",
                by=("source",),
                of=("instruments_on_loan",),
                slots=span.slots,
            )
        )
    order = list(InstrumentFamily)
    lines = [
        FamilyLine(InstrumentFamily(key[0]) if key[0] else None, Stock(*amounts))
        for key, amounts in latest(rows).items()
    ]
    known = [amounts[0] for amounts in loans.values() if amounts[0] is not None]
    return Instruments(
        told,
        tuple(sorted(lines, key=lambda one: order.index(one.family) if one.family else 99)),
        total(known),
        len(known),
    )


def title_of_instruments(instruments: Instruments) -> str:
    """ "8,912 instruments: 6,073 on loan, 2,250 ready to lend, 304 in repair"."""
    every = instruments.all
    if every.stock is None:
        return "How many instruments the hub has was not told"
    named = ((every.on_loan, "on loan"), (every.ready, "ready to lend"))
    parts = [
        f"{count:,.0f} {words}"
        for count, words in (*named, (every.in_repair, "in repair"))
        if count is not None
    ]
    opening = wording.count_of(every.stock, "instruments")
    return f"{opening}: {', '.join(parts)}" if parts else opening
