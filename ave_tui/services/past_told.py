"""What is told of steps and files that are taken back, and why some are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from ave_tui.services.table_changes import TableChanges

Way = Literal["here", "everywhere", "again"]

MEANS: Final[dict[Way, str]] = {
    "here": N_(
        "Only this laptop forgets what the file brought: your colleagues keep theirs, nothing is "
        "sent to them. Bring the same file in again to have it all back."
    ),
    "everywhere": N_(
        "What the file brought is withdrawn here by new changes. They go out with your next "
        "exchange file, and withdraw it on your colleagues' laptops too. Undo brings it back."
    ),
    "again": N_(
        "What was withdrawn comes back here by new changes, and on your colleagues' laptops with "
        "your next exchange file."
    ),
}


class NoImportError(RuleBrokenError):
    """There is no import of that name, or it was forgotten already."""

    def __init__(self) -> None:
        super().__init__(
            N_("There is no such import to take back."),
            N_("Files that were brought in are listed in the history (Ctrl+R)."),
        )


class TravelsError(RuleBrokenError):
    """An import can be taken back only for everybody, and nobody said so."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(
            N_("This file can't simply be forgotten any more: {why}"),
            N_(
                "It can only be withdrawn for everybody: that also withdraws it on your "
                "colleagues' laptops, with your next exchange file."
            ),
            why=why,
        )


class NoStepError(RuleBrokenError):
    """There is no change of that number."""

    def __init__(self, number: int) -> None:
        super().__init__(
            N_("There is no change number {number} to take back."),
            N_("“ave-tui undo --list” lists them."),
            number=number,
        )


class TakenBackAlreadyError(RuleBrokenError):
    """It is taken back already: taking it back once more would do it again."""

    def __init__(self) -> None:
        super().__init__(N_("That is taken back already."), N_("“ave-tui redo” can do it again."))


class NotTakenBackError(RuleBrokenError):
    """It stands: there is nothing to do again."""

    def __init__(self) -> None:
        super().__init__(N_("That is not taken back."), N_("“ave-tui undo” can take it back."))


class StepTold(NamedTuple):
    """A step of this laptop."""

    number: int
    key: tuple[str, int]
    at: datetime
    what: Sentence
    taken_back: bool


@dataclass(frozen=True, slots=True)
class ImportTaken:
    """What taking an import back would do, or did."""

    exchange: int
    file_name: str
    who: str
    way: Way
    means: Sentence
    """What it means for this laptop and the colleagues."""
    why: Sentence | None
    """Why it can't be forgotten here alone."""
    operations: int
    """Changes that are forgotten, or written."""
    tables: tuple[TableChanges, ...]
    seconds_before: int
    seconds_after: int
    left_alone: int
    """Fields and records that were changed since, or that others hang on."""
