"""A claim in the user's language: on screens and for the shell, the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.words import Sentence
from ave_tui.i18n import _, day, say
from ave_tui.services.value_words import laptop_name

if TYPE_CHECKING:
    from datetime import datetime

    from ave_tui.services.conflict_words import Claim, Unknown


def value_said(words: object) -> str:
    """Return a value in the user's language."""
    return say(Sentence("{value}", {"value": words}))


def moment_said(at: datetime) -> str:
    """Return a day and the time of that day."""
    return f"{day(at.date())} {at:%H:%M}"


def writer_said(claim: Claim) -> str:
    """Return who wrote it, when, and on which laptop."""
    where = _("this laptop") if claim.here else laptop_name(claim.device)
    who = "" if claim.who == laptop_name(claim.device) else claim.who
    return ", ".join(part for part in (who, moment_said(claim.at), where) if part)


def claim_said(claim: Claim) -> str:
    """Return a value with who wrote it, when, and where."""
    return _("{value} ({who})", value=value_said(claim.words), who=writer_said(claim))


def unknown_said(unknown: Unknown) -> str:
    """Return whose changes the writer had not seen."""
    if unknown.nothing_before:
        return _("had seen nothing of {who} yet", who=unknown.who)
    when = moment_said(unknown.since)
    return _("had not seen the changes of {who} since {when}", who=unknown.who, when=when)
