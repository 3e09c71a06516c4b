"""Any letters find a record among thousands, accents and slips forgiven, and never a stale one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.folding import fold, tokens
from ave_tui.i18n import speak
from ave_tui.services.labels import Named
from ave_tui.services.records import RecordsService
from ave_tui.services.search import Entry, SearchIndex
from tests.homes import Laptop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id

FIRST = ("Amina", "Karim", "Zoé", "Élise", "Jean-Paul", "Ñuño", "Anne Sophie", "Léa", "Ömer", "Ève")
LAST = ("Benali", "Martin", "Diallo", "Le Goff", "D'Angelo", "Müller", "Œuvrard", "Traoré")


@pytest.fixture
def laptop(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Laptop]:
    made = Laptop(tmp_path / "laptop", clock)
    yield made
    made.close()


@pytest.fixture
def records(laptop: Laptop) -> RecordsService:
    return RecordsService(laptop.database, laptop.ledger)


def entries(names: list[str]) -> dict[Id, Entry]:
    return {
        f"{i:032x}": Entry.of(Named(name), (name,), erased=False) for i, name in enumerate(names)
    }


def found(index: SearchIndex, typed: str) -> set[str]:
    return {index.entries[row].name.label for row in index.find(typed)}


def crowd(laptop: Laptop, count: int) -> None:
    """Record so many people in one go."""
    laptop.ledger.commit(
        [
            Change(
                "participant",
                new_id(),
                {
                    "last_name": f"{LAST[i % len(LAST)]}{i % 97}",
                    "first_name": FIRST[i % len(FIRST)],
                    "commune": f"Ville {i % 31}",
                },
            )
            for i in range(count)
        ]
    )


names = st.lists(st.sampled_from([f"{last} {first}" for last in LAST for first in FIRST]))
typed = st.text(alphabet="abeilmnorôÉ 'z-", max_size=8)


@given(names, typed)
def test_every_name_with_the_letters_is_found_and_the_first_five_have_them(
    some: list[str], letters: str
) -> None:
    index = SearchIndex(entries(some))
    words = tokens(letters)
    holding = {name for name in some if all(any(word in t for t in tokens(name)) for word in words)}
    assert holding <= found(index, letters)
    exact = sum(all(any(w in t for t in tokens(n)) for w in words) for n in some)
    ranked = [index.entries[row].name.label for row in index.find(letters)]
    assert set(ranked[:exact]) <= holding


def test_ten_thousand_people_are_filtered_as_a_plain_look_at_each_would(
    laptop: Laptop, records: RecordsService
) -> None:
    crowd(laptop, 10_000)
    everybody = records.labels("participant", records.find("participant"))
    assert len(everybody) == 10_000
    for letters in ("be", "elise", "mart zo", "GOFF jean", "uvrard", "angelo 9"):
        plain = {row for row, name in everybody.items()
                 if all(any(w in t for t in tokens(name)) for w in tokens(letters))}  # fmt: skip
        context = set(records.find("participant", letters))
        # A town may hold the figure too: nothing that the name holds is missing.
        assert plain <= context
        assert plain or not context


def test_names_that_begin_with_the_letters_come_first() -> None:
    index = SearchIndex(entries(["Adam Martin", "Martin Zoé", "Lamartine Paul"]))
    ranked = [index.entries[row].name.label for row in index.find("mart")]
    assert ranked == ["Adam Martin", "Martin Zoé", "Lamartine Paul"]


def test_a_name_comes_before_a_town_of_the_same_letters() -> None:
    index = SearchIndex(
        {
            "1": Entry.of(Named("Adam Zoé", "Maromme"), (), erased=False),
            "2": Entry.of(Named("Martin Zoé", "Lens"), (), erased=False),
        }
    )
    assert index.find("mar") == ["2", "1"]
    assert index.find("zoe mar") == ["2", "1"]


@pytest.mark.parametrize("slip", ["bneali", "benalli", "benal", "benaly", "bénâli"])
def test_a_slip_of_the_finger_is_forgiven(slip: str) -> None:
    index = SearchIndex(entries(["Benali Karim", "Diallo Karim"]))
    assert found(index, slip) == {"Benali Karim"}
    assert found(index, f"karim {slip}") == {"Benali Karim"}


def test_short_words_are_taken_as_typed() -> None:
    assert found(SearchIndex(entries(["Lea Bo"])), "bi") == set()


def test_an_index_is_never_stale(laptop: Laptop, records: RecordsService) -> None:
    row = records.save("company", None, {"name": "Dupont"})
    contract = records.save(
        "public_contract",
        None,
        {
            "reference": "R1",
            "subject": "Toit",
            "authority_id": records.save("authority", None, {"name": "Lens"}),
        },
    )
    lot = records.save("lot", None, {"public_contract_id": contract, "name": "Sols"})
    assert records.find("company", "dupont") == [row]
    assert records.find("lot", "r1") == [lot]
    records.save("company", row, {"name": "Durand"})
    records.save("public_contract", contract, {"reference": "Q9"})
    assert records.find("company", "dupont") == []
    assert records.find("company", "durand") == [row]
    assert records.find("lot", "q9") == [lot]
    laptop.ledger.undo()
    laptop.ledger.undo()
    assert records.find("company", "dupont") == [row]
    records.withdraw("company", row)
    assert records.find("company") == []
    assert records.total("company") == 0


def test_what_another_window_writes_is_seen(
    laptop: Laptop, records: RecordsService, clock: Callable[[], datetime]
) -> None:
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

    assert records.find("company") == []
    other = Database(laptop.home, clock)
    row = RecordsService(other, Ledger(other)).save("company", None, {"name": "Dupont"})
    other.close()
    assert records.find("company", "dup") == [row]


def test_names_follow_the_language(records: RecordsService) -> None:
    authority = records.save("authority", None, {"name": "Lens"})
    contract = records.save(
        "public_contract", None, {"reference": "R", "subject": "S", "authority_id": authority}
    )
    person = records.save(
        "participant", None, {"last_name": "A", "first_name": "B", "birth_date": "1990-04-12"}
    )
    assert records.find("participant", "apr") == [person]
    speak("fr")
    try:
        assert records.find("participant", "04") == [person]
        assert records.label("public_contract", contract) == "R S"
    finally:
        speak("en")


def test_lists_sort_by_any_column_and_keep_the_filter(records: RecordsService) -> None:
    rows = {
        name: records.save("company", None, {"name": name, "commune": town})
        for name, town in (("Alpha", "Zuydcoote"), ("Béta", "Arras"), ("Gamma", None))
    }
    order = [rows["Béta"], rows["Alpha"], rows["Gamma"]]
    assert records.find("company", sort="commune") == order
    assert records.find("company", sort="commune", descending=True) == order[::-1]
    assert records.find("company", "a", {"commune": "Arras"}, sort="commune") == [rows["Béta"]]
    assert records.find("company") == [rows["Alpha"], rows["Béta"], rows["Gamma"]]


@given(st.text(max_size=12))
def test_no_typed_text_is_too_strange(text: str) -> None:
    index = SearchIndex(entries(["Benali Karim"]))
    assert len(index.find(text)) <= 1
    assert not fold(text) or index.find(fold(text)) == index.find(text)
