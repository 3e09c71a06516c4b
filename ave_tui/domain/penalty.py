"""What a company owes for hours it has not done, by its contract's own formula (field.md 4.5).

There is no national tariff: nothing is computed that the contract does not say. Every step is
shown with its figures. The facilitator proposes, the buyer decides.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.durations import HOUR, Hours
from ave_tui.domain.holidays import public_holidays, working_days
from ave_tui.domain.money_text import cents_text
from ave_tui.domain.shares_text import hundredths_text
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.holidays import Calendar
    from ave_tui.domain.schema import Value

_ONCE: Final = 100
"""A factor of one, in hundredths."""
FIGURES: Final = (
    "due_seconds",
    "done_seconds",
    "late_days",
    "absences",
    "base_cents",
    "factor",
    "late_cents",
    "absence_cents",
    "cap_cents",
)
"""The fields of a penalty that its amount follows from."""


class Money(NamedTuple):
    """An amount in a sentence."""

    cents: int

    def __str__(self) -> str:
        return f"{cents_text(self.cents)} €"


class Share(NamedTuple):
    """A figure with two decimals in a sentence."""

    hundredths: int

    def __str__(self) -> str:
        return hundredths_text(self.hundredths)


class Step(NamedTuple):
    """A line of the calculation."""

    what: Sentence
    how: Sentence
    cents: int | None = None
    """None where it is no amount."""


class Penalty(NamedTuple):
    """What it is worked out from; money in cents, the factor in hundredths."""

    due: int = 0
    done: int = 0
    late_days: int = 0
    absences: int = 0
    base: int = 0
    factor: int = _ONCE
    late: int = 0
    absence: int = 0
    cap: int | None = None

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> Penalty:
        """Return a recorded penalty; what was not said counts nothing."""
        figures = {name: values.get(name) for name in FIGURES}
        known = {name: int(figure) for name, figure in figures.items() if isinstance(figure, int)}
        return cls(
            due=known.get("due_seconds", 0),
            done=known.get("done_seconds", 0),
            late_days=known.get("late_days", 0),
            absences=known.get("absences", 0),
            base=known.get("base_cents", 0),
            factor=known.get("factor", _ONCE),
            late=known.get("late_cents", 0),
            absence=known.get("absence_cents", 0),
            cap=known.get("cap_cents"),
        )

    @property
    def missing(self) -> int:
        """The hours that were due and not done, in seconds."""
        return max(0, self.due - self.done)

    def steps(self) -> list[Step]:
        """Return the calculation line by line; the cents of the last one are the amount."""
        steps: list[Step] = []
        if self.due or self.done:
            steps = self._for_hours()
        for what, count, each in (
            (N_("For late documents, per working day"), self.late_days, self.late),
            (N_("For missed meetings"), self.absences, self.absence),
        ):
            if count:
                how = Sentence(N_("{count} × {amount}"), {"count": count, "amount": Money(each)})
                steps.append(Step(Sentence(what), how, count * each))
        total = sum(step.cents or 0 for step in steps)
        parts = " + ".join(str(Money(step.cents)) for step in steps if step.cents is not None)
        steps.append(Step(Sentence(N_("Together")), Sentence("{parts}", {"parts": parts}), total))
        if self.cap is not None and total > self.cap:
            most = Sentence(N_("at most {amount} by the contract"), {"amount": Money(self.cap)})
            steps.append(Step(Sentence(N_("Limited")), most, self.cap))
        return steps

    def _for_hours(self) -> list[Step]:
        missing = {
            "due": Hours(self.due),
            "done": Hours(self.done),
            "missing": Hours(self.missing),
        }
        priced = {
            "missing": Hours(self.missing),
            "factor": Share(self.factor),
            "base": Money(self.base),
        }
        return [
            Step(
                Sentence(N_("Missing hours")),
                Sentence(N_("{due} h due − {done} h done = {missing} h"), missing),
            ),
            Step(
                Sentence(N_("For missing hours")),
                Sentence(N_("{missing} h × {factor} × {base}"), priced),
                rounded(self.missing * self.factor * self.base, HOUR * _ONCE),
            ),
        ]

    @property
    def amount(self) -> int:
        """What is proposed, in cents."""
        return self.steps()[-1].cents or 0


def rounded(numerator: int, denominator: int) -> int:
    """Return a quotient of whole figures, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def late_days(asked: date, came: date, allowed: int, holidays: Calendar = public_holidays) -> int:
    """Count the working days by which documents came too late.

    Args:
        asked: The day on which they were asked for; it does not count itself.
        came: The day on which they came; it counts where it is too late.
        allowed: The working days that the contract leaves.
        holidays: The days of a year on which nobody works.
    """
    if came <= asked:
        return 0
    return max(0, working_days(asked + timedelta(days=1), came, holidays) - allowed)
