"""The fields of a sizing: those that its method looks at, trades, and what is only asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from ave_tui.domain.choices import Choice
from ave_tui.domain.schema import TABLES, Field, Kind
from ave_tui.domain.sizing_figures import USES, Given
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Values

_ORDER: Final = (
    "method",
    "trade",
    "labour_seconds",
    "amount_cents",
    "labour_share",
    "rate_cents",
    "effort",
    "fte",
    "fte_seconds",
    "new_staff",
    "threshold_cents",
    "slice_cents",
    "slice_seconds",
    "due_seconds",
)
_EXTRA: Final = (
    Field("wanted", Kind.SECONDS, N_("Which effort gives … h?")),
    Field("months", Kind.COUNT, N_("People for … months")),
)


def sizing_fields(trades: Sequence[str]) -> list[Field]:
    """Return every field, in the order of the calculation; trades are those of the structure."""
    fields = [TABLES["sizing"].field(name) for name in _ORDER]
    members = [(f"T{place}", (name, name)) for place, name in enumerate(trades)]
    codes = cast("type[Choice]", Choice("Trades", members))  # type: ignore[arg-type]
    trade = Field("trade", Kind.CHOICE, N_("Trade"), choices=codes)
    return [*(trade if field.name == "trade" else field for field in fields), *_EXTRA]


def shown_fields(values: Values) -> set[str]:
    """Return the fields that mean something for the chosen method."""
    uses = USES[Given.of(values).method]
    shown = {"method", "months", *uses}
    if "labour_share" in uses:
        shown.add("trade")
    if "effort" in uses:
        shown.add("wanted")
    return shown
