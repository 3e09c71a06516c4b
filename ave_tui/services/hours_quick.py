"""Finds whose hours a line like ``dupont 35 s41 @toiture`` means: one person, one job, or nobody.

Never guesses between two: hours of the wrong Dupont would not be noticed for months.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import AveError
from ave_tui.domain.folding import fold, tokens
from ave_tui.domain.quick_entry import parse_line
from ave_tui.domain.words import N_
from ave_tui.i18n import day
from ave_tui.storage.queries.at_work import live_jobs, named_people
from ave_tui.storage.same import first_of_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ave_tui.domain.periods import Period, Week
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.at_work import Job, Named

_MOST_NAMED: Final = 5
_MOST_PEOPLE: Final = 500
_LIKE_ENOUGH: Final = 75
"""Of a hundred, for a name to be proposed to somebody who mistyped it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line means."""

    assignment: Id
    period: Period | Week
    seconds: int


def understood(connection: Connection, text: str, today: date) -> Understood:
    """Return what a line means.

    Raises:
        AveError: It can't be read, or names nobody, or more than one job that it may mean.
    """
    line = parse_line(text, today)
    period = line.periods[0]
    everybody = named_people(connection)
    people = _people(line.name, everybody)
    if not people:
        raise _nobody(line.name, everybody)
    if len(people) > _MOST_PEOPLE:
        raise _several(line.name, people)
    every = live_jobs(connection, [person.participant for person in people])
    jobs = [
        job
        for job in every
        if all(_holds(f"{job.lot} {job.companies}", place) for place in line.at)
    ]
    first, last = period.first.isoformat(), period.last.isoformat()
    then = [job for job in jobs if job.starts_on <= last and job.ends_on >= first]
    at_work = {job.participant for job in then}
    people = [person for person in people if person.participant in at_work] or people
    same = first_of_same(connection, "participant")
    if len({same.get(person.participant, person.participant) for person in people}) > 1:
        raise _several(line.name, people)
    if not then:
        raise _no_job(people[0], line.at if not jobs else (), jobs or every)
    if len(then) > 1:
        raise AveError(
            N_("{person} has several jobs at that time: {jobs}."),
            N_("Say which by a word of the lot or the company: @word."),
            person=_name(people[0]),
            jobs=_list([_job_name(job) for job in then]),
        )
    return Understood(then[0].assignment, period, line.seconds)


def _people(typed: str, everybody: Iterable[Named]) -> list[Named]:
    """Return those whose name has all typed words; whole words go before beginnings."""
    words = tokens(typed)
    begun: list[Named] = []
    whole: list[Named] = []
    for person in everybody:
        names = tokens(f"{person.last_name} {person.first_name}")
        if all(any(name.startswith(word) for name in names) for word in words):
            begun.append(person)
            if all(word in names for word in words):
                whole.append(person)
    return (whole or begun) if words else []


def _holds(text: str, words: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in tokens(words))


def _nobody(typed: str, everybody: Sequence[Named]) -> AveError:
    # Only somebody who mistyped waits for this library.
    from rapidfuzz import fuzz, process

    names = [_name(person) for person in everybody]
    like = process.extract(
        typed,
        names,
        scorer=fuzz.partial_ratio,
        processor=fold,
        limit=_MOST_NAMED,
        score_cutoff=_LIKE_ENOUGH,
    )
    if like:
        return AveError(
            N_("Nobody is called “{name}”."),
            N_("Do you mean {names}?"),
            name=typed,
            names=_list([name for name, _score, _place in like]),
        )
    return AveError(
        N_("Nobody is called “{name}”."),
        N_("Type the first letters of the name, or add the participant first."),
        name=typed,
    )


def _several(typed: str, people: Sequence[Named]) -> AveError:
    return AveError(
        N_("“{name}” may be several people: {names}."),
        N_("Add the first name, or a word of the lot or the company: @word."),
        name=typed,
        names=_list([_name(person) for person in people]),
    )


def _no_job(person: Named, places: Sequence[str], known: Sequence[Job]) -> AveError:
    problem = N_("{person} has no job at that time.")
    if places and known:
        problem = N_("{person} has no job with “{words}” in its lot or companies.")
    remedy = N_("Record first where they work: open the participant, Ctrl+N adds.")
    if known:
        remedy = N_("What is known: {jobs}.")
    newest = sorted(known, key=lambda job: (job.starts_on, job.lot), reverse=True)
    return AveError(
        problem,
        remedy,
        person=_name(person),
        words=", ".join(places),
        jobs=_list([f"{job.lot} ({_day(job.starts_on)} – {_day(job.ends_on)})" for job in newest]),
    )


def _day(text: str) -> str:
    try:
        return day(text)
    except ValueError:
        # No date, or a very first or last one that stands for none.
        return "…"


def _name(person: Named) -> str:
    return f"{person.last_name} {person.first_name}".strip()


def _job_name(job: Job) -> str:
    return f"{job.lot} ({job.companies})"


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown}, …" if len(names) > _MOST_NAMED else shown
