"""How bundles travel between the laptops of an office: bare, or in sealed files as users send them.

A history takes some four times as long where all is sealed, so most are of bare ones: behind the
seal it is the same merge.
"""

from __future__ import annotations

import abc
import hashlib
import json
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change, new_id
from ave_tui.services.exchange import ExchangeService
from ave_tui.services.opening import read_sealed
from ave_tui.services.trust import TrustService
from ave_tui.storage import devices, exchanges, trust
from ave_tui.sync.bundle import chain, pack, unpack
from ave_tui.sync.gather import gather
from ave_tui.sync.identity import note_progress
from ave_tui.sync.merge import Merged, merge
from ave_tui.sync.operation import canonical
from ave_tui.sync.seal import recipient_of, seal
from tests.homes import believe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ave_tui.services.exchange import Preview
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.storage.rows import Row
    from ave_tui.sync.bundle import Bundle
    from ave_tui.sync.card import Card
    from ave_tui.sync.seal import Sealed
    from tests.proof.office import Office

SPACE = "e" * 32


class _BackError(Exception):
    """Ends the transaction of a preview."""


@contextmanager
def taken_back(database: Database) -> Iterator[Connection]:
    """Write in a transaction that nobody wants to keep, as a preview does."""
    with suppress(_BackError), database.transaction() as connection:
        yield connection
        raise _BackError


@dataclass(frozen=True)
class Taken:
    """What an import did, or a preview said that it would."""

    new: int
    held: int
    after: dict[tuple[str, str], Row]
    """The rows as they were said to become; a sealed file's preview tells them in words."""
    said: Merged | Preview


class Way(abc.ABC):
    """How bundles travel in an office."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def meet(self) -> None:  # noqa: B027 - nobody needs to be known where nothing is sealed
        """Let everybody know everybody, after one has become another laptop."""

    @abc.abstractmethod
    def pack(self, n: int, since: dict[str, int], to: int | None) -> bytes:
        """Return what came after a vector; for all, or for one."""

    @abc.abstractmethod
    def inside(self, content: bytes) -> Bundle:
        """Return the bundle inside."""

    @abc.abstractmethod
    def container(self, content: bytes) -> bytes:
        """Return the container inside."""

    @abc.abstractmethod
    def is_for(self, n: int, content: bytes) -> bool:
        """Whether a laptop can open it."""

    @abc.abstractmethod
    def preview(self, n: int, content: bytes) -> Taken:
        """Return what bringing it in would do."""

    @abc.abstractmethod
    def take(self, n: int, content: bytes) -> Taken:
        """Bring it in."""

    @abc.abstractmethod
    def spoil(self, content: bytes, how: str, where: int) -> bytes:
        """Return it as a bad stick gives it back."""

    @abc.abstractmethod
    def forged(self, content: bytes, bundle: Bundle) -> bytes:
        """Return it with another bundle inside, made to fit as well as whoever sent it could."""


class BareWay(Way):
    """Bundles straight into the merge."""

    def pack(self, n: int, since: dict[str, int], to: int | None) -> bytes:  # noqa: ARG002
        laptop = self.office.laptops[n]
        with laptop.database.transaction() as connection:
            made = gather(connection, SPACE, laptop.ledger.device, since)
            content = pack(made)
            self._note(connection, "out", laptop.ledger.device, made)
        note_progress(laptop.database)
        return content

    def inside(self, content: bytes) -> Bundle:
        return unpack(content)

    def container(self, content: bytes) -> bytes:
        return content

    def is_for(self, n: int, content: bytes) -> bool:  # noqa: ARG002
        return True

    def preview(self, n: int, content: bytes) -> Taken:
        found: list[Taken] = []
        with taken_back(self.office.laptops[n].database) as connection:
            found.append(self._merge(connection, content))
        return found[0]

    def take(self, n: int, content: bytes) -> Taken:
        with self.office.laptops[n].database.transaction() as connection:
            return self._merge(connection, content)

    def _merge(self, connection: Connection, content: bytes) -> Taken:
        bundle = unpack(content)
        number = self._note(connection, "in", bundle.sender, bundle)
        merged = merge(connection, bundle.operations, bundle.ends, number)
        exchanges.settle(connection, number, merged.new, merged.held)
        return Taken(merged.new, merged.held, merged.after, merged)

    def _note(self, connection: Connection, direction: str, peer: str, bundle: Bundle) -> int:
        """Note a bundle as the service does."""
        return exchanges.add(
            connection,
            at_ms=0,
            direction=direction,
            file_name="bare",
            peer=peer if direction == "in" else None,
            operations=len(bundle.operations),
            held=0,
            vector=bundle.vector,
        )

    def spoil(self, content: bytes, how: str, where: int) -> bytes:
        return spoil(content, how, where)

    def forged(self, content: bytes, bundle: Bundle) -> bytes:  # noqa: ARG002
        return pack(bundle)


class SealedWay(Way):
    """Sealed files through the service, among laptops that know each other's cards."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.cards: dict[str, Card] = {}
        self.seeds: dict[str, str] = {}
        self.files: dict[bytes, tuple[Sealed, Bundle]] = {}
        self.meet()

    def meet(self) -> None:
        for laptop in self.office.laptops:
            # Whoever forgot the first file that came belongs nowhere until they are met again.
            laptop.ledger.prefer("space", SPACE)
        trusting = [TrustService(each.database, each.ledger) for each in self.office.laptops]
        for one, laptop in zip(trusting, self.office.laptops, strict=True):
            self.cards[laptop.ledger.device] = one.my_card()
            for own in trust.own_keys(laptop.database.connection):
                self.seeds[own.device] = own.seed
        for one, laptop in zip(trusting, self.office.laptops, strict=True):
            known = {person.device for person in one.people()}
            for device, card in self.cards.items():
                if device != laptop.ledger.device and device not in known:
                    one.trust(card)

    def pack(self, n: int, since: dict[str, int], to: int | None) -> bytes:
        office, laptop = self.office, self.office.laptops[n]
        if not devices.vector(laptop.database.connection):
            # Nobody makes a file of nothing.
            office.write(n, [Change("company", new_id(), {"name": "The first"})])
        others = [other for other in range(3) if other != n] if to is None else [to]
        known = exchanges.last_vectors(laptop.database.connection)
        for other in others:
            if since and known.get(office.laptops[other].ledger.device, {}) != since:
                believe(laptop, office.laptops[other], since)
        path = office.folder / "out.ave"
        names = [office.laptops[other].ledger.device for other in others]
        self._service(n).export(path, names, everything=not since)
        content = path.read_bytes()
        sealed = read_sealed(laptop.database.connection, path)
        self.files[content] = sealed, unpack(sealed.container)
        office.count("sealed")
        return content

    def inside(self, content: bytes) -> Bundle:
        return self.files[content][1]

    def container(self, content: bytes) -> bytes:
        return self.files[content][0].container

    def is_for(self, n: int, content: bytes) -> bool:
        own = trust.own_keys(self.office.connection(n))
        return not {recipient_of(key.identity) for key in own}.isdisjoint(self.files[content][0].to)

    def preview(self, n: int, content: bytes) -> Taken:
        preview = self._service(n).preview(self._file(content))
        # An import doesn't go through the records one by one again.
        return Taken(preview.new, preview.held, {}, replace(preview, records=()))

    def take(self, n: int, content: bytes) -> Taken:
        done = self._service(n).apply(self._file(content))
        return Taken(done.new, done.held, {}, done)

    def spoil(self, content: bytes, how: str, where: int) -> bytes:
        if how != "drop":
            return spoil(content, how, where)
        return self._sealed_again(content, without_a_line(self.files[content][0].container, where))

    def forged(self, content: bytes, bundle: Bundle) -> bytes:
        chains = dict(bundle.before)
        for operation in bundle.operations:
            chains[operation.device] = chain(chains[operation.device], operation)
        return self._sealed_again(content, pack(replace(bundle, chains=chains)))

    def _sealed_again(self, content: bytes, container: bytes) -> bytes:
        """Return a file with another container, truly signed by whoever made the file."""
        was = self.files[content][0]
        return seal(
            container,
            card=was.card,
            seed=self.seeds[was.card.device],
            to=was.to,
            made=was.made,
            heads=was.heads,
        )

    def _service(self, n: int) -> ExchangeService:
        laptop = self.office.laptops[n]
        return ExchangeService(laptop.database, laptop.ledger)

    def _file(self, content: bytes) -> Path:
        path = self.office.folder / "in.ave"
        path.write_bytes(content)
        return path


def spoil(content: bytes, how: str, where: int) -> bytes:
    """Return a bundle as a bad stick gives it back."""
    at = where % len(content)
    match how:
        case "cut":
            return content[:at]
        case "flip":
            flipped = bytes([content[at] ^ (1 << where % 8)])
            return content[:at] + flipped + content[at + 1 :]
        case "insert":
            return content[:at] + bytes([where % 256]) + content[at:]
        case _:
            return without_a_line(content, where)


def without_a_line(content: bytes, where: int) -> bytes:
    """Return a bundle that lacks one operation, all hashes of the file made to fit."""
    magic, header, packed = content.split(b"\n", 2)
    lines = zlib.decompress(packed).split(b"\n")
    if len(lines) < 3:
        return content[:-1]
    del lines[1 + where % (len(lines) - 2)]
    plain = b"\n".join(lines)
    packed = zlib.compress(plain, 9)
    said = {
        **json.loads(header),
        "plain": len(plain),
        "size": len(packed),
        "sha256": hashlib.sha256(packed).hexdigest(),
    }
    return b"\n".join([magic, canonical(said).encode(), packed])
