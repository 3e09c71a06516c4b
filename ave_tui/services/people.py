"""The people one exchanges with, as lists and the command line name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import AveError
from ave_tui.domain.folding import fold, tokens
from ave_tui.domain.laptops import short
from ave_tui.domain.words import N_
from ave_tui.storage import exchanges
from ave_tui.sync.circle import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ave_tui.storage.connection import Connection
    from ave_tui.sync.card import Card
    from ave_tui.sync.circle import Circle
    from ave_tui.sync.operation import Device

_LEAST: Final = 3
"""Digits of a laptop's number that may stand for it."""


class NobodyTrustedError(AveError):
    """There is nobody to send to yet."""

    def __init__(self) -> None:
        super().__init__(
            N_("Nobody is trusted on this laptop yet, so there is nobody to make a file for."),
            N_("Exchange cards first: “People I exchange with” on the exchange screen (F9)."),
        )


class NobodyCalledError(AveError):
    """No card bears the name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("Nobody you exchange with is called “{name}”."),
            N_("“People I exchange with” (F9) or “ave-tui keys list” shows who is."),
            name=name,
        )


class SeveralCalledError(AveError):
    """Several cards bear the name."""

    def __init__(self, name: str, devices: Iterable[Device]) -> None:
        super().__init__(
            N_("Several laptops answer to “{name}”."),
            N_("Give the beginning of a laptop's number instead: {numbers}."),
            name=name,
            numbers=", ".join(short(device) for device in devices),
        )


class NotTrustedError(AveError):
    """The person is known, and can't be sent to."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("The laptop of {name} is not trusted, or is of another structure."),
            N_("Exchange cards with {name} again, and compare the digits."),
            name=name,
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose card is known here."""

    device: Device
    card: Card
    standing: Standing
    compared: bool
    """Here; else a head office vouches."""
    office: str
    """The name of the head office that vouches, or that withdrew the trust."""
    heeded: bool
    """A head office whose list is taken here."""
    since_ms: int
    revoked_ms: int | None
    revoked_by_office: bool
    last_in_ms: int | None
    """When the last file of theirs was brought in."""
    last_out_ms: int | None
    """When the last file for them was made."""

    @property
    def name(self) -> str:
        """What their card says."""
        return self.card.name

    @property
    def trusted(self) -> bool:
        """Whether files are made for them and taken from them."""
        return self.standing is Standing.TRUSTED


def people_of(connection: Connection, circle: Circle) -> list[Person]:
    """Return everybody known: the trusted first, by name."""
    last_in, last_out = exchanges.last_with(connection)
    found = []
    for device, peer in circle.peers.items():
        office = circle.peers.get(peer.revoked_by or peer.by)
        found.append(
            Person(
                device=device,
                card=peer.card,
                standing=circle.standing(peer),
                compared=peer.compared,
                office=office.card.name if office else "",
                heeded=circle.heeds(peer),
                since_ms=peer.since_ms,
                revoked_ms=peer.revoked_ms,
                revoked_by_office=bool(peer.revoked_by),
                last_in_ms=last_in.get(device),
                last_out_ms=last_out.get(device),
            )
        )
    return sorted(found, key=lambda p: (not p.trusted, fold(p.name), p.device))


def find(people: Sequence[Person], name: str) -> Person:
    """Return who is meant by a name, without accents or case, or by the beginning of a number.

    Raises:
        NobodyCalledError: Nobody is.
        SeveralCalledError: More than one is.
    """
    typed = tokens(name)
    whole = [person for person in people if fold(person.name) == fold(name)]
    part = [
        person
        for person in people
        if typed and all(any(t.startswith(w) for t in tokens(person.name)) for w in typed)
    ]
    number = name.strip().lower()
    by_number = [p for p in people if len(number) >= _LEAST and p.device.startswith(number)]
    for found in (whole, part, by_number):
        # Of two laptops of one owner the one that is trusted no more is not meant.
        meant = [person for person in found if person.trusted] or found
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise SeveralCalledError(name, [person.device for person in meant])
    raise NobodyCalledError(name)


def chosen(people: Sequence[Person], names: Iterable[str]) -> list[Person]:
    """Return those who are meant by names, each once; everybody trusted where none is given.

    Raises:
        NobodyTrustedError: There is nobody.
        NotTrustedError: One of them can't be sent to.
        AveError: A name means nobody, or several.
    """
    wanted = [name for name in names if name.strip()]
    if not wanted:
        everybody = [person for person in people if person.trusted]
        if not everybody:
            raise NobodyTrustedError
        return everybody
    found = {(person := find(people, name)).device: person for name in wanted}
    for person in found.values():
        if not person.trusted:
            raise NotTrustedError(person.name)
    return list(found.values())
