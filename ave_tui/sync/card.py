"""A laptop's card: who it is, what files for it are sealed to, what its signatures are checked by.

A card says what its owner claims and proves that the owner has the key: whether the owner is who
they say is for people to find out, by reading each other twenty digits (`digits`).
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.sync.card_code import PREFIX, packed, unpacked
from ave_tui.sync.lines import SchemaTooNewError
from ave_tui.sync.operation import canonical
from ave_tui.sync.signing import (
    NotSignedError,
    is_device,
    is_key,
    is_number,
    is_recipient,
    is_space,
    sign,
    strict_object,
    verified,
)

if TYPE_CHECKING:
    from ave_tui.sync.operation import Device
    from ave_tui.sync.signing import Key

Role = Literal["facilitator", "office"]
CARD: Final = 1
CARD_SUFFIX: Final = ".avecard"
_DOMAIN: Final = "ave-tui card 1"
_FIELDS: Final = {"age", "card", "device", "key", "name", "role", "sig", "space", "structure"}
_ROLES: Final = ("facilitator", "office")
_LONGEST_NAME: Final = 80
_LONGEST: Final = 8_192
"""Characters; a card has some four hundred."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SALT: Final = b"ave-tui digits 1"
_WORK: Final = 2**15


class NotACardError(AveError):
    """The file or text is something else, or was altered."""

    def __init__(self) -> None:
        super().__init__(
            N_("This is not a card of ave-tui, or it was altered."),
            N_("Choose a file that ends in .avecard, or ask for the card again."),
        )


@dataclass(frozen=True, slots=True)
class Card:
    """Who a laptop says it is, signed by its own key."""

    age: str
    """The age recipient."""
    device: Device
    key: Key
    name: str
    """Of the facilitator, or of the laptop."""
    role: Role
    sig: str
    space: str
    """Its structure; empty where it has none yet."""
    structure: str
    """The structure's name."""

    @property
    def is_office(self) -> bool:
        """Whether it says that it is a head office's."""
        return self.role == "office"

    def values(self) -> dict[str, object]:
        """Return it as it stands in a file."""
        return {
            "age": self.age,
            "card": CARD,
            "device": self.device,
            "key": self.key,
            "name": self.name,
            "role": self.role,
            "sig": self.sig,
            "space": self.space,
            "structure": self.structure,
        }

    def text(self) -> str:
        """Return it as one line."""
        return canonical(self.values())

    def code(self) -> str:
        """Return it as a phone's camera reads it best."""
        return packed(self.values())

    def same_keys(self, other: Card) -> bool:
        """Whether another card is of the same laptop with the same keys."""
        return (self.device, self.age, self.key) == (other.device, other.age, other.key)


def make_card(
    *, age: str, device: Device, key: Key, seed: str, name: str, role: Role, space: str, whose: str
) -> Card:
    """Return a signed card; names are cut and cleaned so that every reader takes it.

    Args:
        age: The recipient.
        device: The laptop.
        key: Its key.
        seed: What the key signs with.
        name: Whose laptop it is.
        role: What it is in its structure.
        space: Its structure, or empty.
        whose: The structure's name.
    """
    unsigned = Card(age, device, key, _clean(name) or "?", role, "", space, _clean(whose))
    said = {each: value for each, value in unsigned.values().items() if each != "sig"}
    signature = sign(_DOMAIN, said, seed)
    return Card(age, device, key, unsigned.name, role, signature, space, unsigned.structure)


def read_card(text: str) -> Card:
    """Read a card from a file or from what somebody pasted: its line, or what a phone read.

    Raises:
        NotACardError: It is something else, or was altered.
        SchemaTooNewError: A newer program made it.
    """
    if len(text) > _LONGEST:
        raise NotACardError
    line = text.strip("\r\n \t\ufeff")
    try:
        is_code = line.upper().startswith(PREFIX)
        return card_of(unpacked(line) if is_code else strict_object(line))
    except (NotSignedError, ValueError) as error:
        raise NotACardError from error


def card_of(found: object) -> Card:
    """Read a card that stands inside something else.

    Raises:
        NotSignedError: It is not in its form, or its signature doesn't hold.
        SchemaTooNewError: A newer program made it.
    """
    if not isinstance(found, dict):
        raise NotSignedError
    if is_number(found.get("card"), CARD + 1):
        raise SchemaTooNewError
    if not (
        found.keys() == _FIELDS
        and is_number(found["card"], CARD)
        and is_device(found["device"])
        and is_key(found["key"])
        and found["role"] in _ROLES
        and (found["space"] == "" or is_space(found["space"]))
        and found["name"]
        and _is_clean(found["name"])
        and _is_clean(found["structure"])
        and is_recipient(found["age"])
    ):
        raise NotSignedError
    verified(_DOMAIN, found, found["key"])
    return Card(**{name: value for name, value in found.items() if name != "card"})


@cache
def digits(one: Card, other: Card) -> str:
    """Return the four groups of five digits that two people read to each other.

    They are of both cards, in no order: both screens show the same. The work that they take
    makes it hopeless to look for two false cards that would agree (docs/bundle-format.md).
    """
    parts = sorted(canonical([card.device, card.age, card.key]) for card in (one, other))
    made = hashlib.scrypt(
        "\n".join(parts).encode(), salt=_SALT, n=_WORK, r=8, p=1, maxmem=2**26, dklen=32
    )
    number = f"{int.from_bytes(made, 'big') % 10**20:020d}"
    return " ".join(number[place : place + 5] for place in range(0, 20, 5))


def _clean(text: str) -> str:
    seen = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _UNSEEN
    )
    return " ".join(seen.split())[:_LONGEST_NAME].strip()


def _is_clean(text: object) -> bool:
    return isinstance(text, str) and _clean(text) == text
