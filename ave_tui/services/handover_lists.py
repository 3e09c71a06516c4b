"""Lists of a handover file: whom to speak to, who is at work, how the hours were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.documents import Facts, Grid
from ave_tui.domain.money_text import cents_text
from ave_tui.domain.trade_choices import SizingMethod
from ave_tui.i18n import _, hours
from ave_tui.services.labels import day_text, join, lot_name, person_name
from ave_tui.services.sheet_lines import choice
from ave_tui.storage.queries import handing_over as queries
from ave_tui.storage.queries import links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.documents import Block
    from ave_tui.domain.schema import Id
    from ave_tui.services.records import RecordsService
    from ave_tui.storage.connection import Connection


def contacts(connection: Connection, contract: Id, today: str) -> Iterator[Block]:
    """Yield whom to speak to on a day."""
    rows = [
        (
            person_name(each.last_name, each.first_name),
            join(each.role, each.whose, by=", "),
            each.phone,
            each.email,
        )
        for each in queries.contacts(connection, contract, today)
    ]
    if rows:
        columns = (_("Name"), _("Role"), _("Telephone"), _("E-mail"))
        yield Grid(columns, tuple(rows), shares=(3, 4, 2, 3))


def people(connection: Connection, contract: Id, today: str) -> Iterator[Block]:
    """Yield who is at work on a day, and until when."""
    rows = [
        (
            person_name(each.last_name, each.first_name, erased=each.erased) or each.label,
            join(each.job, each.employer, by=", "),
            lot_name(each.lot_number, each.lot_name),
            day_text(each.ends_on) or _("no end"),
            day_text(each.eligible_until),
            hours(each.seconds),
        )
        for each in queries.at_work(connection, contract, today)
    ]
    if rows:
        columns = (
            _("Name"),
            _("Job"),
            _("Lot"),
            _("Contract ends"),
            _("Eligible until"),
            _("Done"),
        )
        yield Grid(columns, tuple(rows), frozenset({5}), (3, 4, 3, 2, 2, 2))


def sizing(connection: Connection, records: RecordsService, contract: Id) -> Iterator[Block]:
    """Yield how the hours of each lot were found."""
    facts = []
    for lot in links.with_values(connection, "lot", {"public_contract_id": contract}):
        values = records.load("lot", lot)
        sized = values.get("sized_seconds")
        figure = f"{hours(sized)} h" if isinstance(sized, int) else ""
        how = " ".join(str(values.get("sizing") or "").split())
        if figure or how:
            facts.append((records.label("lot", lot), join(figure, how, by=" · ")))
    for each in queries.sizings(connection, contract):
        amount = each.amount_cents
        told = (
            f"{hours(each.due)} h" if each.due is not None else "",
            choice(SizingMethod, each.method),
            f"{cents_text(amount)} €" if amount is not None else "",
            day_text(each.on_date),
            " ".join(each.notes.split()),
        )
        facts.append((records.label("lot", each.lot), join(*told, by=" · ")))
    if facts:
        yield Facts(tuple(facts))
