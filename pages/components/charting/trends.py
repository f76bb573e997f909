"""What a trend is drawn from: its periods, breaks and benchmark. Drawn by `charts`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TrendPoint:
    """One period: what its tick says ("Aut"), its year ("2022/23"), the value and target, `None`
    where there is none; of a range that is to be kept `target` is the lower end, `upper` the other.
    `published` is a figure with no returns behind it, as it was printed; `expected` is the range a
    year is likely to end in.
    """

    label: str
    year: str
    value: float | None
    target: float | None = None
    provisional: bool = False
    estimated: bool = False
    published: float | None = None
    expected: tuple[float, float] | None = None
    upper: float | None = None

    @property
    def levels(self) -> tuple[float | None, ...]:
        """Every height that is drawn."""
        return self.value, self.target, self.upper, self.published, *(self.expected or ())


@dataclass(frozen=True)
class Break:
    """Values before and after are not comparable: `before` is the index of the first point after
    the break.
    """

    before: int
    reason: str


@dataclass(frozen=True)
class Trend:
    """A KPI over time. `benchmark` is one level with its words: (59, "National 59% (2022/23)")."""

    points: tuple[TrendPoint, ...]
    unit: str = "%"
    decimals: int = 0
    benchmark: tuple[float, str] | None = None
    breaks: tuple[Break, ...] = ()
