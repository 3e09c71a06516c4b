"""What belongs to a record, line by line, as its screen shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.anonymous import Profile
from ave_tui.domain.changes import profile_id
from ave_tui.domain.eligible import NO_END, standing
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import Sentence
from ave_tui.i18n import _
from ave_tui.services.clause_gaps import gaps_of
from ave_tui.services.eligible_people import Standing, said_of, standing_of, told
from ave_tui.services.labels import day_text
from ave_tui.services.pace import PLACES, Pace, pace_of
from ave_tui.services.sheet_lines import LINES, Place, Told
from ave_tui.services.sheet_notes import notes_of
from ave_tui.services.sheet_parts import PARTS, shared
from ave_tui.services.sheet_remarks import as_tree, remarks
from ave_tui.storage import rows
from ave_tui.storage.queries import overview_rows
from ave_tui.storage.queries.overviews import COLUMNS
from ave_tui.storage.queries.validated import Validated, has_hours, validated
from ave_tui.storage.same import all_of_same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.eligible import Light, Lights
    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.connection import Connection


NOTHING_SAID: Final = Sentence("")
NOT_VALIDATED: Final = Validated()


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
    wants: tuple[Sentence, ...] = ()
    """What is missing in the record itself."""
    same: tuple[Id, ...] = ()
    """The records that were found to be the same one: what belongs to them is among the rest."""
    profile: str = ""
    """Of a person made anonymous, what is still known; in the user's language."""
    remarks: tuple[str, ...] = ()
    """Lines to be read below the hours: of what the hours due are made, the last contact."""
    light: Light | None = None
    """How the person of the record stands; None where it is nobody's."""
    stands: Sentence = NOTHING_SAID
    validated: Validated = NOT_VALIDATED
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
    for part in PARTS.get(table, ()):
        adding = Adding(part.table, {part.link: row, **shared(table, part.table, values)})
        lines: list[SheetLine] = []
        found = _sorted_children(
            connection, part.table, part.link, same, around, Place(table, lights)
        )
        for child, line in found:
            if part.below is None:
                continue
            inner = Adding(part.below[0], {part.below[1]: child})
            lines.append(SheetLine(part.table, child, 0, line, inner))
            found_below = _sorted_children(
                connection, *part.below, [child], around, Place(part.table, lights)
            )
            lines += [
                SheetLine(part.below[0], below, 1 + depth, line_below, inner)
                for depth, below, line_below in as_tree(found_below)
            ]
        if part.below is None:
            lines = [
                SheetLine(part.table, child, depth, line, adding)
                for depth, child, line in as_tree(found)
            ]
        title = part.title or TABLES[part.table].plural
        sections.append(Section(title, tuple(lines), adding, len(found)))
    due, done = own.get("due"), own.get("done")
    return Sheet(
        tuple(sections),
        due if isinstance(due, int) else None,
        done if isinstance(done, int) else None,
        tuple(gaps_of(connection, row, around.today)) if table == "public_contract" else (),
        tuple(other for other in same if other != row),
        _profile(connection, row) if table == "participant" else "",
        tuple(remarks(connection, table, row, same, around.today)),
        *_standing(connection, table, row, values, lights),
        validated(connection, table, same) if has_hours(table) else Validated(),
        int(own.get("received") or 0),
        int(own.get("given") or 0),
        pace_of(connection, table, row, own, lights.today) if table in PLACES else None,
        notes_of(connection, table, row, values),
    )


def _profile(connection: Connection, person: Id) -> str:
    found = rows.read(connection, "anonymous_profile", profile_id(person))
    if found is None or found.deleted:
        return ""
    from ave_tui.services.retention import profile_words

    known = {name: value for name, value in found.values.items() if name in Profile._fields}
    said = ", ".join(profile_words(Profile(**known)))  # type: ignore[arg-type]
    return _(
        "Made anonymous on {day}: {said}", day=day_text(str(found.values["made_on"])), said=said
    )


def _standing(
    connection: Connection, table: str, row: Id, values: Values, lights: Lights
) -> tuple[Light | None, Sentence]:
    """Return how the person of a record stands: by this eligibility, or by the one that governs."""
    if table == "eligibility":
        status = standing(values["status"], values["proof_on"])
        until = str(values["extended_to"] or values["ends_on"] or NO_END)
        ground = str(values["ground"])
        one = Standing(lights.of(until, status), until, status, ground, row)
        return one.light, told(one, values, lights)
    person = row if table == "participant" else values.get("participant_id")
    if table not in ("participant", "employment_contract") or not isinstance(person, str):
        return None, Sentence("")
    one = standing_of(connection, person, lights)
    return one.light, said_of(connection, one, lights)


def _sorted_children(
    connection: Connection,
    table: str,
    link: str,
    parents: Sequence[Id],
    around: overview_rows.Around,
    at: Place,
) -> list[tuple[Id, Told]]:
    """Return the records that point to some, as lines, in the order in which one looks for them."""
    line = LINES[table]
    children = overview_rows.children(connection, table, link, parents, around)
    lines = [(child, line(values, at)) for child, values in children.items()]
    return sorted(lines, key=lambda each: (each[1].order, each[0]))
