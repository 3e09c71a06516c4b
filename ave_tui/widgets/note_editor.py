"""A field of several lines that grows with what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.actions import SkipAction
from textual.widgets import TextArea

from ave_tui.widgets.field_editors import FieldChanged

if TYPE_CHECKING:
    from ave_tui.domain.schema import Field, Value


class NoteEditor(TextArea):
    """Notes: Enter begins a new line, Tab leaves, the arrows leave at the first and last line."""

    DEFAULT_CSS = """
    NoteEditor { height: auto; min-height: 1; max-height: 8; padding: 0; }
    """

    def __init__(self, field: Field, value: Value) -> None:
        self.field = field
        self._value_before = value
        super().__init__(
            "" if value is None else str(value),
            compact=True,
            highlight_cursor_line=False,
            tab_behavior="focus",
            id=f"field-{field.name}",
        )
        self._text_before = self.text
        self.cursor_blink = False

    @property
    def changed(self) -> bool:
        """Whether another text stands here than at the beginning."""
        return self.text != self._text_before

    def read(self) -> Value:
        """Return the text, None when there is none."""
        if not self.changed:
            return self._value_before
        return self.text if self.text.strip() else None

    def put(self, value: Value, shown: str = "") -> None:
        """Show a text as if it had been typed."""
        self.text = shown or str(value or "")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the form that something was typed."""
        event.stop()
        self.post_message(FieldChanged(self))

    def action_cursor_up(self, select: bool = False) -> None:
        """Go up; from the first line to the field before."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go down; from the last line to the next field."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            raise SkipAction
        super().action_cursor_down(select)
