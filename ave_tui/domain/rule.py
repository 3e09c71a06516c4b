"""What a rule is: a figure that differs by place or year, its default and its source."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Unit(Enum):
    """What the figure of a rule counts."""

    SECONDS = "seconds"
    DAYS = "days"
    MONTHS = "months"
    COUNT = "count"
    CENTS = "cents"
    HUNDREDTHS = "hundredths"
    """A figure with two decimals, as a share in percent."""
    FLAG = "flag"
    CODES = "codes"
    """No figure, but codes that are accepted."""


# Tuples: the first screen asks for rules, and a dataclass takes five times as long to make.
class Rule(NamedTuple):
    """A figure that a structure may set for itself."""

    name: str
    label: str
    unit: Unit
    default: int
    source: str
    """Where the default comes from, an English sentence."""
    codes: tuple[str, ...] = ()
    """The codes that are accepted by default, for a rule of codes."""
    built_in: tuple[tuple[str, int], ...] = ()
    """What the law itself changed: the figure from a day on, ISO text; the default before it."""

    def default_on(self, day: str) -> int:
        """Return the figure that holds on a day where nobody has given another one."""
        begun = [number for since, number in self.built_in if since <= day]
        return begun[-1] if begun else self.default
