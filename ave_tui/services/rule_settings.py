"""The rules of the structure: what holds today and why; giving values, taking them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.rules import RULES, Unit, codes_on, holding_on, value_on
from ave_tui.domain.sizing_figures import read_scale
from ave_tui.domain.words import N_
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.rules import Dated, Rule
    from ave_tui.domain.schema import Id
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

_NEVER_NOTHING: Final = frozenset({Unit.SECONDS})
"""Units of which nothing at all would only be a slip of the finger."""


@dataclass(frozen=True, slots=True)
class RuleInUse:
    """A rule with the value that holds today, and all that it was given."""

    rule: Rule
    number: int
    values: tuple[Dated, ...]
    """Newest first; empty where the default holds."""
    codes: tuple[str, ...] = ()
    holding: Dated | None = None
    """The value that was given; None where the default holds."""

    @property
    def exceptions(self) -> int:
        """How many contracting authorities have a value of their own."""
        return len({value.authority for value in self.values if value.authority})


class RuleSettings:
    """Rules belong to the structure: each value is a record, a step of undo, and travels."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def rules(self) -> list[RuleInUse]:
        """Return every rule with what holds today for all authorities."""
        values = dated_values(self._database.connection)
        return [self._in_use(rule, values) for rule in RULES.values()]

    def rule_in_use(self, name: str) -> RuleInUse:
        """Return one rule with what holds today."""
        return self._in_use(RULES[name], dated_values(self._database.connection))

    def _in_use(self, rule: Rule, values: Sequence[Dated]) -> RuleInUse:
        today = self._today
        return RuleInUse(
            rule,
            value_on(rule.name, values, today),
            tuple(value for value in values if value.name == rule.name),
            codes_on(rule.name, values, today),
            holding_on(rule.name, values, today),
        )

    def rule(self, name: str, day: str = "", authority: Id = "") -> int:
        """Return the figure of a rule on a day, ISO text; today's where none is given."""
        values = dated_values(self._database.connection)
        return value_on(name, values, day or self._today, authority)

    def set_rule(
        self,
        name: str,
        number: int | None,
        since: str,
        source: str = "",
        *,
        authority: Id = "",
        codes: str = "",
        row: Id = "",
    ) -> Id:
        """Give a rule a value from a day on; a second one from the same day replaces the first.

        Args:
            name: The rule.
            number: Its figure; of a rule of codes, nothing.
            since: ISO text; empty: it always held.
            source: Who says so.
            authority: The contracting authority that it holds for; empty: for all.
            codes: Of a rule of codes: what is accepted, with blanks between.
            row: The value to be mended, where it is not a new one.

        Raises:
            RuleBrokenError: The value makes no sense.
        """
        accepted = " ".join(codes.split())
        _refuse_nonsense(RULES[name], number, accepted)
        if not row:
            key = (name, since, authority)
            values = dated_values(self._database.connection)
            same = [v.row for v in values if (v.name, v.since, v.authority) == key]
            row = same[0] if same else new_id()
        written = {
            "name": name,
            "since": since or None,
            "number": None if accepted else number,
            "codes": accepted or None,
            "source": source.strip() or None,
            "authority_id": authority or None,
        }
        self._ledger.commit([Change("rule_setting", row, written)])
        return row

    def unset_rule(self, row: Id) -> None:
        """Withdraw a value of a rule: the one before it holds again, or the default."""
        self._ledger.commit([Change("rule_setting", row, None)])

    @property
    def _today(self) -> str:
        return self._database.clock().date().isoformat()


def _refuse_nonsense(rule: Rule, number: int | None, codes: str) -> None:
    if rule.unit is Unit.CODES:
        if not codes:
            raise RuleBrokenError(
                N_("No code is accepted by this."),
                N_("Type at least one; Del on the value goes back to the one before."),
                field="codes",
            )
        if rule.name == "training_scale":
            read_scale(tuple(codes.split()))
    elif number is None or (number <= 0 and rule.unit in _NEVER_NOTHING):
        raise RuleBrokenError(
            N_("The figure must be above zero."), N_("Look at the figure again."), field="number"
        )
