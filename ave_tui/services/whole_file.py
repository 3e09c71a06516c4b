"""Writing a file to where the user wants it: complete under its name, or not there at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.services.exchange_errors import UnwritableFileError
from ave_tui.storage import files

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file and read it back.

    Raises:
        UnwritableFileError: It can't be written or does not read back; nothing is left there.
    """
    try:
        files.write_whole(path, content)
    except OSError as error:
        raise UnwritableFileError(path.name) from error
