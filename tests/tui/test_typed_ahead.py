"""Who types faster than the program works has everything where it was meant to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from ave_tui.app import AveApp
from ave_tui.services.workspace import Services
from screens.hours import HoursScreen
from tests.homes import empty_home
from tests.services.hours_world import Site
from tests.tui.shown import shown_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from textual.pilot import Pilot


async def type_ahead(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Put all keys before the app at once, as a terminal does that was not read for a while."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(20):
        await pilot.pause()


async def test_figures_typed_ahead_go_into_a_cell_each(
    tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    site = Site(tmp_path / "home", clock)
    jobs = [site.worker(f"N{number:02}") for number in range(12)]

    class Hours(AveApp):
        def get_default_screen(self) -> HoursScreen:
            return HoursScreen(site.services)

    app = Hours(site.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await type_ahead(
            pilot, [key for number in range(12) for key in (*str(20 + number), "enter")]
        )
    kept = [site.entry(job, "2026-11") for job in jobs]
    assert [entry and entry[0] // 3600 for entry in kept] == list(range(20, 32))
    site.services.close()


async def test_a_form_is_opened_filled_in_and_kept_by_keys_typed_ahead(
    tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    home = empty_home(tmp_path / "home")
    with Services(home, clock) as services:
        services.settings.found("MDE", None, "Claire", "Morel")
        app = AveApp(services)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            keys = ("f4", "ctrl+n", *"Benali", "tab", *"Amina", "tab", *"12101990", "enter")
            await type_ahead(pilot, keys)
            assert "Benali Amina" in "\n".join(shown_lines(app))
        (person,) = services.records.find("participant", "")
        values = services.records.load("participant", person)
    assert (values["last_name"], values["first_name"]) == ("Benali", "Amina")
    assert values["birth_date"] == "1990-10-12"


async def test_a_paste_waits_for_its_turn(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    site = Site(tmp_path / "home", clock)
    first, second = (site.worker(name) for name in ("Amara", "Benali"))

    class Hours(AveApp):
        def get_default_screen(self) -> HoursScreen:
            return HoursScreen(site.services)

    app = Hours(site.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.post_message(events.Key("3", "3"))
        app.post_message(events.Key("enter", None))
        app.post_message(events.Paste("7"))
        for _ in range(20):
            await pilot.pause()
    assert site.entry(first, "2026-11") == (3 * 3600, "DECLARED", "RETURN")
    assert site.entry(second, "2026-11") == (7 * 3600, "DECLARED", "RETURN")
    site.services.close()
