"""Public contracts that ask for a step: ended and not closed, standing too long, phases near."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import ContractStatus
from ave_tui.domain.contract_life import HELD, STUCK_AFTER, known
from ave_tui.domain.period_words import day_words
from ave_tui.domain.rules import value_on
from ave_tui.domain.trade_choices import AmendmentKind
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.storage.queries import standing
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.rules import Dated
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.standing import StandingRow, ToComeRow
    from ave_tui.storage.queries.today import Portfolio

_KINDS: Final = {str(kind): kind.label for kind in AmendmentKind}


def life(connection: Connection, portfolio: Portfolio, today: date) -> Iterator[Line]:
    """Yield what the contracts of a portfolio ask for; no hours are read for it."""
    rules, day = dated_values(connection), today.isoformat()
    for contract in standing.standings(connection, day, portfolio.contracts):
        line = _ended(contract, rules, today) or _stuck(contract, rules, today)
        if line is not None:
            yield line
    near = today + timedelta(days=value_on("phase_warning_days", rules, day))
    for change in standing.to_come(connection, day, portfolio.contracts):
        yield from _near(change, day, near.isoformat())


def _ended(contract: StandingRow, rules: list[Dated], today: date) -> Line | None:
    """Return that a contract is over and nobody closed it."""
    ends = _date(contract.ends_on)
    held = contract.status is None or known(contract.status) in HELD
    if ends is None or not held:
        return None
    days = value_on("close_after_days", rules, today.isoformat(), contract.authority)
    if ends + timedelta(days=days) >= today:
        return None
    return Line(
        Topic.LIFE,
        Urgency.SOON,
        _name(contract),
        Sentence(
            N_("Ended on {day} and not closed: last returns, final report, next step."),
            {"day": day_words(ends.isoformat())},
        ),
        Opens("record", "public_contract", contract.contract),
        ends.isoformat(),
    )


def _stuck(contract: StandingRow, rules: list[Dated], today: date) -> Line | None:
    """Return that a contract has stood where it stands for longer than the rule says."""
    status, since = known(contract.status), _date(contract.status_on)
    if status not in STUCK_AFTER or since is None:
        return None
    if status is ContractStatus.NOTIFIED:
        # It does not wait for anybody before the day on which it is to begin.
        since = max(since, _date(contract.starts_on) or since)
    days = value_on(STUCK_AFTER[status], rules, today.isoformat(), contract.authority)
    if since + timedelta(days=days) >= today:
        return None
    return Line(
        Topic.LIFE,
        Urgency.CALM,
        _name(contract),
        Sentence(
            N_("“{status}” since {day}: has it gone on?"),
            {"status": Sentence(status.label), "day": day_words(since.isoformat())},
        ),
        Opens("record", "public_contract", contract.contract),
        since.isoformat(),
    )


def _near(change: ToComeRow, day: str, near: str) -> Iterator[Line]:
    """Yield a phase or a renewal that begins soon, or that the contract ends without."""
    values = {
        "kind": Sentence(_KINDS.get(change.kind, change.kind)),
        "name": " ".join(filter(None, (change.number, change.name))),
    }
    if change.notified_on:
        if change.notified_on > near:
            return
        said, urgency, on = (
            N_("{kind} {name}: in force on {day}."),
            Urgency.CALM,
            change.notified_on,
        )
    elif change.ends_on and day <= change.ends_on <= near:
        said = N_("{kind} {name}: not affirmed, and the contract ends on {day}.")
        urgency, on = Urgency.SOON, change.ends_on
    else:
        return
    yield Line(
        Topic.LIFE,
        urgency,
        change.reference,
        Sentence(said, values | {"day": day_words(on)}),
        Opens("record", "amendment", change.change),
        on,
    )


def _name(contract: StandingRow) -> str:
    return " ".join(filter(None, (contract.reference, contract.subject)))


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
