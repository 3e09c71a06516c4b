"""The copies: when and why each was made, what it holds; Enter shows what going back would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.words import N_
from ave_tui.i18n import _, day, hours, say
from ave_tui.services.copy_keys import Keys, UnderOtherKeyError
from ave_tui.services.unlocking import by_passphrase
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows
from screens.base import FramedScreen
from screens.navigation import GoBackTo
from screens.restore_preview import RestorePreviewScreen
from screens.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.errors import AveError
    from ave_tui.domain.progress import Tell
    from ave_tui.services.copies import Comparison, CopiesService, ExplainedError, Looked
    from ave_tui.widgets.rows import Cell


class RestoreScreen(FramedScreen[None]):
    """A line a copy, the newest first; where the records don't open also why, and a way without."""

    DEFAULT_CSS = """
    RestoreScreen {
        & #why { height: auto; max-height: 7; padding: 0 1; background: $surface; }
        & LineTable { height: 1fr; }
        & #about { height: 3; padding: 0 1; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("Go back to a copy")
    bar = (commands.OPEN, commands.BACK, commands.HELP)
    help_text = N_(
        "Copies are made when you leave, before a file is brought in, before an upgrade, and when "
        "you ask for one. Enter reads one through and shows what would be lost by going back to "
        "it; nothing happens before you say so. What is there now is set aside among the copies: "
        "nothing is ever thrown away by going back."
    )
    takes_undo = False

    def __init__(self, copies: CopiesService, damage: ExplainedError | None = None) -> None:
        super().__init__()
        self._copies = copies
        self._damage = damage
        self._looked: list[Looked] = []

    def compose_body(self) -> ComposeResult:
        """Yield why one is here, the copies, and what is known of one."""
        yield Static(markup=False, id="why")
        yield LineTable()
        yield Static(markup=False, id="about")

    def on_mount(self) -> None:
        """Look into the copies beside the screen: there may be many, and large ones."""
        table = self.query_one(LineTable)
        table.show_columns(
            (
                Column(_("Made"), width=18),
                Column(_("Why"), share=1),
                Column(_("Size"), width=8, align="right"),
                Column(_("Changes"), width=13, align="right"),
                Column(_("Hours"), width=11, align="right"),
            )
        )
        table.focus()
        self.query_one("#why", Static).update(Prose(self._why_here()))
        wait_for(
            self, _("Looking into the copies"), self._copies.looked_into, self._show, self.tell
        )

    def _why_here(self) -> str:
        if self._damage is None:
            return _("Copies of your records, the newest first.")
        copy = self._damage.copy
        if copy is None:
            return f"{say(self._damage.problem)}\n{say(self._damage.remedy)}"
        good = _(
            "The newest good copy is of {day}, {time}: Enter shows what it holds.",
            day=day(copy.at.date()),
            time=f"{copy.at:%H:%M}",
        )
        return f"{say(self._damage.problem)}\n{good}"

    def _show(self, looked: list[Looked]) -> None:
        self._looked = looked
        rows: list[tuple[Cell, ...]] = [_cells(each) for each in looked]
        if self._damage is not None:
            rows.append(("", _("Begin with empty records"), "", "", ""))
        table = self.query_one(LineTable)
        table.show_rows(ListRows(rows), empty=_("There is no copy yet."))
        best = self._damage.copy if self._damage is not None else None
        good = [n for n, each in enumerate(looked) if each.inside and best in (None, each.copy)]
        if good:
            table.cursor = good[0]
        self._say(table.cursor)

    def _say(self, index: int) -> None:
        said = ""
        if index < len(self._looked):
            each = self._looked[index]
            said = each.copy.name
            if each.trouble is not None:
                said += "\n" + say(each.trouble.problem)
        elif self._damage is not None:
            said = _(
                "What is there is set aside. Colleagues' exchange files bring back what they have."
            )
        self.query_one("#about", Static).update(Prose(said))

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Say what is known of a copy."""
        event.stop()
        self._say(event.index)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Read the copy through, and show what going back to it would do."""
        event.stop()
        if event.index >= len(self._looked):
            key = self._copies.key()
            self.post_message(GoBackTo(None, Keys(key, key)))
            return
        path = self._copies.home.backups / self._looked[event.index].copy.name

        def read(_tell: Tell) -> Comparison:
            return self._copies.compare(path, self._copies.key_of(path))

        def refused(error: AveError) -> None:
            if isinstance(error, UnderOtherKeyError):
                self._ask_password(path)
            else:
                self.tell(error)

        wait_for(self, _("Reading the copy through"), read, self._show_what_it_does, refused)

    def _show_what_it_does(self, found: Comparison) -> None:
        self.app.push_screen(RestorePreviewScreen(found))

    def _ask_password(self, path: Path) -> None:
        """Ask for the password of a copy that has one of its own."""
        from screens.password_form import Asked, PasswordForm

        def read(typed: dict[str, str], _tell: Tell) -> Comparison:
            key = self._copies.key_of(path, lambda file: by_passphrase(file, typed["password"]))
            return self._copies.compare(path, key)

        self.app.push_screen(
            PasswordForm(
                _("Password of the copy"),
                _("This copy was made under another password: give the one of that time."),
                [Asked("password", _("Password"))],
                (_("Reading the copy through"), read),
                self._show_what_it_does,
            )
        )

    def action_back(self) -> None:
        """Leave things as they are."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self.app.exit()


def _cells(looked: Looked) -> tuple[Cell, ...]:
    copy = looked.copy
    size = _("{size} MB", size=max(1, round(copy.size / 1_000_000)))
    made = f"{day(copy.at.date())} {copy.at:%H:%M}"
    if isinstance(looked.trouble, UnderOtherKeyError):
        other = _("another password")
        return made, f"{_(copy.reason.label)} · {other}", size, "?", ""
    if looked.inside is None:
        return Toned(made, "muted"), Toned(_(copy.reason.label), "muted"), size, "✗", ""
    seconds = looked.inside.seconds
    return (
        made,
        _(copy.reason.label),
        size,
        f"{looked.inside.operations}",
        "" if seconds is None else hours(seconds),
    )
