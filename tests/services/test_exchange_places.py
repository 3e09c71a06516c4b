"""Exchange files are found where they usually lie, and a typed path means what it says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ave_tui.services.exchange_places import path_of
from ave_tui.services.workspace import Services
from tests.homes import empty_home
from tests.names import HOSTILE_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path


@pytest.fixture
def services(
    tmp_path: Path, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Services]:
    """Return services of somebody who has a folder of documents."""
    own = [tmp_path / "Documents", tmp_path / "Downloads"]
    own[0].mkdir()
    monkeypatch.setattr("ave_tui.services.exchange_places._own_folders", lambda: iter(own))
    monkeypatch.setattr("ave_tui.services.exchange_places._sticks", list)
    with Services(empty_home(tmp_path / "home"), clock) as made:
        yield made


def put(folder: Path, name: str, at: int) -> Path:
    path = folder / name
    path.write_bytes(b"x")
    os.utime(path, (at, at))
    return path


def test_the_newest_file_comes_first_and_other_files_never(
    services: Services, tmp_path: Path
) -> None:
    documents = tmp_path / "Documents"
    old, new = put(documents, "old.ave", 1000), put(documents, "new.AVE", 2000)
    put(documents, "letter.pdf", 3000)
    assert [file.path for file in services.exchange_places.files()] == [new, old]


def test_the_folder_used_last_is_suggested_as_long_as_it_is_there(
    services: Services, tmp_path: Path
) -> None:
    places = services.exchange_places
    assert places.suggested_folder() == tmp_path / "Documents"
    stick = tmp_path / "stick"
    stick.mkdir()
    places.remember(stick / "a.ave")
    assert places.suggested_folder() == stick
    path = put(stick, "b.ave", 1000)
    assert [file.path for file in places.files()] == [path]
    path.unlink()
    stick.rmdir()
    assert places.suggested_folder() == tmp_path / "Documents"
    assert places.files() == []


def test_a_path_may_be_a_file_a_folder_or_the_beginning_of_one(
    services: Services, tmp_path: Path
) -> None:
    folder = tmp_path / "deep er"
    folder.mkdir()
    path = put(folder, "2026-11-23_AB12_00001.ave", 1000)
    typed = services.exchange_places.typed
    for text in (f"{path}", f'"{path}"', f"file://{path}", f"{folder}", f"{folder}/2026-11"):
        assert [file.path for file in typed(text)] == [path], text
    assert typed(f"{folder}/nothing") == []
    assert typed("letters") == []


@pytest.mark.parametrize("name", [*HOSTILE_NAMES, "~nobody-here/x", "a" * 5000 + "/", "\0/"])
def test_no_typed_text_is_too_much(services: Services, name: str) -> None:
    assert services.exchange_places.typed(name) == []
    path_of(name)
