"""A bug on the command line: what to read, without a word of what was recorded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ave_tui.cli.answer import refuse
from ave_tui.cli.opening import asking, explained, now
from ave_tui.domain.errors import DamageError
from ave_tui.i18n import _
from ave_tui.paths import find_home
from ave_tui.services.faults import note_fault, understood

if TYPE_CHECKING:
    from ave_tui.cli.answer import Answer


def tell_damage(home: str | None, error: DamageError, answer: Answer) -> int:
    """Say that the records can't be read, and which copy to go back to."""
    return refuse(explained(find_home(home), error, asking()), answer)


def tell_fault(home: str | None, error: Exception, answer: Answer) -> int:
    """Write a fault to the log, say where that is, and return the exit status of a refusal.

    What the disk refused, or a damaged file, is no fault of the program: it is told as what it is.
    """
    refused = understood(error, find_home(home).database)
    if isinstance(refused, DamageError):
        return tell_damage(home, refused, answer)
    if refused is not None:
        return refuse(refused, answer)
    log = find_home(home).log
    problem = _("Something went wrong inside the program; your records are safe.")
    try:
        note_fault(log, error, now())
        remedy = _("Send the file {path} to whoever looks after it.", path=log)
    except OSError:
        remedy = _("It could not be noted in {path}.", path=log)
    answer.data(ok=False, problem=problem, remedy=remedy)
    print(f"ave-tui: {problem}\n         {remedy}", file=sys.stderr)
    return 1
