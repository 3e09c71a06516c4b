"""The steps of a story in the order of their time."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.demo.days import Days

FOUNDING, OPERATION, COMPANY, MARKET, PERSON, JOB, MOVE, HOURS, VISIT, CORRECTION, END, EXIT = (
    range(12)
)
"""In which order things of the same day are typed: parents before children."""
_RANKS: Final = 16
_OFFICE_MS: Final = 9 * 3_600_000


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One transaction, as a facilitator would have made it in the program."""

    facilitator: int
    at_ms: int
    changes: tuple[Change, ...]


def made(table: str, row: Id, values: Values) -> Change:
    """Return the change that makes a row: what was left empty is not said."""
    return Change(table, row, {name: said for name, said in values.items() if said is not None})


class Journal:
    """Collects the steps of one facilitator in any order."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._steps: list[tuple[int, tuple[Change, ...]]] = []

    def add(self, day: int, rank: int, *changes: Change) -> None:
        """Note a step: it is typed on the first working day from `day` on."""
        self._steps.append((self._days.office(day) * _RANKS + rank, changes))

    def steps(self, facilitator: int) -> Iterator[DemoStep]:
        """Yield the steps in the order of their time, spread over the hours of each day."""
        self._steps.sort(key=itemgetter(0))
        by_day: dict[int, list[tuple[Change, ...]]] = {}
        for key, changes in self._steps:
            by_day.setdefault(key // _RANKS, []).append(changes)
        for day, typed in by_day.items():
            at, pause = self._days.morning(day), _OFFICE_MS // len(typed)
            for changes in typed:
                yield DemoStep(facilitator, at, changes)
                at += pause
