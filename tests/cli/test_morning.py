"""What wants doing, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.cli import main, opening
from tests.cli.test_commands import answer
from tests.conftest import NOW

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_the_first_screen_lists_is_said(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "now", lambda: NOW)
    told = answer(capsys, "today", "--home", str(home))
    lines = told["lines"]
    assert isinstance(lines, list)
    assert told["count"] == len(lines) > 5
    assert [line["urgency"] for line in lines] == sorted(
        (line["urgency"] for line in lines), key=("late", "soon", "calm").index
    )
    late = next(line for line in lines if line["topic"] == "return")
    assert late["opens"]["how"] == "hours"
    assert late["opens"]["row"]
    main(["today", "--home", str(home)])
    said = capsys.readouterr().out
    assert f"✗ Returns. {late['about']}. {late['why']}" in said


def test_nothing_presses_where_nothing_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(capsys, "today", "--home", str(tmp_path / "new"))
    assert told["lines"] == []
    main(["today", "--home", str(tmp_path / "new")])
    assert capsys.readouterr().out == "Nothing presses.\n"
