"""The notice that tells a participant what is recorded of them, why, and what they may ask for.

Articles 13 and 14 of the RGPD; the words follow les-emplois' privacy page (field.md 6). It is
printed, and the day on which it was given is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change
from ave_tui.domain.documents import Document, Facts, Heading, Paragraph
from ave_tui.domain.rules import value_on
from ave_tui.i18n import _, _n, day
from ave_tui.services.labels import join, names_of
from ave_tui.services.retention import NobodyLeftError
from ave_tui.storage import preferences, rows
from ave_tui.storage.queries.notices import without_notice
from ave_tui.storage.queries.rules import dated_values
from ave_tui.storage.same import all_of_same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ave_tui.domain.documents import Block
    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger


class NoticeService:
    """Writes the notice, and keeps when it was given."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def missing(self) -> list[tuple[Id, str]]:
        """Return who was given no notice yet, by name."""
        connection = self._database.connection
        found = without_notice(connection)
        names = names_of(connection, "participant", found)
        return [(row, names[row].label) for row in found]

    def notice(self, person: Id) -> Document:
        """Return the notice for a person, of today.

        Raises:
            NobodyLeftError: They were erased or made anonymous.
        """
        found = rows.read(self._database.connection, "participant", person)
        if found is None or found.erased:
            raise NobodyLeftError
        name = join(str(found.values["first_name"] or ""), str(found.values["last_name"] or ""))
        return Document(
            _("Information on your personal data"),
            tuple(self._blocks(name)),
            _("information-notice"),
            subtitle=join(str(self._structure().get("name") or ""), self._day, by=" · "),
            footer=_("Articles 13 and 14 of the RGPD."),
        )

    def given(self, persons: Sequence[Id], on: str = "") -> None:
        """Keep that the notice was given to people on a day, ISO text, or today; one step."""
        connection = self._database.connection
        on = on or self._database.clock().date().isoformat()
        everybody = [
            row for person in persons for row in all_of_same(connection, "participant", person)
        ]
        self._ledger.commit(
            [
                Change("participant", row.id, {"notice_on": on})
                for row in rows.read_many(connection, "participant", everybody).values()
                if not row.erased and not row.deleted
            ]
        )

    @property
    def _day(self) -> str:
        return day(self._database.clock().date())

    def _structure(self) -> Values:
        connection = self._database.connection
        found = rows.read(connection, "structure", preferences.get(connection, "space"))
        return found.values if found else {}

    def _rule(self, name: str) -> int:
        today = self._database.clock().date().isoformat()
        return value_on(name, dated_values(self._database.connection), today)

    def _blocks(self, name: str) -> Iterator[Block]:
        structure = str(self._structure().get("name") or _("Our structure"))
        yield Paragraph(
            _(
                "{structure} follows you because public contracts ask companies to give hours of "
                "work to people who are far from employment. For that it keeps some information "
                "on you. This page says which, why, for how long, and what you may ask for.",
                structure=structure,
            )
        )
        yield Heading(_("What it is for"))
        yield Paragraph(
            _(
                "To check that you may work under a social clause, to propose work to you, to "
                "follow your contracts and your hours, to know what became of you afterwards, and "
                "to report on the hours of each public contract. Nothing else, and no decision is "
                "taken by a machine."
            )
        )
        yield Heading(_("What allows it"))
        yield Paragraph(
            _(
                "A task carried out in the public interest (article 6-1-e of the RGPD): the social "
                "clauses of public contracts."
            )
            if self._rule("public_mission")
            else _(
                "The legitimate interest of our association in helping people to find work "
                "(article 6-1-f of the RGPD)."
            )
        )
        yield Heading(_("What is kept"))
        yield Paragraph(
            _(
                "Your name, date of birth, sex, telephone, e-mail and town; your level of "
                "education, the trades you look for and who sent you to us; why you may work "
                "under a clause, the kind of proof that was seen and when, not the paper itself; "
                "your contracts, your hours, and your situation when they end. Never your social "
                "security number, your bank account or your health file."
            )
        )
        yield Heading(_("Who gets it"))
        yield Paragraph(
            _(
                "The facilitators of our structure. The company that takes you on: your name and "
                "what concerns your contract with it. Whoever ordered the work: totals, at most "
                "your initials. The national network and the financers: totals only. Where what "
                "you are entitled to by health, justice, asylum or child welfare would show, it is "
                "sent as “other”. Nothing is sold, and nothing leaves the European Union."
            )
        )
        yield Heading(_("For how long"))
        yield Paragraph(
            _n(
                "Until one month after our last contact. Then your name and all that could tell "
                "who you are is erased; only figures without a name stay.",
                "Until {count} months after our last contact. Then your name and all that could "
                "tell who you are is erased; only figures without a name stay.",
                self._rule("retention_months"),
            )
        )
        yield Heading(_("What you may ask for"))
        yield Paragraph(
            _(
                "To see everything that is kept on you, to have it put right, to have it erased, "
                "to limit its use, or to object to it. You get an answer within one month. If it "
                "does not satisfy you, you can complain to the CNIL: 3 place de Fontenoy, TSA "
                "80715, 75334 Paris Cedex 07, www.cnil.fr."
            )
        )
        yield Heading(_("Whom to ask"))
        yield Facts(tuple(self._contact()))
        yield Heading(_("Given"))
        yield Facts(((_("To"), name), (_("On"), self._day), (_("Signature"), "")))

    def _contact(self) -> Iterator[tuple[str, str]]:
        structure = self._structure()
        me = rows.read(self._database.connection, "facilitator", self._ledger.actor)
        mine: Values = me.values if me else {}
        own_name = join(str(mine.get("first_name") or ""), str(mine.get("last_name") or ""))
        for label, text in (
            (_("Structure"), structure.get("name")),
            (_("SIRET"), structure.get("siret")),
            (_("Town"), structure.get("commune")),
            (_("Facilitator"), own_name),
            (_("E-mail"), mine.get("email")),
            (_("Telephone"), mine.get("phone")),
        ):
            if text:
                yield label, str(text)
