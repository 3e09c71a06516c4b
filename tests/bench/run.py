"""Runs cases in turn, round after round, and says how each stands to its budget."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """Something that is measured once a round.

    Args:
        name: What it is, for the table.
        measure: Measures it once in a folder that all cases of the run share; seconds, or MB.
        unit: ``ms`` when seconds are measured, ``MB`` for memory.
        against: The name of the case it is compared with; empty: it is judged by itself.
        budget: The most it may be: a ratio to the other case, else in its own unit. None: it is
            only there to be compared with.
    """

    name: str
    measure: Callable[[Path], float]
    unit: str = "ms"
    against: str = ""
    budget: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out of all rounds of a case."""

    case: Case
    typical: float
    """The median, in the unit of the case."""
    least: float
    ratio: float | None
    """The median of the ratios of each round: both sides had the same machine."""

    @property
    def kept(self) -> bool:
        """Whether it is within its budget."""
        if self.case.budget is None:
            return True
        return (self.typical if self.ratio is None else self.ratio) <= self.case.budget


def run(
    cases: Sequence[Case], folder: Path, rounds: int, tell: Callable[[str], None] = lambda _: None
) -> dict[str, list[float]]:
    """Measure every case once a round; a first round, which fills the caches, doesn't count."""
    found: dict[str, list[float]] = {case.name: [] for case in cases}
    for number in range(rounds + 1):
        for case in cases:
            tell(f"round {number} of {rounds}: {case.name}")
            measured = case.measure(folder)
            if number:
                found[case.name].append(measured * (1000 if case.unit == "ms" else 1))
    return found


def judge(cases: Sequence[Case], found: Mapping[str, Sequence[float]]) -> Iterator[Verdict]:
    """Yield the verdict on each case."""
    for case in cases:
        values = found[case.name]
        ratio = None
        if case.against:
            pairs = zip(values, found[case.against], strict=True)
            ratio = median(mine / other for mine, other in pairs)
        yield Verdict(case, median(values), min(values), ratio)


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield the lines of a table that can be pasted into a message."""
    yield _line("case", "median", "least", "ratio", "at most", "")
    yield _line("-" * 32, "-" * 9 + ":", "-" * 9 + ":", "-" * 6 + ":", "-" * 7 + ":", "----")
    for verdict in verdicts:
        case = verdict.case
        most, word = "", ""
        if case.budget is not None:
            most = f"{case.budget:g} {'x' if case.against else case.unit}"
            word = "kept" if verdict.kept else "OVER"
        yield _line(
            case.name,
            f"{verdict.typical:.1f} {case.unit}",
            f"{verdict.least:.1f} {case.unit}",
            "" if verdict.ratio is None else f"{verdict.ratio:.2f}",
            most,
            word,
        )


def _line(name: str, typical: str, least: str, ratio: str, most: str, word: str) -> str:
    return f"| {name:<32} | {typical:>10} | {least:>10} | {ratio:>7} | {most:>8} | {word:<4} |"
