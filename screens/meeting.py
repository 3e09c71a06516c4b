"""Getting to know a colleague in three steps: my card, their card, the digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.domain.laptops import short
from ave_tui.i18n import _
from screens.confirm import ConfirmScreen
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

        def compared(trusted: bool | None) -> None:
            if trusted:
                _ask_replaced(screen, card.device, then)
            else:
                then(False)

        screen.app.push_screen(DigitsScreen(services, card, digits), compared)

    def go_on(handed_out: bool | None) -> None:
        if not handed_out:
            then(False)
        elif their_card is not None:
            compare(their_card)
        else:
            screen.app.push_screen(TheirCardScreen(services), compare)

    screen.app.push_screen(MyCardScreen(services), go_on)


def _ask_replaced(screen: AveScreen[None], device: str, then: Callable[[bool], None]) -> None:
    """Ask whether a laptop of the same name is out of use, now that another one is trusted."""
    trust = screen.services.trust
    (person,) = (known for known in trust.people() if known.device == device)
    others = trust.other_laptops(person)
    if not others:
        then(True)
        return
    question = _(
        "Another laptop of {name} is trusted too ({number}). Does the new one replace it? Then no "
        "file is made for the old one any more, and none taken from it.",
        name=person.name,
        number=", ".join(short(other.device) for other in others),
    )

    def do(replaced: bool | None) -> None:
        if replaced:
            for other in others:
                trust.revoke(other.device)
        then(True)

    screen.app.push_screen(ConfirmScreen(question, _("It replaces it"), _("Both are in use")), do)
