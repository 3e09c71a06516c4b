"""A note beside the records that must not be missing once the records say the same."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ave_tui.storage.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def noted_first(path: Path) -> Iterator[None]:
    """Write the note inside, then commit: where that is refused, the note is what it was.

    The other way round, a crash in between would lose the note. This way it leaves a note of
    something that isn't done yet, and whoever reads it at the next start finishes that.
    """
    before = path.read_bytes() if path.exists() else None
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            if before is None:
                path.unlink(missing_ok=True)
            else:
                write_whole(path, before, private=True)
        raise
