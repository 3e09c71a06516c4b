"""Paints the lines of the hours grid; knows nothing of keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from ave_tui.i18n import _
from ave_tui.widgets.cells import fit, fit_figure, width_of
from ave_tui.widgets.grid_layout import TOTAL_WIDTH, GridLayout
from ave_tui.widgets.grid_model import TonedLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style

    from ave_tui.widgets.grid_model import Cell, FooterLine, GridColumn

_PART: Final = "│"
_CARET: Final = "▏"


class Painted(NamedTuple):
    """A cell ready to be painted: its text, its mark, and the styles to lay over each other."""

    text: str
    mark: str = ""
    styles: tuple[str, ...] = ()


def painted_cell(cell: Cell) -> Painted:
    """Return a cell of the model with the styles of its state."""
    tone = "warning" if cell.warning else cell.tone
    styles = (*((tone,) if tone else ()), *(("struck",) if cell.struck else ()))
    return Painted(cell.text, cell.shown_mark, styles)


@dataclass(frozen=True, slots=True)
class GridPainter:
    """Paints lines of a given width and layout.

    Args:
        width: Cells of the whole line.
        layout: Where labels and periods stand.
        columns: All periods.
        style: Returns the style of a component class, given without its prefix.
    """

    width: int
    layout: GridLayout
    columns: Sequence[GridColumn]
    style: Callable[[str], Style]

    def row(
        self,
        labels: Sequence[str],
        cells: Sequence[Painted],
        total: str,
        *,
        here: bool = False,
    ) -> Strip:
        """Return a row: labels, the cells in sight, the total."""
        base = self.style("here" if here else "row")
        label = self.style("label-here" if here else "label")
        if isinstance(labels[0], TonedLabel):
            label += self.style(labels[0].tone)
        segments = [Segment(self._labels(labels), label)]
        segments.append(Segment(_PART, base + self.style("rule")))
        for column, cell in zip(self._columns, cells, strict=True):
            style = base
            for name in cell.styles:
                style += self.style(name)
            segments.append(Segment(_cell_text(cell, column.width), style))
        segments.append(Segment(_PART, base + self.style("rule")))
        return self._ended(segments, total, base + self.style("total"))

    def heading(self, titles: Sequence[str], here: int) -> Strip:
        """Return the line of headings, with the cursor's period standing out."""
        plain = self.style("heading")
        layout = self.layout
        text = self._labels(titles)
        segments = [Segment(text, plain)]
        # What lies beyond the edges of the screen is said where one looks for it.
        rule = plain + self.style("rule")
        segments.append(Segment("‹", plain) if layout.first else Segment(_PART, rule))
        for index, column in enumerate(self._columns, layout.first):
            style = self.style("heading-here") if index == here else plain
            segments.append(Segment(fit(column.title, column.width - 1, "right") + " ", style))
        more = layout.last < len(self.columns)
        segments.append(Segment("›", plain) if more else Segment(_PART, rule))
        return self._ended(segments, _("Total"), plain)

    def footer(self, line: FooterLine) -> Strip:
        """Return a line under the grid."""
        style = self.style("footer")
        if line.tone:
            style += self.style(line.tone)
        room = self.layout.labels_width
        rule = Segment(_PART, self.style("footer") + self.style("rule"))
        segments = [Segment(fit(f" {line.label}", room), style), rule]
        for column in self._columns:
            text = fit_figure(line.cells.get(column.key, ""), column.width - 1)
            segments.append(Segment(text + " ", style))
        segments.append(rule)
        return self._ended(segments, line.total, style)

    @property
    def _columns(self) -> Sequence[GridColumn]:
        return self.columns[self.layout.first : self.layout.last]

    def _labels(self, labels: Sequence[str]) -> str:
        return "".join(
            " " + fit(label, width) for label, width in zip(labels, self.layout.labels, strict=True)
        )

    def _ended(self, segments: list[Segment], total: str, style: Style) -> Strip:
        segments.append(Segment(fit_figure(total, TOTAL_WIDTH - 1) + " ", style))
        strip = Strip(list(Segment.simplify(segments)))
        return strip.adjust_cell_length(self.width, style)


def typed_cell(text: str, width: int) -> Painted:
    """Return the cell being typed in: of a long text the end is in sight, where one types."""
    room = width - 2
    if width_of(text) > room:
        text = "…" + text[-(room - 1) :]
    return Painted(text, _CARET, ("typing",))


def _cell_text(cell: Painted, width: int) -> str:
    taken = width_of(cell.text)
    if taken <= width - 2:
        return fit_figure(cell.text, width - 2) + fit(cell.mark, 1) + " "
    # The figure first: it takes the gap, then the place of its mark, before it is not shown.
    if cell.mark and taken == width - 1:
        return cell.text + fit(cell.mark, 1)
    return fit_figure(cell.text, width)


def draft_cell(text: str, refused: bool, width: int, under: Painted) -> Painted:
    """Return a cell with a text that is not in the records; one that can't be read is marked."""
    styles = tuple(name for name in under.styles if name in {"cursor", "selected"})
    shown = fit(text, width - 2, "right").strip()
    return Painted(shown, "?", ("refused", *styles)) if refused else Painted(shown, "", styles)
