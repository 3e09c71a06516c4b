"""What is asked of somebody whose line may mean several people or jobs, or means nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.errors import AveError
from ave_tui.domain.folding import fold, tokens
from ave_tui.domain.quick_periods import NAMES
from ave_tui.domain.words import N_
from ave_tui.i18n import day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ave_tui.domain.quick_entry import Line
    from ave_tui.domain.schema import Id
    from ave_tui.storage.queries.at_work import Job, Named

_MOST_NAMED: Final = 5
_LIKE_ENOUGH: Final = 75
"""Of a hundred, for a name to be proposed to somebody who mistyped it."""


class Candidate(NamedTuple):
    """Somebody or some job that a line may mean."""

    said: str
    line: str
    """The line as it would have to be typed to mean this one."""


class AmbiguousError(AveError):
    """A line that may mean several people or jobs: a human chooses."""

    candidates: tuple[Candidate, ...] = ()


def nobody(typed: str, everybody: Sequence[Named], line: Line) -> AveError:
    """Return that nobody is called so, with those who are called alike."""
    # Only somebody who mistyped waits for this library.
    from rapidfuzz import fuzz, process

    names = [name_of(person) for person in everybody]
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
    # A month with a slip in it is taken for a name.
    last = fold(line.names[-1][-1])
    period = process.extractOne(last, NAMES, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    if period is not None:
        return AveError(
            N_("“{word}” is no name that is known, and no period."),
            N_("Do you mean {names}?"),
            word=line.names[-1][-1],
            names=period[0],
        )
    return AveError(
        N_("Nobody is called “{name}”."),
        N_("Type the first letters of the name, or add the participant first."),
        name=typed,
    )


def several(
    text: str, typed: str, people: Sequence[Named], jobs: Mapping[Id, Job]
) -> AmbiguousError:
    """Return that words may mean several people."""
    error = AmbiguousError(
        N_("“{name}” may be several people: {names}."),
        N_("Add the first name, or a word of the lot or the company: @word."),
        name=typed,
        names=_list([name_of(person) for person in people]),
    )
    alike = [name_of(person) for person in people]
    error.candidates = tuple(
        Candidate(
            f"{name}, {_job_name(job)}" if (job := jobs.get(person.participant)) else name,
            _renamed(text, typed, name, at=job if alike.count(name) > 1 else None),
        )
        for person, name in zip(people, alike, strict=True)
    )
    return error


def several_jobs(text: str, person: Named, jobs: Sequence[Job]) -> AmbiguousError:
    """Return that somebody has several jobs at that time."""
    error = AmbiguousError(
        N_("{person} has several jobs at that time: {jobs}."),
        N_("Say which by a word of the lot or the company: @word."),
        person=name_of(person),
        jobs=_list([_job_name(job) for job in jobs]),
    )
    error.candidates = tuple(
        Candidate(f"{name_of(person)}, {_job_name(job)}", f"{text.strip()} @{telling}")
        for job in jobs
        if (telling := _telling(job, [other for other in jobs if other is not job]))
    )
    return error


def no_job(person: Named, places: Sequence[str], known: Sequence[Job]) -> AveError:
    """Return that somebody has no job at that time, or not there."""
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
        person=name_of(person),
        words=", ".join(places),
        jobs=_list([f"{job.lot} ({_day(job.starts_on)} – {_day(job.ends_on)})" for job in newest]),
    )


def name_of(person: Named) -> str:
    """Return a person as lists do, last name first."""
    return f"{person.last_name} {person.first_name}".strip()


def _renamed(text: str, typed: str, name: str, at: Job | None) -> str:
    """Return a line with a whole name in the place of what was typed of it."""
    words = list(re.finditer(r"[^\s,;]+", text))
    wanted = tuple(typed.split())
    for start, first in enumerate(words):
        for last in words[start:]:
            if tokens(text[first.start() : last.end()]) == wanted:
                # The comma keeps it apart from names beside it; a figure in it would be hours.
                plain = " ".join(w for w in re.split(r"[\s,;#@]+", name) if not w[:1].isdigit())
                text = f"{text[: first.start()]}{plain},{text[last.end() :].removeprefix(',')}"
                telling = _telling(at, []) if at else ""
                return f"{text.strip()} @{telling}" if telling else text
    return text


def _telling(job: Job, others: Sequence[Job]) -> str:
    """Return a word of a job's lot or companies that the others don't have; empty without one."""
    taken = [fold(f"{other.lot} {other.companies}") for other in others]
    for word in sorted(tokens(f"{job.lot} {job.companies}"), key=len, reverse=True):
        if not any(word in other for other in taken):
            return word
    return ""


def _day(text: str) -> str:
    try:
        return day(text)
    except ValueError:
        # No date, or a very first or last one that stands for none.
        return "…"


def _job_name(job: Job) -> str:
    return f"{job.lot} ({job.companies})"


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown}, …" if len(names) > _MOST_NAMED else shown
