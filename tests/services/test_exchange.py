"""Two laptops of one structure meet by files: nothing lost, nothing twice, nothing half."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, hours_entry_id, new_id
from ave_tui.services.exchange import ExchangeService
from ave_tui.services.exchange_errors import (
    NoRecordsError,
    OtherSpaceError,
    UnknownLaptopError,
    UnreadableFileError,
    UnwritableFileError,
)
from ave_tui.sync.check import check, state
from tests.homes import Laptop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def now() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


class Desk:
    """A laptop and its exchange."""

    def __init__(self, folder: Path, space: str) -> None:
        self.laptop = Laptop(folder, now)
        if space:
            self.laptop.ledger.prefer("space", space)
        self.exchange = ExchangeService(self.laptop.database, self.laptop.ledger)

    def write(self, *changes: Change) -> None:
        """Write as one step."""
        self.laptop.ledger.commit(changes)

    def state(self) -> str:
        """Return the state of the records."""
        return state(self.laptop.database.connection)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Return two laptops; the second has no records and no structure yet."""
    pair = Desk(tmp_path / "anne", "s" * 32), Desk(tmp_path / "bruno", "")
    pair[0].write(Change("company", new_id(), {"name": "[/"}), assignment())
    yield pair
    for desk in pair:
        desk.laptop.close()


ASSIGNMENT = "a" * 32


def assignment() -> Change:
    """Return a change that makes an assignment (to no lot: enough for hours)."""
    return Change("assignment", ASSIGNMENT, {"label": "ESAT"})


def hours(seconds: int, period: str = "2026-10") -> Change:
    """Return a change that enters hours."""
    return Change(
        "hours_entry",
        hours_entry_id(ASSIGNMENT, "WORK", period),
        {"assignment_id": ASSIGNMENT, "kind": "WORK", "period": period, "seconds": seconds},
    )


def test_a_laptop_joins_by_its_first_file_and_both_end_alike(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    anne, bruno = desks
    first = anne.exchange.export(tmp_path).path
    bruno.exchange.apply(first)
    anne.write(hours(504_000))
    bruno.write(hours(546_012))
    from_anne = anne.exchange.export(tmp_path).path
    from_bruno = bruno.exchange.export(tmp_path).path
    assert len({first, from_anne, from_bruno}) == 3
    seen_by_anne = anne.exchange.apply(from_bruno)
    bruno.exchange.apply(from_anne)
    assert anne.state() == bruno.state()
    assert seen_by_anne.conflicts == 1
    assert (seen_by_anne.seconds_before, seen_by_anne.new) == (504_000, 1)
    assert check(anne.laptop.database.connection).ok


def test_a_preview_says_what_will_happen_and_changes_nothing(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    anne, bruno = desks
    anne.write(hours(3_600), hours(3_600, "2026-09"))
    path = anne.exchange.export(tmp_path).path
    before = bruno.state()
    preview = bruno.exchange.preview(path)
    assert bruno.state() == before
    assert bruno.exchange.past() == []
    assert bruno.exchange.apply(path) == preview
    assert [(t.table, t.added, t.changed, t.withdrawn) for t in preview.tables] == [
        ("company", 1, 0, 0),
        ("assignment", 1, 0, 0),
        ("hours_entry", 2, 0, 0),
    ]
    assert (preview.seconds_before, preview.seconds_after) == (0, 7_200)
    again = bruno.exchange.apply(path)
    assert (again.new, again.known, again.tables) == (0, 4, ())


def test_a_partial_file_waits_for_what_it_lacks_and_says_so(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    anne, bruno = desks
    everything = anne.exchange.export(tmp_path / "1.ave").path
    bruno.exchange.apply(everything)
    bruno.write(Change("company", new_id(), {"name": "Bruno's"}))
    anne.exchange.apply(bruno.exchange.export(tmp_path / "2.ave").path)
    anne.write(hours(3_600))
    bruno_device = bruno.laptop.ledger.device
    little = anne.exchange.export(tmp_path / "3.ave", bruno_device[:6])
    assert little.operations == 1
    newcomer = Desk(tmp_path / "chloe", "")
    seen = newcomer.exchange.apply(little.path)
    assert (seen.new, seen.held) == (0, 1)
    anne_device = anne.laptop.ledger.device
    assert {(g.device, g.first, g.last) for g in seen.gaps} == {
        (anne_device, 1, 2),
        (bruno_device, 1, 1),
    }
    assert newcomer.exchange.waiting() == 1
    newcomer.exchange.apply(tmp_path / "2.ave")
    assert newcomer.exchange.waiting() == 0
    assert newcomer.state() == anne.state()
    newcomer.laptop.close()


def test_another_structure_is_refused(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    anne, _ = desks
    stranger = Desk(tmp_path / "stranger", "t" * 32)
    before = stranger.state()
    with pytest.raises(OtherSpaceError):
        stranger.exchange.apply(anne.exchange.export(tmp_path).path)
    assert stranger.state() == before
    stranger.laptop.close()


def test_what_was_not_sent_yet_is_counted(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    anne, _ = desks
    assert anne.exchange.unsent() == 2
    anne.exchange.export(tmp_path)
    assert anne.exchange.unsent() == 0
    anne.write(hours(1))
    assert anne.exchange.unsent() == 1


def test_what_can_not_be_done_is_said(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    anne, bruno = desks
    with pytest.raises(NoRecordsError):
        bruno.exchange.export(tmp_path)
    with pytest.raises(UnwritableFileError):
        anne.exchange.export(tmp_path / "no" / "folder" / "x.ave")
    with pytest.raises(UnknownLaptopError):
        anne.exchange.export(tmp_path / "x.ave", "ffff")
    with pytest.raises(UnreadableFileError):
        anne.exchange.apply(tmp_path / "missing.ave")
    assert anne.exchange.past() == []
    assert not list(tmp_path.glob("*.ave"))
    assert not list(tmp_path.glob(".*"))


def test_file_names_bear_nobodys_name(desks: tuple[Desk, Desk]) -> None:
    anne, _ = desks
    device = anne.laptop.ledger.device[:4]
    assert anne.exchange.suggested_name() == f"2026-11-23_{device}_00001.ave"
