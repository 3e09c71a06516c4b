"""Penalties that were proposed and that the buyer has not decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.penalty import Money
from ave_tui.domain.period_words import day_words
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.storage.queries.penalties import WaitingRow


def waiting_penalties(found: list[WaitingRow]) -> Iterator[Line]:
    """Yield what the buyer should be asked about again."""
    for row in found:
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
