"""What the settings offer under “Protect this laptop”."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ave_tui import commands
from ave_tui.i18n import _, _n
from ave_tui.services.protection import IDLE_MINUTES
from screens.choice import ChoiceScreen
from screens.confirm import ConfirmScreen
from screens.forgotten import help_colleague, path_of
from screens.password_form import NEW, Asked, PasswordForm, Typed, new_password

if TYPE_CHECKING:
    from ave_tui.domain.progress import Tell
    from screens.base import AveScreen

MINUTES: Final = (2, 5, IDLE_MINUTES, 15, 30, 60, 0)


def minutes_text(minutes: int) -> str:
    """Return after how long the screen is locked, in the user's words."""
    return _n("after one minute", "after {count} minutes", minutes) if minutes else _("never")


class Protecting:
    """Asks for what a line of the settings needs, does it, and has the settings shown anew."""

    def __init__(self, screen: AveScreen[None]) -> None:
        self._screen = screen
        self._protection = screen.services.protection

    def do(self, what: str) -> None:
        """Do what a line is for: ``protect``, ``sheet``, ``idle`` or ``helping``."""
        match what:
            case "protect":
                if self._protection.is_on:
                    self._ask_what()
                else:
                    self._switch_on()
            case "sheet":
                self._ask_which_sheet()
            case "idle":
                self._ask_minutes()
            case _:
                help_colleague(self._screen)

    def _done(self, sentence: str) -> None:
        self._screen.reload()
        self._screen.tell_done(sentence)

    # The password.

    def _switch_on(self) -> None:
        def protect(typed: Typed, tell: Tell) -> int:
            return self._protection.protect(typed[NEW], tell)

        self._screen.app.push_screen(
            PasswordForm(
                _("Protect this laptop"),
                _(
                    "A password then opens the records at each start. Without it nobody can read "
                    "them, whoever finds or steals the laptop. Nobody can tell you the password "
                    "again: make a recovery sheet afterwards."
                ),
                new_password(),
                (_("Protecting"), protect),
                self._protected,
            )
        )

    def _protected(self, left: int) -> None:
        self._done(
            _("This laptop is protected; {key} locks the screen.", key=commands.LOCK.shown_key)
        )
        if left:
            self._screen.notify(
                _n(
                    "One copy could not be opened before either; it was left as it is.",
                    "{count} copies could not be opened before either; they were left as they are.",
                    left,
                ),
                severity="warning",
                markup=False,
            )
        if self._protection.sheets:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._make_sheet(alone=False)

        question = _("Make a recovery sheet now, for the day the password is forgotten?")
        asked = ConfirmScreen(question, _("Make it"), _("Later (Esc)"))
        self._screen.app.push_screen(asked, answered)

    def _ask_what(self) -> None:
        protection = self._protection
        options = [("change", _("Change the password"))]
        if protection.remembers:
            options.append(("forget", _("Ask for the password again at each start")))
        elif protection.can_remember:
            options.append(("remember", _("Don’t ask again on this laptop at the start")))
        options.append(("off", _("Ask for no password any more")))

        def chosen(what: str | None) -> None:
            match what:
                case "change":
                    self._change()
                case "off":
                    self._switch_off()
                case "remember" | "forget":
                    self._remember(what == "remember")
                case _:
                    return

        self._screen.app.push_screen(ChoiceScreen(_("Protect this laptop"), options), chosen)

    def _change(self) -> None:
        def change(typed: Typed, _tell: Tell) -> None:
            self._protection.change(typed["password"], typed[NEW])

        self._screen.app.push_screen(
            PasswordForm(
                _("Change the password"),
                _("The old one then opens nothing any more, the copies kept here included."),
                [Asked("password", _("Password now")), *new_password()],
                (_("Protecting"), change),
                lambda _none: self._done(_("The password is changed.")),
            )
        )

    def _switch_off(self) -> None:
        def switch_off(typed: Typed, _tell: Tell) -> None:
            self._protection.unprotect(typed["password"])

        self._screen.app.push_screen(
            PasswordForm(
                _("Ask for no password any more"),
                _("Whoever has this laptop can then read the records, and so can who finds it."),
                [Asked("password", _("Password now"))],
                (_("Opening"), switch_off),
                lambda _none: self._done(_("This laptop is not protected any more.")),
            )
        )

    def _remember(self, remember: bool) -> None:
        if self._protection.remember(remember):
            self._done(
                _(
                    "This laptop opens the records without asking; {key} still locks.",
                    key=commands.LOCK.shown_key,
                )
            )
        elif remember:
            self._done(_("This system keeps no keys; the password is asked for at each start."))
        else:
            self._done(_("The password is asked for at each start."))

    # Sheets and the idle lock.

    def _ask_which_sheet(self) -> None:
        if not self._protection.sheets:
            self._make_sheet(alone=False)
            return
        options = [
            ("add", _("One more sheet; those before still open the records")),
            ("alone", _("A sheet in the place of those before: lost, or seen by somebody")),
        ]

        def chosen(which: str | None) -> None:
            if which is not None:
                self._make_sheet(alone=which == "alone")

        self._screen.app.push_screen(ChoiceScreen(_("Recovery sheet"), options), chosen)

    def _make_sheet(self, *, alone: bool) -> None:
        today = self._screen.services.clock().date().isoformat()
        path = Path.home() / _("recovery-sheet-{day}.pdf", day=today)

        def make(typed: Typed, _tell: Tell) -> Path:
            target = path_of(typed["path"])
            self._protection.make_sheet(target, alone=alone)
            return target

        def made(target: Path) -> None:
            self._screen.reload()
            self._screen.notify(
                _("Print it, put it in a safe place, then delete the file."),
                title=_("The recovery sheet is in {path}.", path=target),
                markup=False,
                timeout=30,
            )

        self._screen.app.push_screen(
            PasswordForm(
                _("Recovery sheet"),
                _(
                    "A page to print: with it, a laptop of the structure can be opened when its "
                    "password is forgotten. The secret is on the page and nowhere else."
                ),
                [Asked("path", _("File"), hidden=False, value=str(path))],
                (_("Making the file"), make),
                made,
            )
        )

    def _ask_minutes(self) -> None:
        now = self._protection.idle_minutes
        options = [(str(minutes), minutes_text(minutes)) for minutes in MINUTES]

        def chosen(minutes: str | None) -> None:
            if minutes is not None:
                self._protection.lock_after(int(minutes))
                self._screen.reload()

        self._screen.app.push_screen(ChoiceScreen(_("Lock the screen"), options, str(now)), chosen)
