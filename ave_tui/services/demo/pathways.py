"""Who works when: the participants of a portfolio and their employment contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.services.demo.model import Job, Person

if TYPE_CHECKING:
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.dice import Dice

SITE, PART, MISSION, ALTERNATING = "site", "part", "mission", "alternating"
"""Full time on a site, some hours a week all year, a few days, and shared between several lots."""

_SITES, _MISSIONS, _PARTS, _ALTERNATING = 75, 28, 78, 28
_THREE, _TWO = 8, 34
"""How many participants have three contracts in the year, and two; everybody else has one."""
HOURS: Final = 69_000
"""What one facilitator follows in a year."""
LINES: Final = 2_500
BULK: Final = 360
"""Hours of the line without a person."""

ENDING_IN: Final = (11, 26, 40, 57)
"""In how many days some eligibilities end."""


def hours_in(days: Days, job: Job) -> float:
    """Estimate the hours of a contract that will be typed by the end of the story."""
    start = max(job.starts, days.first)
    settled = days.working(start, min(job.ends, days.months[9].last))
    previous = days.months[10]
    late = days.working(max(start, previous.first), min(job.ends, previous.last))
    if job.profile in (PART, ALTERNATING):
        return job.weekly / 5 * (0.94 * settled + 0.72 * late)
    current = days.working(max(start, days.months[11].first), min(job.ends, days.today - 4))
    presence = 0.8 if job.profile == MISSION else 0.965
    return job.weekly / 5 * presence * (settled + 0.9 * late + 0.8 * current)


def _lines(days: Days, job: Job) -> tuple[float, float]:
    """Estimate how many lines a contract makes typed by months, and by weeks."""
    start, end = max(job.starts, days.first), min(job.ends, days.today - 4)
    if job.profile == MISSION:
        typed = 0.8 * days.working(start, end)
        return typed, typed
    months = sum(1 for m in days.months[:10] if m.first <= end and m.last >= start)
    late = days.months[10].first <= end and days.months[10].last >= start
    by_months = (months + 0.72 * late) * job.pieces
    if job.profile != SITE:
        return by_months * (1.02 if job.profile == ALTERNATING else 0.94), 0
    pieces = sum(
        1
        for m in days.months
        for p in m.pieces
        if days.working(max(p.first, start), min(p.last, end))
    )
    return by_months, 0.96 * pieces


class Pathways:
    """Draws the participants of a portfolio, with as many hours and lines as a year has."""

    def __init__(self, dice: Dice, days: Days) -> None:
        self.dice, self.days = dice, days
        self.people: list[Person] = []
        self.weekly: set[str] = set()
        """Contracts whose hours are typed by weeks."""
        self._told()
        self._series()
        self._steady()
        self._spread_lines()
        self._scale()
        self._leave_one_unchecked()

    @property
    def jobs(self) -> list[Job]:
        """All contracts."""
        return [job for person in self.people for job in person.jobs]

    def _person(self, role: str = "") -> Person:
        person = Person(self.dice.id(), role=role)
        self.people.append(person)
        return person

    def _job(self, person: Person, profile: str, starts: int, ends: int, weekly: float) -> Job:
        job = Job(self.dice.id(), person, profile, starts, ends, weekly, planned_end=ends)
        person.jobs.append(job)
        return job

    def _told(self) -> None:
        """Draw those in whose months the accidents happen."""
        months, between = self.days.months, self.dice.between
        double = self._person("double")
        self._job(double, SITE, months[7].first - 12, months[8].first + 20, 35)
        self._job(double, SITE, months[7].first, months[7].last + 25, 35)
        leaver = self._job(
            self._person("leaver"), SITE, months[5].first + 9, months[5].first + 48, 35
        )
        leaver.planned_end = leaver.ends + 120
        for role in ("differs", "agrees", "agrees"):
            month = months[6] if role == "differs" else months[between(2, 5)]
            job = self._job(
                self._person(role), SITE, month.first - between(4, 15), month.last + 12, 35
            )
            self.weekly.add(job.id)

    def _series(self) -> None:
        """Draw those who go from one site or mission to the next."""
        dice, days = self.dice, self.days
        profiles = [SITE] * (_SITES - 6) + [MISSION] * _MISSIONS
        dice.shuffle(profiles)
        sizes = [3] * _THREE + [2] * (_TWO - 1)
        sizes += [1] * (len(profiles) - sum(sizes))
        span = days.today - days.first
        for size in sizes:
            person = self._person()
            mine = [profiles.pop() for _ in range(size)]
            lengths = [dice.between(28, 115) if p == SITE else dice.between(22, 48) for p in mine]
            gaps = [dice.between(4, 30) for _ in mine]
            total = sum(lengths) + sum(gaps)
            if total > span - 30:
                lengths = [length * (span - 30) // total for length in lengths]
                gaps = [4] * size
                total = sum(lengths) + sum(gaps)
            start = days.first - 15 + dice.between(0, span - total + 20)
            for profile, length, gap in zip(mine, lengths, gaps, strict=True):
                self._job(person, profile, start, start + length, 35)
                start += length + gap

    def _steady(self) -> None:
        """Draw those who work some hours a week, most of the year."""
        dice, days = self.dice, self.days
        roles = ["expired", *["ending"] * len(ENDING_IN), "extended", "extended", "twin", "twin"]
        for index in range(_PARTS):
            role = roles[index] if index < len(roles) else ""
            if role in ("expired", "ending", "extended"):
                start = days.first + dice.between(-40, 60)
                end = days.today + dice.between(70, 200)
            else:
                start = days.first + dice.between(-150, 170)
                end = start + dice.between(150, 430)
            self._job(self._person(role), PART, start, end, 4.5 + 8 * dice.random())
        for _ in range(_ALTERNATING):
            start = days.first + dice.between(-180, 110)
            job = self._job(self._person(), ALTERNATING, start, start + dice.between(270, 700), 0)
            job.pieces = dice.between(1, 4)
            job.weekly = job.pieces * (5 + 2.5 * dice.random())

    def _leave_one_unchecked(self) -> None:
        """Let one who is at work be somebody whose proof nobody has seen yet."""
        today = self.days.today
        for person in self.people:
            if not person.role and any(job.starts <= today <= job.ends for job in person.jobs):
                person.unchecked = True
                return

    def _spread_lines(self) -> None:
        """Let as many contracts be typed by weeks as make the lines of a year."""
        lines = 11.0
        turns: list[tuple[Job, float]] = []
        for job in self.jobs:
            by_months, by_weeks = _lines(self.days, job)
            if job.id in self.weekly:
                lines += by_weeks
            else:
                lines += by_months
                if job.profile == SITE and job.person.role not in ("double", "leaver"):
                    turns.append((job, by_weeks - by_months))
        self.dice.shuffle(turns)
        for job, more in turns:
            if lines >= LINES:
                break
            self.weekly.add(job.id)
            lines += more

    def _scale(self) -> None:
        """Stretch the part-time weeks until the year has its hours."""
        fixed, flexible = float(BULK), 0.0
        for job in self.jobs:
            if job.profile in (PART, ALTERNATING):
                flexible += hours_in(self.days, job)
            else:
                fixed += hours_in(self.days, job)
        factor = (HOURS - fixed) / flexible
        for job in self.jobs:
            if job.profile in (PART, ALTERNATING):
                job.weekly *= factor
