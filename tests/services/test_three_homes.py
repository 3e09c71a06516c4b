"""Three laptops collide, lose files, exchange: all list the same, one settles, all are settled."""

from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.disagreement import ConflictKind
from ave_tui.domain.duplicates import Identity, likely_same_person
from ave_tui.domain.errors import AveError
from ave_tui.domain.same import Sameness, Verdict
from ave_tui.domain.schema import TABLES
from ave_tui.domain.soundness import faults
from ave_tui.i18n import speak
from ave_tui.services.conflicts import Way
from ave_tui.storage import log, rows
from ave_tui.storage.same import sameness
from ave_tui.sync.causality import Causality
from ave_tui.sync.fold import fold
from ave_tui.sync.operation import Operation
from tests.conftest import NOW
from tests.services.three_homes import HOMES, ThreeHomes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ave_tui.services.conflicts import Conflict
    from ave_tui.services.workspace import Services

Told = list[tuple[object, ...]]


def told(home: Services) -> Told:
    """Return all that a laptop says of its conflicts, but for which laptop is this one."""
    return [
        (
            conflict.key,
            conflict.about,
            conflict.why,
            conflict.rows,
            [(c.value, c.words, c.who, c.at, c.device, c.unseen) for c in conflict.claims],
        )
        for conflict in home.conflicts.standing()
    ]


def from_scratch(home: Services) -> set[tuple[ConflictKind, str, str, str]]:
    """Return what log and rows disagree on, found slowly: all is folded and asked."""
    connection = home.database.connection
    causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
    by_row: dict[tuple[str, str], list[Operation]] = {}
    for operation in map(Operation.from_log, log.everything(connection)):
        by_row.setdefault((operation.table, operation.row), []).append(operation)
    found = set()
    for (table, row), operations in by_row.items():
        folded = fold(TABLES[table], operations, causality)
        for conflict in () if folded.deleted else folded.conflicts:
            kind = ConflictKind.FIELD
            if conflict.field == "deleted":
                kind = ConflictKind.DELETION
            found.add((kind, table, row, conflict.field))
        if folded.deleted or folded.erased:
            continue
        found |= {(ConflictKind.RULE, table, row, f.field) for f in faults(table, folded.values)}
        for field in TABLES[table].fields:
            parent = folded.values[field.name]
            if field.target in ("", "facilitator", "structure") or not isinstance(parent, str):
                continue
            above = rows.read(connection, field.target, parent)
            if above is not None and above.deleted:
                found.add((ConflictKind.ORPHAN, table, row, field.name))
    return found


def listed(conflicts: list[Conflict]) -> set[tuple[ConflictKind, str, str, str]]:
    """Return the conflicts but for doubles, a row each."""
    return {
        (each.kind, each.table, row, each.field)
        for each in conflicts
        if each.kind is not ConflictKind.DOUBLE
        for row in each.rows
    }


def hold_doubles_to_account(home: Services) -> None:
    """Every two records that are alike are one, said to be two, or asked for: directly or not."""
    connection = home.database.connection
    asked = [key for key in (c.key for c in home.conflicts.standing()) if key.kind == "double"]
    for table, fields in (("company", ("siret",)), ("participant", ("birth_date",))):
        said = sameness(connection, table)
        live = {row.id: row.values for row in rows.all_rows(connection, table) if not row.deleted}
        alike = {
            (one, other)
            for one, other in combinations(sorted(live), 2)
            if all(live[one][name] and live[one][name] == live[other][name] for name in fields)
        }
        if table == "participant":
            named = {
                row: Identity.of(str(v["last_name"]), str(v["first_name"]), str(v["birth_date"]))
                for row, v in live.items()
            }
            alike = {pair for pair in alike if likely_same_person(*(named[row] for row in pair))}
        pairs = {(key.row, key.other) for key in asked if key.table == table}
        assert pairs <= alike
        assert not any(said.of(a) == said.of(b) or said.are_apart(a, b) for a, b in pairs)
        edges = [Verdict(one, said.of(one)) for one in live]
        once_joined = Sameness([*edges, *(Verdict(*pair) for pair in pairs)])
        for one, other in alike:
            assert once_joined.of(one) == once_joined.of(other) or said.are_apart(one, other)


def mend(home: Services, conflict: Conflict, chance: random.Random) -> None:
    """Settle a conflict as somebody at the screen would."""
    match conflict.kind:
        case ConflictKind.FIELD | ConflictKind.DELETION:
            home.conflicts.settle(conflict, chance.choice(conflict.claims).value)
        case ConflictKind.ORPHAN:
            home.conflicts.decide(conflict, chance.choice([Way.BRING_BACK, Way.WITHDRAW]))
        case ConflictKind.DOUBLE:
            home.conflicts.decide(conflict, chance.choice([Way.SAME, Way.APART]))
        case _:
            home.records.save(conflict.table, conflict.row, {conflict.field: None})


def settle_everything(home: Services, chance: random.Random) -> None:
    """Settle one conflict after the other: one may bring another to light, but not for ever."""
    for _ in range(200):
        standing = home.conflicts.standing()
        if not standing:
            return
        mend(home, chance.choice(standing), chance)
    pytest.fail("there is always one more")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def collide_exchange_and_settle(seed: int, folder: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - only to make up records
    three = ThreeHomes(folder, lambda: NOW)
    try:
        for _ in range(30):
            for n in range(HOMES):
                three.edit(n, chance)
            if chance.random() < 0.15:
                three.exchange_some(chance)
        three.exchange_all(chance)
        assert len(three.states()) == 1
        first = told(three.homes[0])
        assert first
        assert all(told(home) == first for home in three.homes[1:])
        assert all(home.conflicts.count() == len(first) for home in three.homes)
        for home in three.homes:
            assert listed(home.conflicts.standing()) == from_scratch(home)
        hold_doubles_to_account(three.homes[0])

        settle_everything(three.homes[chance.randrange(HOMES)], chance)
        three.exchange_all(chance)
        assert len(three.states()) == 1
        assert [told(home) for home in three.homes] == [[], [], []]
    finally:
        three.close()


@pytest.mark.parametrize("seed", range(4))
def test_every_collision_is_listed_everywhere_settled_once_gone_everywhere(
    seed: int, tmp_path: Path
) -> None:
    collide_exchange_and_settle(seed, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4, 60))
def test_the_same_many_times_over(seed: int, tmp_path: Path) -> None:
    collide_exchange_and_settle(seed, tmp_path)


def test_settled_here_and_otherwise_there_is_a_new_conflict(tmp_path: Path) -> None:
    three = ThreeHomes(tmp_path, lambda: NOW)
    company = three.companies[0]
    for n, name in enumerate(("A", "B")):
        three.write(n, "company", company, {"name": name})
    three.exchange_all(random.Random(1))  # noqa: S311
    for n, name in enumerate(("A", "B")):
        (conflict,) = three.homes[n].conflicts.standing()
        three.homes[n].conflicts.settle(conflict, name)
        assert three.homes[n].conflicts.standing() == []
    three.exchange_all(random.Random(2))  # noqa: S311
    for home in three.homes:
        (conflict,) = home.conflicts.standing()
        assert {claim.value for claim in conflict.claims} == {"A", "B"}
    three.close()


def test_the_same_here_and_not_the_same_there_is_a_conflict_of_its_own(tmp_path: Path) -> None:
    three = ThreeHomes(tmp_path, lambda: NOW)
    for company in three.companies[:2]:
        three.write(0, "company", company, {"siret": "73282932000074"})
    three.exchange_all(random.Random(1))  # noqa: S311
    for n, way in enumerate((Way.SAME, Way.APART)):
        (conflict,) = three.homes[n].conflicts.standing()
        assert conflict.kind is ConflictKind.DOUBLE
        three.homes[n].conflicts.decide(conflict, way)
        assert three.homes[n].conflicts.standing() == []
    three.exchange_all(random.Random(2))  # noqa: S311
    for home in three.homes:
        (conflict,) = home.conflicts.standing()
        assert (conflict.kind, conflict.table) == (ConflictKind.FIELD, "same_as")
    home = three.homes[2]
    home.conflicts.settle(conflict, conflict.claims[1].value)
    three.exchange_all(random.Random(3))  # noqa: S311
    assert [told(home) for home in three.homes] == [[], [], []]
    with pytest.raises(AveError):
        home.conflicts.settle(conflict, conflict.claims[0].value)
    three.close()
