"""What is kept of a bug: where it happened, never what anybody had recorded."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from ave_tui import __version__

if TYPE_CHECKING:
    from datetime import datetime

_LARGEST_LOG = 500_000


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
        log.replace(log.with_suffix(".old.log"))
    with log.open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def _place(filename: str) -> str:
    # The folders above it often bear the name of who works here.
    return "/".join(Path(filename).parts[-3:])
