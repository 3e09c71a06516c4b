"""Erasing a person for good: what goes and what stays, and the name typed once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.schema import TABLES, Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, hours
from ave_tui.widgets.cells import one_line
from ave_tui.widgets.form import FormField, RecordForm
from ave_tui.widgets.prose import Prose
from screens.base import AveScreen
from screens.erased import ErasedScreen
from screens.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.errors import AveError
    from ave_tui.services.privacy import Erasure
    from ave_tui.services.workspace import Services


class ErasureScreen(AveScreen[None]):
    """Says all before it happens; nothing happens until the name is typed."""

    DEFAULT_CSS = """
    ErasureScreen {
        & #says { height: 1fr; padding: 0 1; }
        & RecordForm { height: 4; border-top: solid $error; }
        & FormBody { height: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("Erase for good")
    bar = (commands.BACK, commands.HELP)
    help_text = N_(
        "Erasing is for good: no undo brings the person back, nor any file of a colleague, nor an "
        "older copy. Hours stay and count as before. Type the name and press Enter to erase; Esc "
        "leaves all as it is."
    )
    takes_undo = False

    def __init__(self, services: Services, erasure: Erasure) -> None:
        super().__init__(services)
        self._erasure = erasure

    def compose_body(self) -> ComposeResult:
        """Yield what goes and stays, and the field for the name."""
        with VerticalScroll(can_focus=False):
            yield Static(Prose("\n".join(self._said())), markup=False, id="says")
        hint = _("Type “{name}” and press Enter to erase.", name=self._erasure.name)
        name = Field("name", Kind.TEXT, N_("Name"), required=True)
        yield RecordForm([FormField(name, hint=hint)])

    def on_mount(self) -> None:
        """Take the name."""
        self.query_one(RecordForm).focus()

    def title_now(self) -> str:
        """Return who it is about."""
        return _("Erase for good: {name}", name=one_line(self._erasure.name))

    def _said(self) -> Iterator[str]:
        erasure = self._erasure
        yield _(
            "This can't be undone: no key, no file and no older copy put back here brings them "
            "back."
        )
        yield ""
        yield _("Disappears, here and on your colleagues' laptops with the next exchange files:")
        for table, count in erasure.gone.items():
            kind = _(TABLES[table].plural)
            yield "  " + _("{kind}: {count}, with all they ever said", kind=kind, count=count)
        for table, count in erasure.emptied.items():
            kind = _(TABLES[table].plural)
            yield "  " + _("{kind}: {count}, what they say of the person", kind=kind, count=count)
        yield "  " + _("in the history: every name, date and note of these records")
        if erasure.contracts:
            yield "  " + _n(
                "from one employment contract: whose it was, and how it ended; it can't be "
                "changed any more",
                "from {count} employment contracts: whose they were, and how they ended; they "
                "can't be changed any more",
                erasure.contracts,
            )
        if len(erasure.persons) > 1:
            yield "  " + _("The records that were found to be the same person go together.")
        yield ""
        yield _("Stays:")
        yield "  " + _(
            "{hours} hours, which count as before, under “(erased)”", hours=hours(erasure.seconds)
        )
        yield "  " + _("employers, days, jobs and lots of the contracts")
        yield ""
        if erasure.mentions:
            yield _n(
                "The name stands in one other text, which no machine can judge: it is listed "
                "afterwards.",
                "The name stands in {count} other texts, which no machine can judge: they are "
                "listed afterwards.",
                len(erasure.mentions),
            )
        else:
            yield _("No other text has the name in it.")
        yield _("Copies of the records that still hold the person are listed afterwards too.")

    def on_record_form_submitted(self, event: RecordForm.Submitted) -> None:
        """Erase, if that is the name."""
        event.stop()
        privacy, person = self.services.privacy, self._erasure.persons[0]
        typed = str(event.values["name"] or "")
        wait_for(
            self,
            _("Erasing"),
            lambda _tell: privacy.erase(person, typed),
            self._erased,
            self._refused,
        )

    def _refused(self, error: AveError) -> None:
        self.query_one(RecordForm).refuse(error)

    def _erased(self, erasure: Erasure) -> None:
        show: Callable[[], object] = lambda: self.app.push_screen(  # noqa: E731 - after this goes
            ErasedScreen(self.services, erasure.mentions)
        )
        self.dismiss(None)
        self.app.call_later(show)

    def action_back(self) -> None:
        """Leave the person as they are."""
        self.dismiss(None)
