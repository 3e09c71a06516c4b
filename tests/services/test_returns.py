"""Returns are expected by themselves, marked many at once, reminded of, and asked for by a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.choices import ReturnStatus
from ave_tui.domain.documents import Facts, Grid, Heading, NewPage, Paragraph
from ave_tui.domain.returns import Tone
from ave_tui.exchange.plain import as_text
from ave_tui.i18n import language, say, speak
from ave_tui.services.letters import NothingMissingError
from ave_tui.services.today_lines import Topic
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.documents import Document
    from ave_tui.services.return_lines import ReturnLine


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio known since August; it is 23 November 2026."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    lot, company = made.lot(starts="2026-01-01"), made.company("Ancien")
    job = made.job(made.person(), company, lot, made.award(lot, company), starts="2026-08-01")
    made.hours(job, "2026-08", 20)
    yield made
    made.close()


def board(world: World, company: str = "Bâti") -> dict[str, ReturnLine]:
    """Return the returns of a company by month."""
    lines = world.services.returns.board()
    return {line.month: line for line in lines if line.award.company_name == company}


def statuses(world: World) -> dict[str, str]:
    return {month: line.status.name for month, line in sorted(board(world).items())}


def text_of(document: Document) -> str:
    return " ".join(as_text(document, 300).split())


def test_a_return_is_expected_for_each_month_an_award_runs(world: World) -> None:
    """field.md 1.2, step 11: every month, from the dates of lot and award by themselves."""
    world.award(world.lot(starts="2026-09-10"), world.company(), ends_on="2026-10-05")
    assert statuses(world) == {"2026-09": "EXPECTED", "2026-10": "EXPECTED"}


def test_an_opening_balance_stands_for_the_months_before_it(world: World) -> None:
    """hours.md, Before the program: those hours were counted already."""
    world.award(world.lot(), world.company(), opening_on="2026-09-30", opening_seconds=3600)
    assert statuses(world) == {"2026-10": "EXPECTED"}


@pytest.mark.parametrize("status", ["SUSPENDED", "CLOSED", "TENDER"])
def test_a_contract_that_does_not_run_expects_none(world: World, status: str) -> None:
    lot = world.lot()
    world.award(lot, world.company())
    assert statuses(world)
    contract = world.services.database.connection.execute(
        "SELECT public_contract_id FROM lot WHERE id = ?", (lot,)
    ).fetchone()[0]
    world.make("public_contract", contract, status=status)
    assert statuses(world) == {}


def test_hours_that_are_typed_say_that_the_return_came(world: World) -> None:
    lot, company = world.lot(), world.company()
    award = world.award(lot, company)
    job = world.job(world.person(), company, lot, award)
    world.hours(job, "2026-09", 20)
    world.hours(job, "2026-10", 7, source="VISIT")
    assert statuses(world) == {"2026-08": "EXPECTED", "2026-09": "RECEIVED", "2026-10": "EXPECTED"}
    world.returned(award, "2026-10", "EXPECTED")
    world.hours(job, "2026-10", 20)
    assert statuses(world)["2026-10"] == "RECEIVED"


def test_a_return_is_late_from_the_day_after_it_was_due(world: World) -> None:
    """[A] monthly rhythm: the 15th of the next month, a rule that an authority may have its own."""
    lot, company = world.lot(), world.company()
    world.job(world.person(), company, lot, world.award(lot, company))
    assert not board(world)["2026-08"].late, "nobody was at work yet"
    assert [board(world)[month].late for month in ("2026-09", "2026-10")] == [True, True]
    assert board(world)["2026-10"].due == "2026-11-15"
    world.make("rule_setting", name="return_day", number=31, authority_id=world.authority)
    assert board(world)["2026-10"].due == "2026-11-30"
    assert not board(world)["2026-10"].late
    world.make("rule_setting", name="return_idle", number=1)
    assert board(world)["2026-08"].late


def test_many_are_marked_in_one_step(world: World) -> None:
    world.award(world.lot(), world.company())
    world.services.returns.mark(list(board(world).values()), ReturnStatus.NIL)
    assert set(statuses(world).values()) == {"NIL"}
    assert {line.received_on for line in board(world).values()} == {"2026-11-23"}
    october = [board(world)["2026-10"]]
    world.services.returns.mark(october, ReturnStatus.CHECKED)
    world.services.returns.mark(october, ReturnStatus.DISPUTED)
    assert statuses(world)["2026-10"] == "DISPUTED"
    world.services.returns.mark(october, ReturnStatus.EXPECTED)
    assert (statuses(world)["2026-10"], board(world)["2026-10"].received_on) == ("EXPECTED", "")
    for _step in range(4):
        world.services.history.undo()
    assert set(statuses(world).values()) == {"EXPECTED"}


def test_nil_says_which_hours_are_there_all_the_same(world: World) -> None:
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company))
    world.hours(job, "2026-10", 20)
    line = board(world)["2026-10"]
    assert world.services.returns.mark([line], ReturnStatus.NIL) == 20 * 3600


def test_a_reminder_names_the_months_and_who_is_still_to_be_reached(world: World) -> None:
    lot, company = world.lot(), world.company("Bâti [Nord]")
    world.job(world.person(), company, lot, world.award(lot, company))
    world.make("contact", company_id=company, last_name="Parti", ends_on="2026-10-01")
    world.make("contact", company_id=company, last_name="Leroy", first_name="Éva", email="e@b.fr")
    late = [line for line in board(world, "Bâti [Nord]").values() if line.late]
    letter = world.services.returns.letter(late, Tone.FIRST)
    said = text_of(letter)
    for part in ("Bâti [Nord]", "Éva Leroy", "e@b.fr", "septembre 2026", "octobre 2026", "M-1"):
        assert part in said
    assert "03/12/2026" in said, "ten days to answer"
    assert "août" not in said
    assert "Parti" not in said
    assert letter.name == "relance-2026-11-23"
    assert language() == "en", "only the letter is French"


def test_each_company_has_a_letter_of_its_own(world: World) -> None:
    for name in ("Bâti", "Nord"):
        world.award(world.lot(), world.company(name))
    lines = world.services.returns.board()
    letter = world.services.returns.letter(lines, Tone.FIRST)
    assert sum(isinstance(block, NewPage) for block in letter.blocks) == 2
    headings = [block.text for block in letter.blocks if isinstance(block, Heading)]
    assert [text for text in headings if not text.startswith("Heures")] == [
        "Ancien",
        "Bâti",
        "Nord",
    ]


def test_the_tone_grows_with_what_was_written_before(world: World) -> None:
    world.award(world.lot(), world.company())
    service = world.services.returns
    said = {tone: text_of(service.letter(list(board(world).values()), tone)) for tone in Tone}
    assert "relance" not in said[Tone.SECOND].split("Madame")[1], "nobody was reminded yet"
    assert service.note_reminders(list(board(world).values()), Tone.FIRST) == 3
    said = {tone: text_of(service.letter(list(board(world).values()), tone)) for tone in Tone}
    assert "23/11/2026 est restée sans réponse" in said[Tone.SECOND]
    assert "Ville" in said[Tone.FORMAL]
    assert "pénalités" in said[Tone.FORMAL]
    assert "pénalités" not in said[Tone.SECOND]


def test_a_reminder_is_in_the_journal_and_beside_the_late_return(world: World) -> None:
    lot, company = world.lot(), world.company()
    award = world.award(lot, company)
    world.job(world.person(), company, lot, award)
    world.services.returns.note_reminders([board(world)["2026-10"]], Tone.FIRST)
    kept = world.services.database.connection.execute(
        "SELECT kind, award_id, company_id, month, on_date, facilitator_id FROM journal_note"
    ).fetchall()
    assert kept == [("REMINDER", award, company, "2026-10", "2026-11-23", world.me)]
    line = board(world)["2026-10"]
    assert (line.reminders, line.reminded_on) == (1, "2026-11-23")
    (today,) = [
        say(line.why)
        for line in world.services.today.lines()
        if line.topic is Topic.RETURN and line.about == "Bâti"
    ]
    assert today == (
        "No hours for 2 months, the first September 2026, due on 15 Oct 2026. "
        "Last reminder on 23 Nov 2026."
    )


def test_nobody_is_reminded_of_what_has_come(world: World) -> None:
    world.award(world.lot(), world.company())
    world.services.returns.mark(list(board(world).values()), ReturnStatus.NIL)
    with pytest.raises(NothingMissingError):
        world.services.returns.letter(list(board(world).values()), Tone.FIRST)
    assert world.services.returns.note_reminders(list(board(world).values()), Tone.FIRST) == 0


def test_the_form_has_the_people_of_the_month_and_room_for_more(world: World) -> None:
    """field.md 5.2: a monthly hours form, filled in before."""
    lot, company = world.lot(), world.company()
    award = world.award(lot, company)
    world.job(world.person("Diallo", "Awa"), company, lot, award, starts="2026-09-01")
    world.job(world.person("Martin", "Luc"), company, lot, None, starts="2026-10-05")
    world.job(world.person("Roy", "Jo"), company, lot, award, "2026-09-01", ends="2026-09-20")
    form = world.services.returns.forms([board(world)["2026-10"]])
    grid = next(block for block in form.blocks if isinstance(block, Grid))
    names = [row[0] for row in grid.rows]
    assert names[:2] == ["Diallo Awa", "Martin Luc"]
    assert names[2:] == [""] * 4
    assert all(row[4].strip("…") == "" for row in grid.rows)
    said = text_of(form)
    assert "Signature et cachet" in said
    assert "octobre 2026" in said
    assert any(isinstance(block, Paragraph) and "néant" in block.text for block in form.blocks)
    assert any(isinstance(block, Facts) for block in form.blocks)
