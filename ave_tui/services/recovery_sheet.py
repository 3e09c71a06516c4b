"""The recovery sheet: one calm page to print, with the secret as a text and as a code to scan."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, Final

from ave_tui.domain.recovery_text import PREFIX, groups
from ave_tui.i18n import _, day

if TYPE_CHECKING:
    from datetime import date

    from reportlab.pdfgen.canvas import Canvas

_MM: Final = 72 / 25.4
_LEFT, _RIGHT, _TOP = 25 * _MM, 185 * _MM, 270 * _MM
_QR: Final = 46 * _MM
_IN_A_ROW: Final = 5
_LINE: Final = 84
"""Letters of the running text in a line."""


def draw_sheet(secret: str, structure: str, made_on: date) -> bytes:
    """Return the page as PDF, in the user's language."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    page = io.BytesIO()
    canvas = Canvas(page, pagesize=A4, pageCompression=1)
    canvas.setTitle(_("Recovery sheet"))
    canvas.setAuthor("ave-tui")
    y = _head(canvas, structure, made_on)
    y = _paragraphs(
        canvas,
        y,
        _(
            "With this sheet a laptop of the structure can be opened when its password is "
            "forgotten. No password is on it."
        ),
        _(
            "Print it twice, put each print in a closed envelope in two safe places (a locked "
            "cupboard, the safe), then delete the file. Whoever has this sheet and a laptop, or a "
            "copy of its records, can read everything."
        ),
    )
    y = _secret(canvas, y - 6 * _MM, secret)
    _paragraphs(
        canvas,
        y - 6 * _MM,
        _(
            "Password forgotten, the sheet at hand: on the screen that asks for the password, "
            "choose “Password forgotten”, then “I have the recovery sheet”. Type the groups in "
            "their order, or scan the code. Spaces and capitals don’t matter. Choose a new "
            "password."
        ),
        _(
            "The sheet is at the head office: choose “Ask the head office for help” and send the "
            "file that is made there. At the head office, call your colleague back on the number "
            "you know, then choose “Help a colleague” in the settings (Ctrl+G). Send the new file "
            "back, and read the code out over the phone."
        ),
        _(
            "Sheet lost, or seen by somebody: in the settings, under “Recovery sheet”, make "
            "another one in the place of those before."
        ),
    )
    canvas.showPage()
    canvas.save()
    return page.getvalue()


def _head(canvas: Canvas, structure: str, made_on: date) -> float:
    canvas.setFont("Helvetica-Bold", 22)
    canvas.drawString(_LEFT, _TOP, _("Recovery sheet"))
    canvas.setFont("Helvetica", 12)
    below = " – ".join(filter(None, (structure, _("made on {day}", day=day(made_on)))))
    canvas.drawString(_LEFT, _TOP - 8 * _MM, textwrap.shorten(below, 80, placeholder="…"))
    canvas.setLineWidth(0.6)
    canvas.line(_LEFT, _TOP - 12 * _MM, _RIGHT, _TOP - 12 * _MM)
    return _TOP - 21 * _MM


def _paragraphs(canvas: Canvas, y: float, *paragraphs: str) -> float:
    canvas.setFont("Helvetica", 11)
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, _LINE, break_on_hyphens=False):
            canvas.drawString(_LEFT, y, line)
            y -= 5.4 * _MM
        y -= 2.6 * _MM
    return y


def _secret(canvas: Canvas, top: float, secret: str) -> float:
    """Draw the secret in a frame: the groups, numbered, and the code at their right."""
    height = _QR + 16 * _MM
    canvas.roundRect(_LEFT, top - height, _RIGHT - _LEFT, height, 3 * _MM)
    canvas.setFont("Courier-Bold", 12)
    canvas.drawString(_LEFT + 6 * _MM, top - 11 * _MM, PREFIX)
    for number, group in enumerate(groups(secret)):
        row, column = divmod(number, _IN_A_ROW)
        x, y = _LEFT + (6 + 19 * column) * _MM, top - (24 + 14 * row) * _MM
        canvas.setFont("Helvetica", 7)
        canvas.drawString(x, y + 5.5 * _MM, str(number + 1))
        canvas.setFont("Courier-Bold", 14)
        canvas.drawString(x, y, group)
    _code(canvas, _RIGHT - 6 * _MM - _QR, top - 8 * _MM - _QR, secret)
    return top - height - 6 * _MM


def _code(canvas: Canvas, x: float, y: float, secret: str) -> None:
    import segno

    # Capitals, figures and dashes alone make it small enough to scan from paper.
    rows = tuple(segno.make(secret, error="q", micro=False).matrix)
    size = _QR / len(rows)
    for down, row in enumerate(rows):
        for right, dark in enumerate(row):
            if dark:
                canvas.rect(
                    x + right * size, y + _QR - (down + 1) * size, size, size, stroke=0, fill=1
                )
