"""Reads what lists and record screens say of records: joined ones as one, no hour twice."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from ave_tui.domain.pace import day_read, projection
from ave_tui.storage.queries.dues import due_of
from ave_tui.storage.queries.eligibility import governing_of, rank
from ave_tui.storage.queries.moved_sums import TWICE_BEGINS, TWICE_ENDS
from ave_tui.storage.queries.overviews import COLUMNS
from ave_tui.storage.same import sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.storage.connection import Connection

JOINABLE: Final = frozenset({"company", "participant"})
"""Records of which two may be found to be the same one."""
_WITH_A_PERSON: Final = frozenset({"employment_contract", "assignment"})
FORECAST: Final = "by_end"
"""The column that says where public contracts will land at this pace, in per cent."""
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Around:
    """The day on which one looks, and the months of its year; ISO text."""

    today: str
    twice: tuple[tuple[Id, str, int], ...] = ()
    """Assignment, month and seconds of what stands twice (hours.md, Doubles)."""
    added: Mapping[Id, int] = field(default_factory=dict)
    """What changes in force added to the hours due: `dues.added`."""
    moved: tuple[tuple[Id, Id, Id | None, Id | None, int], ...] = ()
    """What of what stands twice was allocated: lot to and from, award to and from, seconds."""

    @property
    def values(self) -> Values:
        """What the expressions call them."""
        year = self.today[:4]
        values: Values = {"today": self.today, "first": f"{year}-01", "last": f"{year}-12"}
        if self.twice:
            values["twice"] = json.dumps(self.twice)
            values["twice_moved"] = json.dumps(self.moved)
        return values

    def expressions(self, table: str) -> dict[str, str]:
        """Return the columns of a table by name, with what takes off hours that stand twice."""
        if not self.twice:
            return COLUMNS[table]
        return {
            name: text.replace(TWICE_BEGINS, " - ").replace(TWICE_ENDS, "")
            for name, text in COLUMNS[table].items()
        }


def overviews(
    connection: Connection, table: str, rows: Sequence[Id], around: Around
) -> dict[Id, Values]:
    """Return what the columns say of some records; of a joined one, what they say of its group."""
    told: dict[Id, Values] = {}
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        ids = {f"id{index}": row for index, row in enumerate(chunk)}
        told |= _select(
            connection, table, f"t.id IN ({', '.join(f':{n}' for n in ids)})", ids, around
        )
    if table in JOINABLE:
        said = sameness(connection, table)
        for row in rows:
            if row in said.first and row in told:
                told[row] = _of_group(connection, table, row, said.group(row), around)
    return told


def children(
    connection: Connection, table: str, link: str, rows: Sequence[Id], around: Around
) -> dict[Id, Values]:
    """Return what the columns say of the records that point to one of some."""
    ids = {f"parent{index}": row for index, row in enumerate(rows)}
    where = f"t.{link} IN ({', '.join(f':{name}' for name in ids)}) AND t.deleted = 0"
    return _select(connection, table, where, ids, around)


def column_of_all(
    connection: Connection, table: str, column: str, around: Around
) -> Iterator[tuple[Id, str | int | None]]:
    """Yield what one column says of every record that is not withdrawn."""
    if column == FORECAST:
        known = forecasts(connection, around)
        found = connection.execute("SELECT id FROM public_contract WHERE deleted = 0")
        yield from ((row, known.get(row)) for (row,) in found)
        return
    expression = around.expressions(table)[column]
    more = around.added if column == "due" else {}
    joined = sameness(connection, table).first if table in JOINABLE else {}
    for row, value in connection.execute(
        f"SELECT t.id, {expression} FROM {table} t WHERE t.deleted = 0", around.values
    ):
        if row not in joined:
            yield row, _with_added(value, [row], more)
    for row, values in overviews(connection, table, list(joined), around).items():
        yield row, values[column]


def _of_group(
    connection: Connection, table: str, row: Id, group: Sequence[Id], around: Around
) -> Values:
    ids = {f"same{index}": other for index, other in enumerate(group)}
    anyone = f"IN ({', '.join(f':{name}' for name in ids)})"
    columns = {
        name: text.replace("= t.id", anyone) for name, text in around.expressions(table).items()
    }
    found = connection.execute(
        f"SELECT {', '.join(columns.values())} FROM {table} t WHERE t.id = :row",
        around.values | ids | {"row": row},
    ).fetchone()
    values: Values = dict(zip(columns, found, strict=True))
    if "due" in values:
        values["due"] = _with_added(values["due"], group, around.added)
    return values


def _with_added(value: Value, rows: Iterable[Id], added: Mapping[Id, int]) -> Value:
    """Return hours due, and what changes added to them; any other value as it is."""
    more = [added[row] for row in rows if row in added]
    if not more or isinstance(value, str):
        return value
    return due_of(value, sum(more))


def _select(
    connection: Connection, table: str, where: str, values: dict[str, str], around: Around
) -> dict[Id, Values]:
    columns = around.expressions(table)
    found = connection.execute(
        f"SELECT t.id, {', '.join(columns.values())} FROM {table} t WHERE {where}",
        around.values | values,
    )
    told: dict[Id, Values] = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in found}
    if around.added and "due" in columns:
        for row, said in told.items():
            at = said["lot_id"] if table == "pooling_share" else row
            said["due"] = _with_added(said["due"], [str(at)], around.added)
    if table in _WITH_A_PERSON:
        _of_the_same_people(connection, told, around.today)
    if table == "public_contract":
        known = forecasts(connection, around, list(told))
        for row, said in told.items():
            said[FORECAST] = known.get(row)
    return told


def _of_the_same_people(connection: Connection, told: dict[Id, Values], today: str) -> None:
    """Say of people who were joined what the eligibilities of all of them say."""
    said = sameness(connection, "participant")
    for values in told.values():
        person = values["participant_id"]
        if isinstance(person, str) and person in said.first:
            found = governing_of(connection, said.group(person), today)
            if found:
                one = min(found.values(), key=lambda each: rank(each, today))
                values["eligible_until"], values["eligible_status"] = one.until, one.status


def forecasts(
    connection: Connection, around: Around, contracts: Sequence[Id] | None = None
) -> dict[Id, int]:
    """Return how much of their hours public contracts will have done by their end, in per cent.

    Each lot is looked at by itself, since it has its own dates; contracts of whose lots nothing
    can be said yet are left out.
    """
    names = ("due", "done", "first_day", "last_day")
    columns = around.expressions("lot")
    today = date.fromisoformat(around.today)
    sums: dict[Id, tuple[int, int]] = {}
    where, bound = "IS NOT NULL", around.values
    if contracts is not None:
        where = "IN (SELECT value FROM json_each(:contracts))"
        bound = bound | {"contracts": json.dumps(contracts)}
    for contract, lot, notified, done, first, last in connection.execute(
        f"SELECT t.public_contract_id, t.id, {', '.join(columns[name] for name in names)} "
        f"FROM lot t WHERE t.public_contract_id {where} AND t.deleted = 0",
        bound,
    ):
        due = due_of(notified, around.added.get(lot))
        ahead = projection(due, done, day_read(first), day_read(last), today)
        if ahead is not None and ahead.by_end is not None:
            so_far = sums.get(contract, (0, 0))
            sums[contract] = (so_far[0] + ahead.by_end, so_far[1] + ahead.due)
    return {contract: by_end * 100 // due for contract, (by_end, due) in sums.items()}
