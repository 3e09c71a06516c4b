"""Tastes of this laptop, who works on it, and the rules of the structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.rules import RULES, value_on
from ave_tui.domain.words import N_
from ave_tui.i18n import LANGUAGES, language, speak
from ave_tui.services import upkeep
from ave_tui.services.labels import names_of
from ave_tui.storage import preferences
from ave_tui.storage.queries import people
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from ave_tui.domain.choices import StructureKind
    from ave_tui.domain.rules import Dated, Rule
    from ave_tui.domain.schema import Id
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

LANGUAGE_NAMES: Final = {"fr": "Français", "en": "English"}
"""Each in its own words, so that one finds it from any other."""


class NameMissingError(RuleBrokenError):
    """Records need to know whose they are."""

    def __init__(self, field: str) -> None:
        super().__init__(
            N_("A name is missing."),
            N_("Colleagues will know by it whose records these are."),
            field=field,
        )


class FoundedError(RuleBrokenError):
    """The records belong to a structure already."""

    def __init__(self) -> None:
        super().__init__(
            N_("These records belong to a structure already."),
            N_("Choose who works here in the settings."),
        )


@dataclass(frozen=True, slots=True)
class RuleInUse:
    """A rule with the value that holds today, and all that it was given."""

    rule: Rule
    number: int
    values: tuple[Dated, ...]
    """Newest first; empty where the default holds."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can work on this laptop."""

    row: Id
    name: str


class SettingsService:
    """Choices: those of this laptop at once, those of the structure as a step of undo."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    # Tastes.

    @property
    def language(self) -> str:
        """The language in use."""
        return language()

    def speak(self, code: str) -> None:
        """Use a language from now on, and after the next start."""
        if code not in LANGUAGES:
            raise ValueError(code)
        speak(code)
        self._ledger.prefer("language", code)

    def use_theme(self, name: str) -> None:
        """Use colours from now on, and after the next start."""
        self._ledger.prefer("theme", name)

    @property
    def reads_digit_row(self) -> bool:
        """Whether the unshifted row of an AZERTY keyboard types digits; by default in French."""
        kept = preferences.get(self._database.connection, "digit_row")
        return (kept or str(int(language() == "fr"))) == "1"

    def read_digit_row(self, reads: bool) -> None:
        """Let the unshifted row of an AZERTY keyboard type digits in cells of hours, or not."""
        self._ledger.prefer("digit_row", str(int(reads)))

    def give_copies(self, room: int) -> None:
        """Let copies take so many bytes; the oldest go when the next one is made."""
        self._ledger.prefer(upkeep.ROOM_TASTE, str(room))

    # Who works here.

    @property
    def me(self) -> Id:
        """The facilitator of this laptop; empty where nobody has said."""
        return self._ledger.actor

    @property
    def my_name(self) -> str:
        """The name of the facilitator of this laptop."""
        named = names_of(self._database.connection, "facilitator", [self.me])
        return named[self.me].label if self.me in named else ""

    @property
    def structure(self) -> tuple[Id, str]:
        """The structure that these records belong to, and its name."""
        space = preferences.get(self._database.connection, "space")
        named = names_of(self._database.connection, "structure", [space])
        return space, named[space].label if space in named else ""

    def people(self) -> list[Person]:
        """Return the facilitators, by name."""
        return [Person(*found) for found in people.facilitators(self._database.connection)]

    def work_as(self, facilitator: Id) -> None:
        """Let one of the facilitators work on this laptop."""
        self._ledger.prefer("facilitator", facilitator)

    def add_me(self, first_name: str, last_name: str) -> Id:
        """Add a facilitator, who works on this laptop from now on.

        Raises:
            NameMissingError: A name is empty.
        """
        values = _named(first_name, last_name)
        space = preferences.get(self._database.connection, "space")
        me = new_id()
        made = Change("facilitator", me, {"structure_id": space, **values})
        # Nobody else made them: they write in their own name.
        self._ledger.commit([made], {"facilitator": me})
        return me

    def found(self, name: str, kind: StructureKind | None, first_name: str, last_name: str) -> Id:
        """Begin records: a structure and its first facilitator, who works on this laptop.

        Raises:
            NameMissingError: A name is empty.
            FoundedError: There is a structure already.
        """
        if preferences.get(self._database.connection, "space"):
            raise FoundedError
        if not name.strip():
            raise NameMissingError("name")
        values = _named(first_name, last_name)
        structure, me = new_id(), new_id()
        self._ledger.commit(
            [
                Change("structure", structure, {"name": name.strip(), "kind": kind}),
                Change("facilitator", me, {"structure_id": structure, **values}),
            ],
            {"space": structure, "facilitator": me},
        )
        return structure

    # Rules.

    def rules(self) -> list[RuleInUse]:
        """Return every rule with what holds today."""
        values = dated_values(self._database.connection)
        today = self._today
        return [
            RuleInUse(
                rule,
                value_on(rule.name, values, today),
                tuple(value for value in values if value.name == rule.name),
            )
            for rule in RULES.values()
        ]

    def rule(self, name: str, day: str = "") -> int:
        """Return the figure of a rule on a day, ISO text; today's where none is given."""
        values = dated_values(self._database.connection)
        return value_on(name, values, day or self._today)

    def set_rule(self, name: str, number: int, since: str, source: str = "") -> Id:
        """Give a rule a figure from a day on; a second one from the same day replaces the first."""
        values = dated_values(self._database.connection)
        same = [v.row for v in values if (v.name, v.since, v.authority) == (name, since, "")]
        row = same[0] if same else new_id()
        written = {"name": name, "since": since or None, "number": number, "source": source or None}
        self._ledger.commit([Change("rule_setting", row, written)])
        return row

    def unset_rule(self, row: Id) -> None:
        """Withdraw a value of a rule: the one before it holds again, or the default."""
        self._ledger.commit([Change("rule_setting", row, None)])

    @property
    def _today(self) -> str:
        return self._database.clock().date().isoformat()


def _named(first_name: str, last_name: str) -> dict[str, str]:
    values = {"first_name": first_name.strip(), "last_name": last_name.strip()}
    for field, value in values.items():
        if not value:
            raise NameMissingError(field)
    return values
