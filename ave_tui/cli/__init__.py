"""The command line: the same services without a screen.

Exit status: 0 done, 1 refused (problem and remedy on standard error), 2 misuse. Nothing heavy is
imported here: `--version` and `--help` answer at once.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from ave_tui.cli.answer import Answer, refuse
from ave_tui.domain.errors import AveError, DamageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REFUSED = 1
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 done, 1 refused, 2 misused."""
    from ave_tui.i18n import speak, system_language

    _write_utf8()
    speak(system_language())
    home, as_json, run = _understand(sys.argv[1:] if argv is None else argv)
    answer = Answer(as_json)
    try:
        return run(answer)
    except DamageError as error:
        from ave_tui.cli.faults import tell_damage

        return tell_damage(home, error, answer)
    except AveError as error:
        return refuse(error, answer)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the one place where a bug ends
        from ave_tui.cli.faults import tell_fault

        return tell_fault(home, error, answer)


def _understand(argv: Sequence[str]) -> tuple[str | None, bool, Callable[[Answer], int]]:
    """Return the home that was named, whether a script is asking, and what to do."""
    from ave_tui.cli.commands import open_screens

    # The screens open without argparse, whose import and setting up can be felt.
    if not argv:
        return None, False, partial(open_screens, None)
    if len(argv) == 2 and argv[0] == "--home" and not argv[1].startswith("-"):
        return argv[1], False, partial(open_screens, argv[1])
    from ave_tui.cli.arguments import parse

    asked = parse(argv)
    return asked.home, asked.json, partial(asked.run, asked)


def _write_utf8() -> None:
    """Write UTF-8 whatever the terminal or pipe claims: names have accents everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
