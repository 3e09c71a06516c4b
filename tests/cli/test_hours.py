"""Hours from the shell: what was kept, what stood there before, what is doubtful; in French too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ave_tui.cli import main
from tests.services.hours_world import HOUR, Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


@pytest.fixture(autouse=True)
def job(ave_home: Path, clock: Callable[[], datetime]) -> str:
    """Put somebody to work in the home of the command."""
    site = Site(ave_home, clock)
    made = site.worker("Dupont", "Zoé", starts_on="2026-01-01", ends_on="2026-12-31")
    site.services.close()
    return made


def test_a_line_says_what_it_did_and_what_was_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["hours", "dupont", "35", "s42/2026"]) == 1
    assert main(["hours", "dupont", "35", "2026-w42"]) == 0
    capsys.readouterr()
    assert main(["hours", "dupont 60 2026-s42"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Dupont Zoé, M1 2 Toiture: 60 h in week 42 of 10/2026.",
        "Before: 35 h.",
        "! 60 hours in the week: more than 48.",
    ]
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert main(["hours", "dupont 60 2026-s42"]) == 0
    assert "C’était déjà noté" in capsys.readouterr().out
    assert main(["hours", "dupont 7 3/3/2025"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "M1 2 Toiture (01/01/2026 – 31/12/2026)" in said.err


def test_a_line_is_tried_without_keeping_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hours", "dupont 60 2026-w42", "--dry-run", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(e["person"], e["period"], e["seconds"], e["total"]) for e in found["entered"]] == [
        ("Dupont Zoé", "2026-10/W42", 60 * HOUR, 60 * HOUR)
    ]
    assert found["warnings"] == ["60 hours in the week: more than 48."]
    assert main(["hours", "dupont 35 2026-w42", "--dry-run"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Nothing is kept yet; this would be:"
    assert not any("Before" in line for line in said)


def test_what_may_mean_two_is_a_question_for_a_script(
    tmp_path: Path, clock: Callable[[], datetime], capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path / "other", clock)
    for first_name in ("Zoé", "Luc"):
        site.worker("Dupont", first_name, starts_on="2026-01-01", ends_on="2026-12-31")
    site.services.close()
    line = ["hours", "dupont 35 2026-w42", "--home", str(tmp_path / "other")]
    assert main([*line, "--dry-run", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    assert [candidate["line"] for candidate in found["candidates"]] == [
        "Dupont Zoé, 35 2026-w42",
        "Dupont Luc, 35 2026-w42",
    ]


def test_a_script_gets_figures(job: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hours", "dupont 35 2026-w40", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], found["changed"]) == (True, True)
    assert [(entry["period"], entry["seconds"], entry["before"]) for entry in found["entered"]] == [
        ("2026-09/W40", 21 * HOUR, None),
        ("2026-10/W40", 14 * HOUR, None),
    ]
    assert {entry["assignment"] for entry in found["entered"]} == {job}
    assert len(found["notes"]) == 1
    assert main(["hours", "dupond 35 2026-w40", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["notes"][0] == "“dupond” was read as Dupont Zoé."
    assert main(["hours", "quxx 35 2026-w40", "--json"]) == 1
    assert "quxx" in json.loads(capsys.readouterr().out)["problem"]
