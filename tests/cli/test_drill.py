"""The restore drill, in a real terminal: edit, copy, edit, damage, start, come back by keys."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.copies import Reason
from ave_tui.services.workspace import Services
from ave_tui.storage.copies import copies
from ave_tui.sync.check import check
from screens.settings_lines import settings
from tests.services.small_world import World

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is driven here", allow_module_level=True)

from tests.bench.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.paths import Home

COMMAND = [sys.executable, "-m", "ave_tui"]
ENTER, QUIT = b"\r", b"\x11"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def world(ave_home: Path) -> World:
    """Return a small portfolio in the home of the command."""
    return World(ave_home, now)


def spoil(home: Home, damage: str) -> None:
    """Do to the records what a disk does."""
    path = home.database
    match damage:
        case "flip":
            content = bytearray(path.read_bytes())
            for page in range(2, len(content) // 4096):
                content[page * 4096 + 99] ^= 1
            path.write_bytes(content)
        case "cut":
            os.truncate(path, path.stat().st_size // 3)
        case "empty":
            os.truncate(path, 0)
        case _:
            path.unlink()


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "gone"])
def test_the_drill(world: World, ave_home: Path, damage: str) -> None:
    home = world.services.home
    variables = {"AVE_HOME": str(ave_home), "NO_COLOR": ""}
    world.company("Before")
    world.services.settings.speak("en")
    world.close()
    # Leaving makes the copy.
    with Services(home, now) as services:
        services.records.save("company", None, {"name": "At the copy"})
        backup = [line.does for line in settings(services, "textual-dark")].index("backup")
    with Terminal(COMMAND, variables, (80, 24)) as terminal:
        terminal.painted("Today,")
        terminal.settle()
        terminal.type_in(b"\x07")
        # The line itself may stand below the rules, further down than the screen reaches.
        terminal.painted("Settings")
        terminal.settle()
        terminal.type_in(b"\x1b[B" * backup + ENTER)
        terminal.painted("Copied to")
        terminal.type_in(QUIT)
        terminal.ended()
    (copy,) = [each for each in copies(home) if each.reason is Reason.HAND]
    with Services(home, now) as services:
        services.records.save("company", None, {"name": "After the copy"})
    spoil(home, damage)
    with Terminal(COMMAND, variables, (80, 24)) as terminal:
        terminal.painted("The newest good copy is of")
        terminal.painted("asked for")
        terminal.settle()
        terminal.type_in(ENTER)
        terminal.painted("Enter goes back to it")
        terminal.settle()
        terminal.type_in(ENTER)
        terminal.painted("These records are those of the copy")
        terminal.settle()
        terminal.type_in(ENTER)
        terminal.settle()
        terminal.type_in(QUIT)
        terminal.ended()
    with Services(home, now) as services:
        connection = services.database.connection
        assert check(connection).ok
        names = [n for (n,) in connection.execute("SELECT name FROM company ORDER BY name")]
        assert names == ["At the copy", "Before"]
        assert copy.operations is not None
        assert check(connection).operations == copy.operations
    aside = [each for each in copies(home) if each.reason is Reason.DAMAGED]
    assert len(aside) == (damage in ("flip", "cut"))


def test_leaving_makes_a_copy_and_a_second_window_reads(world: World, ave_home: Path) -> None:
    home = world.services.home
    variables = {"AVE_HOME": str(ave_home), "NO_COLOR": ""}
    world.services.settings.speak("en")
    world.close()
    with Terminal(COMMAND, variables, (80, 24)) as first:
        first.painted("Today,")
        first.settle()
        with Terminal(COMMAND, variables, (80, 24)) as second:
            second.painted("Only read (Enter)")
            second.settle()
            second.type_in(ENTER)
            second.settle()
            second.type_in(QUIT)
            second.ended()
        assert copies(home) == [], "who only reads copies nothing"
        first.type_in(QUIT)
        first.ended()
    assert [copy.reason for copy in copies(home)] == [Reason.CLOSE]
    with Terminal(COMMAND, variables, (80, 24)) as third:
        third.painted("Today,")
        third.settle()
        third.type_in(QUIT)
        third.ended()
    assert len(copies(home)) == 1, "nothing was changed since"
