"""Proves the arithmetic of the benchmarks: rounds, ratios, budgets; no time is asserted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.bench.cases import CASES
from tests.bench.run import Case, judge, run, table
from tests.bench.screens import HELLO
from tests.bench.terminal import ProgramSilentError, Terminal

if TYPE_CHECKING:
    from pathlib import Path


def test_cases_take_turns_and_the_first_round_does_not_count(tmp_path: Path) -> None:
    order: list[str] = []

    def measure(name: str) -> Case:
        def one(_folder: Path) -> float:
            order.append(name)
            return float(len(order))

        return Case(name, one, unit="MB")

    assert run([measure("a"), measure("b")], tmp_path, 2) == {"a": [3.0, 5.0], "b": [4.0, 6.0]}
    assert order == ["a", "b"] * 3


def test_a_ratio_is_taken_within_each_round() -> None:
    bare = Case("bare", lambda _: 0.0)
    mine = Case("mine", lambda _: 0.0, against="bare", budget=2)
    verdict = list(judge([bare, mine], {"bare": [1, 10, 100], "mine": [2, 20, 500]}))[1]
    assert verdict.ratio == 2
    assert verdict.kept


@pytest.mark.parametrize(("budget", "word"), [(1.9, "OVER"), (2.0, "kept")])
def test_a_broken_budget_is_said(budget: float, word: str) -> None:
    bare = Case("bare", lambda _: 0.0)
    mine = Case("mine", lambda _: 0.0, against="bare", budget=budget)
    lines = list(table(list(judge([bare, mine], {"bare": [1.0], "mine": [2.0]}))))
    assert word in lines[-1]
    assert "OVER" not in lines[-2]


def test_a_budget_without_comparison_is_in_its_own_unit(tmp_path: Path) -> None:
    case = Case("start", lambda _: 0.2, budget=100)
    (verdict,) = judge([case], run([case], tmp_path, 1))
    assert verdict.typical == 200
    assert not verdict.kept


def test_every_comparison_is_with_a_case_of_the_same_unit() -> None:
    units = {case.name: case.unit for case in CASES}
    assert len(units) == len(CASES)
    assert [case.name for case in CASES if case.against and units[case.against] != case.unit] == []


def test_a_terminal_sees_a_screen_painted_and_a_key_answered() -> None:
    with Terminal(HELLO) as terminal:
        assert terminal.painted("hello there") > 0
        terminal.settle()
        assert terminal.answer_to(b"x") > 0
        terminal.painted("key x")


def test_a_program_that_ends_is_not_waited_for() -> None:
    command = (sys.executable, "-c", "print('gone')")
    with Terminal(command) as terminal, pytest.raises(ProgramSilentError, match="gone"):
        terminal.painted("hello there")
