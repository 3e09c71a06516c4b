"""Runs the program with ``python -m ave_tui``."""

import sys

from ave_tui.cli import main

sys.exit(main())
