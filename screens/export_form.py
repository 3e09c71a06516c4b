"""Where a new exchange file is to be put: asked, tried, and asked again where that can't be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ave_tui.domain.schema import Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.exchange_places import path_of
from ave_tui.widgets.form import FormField, RecordForm
from screens.small_form import SmallFormScreen
from screens.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from ave_tui.domain.errors import AveError
    from ave_tui.domain.schema import Values
    from ave_tui.services.exchange import Exported
    from ave_tui.services.workspace import Services
    from screens.recipients import Recipients


class ExportFormScreen(SmallFormScreen):
    """Makes a file for those who were chosen; returns whether one was made."""

    def __init__(
        self, services: Services, chosen: Recipients, made: Callable[[Exported], None]
    ) -> None:
        self._exchange = services.exchange
        self._chosen = chosen
        self._made = made
        folder = services.exchange_places.suggested_folder()
        path = FormField(
            Field("path", Kind.TEXT, N_("File"), required=True),
            str(folder / self._exchange.suggested_name()),
        )
        super().__init__(
            _("Make a file"),
            _(
                "For {names}: nobody else can open it. Nobody's name stands in its name.",
                names=", ".join(person.name for person in chosen.people),
            ),
            [path],
        )

    def submitted(self, values: Values) -> None:
        """Make the file; the path stays as typed where it can't be written."""
        typed = str(values["path"] or "")
        path = path_of(typed) or Path(typed)
        devices = [person.device for person in self._chosen.people]
        everything = self._chosen.everything
        wait_for(
            self,
            _("Making the file"),
            lambda tell: self._exchange.export(path, devices, tell, everything=everything),
            self._done,
            self._refused,
        )

    def _done(self, made: Exported) -> None:
        self.dismiss(True)
        self._made(made)

    def _refused(self, error: AveError) -> None:
        self.query_one(RecordForm).refuse(error)
