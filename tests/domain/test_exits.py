"""Exit categories of the insertion sector (field.md 5.6), their exact names, and the rate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.choices import ExitKind, ExitMoment
from ave_tui.domain.exits import DYNAMIC, FAMILIES, Family, family_of, tally
from ave_tui.i18n import _, speak

_KINDS = st.lists(st.none() | st.sampled_from([kind.value for kind in ExitKind]))


def test_every_situation_has_its_category_by_field_5_6() -> None:
    of = {family: {kind.name for kind, f in FAMILIES.items() if f is family} for family in Family}
    assert of[Family.LASTING] == {"CDI", "CDD_LONG", "BUSINESS", "PUBLIC_SERVICE"}
    assert of[Family.TRANSITION] == {"CDD_SHORT", "AIDED"}
    assert of[Family.POSITIVE] == {"TRAINING", "SIAE"}
    assert of[Family.OTHER] == {"JOBSEEKER", "INACTIVE", "UNKNOWN"}
    assert of[Family.NEUTRAL] == {"NEUTRAL"}
    assert set(FAMILIES) == set(ExitKind)
    assert {Family.LASTING, Family.TRANSITION, Family.POSITIVE} == DYNAMIC


def test_only_training_and_siae_are_called_positive_in_french_field_5_6() -> None:
    speak("fr")
    assert _(Family.LASTING.label) == "Emploi durable"
    assert _(Family.TRANSITION.label) == "Emploi de transition"
    assert _(Family.POSITIVE.label) == "Sorties positives (formation, SIAE)"
    assert _("Dynamic") == "Dynamique"
    assert "ositi" not in _("Dynamic") + _(Family.OTHER.label) + _(Family.NEUTRAL.label)
    speak("en")


def test_a_situation_of_a_later_program_is_another_one() -> None:
    assert family_of("MOON") is Family.OTHER
    assert family_of("CDI") is Family.LASTING


@given(st.sampled_from(ExitMoment), _KINDS)
def test_everybody_is_counted_once_and_the_neutral_are_in_no_rate(
    moment: ExitMoment, kinds: list[str | None]
) -> None:
    told = tally(moment, kinds)
    assert told.due == len(kinds) == told.known + told.unknown
    assert told.unknown == kinds.count(None)
    assert told.neutral == kinds.count("NEUTRAL")
    assert told.dynamic == sum(k is not None and family_of(k) in DYNAMIC for k in kinds)
    assert told.counted == told.dynamic + told.other
    if told.rate is None:
        assert told.counted == 0
    else:
        assert 0 <= told.rate <= 100
        # Who is left out, and who was not asked yet, never changes the rate.
        assert tally(moment, [*kinds, "NEUTRAL", None]).rate == told.rate


@pytest.mark.parametrize(
    ("kinds", "rate"),
    [
        (["CDI", "CDD_SHORT", "TRAINING", "JOBSEEKER"], 75.0),
        (["CDI", "NEUTRAL"], 100.0),
        (["NEUTRAL", None], None),
        (["UNKNOWN", "SIAE"], 50.0),
    ],
)
def test_the_rate_is_dynamic_exits_of_those_counted(
    kinds: list[str | None], rate: float | None
) -> None:
    assert tally(ExitMoment.END, kinds).rate == rate
