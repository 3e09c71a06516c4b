"""What an exchange can be refused for, each with its sentences inside."""

from __future__ import annotations

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_


class NoRecordsError(AveError):
    """There is nothing to put into a file yet."""

    def __init__(self) -> None:
        super().__init__(N_("There are no records to send yet."), N_("Record something first."))


class LaptopRevokedError(AveError):
    """A head office no longer takes this laptop's files."""

    def __init__(self) -> None:
        super().__init__(
            N_("Your head office has withdrawn the trust in this laptop."),
            N_("Ask it to compare cards with you again: until then nobody takes your files."),
        )


class CalledAlreadyError(AveError):
    """The card bears the name of whoever works here, and no other."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("The card of this laptop bears the name of whoever works here: {name}."),
            N_("To have another name on it, change it in the records, or who works here (Ctrl+G)."),
            field="name",
            name=name,
        )


class UnreadableFileError(AveError):
    """The file can't be opened."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("The file “{name}” can't be read."),
            N_("Check its name and that the stick is in place."),
            name=name,
        )


class UnwritableFileError(AveError):
    """The file can't be written."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("The file “{name}” can't be written there."),
            N_(
                "Choose another folder, or check that there is room and that the stick is in place."
            ),
            name=name,
        )
