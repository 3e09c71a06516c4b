"""How penalties and shares of pooling agreements read line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.folding import tokens
from ave_tui.domain.money_text import cents_text
from ave_tui.domain.trade_choices import PenaltyDecision
from ave_tui.i18n import _, hours
from ave_tui.services.labels import join
from ave_tui.services.sheet_words import (
    Place,
    Told,
    choice,
    day,
    newest_first,
    seconds_of,
    text,
    whole_lot,
)

if TYPE_CHECKING:
    from ave_tui.domain.schema import Values


def penalty(values: Values, _at: Place) -> Told:
    """Return a penalty: what the buyer decided, and how much."""
    amounts = [values["decided_cents"], values["amount_cents"]]
    amount = next((f"{cents_text(cents)} €" for cents in amounts if isinstance(cents, int)), "")
    decision = choice(PenaltyDecision, values["decision"] or PenaltyDecision.PROPOSED)
    order = (newest_first(values["on_date"]),)
    return Told(day(values["on_date"]) or amount, join(decision, amount, by=" · "), order)


def pooling_share(values: Values, at: Place) -> Told:
    """Return a lot of an agreement: its share, and the hours that move."""
    weight = values["weight"]
    share = _("share {weight}", weight=weight) if isinstance(weight, int) else _("share 1")
    moved = [
        _("receives {hours} h", hours=hours(received))
        if (received := seconds_of(values["received"]))
        else "",
        _("gives {hours} h", hours=hours(given)) if (given := seconds_of(values["given"])) else "",
    ]
    name = text(values["agreement"]) if at.under == "lot" else whole_lot(values)
    return Told(name, join(share, *moved, by=" · "), tokens(name))
