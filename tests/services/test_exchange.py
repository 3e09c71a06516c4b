"""Two laptops of one structure meet by files: nothing lost, nothing twice, nothing half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.laptops import short
from ave_tui.domain.words import Sentence
from ave_tui.i18n import say, speak
from ave_tui.services import whole_file
from ave_tui.services.exchange_errors import (
    NoRecordsError,
    UnreadableFileError,
    UnwritableFileError,
)
from ave_tui.services.people import NobodyCalledError, NobodyTrustedError
from ave_tui.sync.admission import OtherSpaceError
from tests.homes import believe
from tests.services.desks import ELSEWHERE, Desk, assignment, hours, meet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Return two laptops that trust each other; the second has no records and no structure yet."""
    speak("en")
    pair = Desk(tmp_path / "anne"), Desk(tmp_path / "bruno", "")
    pair[0].write(Change("company", new_id(), {"name": "[/"}), assignment())
    meet(*pair)
    yield pair
    for desk in pair:
        desk.laptop.close()


def test_a_laptop_joins_by_its_first_file_and_both_end_alike(desks: tuple[Desk, Desk]) -> None:
    anne, bruno = desks
    first = anne.send()
    bruno.take(first)
    anne.write(hours(504_000))
    bruno.write(hours(546_012))
    from_anne, from_bruno = anne.send(), bruno.send()
    assert len({first.path, from_anne.path, from_bruno.path}) == 3
    seen_by_anne = anne.take(from_bruno)
    bruno.take(from_anne)
    assert anne.state() == bruno.state()
    assert seen_by_anne.conflicts == 1
    assert (seen_by_anne.seconds_before, seen_by_anne.new) == (504_000, 1)
    assert seen_by_anne.name == "Bruno"
    assert anne.is_sound()


def test_a_preview_says_what_will_happen_and_changes_nothing(desks: tuple[Desk, Desk]) -> None:
    anne, bruno = desks
    anne.write(hours(3_600), hours(3_600, "2026-09"))
    path = anne.send().path
    before = bruno.state()
    preview = bruno.exchange.preview(path)
    assert bruno.state() == before
    assert bruno.exchange.past() == []
    assert bruno.exchange.apply(path) == preview
    assert [(t.table, t.added, t.changed, t.withdrawn) for t in preview.tables] == [
        ("company", 1, 0, 0),
        ("assignment", 1, 0, 0),
        ("hours_entry", 2, 0, 0),
    ]
    assert (preview.seconds_before, preview.seconds_after) == (0, 7_200)
    again = bruno.exchange.apply(path)
    assert (again.new, again.known, again.tables) == (0, 4, ())


def test_a_preview_tells_each_record_with_before_and_after(desks: tuple[Desk, Desk]) -> None:
    anne, bruno = desks
    company = new_id()
    anne.write(Change("company", company, {"name": "Bâti"}), hours(3_600), hours(60, "2026-09"))
    bruno.take(anne.send())
    anne.write(
        Change("company", company, {"name": "Bâti {0} [/]", "commune": "Rouen"}),
        hours(7_200),
        Change(hours(0, "2026-09").table, hours(0, "2026-09").row, None),
        hours(36, "2026-08"),
    )
    told = bruno.exchange.preview(anne.send().path).records

    def words(value: object) -> str:
        return say(value) if isinstance(value, Sentence) else str(value)

    assert [(r.table, r.did) for r in told] == [
        ("company", "changed"),
        ("hours_entry", "changed"),
        ("hours_entry", "withdrawn"),
        ("hours_entry", "added"),
    ]
    assert {f.field: (words(f.before), words(f.after)) for f in told[0].fields} == {
        "Name": ("Bâti", "Bâti {0} [/]"),
        "Town": ("–", "Rouen"),
    }
    assert words(told[1].called) == "ESAT, October 2026"
    changed, withdrawn, added = ({f.field: f for f in r.fields} for r in told[1:])
    assert (changed["Hours"].before.seconds, changed["Hours"].after.seconds) == (3_600, 7_200)  # type: ignore[attr-defined]
    assert (withdrawn["Hours"].before.seconds, withdrawn["Hours"].after) == (60, "–")  # type: ignore[attr-defined]
    assert (added["Hours"].before, added["Hours"].after.seconds) == ("–", 36)  # type: ignore[attr-defined]


def test_what_everybody_had_when_they_last_sent_is_left_out(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    anne, bruno = desks
    chloe = Desk(tmp_path / "chloe", "")
    meet(anne, bruno, chloe)
    bruno.take(anne.send(bruno))
    bruno.company("Bruno's")
    anne.take(bruno.send(anne))
    anne.write(hours(3_600))
    assert anne.send(bruno).operations == 1
    assert anne.send(bruno, everything=True).operations == 4
    # Of Chloé nothing is known: whatever she is among the recipients of has everything.
    both = anne.send()
    assert both.operations == 4
    assert both.recipients == ("Bruno", "Chloe")
    assert (chloe.take(both).new, bruno.take(both).new) == (4, 1)
    anne.take(chloe.send())
    anne.take(bruno.send())
    assert anne.send().operations == 0
    assert anne.state() == bruno.state() == chloe.state()
    with pytest.raises(NobodyCalledError):
        anne.exchange.export(tmp_path, ["Ghislaine"])
    chloe.laptop.close()


def test_what_comes_too_early_waits_and_names_what_it_waits_for(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    anne, bruno = desks
    chloe = Desk(tmp_path / "chloe", "")
    meet(anne, bruno, chloe)
    bruno.take(anne.send())
    bruno.company("Bruno's")
    anne.take(bruno.send())
    anne.write(hours(3_600))
    believe(anne.laptop, chloe.laptop, {anne.device: 2, bruno.device: 1})
    sent = anne.send(chloe)
    looked = chloe.look.inspect(sent.path)
    assert (looked.accepted, looked.new, looked.held) == (True, 0, 1)
    assert chloe.exchange.waiting() == 0, "looking changes nothing"
    seen = chloe.take(sent)
    assert looked.gaps == list(seen.gaps)
    assert (seen.new, seen.held) == (0, 1)
    assert {(g.device, g.first, g.last) for g in seen.gaps} == {
        (anne.device, 1, 2),
        (bruno.device, 1, 1),
    }
    assert chloe.exchange.waiting() == 1
    chloe.take(bruno.send(chloe))
    assert chloe.exchange.waiting() == 0
    assert chloe.state() == anne.state()
    assert chloe.is_sound()
    chloe.laptop.close()


def test_another_structure_is_refused(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    anne, bruno = desks
    # Bruno has no structure yet, so he may trust cards of two: the first file decides.
    stranger = Desk(tmp_path / "stranger", ELSEWHERE)
    stranger.company("Z")
    meet(stranger, bruno)
    theirs = stranger.send(bruno)
    bruno.take(anne.send(bruno))
    before = bruno.state()
    with pytest.raises(OtherSpaceError):
        bruno.take(theirs)
    assert bruno.state() == before
    assert [person.name for person in bruno.trust.chosen()] == ["Anne"]
    stranger.laptop.close()


def test_what_was_not_sent_yet_is_counted(desks: tuple[Desk, Desk]) -> None:
    anne, _ = desks
    assert anne.exchange.unsent() == 2
    anne.send()
    assert anne.exchange.unsent() == 0
    anne.write(hours(1))
    assert anne.exchange.unsent() == 1


def test_what_can_not_be_done_is_said(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    anne, bruno = desks
    with pytest.raises(NoRecordsError):
        bruno.send()
    with pytest.raises(UnwritableFileError):
        anne.exchange.export(tmp_path / "no" / "folder" / "x.ave")
    with pytest.raises(UnreadableFileError):
        anne.exchange.apply(tmp_path / "missing.ave")
    with pytest.raises(UnreadableFileError):
        anne.exchange.apply(tmp_path / "no\0name.ave")
    for person in anne.trust.people():
        anne.trust.revoke(person.device)
    with pytest.raises(NobodyTrustedError):
        anne.send()
    assert anne.exchange.past() == []
    assert not list(tmp_path.glob("*.ave"))
    assert not list(tmp_path.glob(".*"))


def test_file_names_bear_nobodys_name(desks: tuple[Desk, Desk]) -> None:
    anne, _ = desks
    assert anne.exchange.suggested_name() == f"2026-11-23_{short(anne.device)}_00001.ave"
    assert anne.trust.suggested_name() == f"card_{short(anne.device)}.avecard"


def test_a_name_that_stays_locked_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_path: Path, _target: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr("ave_tui.storage.files.time.sleep", lambda _seconds: None)
    monkeypatch.setattr(type(tmp_path), "replace", held)
    with pytest.raises(UnwritableFileError):
        whole_file.write_whole(tmp_path / "b.ave", b"x")
    assert not list(tmp_path.iterdir())


def test_a_stick_that_keeps_something_else_keeps_no_file(
    desks: tuple[Desk, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anne, _ = desks
    monkeypatch.setattr(type(tmp_path), "read_bytes", lambda _: b"half")
    with pytest.raises(UnwritableFileError):
        anne.exchange.export(tmp_path / "a.ave")
    assert list(tmp_path.glob("*.ave")) == []
    assert anne.exchange.unsent() == 2
