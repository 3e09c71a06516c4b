"""The rules of the PASS IAE (field.md 3.3; les-emplois, itou/approvals/models.py and enums.py).

Two years of 365 days, first and last day included; two years of waiting after the end. It may be
prolonged from 12 months before its end to 6 months after it, for reasons that each have their cap;
it may be suspended, which pushes its end by as many days.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.choices import CompanyKind
from ave_tui.domain.eligible import months_later
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.trade_choices import DecisionReason
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LENGTH_DAYS: Final = 2 * 365
WAITING_MONTHS: Final = 24
ASKED_BEFORE: Final = 12
ASKED_AFTER: Final = 6
"""Months around the end in which a prolongation can be asked for."""
LONGEST_SUSPENSION: Final = 36
"""Months; another one may follow at once."""


class Cap(NamedTuple):
    """What a reason for prolonging allows."""

    months: int
    """At a time."""
    years: int | None = None
    """Altogether, for this reason; None where there is no such cap."""
    opinion: bool = False
    """An authorised referrer must have agreed."""
    only: frozenset[CompanyKind] = frozenset()
    """The kinds of employer that may ask for it; any where empty."""


PROLONGING: Final = {
    DecisionReason.SENIOR_CDI: Cap(120),
    DecisionReason.COMPLETE_TRAINING: Cap(12),
    DecisionReason.RQTH: Cap(12, 3, opinion=True),
    DecisionReason.SENIOR: Cap(12, 5, opinion=True),
    DecisionReason.PARTICULAR_DIFFICULTIES: Cap(
        12, 3, opinion=True, only=frozenset({CompanyKind.AI, CompanyKind.ACI})
    ),
}
"""Reasons for prolonging; SENIOR_CDI reaches to retirement, ten years technically."""
SUSPENDING: Final = {
    DecisionReason.CONTRACT_SUSPENDED: frozenset[CompanyKind](),
    DecisionReason.CONTRACT_BROKEN: frozenset[CompanyKind](),
    DecisionReason.FINISHED_CONTRACT: frozenset[CompanyKind](),
    DecisionReason.APPROVAL_BETWEEN_CTA_MEMBERS: frozenset[CompanyKind](),
    DecisionReason.CONTRAT_PASSERELLE: frozenset({CompanyKind.ACI, CompanyKind.EI}),
}
"""Reasons for suspending, and the kinds of employer that each is for; any where empty."""

_AS_EXTENSION: Final = N_(
    "If it was granted all the same, record it as an extension, with the reason."
)


class Stretch(NamedTuple):
    """A prolongation or suspension that was granted; both days are in it."""

    reason: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def pass_end(start: str) -> str:
    """Return the last day of a PASS that starts on a day: 2025-01-01 gives 2026-12-31."""
    return (date.fromisoformat(start) + timedelta(days=LENGTH_DAYS - 1)).isoformat()


def waits_until(end: date) -> date:
    """Return the last day of the waiting period after the end of a PASS."""
    return _months_on(end, WAITING_MONTHS)


def is_waiting(end: date, day: date) -> bool:
    """Tell whether a day lies in the waiting period, in which no new PASS can be had."""
    return end < day <= waits_until(end)


def asking_time(end: date) -> tuple[date, date]:
    """Return the first and the last day on which a prolongation can be asked for."""
    return _months_on(end, -ASKED_BEFORE), _months_on(end, ASKED_AFTER)


def refuse_prolongation(
    new: Stretch,
    end: date,
    before: Iterable[Stretch],
    asked_on: date,
    employers: Collection[str],
    opinion_by: str,
) -> None:
    """Say why a PASS can't be prolonged so.

    Args:
        new: From the day after the end.
        end: The last day of the PASS as it is.
        before: The prolongations that it had.
        asked_on: The day of the decision.
        employers: The kinds of the person's employers, as far as they are known.
        opinion_by: Who gave the opinion; empty where nobody did.

    Raises:
        RuleBrokenError: A rule of field.md 3.3 is broken; `field` says where.
    """
    cap = PROLONGING.get(DecisionReason(new.reason))
    if cap is None:
        raise RuleBrokenError(
            N_("A PASS IAE is not prolonged for this reason."), _AS_EXTENSION, field="reason"
        )
    if new.last <= end:
        raise _ends_sooner("ends_on")
    _refuse_employer(cap.only, employers, N_("Only an AI or ACI may ask for this reason."))
    first, last = asking_time(end)
    if not first <= asked_on <= last:
        raise RuleBrokenError(
            N_("A prolongation is asked for between {first} and {last}."),
            _AS_EXTENSION, field="decided_on", first=first, last=last,
        )  # fmt: skip
    longest = date.fromisoformat(months_later(new.first.isoformat(), cap.months))
    if new.last > longest:
        raise RuleBrokenError(
            N_("For this reason it is {months} months at a time: until {day} at most."),
            _AS_EXTENSION, field="ends_on", months=cap.months, day=longest,
        )  # fmt: skip
    used = sum(stretch.days for stretch in before if stretch.reason == new.reason)
    if cap.years is not None and used + new.days > _days_of(cap.years):
        raise RuleBrokenError(
            N_("For this reason it is {years} years altogether; {days} days are used."),
            _AS_EXTENSION, field="ends_on", years=cap.years, days=used,
        )  # fmt: skip
    if cap.opinion and not opinion_by:
        raise RuleBrokenError(
            N_("This reason wants the opinion of an authorised referrer."),
            N_("Say who gave it."),
            field="opinion_by",
        )


def refuse_suspension(
    new: Stretch,
    start: date,
    end: date,
    before: Iterable[Stretch],
    employers: Collection[str],
) -> None:
    """Say why a PASS that runs from a start to an end can't be suspended so.

    Raises:
        RuleBrokenError: A rule of field.md 3.3 is broken; `field` says where.
    """
    only = SUSPENDING.get(DecisionReason(new.reason))
    if only is None:
        raise RuleBrokenError(
            N_("A PASS IAE is not suspended for this reason."), _AS_EXTENSION, field="reason"
        )
    if new.last < new.first:
        raise RuleBrokenError(
            N_("It would end before it starts."), N_("Look at both dates."), field="ends_on"
        )
    _refuse_employer(only, employers, N_("Only an ACI or EI may ask for this reason."))
    if not start <= new.first <= end:
        raise RuleBrokenError(
            N_("A suspension starts while the PASS runs: from {first} to {last}."),
            N_("Look at its first day."),
            field="starts_on", first=start, last=end,
        )  # fmt: skip
    longest = date.fromisoformat(months_later(new.first.isoformat(), LONGEST_SUSPENSION))
    if new.last > longest:
        raise RuleBrokenError(
            N_("A suspension lasts {months} months at most: until {day}."),
            N_("Another one may follow the day after."),
            field="ends_on", months=LONGEST_SUSPENSION, day=longest,
        )  # fmt: skip
    if any(new.first <= other.last and other.first <= new.last for other in before):
        raise RuleBrokenError(
            N_("It is suspended already at that time."),
            N_("Another suspension may follow the day after."),
            field="starts_on",
        )


def pushed(end: date, suspension: Stretch) -> date:
    """Return the new end: a suspension pushes it by as many days as it has."""
    return end + timedelta(days=suspension.days)


def _refuse_employer(only: frozenset[CompanyKind], employers: Collection[str], said: str) -> None:
    # Where no employer is known, nobody can say that it is the wrong one.
    if only and employers and not only.intersection(employers):
        raise RuleBrokenError(said, _AS_EXTENSION, field="reason")


def _ends_sooner(field: str) -> RuleBrokenError:
    return RuleBrokenError(
        N_("It would end no later than now."), N_("Give a later day."), field=field
    )


def _days_of(years: int) -> int:
    """Return the days of years in a row, leap days included."""
    return 365 * years + (years + 3) // 4


def _months_on(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
