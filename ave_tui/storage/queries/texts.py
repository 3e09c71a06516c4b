"""The texts that people typed, row by row, to be looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


def texts(
    connection: Connection, table: str, names: Sequence[str], least: int = 1
) -> Iterator[tuple[Id, dict[str, str]]]:
    """Yield the texts of a table, of withdrawn rows too; shorter ones than asked for are left out.

    Args:
        connection: Where they are.
        table: The table.
        names: Its fields of text.
        least: So many letters a text has at least.
    """
    where = " OR ".join(f"length({name}) >= ?" for name in names)
    for row, *found in connection.execute(
        f"SELECT id, {', '.join(names)} FROM {table} WHERE erased = 0 AND ({where}) ORDER BY id",
        [least] * len(names),
    ):
        said = {n: text for n, text in zip(names, found, strict=True) if text}
        yield row, {name: text for name, text in said.items() if len(text) >= least}
