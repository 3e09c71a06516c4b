"""The handover file: one document with all that whoever follows a public contract next needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.documents import Document, Facts, Grid, Heading, Paragraph
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.folding import fold, tokens
from ave_tui.domain.money_text import cents_text
from ave_tui.domain.words import N_
from ave_tui.i18n import _, hours, say
from ave_tui.services.due_history import due_history, new_amount, parts_of
from ave_tui.services.handover_facts import facts_of
from ave_tui.services.handover_lists import contacts, people, sizing
from ave_tui.services.labels import day_text, join
from ave_tui.services.today_lines import Topic
from ave_tui.storage.queries import handing_over as queries
from ave_tui.storage.queries import journal, portfolios

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ave_tui.domain.documents import Block
    from ave_tui.domain.schema import Id
    from ave_tui.services.life import LifeService
    from ave_tui.services.records import RecordsService
    from ave_tui.services.today import TodayService
    from ave_tui.services.today_lines import Line
    from ave_tui.storage.database import Database


class HandoverService:
    """Puts together what is known of a public contract; it changes nothing."""

    def __init__(
        self, database: Database, records: RecordsService, life: LifeService, today: TodayService
    ) -> None:
        self._database = database
        self._records = records
        self._life = life
        self._today = today

    def called(self, reference: str) -> Id:
        """Return the public contract of a reference, or the only one that has the typed words.

        Raises:
            RuleBrokenError: None, or more than one.
        """
        found = self._records.find("public_contract", reference)
        exact = [
            row
            for row in found
            if fold(str(self._records.load("public_contract", row).get("reference") or ""))
            == fold(reference)
        ]
        chosen = exact or found
        if len(chosen) == 1:
            return chosen[0]
        if not chosen:
            raise RuleBrokenError(
                N_("No public contract is called “{typed}”."),
                N_("Type its reference as the list of public contracts shows it."),
                typed=reference,
            )
        names = "; ".join(self._records.labels("public_contract", chosen[:8]).values())
        raise RuleBrokenError(
            N_("“{typed}” may be several public contracts."),
            N_("Type the whole reference of one of them: {names}."),
            typed=reference,
            names=names,
        )

    def document(self, contract: Id) -> Document:
        """Return the handover file of a public contract.

        Raises:
            RecordGoneError: It is not there, or was withdrawn.
        """
        values = self._records.load("public_contract", contract)
        lines = self._today.of_contract(contract)
        today = self._records.today.isoformat()
        connection = self._database.connection
        history = due_history(connection, "public_contract", contract, today)
        amount = new_amount(connection, contract, today)
        spoken = self._life.last_contact("public_contract", contract)
        facts = facts_of(
            self._records,
            values,
            (_("Hours due"), history),
            (_("Amount after the changes"), "" if amount is None else f"{cents_text(amount)} €"),
            (_("Last contact"), day_text(spoken)),
        )
        blocks: list[Block] = [Facts(facts)]
        for title, part in (
            (_("What to do next"), self._to_do(contract, lines)),
            (_("Returns that are missing"), _told(lines, Topic.RETURN)),
            (_("Contacts valid today"), contacts(connection, contract, today)),
            (_("Lots, holders and hours"), self._lots(contract)),
            (_("Amendments, phases, renewals and orders"), self._changes(contract)),
            (_("People at work"), people(connection, contract, today)),
            (_("Decisions"), self._said(contract, decisions=True)),
            (_("Journal and visits"), self._said(contract, decisions=False)),
            (_("How the hours were sized"), sizing(connection, self._records, contract)),
        ):
            blocks.append(Heading(title))
            blocks += list(part) or [Paragraph(_("Nothing."))]
        reference = str(values.get("reference") or "")
        return Document(
            _("Handover file"),
            tuple(blocks),
            "-".join((_("handover"), *tokens(reference))),
            self._records.label("public_contract", contract),
            _(
                "As of {day}. It names people: for whoever follows the contract, for nobody else.",
                day=day_text(today),
            ),
        )

    def _to_do(self, contract: Id, lines: Sequence[Line]) -> Iterator[Block]:
        rows = [
            (_(line.topic.label), line.about, say(line.why))
            for line in lines
            if line.topic is not Topic.RETURN
        ]
        rows += [
            (
                _("After a visit"),
                step.company,
                _("{name}: {text}", name=day_text(step.next_on), text=step.next_step),
            )
            for step in portfolios.to_do_of(self._database.connection, contract)
        ]
        if rows:
            columns = (_("What"), _("Who"), _("Why"))
            yield Grid(columns, tuple(rows), shares=(2, 3, 5))

    def _lots(self, contract: Id) -> Iterator[Block]:
        connection, day = self._database.connection, self._records.today.isoformat()
        sheet = self._records.sheet("public_contract", contract)
        rows, histories = [], []
        for line in sheet.sections[0].lines:
            told, validated = line.told, ""
            if line.table == "lot":
                validated = hours(queries.validated(connection, line.row))
                if history := due_history(connection, "lot", line.row, day):
                    histories.append(_("{name}: {text}", name=told.name, text=history))
            indent = "– " * line.depth
            rows.append(
                (
                    f"{indent}{told.name}" + (f" ({told.detail})" if told.detail else ""),
                    "" if told.due is None else hours(told.due),
                    "" if told.done is None else hours(told.done),
                    validated,
                    "" if told.balance is None else hours(told.balance),
                )
            )
        if not rows:
            return
        columns = (
            _("Lot"),
            _("Due"),
            _("Done"),
            _("Validated"),
            _("Due - declared"),
        )
        yield Grid(columns, tuple(rows), frozenset({1, 2, 3, 4}), (6, 2, 2, 2, 2))
        yield from (Paragraph(history) for history in histories)

    def _changes(self, contract: Id) -> Iterator[Block]:
        connection, day = self._database.connection, self._records.today.isoformat()
        rows = [
            (
                part.name,
                day_text(part.notified_on) if part.notified_on else _("not yet affirmed"),
                "" if part.seconds is None else hours(part.seconds),
                "" if part.amount_cents is None else f"{cents_text(part.amount_cents)} €",
                day_text(part.ends_on),
            )
            for part in parts_of(connection, "public_contract", contract, day)
        ]
        if rows:
            columns = (
                _("Change"),
                _("In force since"),
                _("Hours added"),
                _("Amount added"),
                _("New end"),
            )
            yield Grid(columns, tuple(rows), frozenset({2, 3}), (4, 2, 2, 3, 2))

    def _said(self, contract: Id, *, decisions: bool) -> Iterator[Block]:
        taken = {
            each.row
            for each in journal.said_of(
                self._database.connection, "public_contract", contract, "[]"
            )
            if each.kind in ("DECISION", "FORMAL_NOTICE")
        }
        rows = [
            (day_text(each.day), each.kind, join(each.text, each.who, by="\n"))
            for each in self._life.said("public_contract", contract)
            if (each.row in taken) is decisions
        ]
        if rows:
            yield Grid((_("Date"), _("Kind"), _("What")), tuple(rows), shares=(2, 2, 8))


def _told(lines: Sequence[Line], topic: Topic) -> Iterator[Block]:
    rows = [(line.about, say(line.why)) for line in lines if line.topic is topic]
    if rows:
        yield Grid((_("Who"), _("Why")), tuple(rows), shares=(2, 3))
