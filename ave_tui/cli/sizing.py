"""The command that works out the hours of a clause, by every method; it writes nothing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ave_tui.cli.opening import now, open_home
from ave_tui.cli.sizing_arguments import UNITS
from ave_tui.domain.errors import AveError
from ave_tui.domain.money_text import parse_cents
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.paths import find_home

if TYPE_CHECKING:
    import argparse

    from ave_tui.cli.answer import Answer
    from ave_tui.cli.sizing_answer import Version
    from ave_tui.domain.schema import Values
    from ave_tui.domain.sizing_figures import Given
    from ave_tui.services.sizing_ground import Ground

_FIELDS: Final = {
    "amount": "amount_cents",
    "orders": "amount_cents",
    "labour": "labour_share",
    "effort": "effort",
    "rate": "rate_cents",
    "labour_hours": "labour_seconds",
    "fte": "fte",
    "fte_hours": "fte_seconds",
    "new_staff": "new_staff",
    "slice": "slice_cents",
    "slice_hours": "slice_seconds",
    "threshold": "threshold_cents",
}
"""The field that each option fills in."""


def sizing(asked: argparse.Namespace, answer: Answer) -> int:
    """Say the hours of a clause, with every step."""
    from ave_tui.services.sizing_ground import make_ground

    home = find_home(asked.home)
    if home.database.exists():
        with open_home(home) as services:
            ground = services.sizing.ground()
    else:
        # A calculation is no reason to begin records.
        ground = make_ground((), (), None, now().date().isoformat())
    if asked.convert:
        return _convert(asked.convert, ground, answer)
    return _size(asked, ground, answer)


def _size(asked: argparse.Namespace, ground: Ground, answer: Answer) -> int:
    from ave_tui.cli.sizing_answer import Told, tell
    from ave_tui.domain.durations import HOUR, parse_hours
    from ave_tui.domain.sizing import size
    from ave_tui.domain.sizing_figures import USES, Given, half_up
    from ave_tui.domain.sizing_turned import effort_for
    from ave_tui.domain.trades import trade_named

    values = _typed(asked)
    method = asked.method or _method(asked)
    values["method"] = method.upper()
    given = Given.of(values)
    uses = USES[given.method]
    _refuse_unused(asked, given)
    if asked.trade:
        trade = trade_named(asked.trade, ground.trades)
        if trade is None:
            raise AveError(
                N_("No trade is called “{name}”."),
                N_("Known are: {names}."),
                name=asked.trade,
                names=", ".join(each.name for each in ground.trades),
            )
        values["trade"] = trade.name
        values.setdefault("labour_share", trade.labour_share)
        if trade.rate_cents is not None:
            values.setdefault("rate_cents", trade.rate_cents)
    if "rate_cents" in uses:
        values.setdefault("rate_cents", ground.rate_cents)
    if "fte_seconds" in uses:
        values.setdefault("fte_seconds", ground.working.fte)
    wanted = None
    if asked.wanted is not None:
        wanted = Fraction(parse_hours(asked.wanted, most=None), HOUR)
        if "effort" not in values:
            # Who asks for the effort has none to give yet: the one found is worked out.
            found = effort_for(Given.of(values), ground.usages, wanted)
            values["effort"] = None if found is None else max(1, half_up(found * 100))
    versions = _versions(values, asked.amendment, ground)
    given = Given.of(values)
    told = Told(ground, values, given, size(given, ground.usages), wanted, _months(asked.months))
    tell(told, versions, answer)
    return 0


def _months(typed: str | None) -> int:
    if typed is None:
        return 6
    if not typed.isdecimal() or not 0 < int(typed) < 1000:
        raise AveError(
            N_("“{typed}” is not a number of months."),
            N_("Say a whole number, like 6."),
            typed=typed,
        )
    return int(typed)


def _versions(values: Values, amendments: list[str], ground: Ground) -> list[Version]:
    """Return the hours at first and after each amendment; the fields end with the last amount."""
    from ave_tui.cli.sizing_answer import Version
    from ave_tui.domain.sizing import size
    from ave_tui.domain.sizing_figures import Given

    versions: list[Version] = []
    for text in [None, *amendments] if amendments else []:
        if text is not None:
            taken_off = text.strip()[:1] in ("-", "−")
            cents = parse_cents(text.strip().lstrip("-−"))
            before = values.get("amount_cents")
            at_first = before if isinstance(before, int) else 0
            values["amount_cents"] = at_first + (-cents if taken_off else cents)
        given = Given.of(values)
        versions.append(Version(given.amount_cents or 0, size(given, ground.usages)))
    return versions


def _method(asked: argparse.Namespace) -> str:
    """Return the method that the options speak of."""
    if asked.scale:
        return "scale"
    if asked.new_staff is not None:
        return "transfer"
    if any(getattr(asked, each) is not None for each in ("orders", "slice", "threshold")):
        return "orders"
    if asked.fte is not None:
        return "fte"
    return "hours" if asked.labour_hours is not None else "amount"


def _typed(asked: argparse.Namespace) -> Values:
    from ave_tui.domain.durations import parse_hours
    from ave_tui.domain.shares_text import parse_hundredths

    values: Values = {}
    for option, field in _FIELDS.items():
        text = getattr(asked, option)
        if text is None:
            continue
        if field.endswith("_cents"):
            values[field] = parse_cents(text)
        elif field.endswith("_seconds"):
            values[field] = parse_hours(text, most=None)
        else:
            values[field] = parse_hundredths(text)
    return values


def _refuse_unused(asked: argparse.Namespace, given: Given) -> None:
    """Refuse an option that the method does not look at: it would be taken for something."""
    from ave_tui.domain.sizing_figures import USES

    uses = USES[given.method]
    told = [option for option in _FIELDS if getattr(asked, option) is not None]
    unused = [option for option in told if _FIELDS[option] not in uses]
    if asked.scale and given.method != "SCALE":
        unused.append("scale")
    if asked.amendment and "amount_cents" not in uses:
        unused.append("amendment")
    if asked.amount is not None and asked.orders is not None:
        unused.append("amount")
    if asked.wanted is not None and "effort" not in uses:
        unused.append("wanted")
    if asked.trade is not None and "labour_share" not in uses:
        unused.append("trade")
    if unused:
        raise AveError(
            N_("{option} means nothing for this method: {method}."),
            N_("Leave it out, or say another --method."),
            option="--" + unused[0].replace("_", "-"),
            method=given.method,
        )


def _convert(typed: list[str], ground: Ground, answer: Answer) -> int:
    from ave_tui.domain.shares_text import parse_hundredths
    from ave_tui.domain.sizing_turned import Span, hours_in
    from ave_tui.services.sizing_words import decimal

    figure, unit = Fraction(parse_hundredths(typed[0]), 100), typed[1].casefold()
    spans = {"days": Span.DAY, "weeks": Span.WEEK, "months": Span.MONTH, "fte": Span.FTE}
    if unit not in UNITS:
        raise AveError(
            N_("“{unit}” is not a unit."),
            N_("Known are: {names}."),
            unit=typed[1],
            names=", ".join(UNITS),
        )
    hours = figure if unit == "hours" else figure * hours_in(spans[unit], ground.working)
    answer.line(_("{figure} hours", figure=decimal(hours)))
    converted = {name: hours / hours_in(span, ground.working) for name, span in spans.items()}
    for name, span in spans.items():
        answer.line(f"{decimal(converted[name])} {_(span.label)}")
    answer.data(
        ok=True,
        hours=float(hours),
        **{name: float(value) for name, value in converted.items()},
        fte_hours=float(hours_in(Span.FTE, ground.working)),
    )
    return 0
