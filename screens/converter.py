"""Days, weeks, months and full-time equivalents as hours, and back: buyers count in days."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical
from textual.widgets import Static

from ave_tui.domain.schema import Field, Kind
from ave_tui.domain.sizing_turned import Span, hours_in
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.keys import BACK, key_line
from ave_tui.services.sizing_words import decimal, hours_text, seconds_text
from ave_tui.widgets.form import FormField, RecordForm
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ave_tui.domain.sizing_turned import Working

_FIELDS = {
    "hours": N_("Hours"),
    "DAY": N_("Days"),
    "WEEK": N_("Weeks"),
    "MONTH": N_("Months"),
    "FTE": N_("Full-time equivalents"),
}


class ConverterScreen(SmallFormScreen):
    """Fill in any one line: all are added up and said in each unit."""

    DEFAULT_CSS = """
    ConverterScreen #converted { height: auto; padding: 0 1; }
    """

    def __init__(self, working: Working) -> None:
        self._working = working
        super().__init__(
            _("Days and hours"),
            _(
                "A week has {week}, a month 52 weeks / 12, a full-time equivalent {fte}.",
                week=seconds_text(working.week),
                fte=seconds_text(working.fte),
            ),
            [FormField(Field(name, Kind.HUNDREDTHS, label)) for name, label in _FIELDS.items()],
        )

    def compose(self) -> ComposeResult:
        """Yield the fields, and what they come to."""
        yield from super().compose()
        self._result = Static(markup=False, id="converted")

    def on_mount(self) -> None:
        """Begin with the hours."""
        super().on_mount()
        self.query_one(RecordForm).mount(self._result)
        # There is nothing to keep.
        self.query_one(Vertical).border_subtitle = key_line(BACK)

    def on_record_form_changed(self, event: RecordForm.Changed) -> None:
        """Say what it comes to."""
        event.stop()
        total = Fraction(0)
        for name, value in self.query_one(RecordForm).values().items():
            if isinstance(value, int):
                each = Fraction(1) if name == "hours" else hours_in(Span[name], self._working)
                total += each * value / 100
        said = Text(f"= {hours_text(total)}", style="bold")
        for span in Span:
            one = hours_in(span, self._working)
            said.append(f"\n= {decimal(total / one)} {_(span.label)}", style="not bold")
        self._result.update(said)
