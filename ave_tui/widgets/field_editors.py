"""What every field of a form has in common, and the fields that take typed text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import Kind
from ave_tui.widgets.cells import one_line
from ave_tui.widgets.field_text import read_value, show_value

if TYPE_CHECKING:
    from typing import TypeAlias

    from textual import events

    from ave_tui.domain.schema import Field, Value
    from ave_tui.widgets.chosen_editor import ChosenEditor
    from ave_tui.widgets.note_editor import NoteEditor

    Editor: TypeAlias = "TextEditor | ChosenEditor | NoteEditor"


_RETYPED: Final = frozenset(
    {Kind.DATE, Kind.MONTH, Kind.SECONDS, Kind.CENTS, Kind.COUNT, Kind.HUNDREDTHS}
)
"""Short values: who comes to one and types means another one, not a longer one."""


@dataclass
class FieldChanged(Message):
    """Something else stands in a field."""

    editor: Editor


@dataclass
class FieldEntered(Message):
    """The user pressed Enter in a field."""

    editor: Editor


@dataclass
class PickAsked(Message):
    """The user wants to choose a record for a reference, and typed so much already, or Space."""

    field: Field
    typed: str


class TextEditor(Input):
    """A field that is typed in one line: names, dates, hours, amounts."""

    def __init__(self, field: Field, value: Value) -> None:
        self.field = field
        self._value_before = value
        self._text_before = one_line(show_value(field.kind, value))
        super().__init__(
            self._text_before, compact=True, select_on_focus=False, id=f"field-{field.name}"
        )
        self.cursor_blink = False

    @property
    def changed(self) -> bool:
        """Whether another text stands here than at the beginning."""
        return self.value != self._text_before

    def read(self) -> Value:
        """Return the value; one that was not touched is the old one to the last second."""
        return read_value(self.field, self.value) if self.changed else self._value_before

    def put(self, value: Value, shown: str = "") -> None:
        """Show a value as if it had been typed."""
        self.value = one_line(shown or show_value(self.field.kind, value))

    def _readable(self) -> bool:
        try:
            self.read()
        except AveError:
            return False
        return True

    def on_focus(self, event: events.Focus) -> None:
        """Select a date or figure, to be typed over; one that can't be read is to be mended."""
        if self.field.kind in _RETYPED and not event.from_app_focus and self._readable():
            self.selection = Selection(0, len(self.value))

    def on_blur(self) -> None:
        """Write a date or figure out, so that one sees how it was understood: ``3/3/26``."""
        kind = self.field.kind
        if kind not in _RETYPED or not self.changed or not self._readable():
            return
        whole = show_value(kind, self.read())
        # Hours in minutes have no two decimals: nothing may be lost by having been written out.
        if whole != self.value and read_value(self.field, whole) == self.read():
            self.value = whole

    async def action_submit(self) -> None:
        """Tell the form that Enter was pressed."""
        self.post_message(FieldEntered(self))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form that something was typed."""
        event.stop()
        self.post_message(FieldChanged(self))


def make_editor(field: Field, value: Value, shown: str = "") -> Editor:
    """Return the editor that suits the kind of a field."""
    if field.kind is Kind.NOTE:
        # The text area is the one heavy widget: forms without notes don't wait for it.
        from ave_tui.widgets.note_editor import NoteEditor

        return NoteEditor(field, value)
    if field.kind in (Kind.FLAG, Kind.CHOICE, Kind.CHOICES, Kind.REFERENCE):
        from ave_tui.widgets.choice_editors import CHOSEN

        return CHOSEN[field.kind](field, value, shown)
    return TextEditor(field, value)
