"""Fields whose value is chosen rather than typed; here yes or no, and another record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from ave_tui.i18n import _
from ave_tui.widgets.cells import fit, fold, one_line, width_of
from ave_tui.widgets.field_editors import FieldChanged, FieldEntered, PickAsked
from ave_tui.widgets.tones import component_style

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

    from ave_tui.domain.schema import Field, Value


class ChosenEditor(Widget, can_focus=True):
    """One line that shows what is chosen; letters, Space and Delete change it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--hint"}
    DEFAULT_CSS = """
    ChosenEditor {
        height: 1; width: 1fr;
        & > .field--hint { color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("delete", "empty", show=False),
        Binding("backspace", "backspace", show=False),
    ]

    def __init__(self, field: Field, value: Value, shown: str = "") -> None:
        super().__init__(id=f"field-{field.name}")
        self.field = field
        self._chosen: Value = field.default if value is None else value
        self._before = self._chosen
        self._shown = shown

    @property
    def changed(self) -> bool:
        """Whether something else is chosen than at the beginning."""
        return self._chosen != self._before

    def read(self) -> Value:
        """Return what is chosen."""
        return self._chosen

    def put(self, value: Value, shown: str = "") -> None:
        """Choose a value."""
        self._shown = shown
        self.choose(value)

    def choose(self, value: Value) -> None:
        """Hold another value and tell the form."""
        if value != self._chosen:
            self._chosen = value
            self.post_message(FieldChanged(self))
        self.refresh()

    def words(self) -> tuple[str, str]:
        """Return what is chosen, and what helps choosing, in the user's language."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return one line: by itself a narrow grid would measure the name of the widget."""
        return 1

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is but one
        """Return the line."""
        width = self.size.width
        text, hint = (one_line(part) for part in self.words())
        hint = f"  {hint}" if hint and self.has_focus else ""
        room = max(width - width_of(hint), width * 2 // 3)
        chosen = fit(text, min(room, width_of(text)))
        style = self.rich_style
        segments = [
            Segment(chosen, style),
            Segment(hint, component_style(self, "field--hint", whole=True)),
        ]
        return Strip(segments).adjust_cell_length(width, style)

    def on_focus(self) -> None:
        """Show what helps choosing."""
        self.refresh()

    def on_blur(self) -> None:
        """Show only what is chosen."""
        self.refresh()

    def on_click(self) -> None:
        """A click is as good as Space."""
        self.action_space()

    def on_key(self, event: events.Key) -> None:
        """Take letters and figures; Space has its own meaning.

        Space is no binding: the app runs those before the letters that were typed earlier arrive.
        """
        character = event.character
        if event.is_printable and character is not None:
            event.stop()
            event.prevent_default()
            if character.isspace():
                self.action_space()
            else:
                self.letter(character)

    def letter(self, character: str) -> None:
        """Choose by a letter."""

    def action_enter(self) -> None:
        """Tell the form that Enter was pressed."""
        self.post_message(FieldEntered(self))

    def action_space(self) -> None:
        """Choose the next."""
        self.action_step(1)

    def action_step(self, by: int) -> None:
        """Choose the next or the one before."""

    def action_empty(self) -> None:
        """Choose nothing."""
        self.choose(self.field.default)

    def action_backspace(self) -> None:
        """Take the last letter back, or choose nothing."""
        self.action_empty()


class FlagEditor(ChosenEditor):
    """Yes or no."""

    def words(self) -> tuple[str, str]:
        """Return the answer."""
        return (f"[x] {_('Yes')}" if self._chosen else f"[ ] {_('No')}"), ""

    def action_step(self, by: int) -> None:  # noqa: ARG002 - two answers: either way is the other
        """Give the other answer."""
        self.choose(0 if self._chosen else 1)

    def letter(self, character: str) -> None:
        """Answer by the first letter of yes or no."""
        for answer, word in ((1, _("Yes")), (0, _("No"))):
            if fold(character) == fold(word[:1]):
                self.choose(answer)


class ReferenceEditor(ChosenEditor):
    """Another record: any letter or Space asks for the list to choose from."""

    def words(self) -> tuple[str, str]:
        """Return the name of the record."""
        if self._chosen is None:
            return "", _("type letters to choose")
        return self._shown or str(self._chosen), ""

    def letter(self, character: str) -> None:
        """Ask for the list, filtered by the letter."""
        self.post_message(PickAsked(self.field, character))

    def action_space(self) -> None:
        """Ask for the whole list."""
        self.post_message(PickAsked(self.field, " "))
