"""Penalties that were proposed and that the buyer has not decided."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ave_tui.domain.penalty import Money
from ave_tui.domain.period_words import day_words
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.storage.queries.penalties import undecided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.today import Portfolio

_PATIENCE: Final = timedelta(days=30)
"""A buyer is given a month before one asks again."""


def waiting_penalties(connection: Connection, portfolio: Portfolio, today: date) -> Iterator[Line]:
    """Yield what the buyer should be asked about again."""
    since = (today - _PATIENCE).isoformat()
    for row in undecided(connection, *portfolio.own_lots, since):
        yield Line(
            Topic.PENALTY,
            Urgency.CALM,
            row.company,
            Sentence(
                N_("Proposed on {day}, {amount}: the buyer has not decided."),
                {"day": day_words(row.on_date), "amount": Money(row.cents)},
            ),
            Opens("record", "penalty", row.penalty),
            row.on_date,
        )
