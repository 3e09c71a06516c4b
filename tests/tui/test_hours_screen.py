"""Hours are typed for twelve people in a minute, by keys alone; nothing typed is ever lost."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual import events, on

from ave_tui import i18n
from ave_tui.app import AveApp
from ave_tui.services.hours_writing import Place
from screens.hours import HoursScreen
from screens.navigation import EditRecord, LanguageChanged
from screens.period_grid import PeriodGrid
from tests.names import HOSTILE_NAMES
from tests.services.hours_world import HOUR, WORK, Site
from tests.tui.bindings import doubled_keys, missing_actions
from tests.tui.shown import shown_lines

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.pilot import Pilot

NOVEMBER = "2026-11"


@pytest.fixture
def site(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Site]:
    """Return a site, closed at the end; the language is English again."""
    made = Site(tmp_path / "home", clock)
    yield made
    made.services.close()
    i18n.speak("en")


class App(AveApp):
    """The program with the hours in front."""

    def __init__(self, site: Site, kind: str = "everybody", row: str = "") -> None:
        super().__init__(site.services)
        self.hours = HoursScreen(site.services, kind, row)
        self.asked: list[EditRecord] = []

    def get_default_screen(self) -> HoursScreen:
        return self.hours

    @on(EditRecord)
    def note(self, asked: EditRecord) -> None:
        asked.prevent_default()
        self.asked.append(asked)


@contextlib.asynccontextmanager
async def running(app: App, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """Run the program with toasts on."""
    async with app.run_test(notifications=True, size=size) as pilot:
        await pilot.pause()
        yield pilot
        await pilot.pause()


def screen(app: App) -> str:
    """Return all that is on the screen."""
    return "\n".join(shown_lines(app))


async def test_twelve_people_are_typed_with_digits_and_enter_alone(site: Site) -> None:
    jobs = [site.worker(f"N{number:02}") for number in range(12)]
    steps = site.steps()
    app = App(site)
    async with running(app) as pilot:
        for number in range(12):
            await pilot.press(*str(100 + number), "enter")
        await pilot.pause()
        total = next(line for line in shown_lines(app) if line.startswith(" Total"))
        assert total.count("1\u00a0266") == 2
    for number, job in enumerate(jobs):
        assert site.entry(job, NOVEMBER) == ((100 + number) * HOUR, "DECLARED", "RETURN")
    assert site.steps() == steps + 12


async def test_the_azerty_row_is_read_as_digits_in_french(site: Site) -> None:
    job = site.worker("Benali")
    i18n.speak("fr")
    app = App(site)
    async with running(app) as pilot:
        for character in "&(&,-è":
            app.hours.query_one(PeriodGrid).post_message(events.Key("x", character))
        await pilot.press("enter")
    assert site.entry(job, NOVEMBER) == (546_012, "DECLARED", "RETURN")


async def test_the_digit_row_can_be_switched_off(site: Site) -> None:
    site.worker("Benali")
    i18n.speak("fr")
    site.services.ledger.prefer("digit_row", "0")
    app = App(site)
    async with running(app) as pilot:
        app.hours.query_one(PeriodGrid).post_message(events.Key("x", "é"))
        await pilot.pause()
        assert app.hours.query_one(PeriodGrid).filter_text == "é"
    assert site.entries() == {}


async def test_what_cant_be_read_or_kept_stays_in_its_cell(site: Site) -> None:
    site.worker("Benali")
    app = App(site)
    async with running(app) as pilot:
        await pilot.press("3", "z", "enter", "tab")
        await pilot.pause()
        assert "3z?" in screen(app)
        assert "is not a figure of hours" in screen(app)
        await pilot.press(*"900", "up")
        await pilot.pause()
    assert site.entries() == {}


async def test_more_than_a_month_holds_is_refused_and_not_left_behind(site: Site) -> None:
    for name in ("Amara", "Benali"):
        site.worker(name)
    app = App(site)
    async with running(app) as pilot:
        await pilot.press(*"900", "enter")
        await pilot.pause()
        assert "900?" in screen(app)
        await pilot.press("ctrl+b", "ctrl+b", "ctrl+b", "ctrl+b", "escape")
        await pilot.pause()
        assert app.screen is app.hours
        assert "900?" in screen(app)
        assert "give it up." in screen(app)
        await pilot.press("up", "escape")
        await pilot.pause()
        assert "900?" not in screen(app)
    assert site.entries() == {}


async def test_undo_and_redo_show_at_once(site: Site) -> None:
    job = site.worker("Benali")
    app = App(site)
    async with running(app) as pilot:
        await pilot.press(*"35", "enter", "ctrl+z")
        await pilot.pause()
        assert site.entry(job, NOVEMBER) is None
        assert " 35 " not in shown_lines(app)[2]
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert site.entry(job, NOVEMBER) is not None
        assert " 35 " in shown_lines(app)[2]


async def test_a_block_from_excel_is_pasted_as_one_step(site: Site) -> None:
    jobs = [site.worker(name) for name in ("A", "B", "C")]
    steps = site.steps()
    app = App(site)
    async with running(app) as pilot:
        await pilot.press("left")
        app.hours.query_one(PeriodGrid).post_message(
            events.Paste("35,5\t151,67\r\n\tx\r\n7h30\t8\r\n")
        )
        await pilot.pause()
        assert "4 figures pasted." in " ".join(screen(app).split())
        assert "“x”" in screen(app)
    assert site.entry(jobs[0], "2026-10") == (127_800, "DECLARED", "RETURN")
    assert site.entry(jobs[0], NOVEMBER) == (546_012, "DECLARED", "RETURN")
    assert site.entry(jobs[2], "2026-10") == (27_000, "DECLARED", "RETURN")
    assert len(site.entries()) == 2
    assert site.steps() == steps + 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_list_with_names_in_another_order_is_shown_before_it_is_kept(
    site: Site, size: tuple[int, int]
) -> None:
    jobs = {name: site.worker(name, "Zoé [/]") for name in ("Adam", "Benali", "Chérif")}
    steps = site.steps()
    app = App(site)
    text = "Nom;Octobre\r\nCHERIF Zoé;35,5\r\nDuval;7\r\nadam;8\r\n"
    async with app.run_test(size=size, notifications=True) as pilot:
        app.hours.query_one(PeriodGrid).post_message(events.Paste(text))
        await pilot.pause()
        seen = " ".join(screen(app).split())
        assert "Whose hours are these?" in seen
        assert "October 2026" in seen
        assert "nobody is called so" in seen
        await pilot.press("escape")
        assert site.entries() == {}
        app.hours.query_one(PeriodGrid).post_message(events.Paste(text))
        await pilot.pause()
        await pilot.press("enter")
        assert "2 figures pasted." in " ".join(screen(app).split())
    assert site.entry(jobs["Chérif"], "2026-10") == (127_800, "DECLARED", "RETURN")
    assert site.entry(jobs["Adam"], "2026-10") == (8 * HOUR, "DECLARED", "RETURN")
    assert site.entry(jobs["Benali"], "2026-10") is None
    assert site.steps() == steps + 1


async def test_one_pasted_figure_fills_the_selection(site: Site) -> None:
    jobs = [site.worker(name) for name in ("A", "B", "C")]
    app = App(site)
    async with running(app) as pilot:
        await pilot.press("shift+down", "shift+down")
        app.hours.query_one(PeriodGrid).post_message(events.Paste("35"))
        await pilot.pause()
    assert [site.entry(job, NOVEMBER) for job in jobs] == [(35 * HOUR, "DECLARED", "RETURN")] * 3


async def test_a_block_goes_to_the_clipboard(site: Site) -> None:
    for name, hours in (("A", 35), ("B", 151.67)):
        site.enter(site.worker(name), NOVEMBER, hours)
    app = App(site)
    async with running(app) as pilot:
        await pilot.press("shift+down", "ctrl+c")
        await pilot.pause()
        assert app.clipboard == "35\n151.67"


async def test_delete_empties_and_leaves_sums_alone(site: Site) -> None:
    whole, weeks = site.worker("A"), site.worker("B")
    site.enter(whole, NOVEMBER, 35)
    site.enter(weeks, "2026-11/W46", 30)
    app = App(site)
    async with running(app) as pilot:
        await pilot.press("delete", "down", "delete")
        await pilot.pause()
        assert "Sums of weeks or days stay" in screen(app)
        assert "30+" in shown_lines(app)[3]
    assert site.entries() == {"2026-11/W46": 30}


async def test_last_months_hours_are_copied_for_the_selected_rows(site: Site) -> None:
    jobs = [site.worker(name) for name in ("A", "B", "C")]
    for job in jobs:
        site.enter(job, "2026-10", 140)
    app = App(site)
    async with running(app) as pilot:
        await pilot.press("shift+down", "ctrl+t")
        await pilot.pause()
        assert "Hours copied to 2 rows." in screen(app)
    assert [site.entry(job, NOVEMBER) is not None for job in jobs] == [True, True, False]


async def test_nil_for_the_companys_month(site: Site) -> None:
    job = site.worker("Benali")
    app = App(site, "company", site.holder)
    async with running(app) as pilot:
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "Nil for 11/2026: Bâti [Nord]" in screen(app)
        await pilot.press(*"35", "enter")
        await pilot.pause()
        assert "35!" in screen(app)
        assert "The company's return says that nobody worked." in screen(app)
    found = site.services.database.connection.execute("SELECT status, month FROM hours_return")
    assert found.fetchall() == [("NIL", NOVEMBER)]
    assert site.entry(job, NOVEMBER) is not None


async def test_nil_without_anybody_at_work(site: Site) -> None:
    app = App(site, "company", site.holder)
    async with running(app) as pilot:
        assert "Ctrl+N adds an assignment" in screen(app)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "Nil for 11/2026" in screen(app)
        await pilot.press("ctrl+t", "ctrl+b", "z", "7", "enter", "delete", "escape")


async def test_letters_filter_and_say_what_they_hide(site: Site) -> None:
    jobs = {name: site.worker(name) for name in ("Élodie", "Karim")}
    for job in jobs.values():
        site.enter(job, NOVEMBER, 10)
    app = App(site)
    async with running(app) as pilot:
        await pilot.press("e", "l", "o", "x", "backspace")
        await pilot.pause()
        assert "“elo”: 1 of 2, 10 h hidden" in shown_lines(app)[0]
        assert "Karim" not in screen(app)
        assert "Total, all rows" in screen(app)
        await pilot.press(*"35", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "Karim" in screen(app)
        assert "hidden" not in screen(app)
    assert site.entry(jobs["Élodie"], NOVEMBER) == (35 * HOUR, "DECLARED", "RETURN")


async def test_scales_and_periods_are_one_key_away(site: Site) -> None:
    job = site.worker("Benali")
    app = App(site)
    async with running(app) as pilot:
        await pilot.press("ctrl+b")
        await pilot.pause()
        assert "W48" in shown_lines(app)[1]
        await pilot.press(*"35", "enter", "ctrl+b")
        await pilot.pause()
        assert "Mo 23" in shown_lines(app)[1]
        await pilot.press("7", "left", "ctrl+d", "ctrl+u", "ctrl+b")
        await pilot.pause()
        assert "11/2026" in shown_lines(app)[0]
        await pilot.press("home", "left")
        await pilot.pause()
        assert "10/2026" in shown_lines(app)[0]
    assert site.entry(job, "2026-11/W48") is not None
    assert site.entry(job, "2026-11-23") == (7 * HOUR, "DECLARED", "RETURN")


async def test_what_is_being_typed_is_kept_before_a_command(site: Site) -> None:
    job = site.worker("Benali")
    site.enter(job, "2026-10", 140)
    app = App(site)
    async with running(app) as pilot:
        await pilot.press(*"35", "ctrl+t")
        await pilot.pause()
    assert site.entry(job, NOVEMBER) == (35 * HOUR, "DECLARED", "RETURN")


async def test_training_is_typed_apart(site: Site) -> None:
    job = site.worker("Benali")
    site.enter(job, NOVEMBER, 100)
    app = App(site)
    async with running(app) as pilot:
        await app.run_action("hours_kind", app.hours)
        await pilot.press(*"14", "enter")
        await pilot.pause()
        assert "Training" in shown_lines(app)[0]
        assert "Work, apart" in screen(app)
    assert site.entry(job, NOVEMBER, "TRAINING") == (14 * HOUR, "DECLARED", "RETURN")
    assert site.entry(job, NOVEMBER) == (100 * HOUR, "DECLARED", "RETURN")


async def test_a_visits_hours_begin_in_its_month_and_name_their_source(site: Site) -> None:
    job = site.worker("Benali")
    visit = site.add("visit", on_date="2026-10-14", company_id=site.holder, lot_id=site.lot)
    app = App(site, "visit", visit)
    async with running(app) as pilot:
        assert "W42" in shown_lines(app)[1]
        await pilot.press(*"35", "enter", "insert")
        await pilot.pause()
    assert site.entry(job, "2026-10/W42") == (35 * HOUR, "DECLARED", "VISIT")
    (asked,) = app.asked
    assert (asked.table, asked.initial) == (
        "assignment",
        {"host_id": site.holder, "lot_id": site.lot},
    )


async def test_a_cell_says_dates_warnings_writer_and_balance(site: Site) -> None:
    me = site.add("facilitator", first_name="Ana", last_name="Lopes")
    site.services.ledger.prefer("facilitator", me)
    job = site.worker("Benali", starts_on="2026-01-05", ends_on="2026-06-30")
    site.enter(job, NOVEMBER, 35)
    app = App(site, "company", site.holder)
    async with running(app, (120, 40)):
        text = screen(app)
    assert "Contract 5 Jan 2026 – 30 Jun 2026" in text
    assert "by Ana Lopes, 23 Nov 2026 at 09:00" in text
    assert "! Outside the dates of the employment contract." in text
    assert "13 % · Due 400 · Declared 55 · Due − declared 345 · of which before 20" in text


async def test_the_one_cell_of_a_double_that_counts_is_plain(site: Site) -> None:
    person = site.person("Benali")
    first, second = site.job(person), site.job(person)
    site.enter(first, NOVEMBER, 100)
    app = App(site)
    async with running(app) as pilot:
        row = next(r for r in range(2) if app.hours._table.assignment(r) == second)
        await pilot.press(*["down"] * row, *"120", "enter")
        site.change("hours_entry", Place(second, WORK, app.hours._period).row, status="VALIDATED")
        app.hours.reload()
        await pilot.pause()
        text = screen(app)
        assert "100×" in text
        assert "120✓" in text
        total = next(line for line in shown_lines(app) if line.startswith(" Total"))
        assert total.split()[-1] == "120"


@pytest.mark.parametrize("speech", ["en", "fr"])
async def test_every_line_fits_whatever_the_names(site: Site, speech: str) -> None:
    i18n.speak(speech)
    for name in HOSTILE_NAMES:
        site.enter(site.worker(name, name), NOVEMBER, 35)
    app = App(site)
    async with running(app) as pilot:
        for size in ((80, 24), (120, 40), (60, 12)):
            await pilot.resize_terminal(*size)
            for _row in HOSTILE_NAMES:
                await pilot.press("down")
                await pilot.pause()
                assert {cell_len(line) for line in shown_lines(app)} == {size[0]}
            await pilot.press("ctrl+home", "ctrl+end")


async def test_another_language_shows_everything_anew_in_the_same_cell(site: Site) -> None:
    for name in ("Amara", "Benali"):
        job = site.worker(name)
    app = App(site)
    async with running(app) as pilot:
        await pilot.press("down", "left")
        i18n.speak("fr")
        app.post_message(LanguageChanged())
        await pilot.pause()
        await pilot.pause()
        assert shown_lines(app)[0].startswith(" Heures ")
        await pilot.press(*"35", "enter")
        await pilot.pause()
    assert site.entry(job, "2026-10") == (35 * HOUR, "DECLARED", "RETURN")


def test_every_binding_has_its_action() -> None:
    assert missing_actions(HoursScreen, PeriodGrid, app=AveApp) == []
    assert doubled_keys(HoursScreen) == []
    for command in HoursScreen.bar:
        if not command.by_widget:
            assert hasattr(HoursScreen, f"action_{command.action}") or hasattr(
                AveApp, f"action_{command.action}"
            )


async def test_a_sum_or_a_time_says_what_it_comes_to_while_it_is_typed(site: Site) -> None:
    site.worker("Benali")
    app = App(site)
    async with running(app) as pilot:
        await pilot.press(*"7*5+3,5")
        await pilot.pause()
        assert "7*5+3,5 = 38.5 h" in screen(app)
        await pilot.press("+")
        await pilot.pause()
        assert " = " not in screen(app), "what is not finished comes to nothing yet"
        await pilot.press(*["backspace"] * 5)
        await pilot.pause()
        assert "7*5 = 35 h" in screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert " = " not in screen(app)
        await pilot.press(*"35h30", "enter")
    assert site.entries() == {NOVEMBER: 35.5}


async def test_what_undo_says_is_read_to_its_end_on_a_small_terminal(site: Site) -> None:
    site.worker("Vandenbroucke-Désormeaux")
    app = App(site)
    async with running(app) as pilot:
        await pilot.press(*"151,67", "enter", "ctrl+z")
        await pilot.pause()
        said = " ".join(" ".join(shown_lines(app)[-5:-2]).split())
        assert "Undone: " in said
        assert "151.67" in said
        assert "…" not in said


async def test_a_refused_text_says_why_whenever_one_comes_back_to_it(site: Site) -> None:
    for name in ("Amara", "Benali", "Costa"):
        site.worker(name)
    app = App(site)
    async with running(app) as pilot:
        await pilot.press(*"3z", "enter", *"900", "enter", *"35", "enter")
        await pilot.pause()
        assert "is not a figure of hours" not in screen(app)
        await pilot.press("up")
        await pilot.pause()
        assert "744" in screen(app)
        await pilot.press("up")
        await pilot.pause()
        assert "“3z” is not a figure of hours" in screen(app)
        await pilot.press(*"7", "enter", "up")
        await pilot.pause()
        assert "is not a figure of hours" not in screen(app)


async def test_what_is_said_hides_no_hours(site: Site) -> None:
    for number in range(30):
        site.worker(f"N{number:02}")
    app = App(site)
    async with running(app) as pilot:
        rows = [line.split("│")[0] for line in shown_lines(app)[2:19]]
        grid = app.hours.query_one(PeriodGrid)
        grid.post_message(events.Paste("abc\n7"))
        await pilot.press(*"12z", "enter", *"900", "enter", "ctrl+t", "ctrl+l", "ctrl+z")
        await pilot.pause()
        assert [line.split("│")[0] for line in shown_lines(app)[2:19]] == rows
        assert all(line.count("│") == 2 for line in shown_lines(app)[2:19])


async def test_a_filter_that_leaves_nothing_says_how_to_get_all_back(site: Site) -> None:
    site.worker("Benali")
    app = App(site)
    async with running(app) as pilot:
        await pilot.press(*"qq")
        await pilot.pause()
        assert "No row has these letters: Esc shows all again." in screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Benali" in screen(app)


async def test_what_is_said_in_french_has_french_marks(site: Site) -> None:
    site.worker("Benali", starts_on="2026-01-05", ends_on="2026-06-30")
    i18n.speak("fr")
    app = App(site)
    async with running(app) as pilot:
        app.hours.query_one(PeriodGrid).post_message(events.Paste("abc"))
        await pilot.pause()
        assert "«\u00a0abc\u00a0»" in screen(app)
        await pilot.press(*"35", "enter")
        await pilot.pause()
        assert "Benali Zoé\u00a0: ! Hors des dates" in screen(app)


async def test_weeks_of_a_month_and_days_of_a_week_stand_side_by_side_at_80_columns(
    site: Site,
) -> None:
    site.worker("Benali")
    app = App(site)
    async with running(app) as pilot:
        heading = shown_lines(app)[1]
        await pilot.press("left", "left", "ctrl+b")
        await pilot.press("ctrl+d", "ctrl+d")
        await pilot.pause()
        weeks = ["W44", "W45", "W46", "W47", "W48", "W49", "11/26"]
        assert [word for word in shown_lines(app)[1].split() if word in weeks] == weeks
        await pilot.press("right", "ctrl+b")
        await pilot.pause()
        days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        assert [word for word in shown_lines(app)[1].split() if word in days] == days
        await pilot.press("ctrl+b", "ctrl+b")
        await pilot.pause()
        assert shown_lines(app)[1] == heading, "the months one began with are back"
