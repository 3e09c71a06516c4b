"""Keeping a sizing: the figure of the contract papers beside it, and why they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.schema import Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.sizing_words import seconds_text
from ave_tui.widgets.form import FormField
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from ave_tui.domain.schema import Values
    from ave_tui.services.sizing import SizingService
    from ave_tui.services.sizing_ground import Ground


class KeepSizing(SmallFormScreen):
    """Asks for the notified hours; both figures stay."""

    def __init__(self, sizing: SizingService, ground: Ground, values: Values) -> None:
        sized = sizing.size(ground, values).due_seconds
        changed = bool(values.get("amendment_id"))
        known = ground.lot is not None and ground.lot.due_seconds is not None
        due = sizing.due_now(ground) if known and not changed else sized

        def keep(typed: Values) -> None:
            notified, notes = typed["notified"], str(typed["notes"] or "")
            if notified is not None and notified != sized and not notes.strip():
                raise RuleBrokenError(
                    N_("The notified figure differs from the sizing."),
                    N_("Say why: both stay, and whoever comes after you will ask."),
                    field="notes",
                )
            sizing.keep(
                ground,
                values,
                notified=notified if isinstance(notified, int) else None,
                notes=notes,
                on_date=str(typed["on_date"] or ""),
            )

        label = N_("Hours due after the change") if changed else N_("Hours due (notified)")
        super().__init__(
            _("Keep this version"),
            _("The sizing gives {hours}. The figure of the contract papers wins, and both stay.",
              hours=seconds_text(sized)),
            [
                FormField(Field("notified", Kind.SECONDS, label), due),
                FormField(Field("on_date", Kind.DATE, N_("Date")), sizing.today),
                FormField(Field("notes", Kind.TEXT, N_("Why the figures differ"))),
            ],
            keep,
        )  # fmt: skip
