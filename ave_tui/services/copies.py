"""Going back to a copy: works with nothing but the home, also where the records don't open."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from ave_tui.domain.copies import Copy, newest_good
from ave_tui.domain.errors import AveError, DamageError
from ave_tui.domain.progress import counted, quiet
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.copy_keys import CopyKeys, Keys
from ave_tui.storage import copies, preferences, restore
from ave_tui.storage.connection import connect
from ave_tui.storage.errors import DatabaseDamagedError, RecordsMissingError, told
from ave_tui.storage.keyfile import accompany, key_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.progress import Tell
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.copies import Beyond, Inside


class NoSuchCopyError(AveError):
    """Neither the name of a copy nor a file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("There is no copy “{name}”."),
            N_("ave-tui restore lists the copies; the path of a file does as well."),
            name=name,
        )


class ExplainedError(DamageError):
    """The records can't be read, and this is the copy to go back to."""

    def __init__(self, problem: Sentence, remedy: Sentence, copy: Copy | None) -> None:
        super().__init__(problem.text, remedy.text)
        self.problem, self.remedy = problem, remedy
        self.copy = copy


@dataclass(frozen=True, slots=True)
class Looked:
    """A copy that was looked into: what it holds, or what keeps one from going back to it."""

    copy: Copy
    inside: Inside | None
    trouble: AveError | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What going back to a copy would do."""

    path: Path
    inside: Inside
    present: Inside | None
    """What the records hold now; None where they can't be read."""
    lost: tuple[Beyond, ...]
    """What they hold and the copy doesn't, by person and laptop."""
    unreadable: int
    """Changes of this laptop after the copy that were noted beside records that can't be read."""
    gained: int
    """Changes that the copy holds and the records don't."""
    keys: Keys = field(repr=False)

    @property
    def operations_lost(self) -> int:
        """How many changes the records hold and the copy doesn't, as far as can be told."""
        return sum(each.operations for each in self.lost) or self.unreadable


class CopiesService(CopyKeys):
    """The copies of a home, whether or not its records open."""

    def language(self) -> str:
        """Return the language that was chosen; empty where the records can't say.

        Raises:
            AveError: A password keeps the key, and it was not given.
        """
        key = self.current()
        try:
            with self._records(key) as connection:
                return preferences.get(connection, "language")
        except AveError:
            return ""

    @contextlib.contextmanager
    def _records(self, key: bytes | None) -> Iterator[Connection]:
        """Read the records as they are, without making or mending anything.

        Raises:
            AveError: They can't be read.
        """
        database = self.home.database
        with told(database):
            # Opening a file that isn't there would make one.
            if key is None or not database.is_file() or not database.stat().st_size:
                raise RecordsMissingError(database)
            connection = connect(database, key, read_only=True)
            try:
                yield connection
            except dbapi2.OperationalError as error:
                # Some other database, without a table of ours.
                raise DatabaseDamagedError(database) from error
            finally:
                connection.close()

    def every(self) -> list[Copy]:
        """Return the copies, the newest first, by their names."""
        return copies.copies(self.home)

    def looked_into(self, tell: Tell = quiet) -> list[Looked]:
        """Open every copy and return what they hold, the newest first."""
        self.key()
        all_of_them = self.every()
        return [self._look(copy) for copy in counted(all_of_them, len(all_of_them), tell)]

    def _look(self, copy: Copy) -> Looked:
        try:
            path = self.home.backups / copy.name
            return Looked(copy, copies.look_into(path, self.key_of(path), thoroughly=False))
        except AveError as error:
            return Looked(copy, None, error)

    def newest_good(self) -> Copy | None:
        """Return the newest copy that reads back from the first byte to the last."""
        key = self.key()
        left = self.every()
        while (copy := newest_good(left, self.clock())) is not None:
            try:
                copies.look_into(self.home.backups / copy.name, key)
            except AveError:
                left.remove(copy)
            else:
                return copy
        return None

    def path_of(self, name: str) -> Path:
        """Return the file of a copy: by its name, or anywhere by its path.

        Raises:
            NoSuchCopyError: There is none.
        """
        for path in (self.home.backups / name, Path(name)):
            try:
                if path.is_file():
                    return path
            except (OSError, ValueError):
                # Too long for a name, or a character that no file system takes.
                continue
        raise NoSuchCopyError(name)

    def compare(self, path: Path, key: bytes) -> Comparison:
        """Return what going back to a copy would do; the copy is read through first.

        Raises:
            CopySpoiltError: It does not read back with this key.
            DatabaseTooNewError: A newer program wrote it.
        """
        inside = copies.look_into(path, key)
        keys = Keys(self.current(), key)
        try:
            with self._records(keys.records) as connection:
                present = copies.inside(connection)
                lost = copies.beyond(connection, inside.vector)
        except AveError:
            return Comparison(path, inside, None, (), self._noted_after(inside), 0, keys)
        gained = sum(
            max(0, newest - present.vector.get(device, 0))
            for device, newest in inside.vector.items()
        )
        return Comparison(path, inside, present, tuple(lost), 0, gained, keys)

    def _noted_after(self, inside: Inside) -> int:
        """Return how many changes after a copy the note beside the records knows of."""
        try:
            noted = json.loads(self.home.marker.read_text("utf-8"))
            return max(0, int(noted["seq"]) - inside.vector.get(str(noted["device"]), 0))
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def restore(self, path: Path, key: bytes, current: bytes | None = None) -> Path | None:
        """Put a copy in the place of the records; return where these were set aside.

        A copy of another key brings its key file along. The caller has the records to itself:
        nobody else has them open, itself included.

        Args:
            path: The copy.
            key: Its key.
            current: The key of the records, where it is known already.

        Raises:
            AveError: The copy, the disk or another program refuses; the records are as they were.
        """
        current = current or self.current()
        restore.stage(self.home, path, key, current)
        aside = restore.swap(self.home, self.clock(), current or key)
        if aside is not None and not key_beside(aside).exists():
            # It is done already; that the key file lies beside it too is a comfort.
            with contextlib.suppress(AveError):
                accompany(self.home.key, aside)
        return aside

    def begin_anew(self, key: bytes) -> Path | None:
        """Begin with empty records; return where what was there was set aside."""
        restore.stage_nothing(self.home, key)
        return restore.swap(self.home, self.clock(), key)

    def explained(self, error: DamageError) -> AveError:
        """Return an error about the records themselves, with the copy to go back to named."""
        if isinstance(error, ExplainedError):
            return error
        try:
            copy = self.newest_good()
        except AveError as key_error:
            # Without the key no copy can be tried: that is what has to be mended first.
            return key_error
        if copy is None:
            remedy = (
                N_("None of the copies can be read either: is the key their own?")
                if self.every()
                else N_(
                    "There is no copy here; a colleague who has had them can make a file for "
                    "this laptop's new card."
                )
            )
            return ExplainedError(error.problem, Sentence(remedy), None)
        return ExplainedError(
            error.problem,
            Sentence(
                N_(
                    "The newest good copy is of {day}, {time}. "
                    "Go back to it: ave-tui restore {name}"
                ),
                {"day": copy.at.date(), "time": f"{copy.at:%H:%M}", "name": copy.name},
            ),
            copy,
        )
