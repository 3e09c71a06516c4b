"""What is said once when the screens open: a copy was put back, or the folder is a bad place."""

from __future__ import annotations

import os
import string
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.places import REMEDY, Mount, judge_place
from ave_tui.domain.words import N_, Sentence
from ave_tui.storage import devices, preferences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

_WARNED: Final = "place_warned"
_MOUNTS: Final = Path("/proc/self/mounts")


class Word(NamedTuple):
    """Something to have read once."""

    title: Sentence
    text: Sentence


class ArrivalService:
    """Looks at what happened since the last start; what was said is not said again."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def words(self) -> Iterator[Word]:
        """Yield what has to be said now."""
        connection = self._database.connection
        if copy := preferences.get(connection, devices.RESTORED):
            yield Word(
                Sentence(N_("These records are those of the copy {name}."), {"name": copy}),
                Sentence(
                    N_(
                        "What was there before is kept among the copies. What was entered after "
                        "the copy is not in them; what colleagues have had of it comes back with "
                        "a complete file of theirs: ask them for one. They see this laptop under "
                        "a new number from now on."
                    )
                ),
            )
            self._note(devices.RESTORED, "")
        folder = str(self._database.home.folder)
        if folder != preferences.get(connection, _WARNED) and (problem := self.place()):
            yield Word(problem, Sentence(REMEDY))
            self._note(_WARNED, folder)

    def place(self) -> Sentence | None:
        """Return what is wrong with where the records lie."""
        return place_problem(self._database.home.folder)

    def _note(self, name: str, value: str) -> None:
        # Where nothing can be written it is said again next time.
        if self._database.refusal is None:
            self._ledger.prefer(name, value)


def place_problem(folder: Path) -> Sentence | None:
    """Return what is wrong with a folder as a place for records."""
    try:
        real = str(folder.resolve())
    except OSError:
        real = str(folder)
    bad = judge_place(real, os.environ, _mounts())
    if bad is None:
        return None
    return Sentence(bad.place.problem, {"folder": str(folder), "name": bad.name})


def _mounts() -> list[Mount]:
    """Return the disks of this machine, as far as the system tells without being asked twice."""
    if sys.platform == "win32":
        return _windows_drives()
    try:
        lines = _MOUNTS.read_text("utf-8", "replace").split("\n")
    except OSError:
        return []
    fields = [line.split(" ") for line in lines if line.count(" ") > 2]
    return [Mount(_plain(field[1]), field[2]) for field in fields]


def _plain(point: str) -> str:
    """Return a path as it is: the system writes a blank in it as its number."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\134", "\\")):
        point = point.replace(code, character)
    return point


def _windows_drives() -> list[Mount]:
    import ctypes

    kinds = {2: "removable", 3: "fixed", 4: "network", 5: "removable"}
    ask = ctypes.windll.kernel32.GetDriveTypeW  # type: ignore[attr-defined]
    return [
        Mount(f"{letter}:", kinds.get(ask(f"{letter}:\\"), "")) for letter in string.ascii_uppercase
    ]
