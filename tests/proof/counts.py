"""How hard to try: the profile in AVE_HYPOTHESIS decides for everything in this folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

PROFILE: Final = os.environ.get("AVE_HYPOTHESIS", "quick")


def many(quick: int, ci: int, full: int) -> int:
    """Return how many of something this run wants."""
    return {"quick": quick, "ci": ci, "long": full}[PROFILE]


def quick_folder() -> str:
    """Return where files may live that no power cut threatens: in memory, if there is a place."""
    memory = Path("/dev/shm")  # noqa: S108 - each test makes a folder of its own in it
    return str(memory) if memory.is_dir() else tempfile.gettempdir()
