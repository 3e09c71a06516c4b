"""Opening the screens, and what becomes of a bug in them."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Final

from ave_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.services.workspace import Services

_PATIENCE: Final = 0.0005
"""Seconds after which a thread gets its turn: the one that writes to the terminal would wait ten
times as long, until what comes after painting is done too."""


@contextlib.contextmanager
def _without(*modules: str) -> Iterator[None]:
    """Let what is imported do without some modules, as it can where Python was built without."""
    hidden = [name for name in modules if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


# asyncio imports TLS, and shutil two compressions, in case anybody wants them. Nobody here does,
# and together they take longer than painting a screen.
with _without("ssl", "bz2", "lzma"):
    from ave_tui.app import AveApp


def show(services: Services) -> int:
    """Run the screens until the user leaves; return the exit status."""
    sys.setswitchinterval(_PATIENCE)
    app = AveApp(services)
    app.run()
    if app.return_code and app.fault_noted:
        problem = _("Something went wrong inside the program; your records are safe.")
        remedy = _("Send the file {path} to whoever looks after it.", path=services.home.log)
        print(f"ave-tui: {problem}\n         {remedy}", file=sys.stderr)
    return app.return_code or 0
