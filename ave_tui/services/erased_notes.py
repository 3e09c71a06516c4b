"""Notes beside the records who was erased, so that an older copy put back loses them at once.

Ids say nothing of anybody. A spoilt note, or none, is no harm: a colleague's file knows as well.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ave_tui.storage.errors import told
from ave_tui.storage.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ave_tui.domain.schema import Id


def noted(path: Path) -> dict[Id, str]:
    """Return who was erased, each with the day on which they were made anonymous, if they were."""
    try:
        found = json.loads(path.read_text("utf-8"))
        if isinstance(found, list):
            # As it was before anybody could be made anonymous.
            found = {"erased": found}
        return {
            **{row: "" for row in found["erased"] if isinstance(row, str)},
            **{row: str(day) for row, day in found.get("anonymous", {}).items()},
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def note(path: Path, persons: Iterable[Id], made_on: str = "") -> None:
    """Add people who were erased, or made anonymous on a day, ISO text."""
    with told(path):
        all_of_them = {**dict.fromkeys(persons, made_on), **noted(path)}
        kept = {
            "erased": sorted(row for row, day in all_of_them.items() if not day),
            "anonymous": {row: day for row, day in sorted(all_of_them.items()) if day},
        }
        write_whole(path, json.dumps(kept).encode(), private=True)
