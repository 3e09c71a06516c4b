"""What became of hours that were typed, pasted or copied: figures, and sentences to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import Hours
from ave_tui.domain.periods import Day, Month, WeekPiece, parse_period
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ave_tui.domain.errors import AveError
    from ave_tui.domain.periods import Period
    from ave_tui.domain.schema import Id
    from ave_tui.services.hours_figures import Figure
    from ave_tui.services.hours_rows import GridRow
    from ave_tui.storage.queries.grid import RowDetail
    from ave_tui.storage.queries.returns import AwardName


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure as it was kept."""

    person: str
    place: str
    """The lot."""
    assignment: Id
    kind: str
    period: str
    seconds: int
    before: int | None = None
    """The seconds that stood there; None where nothing was known."""
    total: int | None = None
    """What counts for the whole month with it."""

    @property
    def sentence(self) -> Sentence:
        """What was kept, for whom and when."""
        period = parse_period(self.period)
        month = f"{period.month.number:02d}/{period.month.year}"
        values: dict[str, object] = {
            "person": self.person,
            "place": self.place,
            "hours": Hours(self.seconds),
            "month": month,
        }
        match period:
            case Day(on):
                said = N_("{person}, {place}: {hours} h on {day}.")
                values["day"] = on
            case WeekPiece(number=number):
                said = N_("{person}, {place}: {hours} h in week {week} of {month}.")
                values["week"] = number
            case _:
                said = N_("{person}, {place}: {hours} h in {month}.")
        return Sentence(said, values)


@dataclass(frozen=True, slots=True)
class Entered:
    """Hours that were typed."""

    entries: tuple[Kept, ...]
    """Where they went; two where a week lies in two months."""
    changed: bool
    """Whether anything had to be written."""
    notes: tuple[Sentence, ...] = ()
    """How a week was split, what the detail adds up to, which figure counts."""
    warnings: tuple[Sentence, ...] = ()
    """What a facilitator should look at; nothing is ever refused for it."""

    @property
    def done(self) -> tuple[Sentence, ...]:
        """What was kept, and what explains it."""
        return (*(entry.sentence for entry in self.entries), *self.notes)

    @property
    def before(self) -> Sentence | None:
        """What stood there before, where one doesn't see it; None where nothing did."""
        stood = [entry.before for entry in self.entries if entry.before is not None]
        if not stood:
            return None
        if not self.changed:
            return Sentence(N_("This stood there already: nothing was written."))
        return Sentence(N_("Before: {hours} h."), {"hours": Hours(sum(stood))})


@dataclass(frozen=True, slots=True)
class Pasted:
    """A block of figures that was pasted."""

    read: int
    """Figures that could be read and kept."""
    written: int
    """Those of them that were not there already."""
    refused: tuple[tuple[int, int, str, AveError], ...] = ()
    """Line, column and text of what could not be read, and why."""
    beyond: int = 0
    """Figures that lie outside of the grid."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of copying the month before."""

    copied: int
    there: int = 0
    """Rows that had hours already: those stay."""
    over: int = 0
    """Rows left out because the job was over before the month began."""
    nothing: int = 0
    """Rows without hours in the month before."""


@dataclass(frozen=True, slots=True)
class Nil:
    """What was said to be nil."""

    awards: tuple[AwardName, ...]
    despite: int
    """Seconds entered all the same: a warning."""
    changed: bool


def told(
    row: GridRow,
    kind: str,
    split: Mapping[Period, int],
    before: Mapping[Period, int],
    *,
    changed: bool,
    validated: bool,
) -> Entered:
    """Return what to say of figures that were just kept, by the row as it is now."""
    notes: list[Sentence] = []
    warnings: list[Sentence] = []
    if any(isinstance(period, Day) for period in split) and len(split) > 1:
        notes.append(Sentence(N_("Shared out over {count} days."), {"count": len(split)}))
    elif len(split) > 1:
        (one, earlier), (other, later) = split.items()
        notes.append(
            Sentence(
                N_("The week lies in two months: {before} h in {one}, {after} h in {other}."),
                {
                    "before": Hours(earlier),
                    "after": Hours(later),
                    "one": f"{one.month.number:02d}/{one.month.year}",
                    "other": f"{other.month.number:02d}/{other.month.year}",
                },
            )
        )
    if validated:
        warnings.append(Sentence(N_("It had been validated: it is only declared now.")))
    for period in split:
        figure = row.figure(period, kind)
        notes += notes_of(figure, period)
        warnings += warnings_of(figure)
    person, place = person_of(row.detail), place_of(row.detail)
    entries = (
        Kept(
            person,
            place,
            row.detail.assignment,
            kind,
            str(period),
            seconds,
            before.get(period),
            row.figure(period.month, kind).seconds,
        )
        for period, seconds in split.items()
    )
    return Entered(
        tuple(entries),
        changed,
        tuple(notes),
        tuple({said.text + str(said.values): said for said in warnings}.values()),
    )


def person_of(detail: RowDetail) -> str:
    """Return whose hours a row holds: a name as recorded, or the label of a line without one."""
    return f"{detail.last_name} {detail.first_name}".strip() or detail.label


def place_of(detail: RowDetail) -> str:
    """Return the lot of a row as one knows it."""
    parts = (detail.reference, detail.lot_number, detail.lot_name)
    return " ".join(part for part in parts if part)


_OUTSIDE: Final = {
    "UNDECIDED": N_("Outside eligibility: in no validated total until decided."),
    "ACCEPTED": N_("Outside eligibility: counts, by decision."),
    "REJECTED": N_("Outside eligibility: does not count, by decision."),
}


def notes_of(figure: Figure, period: Period) -> Iterator[Sentence]:
    """Yield what explains a figure."""
    if figure.detail is not None and figure.seconds is not None:
        if figure.says_nil or not _difference(figure):
            said = N_("The detail adds up to {detail} h.")
            yield Sentence(said, {"detail": Hours(figure.detail)})
    elif figure.composed:
        whole = N_("The sum of weeks and days.")
        yield Sentence(whole if isinstance(period, Month) else N_("The sum of its days."))
    if figure.outside in _OUTSIDE:
        yield Sentence(_OUTSIDE[figure.outside])
    if figure.covered is not None:
        yield Sentence(
            N_("Only explains: the figure of {hours} h counts."), {"hours": Hours(figure.covered)}
        )
    if figure.struck:
        yield Sentence(
            N_("Does not count: the same person has these hours in another row of this lot.")
        )


def warnings_of(figure: Figure) -> Iterator[Sentence]:
    """Yield what is doubtful about a figure."""
    if doubt := detail_doubt(figure):
        yield doubt
    for of_hours in figure.doubts:
        yield of_hours.sentence


def detail_doubt(figure: Figure) -> Sentence | None:
    """Return what is said of a figure that its detail does not agree with."""
    if figure.says_nil:
        return Sentence(N_("It says nil, but there is detail with hours."))
    if difference := _difference(figure):
        # What it comes to is part of the doubt: a note might not be seen on a narrow screen.
        return Sentence(
            N_("The detail adds up to {detail} h, {difference} h off."),
            {"detail": Hours(figure.detail or 0), "difference": Hours(difference)},
        )
    return Sentence(N_("Figure and detail differ.")) if figure.differs else None


def _difference(figure: Figure) -> int:
    """Return how far a figure is off its detail; 0 where they agree, or differ further down."""
    if not figure.differs or figure.detail is None or figure.seconds is None:
        return 0
    return abs(figure.seconds - figure.detail)
