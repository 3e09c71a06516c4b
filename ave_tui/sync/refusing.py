"""What nobody may write here, whichever service asks: a social security number in any text.

A merge is never refused: what a colleague's file brings is listed instead (`privacy review`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.nir import has_nir
from ave_tui.domain.schema import TABLES, Kind
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.changes import Change

_LEAST: Final = 13
"""A shorter text holds no such number."""
TEXTS: Final = {
    table.name: tuple(f.name for f in table.fields if f.kind in (Kind.TEXT, Kind.NOTE))
    for table in TABLES.values()
}
"""The fields of each table that somebody types freely."""


class NirError(RuleBrokenError):
    """A text holds a social security number; the sentence doesn't repeat it."""

    def __init__(self, field: str, label: str) -> None:
        super().__init__(
            N_("There seems to be a social security number in “{label}”."),
            N_("The law lets facilitators keep none: take it out, then keep the rest."),
            field=field,
            label=Sentence(label),
        )


def refuse_nir(changes: Iterable[Change]) -> None:
    """Refuse changes that would keep a social security number.

    Raises:
        NirError: One of the texts has one; `field` says which.
    """
    for change in changes:
        for name in TEXTS[change.table] if change.values else ():
            text = (change.values or {}).get(name)
            if isinstance(text, str) and len(text) >= _LEAST and has_nir(text):
                raise NirError(name, TABLES[change.table].field(name).label)
