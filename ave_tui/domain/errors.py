"""What a user can be told: a problem, and what to do about it."""

from __future__ import annotations

from ave_tui.domain.words import Sentence


class AveError(Exception):
    """Something a user can understand and mend; anything else that is raised is a bug.

    Args:
        problem: What is wrong, an English sentence marked with `N_`; translated when shown.
        remedy: What to do about it.
        field: The name of the field to go back to, where there is one.
        values: What goes into the named places of both sentences.
    """

    def __init__(
        self, problem: str, remedy: str = "", *, field: str | None = None, **values: object
    ) -> None:
        super().__init__(problem, remedy)
        self.problem = Sentence(problem, values)
        self.remedy = Sentence(remedy, values)
        self.field = field

    def __str__(self) -> str:
        """Return both sentences in English, for tests and logs; values are never in it."""
        return f"{self.problem.text} {self.remedy.text}".strip()


class RuleBrokenError(AveError):
    """A rule of the domain refuses this: the sentence stands beside the rule it explains."""


class DamageError(AveError):
    """The records themselves can't be read: only going back to a copy helps."""
