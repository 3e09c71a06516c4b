"""A sizing in lines for people and in one object for scripts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.durations import HOUR
from ave_tui.domain.sizing_turned import effort_for, sensitivity, share_of_amount
from ave_tui.i18n import _
from ave_tui.services.sizing_papers import doubts_of, figures_used, meanings
from ave_tui.services.sizing_words import calculation, euros, figure_text, hours_text, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.cli.answer import Answer
    from ave_tui.domain.schema import Value
    from ave_tui.domain.sizing_figures import Given, Sized
    from ave_tui.services.sizing_ground import Ground


class Version(NamedTuple):
    """What an amount gives, at first or after an amendment."""

    amount_cents: int
    sized: Sized


class Told(NamedTuple):
    """A sizing, and what else was asked of it."""

    ground: Ground
    values: Mapping[str, Value]
    given: Given
    sized: Sized
    wanted: Fraction | None
    months: int


def tell(told: Told, versions: list[Version], answer: Answer) -> None:
    """Say the hours, every step, what they mean, and which effort gives those wanted."""
    ground, values, given, sized, wanted, months = told
    for step in sized.steps:
        answer.line(f"{_(step.label)}: {calculation(step)} = {figure_text(step.result)}")
    answer.line(
        _("Hours due: {hours}", hours=hours_text(Fraction(sized.due)))
        + "  "
        + _("(unrounded {exact})", exact=hours_text(sized.hours))
    )
    for label, said in meanings(ground, given, sized, months):
        answer.line(f"{label}: {said}")
    effort = None if wanted is None else effort_for(given, ground.usages, wanted)
    if wanted is not None:
        said = "–" if effort is None else percent(effort)
        answer.line(_("{hours} need an effort of {effort}.", hours=hours_text(wanted), effort=said))
    for version in versions:
        hours = hours_text(Fraction(version.sized.due))
        answer.line(_("{amount}: {hours}", amount=euros(version.amount_cents), hours=hours))
    doubts = doubts_of(ground, sized)
    for doubt in doubts:
        answer.line(f"! {doubt}")
    table = sensitivity(given, ground.usages)
    share = share_of_amount(given, sized.hours)
    answer.data(
        ok=True,
        method=given.method.value.lower(),
        hours=float(sized.hours),
        hours_exact=str(sized.hours),
        hours_due=sized.due,
        steps=[
            {
                "label": _(step.label),
                "calculation": calculation(step),
                "result": float(step.result.value),
            }
            for step in sized.steps
        ],
        fte=float(ground.working.ftes(sized.hours)),
        fte_hours=ground.working.fte / HOUR,
        people=float(ground.working.people(sized.hours, months)),
        months=months,
        versions=[
            {
                "amount": version.amount_cents / 100,
                "hours": float(version.sized.hours),
                "hours_due": version.sized.due,
            }
            for version in versions
        ],
        share_of_amount=None if share is None else float(share),
        effort_for_wanted=None if effort is None else float(effort),
        sensitivity=None
        if table is None
        else {
            "rates": [rate / 100 for rate in table.rates],
            "efforts": [each / 100 for each in table.efforts],
            "hours": table.hours,
        },
        figures=[
            {"figure": label, "value": value, "source": source}
            for label, value, source in figures_used(ground, values, given)
        ],
        warnings=doubts,
    )
