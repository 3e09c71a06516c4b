"""Contracts whose clause asks for nothing, or that should bear one: where this is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.clause_duty import Contract, Duty, Gap, gaps
from ave_tui.domain.rules import value_on
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.storage.queries import duties
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ave_tui.domain.rules import Dated
    from ave_tui.domain.schema import Id, Value
    from ave_tui.domain.words import Sentence
    from ave_tui.storage.connection import Connection


def _duty(values: Sequence[Dated], authority: Id) -> Callable[[str, str], Duty]:
    def asked(rule: str, day: str) -> Duty:
        holds = bool(value_on("clause_duty", values, day, authority))
        return Duty(holds, value_on(rule, values, day, authority))

    return asked


def gaps_of(connection: Connection, contract: Id, today: str) -> list[Sentence]:
    """Return what is missing in a public contract, to be said with it."""
    found = duties.duty_of(connection, contract)
    if found is None:
        return []
    duty = _duty(dated_values(connection), found.authority)
    return [said for _, said in gaps(found.contract, today, duty)]


def gap_lines(connection: Connection, facilitator: Id, today: str) -> Iterator[Line]:
    """Yield the contracts of a portfolio in which something is missing."""
    values = dated_values(connection)
    for row in duties.duties(connection, facilitator):
        for _gap, said in gaps(row.contract, today, _duty(values, row.authority)):
            yield Line(
                Topic.CLAUSE,
                Urgency.SOON,
                f"{row.reference} {row.subject}".strip(),
                said,
                Opens("record", "public_contract", row.row),
                row.contract.notified_on,
            )


def gaps_while_typing(
    connection: Connection, row: Id | None, values: Mapping[str, Value], today: str
) -> Iterator[tuple[Gap, Sentence]]:
    """Yield what is missing in a contract as it stands in its form."""
    authority = str(values.get("authority_id") or "")
    known = None if row is None else duties.duty_of(connection, row)
    amount = values.get("amount_cents")

    def text(name: str) -> str:
        return str(values.get(name) or "")

    contract = Contract(
        clause=text("clause"),
        status=text("status"),
        nature=text("nature"),
        authority_kind=duties.authority_kind(connection, authority),
        amount_cents=amount if isinstance(amount, int) else None,
        notified_on=text("notified_on"),
        exception=text("exception"),
        exception_note=text("exception_note"),
        # Its lots, and their hours, come after a new contract.
        due_seconds=1 if known is None else known.contract.due_seconds,
        concession=bool(values.get("concession")),
    )
    yield from gaps(contract, today, _duty(dated_values(connection), authority))
