"""A form for any kind of record: one line a field, made from the catalogue of fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from ave_tui.domain.errors import AveError
from ave_tui.i18n import _
from ave_tui.widgets.cells import one_line
from ave_tui.widgets.field_editors import FieldChanged, FieldEntered, make_editor
from ave_tui.widgets.field_text import HINTS, told
from ave_tui.widgets.form_parts import FieldLabel, FormBody, FormMessage

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual import events
    from textual.app import ComposeResult

    from ave_tui.domain.schema import Field, Value, Values
    from ave_tui.widgets.field_editors import Editor

_WIDEST_LABEL = 34


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form.

    Args:
        field: The field of the catalogue.
        value: What it holds at the beginning.
        shown: The name of the record, where the value is a reference.
        hint: What helps filling it in, in the user's language; a usual one if empty.
    """

    field: Field
    value: Value = None
    shown: str = ""
    hint: str = ""


class RecordForm(Vertical):
    """Labels left, fields right, and below what is wrong with the field one is in."""

    DEFAULT_CSS = """
    RecordForm {
        & TextEditor, & ChosenEditor, & NoteEditor { background: $surface; width: 1fr; }
        & TextEditor:focus, & ChosenEditor:focus, & NoteEditor:focus { background: $panel; }
        & > #form-message { height: 2; padding: 0 1; color: $text-muted; }
        & > #form-message.-wrong { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    @dataclass
    class Submitted(FormMessage):
        """Everything can be read: the values of all fields, and of those that were changed."""

        values: Values
        changes: Values

    @dataclass
    class Changed(FormMessage):
        """Something else stands in a field."""

        name: str

    def __init__(
        self,
        fields: Sequence[FormField],
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self._fields = {given.field.name: given for given in fields}
        self._editors: dict[str, Editor] = {}
        self._labels = {name: FieldLabel(given.field) for name, given in self._fields.items()}
        self._errors: dict[str, str] = {}
        self._doubtful: set[str] = set()
        self._message = Static(markup=False, id="form-message")
        self._here = next(iter(self._fields), "")
        self._focus_wanted = False

    def compose(self) -> ComposeResult:
        """Put labels and fields side by side, the message below."""
        # Not sooner: Textual's fields want a running app as soon as they hold a text.
        self._editors = {
            name: make_editor(given.field, given.value, given.shown)
            for name, given in self._fields.items()
        }
        with FormBody() as body:
            for name, editor in self._editors.items():
                self._show_label(name)
                yield self._labels[name]
                yield editor
        widest = max((label.needed for label in self._labels.values()), default=0)
        body.styles.grid_columns = f"{min(widest, _WIDEST_LABEL)} 1fr"
        yield self._message

    def on_mount(self) -> None:
        """Say what helps with the first field, and go there if that was asked for before."""
        self._show_message()
        if self._focus_wanted:
            self.focus()

    @property
    def changed(self) -> bool:
        """Whether anything was typed or chosen that is not in the record."""
        return any(editor.changed for editor in self._editors.values())

    def values(self) -> Values:
        """Return what stands in all fields that can be read."""
        return {
            name: editor.read() for name, editor in self._editors.items() if not self._wrong(name)
        }

    def submit(self) -> None:
        """Post the values if all can be read; else go to the first that is wrong, and say why."""
        wrong = [name for name in self._fields if self._check(name)]
        if wrong:
            self.app.bell()
            self.focus_field(wrong[0])
            return
        values = self.values()
        changes = {name: values[name] for name, it in self._editors.items() if it.changed}
        self.post_message(self.Submitted(self, values, changes))

    def focus_field(self, name: str) -> None:
        """Go to a field."""
        self._come_to(name)
        editor = self._editors.get(name)
        self._focus_wanted = editor is None
        if editor is not None:
            editor.focus()

    def focus(self, scroll_visible: bool = True) -> RecordForm:  # noqa: ARG002 - Textual's own
        """Go to the first field."""
        if self._here:
            self.focus_field(self._here)
        return self

    def show_error(self, name: str, message: str) -> None:
        """Say what the records have against a field, and go there; it stays as it was typed."""
        self._errors[name] = message
        self._show_label(name)
        self.focus_field(name)

    def refuse(self, error: AveError) -> None:
        """Say why a service refused the record, at the field it names or at the first."""
        name = error.field if error.field in self._fields else next(iter(self._fields))
        self.show_error(name or "", told(error))

    def mark_doubt(self, name: str, doubtful: bool) -> None:
        """Mark a field one should look at before keeping it; the screen says why."""
        (self._doubtful.add if doubtful else self._doubtful.discard)(name)
        self._show_label(name)

    def show_only(self, names: Collection[str]) -> None:
        """Show some of the fields; the others keep what stands in them."""
        for name, editor in self._editors.items():
            editor.display = self._labels[name].display = name in names

    def set_reference(self, name: str, value: Value, shown: str) -> None:
        """Put a chosen record into a reference, by its id and its name."""
        self._editors[name].put(value, shown)

    def set_value(self, name: str, value: Value) -> None:
        """Put a value into a field as if it had been typed."""
        self._editors[name].put(value)

    def _wrong(self, name: str) -> str:
        """Return why what stands in a field can't be read."""
        try:
            self._editors[name].read()
        except AveError as error:
            return told(error)
        return ""

    def _check(self, name: str) -> str:
        """Look at a field as it stands, required ones included, and mark it."""
        message = self._wrong(name)
        field = self._fields[name].field
        if not message and field.required and self._editors[name].read() in (None, ""):
            message = _("“{label}” is needed: fill it in.", label=_(field.label))
        self._errors[name] = message
        self._show_label(name)
        return message

    def _show_label(self, name: str) -> None:
        self._labels[name].show(
            here=name == self._here,
            wrong=bool(self._errors.get(name)),
            doubt=name in self._doubtful,
        )

    def _show_message(self) -> None:
        if not self._here:
            return
        error = self._errors.get(self._here, "")
        given = self._fields[self._here]
        usual = HINTS.get(given.field.kind, "")
        hint = given.hint or _(usual)
        self._message.update(one_line(error or hint))
        self._message.set_class(bool(error), "-wrong")

    @on(FieldChanged)
    def _look_at(self, event: FieldChanged) -> None:
        event.stop()
        name = event.editor.field.name
        self._errors[name] = self._wrong(name)
        self._show_label(name)
        self._show_message()
        self.post_message(self.Changed(self, name))

    @on(FieldEntered)
    def _enter(self, event: FieldEntered) -> None:
        event.stop()
        self.submit()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what helps with the field one came to."""
        name = (event.widget.id or "").removeprefix("field-")
        if name in self._fields:
            self._come_to(name)

    def _come_to(self, name: str) -> None:
        before, self._here = self._here, name
        for each in {before, name}:
            self._show_label(each)
        self._show_message()
