"""Fields with a list of codes: one of them, or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.schema import Kind
from ave_tui.i18n import _
from ave_tui.widgets.cells import fold
from ave_tui.widgets.chosen_editor import ChosenEditor, FlagEditor, ReferenceEditor

if TYPE_CHECKING:
    from ave_tui.domain.schema import Field, Value


class ChoiceEditor(ChosenEditor):
    """One of a list: letters find it, Space and arrows walk through it."""

    def __init__(self, field: Field, value: Value, shown: str = "") -> None:
        super().__init__(field, value, shown)
        self._options = tuple(field.choices or ())
        self._typed = ""

    @property
    def _place(self) -> int:
        codes = [str(option) for option in self._options]
        return codes.index(str(self._chosen)) if self._chosen in codes else -1

    def words(self) -> tuple[str, str]:
        """Return the chosen label, its place in the list and the letters typed so far."""
        label = self._label(self._chosen)
        return label, self._counted(self._place)

    def _counted(self, place: int) -> str:
        return f"{place + 1}/{len(self._options)} {self._typed}".rstrip()

    def _label(self, code: Value) -> str:
        # A code of a later version of the program is shown as it is, and kept.
        labels = {str(option): option.label for option in self._options}
        return _(labels[str(code)]) if code in labels else str(code or "")

    def find(self, typed: str) -> int | None:
        """Return the option these letters mean: by its beginning, a word in it, or anywhere."""
        wanted = fold(typed)
        labels = [fold(_(option.label)) for option in self._options]
        for matches in (
            lambda label: label.startswith(wanted),
            lambda label: f" {wanted}" in label or f"({wanted}" in label,
            lambda label: wanted in label,
        ):
            for index, label in enumerate(labels):
                if matches(label):
                    return index
        return None

    def go(self, index: int) -> None:
        """Choose an option by its place."""
        self.choose(str(self._options[index]))

    def letter(self, character: str) -> None:
        """Go to the option that begins with the letters typed so far."""
        index = self.find(self._typed + character)
        if index is None:
            self.app.bell()
            return
        self._typed += character
        self.go(index)

    def on_blur(self) -> None:
        """Forget the letters: the next time one begins anew."""
        self._typed = ""
        super().on_blur()

    def action_step(self, by: int) -> None:
        """Choose the next or the one before, around the ends."""
        self._typed = ""
        if self._options:
            place = self._place
            self.go((place + by if place >= 0 else min(by, 0)) % len(self._options))

    def action_empty(self) -> None:
        """Choose nothing."""
        self._typed = ""
        super().action_empty()

    def action_backspace(self) -> None:
        """Take the last letter back, or choose nothing."""
        self._typed = self._typed[:-1]
        index = self.find(self._typed) if self._typed else None
        if index is None:
            self.action_empty()
        else:
            self.go(index)


class ChoicesEditor(ChoiceEditor):
    """Several of a list: letters and arrows point at one, Space takes it in or out."""

    def __init__(self, field: Field, value: Value, shown: str = "") -> None:
        super().__init__(field, value, shown)
        self._pointed = 0

    @property
    def _codes(self) -> list[str]:
        return str(self._chosen or "").split()

    @property
    def _place(self) -> int:
        return self._pointed

    def words(self) -> tuple[str, str]:
        """Return the chosen labels; with the focus, the one pointed at before them."""
        chosen = ", ".join(self._label(code) for code in self._codes)
        if not self.has_focus or not self._options:
            return chosen, ""
        option = self._options[self._pointed]
        box = "[x]" if option in self._codes else "[ ]"
        pointed = f"{box} {_(option.label)}"
        return (f"{pointed} · {chosen}" if chosen else pointed), self._counted(self._pointed)

    def go(self, index: int) -> None:
        """Point at an option."""
        self._pointed = index
        self.refresh()

    def action_space(self) -> None:
        """Take the option pointed at in or out."""
        self._typed = ""
        if self._options:
            codes = set(self._codes) ^ {str(self._options[self._pointed])}
            self.choose(" ".join(sorted(codes)) or None)

    def action_backspace(self) -> None:
        """Take the last letter back."""
        self._typed = self._typed[:-1]
        self.refresh()


CHOSEN: Final[dict[Kind, type[ChosenEditor]]] = {
    Kind.FLAG: FlagEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.CHOICES: ChoicesEditor,
    Kind.REFERENCE: ReferenceEditor,
}
