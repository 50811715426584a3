"""An offer while it is being read: its sums, and where the words stand that tell who qualifies."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.extract.money import Sum
from ingest.record import Quantity

__all__ = ["Given", "Offer", "Scene", "Span"]

Span = tuple[int, int]


@dataclass(slots=True)
class Given:
    """A sum that is given, with the words directly before it and what it is a share of or paid for."""

    sum: Sum
    op: str
    of: str | None = None
    per: str | None = None
    floor: bool = False
    gap: tuple[int, int] | None = None  # words between 给予 or 按 and the sum: 直流桩300元/千瓦

    def quantity(self, index: int = 0) -> Quantity:
        value = self.sum.values[min(index, len(self.sum.values) - 1)]
        return Quantity(value, self.sum.unit, self.op, self.of, self.per)  # type: ignore[arg-type]


@dataclass(slots=True)
class Offer:
    """One offer; all offsets are those of the even text. `spans` hold the words on who qualifies."""

    sentence: int
    half: int
    start: int
    end: int
    spans: list[tuple[int, int]]
    part: tuple[int, int]
    rate: Given | None = None
    amount: Given | None = None
    cap: Given | None = None
    floor: Given | None = None
    kind: str = "subsidy"
    rule: str = "incentive/kind-support"
    capped: Span | None = None  # whom the cap holds for, where it names one
    base: list[tuple[int, int]] = field(default_factory=list)  # what the next item of a list 甲20万元、乙10万元 shares

    @property
    def tiers(self) -> int:
        """How many values the widest list of the offer has; 1 where there is no list."""
        given = (self.rate, self.amount, self.cap, self.floor)
        return max((len(one.sum.values) for one in given if one), default=1)


@dataclass(slots=True)
class Scene:
    """What has been read before a phrase: the offers found, the one still open, the words on who qualifies next."""

    text: str
    listed: bool
    found: list[Offer] = field(default_factory=list)
    pending: list[Span] = field(default_factory=list)
    sentence: int = -1
    shared: list[Span] = field(default_factory=list)
    giving: int = -1  # the sentence in which 给予…补助 was said without a sum
    short: bool = False  # 不足…的 was read: the next sum is a floor
    open: Offer | None = None
