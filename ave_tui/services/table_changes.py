"""What an import, or taking one back, does to each kind of record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.domain.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ave_tui.domain.schema import Id
    from ave_tui.storage.rows import Row


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What happens to one kind of record."""

    table: str
    added: int
    changed: int
    withdrawn: int


def by_table(
    before: Mapping[tuple[str, Id], Row | None], after: Mapping[tuple[str, Id], Row]
) -> Iterator[TableChanges]:
    """Yield the kinds of records on which something changes."""
    for table in TABLES:
        added = changed = withdrawn = 0
        for key, row in after.items():
            if key[0] != table:
                continue
            old = before[key]
            if old == row:
                continue
            if row.deleted and not (old and old.deleted):
                withdrawn += 1
            elif old is None or (old.deleted and not row.deleted):
                added += 1
            else:
                changed += 1
        if added or changed or withdrawn:
            yield TableChanges(table, added, changed, withdrawn)
