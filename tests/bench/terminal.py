"""Runs a program in a pseudo-terminal, as an emulator of the xterm family would."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

LONGEST_WAIT: Final = 30.0
_ESCAPES: Final = re.compile(
    rb"\x1b\[[0-9;?<>=!]*[ -/]*[@-~]"
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|\x1b[PX^_].*?\x1b\\"
    rb"|\x1b[()][A-Z0-9]|\x1b[=>78MDEHc]",
    re.DOTALL,
)
# Programs ask the terminal what it is, and some wait for the answer before they paint.
_ANSWERS: Final = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b]10;?": b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]11;?": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b[14t": b"\x1b[4;720;1200t",
    b"\x1b[16t": b"\x1b[6;20;10t",
}
_UNWANTED: Final = {
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONUNBUFFERED",
    "TMUX",
    "TMUX_PANE",
}


class ProgramSilentError(Exception):
    """The program ended, or said nothing of what was waited for; its last words are in it."""


def environment(**more: str) -> dict[str, str]:
    """Return the environment that every measured program gets."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"} | more


class Terminal:
    """A program in a terminal of its own; killed when the block is left.

    Args:
        command: What to run.
        variables: What to add to its environment.
        size: Columns and lines.
    """

    def __init__(
        self,
        command: Sequence[str],
        variables: Mapping[str, str] | None = None,
        size: tuple[int, int] = (120, 36),
    ) -> None:
        self._written = b""
        self._ended = False
        self._heard = self._started = time.perf_counter()
        self._process, self._line = pty.fork()
        if not self._process:
            self._become(command, environment(**(variables or {})), size)

    @staticmethod
    def _become(command: Sequence[str], variables: dict[str, str], size: tuple[int, int]) -> None:
        try:
            columns, lines = size
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.execvpe(command[0], list(command), variables)  # noqa: S606 - no shell is wanted
        finally:
            os._exit(127)

    def __enter__(self) -> Self:
        """Return the terminal."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program; what it had to save was saved when it was typed."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._line)

    def painted(self, text: str) -> float:
        """Wait until a text is on the screen; return the seconds since the program was started."""
        wanted = text.encode()
        until = time.perf_counter() + LONGEST_WAIT
        while wanted not in _ESCAPES.sub(b"", self._written):
            if self._ended or time.perf_counter() > until:
                raise ProgramSilentError(self._last_words())
            self._listen(0.5)
        return self._heard - self._started

    def settle(self, quiet: float = 0.3) -> None:
        """Wait until the program has nothing more to say."""
        while self._listen(quiet):
            pass

    def ended(self) -> None:
        """Wait until the program has ended by itself."""
        until = time.perf_counter() + LONGEST_WAIT
        while not self._ended:
            if time.perf_counter() > until:
                raise ProgramSilentError(self._last_words())
            self._listen(0.5)

    def type_in(self, keys: bytes) -> None:
        """Press keys; what was painted before them doesn't count as painted any more."""
        self._written = b""
        os.write(self._line, keys)

    def answer_to(self, key: bytes) -> float:
        """Press a key; return the seconds until the first repaint."""
        pressed = time.perf_counter()
        os.write(self._line, key)
        if not self._listen(LONGEST_WAIT):
            raise ProgramSilentError(self._last_words())
        answered = self._heard - pressed
        self.settle(0.02)
        return answered

    def peak_memory(self) -> float:
        """Return the most memory the program has held so far, in MB; Linux only."""
        status = Path(f"/proc/{self._process}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        if found is None:
            raise ProgramSilentError(self._last_words())
        return int(found[1]) / 1024

    def busy_seconds(self) -> float:
        """Return how long the program's threads have computed so far; Linux only."""
        tasks = Path(f"/proc/{self._process}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9

    def _listen(self, seconds: float) -> bool:
        if not select.select([self._line], [], [], seconds)[0]:
            return False
        try:
            said = os.read(self._line, 1 << 16)
        except OSError:
            # Linux reports the end of the program's side as an error.
            said = b""
        self._heard = time.perf_counter()
        self._ended = not said
        self._written += said
        for question, answer in _ANSWERS.items():
            if question in said:
                os.write(self._line, answer)
        return bool(said)

    def _last_words(self) -> str:
        return _ESCAPES.sub(b"", self._written).decode(errors="replace").strip()[-300:]
