"""What a pasted block means: which of its columns are names or periods, and whose line is whose.

A company's list has its people in its own order, often with a heading; a block copied from this
grid has neither. Nothing is written by guessing: where the lines don't fall in place by themselves,
what was understood is shown first.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.domain.dates_text import parse_month
from ave_tui.domain.durations import parse_hours
from ave_tui.domain.errors import AveError
from ave_tui.domain.folding import tokens
from ave_tui.domain.periods import Week, parse_period
from ave_tui.domain.quick_periods import named_period, period_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ave_tui.domain.periods import Period


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line of the block."""

    name: str
    """What stands in its column of names; empty where there is none."""
    cells: tuple[str, ...]
    row: int | None
    """The row of the grid it belongs to; None where nobody, or more than one, is called so."""
    alike: int = 0
    """Rows that have this name."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go where."""

    lines: tuple[PastedLine, ...]
    periods: tuple[Period | None, ...] | None
    """The period of each column of figures by its heading, None where it is none that is shown;
    None for all where there is no heading, and the columns follow from the cursor on."""
    falls_in_place: bool
    """Each line belongs where it would come to lie anyway: nobody need be asked."""


def plan(
    block: Sequence[Sequence[str]],
    people: Sequence[str],
    shown: Sequence[Period],
    first_row: int,
    today: date,
) -> Plan:
    """Return what a block means.

    Args:
        block: The lines, each with its cells.
        people: Whose hours each row of the grid holds.
        shown: The periods of its columns.
        first_row: Where the cursor stands.
        today: The day that periods without a year are counted from.
    """
    heading, body = _heading(block, today)
    named = _has_names(body)
    cut = 1 if named else 0
    periods = None
    if heading is not None:
        found = tuple(_shown_period(cell, shown, today) for cell in heading[cut:])
        periods = found if any(found) else None
    if not named:
        lines = tuple(
            PastedLine(
                "", tuple(line), first_row + place if first_row + place < len(people) else None
            )
            for place, line in enumerate(body)
        )
        return Plan(lines, periods, falls_in_place=True)
    lines = tuple(_matched([(line[0], tuple(line[1:])) for line in body], people))
    straight = [line.row for line in lines] == list(range(first_row, first_row + len(lines)))
    return Plan(lines, periods, falls_in_place=straight)


def _heading(
    block: Sequence[Sequence[str]], today: date
) -> tuple[Sequence[str] | None, Sequence[Sequence[str]]]:
    """Return the first line apart, where it holds no hours and the others do."""
    first, *others = block
    said = [cell for cell in first if cell]
    if others and len(said) > 1 and not any(_is_hours(cell) for cell in said):
        return first, others
    if others and len(first) == 1 and said and _period(said[0], today) is not None:
        return first, others
    return None, block


def _has_names(body: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first column holds names."""
    firsts = [line[0] for line in body if len(line) > 1 and line[0]]
    names = [cell for cell in firsts if any(map(str.isalpha, cell)) and not _is_hours(cell)]
    return bool(names) and 2 * len(names) > len(firsts)


def _is_hours(cell: str) -> bool:
    try:
        parse_hours(cell, most=None)
    except AveError:
        return False
    return True


def _shown_period(cell: str, shown: Sequence[Period], today: date) -> Period | None:
    """Return the period among those shown that a heading names."""
    found = _period(cell, today)
    if isinstance(found, Week):
        pieces = [piece for piece in found.pieces() if piece in shown]
        return pieces[0] if len(pieces) == 1 else None
    return next((period for period in shown if period == found), None)


def _period(cell: str, today: date) -> object:
    words = deque(cell.split())
    if not words:
        return None
    try:
        first = words.popleft()
        found = period_of(first, today) or named_period(first, words, today)
        if found is None and not words:
            found = parse_period(parse_month(first))
    except AveError:
        return None
    return None if words else found


def _matched(
    lines: Sequence[tuple[str, tuple[str, ...]]], people: Sequence[str]
) -> list[PastedLine]:
    """Give each line the row of its person; as many lines as rows of a name go in their order."""
    known = [frozenset(tokens(person)) for person in people]
    wanted = [frozenset(tokens(name)) for name, _ in lines]
    counts = Counter(wanted)
    taken: Counter[frozenset[str]] = Counter()
    matched = []
    for (name, cells), words in zip(lines, wanted, strict=True):
        rows = [row for row, person in enumerate(known) if words and words == person]
        rows = rows or [row for row, person in enumerate(known) if words and words <= person]
        row = rows[taken[words]] if len(rows) == counts[words] else None
        taken[words] += 1
        matched.append(PastedLine(name, cells, row, len(rows)))
    return matched
