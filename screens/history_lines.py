"""How a line of the journal looks, and all that it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from ave_tui.i18n import _, _n, day, say
from ave_tui.services.history_told import IMPORT
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column

if TYPE_CHECKING:
    from ave_tui.services.history_told import Transaction
    from ave_tui.widgets.rows import Cell

_BACK: Final = Toned("↶", "warning")
_AGAIN: Final = Toned("↷", "accent")
_MARKS: Final = {"undo": _BACK, "back": _BACK, "redo": _AGAIN, "again": _AGAIN}
_TAKEN: Final = Toned("×", "muted")


def columns() -> tuple[Column, ...]:
    """Return the columns of the journal."""
    return (
        Column(_("When"), width=17),
        Column(_("Who"), width=18),
        Column("", width=1),
        Column(_("What"), share=1),
    )


def cells(transaction: Transaction) -> tuple[Cell, ...]:
    """Return a line of the journal."""
    when = f"{day(transaction.at.date())} {transaction.at:%H:%M}"
    said = say(transaction.sentences[0]) if transaction.sentences else ""
    if transaction.kind == IMPORT:
        said = _n(
            "{said} (one change)", "{said} ({count} changes)", transaction.operations, said=said
        )
    elif (more := transaction.operations - 1) > 0:
        said = _("{said} (+{more})", said=said, more=more)
    if transaction.taken_back:
        return when, transaction.who, _TAKEN, Toned(said, "muted")
    mark: Cell = _MARKS.get(transaction.kind, "" if transaction.here else Toned("↓", "muted"))
    return when, transaction.who, mark, said


def detail(transaction: Transaction, sentences: list[str], can: str) -> Text:
    """Return all that a line did, who did it when, and what can be done about it.

    Args:
        transaction: The line.
        sentences: All that it did.
        can: What the key that takes back would do to it; empty where it does nothing.
    """
    said = Text("\n".join(sentences))
    at = f"{day(transaction.at.date())} {transaction.at:%H:%M:%S}"
    about = [f"{transaction.who}, {at}"]
    if transaction.file_name and transaction.kind != IMPORT:
        about.append(_("Brought in with {name}", name=transaction.file_name))
    if transaction.taken_back:
        about.append(_("× taken back"))
    elif transaction.kind in ("undo", "back"):
        about.append(_("Undone here"))
    elif transaction.kind in ("redo", "again"):
        about.append(_("Done again here"))
    if transaction.operations > 1:
        about.append(_n("One change", "{count} changes", transaction.operations))
    if can:
        about.append(can)
    said.append("\n" + " · ".join(about), style="italic")
    return said


def can(line: Transaction) -> str:
    """Return what the key that takes back would do to a line."""
    if line.import_id:
        return _("Ctrl+T brings it back") if line.taken_back else _("Ctrl+T takes the file back")
    if not line.own:
        return ""
    return _("Ctrl+T does it again") if line.taken_back else _("Ctrl+T takes it back")
