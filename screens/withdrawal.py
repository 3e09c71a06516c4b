"""The one question before a record is withdrawn: it names what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import TABLES
from ave_tui.i18n import _, hours
from screens.confirm import ConfirmScreen

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from screens.base import AveScreen


def ask_withdrawal(screen: AveScreen[None], table: str, row: Id) -> None:
    """Ask, withdraw on yes, and say how to bring the record back."""
    records = screen.services.records
    name = records.label(table, row)

    def answered(yes: bool | None) -> None:
        if not yes:
            return
        try:
            records.withdraw(table, row)
        except AveError as error:
            screen.tell(error)
            return
        screen.tell_done(_("{name} is deleted; Ctrl+Z brings it back.", name=name))
        screen.reload()

    hanging = records.dependents(table, row)
    lines = [_("Delete {name}?", name=name)]
    if hanging.counts:
        counts = ", ".join(
            _("{kind}: {count}", kind=_(TABLES[child].plural), count=count)
            for child, count in hanging.counts.items()
        )
        lines.append(_("This hangs on it and stays: {counts}.", counts=counts))
    if hanging.seconds:
        said = _("Its {hours} hours stay and count.", hours=hours(hanging.seconds))
        lines.append(said)
    screen.app.push_screen(ConfirmScreen("\n\n".join(lines), _("Delete")), answered)
