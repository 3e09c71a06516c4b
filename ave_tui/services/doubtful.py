"""Finds doubtful hours: suspects from kept totals, then each judged as its cell is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.durations import Hours
from ave_tui.domain.errors import AveError
from ave_tui.domain.overwork import Job
from ave_tui.domain.periods import Month, parse_period
from ave_tui.domain.suspicion import Figures, People, suspects
from ave_tui.domain.warned import OF_PERSON, WarningKind, kind_of, subject_of
from ave_tui.services.hours_entered import detail_doubt
from ave_tui.services.hours_rows import Measure, load_rows
from ave_tui.storage.doubles import struck
from ave_tui.storage.queries import suspects as queries
from ave_tui.storage.queries.rules import dated_values
from ave_tui.storage.queries.scopes import of_rows
from ave_tui.storage.same import first_of_same, sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ave_tui.domain.overwork import Suspect
    from ave_tui.domain.rules import Dated
    from ave_tui.domain.schema import Id
    from ave_tui.domain.words import Sentence
    from ave_tui.services.hours_figures import Figure
    from ave_tui.services.hours_rows import GridRow
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.grid import RowDetail
    from ave_tui.storage.queries.suspects import JobRow


class Doubtful(NamedTuple):
    """A warning as it stands now."""

    kind: WarningKind
    subject: str
    detail: RowDetail
    """The row of hours that shows it."""
    period: str
    """The figure to look at."""
    hours_kind: str
    seconds: int
    """How much it is about."""
    why: Sentence


def doubtful(
    connection: Connection, assignments: str, bound: Sequence[str], today: date
) -> list[Doubtful]:
    """Return what is doubtful about the hours of the assignments that a query finds."""
    rules = dated_values(connection)
    own, found = _suspects(connection, assignments, bound, rules, today)
    wanted = sorted(key for key in found if key[0] in own)
    if not wanted:
        return []
    rows = sorted({row for row, _month in wanted})
    months = [Month.parse(month) for _row, month in wanted]
    of = of_rows(rows)
    loaded = load_rows(
        connection,
        rows,
        min(months, key=str),
        max(months, key=str),
        struck(connection, of.assignments, of.bound),
        Measure(today, tuple(rules)),
    )
    people = first_of_same(connection, "participant")
    told: dict[tuple[str, str], Doubtful] = {}
    for row, month in wanted:
        if row in loaded:
            for each in judged(loaded[row], month, people):
                _note(told, each)
    return list(told.values())


def _note(told: dict[tuple[str, str], Doubtful], each: Doubtful) -> None:
    """Keep one warning for each matter: what is said of single figures is added up or outdone."""
    key = (each.kind, each.subject)
    before = told.get(key)
    if before is None:
        told[key] = each
    elif each.subject.startswith(each.detail.assignment):
        told[key] = before._replace(seconds=before.seconds + each.seconds)
    elif each.seconds > before.seconds:
        told[key] = each


def _suspects(
    connection: Connection,
    assignments: str,
    bound: Sequence[str],
    rules: Sequence[Dated],
    today: date,
) -> tuple[set[Id], set[Suspect]]:
    """Return the assignments looked at, and the months that may be doubtful."""
    jobs = queries.jobs(connection, assignments, bound)
    own = {job.assignment for job in jobs}
    same = sameness(connection, "participant")
    first = same.first
    people = {job.participant for job in jobs if job.participant}
    people |= {other for person in people & first.keys() for other in same.group(person)}
    jobs += [job for job in queries.jobs_of(connection, people) if job.assignment not in own]
    rows = [job.assignment for job in jobs]
    ids = sorted(people)
    spells: dict[Id, list[tuple[str | None, str | None]]] = {}
    for person, starts_on, ends_on in queries.eligibilities(connection, ids):
        spells.setdefault(first.get(person, person), []).append((starts_on, ends_on))
    born = {first.get(who, who): day for who, day in queries.birth_dates(connection, ids)}
    figures = Figures(
        [each for each in queries.month_sums(connection, rows) if _readable(each[1])],
        [each for each in queries.finer_figures(connection, rows) if _readable(each[1])],
    )
    found = suspects(
        [
            Job(
                job.assignment,
                first.get(job.participant, job.participant) if job.participant else job.assignment,
                job.people,
                job.contract,
                job.assigned,
                job.lot,
            )
            for job in jobs
        ],
        figures,
        People(spells, {who: day for who, day in born.items() if day[:4].isdecimal()}),
        _nil(connection, jobs),
        rules,
        today,
    )
    return own, found


def _nil(connection: Connection, jobs: Iterable[JobRow]) -> Iterator[Suspect]:
    """Yield the months of assignments whose company may have said that nobody worked."""
    by_lot: dict[Id, list[JobRow]] = {}
    for job in jobs:
        if job.lot_id:
            by_lot.setdefault(job.lot_id, []).append(job)
    for lot, award, month in queries.nil_returns(connection, sorted(by_lot)):
        for job in by_lot[lot]:
            if job.award in (None, award):
                yield job.assignment, month


@lru_cache(maxsize=8192)
def _readable(period: str) -> bool:
    try:
        parse_period(period)
    except AveError:
        return False
    return True


def judged(row: GridRow, month: str, people: dict[Id, Id]) -> Iterator[Doubtful]:
    """Yield the doubts about the figures of a row in a month, as its cells say them."""
    person = row.detail.participant or row.detail.assignment
    whose = people.get(person, person)
    for (kind, of), entries in row.entries.items():
        if of != month:
            continue
        typed = [parse_period(entry[0]) for entry in entries if _readable(entry[0])]
        whole = Month.parse(month)
        for period in typed if whole in typed else [*typed, whole]:
            figure = row.figure(period, kind)
            if figure.struck:
                continue
            for said, why, hours in _doubts(figure):
                # The sum of weeks and days says what is true of the month alone.
                if period in typed or said in OF_PERSON:
                    subject = subject_of(said, row.detail.assignment, whose, period)
                    yield Doubtful(said, subject, row.detail, str(period), kind, hours, why)


def _doubts(figure: Figure) -> Iterator[tuple[WarningKind, Sentence, int]]:
    stands = figure.seconds or 0
    if why := detail_doubt(figure):
        yield WarningKind.DETAIL_DIFFERS, why, abs(stands - (figure.detail or 0))
    # What only explains another figure is not added to what the warning is about.
    own = stands if figure.covered is None else 0
    for doubt in figure.doubts:
        hours = doubt.sentence.values.get("hours")
        yield (
            kind_of(doubt.doubt),
            doubt.sentence,
            hours.seconds if isinstance(hours, Hours) else own,
        )
