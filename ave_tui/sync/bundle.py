"""The file that laptops exchange: written once, read by anyone later, taken on trust never.

Three parts, one after the other: the line ``AVE1``; a header line in canonical JSON; and zlib data
that unpacks to a manifest line and one operation a line. The header's ``sha256`` and ``size`` are
of the zlib data, ``plain`` is its size unpacked. The manifest has the sender, the space, the
sender's vector, the ranges of operations inside, and the hash chain of each device before its range
and at the end of it: so each range can be held against a signature by itself. There are no paths,
names or nested archives in it, so none can be misused. Sealing and signing (`sync/seal.py`) wrap
around the whole. `docs/bundle-format.md` has it byte by byte.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import AveError
from ave_tui.domain.progress import counted, quiet
from ave_tui.domain.schema import SCHEMA
from ave_tui.domain.words import N_
from ave_tui.sync.lines import (
    NotAnOperationError,
    SchemaTooNewError,
    is_device,
    is_vector,
    read_line,
)
from ave_tui.sync.operation import Operation, canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.progress import Tell
    from ave_tui.sync.operation import Device, Vector

    Ends = Mapping[Device, tuple[int, str]]
    Identities = dict[tuple[Device, int], str]
    """The identity of operations by device and number."""

MAGIC: Final = b"AVE1\n"
FORMAT: Final = 1
SUFFIX: Final = ".ave"
_LONGEST_HEADER: Final = 4_096
_MANIFEST: Final = {
    *("before", "chains", "count", "ranges", "schema", "sender", "space", "vector"),
}
_MOST_PLAIN: Final = 512 * 2**20
_WIDEST: Final = 1_100
"""zlib can't unpack to more than 1,032 times its size: a header that says so lies."""


class NotABundleError(AveError):
    """The file is something else."""

    def __init__(self) -> None:
        super().__init__(
            N_("This is not an exchange file of ave-tui."),
            N_("Choose a file that ends in .ave."),
        )


class BundleDamagedError(AveError):
    """The file was cut or altered."""

    def __init__(self) -> None:
        super().__init__(
            N_("This exchange file is damaged or incomplete."),
            N_("Ask for it again; nothing was changed here."),
        )


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle holds, checked."""

    space: str
    """The structure whose records these are; they never go to another."""
    sender: Device
    vector: Vector
    """What the sender had when it was made: also says what it needs no more."""
    ranges: dict[Device, tuple[int, int]]
    chains: dict[Device, str]
    operations: tuple[Operation, ...]
    before: dict[Device, str]
    """The chain of each device just before its range; empty where that begins with 1."""
    identities: Identities = field(default_factory=dict, compare=False, repr=False)
    """What was worked out while it was read."""

    @property
    def ends(self) -> Ends:
        """The last operation inside of each device, and its hash chain there."""
        return {device: (last, self.chains[device]) for device, (_, last) in self.ranges.items()}


def chain(head: str, operation: Operation) -> str:
    """Return a device's hash chain with one more operation at its end."""
    return link(head, operation.identity())


def link(head: str, identity: str) -> str:
    """Return a device's hash chain with one more identity at its end."""
    return hashlib.sha256((head + identity).encode()).hexdigest()


def pack(bundle: Bundle, tell: Tell = quiet) -> bytes:
    """Return the bytes of a bundle: the same for the same content."""
    manifest = {
        "before": bundle.before,
        "chains": bundle.chains,
        "count": len(bundle.operations),
        "ranges": {device: list(ends) for device, ends in bundle.ranges.items()},
        "schema": SCHEMA,
        "sender": bundle.sender,
        "space": bundle.space,
        "vector": bundle.vector,
    }
    operations = counted(bundle.operations, len(bundle.operations), tell)
    lines = [canonical(manifest), *(operation.line() for operation in operations)]
    plain = "".join(f"{line}\n" for line in lines).encode()
    packed = zlib.compress(plain, 9)
    header = {
        "format": FORMAT,
        "plain": len(plain),
        "schema": SCHEMA,
        "sha256": hashlib.sha256(packed).hexdigest(),
        "size": len(packed),
    }
    return MAGIC + canonical(header).encode() + b"\n" + packed


def unpack(content: bytes, tell: Tell = quiet) -> Bundle:
    """Read a bundle.

    Raises:
        NotABundleError: The file is something else.
        SchemaTooNewError: A newer program made it.
        BundleDamagedError: It was cut or altered.
    """
    if not content.startswith(MAGIC):
        raise NotABundleError
    end = content.find(b"\n", len(MAGIC), len(MAGIC) + _LONGEST_HEADER)
    if end < 0:
        raise BundleDamagedError
    try:
        header = json.loads(content[len(MAGIC) : end])
        form, schema = header["format"], header["schema"]
        if type(form) is not int or type(schema) is not int:
            raise BundleDamagedError
        if form > FORMAT or schema > SCHEMA:
            raise SchemaTooNewError
        if form != FORMAT or canonical(header).encode() != content[len(MAGIC) : end]:
            raise BundleDamagedError
        return _read(_unzip(content[end + 1 :], header), schema, tell)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error) as error:
        raise BundleDamagedError from error
    except NotAnOperationError as error:
        raise BundleDamagedError from error


def _unzip(packed: bytes, header: dict[str, object]) -> str:
    size = header["plain"]
    if (
        header["size"] != len(packed)
        or header["sha256"] != hashlib.sha256(packed).hexdigest()
        or type(size) is not int
        or not 0 < size <= min(_MOST_PLAIN, len(packed) * _WIDEST)
    ):
        raise BundleDamagedError
    unpacking = zlib.decompressobj()
    plain = unpacking.decompress(packed, size)
    if len(plain) != size or not unpacking.eof or unpacking.unused_data:
        raise BundleDamagedError
    return plain.decode()


def _read(plain: str, schema: int, tell: Tell) -> Bundle:
    # Never splitlines(): a U+2028 in somebody's note would cut a line in two.
    first, *lines = plain.split("\n")
    manifest = json.loads(first)
    if not lines or lines[-1]:
        raise BundleDamagedError
    operations = tuple(read_line(line) for line in counted(lines[:-1], len(lines) - 1, tell))
    bundle = Bundle(
        manifest["space"],
        manifest["sender"],
        manifest["vector"],
        {device: (low, high) for device, (low, high) in manifest["ranges"].items()},
        manifest["chains"],
        operations,
        manifest["before"],
    )
    if (
        manifest.keys() != _MANIFEST
        or canonical(manifest) != first
        # Compared as text: true is 1 and 1.0 is 1 in Python, but not in the one form of a file.
        or canonical([manifest["schema"], manifest["count"]])
        != canonical([schema, len(operations)])
        or not _holds(bundle)
    ):
        raise BundleDamagedError
    return bundle


def _holds(bundle: Bundle) -> bool:
    """Whether a manifest is true; notes the identities of the operations on the way."""
    inside: dict[str, list[int]] = {}
    heads = dict(bundle.before)
    for operation in bundle.operations:
        device = operation.device
        inside.setdefault(device, []).append(operation.seq)
        identity = bundle.identities[device, operation.seq] = operation.identity()
        heads[device] = link(heads[device], identity)
    reached = {device: (seqs[0], seqs[-1]) for device, seqs in inside.items()}
    return (
        isinstance(bundle.space, str)
        and is_device(bundle.sender)
        and is_vector(bundle.vector)
        and canonical(bundle.ranges) == canonical(reached)
        and list(inside) == sorted(inside)
        and all(
            seqs == list(range(seqs[0], seqs[0] + len(seqs)))
            and seqs[-1] <= bundle.vector.get(device, 0)
            for device, seqs in inside.items()
        )
        and heads == bundle.chains
        and all((low == 1) == (bundle.before[d] == "") for d, (low, _) in bundle.ranges.items())
    )
