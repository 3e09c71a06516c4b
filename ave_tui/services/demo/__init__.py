"""A made-up year of facilitators, for the demonstration, the tests and the benchmarks.

Nothing here touches a database: the steps are what facilitators would have typed, and whoever loads
them takes the same way as the program. Everybody in it is made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.services.demo.days import Days
from ave_tui.services.demo.journal import DemoStep
from ave_tui.services.demo.story import Story, facilitator_id, structure_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.schema import Id

__all__ = ["DemoStep", "facilitator_ids", "steps", "structure_id"]


def facilitator_ids(seed: int, facilitators: int) -> tuple[Id, ...]:
    """Return the ids of the facilitators, in the order in which steps number them."""
    return tuple(facilitator_id(seed, index) for index in range(facilitators))


def steps(facilitators: int, seed: int, until: str) -> Iterator[DemoStep]:
    """Yield what facilitators typed in the twelve months up to the 20th of `until`.

    One facilitator's year comes after the other's, each in the order of its time, so that what a
    step refers to has come before it and never more than one year is held in memory.

    Args:
        facilitators: How many; each has a portfolio, neighbours share their authorities.
        seed: The same seed tells the same story.
        until: The last month, as `2026-10`.
    """
    days = Days(until)
    for index in range(facilitators):
        yield from Story(seed, index, days).tell()
