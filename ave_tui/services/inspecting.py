"""What an exchange file is, and whether it would be taken: looked at, and nothing changed."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ave_tui.domain.errors import AveError
from ave_tui.domain.progress import part, quiet
from ave_tui.services.opening import read_sealed
from ave_tui.services.own_card import own_name
from ave_tui.storage import trust
from ave_tui.sync.admission import admit, circle_of, judge
from ave_tui.sync.bundle import unpack
from ave_tui.sync.keys import Keys
from ave_tui.sync.merge import merge_admitted

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.domain.progress import Tell
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.sync.bundle import Bundle
    from ave_tui.sync.card import Card
    from ave_tui.sync.circle import Circle
    from ave_tui.sync.delivery import Gap
    from ave_tui.sync.operation import Device
    from ave_tui.sync.seal import Sealed


@dataclass(frozen=True, slots=True)
class Part:
    """Operations of one laptop inside a file."""

    device: Device
    name: str
    """Whose laptop that is, where its card is known."""
    first: int
    last: int
    vouched_by: Literal["author", "sender"]
    """The author's own signature, held against its known card; else the sender's word alone."""


@dataclass(slots=True)
class Inspection:
    """What was found out about a file, as far as it could be opened."""

    card: Card | None = None
    """The sender's; none where it can't be opened."""
    made_ms: int = 0
    recipients: list[str] = field(default_factory=list)
    """Names, or recipients that are nobody's here."""
    size: int = 0
    """Bytes of the container."""
    parts: list[Part] = field(default_factory=list)
    """Empty where nobody who is trusted here vouches for the file: it is not unpacked then."""
    new: int = 0
    known: int = 0
    held: int = 0
    gaps: list[Gap] = field(default_factory=list)
    """What these records lack for the file to be complete here."""
    refusal: AveError | None = None
    """Why it would not be brought in."""

    @property
    def accepted(self) -> bool:
        """Whether it would be brought in."""
        return self.refusal is None


class _TakenBackError(Exception):
    """Ends the transaction of an inspection."""


class InspectionService:
    """Looks at files without bringing anything in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def inspect(self, path: Path, tell: Tell = quiet) -> Inspection:
        """Return what a file is and whether it would be taken; changes nothing."""
        found = Inspection()
        try:
            self._database.make_ready()
            with self._database.reading() as connection:
                sealed = read_sealed(connection, path)
                found.card, found.made_ms = sealed.card, sealed.made
                found.size = len(sealed.container)
                found.recipients = _names(connection, sealed)
            with contextlib.suppress(_TakenBackError), self._database.transaction() as connection:
                self._try(connection, sealed, found, tell)
                raise _TakenBackError
        except AveError as error:
            found.refusal = error
        return found

    def _try(self, connection: Connection, sealed: Sealed, found: Inspection, tell: Tell) -> None:
        circle = judge(connection, sealed, self._database.now_ms())
        bundle = unpack(sealed.container, part(tell, 0, 0.4))
        found.parts = _parts(circle, sealed, bundle)
        admit(connection, circle, sealed, bundle)
        merged = merge_admitted(connection, circle, bundle, None, part(tell, 0.4, 1))
        found.new, found.known, found.held = merged.new, merged.known, merged.held
        found.gaps = merged.gaps


def _parts(circle: Circle, sealed: Sealed, bundle: Bundle) -> list[Part]:
    signed = {head.device: head.key for head in sealed.heads}
    parts = []
    for device, (first, last) in bundle.ranges.items():
        known = circle.vouched_key(device)
        peer = circle.peers.get(device)
        name = peer.card.name if peer else ""
        by_author = known is not None and signed.get(device) == known
        parts.append(Part(device, name, first, last, "author" if by_author else "sender"))
    return parts


def _names(connection: Connection, sealed: Sealed) -> list[str]:
    """Return whom a file is for: by name where the card is known."""
    circle = circle_of(connection)
    named = {peer.card.age: peer.card.name for peer in circle.peers.values()}
    named[sealed.card.age] = sealed.card.name
    own = {Keys(*key).age for key in trust.own_keys(connection)}
    return [
        named.get(recipient) or (own_name(connection) if recipient in own else recipient)
        for recipient in sealed.to
    ]
