"""What is refused of a record by itself, and what only deserves a second look.

Only nonsense is refused: a facilitator must be able to keep what a paper says even when it looks
wrong. Rules that need other records are in `record_doubts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import HOUR, Hours
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.schema import TABLES, Kind
from ave_tui.domain.soundness import bare_figures, faults, is_siret
from ave_tui.domain.trade_choices import PenaltyDecision
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.penalty_figures import computed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ave_tui.domain.schema import Id, Value, Values

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PHONE: Final = re.compile(r"\+?[0-9]{9,15}")
_LEAST_AGE: Final = 14
_MOST_AGE: Final = 80
_LONGEST_WEEK: Final = 48 * HOUR


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to look at before a record is kept."""

    field: str
    sentence: Sentence
    same: Id | None = None
    """The record that may be the same, where there seems to be one already."""


def tidy_siret(text: str) -> str:
    """Return a SIRET as it is kept."""
    return bare_figures(text)


def tidy(table: str, name: str, value: Value) -> Value:
    """Return a value as it is kept: without blanks around it, and nothing rather than no text."""
    if not isinstance(value, str):
        return value
    if name == "siret":
        value = tidy_siret(value)
    kind = TABLES[table].field(name).kind
    return (value.rstrip() if kind is Kind.NOTE else value.strip()) or None


def as_kept(table: str, before: Mapping[str, Value], values: Mapping[str, Value]) -> Values:
    """Return what is written of a record, with what follows from it and is never typed."""
    written = {name: tidy(table, name, value) for name, value in values.items()}
    return computed(before, written) if table == "penalty" else written


def refuse_nonsense(table: str, values: Mapping[str, Value]) -> None:
    """Say why a record can't be kept.

    Raises:
        RuleBrokenError: Something needed is missing, a date lies before its beginning, or what is
            written can't be what the field is for; `field` says where.
    """
    fault = next(faults(table, values), None)
    if fault is not None:
        # The sentences keep their values apart: the error takes them together.
        raise RuleBrokenError(
            fault.problem.text,
            fault.remedy.text,
            field=fault.field,
            **(dict(fault.problem.values) | dict(fault.remedy.values)),
        )


def doubt_itself(table: str, values: Mapping[str, Value], today: date) -> Iterator[Advice]:
    """Yield what looks wrong in a record whatever else is recorded."""
    siret = values.get("siret")
    if isinstance(siret, str) and not _key_is_right(tidy_siret(siret)):
        yield Advice("siret", Sentence(N_("The last figure of this SIRET doesn’t fit the others.")))
    email = values.get("email")
    if isinstance(email, str) and email and not _EMAIL.fullmatch(email.strip()):
        yield Advice("email", Sentence(N_("This doesn’t look like an e-mail address.")))
    phone = values.get("phone")
    if isinstance(phone, str) and phone and not _PHONE.fullmatch(bare_figures(phone)):
        yield Advice("phone", Sentence(N_("This doesn’t look like a telephone number.")))
    if table == "participant":
        yield from _age(values.get("birth_date"), today)
    if table == "lot" and not values.get("due_seconds"):
        yield Advice("due_seconds", Sentence(N_("No hours are due yet.")))
    if table == "penalty" and values.get("decision") not in (None, PenaltyDecision.PROPOSED):
        for name in ("decided_by", "decided_on", "decided_cents", "notes"):
            if values.get(name) is None:
                yield Advice(name, Sentence(N_("The buyer decides: who, when, how much and why?")))
                break
    week = values.get("weekly_seconds")
    if isinstance(week, int) and week > _LONGEST_WEEK:
        said = N_("{hours} hours a week are more than {most}.")
        given = {"hours": Hours(week), "most": Hours(_LONGEST_WEEK)}
        yield Advice("weekly_seconds", Sentence(said, given))
    extended, ends = values.get("extended_to"), values.get("ends_on")
    if isinstance(extended, str) and isinstance(ends, str) and extended < ends:
        yield Advice("extended_to", Sentence(N_("The extension ends before the eligibility does.")))


def _key_is_right(figures: str) -> bool:
    """Tell whether the key of a whole SIRET is right; one still being typed is no matter."""
    if not is_siret(figures):
        return True
    # Imported only when a whole SIRET was typed; it knows La Poste's own rule.
    from stdnum.fr import siret

    return bool(siret.is_valid(figures))


def _age(born: Value, today: date) -> Iterator[Advice]:
    try:
        day = date.fromisoformat(str(born))
    except ValueError:
        return
    years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    if not _LEAST_AGE <= years <= _MOST_AGE:
        said = N_("Born on this date, the person is {years} years old.")
        yield Advice("birth_date", Sentence(said, {"years": years}))
