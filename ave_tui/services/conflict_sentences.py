"""What a conflict is about, why it is one, and what its values are called; in no language yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.choices import HoursKind
from ave_tui.domain.disagreement import ConflictKind
from ave_tui.domain.durations import Hours
from ave_tui.domain.period_words import day_words, period_words
from ave_tui.domain.same import verdict_of
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.value_words import NOTHING, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.services.conflict_finding import Found
    from ave_tui.services.value_words import Names


class Matter(NamedTuple):
    """A conflict with what its sentences need."""

    found: Found
    values: Values
    """Of the record it is about, as it stands."""
    names: Names
    twice: int
    """Seconds that stand twice, where it is two assignments that are one."""


def references(found: Found, values: Values) -> Iterator[tuple[str, Id]]:
    """Yield the records that the sentences name."""
    key = found.key
    yield key.table, key.row
    if key.other:
        yield found.parent or key.table, key.other
    if key.table == "same_as":
        table, _ = verdict_of(str(values.get("table_name")))
        if table in TABLES:
            yield from ((table, str(values[name])) for name in ("left_id", "right_id"))
    for field in TABLES[key.table].fields:
        if field.target:
            claimed = [claim.value for claim in found.claims if field.name == key.field]
            for value in (values.get(field.name), *claimed):
                if isinstance(value, str):
                    yield field.target, value


def about(matter: Matter) -> Sentence:
    """Return the record, and the field where it is about one."""
    record = _record(matter)
    kind, table, _, field, _ = matter.found.key
    if kind is not ConflictKind.FIELD or (table, field) in (
        ("hours_entry", "seconds"),
        ("same_as", "table_name"),
    ):
        return record
    label = Sentence(TABLES[table].field(field).label)
    return Sentence(N_("{record}: {field}"), {"record": record, "field": label})


def why(matter: Matter) -> Sentence:
    """Return in one sentence why a human has to look."""
    found, values, names, twice = matter
    key = found.key
    said: dict[str, object]
    match key.kind:
        case ConflictKind.FIELD:
            return Sentence(N_("Written apart: the first value counts until someone decides."))
        case ConflictKind.DELETION:
            return Sentence(
                N_("Deleted by one, changed by another: it stays until someone decides.")
            )
        case ConflictKind.ORPHAN:
            return Sentence(N_("Deleted above it: {record}."), {"record": _parent(matter)})
        case ConflictKind.RULE:
            return found.fault.problem if found.fault else Sentence("")
    other = names.of(key.table, key.other).label
    if key.table == "company":
        said = {"siret": values.get("siret"), "other": other}
        return Sentence(N_("The SIRET {siret} of {other}: one company twice?"), said)
    if key.table == "participant":
        said = {"day": day_words(str(values.get("birth_date"))), "other": other}
        return Sentence(N_("Born on {day} like {other}: one person twice?"), said)
    return Sentence(
        N_("Twice on the same lot for the same employer; {hours} h are counted once."),
        {"hours": Hours(twice)},
    )


def words(matter: Matter, field: str, value: Value) -> object:
    """Return what a value that somebody wrote is called."""
    found, _values, names, _ = matter
    key = found.key
    match key.kind:
        case ConflictKind.DELETION:
            return Sentence(N_("withdrawn") if value else N_("kept"))
        case ConflictKind.ORPHAN:
            record = _parent(matter) if value else _record(matter)
            state = Sentence(N_("withdrawn") if value else N_("kept"))
            return Sentence(N_("{record}: {field}"), {"record": record, "field": state})
        case ConflictKind.DOUBLE:
            return names.of(key.table, str(value)).whole
        case ConflictKind.RULE:
            said = value_words(TABLES[key.table].field(field), value, names)
            label = Sentence(TABLES[key.table].field(field).label)
            return Sentence(N_("{record}: {field}"), {"record": label, "field": said})
    if (key.table, field) == ("same_as", "table_name"):
        _, same = verdict_of(str(value))
        return Sentence(N_("the same") if same else N_("not the same"))
    if (key.table, field) == ("hours_entry", "seconds"):
        return Sentence(
            N_("{hours} h"), {"hours": value_words(TABLES[key.table].field(field), value, names)}
        )
    return value_words(TABLES[key.table].field(field), value, names)


def _parent(matter: Matter) -> Sentence:
    """Return the withdrawn record that an orphan hangs on."""
    table, row = matter.found.parent, matter.found.key.other
    called = matter.names.of(table, row).label or NOTHING
    if table == "lot":
        return Sentence("{name}", {"name": called})
    return Sentence(N_("{kind} {name}"), {"kind": Sentence(TABLES[table].label), "name": called})


def _record(matter: Matter) -> Sentence:
    found, values, names, _ = matter
    table, row = found.key.table, found.key.row
    given: Mapping[str, object]
    if table == "hours_entry":
        person = names.of("assignment", str(values["assignment_id"])).label
        if len(found.rows) > 1:
            given = {"person": person, "count": len(found.rows)}
            return Sentence(N_("Hours of {person}: {count} entries"), given)
        given = {"person": person, "period": period_words(str(values["period"]))}
        if values["kind"] == HoursKind.TRAINING:
            return Sentence(N_("Training hours of {person}, {period}"), given)
        return Sentence(N_("Hours of {person}, {period}"), given)
    if table == "hours_return" and len(found.rows) > 1:
        given = {
            "award": names.of("award", str(values["award_id"])).whole,
            "count": len(found.rows),
        }
        return Sentence(N_("Hours returns of {award}: {count}"), given)
    if table == "same_as":
        kind, _same = verdict_of(str(values["table_name"]))
        given = {
            side: names.of(kind, str(values[f"{side}_id"])).label for side in ("left", "right")
        }
        return Sentence(N_("The same or not: {left}, {right}"), given)
    called = names.of(table, row).label or NOTHING
    if table == "lot":
        # Its name says already that it is one.
        return Sentence("{name}", {"name": called})
    return Sentence(N_("{kind} {name}"), {"kind": Sentence(TABLES[table].label), "name": called})
