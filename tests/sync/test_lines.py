"""A line says one thing in one form; whatever else it holds is refused, never more than that."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.changes import hours_entry_id
from ave_tui.domain.schema import SCHEMA, TABLES, Kind, Values
from ave_tui.sync.lines import NotAnOperationError, SchemaTooNewError, read_line
from ave_tui.sync.operation import Operation, canonical
from tests.names import HOSTILE_NAMES
from tests.sync.makers import operation

TEXT = st.text(max_size=40) | st.sampled_from(HOSTILE_NAMES)
HEX32 = st.text("0123456789abcdef", min_size=32, max_size=32)


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    """Any operation that the program could write."""
    table = draw(st.sampled_from(sorted(TABLES)))
    act = draw(st.sampled_from(["set", "set", "set", "delete", "erase"]))
    numbers = {Kind.SECONDS, Kind.CENTS, Kind.COUNT, Kind.HUNDREDTHS}
    values: Values = {}
    for field in TABLES[table].fields:
        if draw(st.booleans()):
            if field.kind is Kind.FLAG:
                values[field.name] = draw(st.integers(0, 1))
            elif field.kind in numbers:
                values[field.name] = draw(st.none() | st.integers(0, 10**9))
            else:
                values[field.name] = draw(st.none() | TEXT)
    seq = draw(st.integers(1, 10**6))
    made = operation(
        draw(HEX32)[:16],
        seq,
        values,
        tx=draw(st.integers(1, seq)),
        at_ms=draw(st.integers(-(10**12), 10**13)),
        deps=draw(st.none() | st.dictionaries(HEX32.map(lambda x: x[:16]), st.integers(1, 99))),
        table=table,
        row=draw(HEX32),
        act=act,
        salt=draw(st.none() | HEX32) if act == "set" else None,
    )
    return made.blanked() if draw(st.booleans()) else made


@given(operations())
def test_a_line_comes_back_as_it_was(made: Operation) -> None:
    assert read_line(made.line()) == made
    assert "\n" not in made.line()


@given(operations())
def test_an_erased_payload_leaves_the_identity(made: Operation) -> None:
    blank = made.blanked()
    assert blank.identity() == made.identity()
    if made.act == "set":
        assert blank.payload is None
        assert blank.salt is None


@given(operations(), st.data())
def test_an_altered_line_is_refused_or_says_something_else(
    made: Operation, data: st.DataObject
) -> None:
    line = made.line()
    at = data.draw(st.integers(0, len(line) - 1))
    changed = line[:at] + data.draw(st.characters(codec="utf-8")) + line[at + 1 :]
    try:
        read = read_line(changed)
    except (NotAnOperationError, SchemaTooNewError):
        return
    assert read.line() == changed
    assert changed == line or read.identity() != made.identity()


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_anything_else_is_no_operation(text: str) -> None:
    # Twelve values with a large number in the right place look like a later program's.
    with pytest.raises((NotAnOperationError, SchemaTooNewError)):
        read_line(text)


def test_hours_leave_out_the_id_that_follows_from_them() -> None:
    said: Values = {"assignment_id": "2" * 32, "kind": "WORK", "period": "2026-10", "seconds": 3600}
    row = hours_entry_id("2" * 32, "WORK", "2026-10")
    made = operation(values=said, table="hours_entry", row=row)
    assert row not in made.line()
    assert read_line(made.line()) == made
    spelt_out = made.line().replace('"hours_entry",""', f'"hours_entry","{row}"')
    with pytest.raises(NotAnOperationError):
        read_line(spelt_out)


@pytest.mark.parametrize(
    "change",
    [
        {"device": "A" * 16},
        {"seq": 0},
        {"seq": True},
        {"at_ms": 253_000_000_000_001},
        {"at_ms": -62_000_000_000_001},
        {"tx": 9},
        {"table": "sqlite_master"},
        {"row": "x" * 32},
        {"act": "drop"},
        {"salt": "zz"},
        {"deps": '{"x":1}'},
        {"payload": '{"colour":"red"}'},
        {"payload": '{"name":12}'},
        {"payload": '{"name":1.5}'},
        {"payload": '{"name":["a"]}'},
        {"payload": '"text"'},
        {"payload": "null"},
        {"act": "delete"},
    ],
)
def test_what_no_program_writes_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(NotAnOperationError):
        read_line(replace(operation(), **change).line())  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["null", "2", "-1", '"1"', "true"])
def test_a_flag_is_zero_or_one(said: str) -> None:
    line = operation(values={"qpv": 1}, table="participant").line()
    assert read_line(line)
    with pytest.raises(NotAnOperationError):
        read_line(line.replace('"qpv":1', f'"qpv":{said}'))


def test_a_newer_schema_is_told_apart_from_damage() -> None:
    with pytest.raises(SchemaTooNewError):
        read_line(replace(operation(), version=SCHEMA + 1, table="later").line())


def test_another_spelling_of_the_same_json_is_refused() -> None:
    with pytest.raises(NotAnOperationError):
        read_line(json.dumps(json.loads(operation().line())))
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
