"""True hashes around what no program would write: refused, or harmless."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ave_tui.domain.changes import hours_entry_id
from ave_tui.domain.errors import AveError
from ave_tui.storage import devices, rows
from ave_tui.sync.bundle import BundleDamagedError, pack, unpack
from ave_tui.sync.check import check, state
from ave_tui.sync.delivery import Gap, deliver
from ave_tui.sync.lines import NotAnOperationError, read_line
from ave_tui.sync.merge import Merged, merge
from ave_tui.sync.operation import Operation, canonical
from tests.homes import Laptop
from tests.sync.makers import ANNE, BRUNO, CHLOE, operation
from tests.sync.test_bundle import bundle, plain_lines, with_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.schema import Values

FAR = 2**61


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """Return a laptop with nothing on it."""
    made = Laptop(tmp_path / "home", lambda: datetime(2026, 11, 23, tzinfo=UTC))
    yield made
    made.close()


def bring(laptop: Laptop, *operations: Operation) -> Merged:
    """Bring operations in as a bundle whose hashes are true."""
    found = unpack(pack(bundle(*operations)))
    with laptop.database.transaction() as connection:
        return merge(connection, found.operations, found.ends)


def with_manifest(**lie: object) -> bytes:
    """Return the usual bundle with another manifest, all hashes made to fit."""
    first, *rest = plain_lines()
    manifest = {**json.loads(first), **lie}
    return with_plain("\n".join([canonical(manifest), *rest]).encode())


@pytest.mark.parametrize(
    "lie",
    [
        {"ranges": {ANNE: [1, FAR], BRUNO: [1, 1]}},
        {"ranges": {ANNE: [-FAR, 5], BRUNO: [1, 1]}},
        {"ranges": {ANNE: [True, 5], BRUNO: [1, 1]}},
        {"ranges": {ANNE: [1.0, 5], BRUNO: [1, 1]}},
        {"count": True},
        {"sender": "Anne"},
        {"chains": {ANNE: 1, BRUNO: 2}},
    ],
)
def test_a_manifest_that_no_program_writes_is_refused(lie: dict[str, object]) -> None:
    with pytest.raises(BundleDamagedError):
        unpack(with_manifest(**lie))


@pytest.mark.parametrize("extra", [{CHLOE: -5}, {CHLOE: 0}, {"x": 1}, {CHLOE: FAR * 4}])
def test_a_vector_that_no_program_writes_is_refused(extra: dict[str, int]) -> None:
    vector = json.loads(plain_lines()[0])["vector"]
    with pytest.raises(BundleDamagedError):
        unpack(with_manifest(vector={**vector, **extra}))


def test_a_gap_of_any_size_is_named_at_once() -> None:
    delivery = deliver([operation(ANNE, FAR), operation(BRUNO, 1, deps={CHLOE: FAR})], {}, ())
    assert delivery.gaps() == [Gap(ANNE, 1, FAR - 1), Gap(CHLOE, 1, FAR)]


@pytest.mark.parametrize("at_ms", [-(10**15), 10**15])
def test_a_time_that_no_calendar_has_is_refused(at_ms: int) -> None:
    with pytest.raises(NotAnOperationError):
        read_line(operation(at_ms=at_ms).line())


def test_rows_that_point_to_nothing_are_refused(laptop: Laptop) -> None:
    before = state(laptop.database.connection)
    lot = operation(ANNE, 1, {"name": "L", "public_contract_id": "9" * 32}, table="lot")
    with pytest.raises(BundleDamagedError):
        bring(laptop, lot)
    assert state(laptop.database.connection) == before
    assert devices.vector(laptop.database.connection) == {}


def test_one_id_in_two_tables_mixes_nothing(laptop: Laptop) -> None:
    bring(
        laptop,
        operation(ANNE, 1, {"name": "A"}),
        operation(ANNE, 2, {"name": "B"}, table="authority"),
        operation(ANNE, 3, {"last_name": "C"}, table="participant", salt="0" * 32),
        operation(ANNE, 4, {}, table="participant", act="erase"),
    )
    connection = laptop.database.connection
    for table, name in (("company", "A"), ("authority", "B")):
        row = rows.read(connection, table, "1" * 32)
        assert row is not None
        assert row.values["name"] == name
    assert check(connection).ok


@pytest.mark.parametrize("missing", ["period", "kind", "assignment_id", "seconds"])
def test_hours_that_lack_something_are_no_obstacle(laptop: Laptop, missing: str) -> None:
    said: Values = {
        "assignment_id": "1" * 32,
        "kind": "WORK",
        "period": "2026-10",
        "seconds": 3_600,
    }
    row = hours_entry_id("1" * 32, "WORK", "2026-10") if missing == "seconds" else "5" * 32
    del said[missing]
    assignment = operation(ANNE, 1, {}, table="assignment")
    bring(laptop, assignment, operation(ANNE, 2, said, table="hours_entry", row=row))
    assert check(laptop.database.connection).ok


@given(
    st.lists(
        st.sampled_from(
            ["2026-10", "2026-10-06", "", "2", "2026-1", "2026-10é", "2026-10\0x", "\0"]
        )
        | st.text(max_size=9),
        min_size=2,
        max_size=8,
        unique=True,
    )
)
@settings(max_examples=25)
def test_periods_that_no_program_writes_are_added_up_the_same_way_each_time(
    periods: list[str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        laptop = Laptop(Path(folder) / "home", lambda: datetime(2026, 11, 23, tzinfo=UTC))
        found = [operation(ANNE, 1, {}, table="assignment")]
        for n, period in enumerate(periods, start=2):
            said: Values = {"assignment_id": "1" * 32, "kind": "AB"[n % 2], "period": period}
            row = hours_entry_id("1" * 32, "AB"[n % 2], period)
            values = {**said, "seconds": n}
            found.append(operation(ANNE, n, values, table="hours_entry", row=row))
        with laptop.database.transaction() as connection:
            merge(connection, found[:3], {})
        with laptop.database.transaction() as connection:
            merge(connection, found, {})
        assert check(laptop.database.connection).ok
        laptop.close()


def test_a_line_that_no_text_can_hold_is_no_operation() -> None:
    line = operation(table="hours_entry", values={}).line()
    said = '{"assignment_id":"\\ud800","kind":"WORK","period":"2026-10"}'
    with pytest.raises(NotAnOperationError):
        read_line(line.replace("{}", said).replace("1" * 32, ""))


def test_what_waits_can_not_bar_what_is_true(laptop: Laptop) -> None:
    """An altered copy is refused although it could not enter the log yet."""
    first, second = operation(ANNE, 1), operation(ANNE, 2, deps={BRUNO: 1})
    true = bundle(first, second)
    forged = pack(bundle(first, operation(ANNE, 2, {"name": "Z"}, deps={BRUNO: 1})))
    found = unpack(forged)
    with pytest.raises(AveError), laptop.database.transaction() as connection:
        merge(connection, found.operations, true.ends)
    for _ in range(2):
        with laptop.database.transaction() as connection:
            assert merge(connection, true.operations, true.ends).held == 1
    assert bring(laptop, operation(BRUNO, 1, row="2" * 32)).held == 0
