"""One line keeps one person's hours, and never the wrong person's."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.errors import AveError
from ave_tui.i18n import speak
from ave_tui.services.hours_quick_errors import AmbiguousError
from tests.services.hours_world import HOUR, Site, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Site]:
    """Return a site, closed at the end."""
    speak("en")
    made = Site(tmp_path / "home", clock)
    yield made
    made.services.close()


def refusal(site: Site, line: str) -> str:
    """Return both sentences of the refusal of a line, which must have written nothing."""
    before = site.operations()
    with pytest.raises(AveError) as refused:
        site.hours.quick(line)
    assert site.operations() == before
    error = refused.value
    return " ".join(texts((error.problem, error.remedy)))


def test_a_line_keeps_hours_and_says_whose(site: Site) -> None:
    job = site.worker("Dupont-Léger", "Zoé")
    entered = site.hours.quick("dupont leg 35 10/2026")
    assert site.entry(job, "2026-10") == (35 * HOUR, "DECLARED", "RETURN")
    assert texts(entered.done) == ["Dupont-Léger Zoé, M1 2 Toiture: 35 h in 10/2026."]
    assert entered.entries[0].assignment == job
    assert texts(site.hours.quick("zoe dupont 7h30 12/10/2026").done)[0].endswith(
        "7,5 h on 2026-10-12."
    )


def test_a_week_over_two_months_is_split(site: Site) -> None:
    site.worker("Dupont")
    entered = site.hours.quick("dupont 35 s40")
    assert site.entries() == {"2026-09/W40": 21, "2026-10/W40": 14}
    assert len(entered.entries) == 2
    assert any("two months" in text for text in texts(entered.done))


def test_a_whole_name_goes_before_a_beginning(site: Site) -> None:
    job = site.worker("Dupont")
    site.worker("Dupontel")
    site.hours.quick("dupont 35 10/2026")
    assert site.entry(job, "2026-10") is not None


def test_between_two_people_nobody_is_chosen(site: Site) -> None:
    site.worker("Dupont", "Anne")
    luc = site.worker("Dupont", "Luc", employer_id=site.agency)
    said = refusal(site, "dupont 35 10/2026")
    assert "Dupont Anne, Dupont Luc" in said
    assert "@" in said
    site.hours.quick("dupont 35 10/2026 @sud")
    assert site.entry(luc, "2026-10") is not None
    site.hours.quick("luc dupont 36 10/2026")
    assert site.entry(luc, "2026-10") == (36 * HOUR, "DECLARED", "RETURN")


def test_the_job_at_that_time_is_meant(site: Site) -> None:
    person = site.person("Dupont")
    site.job(person, starts_on="2025-01-01", ends_on="2025-12-31")
    now = site.job(person, starts_on="2026-01-01")
    site.hours.quick("dupont 35 10/2026")
    assert site.entry(now, "2026-10") is not None
    other = site.add("lot", public_contract_id=site.market, name="Façade")
    facade = site.job(person, lot_id=other, award_id=None, starts_on="2026-02-01")
    assert "M1 Façade (Bâti [Nord])" in refusal(site, "dupont 35 10/2026")
    site.hours.quick("dupont 30 10/2026 @facade")
    assert site.entry(facade, "2026-10") == (30 * HOUR, "DECLARED", "RETURN")
    said = refusal(site, "dupont 35 10/2024")
    assert "no job at that time" in said
    assert "M1 Façade (1 Feb 2026 – …), M1 2 Toiture (1 Jan 2026 – …)," in said
    assert "M1 2 Toiture (1 Jan 2025 – 31 Dec 2025)." in said
    said = refusal(site, "dupont 35 10/2026 @peinture")
    assert "no job with “peinture”" in said
    assert "M1 Façade (1 Feb 2026 – …)" in said


def test_what_stood_there_before_is_said(site: Site) -> None:
    site.worker("Dupont")
    assert site.hours.quick("dupont 35 10/2026").before is None
    again = site.hours.quick("dupont 35 10/2026")
    assert not again.changed
    assert again.before is not None
    assert texts([again.before]) == ["This stood there already: nothing was written."]
    changed = site.hours.quick("dupont 28 10/2026")
    assert changed.before is not None
    assert texts([changed.before]) == ["Before: 35 h."]
    assert [entry.before for entry in changed.entries] == [35 * HOUR]
    site.hours.quick("dupont 35 s40")
    split = site.hours.quick("dupont 20 s40")
    assert split.before is not None
    assert texts([split.before]) == ["Before: 35 h."]
    assert [entry.before for entry in split.entries] == [21 * HOUR, 14 * HOUR]


def test_a_slip_of_the_finger_is_answered_with_names(site: Site) -> None:
    site.worker("Dumontier", "Zoé")
    entered = site.hours.quick("dumotier 35 10/2026")
    assert texts(entered.notes) == ["“dumotier” was read as Dumontier Zoé."]
    assert site.entries() == {"2026-10": 35}
    assert "Dumontier Zoé" in refusal(site, "dumontierxyz 35 10/2026")
    assert "first letters" in refusal(site, "qqqq 35 10/2026")
    assert "octobre" in refusal(site, "zoé 35 octobrre")


def test_a_slip_that_may_mean_two_is_a_question(site: Site) -> None:
    site.worker("Durand", "Zoé")
    site.worker("Durant", "Luc")
    with pytest.raises(AmbiguousError) as asked:
        site.hours.quick("durang 35 10/2026")
    assert [candidate.line for candidate in asked.value.candidates] == [
        "Durand Zoé, 35 10/2026",
        "Durant Luc, 35 10/2026",
    ]
    for candidate in asked.value.candidates:
        site.hours.quick(candidate.line)
    assert len(site.entries()) == 1


def test_several_people_share_a_figure(site: Site) -> None:
    martin = site.worker("Martin", "Awa")
    diallo = site.worker("Diallo", "Zoé")
    neil = site.worker("O'Neil", "Anne-Lise")
    entered = site.hours.quick("zoe diallo martin o'neil 35 s41 #pluie")
    for job in (martin, diallo, neil):
        assert site.entry(job, "2026-10/W41") == (35 * HOUR, "DECLARED", "RETURN")
    assert [entry.person for entry in entered.entries] == [
        "Diallo Zoé",
        "Martin Awa",
        "O'Neil Anne-Lise",
    ]
    assert site.notes() == ["pluie"] * 3
    site.services.history.undo()
    assert site.entry(martin, "2026-10/W41") is None
    assert site.notes() == [], "the whole line is one step"


def test_one_who_is_not_found_keeps_the_others_from_being_written(site: Site) -> None:
    site.worker("Martin", "Awa")
    assert "qqqq" in refusal(site, "martin, qqqq 35 s41")


def test_a_span_is_split_by_working_days(site: Site) -> None:
    site.worker("Dupont")
    site.hours.quick("dupont 28 9-13/11")
    # The 11th is a holiday.
    assert site.entries() == {f"2026-11-{day}": 7 for day in ("09", "10", "12", "13")}
    site.hours.quick("dupont 7 14-15/11")
    assert site.entries()["2026-11-14"] == 3.5


def test_trying_a_line_tells_all_and_keeps_nothing(site: Site) -> None:
    job = site.worker("Dupont")
    before = site.operations()
    site.hours.quick("dupont 100 10/2026")
    tried = site.hours.quick("dupont 60 s41 #pluie", try_only=True)
    assert texts(tried.warnings)
    assert [(entry.seconds, entry.total) for entry in tried.entries] == [(60 * HOUR, 100 * HOUR)]
    assert site.operations() == before + 1
    assert site.entry(job, "2026-10/W41") is None
    assert site.notes() == []
    site.hours.quick("dupont 60 s41")
    assert site.operations() == before + 2, "the numbers of operations have no gap"


def test_each_candidate_of_a_question_can_be_taken(site: Site) -> None:
    site.worker("Dupont", "Anne")
    luc = site.worker("Dupont", "Luc [x], le #2")
    person = site.person("Martin")
    site.job(person)
    other = site.add("lot", public_contract_id=site.market, name="Façade @ nord")
    facade = site.job(person, lot_id=other, award_id=None)
    with pytest.raises(AmbiguousError) as asked:
        site.hours.quick("dupont 35 10/2026")
    chosen = next(c for c in asked.value.candidates if "Luc" in c.said)
    site.hours.quick(chosen.line)
    assert site.entry(luc, "2026-10") == (35 * HOUR, "DECLARED", "RETURN")
    with pytest.raises(AmbiguousError) as asked:
        site.hours.quick("martin 35 10/2026")
    chosen = next(c for c in asked.value.candidates if "Façade" in c.said)
    site.hours.quick(chosen.line)
    assert site.entry(facade, "2026-10") == (35 * HOUR, "DECLARED", "RETURN")


def test_withdrawn_people_and_jobs_are_not_meant(site: Site) -> None:
    job = site.worker("Dupont")
    site.withdraw("assignment", job)
    assert "no job" in refusal(site, "dupont 35 10/2026")


def test_nothing_heavy_is_loaded_to_keep_a_line(site: Site) -> None:
    site.worker("Dupont")
    folder = site.services.home.folder
    code = (
        "import sys, datetime, pathlib;"
        "from ave_tui.paths import Home; from ave_tui.services.workspace import Services;"
        "s = Services(Home(pathlib.Path(sys.argv[1])), "
        "lambda: datetime.datetime.now(datetime.timezone.utc));"
        "s.hours.quick('dupont 35 10/2026'); s.close();"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    heavy = {"textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "rapidfuzz", "alembic"}
    assert set(said.stdout.split()) & heavy == set()
    assert site.entries() == {"2026-10": 35}
