"""Passwords and other things that must not be seen, asked over the screen and used in a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.text import Text
from textual import on
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ave_tui import commands
from ave_tui.domain.passphrases import strength
from ave_tui.i18n import _, say
from ave_tui.widgets.plain_input import PlainInput
from ave_tui.widgets.prose import Prose
from screens.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.errors import AveError
    from ave_tui.domain.progress import Tell

Result = TypeVar("Result")
Typed = dict[str, str]

NEW = "passphrase"
AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to type.

    Args:
        name: What an error calls it.
        label: What stands before it, in the user's language.
        hidden: It is not shown as it is typed.
        value: What stands there at first.
    """

    name: str
    label: str
    hidden: bool = True
    value: str = ""


def new_password() -> tuple[Asked, Asked]:
    """Return the two fields of a new password."""
    return Asked(NEW, _("New password")), Asked(AGAIN, _("The same once more"))


class PasswordForm(ModalScreen[bool], Generic[Result]):
    """A few lines to fill in; what is refused stays as typed, with the reason below."""

    DEFAULT_CSS = """
    PasswordForm { align: center middle; }
    PasswordForm > Vertical {
        width: 72; max-width: 100%; height: auto; max-height: 90%;
        border: round $accent; background: $surface; padding: 0 1;
    }
    PasswordForm #about { margin: 0 0 1 0; }
    PasswordForm .label { height: 1; color: $text-muted; }
    PasswordForm #message { height: 3; margin: 1 0 0 0; color: $text-muted; }
    PasswordForm #message.-wrong { color: $text-error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *commands.bindings(commands.BACK, commands.KEEP),
        ("down", "app.focus_next"),
        ("up", "app.focus_previous"),
    ]

    def __init__(
        self,
        title: str,
        about: str,
        fields: Sequence[Asked],
        task: tuple[str, Callable[[Typed, Tell], Result]],
        done: Callable[[Result], object],
    ) -> None:
        """Make a form.

        Args:
            title: What it is for, in the user's language.
            about: What to know before, in the user's language.
            fields: What to type.
            task: What goes on while it is used, and what uses it, in a thread.
            done: Called with what came of it, once the form is gone.
        """
        super().__init__()
        self._title = title
        self._about = about
        self._fields = fields
        self._doing, self._job = task
        self._done = done

    def compose(self) -> ComposeResult:
        """Yield what it is for, the lines, and what is to be said of them."""
        with Vertical():
            yield Static(Text(self._title, style="bold"), markup=False)
            yield Static(Prose(self._about), markup=False, id="about")
            for field in self._fields:
                yield Static(field.label, markup=False, classes="label")
                yield PlainInput(field.value, password=field.hidden, id=field.name)
            yield Static(markup=False, id="message")

    def on_mount(self) -> None:
        """Begin with the first line."""
        self.query(Input).first().focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say how to choose a password where one is to be chosen; what is wrong stays said."""
        if event.widget.id == NEW and not self.query_one("#message").has_class("-wrong"):
            self._say(say(strength(self.query_one(f"#{NEW}", Input).value)))

    @on(Input.Changed)
    def _judge(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.id == NEW and event.input.has_focus:
            self._say(say(strength(event.value)))
        else:
            self._say("")

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        fields = list(self.query(Input))
        here = fields.index(event.input)
        if here + 1 < len(fields) and not fields[here + 1].value:
            fields[here + 1].focus()
        else:
            self.action_keep()

    def action_keep(self) -> None:
        """Use what was typed."""
        typed = {str(field.id): field.value for field in self.query(Input)}
        if AGAIN in typed and typed[AGAIN] != typed[NEW]:
            self._wrong(AGAIN, _("The two passwords are not the same."))
            return
        wait_for(self, self._doing, lambda tell: self._job(typed, tell), self._go, self._refused)

    def _go(self, result: Result) -> None:
        self.dismiss(True)
        self._done(result)

    def _refused(self, error: AveError) -> None:
        said = " ".join(filter(None, (say(error.problem), say(error.remedy))))
        names = [str(field.id) for field in self.query(Input)]
        self._wrong(error.field if error.field in names else names[0], said)

    def _wrong(self, name: str, said: str) -> None:
        self.app.bell()
        self.query_one(f"#{name}", Input).focus()
        self._say(said, wrong=True)

    def _say(self, said: str, *, wrong: bool = False) -> None:
        message = self.query_one("#message", Static)
        message.update(Prose(said))
        message.set_class(wrong, "-wrong")

    def action_back(self) -> None:
        """Leave it."""
        self.dismiss(False)
