"""After a session that ends badly, nothing on the disk names anybody, or opens the records."""

from __future__ import annotations

import re
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from ave_tui.services.workspace import Services
from ave_tui.storage import wrapping
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.paths import Home

CANARY = "Zyxwvutskarim"
PHRASE = "cheval agrafe pile"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")


def names_in(folder: Path, *wanted: str) -> Iterator[str]:
    """Yield the files in which one of the texts stands, in clear or squeezed."""
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        content = path.read_bytes()
        for start in (match.start() for match in re.finditer(b"\\x78[\\x01\\x9c\\xda]", content)):
            try:
                content += zlib.decompressobj().decompress(content[start:])
            except zlib.error:
                continue
        for text in wanted:
            forms = (text, text.lower(), text.upper())
            if any(f.encode(code) in content for f in forms for code in ("utf-8", "utf-16-le")):
                yield f"{path.name}: {text}"
        yield from (path.name for text in wanted if text.lower() in path.name.lower())


@pytest.fixture
def home(tmp_path: Path, clock: Callable[[], datetime]) -> Home:
    """Return protected records in which somebody has a name that is nowhere else."""
    world = World(tmp_path / "all" / "records", clock)
    world.make("participant", last_name=CANARY, first_name="Noé")
    world.services.upkeep.back_up()
    world.services.protection.protect(PHRASE)
    world.services.upkeep.back_up()
    world.services.close()
    return world.services.home


def test_a_session_that_is_killed_leaves_no_name_behind(
    home: Home, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    from tests.bench.terminal import Terminal

    everything = tmp_path / "all"
    temporary = everything / "tmp"
    temporary.mkdir()
    variables = {
        "HOME": str(everything),
        "TMPDIR": str(temporary),
        "LC_ALL": "C.UTF-8",
        "XDG_CACHE_HOME": str(everything / "cache"),
    }
    command = [sys.executable, "-m", "ave_tui", "--home", str(home.folder)]
    with Terminal(command, variables, (100, 30)) as terminal:
        terminal.painted("Password")
        terminal.type_in(PHRASE.encode() + b"\r")
        terminal.painted("Today")
        terminal.type_in(b"\x1bOS")
        terminal.painted(CANARY)
        terminal.type_in(b"\x1b[2~" + CANARY.encode() + b"\t")
        terminal.settle()
        titles = re.findall(rb"\x1b\][012];([^\x07\x1b]*)", terminal._written)
        assert CANARY.encode() not in b"".join(titles)
        terminal.type_in(b"\x1b[24~")
        terminal.painted("locked")
        terminal.settle()
        assert CANARY.encode() not in terminal._written
    with Services(home, clock, lambda file: wrapping.open_by_passphrase(file, PHRASE)) as again:
        key = again.database.key
    assert list(names_in(everything, CANARY, PHRASE, key.hex())) == []
    files = [path for path in everything.rglob("*") if path.is_file()]
    assert not [path.name for path in files if key in path.read_bytes()]


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(f"x{CANARY}", "utf-16-le")
    (tmp_path / "b").write_bytes(b"head" + zlib.compress(CANARY.encode()))
    (tmp_path / f"{CANARY}.txt").touch()
    assert len(list(names_in(tmp_path, CANARY))) == 3


def test_the_log_names_no_folder_of_anybody(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    from ave_tui.services.faults import note_fault

    folder = tmp_path / CANARY / "deep" / "er" / "still"
    folder.mkdir(parents=True)
    (folder / "broken.py").write_text("def fail():\n    raise KeyError\n", "utf-8")
    code = compile("def fail():\n    raise KeyError\n", str(folder / "broken.py"), "exec")
    space: dict[str, Callable[[], None]] = {}
    exec(code, space)  # noqa: S102 - a place in the code that lies where the user's name is
    try:
        space["fail"]()
    except KeyError as error:
        note_fault(tmp_path / "log", error, clock())
    said = (tmp_path / "log").read_text("utf-8")
    assert "broken.py:2 fail" in said
    assert CANARY not in said


def test_an_interpreter_that_breaks_leaves_no_image_of_its_memory(home: Home) -> None:
    import subprocess

    code = (
        "import resource, sys; from pathlib import Path; from ave_tui.paths import Home;"
        "from ave_tui.cli.opening import open_home_or_lock;"
        "open_home_or_lock(Home(Path(sys.argv[1])));"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(home.folder)], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "0"
