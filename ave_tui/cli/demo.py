"""Made-up records: on the screens and gone afterwards, or written to a folder."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ave_tui.cli.opening import now, open_home
from ave_tui.cli.progress import progress_line
from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.paths import Home

if TYPE_CHECKING:
    from ave_tui.cli.answer import Answer


class NotEmptyError(AveError):
    """Made-up records never go where others are."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            N_("There are records in {folder} already."),
            N_("Name a folder that is empty or not there yet."),
            folder=folder,
        )


def show_demo(facilitators: int, seed: int, until: str) -> int:
    """Open the screens on made-up records in a folder that goes with them."""
    from ave_tui.cli.screens import show
    from ave_tui.services.demo_home import fill

    with (
        tempfile.TemporaryDirectory(prefix="ave-demo-", ignore_cleanup_errors=True) as folder,
        open_home(Home(Path(folder))) as services,
    ):
        moment = int(now().timestamp() * 1000)
        with progress_line(_("Making up records")) as tell:
            fill(
                services,
                facilitators,
                seed,
                until,
                lambda done: tell(done / facilitators),
                now_ms=moment,
            )
        left = show(services)
        if left.damage is not None:
            raise left.damage
        return left.status


def write_demo(home: Home, facilitators: int, seed: int, until: str, answer: Answer) -> int:
    """Write made-up records to a folder.

    Raises:
        NotEmptyError: There are records already.
    """
    from ave_tui.services.demo_home import fill

    if home.database.exists():
        raise NotEmptyError(home.folder)
    with open_home(home) as services, progress_line(_("Making up records")) as tell:
        operations = fill(
            services, facilitators, seed, until, lambda done: tell(done / facilitators)
        )
    answer.line(_("Made-up records are in {folder}.", folder=home.folder))
    answer.data(ok=True, home=str(home.folder), operations=operations)
    return 0
