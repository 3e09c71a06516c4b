"""The command `python -m tests.bench`: run the cases, print the table, 1 if a budget is broken."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.bench.cases import CASES
from tests.bench.run import judge, run, table


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=8, help="how often to measure each case")
    parser.add_argument("--only", default="", help="only cases with this in their name")
    parser.add_argument("--json", action="store_true", help="every measure, for a script")
    chosen = parser.parse_args()
    wanted = [case for case in CASES if chosen.only in case.name]
    # What a case is compared with has to run beside it.
    others = {case.against for case in wanted}
    cases = [case for case in CASES if case in wanted or case.name in others]

    def tell(progress: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\x1b[K{progress}", end="", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="ave-bench-") as folder:
        found = run(cases, Path(folder), chosen.rounds, tell)
    tell("")
    verdicts = list(judge(cases, found))
    print(json.dumps(found) if chosen.json else "\n".join(table(verdicts)))
    return 0 if all(verdict.kept for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
