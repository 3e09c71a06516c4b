"""This laptop's card: made anew from what holds now, under keys that stay."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Final

from ave_tui.services.labels import names_of
from ave_tui.storage import preferences, trust
from ave_tui.storage.queries import people
from ave_tui.storage.trust import OFFICE
from ave_tui.sync.card import make_card
from ave_tui.sync.keys import Keys, ensure_keys

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection
    from ave_tui.sync.card import Card
    from ave_tui.sync.operation import Device

__all__ = ["CALLED", "OFFICE", "card_with_keys", "has_keys", "own_name"]

CALLED: Final = "card_name"
"""The preference that holds what the owner is called while no facilitator is known here."""


def own_name(connection: Connection) -> str:
    """Return whose laptop this is: the facilitator's name, what was said, or the laptop's own."""
    me = preferences.get(connection, "facilitator")
    named = dict(people.facilitators(connection))
    return named.get(me) or preferences.get(connection, CALLED) or platform.node()


def card_with_keys(connection: Connection, device: Device, at_ms: int) -> tuple[Card, Keys]:
    """Return the card and the keys, inside a transaction unless they were made before."""
    keys = ensure_keys(connection, device, at_ms)
    space = preferences.get(connection, "space")
    structure = names_of(connection, "structure", [space] if space else []).get(space)
    card = make_card(
        age=keys.age,
        device=device,
        key=keys.key,
        seed=keys.seed,
        name=own_name(connection),
        role="office" if preferences.get(connection, OFFICE) == "1" else "facilitator",
        space=space,
        whose=structure.label if structure else "",
    )
    return card, keys


def has_keys(connection: Connection, device: Device) -> bool:
    """Whether this laptop's keys were made already."""
    return trust.own_key(connection, device) is not None
