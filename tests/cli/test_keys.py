"""Three homes by commands alone: cards, digits, files for some, head office, a lost laptop."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ave_tui.cli import main
from tests.cli.test_commands import answer

if TYPE_CHECKING:
    from pathlib import Path


class House:
    """A home that is only ever spoken to by commands."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> None:
        self._capsys = capsys
        self.home = folder / name
        self.card = folder / f"{name}.avecard"

    def __call__(self, *argv: str, status: int = 0) -> dict[str, Any]:
        return answer(self._capsys, "--home", str(self.home), *argv, status=status)

    def says(self, *argv: str, status: int = 0) -> str:
        """Run a command without --json and return all that it says."""
        self._capsys.readouterr()
        assert main(["--home", str(self.home), *argv]) == status
        said = self._capsys.readouterr()
        return said.out + said.err

    def meets(self, other: House) -> None:
        """Trust each other's cards."""
        for one, two in ((self, other), (other, self)):
            one("keys", "trust", str(two.card), "--yes")


@pytest.fixture
def houses(
    tmp_path: Path, made_up: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[House, House, House]:
    """Return a home with a made-up year, and two that were never opened."""
    import shutil

    full, one, two = (House(capsys, tmp_path, name) for name in ("full", "jo", "mia"))
    shutil.copytree(made_up, full.home)
    full("keys", "card", "--out", str(full.card))
    one("keys", "card", "--out", str(one.card), "--name", "Jo Roy")
    two("keys", "card", "--out", str(two.card), "--name", "Mia  Léa [/]")
    return full, one, two


def test_the_name_of_who_works_here_is_not_put_aside_in_silence(
    houses: tuple[House, House, House],
) -> None:
    full, jo, _ = houses
    said = full.says("keys", "card", "--out", str(full.card), "--name", "Somebody", status=1)
    assert "bears the name of whoever works here" in said
    assert "Somebody" not in full.card.read_text("utf-8")
    jo("keys", "card", "--out", str(jo.card), "--name", "Jo Martin")
    assert "Jo Martin" in jo.card.read_text("utf-8")


def test_a_card_is_trusted_once_its_digits_were_compared(
    houses: tuple[House, House, House],
) -> None:
    full, jo, _ = houses
    looked = full("keys", "trust", str(jo.card), status=1)
    assert (looked["ok"], looked["name"]) == (False, "Jo Roy")
    assert full("keys", "list")["people"] == []
    said = full.says("keys", "trust", str(jo.card), status=1)
    assert looked["digits"] in said
    assert "--yes" in said
    trusted = full("keys", "trust", str(jo.card), "--yes")
    assert trusted["digits"] == looked["digits"]
    assert jo("keys", "trust", str(full.card), status=1)["digits"] == looked["digits"]
    assert trusted["person"]["trusted"] is True
    assert "Jo Roy, –: digits compared" in full.says("keys")


def test_files_are_made_for_some_and_say_what_they_are(
    houses: tuple[House, House, House], tmp_path: Path
) -> None:
    full, jo, mia = houses
    out = str(tmp_path / "a.ave")
    refused = full("export", "--out", out, status=1)
    assert "Exchange cards first" in refused["remedy"]
    full.meets(jo)
    full.meets(mia)
    assert full("export", "--to", "mia lea", "--out", out)["recipients"] == ["Mia Léa [/]"]
    assert jo("verify", out, status=1)["accepted"] is False
    assert jo("import", out, status=1)["ok"] is False
    both = full("export", "--to", "jo,mia", "--out", out)
    assert both["recipients"] == ["Jo Roy", "Mia Léa [/]"]
    again = full("export", "--to", "jo", "--to", "mia", "--out", out)
    assert (again["recipients"], again["operations"]) == (both["recipients"], both["operations"])
    assert full("export", "--to", "ghislaine", "--out", out, status=1)["ok"] is False
    looked = jo("verify", out)
    (part,) = looked["parts"]
    assert (looked["new"], part["vouched_by"]) == (both["operations"], "sender")
    known = {name for name in looked["to"] if not name.startswith("age1")}
    assert (known, len(looked["to"])) == ({"Jo Roy", looked["name"]}, 3)
    assert "one whose card is not known here" in jo.says("verify", out)
    assert jo("check")["operations"] == 0
    preview = jo("import", out, "--dry-run")
    assert len(preview["records"]) == sum(
        table[did] for table in preview["tables"] for did in ("added", "changed", "withdrawn")
    )
    assert jo("import", out)["new"] == both["operations"]
    assert jo("verify", out)["known"] == both["operations"]
    for house in (full, mia):
        if house is mia:
            house("import", out)
        assert house("check")["state"] == jo("check")["state"]


def test_the_next_file_leaves_out_what_was_acknowledged(
    houses: tuple[House, House, House], tmp_path: Path
) -> None:
    full, jo, _ = houses
    full.meets(jo)
    out, back = str(tmp_path / "a.ave"), str(tmp_path / "b.ave")
    whole = full("export", "--out", out)["operations"]
    assert full("export", "--out", out)["operations"] == whole, "nothing was acknowledged yet"
    jo("import", out)
    assert jo("export", "--out", back)["operations"] == 0
    full("import", back)
    assert full("export", "--out", out)["operations"] == 0
    assert full("export", "--out", out, "--all")["operations"] == whole


def test_head_office_vouches_and_revokes(
    houses: tuple[House, House, House], tmp_path: Path
) -> None:
    full, jo, mia = houses
    assert full("keys", "office")["office"] is True
    full("keys", "card", "--out", str(full.card))
    assert "Head office" in jo.says("keys", "trust", str(full.card), "--yes")
    mia("keys", "trust", str(full.card), "--yes")
    full("keys", "trust", str(jo.card), "--yes")
    full("keys", "trust", str(mia.card), "--yes")
    out = str(tmp_path / "a.ave")
    full("export", "--out", out)
    jo("import", out)
    assert f"on the list of {full('keys')['me']['name']}" in jo.says("keys", "list")
    assert set(jo("export", "--out", str(tmp_path / "b.ave"))["recipients"]) >= {"Mia Léa [/]"}
    assert mia("import", str(tmp_path / "b.ave"))["ok"] is True, "Jo's file carries the list"
    assert "make one for everybody" in full.says("keys", "revoke", "MIA LÉA")
    full("export", "--out", out)
    assert jo("import", out, "--dry-run")["revoked"] == ["Mia Léa [/]"]
    assert "the laptop of Mia Léa [/] is lost" in jo.says("import", out)
    assert jo("import", out)["revoked"] == [], "it is known by now"
    assert "trust withdrawn by" in jo.says("keys")
    assert "Call head office" in jo.says("keys", "revoke", "mia")
    refused = jo("export", "--to", "mia", "--out", out, status=1)
    assert "not trusted" in refused["problem"]
    mia("export", "--out", str(tmp_path / "c.ave"), "--to", "jo")
    assert "trusted no more" in jo("verify", str(tmp_path / "c.ave"), status=1)["problem"]
    assert jo("keys", "office", "mia", status=1)["ok"] is False
    assert jo("keys", "office", full("keys")["me"]["name"], "--stop")["person"]["heeded"] is False
    assert "not the head office's any more" in full.says("keys", "office", "--stop")


def test_what_is_no_card_or_file_is_said(
    houses: tuple[House, House, House], tmp_path: Path
) -> None:
    full, jo, _ = houses
    odd = tmp_path / "odd"
    for content in (b"", b"\xff", b"{}", jo.card.read_bytes().replace(b"Jo", b"Ja")):
        odd.write_bytes(content)
        assert full("keys", "trust", str(odd), "--yes", status=1)["ok"] is False
        assert full("verify", str(odd), status=1)["sealed"] is False
    assert full("keys", "trust", str(tmp_path / "none"), "--yes", status=1)["ok"] is False
    assert full("keys", "trust", str(full.card), "--yes", status=1)["ok"] is False
    assert full("keys", "revoke", "nobody", status=1)["ok"] is False
    assert full("keys")["people"] == []


def test_a_phone_can_read_the_card(houses: tuple[House, House, House], tmp_path: Path) -> None:
    said = houses[0].says("keys", "card", "--qr", "--out", str(tmp_path / "x.avecard"))
    rows = [line for line in said.splitlines() if "▀" in line]
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 20


def test_an_answer_at_the_terminal_counts(
    houses: tuple[House, House, House], monkeypatch: pytest.MonkeyPatch
) -> None:
    full, jo, _ = houses
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for said, status in (("no", 1), ("", 1), ("Oui", 0)):
        monkeypatch.setattr("builtins.input", lambda _question, said=said: said)
        full.says("keys", "trust", str(jo.card), status=status)
    assert json.dumps(full("keys")["people"][0]["trusted"]) == "true"
