"""What somebody could try with exchange files: a colleague, a thief, a stranger, whoever relays.

Chloé is who is tried. Bruno is trusted and means ill: he has his own keys and whatever was sealed
to him. What is refused changes nothing, so one attack after the other is tried on the same laptops.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pyrage

from ave_tui.domain.changes import new_id
from ave_tui.domain.errors import AveError
from ave_tui.storage import trust
from ave_tui.sync.bundle import chain, pack, unpack
from ave_tui.sync.circle import Standing
from ave_tui.sync.gather import gather, heads_of
from ave_tui.sync.heads import sign_head
from ave_tui.sync.keys import Keys, public_key, sign_own_head
from ave_tui.sync.operation import canonical
from ave_tui.sync.seal import MAGIC, seal, unseal
from ave_tui.sync.signing import sign
from tests.proof.office import dump
from tests.proof.older import program_of
from tests.services.desks import ELSEWHERE, SPACE, Desk, meet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ave_tui.sync.bundle import Bundle
    from ave_tui.sync.heads import Head
    from ave_tui.sync.seal import Sealed


def keys_of(one: Desk) -> Keys:
    """Return the keys of a laptop."""
    own = trust.own_key(one.laptop.database.connection, one.device)
    assert own is not None
    return Keys(*own)


class Siege:
    """Laptops of a structure, one that was lost, a stranger; and files that they made."""

    def __init__(self, folder: Path, seed: int = 0) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - attacks, not secrets
        names = ("office", "anne", "bruno", "chloe", "lost")
        self.office, self.anne, self.bruno, self.chloe, self.lost = (
            Desk(folder / name) for name in names
        )
        members = (self.anne, self.bruno, self.chloe, self.lost)
        self.office.trust.be_office(True)
        self.office.company("the office's")
        for desk in members:
            desk.company("one's own")
            meet(self.office, desk)
        # The list as it was while everybody was trusted.
        self.old_list = self.office.send().path
        for desk in members:
            desk.exchange.apply(self.old_list)
        # Her program was of schema 1 then; that of all others, and hers since, is of the newest.
        with program_of(1):
            self.anne.company("for others to have")
        self.anne.company("and one more")
        self.to_bruno = self.anne.send(self.bruno).path
        self.to_chloe = self.anne.send(self.chloe).path
        self.bruno.exchange.apply(self.to_bruno)
        self.relayed = self.bruno.send(self.chloe, everything=True).path
        self.from_lost = self.lost.send(self.chloe).path
        self.office.trust.revoke(self.lost.device)
        self.chloe.take(self.office.send(self.chloe))
        # Compared while it had no structure yet, it joined another one.
        self.stranger = Desk(folder / "stranger", "")
        meet(self.chloe, self.stranger)
        self.stranger.laptop.ledger.prefer("space", ELSEWHERE)
        self.stranger.company("of another structure")
        # Nobody ever compared anything with this one, but it has Chloé's card.
        self.nobody = Desk(folder / "nobody")
        self.nobody.trust.trust(self.chloe.trust.my_card())
        self.nobody.company("made up")
        self.file = folder / "attack.ave"
        self.tried: dict[str, int] = {}

    # What is tried

    def another_header(self) -> bytes:
        """Anne's file for Chloé, with something else in the header, under the old signature."""
        header, container = self._inside(self.to_chloe, self.chloe)
        lies: list[dict[str, object]] = [{"made": 5}, {"rosters": []}, {"heads": []}]
        lies.append({"card": self.bruno.trust.my_card().values()})
        lie = self.chance.choice(lies)
        return self._closed({**header, **lie}, container)

    def passed_on(self) -> bytes:
        """Anne's file for Bruno, as if she had meant Chloé."""
        header, container = self._inside(self.to_bruno, self.bruno)
        ages = [keys_of(desk).age for desk in (self.anne, self.bruno, self.chloe)]
        to = sorted(self.chance.choice([ages, [ages[0], ages[2]]]))
        return self._closed({**header, "to": to}, container)

    def revoked(self) -> bytes:
        """A file of the laptop that was lost."""
        return self.from_lost.read_bytes()

    def stranger_s(self) -> bytes:
        """A file of another structure."""
        with self.stranger.laptop.database.transaction() as connection:
            sign_own_head(connection, self.stranger.device)
            made = gather(connection, ELSEWHERE, self.stranger.device, {})
            return self._by(self.stranger, made, heads_of(connection, made))

    def nobody_s(self) -> bytes:
        """A file of somebody whose card was never compared."""
        return self.nobody.send(self.chloe).path.read_bytes()

    def altered_relay(self) -> bytes:
        """Anne's work as Bruno would have it, with her signature left out or left in."""
        was, bundle = self._opened()
        heads = [head for head in was.heads if self.chance.random() < 0.5]
        heads = [h for h in was.heads if h in heads or h.device != self.anne.device]
        return self._by_bruno(self._altered(bundle), heads)

    def another_schema(self) -> bytes:
        """Anne's work as if her program had been of another schema."""
        was, bundle = self._opened()
        hers = [n for n, o in enumerate(bundle.operations) if o.device == self.anne.device][1:]
        at = self.chance.choice(hers)
        other = replace(bundle.operations[at], version=3 - bundle.operations[at].version)
        operations = (*bundle.operations[:at], other, *bundle.operations[at + 1 :])
        return self._by_bruno(_chained(replace(bundle, operations=operations)), was.heads)

    def added_relay(self) -> bytes:
        """Something that Anne never wrote, after what she signed."""
        was, bundle = self._opened()
        device = self.anne.device
        last = [o for o in bundle.operations if o.device == device][-1]
        more = replace(last, seq=last.seq + 1, tx=last.seq + 1, row=new_id())
        operations = sorted((*bundle.operations, more), key=lambda o: (o.device, o.seq))
        first, _ = bundle.ranges[device]
        longer = replace(
            bundle,
            operations=tuple(operations),
            ranges={**bundle.ranges, device: (first, more.seq)},
            vector={**bundle.vector, device: more.seq},
        )
        heads = [head for head in was.heads if head.device != device]
        return self._by_bruno(_chained(longer), heads)

    def another_key(self) -> bytes:
        """Anne's work as Bruno would have it, signed by a key that he made for her."""
        was, bundle = self._opened()
        altered, device = self._altered(bundle), self.anne.device
        seed = f"{self.chance.getrandbits(256):064x}"
        last = altered.ranges[device][1]
        end = altered.chains[device]
        false = sign_head(SPACE, device, public_key(seed), seed, last, end)
        return self._by_bruno(altered, [false if h.device == device else h for h in was.heads])

    def false_list(self) -> bytes:
        """A list in which the lost laptop is trusted again; head office never signed it."""
        header, container = self._inside(self.relayed, self.bruno)
        rosters: Any = header["rosters"]
        (roster,) = rosters
        roster = {**roster, "number": roster["number"] + 5, "revoked": []}
        return self._closed_by_bruno({**header, "rosters": [roster]}, container)

    # How it is tried

    def attack(self) -> str:
        """Try something; return what.

        Raises:
            AssertionError: It was taken, or left a trace.
        """
        what, make = self.chance.choice(ATTACKS)
        self.tried[what] = self.tried.get(what, 0) + 1
        self.file.write_bytes(make(self))
        connection = self.chloe.laptop.database.connection
        before = dump(connection)
        for act in (self.chloe.exchange.preview, self.chloe.exchange.apply):
            try:
                act(self.file)
            except AveError:
                continue
            raise AssertionError(f"{what} was taken")
        assert not self.chloe.look.inspect(self.file).accepted
        assert dump(connection) == before, f"{what} left a trace"
        return what

    def older_list(self) -> None:
        """An older file of head office is taken, but its list is not.

        Raises:
            AssertionError: It is.
        """
        self.chloe.exchange.apply(self.old_list)
        standing = self.chloe.trust.find("lost").standing
        assert standing is Standing.REVOKED, "an older list was believed"

    def close(self) -> None:
        """Close all laptops."""
        for desk in (
            *(self.office, self.anne, self.bruno, self.chloe, self.lost),
            *(self.stranger, self.nobody),
        ):
            desk.laptop.close()

    def _inside(self, path: Path, reader: Desk) -> tuple[dict[str, object], bytes]:
        identity = pyrage.x25519.Identity.from_str(keys_of(reader).identity)
        clear = pyrage.decrypt(path.read_bytes(), [identity])
        header, container = clear[len(MAGIC) :].split(b"\n", 1)
        return json.loads(header), container

    def _closed(self, header: dict[str, object], container: bytes) -> bytes:
        """Encrypt to Chloé, as whoever has her card can."""
        recipient = pyrage.x25519.Recipient.from_str(keys_of(self.chloe).age)
        clear = MAGIC + canonical(header).encode() + b"\n" + container
        return bytes(pyrage.encrypt(clear, [recipient]))

    def _closed_by_bruno(self, header: dict[str, object], container: bytes) -> bytes:
        said = {name: value for name, value in header.items() if name != "sig"}
        sig = sign("ave-tui seal 1", said, keys_of(self.bruno).seed)
        return self._closed({**said, "sig": sig}, container)

    def _opened(self) -> tuple[Sealed, Bundle]:
        sealed = unseal(self.relayed.read_bytes(), [keys_of(self.bruno).identity])
        return sealed, unpack(sealed.container)

    def _by_bruno(self, bundle: Bundle, heads: Iterable[Head]) -> bytes:
        return self._by(self.bruno, bundle, heads)

    def _by(self, sender: Desk, bundle: Bundle, heads: Iterable[Head]) -> bytes:
        """Seal and sign a bundle truly, as its sender can."""
        return seal(
            pack(bundle),
            card=sender.trust.my_card(),
            seed=keys_of(sender).seed,
            to=[keys_of(self.chloe).age],
            made=0,
            heads=heads,
        )

    def _altered(self, bundle: Bundle) -> Bundle:
        """Let one of those operations of Anne's that Chloé has not say something else."""
        new = [n for n, o in enumerate(bundle.operations) if o.device == self.anne.device][1:]
        at = self.chance.choice(new)
        other = replace(bundle.operations[at], payload=canonical({"name": "forged"}))
        operations = (*bundle.operations[:at], other, *bundle.operations[at + 1 :])
        return _chained(replace(bundle, operations=operations))


def _chained(bundle: Bundle) -> Bundle:
    """Make the chains of a bundle true."""
    chains = dict(bundle.before)
    for operation in bundle.operations:
        chains[operation.device] = chain(chains[operation.device], operation)
    return replace(bundle, chains=chains)


ATTACKS: Final[list[tuple[str, Callable[[Siege], bytes]]]] = [
    ("another header", Siege.another_header),
    ("a file for somebody else", Siege.passed_on),
    ("a revoked laptop's file", Siege.revoked),
    ("a stranger's file", Siege.stranger_s),
    ("nobody's file", Siege.nobody_s),
    ("altered work", Siege.altered_relay),
    ("another schema", Siege.another_schema),
    ("added work", Siege.added_relay),
    ("another key", Siege.another_key),
    ("a false list", Siege.false_list),
]
