"""What can't be done with a candidate, and what to do instead."""

from __future__ import annotations

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.words import N_


class HiredError(RuleBrokenError):
    """Somebody who was hired can't be hired or turned down again."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("{name} is hired for this need already."),
            N_("Undo takes it back; a contract that ended is ended in its own record."),
            name=name,
        )


class NoPlaceError(RuleBrokenError):
    """All places are taken."""

    def __init__(self, places: int) -> None:
        super().__init__(
            N_("All places of this need are taken: {places}."),
            N_("Raise the number of its places first (Space)."),
            places=places,
        )


class PutForwardError(RuleBrokenError):
    """Somebody waits for an answer already."""

    def __init__(self, name: str) -> None:
        super().__init__(N_("{name} is put forward already."), name=name)


class NotPutForwardError(RuleBrokenError):
    """Only somebody who was put forward can be turned down."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("{name} is not put forward."), N_("Put them forward first (Ctrl+T)."), name=name
        )
