"""The operating system's own store of secrets, for those who don't want to be asked at each start.

The library is an extra: without it, or where the system has no such store, this is not offered.
"""

from __future__ import annotations

import contextlib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE: Final = "ave-tui"
_TRUSTED: Final = 1
"""What the library itself calls recommended; below it come plain files."""


def is_offered() -> bool:
    """Whether this machine can keep a key for its user."""
    return _store() is not None


def keep(name: str, key: bytes) -> bool:
    """Hand a key over; return whether it was taken and can be had back."""
    store = _store()
    if store is None:
        return False
    with _whatever_happens():
        store.set_password(_SERVICE, name, key.hex())
    return load(name) == key


def load(name: str) -> bytes | None:
    """Return a key that was handed over, or None."""
    store = _store()
    if store is None:
        return None
    with _whatever_happens():
        return bytes.fromhex(store.get_password(_SERVICE, name) or "") or None
    return None


def forget(name: str) -> None:
    """Have a key forgotten."""
    store = _store()
    if store is not None:
        with _whatever_happens():
            store.delete_password(_SERVICE, name)


def _store() -> KeyringBackend | None:
    if find_spec("keyring") is None:
        return None
    with _whatever_happens():
        import keyring

        store = keyring.get_keyring()
        return store if store.priority >= _TRUSTED else None
    return None


def _whatever_happens() -> contextlib.suppress:
    # Each system's store fails in its own way: locked, refused, no session. The password remains.
    return contextlib.suppress(Exception)
