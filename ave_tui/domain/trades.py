"""Labour shares by trade, and the hourly rate: built-in figures, and the structure's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.folding import fold
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ave_tui.domain.schema import Id


class TradeRate(NamedTuple):
    """What a trade's price is made of, as far as it is known."""

    name: str
    """A name of one's own, or an English one of the built-in table, marked for translation."""
    labour_share: int | None
    """Hundredths of a per cent."""
    rate_cents: int | None
    """An hour with all charges; None: the rule ``hourly_rate`` holds."""
    since: str = ""
    """ISO text; empty where it always held."""
    source: str = ""
    row: Id = ""
    """The record of the structure; empty where it is built in."""


_SOURCE: Final = N_("MEF Sud 77 and LASER Emploi, figures of the 2010s.")

BUILT_IN: Final = (
    TradeRate(N_("Building, on average"), 5000, None, source=_SOURCE),
    TradeRate(N_("Interior painting"), 7000, None, source=_SOURCE),
    TradeRate(N_("Masonry"), 5000, None, source=_SOURCE),
    TradeRate(N_("Metal framework"), 2000, None, source=_SOURCE),
)
"""Labour shares of field.md 2.2; the rate beside them is a rule."""


def trades_on(
    day: str, own: Iterable[TradeRate], told: Callable[[str], str] = lambda name: name
) -> list[TradeRate]:
    """Return one line a trade, as it holds on a day: one's own before the built-in of its name.

    Args:
        day: ISO text.
        own: What the structure recorded, in any order.
        told: Puts a built-in name into the user's language, in which own names are.
    """
    by_name = {fold(told(trade.name)): trade._replace(name=told(trade.name)) for trade in BUILT_IN}
    # Two records of one day come from two laptops: every laptop must choose the same one.
    for trade in sorted(own, key=lambda trade: (trade.since, trade.row)):
        if trade.since > day or not trade.name:
            continue
        name = fold(trade.name)
        before = by_name.get(name)
        if before is not None and trade.labour_share is None:
            trade = trade._replace(labour_share=before.labour_share)
        by_name[name] = trade
    return sorted(by_name.values(), key=lambda trade: fold(trade.name))


def trade_named(name: str, trades: Iterable[TradeRate]) -> TradeRate | None:
    """Return the trade of a name, whatever its case and accents."""
    wanted = fold(name.strip())
    return next((trade for trade in trades if fold(trade.name) == wanted), None)
