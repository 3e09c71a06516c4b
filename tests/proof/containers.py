"""What bundles travel in: each container is damaged in every way by `test_damage.py`.

Another one is a line more in `CONTAINERS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.sync.bundle import MAGIC, Bundle, pack, unpack
from tests.names import HOSTILE_NAMES
from tests.sync.makers import ANNE, BRUNO, operation
from tests.sync.test_bundle import bundle

if TYPE_CHECKING:
    from collections.abc import Callable


class Container(NamedTuple):
    """A way of packing a bundle into a file, and of reading it back."""

    name: str
    pack: Callable[[Bundle], bytes]
    read: Callable[[bytes], Bundle]
    """Raises an `AveError` for whatever isn't whole."""
    header: Callable[[bytes], int]
    """How many bytes of a file are lines before the packed part: every bit of them is tried."""


def plain_header(content: bytes) -> int:
    """Return where the packed part of a plain bundle begins."""
    return content.index(b"\n", len(MAGIC)) + 1


CONTAINERS: Final = [Container("plain", pack, unpack, plain_header)]

WHOLE: Final = bundle(
    *(
        operation(ANNE, n, {"name": name, "naf": f"{n}"})
        for n, name in enumerate(HOSTILE_NAMES * 3, start=1)
    ),
    operation(BRUNO, 1, deps={ANNE: 3}),
    operation(BRUNO, 2, act="delete"),
)
OTHER: Final = bundle(*(operation(BRUNO, n, {"name": "other"}) for n in range(1, 30)))
