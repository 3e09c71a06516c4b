"""What a sizing stands on: its lot, and the rules and trades that hold on that lot's day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.rules import RULES, codes_on, holding_on, value_on
from ave_tui.domain.sizing_figures import Band, Usages, read_scale
from ave_tui.domain.sizing_turned import Sensible, Working
from ave_tui.domain.trades import trades_on
from ave_tui.i18n import _
from ave_tui.storage.queries import sizing as queries
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ave_tui.domain.rules import Dated
    from ave_tui.domain.trades import TradeRate
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.sizing import LotRow

_RULES: Final = (
    "fte_hours",
    "legal_week",
    "hourly_rate",
    "training_scale",
    "begun_slices",
    "orders_above",
    "sizing_least",
    "sizing_months",
)


class RuleUsed(NamedTuple):
    """A rule that a calculation went by: what held, since when, and who says so."""

    name: str
    number: int
    codes: tuple[str, ...]
    since: str
    source: str
    """What was written beside the value; empty where the default holds."""
    is_default: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sizing stands on: its lot, if it has one, and the rules of that lot's day."""

    day: str
    """The notification of the contract, or today; ISO text."""
    lot: LotRow | None
    usages: Usages
    working: Working
    sensible: Sensible
    rate_cents: int
    """What an hour costs where the trade says nothing."""
    trades: tuple[TradeRate, ...]
    used: Mapping[str, RuleUsed]


def ground_of(connection: Connection, lot: LotRow | None, today: str) -> Ground:
    """Return what a sizing stands on in some records."""
    return make_ground(dated_values(connection), queries.trades(connection), lot, today)


def make_ground(
    values: Sequence[Dated], own: Sequence[TradeRate], lot: LotRow | None, today: str
) -> Ground:
    """Return what a sizing stands on: rules as of the notification of its contract (hours.md)."""
    day = (lot.notified_on if lot else "") or today
    authority = lot.authority if lot else ""
    used = {name: _used(name, values, day, authority) for name in _RULES}
    return Ground(
        day,
        lot,
        Usages(
            _scale(used["training_scale"].codes),
            begun_slices=bool(used["begun_slices"].number),
            only_above=bool(used["orders_above"].number),
        ),
        Working(_above_zero(used["fte_hours"]), _above_zero(used["legal_week"])),
        Sensible(used["sizing_least"].number, used["sizing_months"].number),
        used["hourly_rate"].number,
        tuple(trades_on(day, own, _)),
        used,
    )


def _scale(codes: tuple[str, ...]) -> tuple[Band, ...]:
    try:
        return read_scale(codes)
    except RuleBrokenError:
        return ()  # Another program wrote it; the method of the scale then says so.


def _above_zero(used: RuleUsed) -> int:
    return used.number if used.number > 0 else RULES[used.name].default


def _used(name: str, values: Sequence[Dated], day: str, authority: str) -> RuleUsed:
    value = holding_on(name, values, day, authority)
    return RuleUsed(
        name,
        value_on(name, values, day, authority),
        codes_on(name, values, day, authority),
        value.since if value else "",
        value.source if value else RULES[name].source,
        value is None,
    )
