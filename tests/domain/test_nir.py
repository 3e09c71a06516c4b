"""Social security numbers are told from everything else that has many figures (field.md 6)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ave_tui.domain.nir import has_nir, key_of

PLACES = st.one_of(
    st.integers(1, 99).map("{:02}".format), st.sampled_from(["2A", "2B", "2a", "2b"])
)
GAPS = st.sampled_from(["", " ", ".", "\u00a0", "\u202f"])
AROUND = st.sampled_from(["", "NIR ", "n°", "sécu : ", "Mme Benali, ", "(", "\n"])
AFTER = st.sampled_from(["", ".", " vu le 12/03/2026", ")", ", 06 12 34 56 78", "\n"])


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, ...]:
    """Return the six parts of a number, without its key."""
    return (
        draw(st.sampled_from("12")),
        f"{draw(st.integers(0, 99)):02}",
        f"{draw(st.integers(1, 12)):02}",
        draw(PLACES),
        f"{draw(st.integers(1, 990)):03}",
        f"{draw(st.integers(1, 999)):03}",
    )


@given(numbers(), GAPS, AROUND, AFTER, st.booleans())
def test_a_number_is_found_however_it_is_written(
    parts: tuple[str, ...], gap: str, before: str, after: str, keyed: bool
) -> None:
    """Décret 2019-341: facilitators may keep no NIR, thirteen places or fifteen."""
    written = gap.join([*parts, *([f"{key_of(''.join(parts)):02}"] if keyed else [])])
    assert has_nir(f"{before}{written}{after}")


@given(numbers(), st.integers(1, 97), GAPS)
def test_where_a_key_is_given_it_must_be_right(parts: tuple[str, ...], key: int, gap: str) -> None:
    right = key == key_of("".join(parts))
    assert has_nir(gap.join([*parts, f"{key:02}"])) is right


@given(st.text("0123456789", min_size=14, max_size=14), st.booleans())
def test_no_siret_is_taken_for_one(figures: str, spaced: bool) -> None:
    shown = f"{figures[:3]} {figures[3:6]} {figures[6:9]} {figures[9:]}" if spaced else figures
    assert not has_nir(shown)
    assert not has_nir(f"SIRET : {shown}, Lyon")


@given(
    st.text("0123456789", min_size=8, max_size=8),
    st.sampled_from(["0{}", "+33 {}", "0033 {}", "+33{}", "0033{}", "+33 (0){}"]),
    st.sampled_from(["", " ", ".", "-"]),
    st.integers(1, 9),
)
def test_no_telephone_number_is_taken_for_one(
    figures: str, country: str, gap: str, first: int
) -> None:
    pairs = [f"{first}", *(figures[at : at + 2] for at in range(0, 8, 2))]
    if country == "0{}":
        pairs[0] = f"0{first}"
    number = country.removeprefix("0" if country == "0{}" else "").format(gap.join(pairs))
    assert not has_nir(number)
    assert not has_nir(f"{number} / {number}")


@given(st.text("0123456789", min_size=23, max_size=23), st.booleans())
@example("00000000298827735363383", True)
def test_no_bank_account_is_taken_for_one(figures: str, spaced: bool) -> None:
    account = f"FR76{figures}"
    if spaced:
        account = " ".join(account[at : at + 4] for at in range(0, len(account), 4))
    assert not has_nir(account)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1)))
def test_no_date_is_taken_for_one(one: date, other: date) -> None:
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d %m %Y", "%d.%m.%Y", "%Y%m%d"):
        assert not has_nir(f"{one:{shape}} {other:{shape}}")
        assert not has_nir(f"{one:{shape}}-{other:{shape}} 08:30")


@given(st.integers(0, 10**12 - 1), st.sampled_from(["", " ", "\u202f"]))
def test_no_amount_and_no_pass_number_is_taken_for_one(figure: int, gap: str) -> None:
    assert not has_nir(f"{figure:,}".replace(",", gap) + ",50 €")
    assert not has_nir(f"PASS {figure:012}")


@given(st.text("0123456789abcdef", min_size=32, max_size=32))
def test_no_id_of_a_record_is_taken_for_one(row: str) -> None:
    assert not has_nir(row)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("1850675123456", True),
        ("185062A123456", True),
        ("2 99 12 2B 033 001", True),
        ("185 067 512 345 689", True),
        ("185 067 512 345 690", False),
        ("FR76 3000 4000 0312 3456 7890 143, NIR 1 85 06 75 123 456 89", True),
        ("1764039803000", False),
        ("5850675123456", False),
        ("1850600123456", False),
        ("1850675000456", False),
        ("1850675123000", False),
        ("18506751234567890", False),
        ("", False),
    ],
)
def test_what_is_built_like_one_and_what_is_not(text: str, is_one: bool) -> None:
    assert has_nir(text) is is_one
