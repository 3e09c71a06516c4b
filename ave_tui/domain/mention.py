"""Where a name stands in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id


class Mention(NamedTuple):
    """A text that has somebody's name in it."""

    table: str
    row: Id
    field: str
