"""Opening an exchange file with this laptop's keys; nobody is trusted by that yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.services.exchange_errors import UnreadableFileError
from ave_tui.storage import trust
from ave_tui.sync.bundle import NotABundleError
from ave_tui.sync.seal import MOST_BYTES, unseal

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.storage.connection import Connection
    from ave_tui.sync.seal import Sealed


def read_sealed(connection: Connection, path: Path) -> Sealed:
    """Return what a file says, every signature in it checked.

    Raises:
        UnreadableFileError: The file can't be opened.
        AveError: It is something else, not for this laptop, too new, cut or altered.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotABundleError
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableFileError(path.name) from error
    return unseal(content, [own.identity for own in trust.own_keys(connection)])
