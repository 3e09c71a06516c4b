"""Says what is wrong with a French sentence: its places for values, its spaces, its apostrophes."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NO_BREAK: Final = "\u00a0\u202f"
_TYPOGRAPHY: Final = (
    (
        re.compile(rf"(?<![{NO_BREAK}!?])(?<!^)[;!?»](?=[\s!?.»)]|$)", re.MULTILINE),
        "wants a no-break space before it",
    ),
    # 35:30 and https: have no space after the colon, so they are left alone.
    (
        re.compile(rf"(?<![{NO_BREAK}])(?<!^):(?=\s|$)", re.MULTILINE),
        "wants a no-break space before it",
    ),
    (re.compile(rf"«(?![{NO_BREAK}])"), "wants a no-break space after it"),
    (re.compile(r"(?<=\w)'(?=\w)"), "is ’ in French"),
    (re.compile(r"\.\.\."), "is … in one character"),
)


def faults(source: Sequence[str], french: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a translation; singular and plural come as two texts each."""
    if len(source) != len(french) or not all(french):
        yield "is not translated"
        return
    # A singular may say "one" where the plural gives the count, in either language.
    allowed = [_places(text) for text in source]
    for text in french:
        if _places(text) not in allowed:
            yield f"has other {{places}} than the English: {text!r}"
        if _edges(text) != _edges(source[0]):
            yield f"begins or ends with other spaces than the English: {text!r}"
        yield from (f"in {text!r}, {fault}" for fault in _misspaced(text))


def _misspaced(text: str) -> Iterator[str]:
    for pattern, wrong in _TYPOGRAPHY:
        for found in pattern.finditer(text):
            yield f"{found[0]!r} at {found.start()} {wrong}"


def _places(text: str) -> tuple[tuple[str, str], ...]:
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        # Braces that are no places: an example of JSON, say. They must then be the same braces.
        return tuple((brace, "") for brace in re.findall(r"[{}]", text))
    return tuple(sorted((name, spec or "") for _, name, spec, _ in parsed if name is not None))


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
