"""Hours done on one lot that count for several: pooling and sharing (field.md 4.2).

Only under a dated agreement that covers both lots. The parts of an entry add up to it, to the
second: what goes to another lot leaves the own one, so nothing is ever counted twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.durations import share_out
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ave_tui.domain.schema import Id

_EVER: Final = "9999-12-31"


class Agreement(NamedTuple):
    """A pooling agreement with the shares of its lots."""

    id: Id
    name: str
    company: Id | None
    """Only hours done for this company are meant; None where it does not matter."""
    signed_on: str | None
    starts_on: str | None
    ends_on: str | None
    weights: Mapping[Id, int]
    """By lot; a lot without a share of its own weighs 1."""

    @property
    def rank(self) -> tuple[str, str, Id]:
        """What decides between two that cover the same hours: the later signed one wins.

        One without a date of signature ranks by its start; the id last, so that every laptop
        chooses the same one.
        """
        return (self.signed_on or self.starts_on or "", self.starts_on or "", self.id)

    def covers(self, lot: Id, period: str, companies: Collection[Id]) -> bool:
        """Tell whether hours of a period, done on a lot for a company, fall under it.

        A period that reaches beyond its dates does not: nobody can say which of its hours were
        meant.

        Args:
            lot: Where they were done.
            period: As it stands in the entry.
            companies: All records of the company that they were done for.
        """
        if lot not in self.weights or (self.company and self.company not in companies):
            return False
        days = days_of(period)
        if days is None or not self.starts_on:
            return False
        return self.starts_on <= days[0] and days[1] <= (self.ends_on or _EVER)


def days_of(period: str) -> tuple[str, str] | None:
    """Return the first and the last day of a period, ISO text; None where it can't be read."""
    try:
        read = parse_period(period)
    except RuleBrokenError:
        return None
    return read.first.isoformat(), read.last.isoformat()


def holding(
    agreements: Iterable[Agreement], lot: Id, period: str, companies: Collection[Id]
) -> Agreement | None:
    """Return the agreement that hours fall under: of several the one that was signed last."""
    covering = [each for each in agreements if each.covers(lot, period, companies)]
    return max(covering, key=lambda each: each.rank, default=None)


def parts(seconds: int, lot: Id, agreement: Agreement, by_hand: Mapping[Id, int]) -> dict[Id, int]:
    """Return how the seconds of an entry count for the lots of its agreement; they add up to it.

    Args:
        seconds: The entry's.
        lot: The lot it was done on.
        agreement: The one it falls under.
        by_hand: What was given to lots by hand; it stands instead of the weights, and the rest
            stays with the own lot. What was given to a lot outside the agreement stays too. Where
            more was given than there is, all is shared out in its proportions.
    """
    if by_hand:
        others = {
            other: of
            for other, of in sorted(by_hand.items())
            if of > 0 and other != lot and other in agreement.weights
        }
        if sum(others.values()) <= seconds:
            return _without_nothing({lot: seconds - sum(others.values()), **others})
        return _shared(seconds, others)
    weights = {other: of for other, of in sorted(agreement.weights.items()) if of > 0}
    return _shared(seconds, weights) if weights else _without_nothing({lot: seconds})


def _shared(seconds: int, weights: Mapping[Id, int]) -> dict[Id, int]:
    shared = zip(weights, share_out(seconds, list(weights.values())), strict=True)
    return _without_nothing(dict(shared))


def _without_nothing(of_lots: dict[Id, int]) -> dict[Id, int]:
    return {lot: seconds for lot, seconds in of_lots.items() if seconds}
