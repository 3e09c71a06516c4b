"""What is kept of a bug: where it happened, never what anybody had recorded."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from ave_tui import __version__
from ave_tui.domain.errors import AveError

if TYPE_CHECKING:
    from datetime import datetime

    from ave_tui.paths import Home

_LARGEST_LOG = 500_000


def understood(error: BaseException, database: Path) -> AveError | None:
    """Return what the disk or the database refused, where that is what lies behind an error."""
    from sqlcipher3 import dbapi2

    from ave_tui.storage.errors import told

    cause: BaseException | None = error
    while cause is not None:
        # What failed in a thread beside the screen is carried by what says so.
        carried = getattr(cause, "error", None)
        for each in (cause, carried):
            if isinstance(each, AveError):
                return each
            if isinstance(each, dbapi2.DatabaseError):
                try:
                    with told(database):
                        raise each
                except AveError as known:
                    return known
                except dbapi2.DatabaseError:
                    return None
        cause = cause.__cause__ or cause.__context__
    return None


def refusal_or_noted(home: Home, error: BaseException, now: datetime) -> AveError | None:
    """Return what was refused, where that is what an error is about; note it as a bug otherwise."""
    refused = understood(error, home.database)
    if refused is None:
        note_fault(home.log, error, now)
    return refused


def note_fault(log: Path, error: BaseException, now: datetime) -> None:
    """Add a fault to the log: the places in the code, without values and without the message.

    A message may quote a name (``KeyError: 'Benali'``), so only its class is written.
    """
    lines = [f"{now:%Y-%m-%d %H:%M:%S} ave-tui {__version__}"]
    cause: BaseException | None = error
    while cause is not None:
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}: {frame.line}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        lines.append(f"  {type(cause).__module__}.{type(cause).__qualname__}")
        cause = cause.__cause__ or cause.__context__
    log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        from ave_tui.storage.files import put_in_place

        put_in_place(log, log.with_suffix(".old.log"))
    with log.open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def _place(filename: str) -> str:
    # The folders above it often bear the name of who works here.
    return "/".join(Path(filename).parts[-3:])
