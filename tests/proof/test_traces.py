"""Thousands of dense traces, and every mistake that they must find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.proof import traces
from tests.proof.counts import many
from tests.proof.mutants import MUTANTS

if TYPE_CHECKING:
    from tests.proof.mutants import Mutant

PATIENCE = 400
"""Traces in which a mistake must show; most do in the first three."""


def test_dense_traces_lose_nothing() -> None:
    told = traces.run_many(range(many(20, 20, 20)))
    assert told["traces with disputes"] > 0
    assert told["held"] > 0


@pytest.mark.long
def test_many_dense_traces_lose_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    told = traces.run_many(range(20, many(60, 300, 3_000)))
    with capsys.disabled():
        traces.tell(told)
    for what in (
        "undo",
        "redo",
        "restored",
        "damaged refused",
        "held",
        "dispute hours_entry.seconds",
    ):
        assert told[what] > 0


def killed_by(mutant: Mutant, patch: pytest.MonkeyPatch, patience: int) -> int | None:
    """Return the trace that finds a mistake; None when it lives."""
    mutant(patch)
    for number in range(patience):
        try:
            traces.run(number)
        except Exception:  # noqa: BLE001 - however it shows, it is found
            return number
    return None


@pytest.mark.parametrize("mutant", MUTANTS[:4], ids=lambda mutant: mutant.__name__)
def test_the_best_known_mistakes_are_found(mutant: Mutant, monkeypatch: pytest.MonkeyPatch) -> None:
    assert killed_by(mutant, monkeypatch, 20) is not None


@pytest.mark.long
@pytest.mark.parametrize("mutant", MUTANTS[4:], ids=lambda mutant: mutant.__name__)
def test_every_mistake_is_found(mutant: Mutant, monkeypatch: pytest.MonkeyPatch) -> None:
    assert killed_by(mutant, monkeypatch, PATIENCE) is not None
