"""Candidates for a need (field.md 1.2 step 8): trade, place, eligibility, time; nothing hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.candidates import Candidate, Weight, judged, ranked
from ave_tui.domain.seekers import Need, Seeker, Worked, ends_after
from ave_tui.i18n import say, speak

NEED = Need("Peintre en bâtiment", "F1606", "Rouen", "76000", "2026-12-01", "2027-03-01")
FITS = Seeker(
    "p",
    "Benali Karim",
    rome="F1606",
    commune="Rouen",
    eligible_from="2026-01-01",
    eligible_until="2027-12-31",
)
MASON = Worked("F1703", "Maçon", "Bâti", "2026-01-01", "2026-06-30")


@pytest.fixture(autouse=True)
def _in_english() -> None:
    speak("en")


def why(seeker: Seeker, need: Need = NEED) -> list[str]:
    marks = {Weight.FOR: "+", Weight.UNKNOWN: "?", Weight.AGAINST: "-"}
    return [f"{marks[r.weight]} {say(r.said)}" for r in judged(need, seeker).reasons]


def test_who_fits_in_everything_has_no_obstacle() -> None:
    assert why(FITS) == [
        "+ looks for this trade",
        "+ lives there",
        "+ eligible until 31 Dec 2027",
        "+ free",
    ]
    assert judged(NEED, FITS).obstacles == 0


@pytest.mark.parametrize(
    ("seeker", "said"),
    [
        (FITS._replace(rome="f1606, F1703"), "+ looks for this trade"),
        (FITS._replace(rome="peintre ou manœuvre"), "+ looks for this trade"),
        (
            FITS._replace(rome="", worked=(MASON._replace(rome="F1606"),)),
            "+ has done it: Maçon",
        ),
        (
            FITS._replace(rome="", worked=(MASON._replace(rome="", job="Peintre"),)),
            "+ has done it: Peintre",
        ),
        (
            FITS._replace(rome="", worked=(MASON._replace(job="Peintre"),)),
            "+ the same field of trades (F1703)",
        ),
        (
            FITS._replace(rome="", worked=(MASON._replace(rome="", job="Maçon en bâtiment"),)),
            "- another trade",
        ),
        (FITS._replace(rome="F1610"), "+ a neighbouring trade (F1610)"),
        (FITS._replace(rome="", worked=(MASON,)), "+ the same field of trades (F1703)"),
        (FITS._replace(rome="K2204"), "- another trade"),
        (FITS._replace(rome=""), "? trade sought not known"),
    ],
)
def test_the_trade_is_told_by_codes_words_and_jobs_done(seeker: Seeker, said: str) -> None:
    assert why(seeker)[0] == said


def test_a_need_without_a_code_judges_no_trade_it_cannot_tell() -> None:
    assert why(FITS._replace(rome="K2204"), NEED._replace(rome=""))[0] == (
        "? trade to be looked at"
    )


@pytest.mark.parametrize(
    ("seeker", "said"),
    [
        (FITS._replace(commune="ROUEN"), "+ lives there"),
        (FITS._replace(commune="Elbeuf", area="Rouen, Le Havre"), None),
        (FITS._replace(commune="Elbeuf", area="Rouen et Elbeuf"), "+ can work there"),
        (FITS._replace(commune="Elbeuf", area="tout le 76"), "+ can work there"),
        (FITS._replace(commune="Elbeuf", area="Elbeuf seulement"), "- can work in"),
        (FITS._replace(commune="Elbeuf"), "? lives in Elbeuf"),
        (FITS._replace(commune=""), "? home not known"),
    ],
)
def test_the_place_is_told_by_town_and_area(seeker: Seeker, said: str | None) -> None:
    assert why(seeker)[1].startswith(said or "+ can work there (Rouen, Le Havre)")


@pytest.mark.parametrize(
    ("first", "until", "said"),
    [
        ("", "", "- no eligibility"),
        ("2024-01-01", "2026-11-30", "- eligibility ended on 30 Nov 2026"),
        ("2026-12-02", "2028-12-01", "- eligible from 2 Dec 2026"),
        ("2025-01-01", "2027-02-28", "- eligible only until 28 Feb 2027"),
        ("2025-01-01", "2027-03-01", "+ eligible until 1 Mar 2027"),
        ("2025-01-01", "9999-12-31", "+ eligible"),
    ],
)
def test_eligibility_must_hold_for_the_whole_period(first: str, until: str, said: str) -> None:
    assert why(FITS._replace(eligible_from=first, eligible_until=until))[2] == said


def test_an_eligibility_that_nobody_has_checked_is_no_obstacle_but_a_grave_matter() -> None:
    seeker = FITS._replace(checked=False)
    assert why(seeker)[2] == "? eligibility to be checked"
    assert judged(NEED, seeker).obstacles == 0
    assert judged(NEED, seeker).grave == judged(NEED, seeker).reasons[2:3]
    assert judged(NEED, FITS).grave == ()
    busy = FITS._replace(eligible_until="2020-01-01", worked=(MASON._replace(ends_on=""),))
    assert judged(NEED, busy).grave == judged(NEED, busy).reasons[2:]


@pytest.mark.parametrize(
    ("job", "said"),
    [
        (MASON._replace(ends_on=""), "- at work, no end (Bâti)"),
        (MASON._replace(ends_on="2026-12-01"), "- at work until 1 Dec 2026 (Bâti)"),
        (MASON._replace(ends_on="2026-11-30"), "+ free"),
        (
            MASON._replace(starts_on="2027-01-01", ends_on="2027-02-01"),
            "- at work from 1 Jan 2027 on (Bâti)",
        ),
        (MASON._replace(starts_on="2027-03-02", ends_on="2027-04-01"), "+ free"),
    ],
)
def test_a_running_contract_stands_against_it(job: Worked, said: str) -> None:
    assert why(FITS._replace(worked=(job,)))[3] == said


def test_those_of_a_qpv_come_first_where_the_need_says_so_but_not_before_obstacles() -> None:
    qpv, busy = (
        FITS._replace(person="q", name="Aba Lea", qpv=True),
        FITS._replace(person="b", name="Aba Zoe", qpv=True, worked=(MASON._replace(ends_on=""),)),
    )
    first = NEED._replace(qpv_first=True)
    less = qpv._replace(commune="", rome="F1610")
    order = [one.person for one in ranked(first, [busy, FITS, less])]
    assert order == ["q", "p", "b"]
    assert [one.person for one in ranked(NEED, [busy, FITS, less])] == ["p", "q", "b"]
    assert why(less, first)[0] == "+ lives in a QPV"


_CODES = st.sampled_from(["", "F1606", "F1703", "K2204", "peintre", "F1606 K2204"])
_TOWNS = st.sampled_from(["", "Rouen", "Elbeuf", "76"])
_DAYS = st.sampled_from(["", "2026-01-01", "2026-12-01", "2027-01-01", "2027-06-01"])
_WORKED = st.builds(Worked, _CODES, st.sampled_from(["", "Peintre"]), st.just("Bâti"), _DAYS, _DAYS)
_SEEKERS = st.lists(
    st.builds(
        Seeker,
        st.uuids().map(lambda row: row.hex),
        st.sampled_from(["Aba", "[/", "Zoé"]),
        _CODES,
        _TOWNS,
        _TOWNS,
        st.just("76000"),
        st.booleans(),
        _DAYS,
        _DAYS,
        st.booleans(),
        st.lists(_WORKED, max_size=2).map(tuple),
    ),
    max_size=8,
)
_NEEDS = st.builds(
    Need, st.sampled_from(["Peintre", ""]), _CODES, _TOWNS, _TOWNS, _DAYS, _DAYS, st.booleans()
)


@given(_NEEDS, _SEEKERS)
def test_nobody_is_hidden_and_obstacles_come_after(need: Need, seekers: list[Seeker]) -> None:
    found = ranked(need, seekers)
    assert sorted(one.person for one in found) == sorted(one.person for one in seekers)
    assert found == ranked(need, seekers[::-1])
    counts = [one.obstacles for one in found]
    assert counts == sorted(counts)
    for one in found:
        assert len(one.reasons) == 4 + one.preferred
        assert all(say(reason.said) for reason in one.reasons)
        assert _says_why(one)


def _says_why(one: Candidate) -> bool:
    """Tell whether whoever stands further down has a reason that says so."""
    return (one.obstacles > 0) == any(r.weight is Weight.AGAINST for r in one.reasons)


@pytest.mark.parametrize(
    ("starts", "planned", "weekly", "ends"),
    [
        ("2026-12-01", 350, 35, "2027-02-08"),
        ("2026-12-01", 1, 35, "2026-12-01"),
        ("2026-12-01", None, 35, ""),
        ("2026-12-01", 350, 0, ""),
        ("2026-12-01", 10**9, 1, ""),
        ("soon", 350, 35, ""),
    ],
)
def test_planned_hours_tell_when_a_need_ends(
    starts: str, planned: int | None, weekly: int, ends: str
) -> None:
    assert ends_after(starts, planned, weekly) == ends
