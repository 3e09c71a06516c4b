"""A sealed file comes back as it was made, to whom it was made for, or is refused by a sentence."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import zlib
from typing import TYPE_CHECKING

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.errors import AveError
from ave_tui.sync.bundle import BundleDamagedError, NotABundleError, unpack
from ave_tui.sync.heads import sign_head
from ave_tui.sync.lines import SchemaTooNewError
from ave_tui.sync.operation import canonical
from ave_tui.sync.roster import Roster, make_roster, roster_of
from ave_tui.sync.seal import (
    MAGIC,
    ForwardedError,
    NotForMeError,
    UnsealedError,
    recipient_of,
    seal,
    unseal,
)
from ave_tui.sync.signing import NotSignedError, sign
from tests.names import HOSTILE_NAMES
from tests.sync.makers import operation
from tests.sync.seal_makers import ELSEWHERE, LOW_ORDER, SPACE, container, owner

if TYPE_CHECKING:
    from pathlib import Path

ANNE, BRUNO, CHLOE, MALLORY = (owner(letter) for letter in "abce")
OPERATIONS = [
    operation(ANNE.device, n, {"name": name}) for n, name in enumerate(HOSTILE_NAMES, start=1)
]
INSIDE = container(ANNE, *OPERATIONS)
HEAD = ANNE.head(OPERATIONS)
OFFICE = CHLOE.card("Chloé", "office")
ROSTER = make_roster(OFFICE, CHLOE.seed, 3, 5, [ANNE.card(), BRUNO.card()], [], [MALLORY.age])
FILE = ANNE.sealed(INSIDE, BRUNO, heads=[HEAD], rosters=[ROSTER])


def clear_text(content: bytes = FILE) -> tuple[dict[str, object], bytes]:
    """Return the header and the container of a file."""
    clear = pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(BRUNO.identity)])
    header, inside = clear[len(MAGIC) :].split(b"\n", 1)
    return json.loads(header), inside


def to_bruno(clear: bytes) -> bytes:
    """Encrypt anything to Bruno, as whoever has his card can."""
    return bytes(pyrage.encrypt(clear, [pyrage.x25519.Recipient.from_str(BRUNO.age)]))


def resigned(**changes: object) -> bytes:
    """Return the file with another header that Anne really signed."""
    header, inside = clear_text()
    said = {name: value for name, value in {**header, **changes}.items() if name != "sig"}
    whole = canonical({**said, "sig": sign("ave-tui seal 1", said, ANNE.seed)})
    return to_bruno(MAGIC + whole.encode() + b"\n" + inside)


def signed_head(device: str = ANNE.device, seq: int = 1, chain: str = "0" * 64) -> list[object]:
    """Return a head that Anne really signed, as it stands in a file."""
    return list(sign_head(SPACE, device, ANNE.key, ANNE.seed, seq, chain))


def test_a_sealed_file_comes_back_as_it_was_made() -> None:
    for reader in (BRUNO, ANNE):
        found = unseal(FILE, [owner("d").identity, reader.identity])
        assert found.card == ANNE.card()
        assert found.to == tuple(sorted([ANNE.age, BRUNO.age]))
        assert (found.heads, found.rosters, found.made) == ((HEAD,), (ROSTER,), 1_000)
        assert unpack(found.container).operations == tuple(OPERATIONS)
    assert unseal(resigned(), [BRUNO.identity]) == unseal(FILE, [BRUNO.identity])


@given(st.data())
def test_any_flipped_byte_is_refused(data: st.DataObject) -> None:
    content = bytearray(FILE)
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(AveError):
        unseal(bytes(content), [BRUNO.identity])


@given(st.data())
def test_any_cut_or_splice_is_refused(data: st.DataObject) -> None:
    places = st.integers(0, len(FILE))
    first, second = sorted((data.draw(places), data.draw(places)))
    middle = data.draw(st.binary(max_size=20))
    spliced = FILE[:first] + middle + FILE[second:]
    if spliced == FILE:
        return
    with pytest.raises(AveError):
        unseal(spliced, [BRUNO.identity])


def test_every_bit_of_the_age_header_matters() -> None:
    end = FILE.index(b"\n---") + 60
    for bit in range(0, end * 8, 7):
        content = bytearray(FILE)
        content[bit // 8] ^= 1 << bit % 8
        with pytest.raises(AveError):
            unseal(bytes(content), [BRUNO.identity])


@given(st.data())
def test_an_altered_inside_is_refused_though_it_is_sealed_again(data: st.DataObject) -> None:
    """Whoever has a card can seal to it: only the signature keeps the content."""
    clear = bytearray(pyrage.decrypt(FILE, [pyrage.x25519.Identity.from_str(BRUNO.identity)]))
    at = data.draw(st.integers(0, len(clear) - 1))
    clear[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(AveError):
        unseal(to_bruno(bytes(clear)), [BRUNO.identity])


@given(st.binary(max_size=300))
def test_anything_else_is_refused(content: bytes) -> None:
    for whole, inside in ((content, b""), (b"age-encryption.org/v1\n" + content, content)):
        with pytest.raises(AveError):
            unseal(whole, [BRUNO.identity])
        with pytest.raises(AveError):
            unseal(to_bruno(MAGIC + inside), [BRUNO.identity])


@pytest.mark.parametrize(
    "header",
    [
        b"-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
        + b"A" * 43
        + b"\n--- "
        + b"A" * 43,
        b"-> X25519 " + b"A" * 42 + b"\n" + b"A" * 43 + b"\n--- " + b"A" * 43,
        b"-> X25519\n" + b"A" * 43 + b"\n--- " + b"A" * 43,
        b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n" + b"A" * 43 + b"\n--- " + b"A" * 43,
        b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 99999999999999\n" + b"A" * 43 + b"\n--- " + b"A" * 43,
        b"-> \n\n--- " + b"A" * 43,
        b"--- " + b"A" * 43,
        b"-> X25519 " + b"A" * 43 + b"\n" + (b"A" * 64 + b"\n") * 200 + b"\n--- " + b"A" * 43,
    ],
)
def test_a_malformed_age_header_is_refused(header: bytes) -> None:
    with pytest.raises(AveError):
        unseal(b"age-encryption.org/v1\n" + header + b"\n" + bytes(32), [BRUNO.identity])


def test_others_can_not_read_it() -> None:
    with pytest.raises(NotForMeError):
        unseal(FILE, [CHLOE.identity, MALLORY.identity])
    with pytest.raises(AveError):
        unseal(FILE, [])


def test_a_bare_container_is_told_apart() -> None:
    with pytest.raises(UnsealedError):
        unseal(INSIDE, [BRUNO.identity])
    with pytest.raises(NotABundleError):
        unseal(b"", [BRUNO.identity])
    with pytest.raises(NotABundleError):
        unseal(to_bruno(b"a letter"), [BRUNO.identity])


def test_another_payload_under_an_old_signature_is_refused() -> None:
    header, _ = clear_text()
    other = container(ANNE, operation(ANNE.device, 1, {"name": "Z"}))
    with pytest.raises(NotSignedError):
        unseal(to_bruno(MAGIC + canonical(header).encode() + b"\n" + other), [BRUNO.identity])


def test_what_was_meant_for_others_can_not_be_passed_on() -> None:
    for_chloe = ANNE.sealed(INSIDE, CHLOE)
    clear = pyrage.decrypt(for_chloe, [pyrage.x25519.Identity.from_str(CHLOE.identity)])
    with pytest.raises(ForwardedError):
        unseal(to_bruno(clear), [BRUNO.identity])


def test_a_newer_file_says_so() -> None:
    with pytest.raises(SchemaTooNewError):
        unseal(resigned(format=2), [BRUNO.identity])
    newer_card = {**ANNE.card().values(), "card": 2}
    with pytest.raises(SchemaTooNewError):
        unseal(resigned(card=newer_card), [BRUNO.identity])
    with pytest.raises(SchemaTooNewError):
        unseal(resigned(rosters=[{**ROSTER.values(), "roster": 2}]), [BRUNO.identity])


@pytest.mark.parametrize(
    "lie",
    [
        {"format": 0},
        {"format": True},
        {"made": -1},
        {"made": "1"},
        {"size": 1},
        {"sha256": "0" * 64},
        {"to": [BRUNO.age]},
        {"to": sorted([ANNE.age, BRUNO.age], reverse=True)},
        {"to": sorted([ANNE.age, BRUNO.age, BRUNO.age])},
        {"to": [5]},
        {"to": {}},
        {"heads": [list(HEAD), list(HEAD)]},
        {"heads": [[*HEAD][:4]]},
        {"heads": [[*HEAD[:2], HEAD[2] + 1, *HEAD[3:]]]},
        {"heads": [list(ANNE.head(OPERATIONS, ELSEWHERE))]},
        {"heads": [signed_head(seq=0)]},
        {"heads": [signed_head(chain="0")]},
        {"heads": [signed_head(device="Anne")]},
        {"heads": "no"},
        {"rosters": [5]},
        {"rosters": [ROSTER.values()] * 2},
        {"rosters": [ROSTER.values()] * 5},
        {"card": BRUNO.card().values()},
        {"card": {**ANNE.card().values(), "name": "Z"}},
        {"more": 1},
    ],
)
def test_a_lying_header_is_refused_though_its_sender_signed_it(lie: dict[str, object]) -> None:
    with pytest.raises(NotSignedError):
        unseal(resigned(**lie), [BRUNO.identity])


def roster_lie(**changes: object) -> dict[str, object]:
    """Return the roster with other values, signed again by its office."""
    said = {n: v for n, v in {**ROSTER.values(), **changes}.items() if n != "sig"}
    return {**said, "sig": sign("ave-tui roster 1", said, CHLOE.seed)}


@pytest.mark.parametrize(
    "lie",
    [
        {"number": 0},
        {"space": ELSEWHERE},
        {"office": CHLOE.card("Chloé").values()},
        {"office": MALLORY.card("M", "office").values()},
        {"cards": [BRUNO.card().values(), ANNE.card().values()]},
        {"cards": [ANNE.card(space=ELSEWHERE).values()]},
        {"revoked": [ANNE.card().values()]},
        {"recovery": ["age1"]},
        {"recovery": sorted([ANNE.age, BRUNO.age], reverse=True)},
        {"cards": None},
        {"more": 1},
    ],
)
def test_a_lying_roster_is_refused_though_its_office_signed_it(lie: dict[str, object]) -> None:
    with pytest.raises(NotSignedError):
        roster_of(roster_lie(**lie))


def test_a_roster_comes_back_as_it_was_made() -> None:
    assert roster_of(roster_lie()) == ROSTER
    assert roster_of(json.loads(ROSTER.text())) == ROSTER
    with pytest.raises(NotSignedError):
        roster_of({**ROSTER.values(), "number": 4})
    assert isinstance(ROSTER, Roster)


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = ANNE.sealed(b"AVE1\n{}\n" + zlib.compress(bytes(30_000_000)), BRUNO)
    with pytest.raises(BundleDamagedError):
        unpack(unseal(bomb, [BRUNO.identity]).container)


def test_where_age_gives_up_altogether_a_sentence_says_so() -> None:
    """Nobody keeps such a recipient here; age brings itself down over a point of low order."""
    with pytest.raises(BundleDamagedError):
        seal(INSIDE, card=ANNE.card(), seed=ANNE.seed, to=[LOW_ORDER], made=0)


def test_damage_of_any_kind_ends_in_a_sentence() -> None:
    chance = random.Random(7)  # noqa: S311 - damage, no secret
    for _ in range(400):
        content = bytearray(FILE)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 40)] = chance.randbytes(chance.randint(0, 40))
        if bytes(content) != FILE:
            with pytest.raises(AveError):
                unseal(bytes(content), [BRUNO.identity])


@pytest.mark.skipif(shutil.which("age") is None, reason="the Debian package age is not here")
def test_what_is_inside_is_read_without_this_program(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_text(BRUNO.identity + "\n", "ascii")
    (tmp_path / "file.ave").write_bytes(FILE)
    # The commands of docs/bundle-format.md.
    command = (
        "age -d -i key.txt file.ave | tail -n +5 | python3 -c "
        '"import sys,zlib;sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))"'
    )
    said = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=True)  # noqa: S602
    lines = said.stdout.decode().split("\n")
    assert json.loads(lines[0])["space"] == SPACE
    assert lines[1:-1] == [made.line() for made in OPERATIONS]


@pytest.mark.skipif(shutil.which("age") is None, reason="the Debian package age is not here")
def test_what_age_itself_sealed_is_opened_here(tmp_path: Path) -> None:
    header, inside = clear_text()
    (tmp_path / "clear").write_bytes(MAGIC + canonical(header).encode() + b"\n" + inside)
    command = ["age", "-r", BRUNO.age, "-r", ANNE.age, "-o", "made.ave", "clear"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    content = (tmp_path / "made.ave").read_bytes()
    assert unseal(content, [BRUNO.identity]).card == ANNE.card()
    made = subprocess.run(["age-keygen"], capture_output=True, check=True, text=True).stdout.split(
        "\n"
    )
    identity = next(line for line in made if line.startswith("AGE-SECRET-KEY-"))
    assert f"# public key: {recipient_of(identity)}" in made
