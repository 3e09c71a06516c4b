"""What a laptop is called where no name is: the beginning of its number."""

from __future__ import annotations

from typing import Final

_SHOWN: Final = 4


def short(device: str) -> str:
    """Return what is shown of a laptop's number, and typed to name it, in either case."""
    return device[:_SHOWN].upper()
