"""One program at a time over one set of records."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ave_tui.storage.connection import lock, unlock
from ave_tui.storage.errors import AlreadyOpenError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.errors import AveError
    from ave_tui.paths import Home


@contextlib.contextmanager
def alone(home: Home) -> Iterator[AveError | None]:
    """Have a home to oneself as long as the block lasts; yield why not, where it is taken.

    For the screens, and for whatever replaces the records. Commands that only write do so beside
    open screens.
    """
    # A folder that can't be made is told by whoever opens the records in it.
    with contextlib.suppress(OSError):
        home.make()
    handle = lock(home.lock)
    try:
        if handle is not None and home.restoring.exists():
            from ave_tui.storage.restore import finish

            finish(home)
        yield AlreadyOpenError() if handle is None else None
    finally:
        unlock(handle)
