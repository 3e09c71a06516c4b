"""A protected key file opens in its ways and in no other, and a damaged one is refused."""

from __future__ import annotations

import json
import secrets
import stat
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.errors import AveError
from ave_tui.storage import wrapping
from ave_tui.storage.errors import (
    DatabaseTooNewError,
    KeyFileDamagedError,
    NotForThisKeyError,
    WrongPassphraseError,
)
from ave_tui.storage.keyfile import looks_protected, read_key_file, write_key_file, write_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PHRASE = "cheval agrafe pile"
REAL_COST = wrapping.COST


@pytest.fixture(autouse=True)
def cheap() -> Iterator[None]:
    """Let a guess cost little: what is tried here is not the cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wrapping, "COST", 2**4)
        yield


def test_each_way_in_opens_and_no_other(tmp_path: Path) -> None:
    key = secrets.token_bytes(32)
    secret, recipient = wrapping.new_sheet()
    other, _ = wrapping.new_sheet()
    path = tmp_path / "ave.key"
    write_key_file(path, wrapping.protect(key, PHRASE, [recipient]))
    file = read_key_file(path)
    assert looks_protected(path)
    assert wrapping.open_by_passphrase(file, PHRASE) == key
    assert wrapping.open_by_secret(file, secret) == key
    assert key.hex() not in path.read_text("ascii")
    for wrong in ("", PHRASE + " ", PHRASE.upper(), "\ud800"):
        with pytest.raises(WrongPassphraseError):
            wrapping.open_by_passphrase(file, wrong)
    with pytest.raises(NotForThisKeyError):
        wrapping.open_by_secret(file, other)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["ave.key"]


def test_each_way_is_renewed_without_the_other() -> None:
    key = secrets.token_bytes(32)
    secret, recipient = wrapping.new_sheet()
    file = wrapping.protect(key, PHRASE, [])
    with pytest.raises(NotForThisKeyError):
        wrapping.open_by_secret(file, secret)
    with_sheet = wrapping.made_out(file, key, [recipient])
    assert wrapping.open_by_passphrase(with_sheet, PHRASE) == key
    changed = wrapping.with_passphrase(with_sheet, key, "une autre phrase")
    assert wrapping.open_by_secret(changed, secret) == key
    assert changed.id == file.id
    with pytest.raises(WrongPassphraseError):
        wrapping.open_by_passphrase(changed, PHRASE)
    assert wrapping.made_out(changed, key, []).recovery is None


def test_the_real_cost_is_what_the_format_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert REAL_COST == 2**16
    monkeypatch.setattr(wrapping, "COST", REAL_COST)
    key = secrets.token_bytes(32)
    assert wrapping.open_by_passphrase(wrapping.protect(key, PHRASE, []), PHRASE) == key


@given(st.data())
def test_a_damaged_file_is_refused_or_opens_to_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    key = b"k" * 32
    whole = bytearray(wrapping.protect(key, PHRASE, []).text().encode())
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] ^= data.draw(st.integers(1, 255))
    else:
        del whole[data.draw(st.integers(0, len(whole) - 1)) :]
    path = tmp_path_factory.mktemp("key") / "ave.key"
    path.write_bytes(whole)
    try:
        assert wrapping.open_by_passphrase(read_key_file(path), PHRASE) == key
    except (KeyFileDamagedError, WrongPassphraseError, DatabaseTooNewError):
        return


@pytest.mark.parametrize(
    "change",
    [
        {"format": 0},
        {"format": True},
        {"id": "../../etc"},
        {"id": 7},
        {"more": 1},
        {"passphrase": None},
        {"passphrase": 0},
        {"passphrase": {"salt": "AA==", "sealed": "AA=="}},
        {"recovery": 0},
        {"recovery": {"file": "AA==", "to": [1]}},
        {"recovery": {"file": "A", "to": []}},
        {"remembered": 1},
        {"remembered": "no"},
    ],
)
def test_a_file_that_says_something_else_is_refused(
    tmp_path: Path, change: dict[str, object]
) -> None:
    content = json.loads(wrapping.protect(b"k" * 32, PHRASE, []).text())
    path = tmp_path / "ave.key"
    text = json.dumps(content | change, sort_keys=True, separators=(",", ":")) + "\n"
    path.write_text(text, "ascii")
    with pytest.raises(KeyFileDamagedError):
        read_key_file(path)


def test_a_file_of_a_newer_program_asks_for_the_newer_program(tmp_path: Path) -> None:
    content = json.loads(wrapping.protect(b"k" * 32, PHRASE, []).text())
    path = tmp_path / "ave.key"
    path.write_text(json.dumps(content | {"format": 2}), "ascii")
    with pytest.raises(DatabaseTooNewError):
        read_key_file(path)


def test_a_folder_that_refuses_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ave.key"
    write_private(path, b"before")

    def refuse(_handle: int) -> None:
        raise PermissionError

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(AveError):
        write_private(path, b"after")
    assert path.read_bytes() == b"before"
    assert [found.name for found in tmp_path.iterdir()] == ["ave.key"]


def test_a_code_is_four_groups_of_five_figures_and_typed_anyhow() -> None:
    codes = {wrapping.new_code() for _ in range(50)}
    assert len(codes) == 50
    for code in codes:
        assert [len(group) for group in code.split()] == [5] * 4
        assert wrapping.plain_code(f" {code.replace(' ', '-')}.") == code.replace(" ", "")
