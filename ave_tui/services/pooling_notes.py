"""What should be known of a pooling agreement before one relies on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import Hours
from ave_tui.domain.pooling import days_of
from ave_tui.domain.trade_choices import PoolingKind
from ave_tui.domain.words import N_, Sentence
from ave_tui.storage import pools
from ave_tui.storage.queries import pooling as queries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.pooling import Agreement
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_EVER: Final = "9999-12-31"


def notes(connection: Connection, row: Id) -> Iterator[Sentence]:
    """Yield what an agreement does, and what keeps it from doing more."""
    everything = {each.id: each for each in pools.agreements(connection)}
    here = everything.get(row)
    if here is None or len(here.weights) < 2:
        yield Sentence(N_("! Nothing moves before there are two lots: Ctrl+N adds their shares."))
        if here is None:
            return
    yield Sentence(
        N_(
            "Each figure of hours done on one of these lots is shared out by the shares, to the "
            "second; what was given to a lot by hand (menu in the hours) goes first."
        )
    )
    if not any(here.weights.values()):
        yield Sentence(N_("! All shares are 0: hours stay where they were done."))
    if not here.signed_on:
        yield Sentence(N_("! No date of signature is recorded: the buyers must have signed."))
    for other in sorted(everything.values(), key=lambda each: each.rank):
        if other.id != row and (shared := _shared(here, other)):
            winner = max((here, other), key=lambda each: each.rank)
            yield Sentence(
                N_("! Overlaps with {name} on {count} lots: the later signed wins, here {winner}."),
                {"name": other.name, "count": len(shared), "winner": winner.name},
            )
    contracts = queries.contracts_of(connection, list(here.weights))
    kind = queries.kind_of(connection, row)
    if kind == PoolingKind.SHARING and len(contracts) > 1:
        yield Sentence(
            N_("! Sharing is between lots of one contract; these are of {count}: pooling?"),
            {"count": len(contracts)},
        )
    first, last = (here.starts_on or "")[:7], (here.ends_on or "")[:7]
    beyond = sum(
        seconds
        for period, seconds in queries.periods_on(connection, list(here.weights), first, last)
        if _reaches_beyond(here, period)
    )
    if beyond:
        yield Sentence(
            N_(
                "! {hours} h are of periods that begin before or end after the agreement: they "
                "stay with their lot."
            ),
            {"hours": Hours(beyond)},
        )


def _shared(one: Agreement, other: Agreement) -> set[Id]:
    """Return the lots that both cover at the same time, for the same company."""
    if one.company and other.company and one.company != other.company:
        return set()
    first = max(one.starts_on or _EVER, other.starts_on or _EVER)
    last = min(one.ends_on or _EVER, other.ends_on or _EVER)
    return set(one.weights) & set(other.weights) if first <= last else set()


def _reaches_beyond(of: Agreement, period: str) -> bool:
    """Tell whether a period lies partly within the dates of an agreement, and partly not."""
    days = days_of(period)
    starts, ends = of.starts_on or _EVER, of.ends_on or _EVER
    if days is None or days[1] < starts or ends < days[0]:
        return False
    return days[0] < starts or ends < days[1]
