"""Ten thousand damaged files: each is refused with a sentence, and nothing else ever happens."""

from __future__ import annotations

import json
import random
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import NUMBERS, TABLES
from ave_tui.sync.bundle import pack, unpack
from ave_tui.sync.check import check
from ave_tui.sync.lines import read_line
from ave_tui.sync.merge import merge
from ave_tui.sync.operation import canonical
from tests.homes import Laptop
from tests.proof.containers import CONTAINERS, OTHER, WHOLE, Container
from tests.proof.counts import many
from tests.proof.ways import taken_back
from tests.sync.test_bundle import bundle, with_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ave_tui.domain.schema import Field
    from ave_tui.sync.operation import Operation


def harmless(container: Container, content: bytes) -> bool:
    """Read a file: whether it was refused. What is taken must be what was packed."""
    try:
        found = container.read(content)
    except AveError:
        return True
    assert found in (WHOLE, OTHER)
    return False


def damaged(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return a file with something wrong in it."""
    at, to = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    match chance.randrange(8):
        case 0:
            return content[:at]
        case 1:
            return content[at:]
        case 2:
            return content[:at] + content[to:]
        case 3:
            return content[:at] + chance.randbytes(chance.randint(1, 20)) + content[at:]
        case 4:
            return content[:at] + other[at:]
        case 5:
            return content[:at] + content[at:to] * 2 + content[to:]
        case _:
            flipped = bytearray(content)
            for _ in range(chance.randint(1, 3)):
                flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            return bytes(flipped)


def damage_often(container: Container, how_often: int, seed: int) -> None:
    """Damage a file in so many ways."""
    chance = random.Random(seed)  # noqa: S311 - damages, not secrets
    content, other = container.pack(WHOLE), container.pack(OTHER)
    tried = 0
    for _ in range(how_often):
        spoilt = damaged(content, other, chance)
        # A cut at the end leaves it whole now and then, and so does a splice where both are alike.
        if spoilt not in (content, other):
            tried += 1
            assert harmless(container, spoilt), "a damaged file was taken"
    assert tried > how_often * 0.8


@pytest.mark.parametrize("container", CONTAINERS, ids=lambda container: container.name)
def test_a_damaged_file_is_refused(container: Container) -> None:
    damage_often(container, 300, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("container", CONTAINERS, ids=lambda container: container.name)
def test_many_damaged_files_are_refused(container: Container) -> None:
    damage_often(container, many(500, 2_000, 10_000), seed=2)


@pytest.mark.parametrize("container", CONTAINERS, ids=lambda container: container.name)
def test_every_bit_of_the_header_matters(container: Container) -> None:
    content = container.pack(WHOLE)
    assert container.read(content) == WHOLE
    for at in range(container.header(content)):
        for bit in range(8):
            flipped = content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :]
            assert harmless(container, flipped)


# Damages that no hash tells: somebody has made them fit.

ODD: list[Any] = [
    None, True, False, 0, 1, -1, 2**31, 2**62, 2**70, 1.0, "", "x", "set", "delete", "erase",
    "a" * 16, "b" * 16, "1" * 32, "0" * 32, "f" * 64, "company", "hours_entry", "participant",
    [], {}, [1, 2], {"a" * 16: 5}, {"b" * 16: 2**62}, {"name": "Z"}, {"name": None},
    {"last_name": "Z"}, {"period": "2026-10"}, {"assignment_id": "1" * 32, "kind": "WORK"},
    {"assignment_id": "1" * 32, "kind": "WORK", "period": "never", "seconds": -5},
]  # fmt: skip


def odd(value: Any, chance: random.Random) -> Any:
    """Return something else in the place of a part of a line, now and then deep inside it."""
    if isinstance(value, dict) and value and chance.random() < 0.5:
        name = chance.choice(sorted(value))
        changed = {**value, name: odd(value[name], chance)}
        if chance.random() < 0.2:
            del changed[name]
        return changed
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        return [*value[:at], odd(value[at], chance), *value[at + 1 :]]
    return chance.choice(ODD)


def invented(chance: random.Random) -> list[Any]:
    """Return a line that has the right form and says anything at all."""
    table = chance.choice(["company", "participant", "hours_entry", "assignment", "lot", "same_as"])
    act = chance.choice(["set", "set", "set", "delete", "erase"])
    seq = chance.randint(1, 4)
    payload: object = None
    if act != "delete":
        fields = chance.sample(TABLES[table].fields, chance.randint(0, 3))
        payload = {field.name: _said(field, chance) for field in fields}
    if act == "set" and chance.random() < 0.1:
        payload = "f" * 64
    deps = None
    if chance.random() < 0.3:
        deps = {chance.choice("abc") * 16: chance.choice([1, 2, 3, 2**60])}
    return [
        chance.choice("abc") * 16,
        seq,
        chance.choice([seq, 1]),
        chance.choice([0, -5, 1_700_000_000_000]),
        chance.choice(["", "7" * 32]),
        1,
        deps,
        table,
        chance.choice(["1" * 32, "2" * 32, "3" * 32]),
        act,
        chance.choice([None, "0" * 32]) if act == "set" else None,
        payload,
    ]


def _said(field: Field, chance: random.Random) -> object:
    if field.kind in NUMBERS:
        return chance.choice([None, 0, 1, -1, 2**61])
    if field.target:
        return chance.choice([None, "1" * 32, "2" * 32, "x"])
    return chance.choice([None, "", "2026-10", "2026-13/W99", "x\u2028y", "\0", "company"])


def forged(chance: random.Random) -> bytes:
    """Return a bundle in which lines are not what a program writes, with all hashes true."""
    lines = zlib.decompress(pack(WHOLE).split(b"\n", 2)[2]).decode().split("\n")[:-1]
    if chance.random() < 0.5:
        for _ in range(chance.randint(1, 2)):
            at = chance.randrange(0, len(lines))
            lines[at] = canonical(odd(json.loads(lines[at]), chance))
    else:
        lines[1:] = [canonical(invented(chance)) for _ in range(chance.randint(1, 6))]
    if chance.random() < 0.8:
        lines = mended(lines)
    return with_plain("".join(f"{line}\n" for line in lines).encode())


def mended(lines: list[str]) -> list[str]:
    """Make a manifest true to its lines, where these can be read: the most cunning forgery."""
    read: dict[tuple[str, int], Operation] = {}
    for line in lines[1:]:
        try:
            made = read_line(line)
        except AveError:
            return lines
        # The numbers of a device without a gap, as far as there are any.
        seq = 1 + sum(device == made.device for device, _ in read)
        read[made.device, seq] = replace(made, seq=seq, tx=min(made.tx, seq))
    true = bundle(*(read[key] for key in sorted(read)))
    plain = zlib.decompress(pack(true).split(b"\n", 2)[2])
    return plain.decode().split("\n")[:-1]


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """Return a laptop with nothing on it."""
    made = Laptop(tmp_path / "home", lambda: datetime(2026, 11, 23, tzinfo=UTC))
    yield made
    made.close()


def forge_often(laptop: Laptop, how_often: int, seed: int) -> int:
    """Bring so many forged bundles in; return how many were taken, all of them harmless."""
    chance = random.Random(seed)  # noqa: S311
    laptop.database.make_ready()
    taken = 0
    for _ in range(how_often):
        content = forged(chance)
        try:
            found_inside = unpack(content)
            with taken_back(laptop.database) as connection:
                merge(connection, found_inside.operations, found_inside.ends)
                found = check(connection)
                assert found.ok, ([fault.text for fault in found.faults], content)
            taken += 1
        except AveError:
            continue
    return taken


def test_a_forged_file_is_refused_or_harmless(laptop: Laptop) -> None:
    assert 0 < forge_often(laptop, 150, seed=1) < 150


@pytest.mark.long
def test_many_forged_files_are_refused_or_harmless(laptop: Laptop) -> None:
    assert forge_often(laptop, many(300, 1_000, 10_000), seed=2) > 0
