"""Measures the program against its budgets: ratios to bare programs, in one interleaved run.

A case is one line in `tests.bench.cases`; `python -m tests.bench` runs them all in turn, round
after round, so that whatever else the machine does weighs on each of them alike.
"""
