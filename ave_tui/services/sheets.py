"""What belongs to a record, line by line, as its screen shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.pace import PLACES, Pace, pace_of
from ave_tui.services.sheet_lines import LINES, Place, Told
from ave_tui.services.sheet_notes import notes_of
from ave_tui.storage.queries import overview_rows
from ave_tui.storage.queries.overviews import COLUMNS
from ave_tui.storage.same import all_of_same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.eligible import Lights
    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class Adding:
    """A record that can be added at a place: its table, and what it starts with."""

    table: str
    initial: Values


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A record that belongs to the one on the screen."""

    table: str
    row: Id
    depth: int
    told: Told
    adding: Adding
    """What Insert adds here."""


@dataclass(frozen=True, slots=True)
class Section:
    """Records of one kind under a heading."""

    title: str
    """English, marked for translation."""
    lines: tuple[SheetLine, ...]
    adding: Adding
    count: int
    """Without the lines that are indented."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that belongs to a record, and its own hours due and done."""

    sections: tuple[Section, ...]
    due: int | None
    done: int | None
    same: tuple[Id, ...] = ()
    """The records that were found to be the same one: what belongs to them is among the rest."""
    received: int = 0
    """Of the hours done, those that came from other lots by an agreement."""
    given: int = 0
    """Hours done here that count for other lots."""
    pace: Pace | None = None
    """Where its hours will land; none where nothing is due or no end is known."""
    notes: tuple[Sentence, ...] = ()
    """What else one should know of it."""

    @property
    def balance(self) -> int | None:
        """Due less declared, the opening balances counted in."""
        return None if self.due is None else self.due - (self.done or 0)


@dataclass(frozen=True, slots=True)
class _Part:
    table: str
    link: str
    title: str = ""
    below: tuple[str, str] | None = None
    """Table and link of the records shown under each line."""


_PARTS: Final = {
    "company": (
        _Part("contact", "company_id"),
        _Part("award", "company_id"),
        _Part("employment_contract", "employer_id"),
        _Part("assignment", "host_id", N_("At work here")),
        _Part("visit", "company_id"),
    ),
    "participant": (
        _Part("eligibility", "participant_id"),
        _Part(
            "employment_contract",
            "participant_id",
            below=("assignment", "employment_contract_id"),
        ),
        _Part("exit", "participant_id"),
    ),
    "public_contract": (_Part("lot", "public_contract_id", below=("award", "lot_id")),),
    "lot": (
        _Part("award", "lot_id"),
        _Part("assignment", "lot_id"),
        _Part("pooling_share", "lot_id", N_("In pooling agreements")),
    ),
    "award": (
        _Part("assignment", "award_id"),
        _Part("hours_return", "award_id"),
        _Part("penalty", "award_id"),
    ),
    "pooling_agreement": (_Part("pooling_share", "pooling_agreement_id"),),
    "employment_contract": (
        _Part("assignment", "employment_contract_id"),
        _Part("exit", "employment_contract_id"),
    ),
    "authority": (
        _Part("operation", "authority_id"),
        _Part("public_contract", "authority_id"),
        _Part("contact", "authority_id"),
    ),
    "operation": (_Part("public_contract", "operation_id"),),
}


def read_sheet(
    connection: Connection,
    table: str,
    row: Id,
    values: Values,
    lights: Lights,
    around: overview_rows.Around,
) -> Sheet:
    """Return what belongs to a record, and to all that were found to be the same one."""
    same = all_of_same(connection, table, row)
    own: Values = {}
    if table in COLUMNS:
        own = overview_rows.overviews(connection, table, [row], around)[row]
    sections = []
    for part in _PARTS.get(table, ()):
        adding = Adding(part.table, {part.link: row, **_shared(table, part.table, values)})
        lines: list[SheetLine] = []
        found = _sorted_children(
            connection, part.table, part.link, same, around, Place(table, lights)
        )
        for child, told in found:
            if part.below is None:
                lines.append(SheetLine(part.table, child, 0, told, adding))
                continue
            inner = Adding(part.below[0], {part.below[1]: child})
            lines.append(SheetLine(part.table, child, 0, told, inner))
            lines += [
                SheetLine(part.below[0], below, 1, below_told, inner)
                for below, below_told in _sorted_children(
                    connection, *part.below, [child], around, Place(part.table, lights)
                )
            ]
        title = part.title or TABLES[part.table].plural
        sections.append(Section(title, tuple(lines), adding, len(found)))
    due, done = own.get("due"), own.get("done")
    return Sheet(
        tuple(sections),
        due if isinstance(due, int) else None,
        done if isinstance(done, int) else None,
        tuple(other for other in same if other != row),
        int(own.get("received") or 0),
        int(own.get("given") or 0),
        pace_of(connection, table, row, own, lights.today) if table in PLACES else None,
        notes_of(connection, table, row, values),
    )


def _shared(table: str, child: str, values: Values) -> Values:
    """Return what a new record takes from the one it belongs to, beside the link."""
    if (table, child) == ("operation", "public_contract"):
        return {"authority_id": values.get("authority_id"), "commune": values.get("commune")}
    if (table, child) == ("employment_contract", "exit"):
        return {"participant_id": values.get("participant_id")}
    if (table, child) == ("award", "assignment"):
        return {"lot_id": values.get("lot_id"), "host_id": values.get("company_id")}
    return {}


def _sorted_children(
    connection: Connection,
    table: str,
    link: str,
    rows: Sequence[Id],
    around: overview_rows.Around,
    at: Place,
) -> list[tuple[Id, Told]]:
    """Return the records that point to some, as lines, in the order in which one looks for them."""
    told = LINES[table]
    lines = [
        (child, told(values, at))
        for child, values in overview_rows.children(connection, table, link, rows, around).items()
    ]
    return sorted(lines, key=lambda line: (line[1].order, line[0]))
