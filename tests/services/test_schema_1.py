"""A file that the program of schema 1 wrote comes in, means what it meant, and travels on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from ave_tui.domain.changes import Change
from ave_tui.domain.schema import SCHEMA
from ave_tui.storage import log, trust
from ave_tui.storage.trust import OwnKey
from ave_tui.sync.check import check
from ave_tui.sync.operation import Operation
from tests.proof.naive import read_tables
from tests.services.desks import SPACE, Desk, meet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.storage.connection import Connection

FOLDER: Final = Path(__file__).parents[1] / "data" / "schema1"
PAUL: Final = f"{8:032x}"
LEA: Final = f"{9:032x}"


def told() -> dict[str, Any]:
    """Return what the program of schema 1 showed."""
    content: dict[str, Any] = json.loads((FOLDER / "rows.json").read_text("utf-8"))
    return content


def shown(connection: Connection) -> dict[str, dict[str, dict[str, object]]]:
    """Return all that is neither empty nor 0, by table and row."""
    found: dict[str, dict[str, dict[str, object]]] = {}
    for (table, row), values in read_tables(connection).items():
        found.setdefault(table, {})[row] = {
            name: value for name, value in values.items() if value not in {None, 0}
        }
    return found


def versions(connection: Connection) -> list[int]:
    """Return the schema of each operation, in the order of devices and numbers."""
    return [Operation.from_log(found).version for found in log.everything(connection)]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Desk]:
    """Return the laptop that the file was sealed to, which trusts its maker."""
    desk = Desk(tmp_path / "chloe", SPACE)
    own = OwnKey(**json.loads((FOLDER / "reader.json").read_text("utf-8")))
    with desk.laptop.database.transaction() as connection:
        trust.add_own_key(connection, own, 0)
    desk.trust.trust(desk.trust.read(FOLDER / "sender.avecard"))
    yield desk
    desk.laptop.close()


def bring_in(reader: Desk) -> None:
    """Bring the old file in."""
    path = Path(shutil.copy(FOLDER / "schema1.ave", reader.files))
    assert reader.look.inspect(path).accepted
    preview = reader.exchange.preview(path)
    assert (preview.new, preview.held) == (told()["operations"], 0)
    assert reader.exchange.apply(path).new == preview.new


def test_it_is_folded_to_what_it_was(reader: Desk) -> None:
    bring_in(reader)
    connection = reader.laptop.database.connection
    assert shown(connection) == told()["rows"]
    assert versions(connection) == [1] * told()["operations"]
    months = connection.execute(
        "SELECT month, kind, declared, validated, disputed FROM counted_month ORDER BY month"
    )
    assert [list(month) for month in months] == told()["months"]
    assert reader.is_sound()
    # What the newer schema has more says nothing of what was written before it.
    values = read_tables(connection)["participant", PAUL]
    assert (values["rome"], values["notice_on"]) == (None, None)


def test_the_newer_program_goes_on_from_there_and_passes_both_on(
    reader: Desk, tmp_path: Path
) -> None:
    bring_in(reader)
    other = Desk(tmp_path / "david", SPACE)
    meet(reader, other)
    # Only the newer schema knows a trade.
    reader.write(Change("participant", PAUL, {"rome": "F1703"}))
    reader.laptop.ledger.undo()
    reader.laptop.ledger.redo()
    other.take(reader.send(other, everything=True))
    for desk in (reader, other):
        connection = desk.laptop.database.connection
        assert read_tables(connection)["participant", PAUL]["rome"] == "F1703"
        assert sorted(versions(connection)) == [1] * told()["operations"] + [SCHEMA] * 3
        assert check(connection).ok
    assert reader.state() == other.state()
    other.laptop.close()


def test_who_was_erased_under_schema_1_stays_erased(reader: Desk) -> None:
    bring_in(reader)
    reader.write(Change("participant", PAUL, {"rome": "F1703"}))
    assert reader.exchange.apply(reader.files / "schema1.ave").new == 0
    connection = reader.laptop.database.connection
    row = read_tables(connection)["participant", LEA]
    assert row["erased"]
    assert (row["last_name"], row["phone"], row["rome"]) == (None, None, None)
