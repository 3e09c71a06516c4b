"""Puts what was made to be printed or sent into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.services.exchange_places import path_of
from ave_tui.storage.files import write_whole

if TYPE_CHECKING:
    from ave_tui.domain.documents import Document
    from ave_tui.services.exchange_places import ExchangePlaces

PDF: Final = ".pdf"
TEXT: Final = ".txt"


class UnknownEndingError(AveError):
    """The ending of a file's name says nothing that can be made."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("{name} is neither a PDF nor a text file."),
            N_("Let its name end in .pdf or .txt."),
            name=name,
        )


class UnwritableDocumentError(AveError):
    """The disk doesn't take the file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("{name} can’t be written there."),
            N_("Choose another folder, or look whether the stick is full or locked."),
            name=name,
        )


class PrintingService:
    """Writes documents where the user wants them; it touches no record."""

    def __init__(self, places: ExchangePlaces) -> None:
        self._places = places

    def suggested(self, document: Document) -> Path:
        """Return where the document would go, under a name that is still free."""
        return _free(self._places.suggested_folder() / f"{document.name}{PDF}")

    def write(self, document: Document, typed: str | Path) -> Path:
        """Write a document as PDF or as text, by the ending of its name; return the file.

        A file that is there already is left alone: the new one gets a number. A folder gets the
        document under its own name.

        Raises:
            UnknownEndingError: The name ends in something else.
            UnwritableDocumentError: It can't be written there.
        """
        path = typed if isinstance(typed, Path) else path_of(typed) or Path(typed)
        if path.is_dir():
            path = path / f"{document.name}{PDF}"
        content = content_of(document, path)
        path = _free(path)
        try:
            write_whole(path, content)
        except OSError as error:
            raise UnwritableDocumentError(path.name) from error
        self._places.remember(path)
        return path


def content_of(document: Document, path: Path) -> bytes:
    """Return what a file says that ends like this one.

    Raises:
        UnknownEndingError: The name ends in something else.
    """
    match path.suffix.lower():
        case ".pdf":
            from ave_tui.exchange.pdf import as_pdf

            return as_pdf(document)
        case ".txt":
            from ave_tui.exchange.plain import as_text

            return as_text(document).encode()
        case _:
            raise UnknownEndingError(path.name)


def _free(path: Path) -> Path:
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free
