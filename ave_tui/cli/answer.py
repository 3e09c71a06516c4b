"""How a command answers: words for people, or one JSON object for scripts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.i18n import say

if TYPE_CHECKING:
    from ave_tui.domain.errors import AveError


class Answer(NamedTuple):
    """Prints the outcome of a command."""

    as_json: bool

    def line(self, text: str) -> None:
        """Print a line for people; a script gets nothing of it."""
        if not self.as_json:
            print(text)

    def data(self, **values: object) -> None:
        """Print the one JSON object for scripts; people get nothing of it."""
        if self.as_json:
            # Only scripts need it, and the screens start without it.
            import json

            print(json.dumps(values, ensure_ascii=False))


def refuse(error: AveError, answer: Answer, **more: object) -> int:
    """Say what is wrong and what to do, and return the exit status of a refusal."""
    problem, remedy = say(error.problem), say(error.remedy)
    answer.data(ok=False, problem=problem, remedy=remedy, **more)
    print(f"ave-tui: {problem}", file=sys.stderr)
    if remedy:
        print(f"         {remedy}", file=sys.stderr)
    return 1
