"""Names that break programs which take their users' text for markup, lines or columns."""

from __future__ import annotations

from typing import Final

HOSTILE_NAMES: Final = (
    "[/",
    "Lot [A]",
    "O'Neil [/red]",
    "[@click=app.boom]Amina[/]",
    "{0} {name} %s",
    "Deux\u2028lignes",
    "Anne-Sophie " * 16 + "Kermadec",
    "Zoé 👩🏽‍🔧 Ménard",
    "\u202eأمينة بن علي",
    "=HYPERLINK(A1)",
)
"""Each has been seen to crash, vanish, act or misalign somewhere; see the traps in CONTRIBUTING."""
