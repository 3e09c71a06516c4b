"""The pieces of a form: its body, the labels, and what its messages have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from ave_tui.i18n import _
from ave_tui.widgets.cells import width_of

if TYPE_CHECKING:
    from textual.geometry import Size

    from ave_tui.domain.schema import Field
    from ave_tui.widgets.form import RecordForm


@dataclass
class FormMessage(Message):
    """Something happened in a form."""

    form: RecordForm

    @property
    def control(self) -> RecordForm:
        """The form, so that handlers can select on it."""
        return self.form


class FormBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The lines of a form; it scrolls where they are more than the screen holds."""

    DEFAULT_CSS = """
    FormBody { layout: grid; grid-size: 2; grid-rows: auto; grid-gutter: 0 1; }
    """


class FieldLabel(Static):
    """The name of a field, with a mark: ``*`` needed, ``!`` wrong, ``?`` to be looked at."""

    DEFAULT_CSS = """
    FieldLabel {
        color: $text-muted; padding: 0 0 0 1; height: 1;
        &.-here { color: $foreground; text-style: bold; }
        &.-wrong { color: $text-error; text-style: bold; }
    }
    """

    def __init__(self, field: Field) -> None:
        super().__init__(markup=False)
        self._field = field

    @property
    def _text(self) -> str:
        return _(self._field.label) + (" *" if self._field.required else "")

    @property
    def needed(self) -> int:
        """The cells it takes."""
        return width_of(self._text) + 4

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return one line: a long name is cut, and leaves no gap."""
        return 1

    def show(self, *, here: bool, wrong: bool, doubt: bool) -> None:
        """Show the label with its mark, standing out when its field has the focus."""
        mark = "!" if wrong else "?" if doubt else " "
        self.update(f"{mark} {self._text}")
        self.set_class(here, "-here")
        self.set_class(wrong, "-wrong")
