"""The sealed file: who made it, for whom, and that nobody altered it, around a container.

An age file to the recipients; inside, a signed header and the container of `sync/bundle.py`. The
signature lies inside the encryption and covers the recipients. `docs/bundle-format.md` has it byte
by byte. Nothing here knows whom this laptop trusts: `sync/circle.py` judges.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.sync.bundle import MAGIC as CONTAINER
from ave_tui.sync.bundle import BundleDamagedError, NotABundleError
from ave_tui.sync.card import card_of
from ave_tui.sync.heads import read_head
from ave_tui.sync.lines import SchemaTooNewError
from ave_tui.sync.operation import canonical
from ave_tui.sync.roster import roster_of
from ave_tui.sync.signing import (
    NotSignedError,
    is_number,
    is_recipient,
    sign,
    strict_object,
    verified,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ave_tui.sync.card import Card
    from ave_tui.sync.heads import Head
    from ave_tui.sync.roster import Roster

MAGIC: Final = b"AVESEAL\n"
SEAL: Final = 1
MOST_BYTES: Final = 2**28
_AGE: Final = b"age-encryption.org/v1\n"
_DOMAIN: Final = "ave-tui seal 1"
_LONGEST_HEADER: Final = 4 * 2**20
_MOST_ROSTERS: Final = 4
_MOST_RECIPIENTS: Final = 1_000
_FIELDS: Final = {
    *("card", "format", "heads", "made", "rosters", "sha256", "sig", "size", "to"),
}


class UnsealedError(AveError):
    """A bare container: anybody could have made it."""

    def __init__(self) -> None:
        super().__init__(
            N_("This exchange file is not sealed: nobody vouches for what is in it."),
            N_("Ask for a file made with the program as it is now."),
        )


class NotForMeError(AveError):
    """None of this laptop's identities opens it."""

    def __init__(self) -> None:
        super().__init__(
            N_("This exchange file is not meant for this laptop."),
            N_("Give your card to whoever made it, and ask for a new file."),
        )


class ForwardedError(AveError):
    """Its maker meant it for others; somebody passed it on as if it were for us."""

    def __init__(self) -> None:
        super().__init__(
            N_("This exchange file was made for others and passed on: its maker did not mean you."),
            N_("Give your card to whoever made it, and ask for a new file."),
        )


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a sealed file says, every signature in it checked; nobody is trusted by that."""

    card: Card
    """The sender's."""
    made: int
    """UTC milliseconds on the sender's clock."""
    to: tuple[str, ...]
    heads: tuple[Head, ...]
    rosters: tuple[Roster, ...]
    container: bytes


def seal(
    container: bytes,
    *,
    card: Card,
    seed: str,
    to: Iterable[str],
    made: int,
    heads: Iterable[Head] = (),
    rosters: Iterable[Roster] = (),
) -> bytes:
    """Return a sealed file; the sender is always among those that can open it."""
    import pyrage

    recipients = sorted({*to, card.age})
    header: dict[str, object] = {
        "card": card.values(),
        "format": SEAL,
        "heads": [list(head) for head in sorted(heads)],
        "made": made,
        "rosters": [r.values() for r in sorted(rosters, key=lambda r: r.office.device)],
        "sha256": hashlib.sha256(container).hexdigest(),
        "size": len(container),
        "to": recipients,
    }
    header["sig"] = sign(_DOMAIN, header, seed)
    inside = MAGIC + canonical(header).encode() + b"\n" + container
    return _age(
        lambda: pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(r) for r in recipients])
    )


def unseal(content: bytes, identities: Sequence[str]) -> Sealed:
    """Open a sealed file with a laptop's identities and check every signature in it.

    Raises:
        NotABundleError: It is something else.
        UnsealedError: It is a bare container.
        NotForMeError: It is sealed to others.
        ForwardedError: It is sealed to this laptop by somebody else than its maker.
        SchemaTooNewError: A newer program made it.
        BundleDamagedError: It was cut or altered.
        NotSignedError: A signature doesn't hold.
    """
    clear = _decrypted(content, identities)
    if not clear.startswith(MAGIC):
        raise NotABundleError
    end = clear.find(b"\n", len(MAGIC), len(MAGIC) + _LONGEST_HEADER)
    if end < 0:
        raise BundleDamagedError
    try:
        header = strict_object(clear[len(MAGIC) : end].decode())
    except UnicodeDecodeError as error:
        raise BundleDamagedError from error
    container = clear[end + 1 :]
    if is_number(header.get("format"), SEAL + 1):
        raise SchemaTooNewError
    sealed = _checked(header, container)
    mine = {recipient_of(identity) for identity in identities}
    if not mine & set(sealed.to):
        raise ForwardedError
    return sealed


def new_identity() -> str:
    """Return a fresh age identity: what opens files sealed to it."""
    import pyrage

    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return what is sealed to for an identity."""
    import pyrage

    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def _checked(header: dict[str, object], container: bytes) -> Sealed:
    if header.keys() != _FIELDS or not is_number(header["format"], SEAL):
        raise NotSignedError
    card = card_of(header["card"])
    verified(_DOMAIN, header, card.key)
    heads, rosters, to = (_list(header[name]) for name in ("heads", "rosters", "to"))
    made = header["made"]
    if (
        not isinstance(made, int)
        or not is_number(made)
        or header["size"] != len(container)
        or header["sha256"] != hashlib.sha256(container).hexdigest()
        or len(rosters) > _MOST_ROSTERS
        or len(to) > _MOST_RECIPIENTS
        or not all(map(is_recipient, to))
        or card.age not in to
    ):
        raise NotSignedError
    read_heads = [read_head(found, card.space) for found in heads]
    read_rosters = [roster_of(found) for found in rosters]
    offices = [roster.office.device for roster in read_rosters]
    devices = [head.device for head in read_heads]
    recipients = [str(recipient) for recipient in to]
    if any(some != sorted(set(some)) for some in (offices, devices, recipients)):
        raise NotSignedError
    return Sealed(card, made, tuple(recipients), tuple(read_heads), tuple(read_rosters), container)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise NotSignedError
    return value


def _decrypted(content: bytes, identities: Sequence[str]) -> bytes:
    import pyrage

    if content.startswith(CONTAINER):
        raise UnsealedError
    if not content.startswith(_AGE) or len(content) > MOST_BYTES:
        raise NotABundleError
    keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
    try:
        return _age(lambda: pyrage.decrypt(content, keys))
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise NotForMeError from error
        raise BundleDamagedError from error


def _age(work: Callable[[], bytes]) -> bytes:
    """Let age work; where its library gives up altogether, that is one more damaged file."""
    try:
        return work()
    except BaseException as error:
        # The library's panics are no Exception, and their class has no name to import.
        if type(error).__name__ == "PanicException":
            raise BundleDamagedError from error
        raise
