"""A document as PDF: calm pages of A4 that any office can print."""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from ave_tui.domain.documents import Document, Facts, Grid, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlab.pdfgen.canvas import Canvas

    from ave_tui.domain.documents import Block

_MM: Final = 72 / 25.4
_MARGIN: Final = 20 * _MM
_WIDTH: Final = 170 * _MM
_FRAME: Final = 6
"""What the library leaves free inside each margin."""
_PLAIN, _BOLD = "AveVera", "AveVeraBold"
_GREY: Final = "#555555"
_LINE: Final = "#999999"


def as_pdf(document: Document) -> bytes:
    """Return the pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    _letters()
    pages = io.BytesIO()
    template = SimpleDocTemplate(
        pages,
        pagesize=A4,
        leftMargin=_MARGIN - _FRAME,
        rightMargin=_MARGIN - _FRAME,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=document.title,
        author="ave-tui",
    )

    def foot(canvas: Canvas, _template: object) -> None:
        canvas.setFont(_PLAIN, 8)
        canvas.setFillColor(_GREY)
        if document.footer:
            canvas.drawString(_MARGIN, 11 * _MM, _printable(document.footer)[:110])
        canvas.drawRightString(_MARGIN + _WIDTH, 11 * _MM, str(canvas.getPageNumber()))

    template.build(list(_story(document)), onFirstPage=foot, onLaterPages=foot)
    return pages.getvalue()


@cache
def _letters() -> frozenset[int]:
    """Register the letters that come with the library, once; return which there are."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    plain, bold = TTFont(_PLAIN, "Vera.ttf"), TTFont(_BOLD, "VeraBd.ttf")
    pdfmetrics.registerFont(plain)
    pdfmetrics.registerFont(bold)
    return frozenset(plain.face.charToGlyph) & frozenset(bold.face.charToGlyph)


def _printable(text: str) -> str:
    """Return a text in letters that can be printed: ``Ţ`` as ``T``, what has no likeness as ``?``.

    A name in letters that the font lacks would otherwise be printed as boxes.
    """
    there = _letters()

    def letter(sign: str) -> str:
        if ord(sign) in there or sign in "\n\t":
            return sign
        if unicodedata.category(sign) in {"Cf", "Mn"}:
            return ""
        plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if ord(part) in there)
        return plain or (" " if sign.isspace() or not sign.isprintable() else "?")

    return "".join(letter(sign) for sign in unicodedata.normalize("NFC", text))


def _flowing(text: str, size: float, *, bold: bool = False, right: bool = False) -> Any:
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph as Flowing

    style = ParagraphStyle(
        "ave",
        fontName=_BOLD if bold else _PLAIN,
        fontSize=size,
        leading=size * 1.4,
        alignment=TA_RIGHT if right else TA_LEFT,
        # Long words without a blank would run out of their column.
        splitLongWords=True,
    )
    return Flowing(escape(_printable(text)).replace("\n", "<br/>"), style)


def _story(document: Document) -> Iterable[Any]:
    from reportlab.platypus import HRFlowable, Spacer

    yield _flowing(document.title, 16, bold=True)
    if document.subtitle:
        yield Spacer(1, 1.5 * _MM)
        yield _flowing(document.subtitle, 10)
    yield Spacer(1, 2 * _MM)
    yield HRFlowable(width="100%", thickness=0.6, color=_LINE)
    for block in document.blocks:
        yield Spacer(1, (5 if isinstance(block, Heading) else 2.5) * _MM)
        yield _block(block)


def _block(block: Block) -> Any:
    match block:
        case Heading(text):
            return _flowing(text, 11.5, bold=True)
        case Paragraph(text):
            return _flowing(text, 9.5)
        case Facts(pairs):
            return _facts(pairs)
        case Grid():
            return _grid(block)


def _facts(pairs: tuple[tuple[str, str], ...]) -> Any:
    from reportlab.platypus import Table

    rows = [[_flowing(label, 9), _flowing(said, 9, bold=True)] for label, said in pairs]
    if not rows:
        return _flowing("", 9)
    return Table(
        rows, colWidths=[_WIDTH * 0.38, _WIDTH * 0.62], hAlign="LEFT", style=_lines(inside=False)
    )


def _grid(block: Grid) -> Any:
    from reportlab.platypus import Table

    shares = block.shares or (1,) * len(block.columns)
    head = [
        _flowing(column, 8, bold=True, right=number in block.figures)
        for number, column in enumerate(block.columns)
    ]
    rows = [
        [_flowing(cell, 8.5, right=number in block.figures) for number, cell in enumerate(row)]
        for row in block.rows
    ]
    widths = [_WIDTH * share / sum(shares) for share in shares]
    return Table(
        [head, *rows], colWidths=widths, repeatRows=1, hAlign="LEFT", style=_lines(inside=True)
    )


def _lines(*, inside: bool) -> list[tuple[object, ...]]:
    everywhere = ((0, 0), (-1, -1))
    padding: list[tuple[object, ...]] = [
        ("LEFTPADDING", *everywhere, 0),
        ("RIGHTPADDING", *everywhere, 4),
        ("TOPPADDING", *everywhere, 2),
        ("BOTTOMPADDING", *everywhere, 2.5),
        ("VALIGN", *everywhere, "TOP"),
    ]
    if not inside:
        return padding
    return [
        *padding,
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, _LINE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, _LINE),
    ]
