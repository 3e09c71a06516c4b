"""What was decided of hours outside eligibility, for the rows of a grid."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ave_tui.storage.queries.outside import decided

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from ave_tui.domain.plausibility import Span
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


def settled_months(
    connection: Connection,
    spells: Mapping[Id, Sequence[Span]],
    months: Mapping[Id, Collection[tuple[str, str]]],
    first: date,
    last: date,
) -> dict[Id, dict[str, str]]:
    """Return by row and month what was decided; rows wholly inside eligibility are not asked for.

    Args:
        connection: Where to read.
        spells: The eligibilities of the person of each row.
        months: The kinds and months in which a row has hours.
        first: The first day that is looked at.
        last: The last one.
    """
    asked = [
        (row, month, kind)
        for row, of in spells.items()
        if of and not any(_has_all(spell, first, last) for spell in of)
        for kind, month in months[row]
    ]
    found: dict[Id, dict[str, str]] = defaultdict(dict)
    for (row, month), outcome in (decided(connection, asked) if asked else {}).items():
        found[row][month] = outcome
    return found


def _has_all(spell: Span, first: date, last: date) -> bool:
    return (spell.first is None or spell.first <= first) and (
        spell.last is None or spell.last >= last
    )
