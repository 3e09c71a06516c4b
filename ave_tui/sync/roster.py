"""Head office's list of cards: whoever compared the office's card need compare no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.sync.card import card_of
from ave_tui.sync.lines import SchemaTooNewError
from ave_tui.sync.operation import canonical
from ave_tui.sync.signing import (
    NotSignedError,
    is_number,
    is_recipient,
    is_space,
    sign,
    verified,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.sync.card import Card

ROSTER: Final = 1
_DOMAIN: Final = "ave-tui roster 1"
_FIELDS: Final = {
    *("cards", "made", "number", "office", "recovery", "revoked", "roster", "sig", "space"),
}


@dataclass(frozen=True, slots=True)
class Roster:
    """A head office's list, signed by it; its number never goes back."""

    space: str
    office: Card
    number: int
    made: int
    """UTC milliseconds on the office's clock."""
    cards: tuple[Card, ...]
    revoked: tuple[Card, ...]
    recovery: tuple[str, ...]
    """Recipients that can open a laptop whose passphrase is forgotten."""
    sig: str

    def values(self) -> dict[str, object]:
        """Return it as it stands in a file."""
        return {
            "cards": [card.values() for card in self.cards],
            "made": self.made,
            "number": self.number,
            "office": self.office.values(),
            "recovery": list(self.recovery),
            "revoked": [card.values() for card in self.revoked],
            "roster": ROSTER,
            "sig": self.sig,
            "space": self.space,
        }

    def text(self) -> str:
        """Return it as it is kept."""
        return canonical(self.values())

    def says_the_same(self, other: Roster) -> bool:
        """Whether another one differs in no more than its number and time."""
        return (self.space, self.office, self.cards, self.revoked, self.recovery) == (
            other.space,
            other.office,
            other.cards,
            other.revoked,
            other.recovery,
        )


def make_roster(
    office: Card,
    seed: str,
    number: int,
    made: int,
    cards: Iterable[Card],
    revoked: Iterable[Card],
    recovery: Iterable[str],
) -> Roster:
    """Return a signed roster of the office's structure."""
    unsigned = Roster(
        office.space,
        office,
        number,
        made,
        tuple(sorted(cards, key=lambda card: card.device)),
        tuple(sorted(revoked, key=lambda card: card.device)),
        tuple(sorted(set(recovery))),
        "",
    )
    said = {name: value for name, value in unsigned.values().items() if name != "sig"}
    return Roster(
        unsigned.space,
        office,
        number,
        made,
        unsigned.cards,
        unsigned.revoked,
        unsigned.recovery,
        sign(_DOMAIN, said, seed),
    )


def roster_of(found: object) -> Roster:
    """Read a roster that stands in a sealed file.

    Raises:
        NotSignedError: It is not in its form, or a signature in it doesn't hold.
        SchemaTooNewError: A newer program made it.
    """
    if not isinstance(found, dict):
        raise NotSignedError
    if is_number(found.get("roster"), ROSTER + 1):
        raise SchemaTooNewError
    if not (
        found.keys() == _FIELDS
        and is_number(found["roster"], ROSTER)
        and is_number(found["number"], 1)
        and is_number(found["made"])
        and is_space(found["space"])
        and all(isinstance(found[name], list) for name in ("cards", "revoked", "recovery"))
        and all(map(is_recipient, found["recovery"]))
        and found["recovery"] == sorted(set(found["recovery"]))
    ):
        raise NotSignedError
    office = card_of(found["office"])
    verified(_DOMAIN, found, office.key)
    cards, revoked = (tuple(map(card_of, found[name])) for name in ("cards", "revoked"))
    everybody = (office, *cards, *revoked)
    if (
        not office.is_office
        or office.space != found["space"]
        or any(card.space not in (found["space"], "") for card in everybody)
        or len({card.device for card in everybody}) != len(everybody)
        or any(list(some) != sorted(some, key=lambda c: c.device) for some in (cards, revoked))
    ):
        raise NotSignedError
    return Roster(
        found["space"],
        office,
        found["number"],
        found["made"],
        cards,
        revoked,
        tuple(found["recovery"]),
        str(found["sig"]),
    )
