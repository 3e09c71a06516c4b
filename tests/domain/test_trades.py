"""The trade table: published labour shares, and the structure's own figures before them."""

from __future__ import annotations

from ave_tui.domain.trades import BUILT_IN, TradeRate, trade_named, trades_on

DAY = "2026-11-23"


def test_mefsud77_and_laser_emploi_labour_shares() -> None:
    shares = {trade.name: trade.labour_share for trade in trades_on(DAY, ())}
    assert shares == {
        "Building, on average": 5000,
        "Interior painting": 7000,
        "Masonry": 5000,
        "Metal framework": 2000,
    }


def test_ones_own_figure_holds_from_its_day_on_and_wins() -> None:
    french = {"Masonry": "Maçonnerie"}
    own = [
        TradeRate("maconnerie", 5500, 3200, "2026-01-01", "Enquête", "b"),
        TradeRate("Maçonnerie", 6000, 3300, "2027-01-01", "", "c"),
        TradeRate("Maçonnerie", None, 3100, "", "", "a"),
        TradeRate("Nettoyage", 8000, None, "", "", "d"),
    ]
    for order in (own, own[::-1]):
        trades = trades_on(DAY, order, lambda name: french.get(name, name))
        masonry = trade_named(" MAÇONNERIE ", trades)
        assert masonry is not None
        assert (masonry.labour_share, masonry.rate_cents, masonry.row) == (5500, 3200, "b")
        assert len(trades) == len(BUILT_IN) + 1
    before = trade_named("maçonnerie", trades_on("2025-01-01", own, lambda n: french.get(n, n)))
    assert before is not None
    assert (before.labour_share, before.rate_cents) == (5000, 3100), "the share stays built in"
    assert trade_named("Vitrail", trades_on(DAY, own)) is None
