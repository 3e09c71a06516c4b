"""Proves that what both READMEs say can be typed: the commands, the keys, the pictures."""

from __future__ import annotations

import re
from typing import Final

import pytest

from tools.keys import READMES, ROOT, renewed

START: Final = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/ave-tui demo"
TESTS: Final = (
    "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m pytest"
)
both = pytest.mark.parametrize("language", list(READMES))


def readme(language: str) -> str:
    return READMES[language].read_text(encoding="utf-8")


@both
@pytest.mark.parametrize("command", [START, TESTS])
def test_the_two_commands_stand_alone_on_a_line(language: str, command: str) -> None:
    assert readme(language).split("\n").count(command) == 1


@both
def test_the_table_of_keys_is_the_programs_own(language: str) -> None:
    text = readme(language)
    assert renewed(text, language) == text, "run make keys"


@both
def test_a_stale_table_would_be_seen(language: str) -> None:
    text = readme(language)
    assert renewed(text.replace("| F1 |", "| F99 |"), language) == text


@both
def test_everything_it_points_to_is_there(language: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", readme(language))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_both_have_the_same_chapters_and_examples() -> None:
    english, french = (readme(language) for language in ("en", "fr"))
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(
        re.findall(r"^## ", french, re.MULTILINE)
    )
    assert english.count("```") == french.count("```")


def test_the_ci_takes_its_test_command_from_the_readme() -> None:
    marked = [line for line in readme("en").split("\n") if "-e '.[dev]'" in line]
    assert marked[0] == TESTS
    assert """grep -F -m 1 -- "-e '.[dev]'" README.md""" in (ROOT / ".ci" / "run").read_text(
        "utf-8"
    )
