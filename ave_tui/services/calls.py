"""Who of a portfolio is to be called after a contract: asked by the first screen and by the list.

Apart from the service: the first screen needs nothing else of it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ave_tui.domain.follow_up import MONTHS_AFTER, call_for, months_after
from ave_tui.storage.queries.follow_up import leavers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ave_tui.domain.follow_up import Asking, Call
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.follow_up import Leaver
    from ave_tui.storage.queries.today import Portfolio


def due_calls(
    connection: Connection, portfolio: Portfolio, asking: Asking, today: date
) -> Iterator[tuple[Leaver, Call]]:
    """Yield who is to be called, in no order."""
    oldest = months_after(today, -max(MONTHS_AFTER.values())) - timedelta(days=asking.keeps_on)
    for leaver in leavers(connection, portfolio, oldest, today - timedelta(days=1)):
        call = call_for(leaver.spells, leaver.known, leaver.calls, today, asking)
        if call is not None:
            yield leaver, call
