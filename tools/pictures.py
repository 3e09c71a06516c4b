"""Takes the README's pictures of the real program: ``python -m tools.pictures``.

The records are made up and the clock stands still, so a picture changes only when the program does.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from html import escape, unescape
from pathlib import Path
from typing import Final

from rich.cells import cell_len

from ave_tui.app import AveApp
from ave_tui.i18n import speak
from ave_tui.paths import Home
from ave_tui.services.demo_home import fill
from ave_tui.services.workspace import Services

FOLDER: Final = Path(__file__).parent.parent / "docs" / "pictures"
NOW: Final = datetime(2026, 10, 20, 18, tzinfo=timezone(timedelta(hours=2)))
FONTS: Final = "Fira Code, DejaVu Sans Mono, Menlo, Consolas, monospace"
_TEXT: Final = re.compile(
    r'<text(?P<style> class="[^"]*") x="(?P<x>[^"]*)" y="(?P<y>[^"]*)" '
    r'textLength="(?P<length>[^"]*)"(?P<clip>[^>]*)>(?P<text>[^<]*)</text>'
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file, and the keys that lead to what it shows."""

    name: str
    keys: tuple[str, ...]
    language: str = "fr"
    theme: str = "textual-dark"
    size: tuple[int, int] = (100, 30)


# The hours of a company, with the cursor on a figure that wants looking at.
_HOURS: Final = ("f5", *"monnier", "enter", "ctrl+t", *["down"] * 4, *["left"] * 3)
PICTURES: Final = (
    Picture("hours", _HOURS),
    Picture("hours-en", _HOURS, language="en"),
    Picture("today", ()),
    Picture("contract", ("f6", *"t853", "enter"), theme="textual-light"),
)


async def take(picture: Picture, folder: Path, services: Services) -> Path:
    """Run the program, press the keys, and save what is seen."""
    speak(picture.language)
    app = AveApp(services)
    app.theme = picture.theme
    async with app.run_test(size=picture.size, notifications=True) as pilot:
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause(0.3)
        drawn = app.export_screenshot(title="ave-tui")
    path = folder / f"{picture.name}.svg"
    path.write_text(settled(drawn), encoding="utf-8", newline="\n")
    return path


def settled(drawn: str) -> str:
    """Return a picture that looks the same wherever it is looked at.

    It fetches no font, and each run of words stands at its own place: viewers differ in how wide
    they draw spaces.
    """
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace("Fira Code, monospace", FONTS)
    drawn = _TEXT.sub(_apart, drawn)
    return "\n".join(line.rstrip() for line in drawn.split("\n") if line.strip()) + "\n"


def _apart(found: re.Match[str]) -> str:
    cells = unescape(found["text"]).replace("\u00a0", " ")
    width = float(found["length"]) / max(1, cell_len(cells))
    parts = []
    for words in re.finditer(r"\S+(?: \S+)*", cells):
        x = float(found["x"]) + width * cell_len(cells[: words.start()])
        length = width * cell_len(words[0])
        shown = escape(words[0]).replace(" ", "&#160;")
        where = f'x="{x:g}" y="{found["y"]}" textLength="{length:g}"'
        parts.append(f"<text{found['style']} {where}{found['clip']}>{shown}</text>")
    return "".join(parts)


def main() -> None:
    """Take every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        services = Services(Home(Path(folder)), lambda: NOW)
        fill(services, 1, 1, "2026-10")
        for picture in PICTURES:
            print(asyncio.run(take(picture, FOLDER, services)))
        services.close()


if __name__ == "__main__":
    main()
