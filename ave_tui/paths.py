"""Where the program keeps its files: one home folder, private to its user."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Home(NamedTuple):
    """The folder of one set of records."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "ave.db"

    @property
    def key(self) -> Path:
        """The key of the database, plain or under a password."""
        return self.folder / "ave.key"

    @property
    def next_key(self) -> Path:
        """The key file that takes the place of the other once the database has the new key."""
        return self.folder / "ave.key.next"

    @property
    def marker(self) -> Path:
        """How far this laptop had written: tells a restored database from the newest one."""
        return self.folder / "device.json"

    @property
    def erased(self) -> Path:
        """Numbers of people erased for good, so that no older copy brings them back."""
        return self.folder / "erased.json"

    @property
    def backups(self) -> Path:
        """Copies of the database, encrypted with the same key."""
        return self.folder / "backups"

    @property
    def lock(self) -> Path:
        """Held by the screens while they are open; empty, and left lying when they are gone."""
        return self.folder / "ave.lock"

    @property
    def restoring(self) -> Path:
        """Says that a copy is being put back, until it is: a start finishes what was broken off."""
        return self.folder / "restore.json"

    @property
    def staged(self) -> Path:
        """The copy that is being put back, ready to take the place of the database."""
        return self.folder / "restore.db"

    @property
    def staged_key(self) -> Path:
        """The key of the copy that is being put back, where it has one of its own."""
        return self.folder / "restore.key"

    @property
    def log(self) -> Path:
        """What went wrong inside the program; holds nothing personal."""
        return self.folder / "ave-tui.log"

    def make(self) -> None:
        """Make the folder, readable by its user alone."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def find_home(given: str | None = None) -> Home:
    """Return the home to use: the one given, else ``AVE_HOME``, else the user's data folder."""
    if chosen := given or os.environ.get("AVE_HOME"):
        return Home(Path(chosen).expanduser().absolute())
    # platformdirs takes 40 ms to import: not on the way to the first screen with a home given.
    from platformdirs import user_data_path

    return Home(user_data_path("ave-tui", appauthor=False, roaming=False))
