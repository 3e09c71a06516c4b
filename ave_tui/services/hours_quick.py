"""Finds whose hours a line like ``dupont 35 s41 @toiture`` means: each person and job, or nobody.

Never guesses between two: hours of the wrong Dupont would not be noticed for months. A slip of the
finger is forgiven where only one person is like it, and said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ave_tui.domain.folding import fold, tokens
from ave_tui.domain.holidays import Days, split_days, split_week
from ave_tui.domain.periods import Week
from ave_tui.domain.quick_entry import parse_line
from ave_tui.domain.who import groups_of
from ave_tui.domain.words import N_, Sentence
from ave_tui.services import hours_quick_errors as errors
from ave_tui.storage.queries.at_work import live_jobs, named_people
from ave_tui.storage.same import first_of_same

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ave_tui.domain.periods import Period
    from ave_tui.domain.quick_entry import Line
    from ave_tui.domain.quick_periods import When
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.at_work import Job, Named

_MOST_PEOPLE: Final = 500
_ONE_SLIP: Final = 4
_TWO_SLIPS: Final = 8
"""Letters that a word must have before one or two slips are forgiven in it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line means."""

    jobs: tuple[Job, ...]
    """One for each person that is named."""
    shares: dict[Period, int]
    """Seconds of each of them, period by period."""
    note: str = ""
    guesses: tuple[Sentence, ...] = ()
    """What was read otherwise than it was typed."""


@dataclass(slots=True)
class QuickEntry:
    """Reads lines, one after the other or the same one letter by letter."""

    connection: Connection
    today: date
    _everybody: list[tuple[Named, tuple[str, ...]]] = field(default_factory=list)

    def read(self, text: str) -> Understood:
        """Return what a line means.

        Raises:
            AmbiguousError: It may mean several people or jobs, which are named.
            AveError: It can't be read, or names nobody who has a job.
        """
        line = parse_line(text, self.today)
        guesses: list[Sentence] = []
        groups: list[tuple[str, list[Named]]] = []
        for words in line.names:
            groups += self._people(words, line, guesses)
        jobs = tuple(self._job(text, typed, people, line) for typed, people in groups)
        return Understood(jobs, shares_of(line.seconds, line.when), line.note, tuple(guesses))

    def _folded(self) -> list[tuple[Named, tuple[str, ...]]]:
        if not self._everybody:
            self._everybody = [
                (person, tokens(f"{person.last_name} {person.first_name}"))
                for person in named_people(self.connection)
            ]
        return self._everybody

    def _people(
        self, typed: tuple[str, ...], line: Line, guesses: list[Sentence]
    ) -> list[tuple[str, list[Named]]]:
        """Return the groups that words are cut into, each with whom it may mean."""
        words = tuple(word for each in typed for word in tokens(each))
        known = {word: self._called(word) for word in dict.fromkeys(words)}
        groups = groups_of(words, lambda part: _meeting(part, known))
        if groups is None:
            slips = {word: self._like(word) for word, (begun, _) in known.items() if not begun}
            groups = groups_of(words, lambda part: _meeting(part, known | slips))
            if groups is None or not words:
                raise errors.nobody(" ".join(typed), [name for name, _ in self._folded()], line)
            guesses += [
                Sentence(
                    N_("“{typed}” was read as {name}."),
                    {"typed": " ".join(group.words), "name": errors.name_of(group.people[0])},
                )
                for group in groups
                if len(group.people) == 1 and not slips.keys().isdisjoint(group.words)
            ]
        return [(" ".join(group.words), list(group.people)) for group in groups]

    def _called(self, word: str) -> tuple[list[Named], list[Named]]:
        """Return who has a word that begins like this, and who has this very word."""
        begun = [
            (person, names)
            for person, names in self._folded()
            if any(name.startswith(word) for name in names)
        ]
        return [person for person, _ in begun], [p for p, names in begun if word in names]

    def _like(self, word: str) -> tuple[list[Named], list[Named]]:
        """Return who has a word that this may have been meant for."""
        slips = (len(word) >= _ONE_SLIP) + (len(word) >= _TWO_SLIPS)
        if not slips:
            return [], []
        # Only a slip needs the library.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        known = list({name for _, names in self._folded() for name in names})
        found = extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=None)
        nearest = min((distance for _, distance, _ in found), default=0)
        like = {name for name, distance, _ in found if distance == nearest}
        return [p for p, names in self._folded() if not like.isdisjoint(names)], []

    def _job(self, text: str, typed: str, people: list[Named], line: Line) -> Job:
        """Return the one job that is meant, of the one person that is."""
        if len(people) > _MOST_PEOPLE:
            raise errors.several(text, typed, people, {})
        every = live_jobs(self.connection, [person.participant for person in people])
        jobs = [
            job
            for job in every
            if all(_holds(f"{job.lot} {job.companies}", place) for place in line.at)
        ]
        first, last = line.when.first.isoformat(), line.when.last.isoformat()
        then = [job for job in jobs if job.starts_on <= last and job.ends_on >= first]
        at_work = {job.participant for job in then}
        people = [person for person in people if person.participant in at_work] or people
        same = first_of_same(self.connection, "participant")
        if len({same.get(person.participant, person.participant) for person in people}) > 1:
            raise errors.several(text, typed, people, {job.participant: job for job in then})
        if not then:
            raise errors.no_job(people[0], line.at if not jobs else (), jobs or every)
        if len(then) > 1:
            raise errors.several_jobs(text, people[0], then)
        return then[0]


def shares_of(seconds: int, when: When) -> dict[Period, int]:
    """Return how a figure is kept: a week over two months in two, a span by its working days."""
    if isinstance(when, Week):
        return dict(split_week(seconds, when).items())
    if isinstance(when, Days):
        return dict(split_days(seconds, when).items())
    return {when: seconds}


def _meeting(
    words: tuple[str, ...], known: dict[str, tuple[list[Named], list[Named]]]
) -> Sequence[Named]:
    """Return who has all of some words; whole words go before beginnings."""
    begun = _in_all([known[word][0] for word in words])
    whole = _in_all([known[word][1] for word in words])
    return whole or begun


def _in_all(lists: list[list[Named]]) -> list[Named]:
    first, *others = lists
    sets = [set(other) for other in others]
    return [person for person in first if all(person in other for other in sets)]


def _holds(text: str, words: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in tokens(words))
