"""Getting to know a colleague in three steps: my card, their card, the digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from screens.digits import DigitsScreen
from screens.my_card import MyCardScreen
from screens.their_card import TheirCardScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from ave_tui.sync.card import Card
    from screens.base import AveScreen


def meet(
    screen: AveScreen[None], then: Callable[[bool], None], their_card: Card | None = None
) -> None:
    """Lead from my card over theirs to the digits.

    Args:
        screen: Where it begins, and where what is refused is told.
        then: Told whether a card is trusted now.
        their_card: Theirs, where it is at hand already: it came with a file.
    """
    services = screen.services

    def compare(card: Card | None) -> None:
        if card is None:
            then(False)
            return
        try:
            digits = services.trust.digits(card)
        except AveError as error:
            screen.tell(error)
            then(False)
            return
        screen.app.push_screen(
            DigitsScreen(services, card, digits), lambda trusted: then(bool(trusted))
        )

    def go_on(handed_out: bool | None) -> None:
        if not handed_out:
            then(False)
        elif their_card is not None:
            compare(their_card)
        else:
            screen.app.push_screen(TheirCardScreen(services), compare)

    screen.app.push_screen(MyCardScreen(services), go_on)
