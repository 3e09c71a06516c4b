"""A sizing in lines for people and in one object for scripts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ave_tui.domain.durations import HOUR
from ave_tui.domain.sizing_turned import effort_for, sensitivity, share_of_amount
from ave_tui.i18n import _
from ave_tui.services.sizing_papers import doubts_of, figures_used, meanings
from ave_tui.services.sizing_words import calculation, figure_text, hours_text, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.cli.answer import Answer
    from ave_tui.domain.schema import Value
    from ave_tui.domain.sizing_figures import Given, Sized
    from ave_tui.services.sizing_ground import Ground


def tell(
    ground: Ground,
    values: Mapping[str, Value],
    given: Given,
    sized: Sized,
    wanted: Fraction | None,
    answer: Answer,
) -> None:
    """Say the hours, every step, what they mean, and which effort gives those wanted."""
    for step in sized.steps:
        answer.line(f"{_(step.label)}: {calculation(step)} = {figure_text(step.result)}")
    answer.line(
        _("Hours due: {hours}", hours=hours_text(Fraction(sized.due)))
        + "  "
        + _("(unrounded {exact})", exact=hours_text(sized.hours))
    )
    for label, said in meanings(ground, given, sized):
        answer.line(f"{label}: {said}")
    effort = None if wanted is None else effort_for(given, ground.usages, wanted)
    if wanted is not None:
        said = "–" if effort is None else percent(effort)
        answer.line(_("{hours} need an effort of {effort}.", hours=hours_text(wanted), effort=said))
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
