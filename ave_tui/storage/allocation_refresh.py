"""Which work has to be allocated anew after rows were written: none, but for pooled lots."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.rows import Row

_MONTH: Final = slice(0, 7)
_DECIDE: Final = frozenset(
    {
        "hours_entry",
        "allocation",
        "assignment",
        "employment_contract",
        "award",
        "pooling_share",
        "pooling_agreement",
        "same_as",
    }
)
"""The tables whose rows decide where hours count."""


def refresh(connection: Connection, written: Iterable[Row]) -> None:
    """Allocate anew what rows have a part in, given as they were and as they are."""
    if not _is_anything_pooled(connection):
        return
    rows = [row for row in written if row.table in _DECIDE]
    if not rows:
        return
    from ave_tui.storage.allocations import put

    touched = _Touched(connection)
    if any(row.table != "hours_entry" for row in rows):
        touched.read_shares()
    for row in rows:
        touched.add(row)
    put(connection, touched.work(), touched.months)


def _is_anything_pooled(connection: Connection) -> bool:
    found = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM pooling_share) OR EXISTS (SELECT 1 FROM allocated_month)"
    ).fetchone()
    return bool(found[0])


class _Touched:
    """What has to be looked at again, gathered row by row."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.months: set[tuple[Id, str]] = set()
        self._work: set[Id] = set()
        self._lots: set[Id] = set()
        self._of_agreement: dict[Id, set[Id]] = defaultdict(set)
        self._beside: dict[Id, set[Id]] = defaultdict(set)

    def read_shares(self) -> None:
        """Read which lots stand together; withdrawn shares too, what they moved comes back."""
        connection = self._connection
        for agreement, lot in connection.execute(
            "SELECT pooling_agreement_id, lot_id FROM pooling_share WHERE lot_id IS NOT NULL"
        ):
            self._of_agreement[agreement].add(lot)
        for lots in self._of_agreement.values():
            for lot in lots:
                self._beside[lot] |= lots

    def add(self, row: Row) -> None:
        """Look at what a row has a part in."""
        values = row.values
        match row.table:
            case "hours_entry":
                self.months.add((str(values["assignment_id"]), str(values["period"])[_MONTH]))
            case "allocation":
                found = self._connection.execute(
                    "SELECT assignment_id, period FROM hours_entry WHERE id = ?",
                    (values["hours_entry_id"],),
                )
                self.months |= {(work, str(period)[_MONTH]) for work, period in found}
            case "assignment":
                self._work.add(row.id)
            case "employment_contract":
                self._work |= self._ids("employment_contract_id = ?", row.id)
            case "award":
                self._lots |= self._beside.get(str(values["lot_id"]), set())
                self._work |= self._ids("award_id = ?", row.id)
            case "pooling_share":
                self._lots |= self._of_agreement[str(values["pooling_agreement_id"])]
                self._lots.add(str(values["lot_id"]))
            case "pooling_agreement":
                self._lots |= self._of_agreement[row.id]
            case _:
                if "company" in str(values["table_name"]):
                    self._lots |= self._beside.keys()

    def work(self) -> set[Id]:
        """Return the assignments of which everything has to be looked at."""
        for lot in self._lots:
            self._work |= self._ids("lot_id = ?", lot)
        return self._work

    def _ids(self, condition: str, row: Id) -> set[Id]:
        found = self._connection.execute(f"SELECT id FROM assignment WHERE {condition}", (row,))
        return {each for (each,) in found}
