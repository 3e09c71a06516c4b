"""Running the program that a laptop has: an older one knows an older schema.

Schema 2 only added, so an older program is this one with another number: it writes that number,
makes files of it and refuses what bears a higher one. A file that the real one wrote is brought in
by `tests/services/test_schema_1.py`.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ave_tui.domain.schema import SCHEMA
from ave_tui.sync import bundle, lines, writing

if TYPE_CHECKING:
    from collections.abc import Iterator

_KNOW_SCHEMA: Final = (bundle, lines, writing)
"""The modules that ask which schema the program has."""


@contextmanager
def program_of(schema: int) -> Iterator[None]:
    """Run the program of a schema."""
    _be(schema)
    try:
        yield
    finally:
        _be(SCHEMA)


def _be(schema: int) -> None:
    for module in _KNOW_SCHEMA:
        setattr(module, "SCHEMA", schema)  # noqa: B010 - it is final for all others
