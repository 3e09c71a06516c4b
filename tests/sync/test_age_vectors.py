"""The published test vectors of the age format, through the reader of exchange files."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from ave_tui.sync import seal
from ave_tui.sync.bundle import BundleDamagedError, NotABundleError
from ave_tui.sync.seal import NotForMeError

FOLDER: Final = Path(__file__).parents[1] / "data" / "age-testkit"
REFUSED: Final = (BundleDamagedError, NotABundleError)
"""A header, a payload or a MAC that is wrong: which of them is of no use to whoever reads."""


class Vector(NamedTuple):
    """An age file, what opens it, and what must come of that."""

    expect: str
    identity: str
    payload: str
    """SHA-256 of what is inside."""
    content: bytes


def read(name: str) -> Vector:
    """Read a published vector."""
    head, content = (FOLDER / name).read_bytes().split(b"\n\n", 1)
    said = dict(line.split(": ", 1) for line in head.decode().split("\n"))
    if said.get("compressed") == "zlib":
        content = zlib.decompress(content)
    identity = said.get("identity", seal.new_identity())
    return Vector(said["expect"], identity, said.get("payload", ""), content)


VECTORS: Final = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".md")


@pytest.mark.parametrize("name", VECTORS)
def test_a_published_vector_is_opened_or_refused_as_it_says(name: str) -> None:
    vector = read(name)
    match vector.expect:
        case "success":
            inside = seal._decrypted(vector.content, [vector.identity])
            assert hashlib.sha256(inside).hexdigest() == vector.payload
            # It is no exchange file, whatever age says of it.
            with pytest.raises(NotABundleError):
                seal.unseal(vector.content, [vector.identity])
        case "no match":
            with pytest.raises(NotForMeError):
                seal.unseal(vector.content, [vector.identity])
        case "header failure" | "HMAC failure" | "payload failure":
            with pytest.raises(REFUSED):
                seal.unseal(vector.content, [vector.identity])
        case other:
            pytest.fail(f"{name} expects {other}")


def test_every_kind_of_outcome_is_among_them() -> None:
    outcomes = {read(name).expect for name in VECTORS}
    assert outcomes == {
        *("success", "no match", "header failure", "HMAC failure", "payload failure")
    }
