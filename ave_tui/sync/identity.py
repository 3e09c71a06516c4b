"""Which device this is: a restored or copied database must not speak with the old one's voice.

Two laptops that number their operations under one id would fork its history, and the newer of the
two would be lost at some third place. So a database notes the machine and the file it lives in,
and a small file beside it notes how far it had written; where either disagrees, it becomes a new
device whose first operation says that it had everything the old one wrote.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
import secrets
from typing import TYPE_CHECKING

from ave_tui.storage import devices, trust
from ave_tui.storage.files import put_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.paths import Home
    from ave_tui.storage.database import Database
    from ave_tui.storage.devices import Mine
    from ave_tui.sync.operation import Device


def ensure_device(database: Database) -> Device:
    """Return this device's id, a new one for a new, restored or copied database."""
    place = _place(database.home)
    me = devices.mine(database.connection)
    if me is not None and me.place == place and _is_newest(database.home, me):
        return me.device
    fresh = secrets.token_hex(8)
    with database.transaction() as connection:
        for own in trust.own_keys(connection):
            # Files and keys are a matter of later; the former device's last word is one of now. A
            # copy that was put back no longer says which it was, but its keys do.
            from ave_tui.sync.keys import sign_own_head

            sign_own_head(connection, own.device)
        devices.become(connection, fresh, place)
    note_progress(database)
    return fresh


def note_progress(database: Database) -> None:
    """Note beside the database how far this device has written."""
    me = devices.mine(database.connection)
    if me is None or database.refusal is not None:
        return
    # Never back: what somebody else showed us of this device stays noted.
    device, seq = _noted(database.home)
    # On a full disk there is no room for the note: the mark of the place tells a copy as well, and
    # nobody is kept from leaving for its sake.
    with contextlib.suppress(OSError):
        _note(database.home, me.device, max(me.seq, seq if device == me.device else 0))


@contextlib.contextmanager
def learning_of_itself(database: Database) -> Iterator[None]:
    """Take note when a bundle shows that this device had written more than its records know.

    They were put back without a trace, note and all: at the next start it becomes another device.
    """
    # Who only writes, and looks for its device before the first write, needs no merge.
    from ave_tui.sync.merge import OwnOperationsError

    try:
        yield
    except OwnOperationsError as error:
        with contextlib.suppress(OSError):
            _note(database.home, error.device, error.seq)
        raise


def _note(home: Home, device: Device, seq: int) -> None:
    unfinished = home.marker.with_suffix(".part")
    unfinished.write_text(json.dumps({"device": device, "seq": seq}), "utf-8")
    put_in_place(unfinished, home.marker)


def _is_newest(home: Home, me: Mine) -> bool:
    """Whether the database is the one that last wrote here, not one from before."""
    device, seq = _noted(home)
    # Another device's note: this copy was restored once before, and became that one.
    return not device or (device == me.device and me.seq >= seq)


def _noted(home: Home) -> tuple[Device, int]:
    try:
        noted = json.loads(home.marker.read_text("utf-8"))
        return str(noted["device"]), int(noted["seq"])
    except (OSError, ValueError, KeyError, TypeError):
        # No note, or a spoilt one: the mark of the place still tells a copy.
        return "", 0


def _place(home: Home) -> str:
    status = home.database.stat()
    # The device number of the file system is left out: it changes between two starts of a machine.
    text = f"{platform.node()}:{status.st_ino}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
