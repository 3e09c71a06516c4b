"""How far a long task has come, told to whoever shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Tell = Callable[[float], None]
    """Told how much is done, from 0 to 1."""

Item = TypeVar("Item")

_EVERY: Final = 256
"""Items between two tellings: often enough to see it move, too rarely to cost anything."""


def quiet(_done: float) -> None:
    """Tell nobody."""


def part(tell: Tell, first: float, last: float) -> Tell:
    """Return what a part of a task tells its own progress to: from 0 to 1 again."""

    def told(done: float) -> None:
        tell(first + (last - first) * done)

    return told


def counted(items: Iterable[Item], total: int, tell: Tell) -> Iterator[Item]:
    """Yield items, and tell now and then how many of the total are done."""
    for number, item in enumerate(items):
        if number % _EVERY == 0:
            tell(min(1.0, number / (total or 1)))
        yield item
    tell(1)
