"""Two programs on one home at once: each sees what the other wrote, and undo stays one story."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.periods import Month
from ave_tui.domain.windows import Scope
from ave_tui.i18n import say
from ave_tui.services.workspace import Services
from ave_tui.sync.check import check
from tests.services.hours_world import HOUR, MONTHS, WORK, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

OCTOBER = Month(2026, 10)


@pytest.fixture
def pair(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[tuple[Site, Services]]:
    """Return a site on the screen, and the shell on the same home."""
    screen = Site(tmp_path / "home", clock)
    with Services(screen.services.home, clock) as shell:
        assert shell.ledger.device == screen.services.ledger.device
        yield screen, shell
        assert check(shell.database.connection).ok
    screen.services.close()


def shown(site: Site, job: str) -> float | None:
    """Return October's hours as a fresh grid on the screen says them."""
    table = site.grid()
    row = table.find(job)
    assert row is not None
    seconds = table.figure(row, OCTOBER).seconds
    return None if seconds is None else seconds / HOUR


def test_hours_from_the_shell_are_on_the_screen_after_it_looks_again(
    pair: tuple[Site, Services],
) -> None:
    site, shell = pair
    job = site.worker("Benali")
    site.enter(job, "2026-10", 100)
    assert shown(site, job) == 100
    shell.hours.quick("benali 120 10/2026")
    assert shown(site, job) == 120
    assert site.grid().sum_of(OCTOBER).declared == 120 * HOUR
    site.enter(job, "2026-10", 130)
    table = shell.hours.grid(Scope(), MONTHS)
    assert table.sum_of(OCTOBER).declared == 130 * HOUR


def test_people_made_in_one_program_are_found_in_the_other(pair: tuple[Site, Services]) -> None:
    site, shell = pair
    assert shell.records.find("participant", "ndiaye") == []
    assert site.services.records.find("participant", "zola") == []
    made = site.services.records.save(
        "participant", None, {"last_name": "N’Diaye", "first_name": "Ali"}
    )
    assert shell.records.find("participant", "ndiaye") == [made]
    shell.records.save("participant", made, {"last_name": "Zola"})
    assert site.services.records.find("participant", "zola") == [made]
    assert site.services.records.find("participant", "ndiaye") == []
    assert site.services.records.find("participant", sort="year") == [made]
    other = shell.records.save("participant", None, {"last_name": "Abba", "first_name": "Zoé"})
    assert set(site.services.records.find("participant", sort="year")) == {made, other}


def test_undo_takes_back_the_last_step_of_either_program(pair: tuple[Site, Services]) -> None:
    site, shell = pair
    job = site.worker("Benali")
    site.enter(job, "2026-10", 100)
    shell.hours.quick("benali 120 10/2026")
    said = say(site.services.history.undo())
    assert "120" in said
    assert shown(site, job) == 100
    shell.hours.quick("benali 7 12/10/2026")
    with pytest.raises(Exception, match="nothing to do again"):
        site.services.history.redo()
    shell.history.undo()
    site.services.history.undo()
    assert shown(site, job) is None
    shell.history.redo()
    assert shown(site, job) == 100


def test_two_programs_write_at_once_and_nothing_is_lost(
    pair: tuple[Site, Services], clock: Callable[[], datetime]
) -> None:
    site, _shell = pair
    job = site.worker("Benali")
    before = site.operations()
    failed: list[BaseException] = []

    def write(kind_of_day: int) -> None:
        try:
            with Services(site.services.home, clock) as services:
                for day in range(1, 15):
                    text = f"benali {kind_of_day} {2 * day - kind_of_day % 2}/9/2026"
                    services.hours.quick(text)
        except BaseException as error:  # noqa: BLE001 - told by the test, not by a thread
            failed.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in (7, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert site.operations() == before + 28
    assert sum(site.entries().values()) == 14 * 15
    assert site.grid().total(site.grid().find(job) or 0, WORK) == 14 * 15 * HOUR
