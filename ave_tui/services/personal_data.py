"""Everything held on one person, in plain words: the answer to who asks what is known of them.

Article 15 of the RGPD: the data, where they come from, who has them, how long they are kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.documents import Document, Facts, Grid, Heading, Paragraph
from ave_tui.domain.period_words import period_words
from ave_tui.domain.schema import TABLES, Kind
from ave_tui.i18n import _, day, hours, said
from ave_tui.services.labels import names_of
from ave_tui.services.retention import NobodyLeftError
from ave_tui.services.value_words import Names, laptop_name, moment, value_words
from ave_tui.storage import people, preferences, rows
from ave_tui.storage.queries import held_on
from ave_tui.storage.queries.people import writer_of
from ave_tui.storage.same import all_of_same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ave_tui.domain.documents import Block
    from ave_tui.domain.mention import Mention
    from ave_tui.domain.schema import Id
    from ave_tui.services.printing import PrintingService
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.storage.rows import Row

_JSON: Final = ".json"
_AS_TYPED: Final = frozenset({Kind.TEXT, Kind.NOTE})


@dataclass(frozen=True, slots=True)
class Held:
    """A record about the person, in the user's language."""

    kind: str
    facts: tuple[tuple[str, str], ...]
    written: tuple[tuple[str, str], ...]
    """When somebody wrote to it, and who."""
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class PersonalData:
    """All that is held on one person."""

    name: str
    structure: str
    made_on: str
    records: tuple[Held, ...]
    hours: tuple[tuple[str, str, str, str], ...]
    """Month, employer, lot, hours."""
    files: tuple[tuple[str, str, str], ...]
    """Exchange files that may hold some of it: when, their name, for whom."""
    mentions: tuple[str, ...]
    """Other records with a text that the name stands in."""

    def as_json(self) -> bytes:
        """Return it as a file that any program can read."""
        told = {
            "person": self.name,
            "structure": self.structure,
            "made_on": self.made_on,
            "records": [
                {
                    "kind": held.kind,
                    "fields": dict(held.facts),
                    "written": [{"at": when, "by": who} for when, who in held.written],
                    "withdrawn": held.withdrawn,
                }
                for held in self.records
            ],
            "hours": [
                {"month": month, "employer": employer, "lot": lot, "hours": figure}
                for month, employer, lot, figure in self.hours
            ],
            "files": [{"on": when, "file": name, "for": whom} for when, name, whom in self.files],
            "mentions": list(self.mentions),
        }
        return json.dumps(told, ensure_ascii=False, indent=2).encode()

    def document(self) -> Document:
        """Return it as something to print."""
        return Document(
            _("What is held on one person"),
            tuple(self._blocks()),
            _("personal-data"),
            subtitle=f"{self.name} · {self.structure} · {self.made_on}",
            footer=_("Answer to a request for access, article 15 of the RGPD."),
        )

    def _blocks(self) -> Iterator[Block]:
        yield Paragraph(
            _(
                "This is everything that the records of {structure} hold on {name}, who wrote it "
                "and when, and to whom it was sent.",
                structure=self.structure,
                name=self.name,
            )
        )
        for held in self.records:
            withdrawn = _("{kind} (withdrawn)", kind=held.kind)
            yield Heading(withdrawn if held.withdrawn else held.kind)
            wrote = "\n".join(f"{when} {who}" for when, who in held.written)
            yield Facts((*held.facts, (_("Written"), wrote)))
        if self.hours:
            yield Heading(_("Hours"))
            columns = (_("Month"), _("Employer"), _("Lot"), _("Hours"))
            yield Grid(columns, self.hours, frozenset({3}), (2, 4, 5, 2))
        yield Heading(_("Files that went out"))
        if self.files:
            yield Paragraph(_("Exchange files made here since, sealed for these people only:"))
            yield Grid((_("Date"), _("File"), _("For")), self.files, shares=(2, 4, 4))
        else:
            yield Paragraph(_("No exchange file was made here since."))
        if self.mentions:
            yield Heading(_("Named in"))
            yield Paragraph(
                _("The name, or one like it, stands in a text of these records:")
                + "\n"
                + "\n".join(self.mentions)
            )


class PersonalDataService:
    """Gathers what is held on a person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def held_on(self, person: Id) -> PersonalData:
        """Return everything that is held on a person, in the user's language.

        Raises:
            NobodyLeftError: They were erased or made anonymous.
        """
        connection = self._database.connection
        found = rows.read(connection, "participant", person)
        if found is None or found.erased:
            raise NobodyLeftError
        persons = sorted(all_of_same(connection, "participant", person), key=person.__ne__)
        by_table = people.hanging_on(connection, persons)
        there = [
            row
            for table in TABLES
            if table in by_table
            for row in rows.read_many(connection, table, by_table[table]).values()
            if not row.erased
        ]
        ids = [row.id for row in there]
        last, first = (str(found.values[n] or "") for n in ("last_name", "first_name"))
        space = preferences.get(connection, "space")
        structure = names_of(connection, "structure", [space])
        return PersonalData(
            name=f"{last} {first}".strip(),
            structure=structure[space].label if space in structure else "",
            made_on=day(self._database.clock().date()),
            records=tuple(self._records(connection, there)),
            hours=tuple(_hours(connection, persons)),
            files=tuple(self._files(connection, ids)),
            mentions=tuple(_mentions(connection, last, first, frozenset(ids))),
        )

    def write(self, held: PersonalData, path: Path, printing: PrintingService) -> Path:
        """Write what is held on a person as JSON, PDF or text, by the ending; return the file.

        Raises:
            UnknownEndingError: The name ends in something else.
            UnwritableDocumentError: It can't be written there.
        """
        if path.suffix.lower() != _JSON:
            return printing.write(held.document(), path)
        return printing.put(held.as_json(), path)

    def _records(self, connection: Connection, there: Sequence[Row]) -> Iterator[Held]:
        wanted: dict[str, set[Id]] = {}
        for row in there:
            for field in TABLES[row.table].fields:
                if field.target and (value := row.values[field.name]):
                    wanted.setdefault(field.target, set()).add(str(value))
        names = Names(connection, wanted)
        wrote: dict[Id, list[tuple[str, str]]] = {}
        for each in held_on.written(connection, [row.id for row in there]):
            at = moment(each.at_ms, self._database.clock())
            line = (f"{day(at.date())} {at:%H:%M}", each.person or laptop_name(each.device))
            steps = wrote.setdefault(each.row, [])
            if line not in steps:
                steps.append(line)
        for row in there:
            table = TABLES[row.table]
            facts = tuple(
                (
                    _(field.label),
                    str(value)
                    if field.kind in _AS_TYPED
                    else said(value_words(field, value, names)),
                )
                for field in table.fields
                if (value := row.values[field.name]) not in (None, "")
            )
            yield Held(_(table.label), facts, tuple(wrote.get(row.id, ())), row.deleted)

    def _files(self, connection: Connection, ids: Sequence[Id]) -> Iterator[tuple[str, str, str]]:
        for made in held_on.files_since(connection, ids):
            at = moment(made.at_ms, self._database.clock())
            whom = [writer_of(connection, each) or laptop_name(each) for each in made.recipients]
            yield day(at.date()), made.file_name, ", ".join(whom)


def _hours(connection: Connection, persons: Sequence[Id]) -> Iterator[tuple[str, str, str, str]]:
    found = held_on.worked(connection, persons)
    employers = names_of(connection, "company", {str(w.employer) for w in found if w.employer})
    lots = names_of(connection, "lot", {str(w.lot) for w in found if w.lot})
    for each in found:
        employer, lot = employers.get(each.employer or ""), lots.get(each.lot or "")
        yield (
            said(period_words(each.month)),
            employer.label if employer else "",
            lot.whole if lot else "",
            hours(each.seconds),
        )


def _mentions(
    connection: Connection, last: str, first: str, without: frozenset[Id]
) -> Iterator[str]:
    found: list[Mention] = list(people.mentions(connection, [(last, first)], without))
    for mention in found:
        named = names_of(connection, mention.table, [mention.row])
        kind = _(TABLES[mention.table].label)
        label = named[mention.row].label if mention.row in named else ""
        field = _(TABLES[mention.table].field(mention.field).label)
        yield _("{kind} {name}, “{field}”", kind=kind, name=label, field=field)
