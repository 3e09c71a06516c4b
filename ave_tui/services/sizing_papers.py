"""What is printed of a sizing: every step, each figure with its source, what the hours mean."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ave_tui.domain.documents import Block, Document, Facts, Grid, Heading, Paragraph
from ave_tui.domain.rules import RULES
from ave_tui.domain.schema import TABLES
from ave_tui.domain.sizing_figures import USES, Given
from ave_tui.domain.sizing_turned import doubts, sensitivity, share_of_amount
from ave_tui.domain.trades import trade_named
from ave_tui.i18n import _, day, say
from ave_tui.services.rule_words import value_text
from ave_tui.services.sizing_words import (
    calculation,
    decimal,
    euros,
    figure_text,
    hours_text,
    percent,
    seconds_text,
    subtitle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ave_tui.domain.schema import Value
    from ave_tui.domain.sizing_figures import Sized
    from ave_tui.services.sizing_ground import Ground, RuleUsed

_MONTHS: Final = 6
_RULES_OF: Final = {"SCALE": ("training_scale",), "ORDERS": ("begun_slices", "orders_above")}


def explanation(
    ground: Ground, values: Mapping[str, Value], sized: Sized, *, notes: str = ""
) -> Document:
    """Return the calculation with every step, and each figure it used with its source and date."""
    given = Given.of(values)
    return Document(
        _("How the hours of the clause were worked out"),
        tuple(_explained(ground, values, given, sized, notes)),
        _("sizing"),
        subtitle(ground),
        _("A full-time equivalent is counted at {hours}.", hours=seconds_text(ground.working.fte)),
    )


def _explained(
    ground: Ground, values: Mapping[str, Value], given: Given, sized: Sized, notes: str
) -> Iterator[Block]:
    yield Facts(tuple(_facts(ground, values, given, sized)))
    if notes:
        yield Paragraph(notes)
    yield Heading(_("Calculation"))
    yield Grid(
        (_("Step"), _("Calculation"), _("Result")),
        (
            *((_(step.label), calculation(step), figure_text(step.result)) for step in sized.steps),
            (_("Rounded to the whole hour, halves up"), hours_text(sized.hours), _whole(sized)),
        ),
        frozenset({2}),
        (4, 4, 3),
    )
    yield Heading(_("Figures used"))
    yield Grid(
        (_("What"), _("Value"), _("Where it comes from")),
        tuple(figures_used(ground, values, given)),
        frozenset({1}),
        (4, 3, 5),
    )
    yield Heading(_("What this means"))
    yield Facts(tuple(meanings(ground, given, sized)))
    if (table := sensitivity(given, ground.usages)) is not None:
        yield Heading(_("With other figures"))
        rates = [_("{amount}/h", amount=euros(rate)) for rate in table.rates] or [""]
        yield Grid(
            ("", *(percent(Fraction(effort, 100)) for effort in table.efforts)),
            tuple(
                (rate, *(hours_text(Fraction(due)) for due in row))
                for rate, row in zip(rates, table.hours, strict=True)
            ),
            frozenset({1, 2, 3}),
        )
    for doubt in doubts_of(ground, sized):
        yield Paragraph(f"! {doubt}")


def _whole(sized: Sized) -> str:
    return hours_text(Fraction(sized.due))


def _facts(
    ground: Ground, values: Mapping[str, Value], given: Given, sized: Sized
) -> Iterator[tuple[str, str]]:
    if ground.lot is not None and ground.lot.authority_name:
        yield _("Contracting authority"), ground.lot.authority_name
    yield _("Method"), _(given.method.label)
    if values.get("trade"):
        yield _("Trade"), str(values["trade"])
    yield (
        _("Hours by the sizing"),
        _("{whole} (unrounded {exact})", whole=_whole(sized), exact=hours_text(sized.hours)),
    )
    if ground.lot is not None and ground.lot.due_seconds is not None:
        yield _("Hours due (notified)"), seconds_text(ground.lot.due_seconds)


def meanings(
    ground: Ground, given: Given, sized: Sized, months: int = _MONTHS
) -> Iterator[tuple[str, str]]:
    """Yield what hours mean: full-time equivalents, people, a part of the amount."""
    working = ground.working
    yield (
        _("Full-time equivalents"),
        _(
            "{count} at {hours} a year",
            count=decimal(working.ftes(sized.hours)),
            hours=seconds_text(working.fte),
        ),
    )
    yield (
        _("People at full time for {months} months", months=months),
        _(
            "{count} at {hours} a month",
            count=decimal(working.people(sized.hours, months), 1),
            hours=hours_text(working.month),
        ),
    )
    share = share_of_amount(given, sized.hours)
    if share is not None:
        yield _("Part of the amount"), percent(share)


def doubts_of(ground: Ground, sized: Sized) -> list[str]:
    """Return why the clause may not be realistic."""
    lot = ground.lot
    dates = (lot.starts_on, lot.ends_on) if lot else ("", "")
    return [say(each) for each in doubts(sized.hours, *dates, ground.sensible)]


def figures_used(
    ground: Ground, values: Mapping[str, Value], given: Given
) -> Iterator[tuple[str, str, str]]:
    """Yield each figure of the calculation, what it is, and where it comes from."""
    trade = trade_named(str(values.get("trade") or ""), ground.trades)
    for name in USES[given.method]:
        number = given.number(name)
        if number is None:
            continue
        source = _("typed in")
        if trade is not None and (name, number) in (
            ("labour_share", trade.labour_share),
            ("rate_cents", trade.rate_cents),
        ):
            source = sourced(trade.since, _(trade.source))
        elif (name, number) == ("rate_cents", ground.rate_cents):
            source = _of_rule(ground.used["hourly_rate"])
        elif (name, number) == ("fte_seconds", ground.working.fte):
            source = _of_rule(ground.used["fte_hours"])
        elif (
            name == "amount_cents"
            and ground.lot is not None
            and (number == ground.lot.amount_cents)
        ):
            source = _("the public contract")
        yield _(TABLES["sizing"].field(name).label), given_text(name, number), source
    for name in (*_RULES_OF.get(given.method.value, ()), "fte_hours", "legal_week"):
        if name == "fte_hours" and given.fte_seconds == ground.working.fte:
            continue
        used = ground.used[name]
        yield _(RULES[name].label), value_text(RULES[name], used.number, used.codes), _of_rule(used)


def given_text(name: str, number: int) -> str:
    """Return what stands in a field of a sizing."""
    if name.endswith("_cents"):
        return euros(number)
    if name.endswith("_seconds"):
        return seconds_text(number)
    share = Fraction(number, 100)
    return decimal(share) if name == "fte" else percent(share)


def _of_rule(used: RuleUsed) -> str:
    source = _(used.source) if used.is_default else used.source
    return sourced(used.since, source or _("rule of the structure"))


def sourced(since: str, source: str) -> str:
    """Return where a figure comes from, and since when it holds."""
    return _("{source} (since {day})", source=source, day=day(since)) if since else source
