"""A bundle comes back whole or not at all: cut, flipped, lying and foreign files are refused."""

from __future__ import annotations

import hashlib
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import SCHEMA
from ave_tui.sync.bundle import (
    MAGIC,
    Bundle,
    BundleDamagedError,
    NotABundleError,
    chain,
    pack,
    unpack,
)
from ave_tui.sync.lines import SchemaTooNewError
from ave_tui.sync.operation import Operation, canonical
from tests.names import HOSTILE_NAMES
from tests.sync.makers import ANNE, BRUNO, operation


def bundle(*operations: Operation) -> Bundle:
    """Return a bundle of some operations, with a manifest that is true."""
    ranges: dict[str, tuple[int, int]] = {}
    chains: dict[str, str] = {}
    for made in operations:
        first = ranges.get(made.device, (made.seq, 0))[0]
        ranges[made.device] = (first, made.seq)
        chains[made.device] = chain(chains.get(made.device, ""), made)
    vector = {device: last for device, (_, last) in ranges.items()}
    before = dict.fromkeys(ranges, "")
    return Bundle("space", ANNE, vector, ranges, chains, operations, before)


WHOLE = bundle(
    *(operation(ANNE, n, {"name": name}) for n, name in enumerate(HOSTILE_NAMES, start=1)),
    operation(BRUNO, 1),
)


def rewritten(**changes: object) -> bytes:
    """Return the bundle with another header, its own hash kept true."""
    content = pack(WHOLE)
    _, header_line, packed = content.split(b"\n", 2)
    header = {**json.loads(header_line), **changes}
    return MAGIC + canonical(header).encode() + b"\n" + packed


def with_plain(plain: bytes, **header: object) -> bytes:
    """Return a file whose packed part is anything, announced truly."""
    packed = zlib.compress(plain)
    said = {
        "format": 1,
        "plain": len(plain),
        "schema": SCHEMA,
        "sha256": hashlib.sha256(packed).hexdigest(),
        "size": len(packed),
        **header,
    }
    return MAGIC + canonical(said).encode() + b"\n" + packed


def test_a_bundle_comes_back_as_it_was() -> None:
    assert unpack(pack(WHOLE)) == WHOLE
    assert pack(unpack(pack(WHOLE))) == pack(WHOLE)


@given(st.data())
def test_any_flipped_byte_is_refused(data: st.DataObject) -> None:
    content = bytearray(pack(WHOLE))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(AveError):
        unpack(bytes(content))


def test_any_cut_is_refused() -> None:
    content = pack(WHOLE)
    for end in range(len(content)):
        with pytest.raises(AveError):
            unpack(content[:end])
    with pytest.raises(BundleDamagedError):
        unpack(content + b"\0")


@given(st.binary(max_size=200).filter(lambda content: not content.startswith(MAGIC)))
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(NotABundleError):
        unpack(content)
    with pytest.raises(AveError):
        unpack(MAGIC + content)


@pytest.mark.parametrize("newer", [{"format": 2}, {"schema": SCHEMA + 1}])
def test_a_newer_bundle_says_so(newer: dict[str, object]) -> None:
    with pytest.raises(SchemaTooNewError):
        unpack(rewritten(**newer))


@pytest.mark.parametrize(
    "lie",
    [
        {"format": 0},
        {"format": True},
        {"format": "1"},
        {"schema": None},
        {"schema": 0},
        {"plain": 10},
        {"plain": 2**40},
        {"size": 1},
        {"sha256": "0"},
    ],
)
def test_a_lying_header_is_refused(lie: dict[str, object]) -> None:
    with pytest.raises(BundleDamagedError):
        unpack(rewritten(**lie))


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = zlib.compress(bytes(50_000_000))
    header = {
        "format": 1,
        "plain": 100,
        "schema": SCHEMA,
        "sha256": hashlib.sha256(bomb).hexdigest(),
        "size": len(bomb),
    }
    with pytest.raises(BundleDamagedError):
        unpack(MAGIC + canonical(header).encode() + b"\n" + bomb)


def plain_lines() -> list[str]:
    """Return the manifest and the operations of the bundle."""
    packed = pack(WHOLE).split(b"\n", 2)[2]
    return zlib.decompress(packed).decode().split("\n")


@pytest.mark.parametrize("plain", [b"", b"\n", b"{}", b"{}\n", b"[]\n\n", b"5\n"])
def test_lines_that_are_no_bundle_are_refused(plain: bytes) -> None:
    with pytest.raises(BundleDamagedError):
        unpack(with_plain(plain))


@pytest.mark.parametrize("which", [1, 2, -2])
def test_a_dropped_line_is_refused_even_with_true_hashes(which: int) -> None:
    lines = plain_lines()
    del lines[which]
    with pytest.raises(BundleDamagedError):
        unpack(with_plain("\n".join(lines).encode()))


@pytest.mark.parametrize(
    "lie",
    [
        {"count": 1},
        {"ranges": {ANNE: [1, 2]}},
        {"vector": {}},
        {"chains": {}},
        {"chains": {ANNE: "0" * 64, BRUNO: "0" * 64}},
        {"before": {ANNE: "", BRUNO: "0" * 64}},
        {"before": {}},
        {"more": 1},
        {"space": None},
        {"sender": 1},
        {"schema": 7},
        {"ranges": 5},
    ],
)
def test_a_lying_manifest_is_refused(lie: dict[str, object]) -> None:
    first, *rest = plain_lines()
    manifest = {**json.loads(first), **lie}
    with pytest.raises(BundleDamagedError):
        unpack(with_plain("\n".join([canonical(manifest), *rest]).encode()))
