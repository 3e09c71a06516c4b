"""What the law asks of records about people, from the shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ave_tui.cli import main
from ave_tui.cli.opening import open_home
from ave_tui.domain.changes import Change, new_id
from ave_tui.paths import Home
from ave_tui.storage import rows
from tests.cli.test_commands import answer as answered

if TYPE_CHECKING:
    from pathlib import Path


def answer(capsys: pytest.CaptureFixture[str], *argv: str, status: int = 0) -> dict[str, Any]:
    """Run a command with --json and return its one object."""
    return dict(answered(capsys, *argv, status=status))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with two people: one who worked years ago, one who is new."""
    folder = tmp_path / "one"
    monkeypatch.setenv("AVE_HOME", str(folder))
    with open_home(Home(folder)) as services:
        services.ledger.prefer("space", new_id())
        old, firm = new_id(), new_id()
        services.ledger.commit(
            [
                Change("company", firm, {"name": "Bâti", "notes": "Voir Vieux, en prison"}),
                Change(
                    "participant",
                    old,
                    {"last_name": "Vieux", "first_name": "Jean", "birth_date": "1970-05-06"},
                ),
                Change(
                    "employment_contract",
                    new_id(),
                    {
                        "participant_id": old,
                        "employer_id": firm,
                        "starts_on": "2019-01-01",
                        "ends_on": "2019-12-31",
                    },
                ),
                Change("participant", new_id(), {"last_name": "Neuf", "first_name": "Léa"}),
            ]
        )
    return folder


def people(folder: Path) -> list[tuple[str | None, bool]]:
    """Return the last names, and whether each was erased."""
    with open_home(Home(folder)) as services:
        found = rows.all_rows(services.database.connection, "participant")
        names = [(str(row.values["last_name"] or ""), row.erased) for row in found]
        return sorted(names)


def test_the_review_lists_everything_and_changes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(capsys, "privacy", "review")
    (due,) = found["retention"]["people"]
    assert (due["name"], due["last_contact"]) == ("Vieux Jean", "2019-12-31")
    assert due["known_by"] == "employment_contract"
    assert (due["stays"]["birth_year"], due["contracts"], due["seconds"]) == (1970, 1, 0)
    assert found["retention"]["months"] == 24
    assert [each["name"] for each in found["notices"]] == ["Neuf Léa"]
    assert [each["words"] for each in found["words"]] == [["prison"]]
    assert (found["numbers"], found["copies"]) == ([], [])
    assert main(["privacy", "review"]) == 0
    said = capsys.readouterr().out
    assert "Vieux Jean, last contact 31 Dec 2019 (Employment contract)" in said
    assert "stays: born in 1970; contracts 1, hours 0" in said
    assert "Company Bâti, “Notes”: prison" in said
    assert people(home) == [("Neuf", False), ("Vieux", False)]


def test_what_is_held_is_written_down(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert home
    made = answer(capsys, "privacy", "export", "vieux", "jean", "--out", str(tmp_path / "a.json"))
    assert (made["records"], made["mentions"]) == (2, 1)
    told = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert told["records"][0]["fields"]["Last name"] == "Vieux"
    assert main(["privacy", "export", "Vieux Jean", "--out", str(tmp_path / "a.pdf")]) == 0
    assert "hand it to the person, then delete it" in capsys.readouterr().out
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert answer(capsys, "privacy", "export", "Nobody", "--out", "x.pdf", status=1)["problem"]
    refused = answer(capsys, "privacy", "export", "Neuf Léa", "--out", "x.doc", status=1)
    assert refused["remedy"] == "Let its name end in .pdf or .txt."


def test_names_go_only_once_it_is_confirmed(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for argv in (["anonymise"], ["anonymise", "Neuf", "Léa", "--due"]):
        assert answer(capsys, "privacy", *argv, status=1)["problem"] == "Whom is it about?"
    refused = answer(capsys, "privacy", "anonymise", "--due", status=1)
    assert refused["problem"] == "Nobody was made anonymous: nobody confirmed it."
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    typed = iter(["2", "1"])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(typed))
    assert main(["privacy", "anonymise", "--due"]) == 1
    assert people(home)[1] == ("Vieux", False)
    assert main(["backup"]) == 0
    assert main(["privacy", "anonymise", "--due", "--renew"]) == 0
    said = capsys.readouterr().out
    assert "One person is anonymous now; every total is as before." in said
    assert "one old copy is removed" in said
    assert "Look at Company Bâti: the name stands in “Notes”." in said
    assert people(home) == [("", True), ("Neuf", False)]
    nobody = answer(capsys, "privacy", "anonymise", "--due", "--yes")
    assert nobody["anonymised"] == []
    done = answer(capsys, "privacy", "anonymise", "Neuf Léa", "--yes")
    assert [each["name"] for each in done["people"]] == ["Neuf Léa"]
    assert people(home) == [("", True), ("", True)]
    assert answer(capsys, "privacy", "anonymise", "Neuf Léa", "--yes", status=1)["problem"]


def test_copies_that_hold_somebody_are_in_the_review(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert home
    answer(capsys, "backup")
    answer(capsys, "privacy", "anonymise", "--due", "--yes")
    assert len(answer(capsys, "privacy", "review")["copies"]) == 1
    main(["privacy", "review"])
    assert "One copy still holds somebody who was erased" in capsys.readouterr().out
