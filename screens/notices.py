"""Who was not told yet what is recorded of them: the notice is printed, and the day kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from ave_tui import commands
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n
from ave_tui.widgets.form import FormField
from screens.choice import ChoiceScreen
from screens.marked_people import MarkedPeopleScreen, PersonLine
from screens.navigation import OpenDocument
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.binding import BindingType

    from ave_tui.domain.schema import Id, Values
    from ave_tui.widgets.columns import Column
    from screens.base import AveScreen

_Way = Literal["print", "given"]


def print_notice(screen: AveScreen[None], person: Id) -> None:
    """Show a person's notice; once it is put into a file, keep that it was given today."""
    notices = screen.services.notices

    def written(_path: Path) -> None:
        notices.given([person])
        screen.reload()
        screen.tell_done(_("The notice is printed; that it was given today is kept."))

    screen.post_message(OpenDocument(notices.notice(person), written))


class NoticesScreen(MarkedPeopleScreen):
    """Lists who was given no information notice."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.MARK, commands.MARK_ALL, commands.PRINT_NOTICE
    )
    bar = (
        commands.OPEN,
        commands.MARK,
        commands.MARK_ALL,
        commands.PRINT_NOTICE,
        commands.UNDO,
        commands.BACK,
        commands.MENU,
        commands.HELP,
    )
    title_text = N_("People without an information notice")
    help_text = N_(
        "The law asks that everybody is told what is recorded of them, why, for how long, and what "
        "they may ask for. Ctrl+T prints the notice of the person under the cursor and keeps that "
        "it was given today; of several marked people, or where it was given on paper before, it "
        "keeps the day."
    )
    empty_text = N_("Everybody was told what is recorded of them.")

    def columns(self) -> Sequence[Column]:
        """Return no columns beside the name."""
        return ()

    def lines(self) -> list[PersonLine]:
        """Return who was given none."""
        return [PersonLine(row, name, ()) for row, name in self.services.notices.missing()]

    def action_print_notice(self) -> None:
        """Print the notice of one, or keep when it was given to several."""
        chosen = self.chosen
        if not chosen:
            self.app.bell()
            return
        if len(chosen) > 1:
            self._ask_day(chosen)
            return
        ways: list[tuple[_Way, str]] = [
            ("print", _("Print the notice, and keep that it is given today")),
            ("given", _("It was given already: keep the day")),
        ]

        def go(way: str | None) -> None:
            if way == "print":
                print_notice(self, chosen[0].person)
            elif way == "given":
                self._ask_day(chosen)

        self.app.push_screen(ChoiceScreen(chosen[0].name, ways), go)

    def _ask_day(self, chosen: Sequence[PersonLine]) -> None:
        field = TABLES["participant"].field("notice_on")
        title = _n("Notice given to one person", "Notice given to {count} people", len(chosen))
        today = self.services.clock().date().isoformat()
        self.app.push_screen(
            SmallFormScreen(title, "", [FormField(field, today)], partial(self._keep, chosen)),
            self._kept,
        )

    def _keep(self, chosen: Sequence[PersonLine], values: Values) -> None:
        given_on = str(values["notice_on"] or "")
        self.services.notices.given([line.person for line in chosen], given_on)

    def _kept(self, kept: bool | None) -> None:
        if kept:
            self.tell_done(_("Kept: the notice was given."))
