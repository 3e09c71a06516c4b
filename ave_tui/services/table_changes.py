"""What an import, or taking one back, does to each kind of record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ave_tui.domain.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ave_tui.domain.schema import Id
    from ave_tui.storage.rows import Row

Did = Literal["added", "changed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What happens to one kind of record."""

    table: str
    added: int
    changed: int
    withdrawn: int


def changes_of(
    before: Mapping[tuple[str, Id], Row | None], after: Mapping[tuple[str, Id], Row]
) -> Iterator[tuple[str, Id, Did]]:
    """Yield the records that change, and how; one that comes back is added."""
    for (table, row), now in after.items():
        old = before[table, row]
        if old == now:
            continue
        if now.deleted and not (old and old.deleted):
            yield table, row, "withdrawn"
        else:
            back = old is None or (old.deleted and not now.deleted)
            yield table, row, "added" if back else "changed"


def by_table(
    before: Mapping[tuple[str, Id], Row | None], after: Mapping[tuple[str, Id], Row]
) -> Iterator[TableChanges]:
    """Yield how many records of each kind change, in the order of the catalogue."""
    counts: dict[str, dict[str, int]] = {}
    for table, _, did in changes_of(before, after):
        of_table = counts.setdefault(table, {"added": 0, "changed": 0, "withdrawn": 0})
        of_table[did] += 1
    for table in TABLES:
        if table in counts:
            yield TableChanges(table, **counts[table])
