"""What the story is made of while it is put together: who works where, for how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ave_tui.domain.choices import CompanyKind

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.trades import Trade

MONTHLY, WEEKLY, DAILY = "monthly", "weekly", "daily"
"""How the hours of an assignment are typed."""
HOUR = 3600
FULL_MONTH = 546_012
"""151.67 h, as payslips have it."""


@dataclass(slots=True)
class Firm:
    """A company of the portfolio."""

    id: Id
    kind: str
    name: str
    trade: Trade | None
    contacts: list[str] = field(default_factory=list)
    contact_ids: list[Id] = field(default_factory=list)
    entered: int = 0

    @property
    def ordinary(self) -> bool:
        """Tell whether it is an ordinary company."""
        return self.kind == CompanyKind.ORDINARY


@dataclass(slots=True)
class Award:
    """A company's part in a lot."""

    id: Id
    firm: Firm
    role: str
    due: int | None = None
    opening: int = 0
    tasks: list[Task] = field(default_factory=list)


@dataclass(slots=True)
class Lot:
    """A lot, and what will be worked on it."""

    id: Id
    trade: Trade
    market: Market
    room: float
    """Hours that the story still wants to put on it."""
    awards: list[Award]
    tasks: list[Task] = field(default_factory=list)
    due: int = 0
    rate: float = 1.0
    """Which part of the hours due the story will bring by the lot's end."""
    starts: int = 0
    ends: int = 0
    alone: bool = False
    """Kept for one person, who leaves it early."""
    told: bool = False
    """Part of an accident: its hours due stay as they are."""

    @property
    def holder(self) -> Firm:
        """Return the company that holds the lot."""
        return self.awards[0].firm

    def planned_hours(self, days: Days) -> float:
        """Return the hours that will be worked on it, from the story's start to its own end."""
        return sum(task.planned_hours(days) for task in self.tasks)


@dataclass(slots=True)
class Market:
    """A public contract."""

    id: Id
    nature: str
    lots: list[Lot] = field(default_factory=list)
    authority: Id = ""
    authority_kind: str = ""
    operation: Id = ""
    notified: int = 0
    entered: int = 0
    site: str = ""
    to_come: bool = False
    """Not awarded yet."""

    def planned_hours(self, days: Days) -> float:
        """Return the hours that will be worked on all its lots."""
        return sum(lot.planned_hours(days) for lot in self.lots)


@dataclass(slots=True)
class Person:
    """A participant, and their contracts one after the other."""

    id: Id
    jobs: list[Job] = field(default_factory=list)
    role: str = ""
    """What the story needs of them, when it needs something: see `story`."""
    unchecked: bool = False
    """At work, and nobody has seen a proof yet."""
    first_name: str = ""
    last_name: str = ""
    entered: int = 0
    ground: str = ""


@dataclass(slots=True)
class Job:
    """An employment contract."""

    id: Id
    person: Person
    profile: str
    starts: int
    ends: int
    weekly: float
    """Hours a week that go to clause-bearing lots."""
    tasks: list[Task] = field(default_factory=list)
    employer: Firm | None = None
    kind: str = ""
    """The kind of its employer."""
    contract: str = ""
    """Its own kind."""
    planned_end: int = 0
    open_ended: bool = False
    job: tuple[str, str] = ("", "")
    nature: str = ""
    entered: int = 0
    pieces: int = 1
    """On how many lots it is wanted."""
    moved: bool = False
    """Goes to another lot on the way: the last assignment follows the first."""


@dataclass(slots=True)
class Task:
    """An assignment: a row of the hours grid."""

    id: Id
    lot: Lot
    award: Award
    host: Firm
    mode: str
    starts: int
    ends: int
    weekly: float
    style: str
    job: Job | None = None
    training: bool = False
    site: bool = False
    """Full time."""
    told: bool = False
    """Part of an accident: nothing else happens to it."""

    def planned_hours(self, days: Days) -> float:
        """Return the hours that will be worked on it, from the story's start to its own end."""
        presence = 0.8 if self.style == DAILY else 0.95
        return days.working(max(self.starts, days.first), self.ends) * self.weekly / 5 * presence
