"""The hours: companies' monthly returns, weeks and days, and what is corrected later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, hours_entry_id, hours_return_id
from ave_tui.domain.choices import HoursKind, HoursSource, HoursStatus, ReturnStatus
from ave_tui.domain.trade_choices import JournalKind
from ave_tui.services.demo import journal
from ave_tui.services.demo.dice import Dice
from ave_tui.services.demo.model import DAILY, FULL_MONTH, HOUR, MONTHLY, WEEKLY

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.demo.days import Days, Month
    from ave_tui.services.demo.journal import Journal
    from ave_tui.services.demo.model import Award, Task

_WORK, _TRAINING = HoursKind.WORK.value, HoursKind.TRAINING.value
_STATUS: Final = (
    *[HoursStatus.VALIDATED.value] * 9,
    HoursStatus.CHECKED.value,
    *[HoursStatus.DECLARED.value] * 2,
)
"""By month of the year: what is old has been validated, what is recent only declared."""
_DISPUTED: Final = HoursStatus.DISPUTED.value
_SOURCES: Final = (*[HoursSource.RETURN.value] * 7, *[HoursSource.PAYSLIP.value] * 3)
_RETURN, _VISIT = HoursSource.RETURN.value, HoursSource.VISIT.value
_DAYS: Final = (7.0, 7.0, 7.0, 7.0, 7.0, 7.5, 8.0, 6.0, 4.0)
_SLIPS: Final = (-7200, -3600, -1800, 1800, 3600, 7200)
_CORRECTED: Final = 0.077
_LATE: Final = 0.26
"""Share of the companies whose return for last month has not come yet."""
_REMINDED: Final = "Relance envoyée par courriel."


class HoursBook:
    """Types the hours of a portfolio into its journal."""

    def __init__(self, dice: Dice, days: Days, notes: Journal, me: Id) -> None:
        self.dice, self.days, self.notes, self.me = dice, days, notes, me
        self._weeks: dict[str, tuple[int, list[Change]]] = {}
        self._withdrawn = 0
        self._nil = 0

    def type_award(self, award: Award) -> None:
        """Type a company's hours and returns on a lot, month by month."""
        told = any(task.told for task in award.tasks)
        self._weeks = {}
        for month in self.days.months:
            active = [t for t in award.tasks if t.starts <= month.last and t.ends >= month.first]
            if active:
                self._month(award, month, active, told=told)
            elif (
                self._nil < 3 and 3 <= month.index <= 9 and award.tasks and self._runs(award, month)
            ):
                self._nil += 1
                day = month.last + self.dice.between(3, 9)
                self.notes.add(
                    day, journal.HOURS, self._return(award, month, ReturnStatus.NIL, day)
                )
        for day, changes in self._weeks.values():
            self.notes.add(day, journal.HOURS, *changes)

    @staticmethod
    def _runs(award: Award, month: Month) -> bool:
        lot = award.tasks[0].lot
        return lot.starts < month.first and lot.ends > month.last

    def _month(self, award: Award, month: Month, active: list[Task], *, told: bool) -> None:
        typed = {}
        for task in active:
            if task.style == WEEKLY:
                typed[task.id] = self._type_weeks(task, month)
            elif task.style == DAILY:
                self._type_days(task, month)
        if month.index == 11:
            return
        received = month.last + self.dice.between(3, 13)
        share = _LATE if month.index == 10 else 0.0 if told else 0.012
        if self.dice.chance(share):
            if self.dice.chance(0.5):
                expected = self._return(award, month, ReturnStatus.EXPECTED, None)
                day = month.last + self.dice.between(8, 12)
                self.notes.add(day, journal.HOURS, expected, self._reminder(award, month, day))
            return
        status = ReturnStatus.CHECKED if month.index < 9 else ReturnStatus.RECEIVED
        changes = [self._return(award, month, status, received)]
        for task in active:
            if task.style == MONTHLY:
                changes += self._type_month(task, month, received)
            elif task.told and task.starts <= month.first and task.ends >= month.last:
                changes.append(self._total(task, month, typed[task.id], received))
        self.notes.add(received, journal.HOURS, *changes)

    def _return(
        self, award: Award, month: Month, status: ReturnStatus, received: int | None
    ) -> Change:
        values: Values = {
            "award_id": award.id,
            "month": month.period,
            "status": status.value,
        }
        if received is not None:
            values["received_on"] = self.days.iso(received)
        return Change("hours_return", hours_return_id(award.id, month.period), values)

    def _reminder(self, award: Award, month: Month, day: int) -> Change:
        values: Values = {
            "on_date": self.days.iso(day),
            "kind": JournalKind.REMINDER.value,
            "award_id": award.id,
            "company_id": award.firm.id,
            "facilitator_id": self.me,
            "month": month.period,
            "notes": _REMINDED,
        }
        # Dice of its own: the rest of the year falls as it did without reminders.
        row = Dice(f"ave-tui demo reminder {award.id} {month.period}").id()
        return Change("journal_note", row, values)

    def _type_month(self, task: Task, month: Month, day: int) -> list[Change]:
        first, last = max(task.starts, month.first), min(task.ends, month.last)
        worked = self.days.working(first, last)
        random = self.dice.random
        site = task.site
        if not worked or (not site and task.job and random() < 0.06):
            return []
        hours = task.weekly / 5 * worked
        full = first == month.first and last == month.last
        if site and full and (task.told or random() < 0.4):
            seconds = FULL_MONTH
        elif site:
            seconds = int(hours * (0.92 + 0.1 * random()) * 4) * 900
        else:
            hours *= 0.82 + 0.36 * random()
            seconds = int(hours * 100) * 36 if random() < 0.25 else round(hours * 4) * 900
        seconds = max(seconds, 1800)
        source = _SOURCES[int(random() * 10)]
        made = [self._line(task, month, month.period, _WORK, seconds, source, day)]
        if task.training and random() < 0.15:
            taught = self.dice.pick((7, 7, 14)) * HOUR
            made.append(self._line(task, month, month.period, _TRAINING, taught, source, day))
        return made

    def _type_weeks(self, task: Task, month: Month) -> int:
        total = 0
        random, working = self.dice.random, self.days.working
        for piece in month.pieces:
            worked = working(max(piece.first, task.starts), min(piece.last, task.ends))
            day = piece.last + 1
            if not worked or day > self.days.last_open:
                continue
            luck = random()
            if luck < 0.04:
                continue
            hours = 7.0 * worked
            if luck < 0.12:
                hours *= 0.8
            elif luck > 0.93:
                hours += 0.5 * worked
            seconds = int(hours * 4) * 900
            total += seconds
            line = self._line(task, month, piece.period, _WORK, seconds, _RETURN, day)
            self._weeks.setdefault(piece.period, (day, []))[1].append(line)
        return total

    def _type_days(self, task: Task, month: Month) -> None:
        random = self.dice.random
        for piece in month.pieces:
            first, last = max(piece.first, task.starts), min(piece.last, task.ends)
            day = piece.last + 1
            if day > self.days.last_open:
                continue
            made = []
            for each in range(first, last + 1):
                if self.days.works(each) and random() < 0.8:
                    seconds = int(_DAYS[int(random() * 9)] * HOUR)
                    period = self.days.iso(each)
                    made.append(self._line(task, month, period, _WORK, seconds, _VISIT, day))
            if made:
                self._weeks.setdefault(piece.period, (day, []))[1].extend(made)

    def _total(self, task: Task, month: Month, weeks: int, day: int) -> Change:
        """Type a month's figure over its weeks: it agrees with them, or it does not."""
        seconds = weeks
        if task.job and task.job.person.role == "differs":
            seconds = FULL_MONTH if abs(FULL_MONTH - weeks) > 2 * HOUR else weeks - 7 * HOUR
        return self._line(task, month, month.period, _WORK, seconds, _RETURN, day)

    def _line(
        self, task: Task, month: Month, period: str, kind: str, seconds: int, source: str, day: int
    ) -> Change:
        row = hours_entry_id(task.id, kind, period)
        random = self.dice.random
        luck = random()
        if luck < _CORRECTED and not task.told:
            later = day + 2 + int(random() * 44)
            if later <= self.days.last_open:
                self._correct(row, seconds, period, luck, later)
        status = _STATUS[month.index]
        if luck > 0.994 and month.index > 6:
            status = _DISPUTED
        return Change(
            "hours_entry",
            row,
            {
                "assignment_id": task.id,
                "kind": kind,
                "period": period,
                "seconds": seconds,
                "status": status,
                "source": source,
            },
        )

    def _correct(self, row: str, seconds: int, period: str, luck: float, later: int) -> None:
        """Change a figure some days after it was typed, seldom take it back."""
        if luck < 0.002 and self._withdrawn < 3:
            self._withdrawn += 1
            self.notes.add(later, journal.CORRECTION, Change("hours_entry", row, None))
            return
        slip = self.dice.pick(_SLIPS)
        if len(period) == 10:
            slip //= 4
        right = seconds + slip if seconds + slip >= 1800 else seconds + 1800
        self.notes.add(later, journal.CORRECTION, Change("hours_entry", row, {"seconds": right}))
