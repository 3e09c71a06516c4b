"""What an exchange can be refused for, each with its sentences inside."""

from __future__ import annotations

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_


class NoRecordsError(AveError):
    """There is nothing to put into a file yet."""

    def __init__(self) -> None:
        super().__init__(N_("There are no records to send yet."), N_("Record something first."))


class OtherSpaceError(AveError):
    """The file belongs to another structure, whose records never mix with ours."""

    def __init__(self) -> None:
        super().__init__(
            N_("This file comes from another structure: its records can't be mixed with yours."),
            N_("Only files of your own structure can be brought in."),
        )


class UnknownLaptopError(AveError):
    """No file of that laptop was ever brought in, or several laptops are meant."""

    def __init__(self, laptop: str) -> None:
        super().__init__(
            N_("No file has come from a laptop “{laptop}” yet."),
            N_("Send everything: leave the laptop out."),
            laptop=laptop,
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
