r"""Keeps the French catalogue in step with the sentences of the program.

Usage:
    catalogues.py              find the sentences, keep their translations, compile
    catalogues.py --check      fail if anything is missing, empty, left over, ill-spaced or stale
    catalogues.py --missing    print the sentences that have no French yet, ready for --set
    catalogues.py --set        read lines "English<TAB>French[<TAB>French plural]" and merge them

A sentence with several lines is written with ``\n`` in such lines, a tab with ``\t``.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

# Started as a file, the folder of this file is on the path; imported or with -m, the project's.
if TYPE_CHECKING or __package__:
    from tools.french import faults
else:
    from french import faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Message

ROOT: Final = Path(__file__).resolve().parent.parent
PO: Final = ROOT / "ave_tui" / "locale" / "fr" / "LC_MESSAGES" / "ave_tui.po"
SOURCES: Final = ("ave_tui", "screens")
KEYWORDS: Final = {"_": None, "_n": (1, 2), "N_": None}
HEADER: Final = "# French sentences of ave-tui; kept by tools/catalogues.py.\n#"
# A date that changed with every run would make every branch conflict with every other.
_DATED: Final = datetime(2026, 11, 1, tzinfo=UTC)


def extracted(root: Path = ROOT) -> Catalog:
    """Return every sentence that the sources mark for translation, with where it stands."""
    found = _blank()
    for source in SOURCES:
        for name, _line, text, _comments, _context in extract_from_dir(
            root / source, keywords=KEYWORDS
        ):
            if text and all(text):
                found.add(text, locations=[((Path(source) / name).as_posix(), 0)])
    return found


def merged(sentences: Catalog, translated: Catalog) -> Catalog:
    """Return the sentences with the translations they have; those no longer said are dropped."""
    for message in _messages(sentences):
        known = translated.get(_key(message))
        if known is not None and len(texts(known.id)) == len(texts(message.id)):
            message.string = known.string
    return sentences


def stored(po: Path = PO) -> Catalog:
    """Return the catalogue as it is in the repository; empty when there is none yet."""
    if not po.exists():
        return _blank()
    with po.open("rb") as file:
        return read_po(file, locale="fr", domain="ave_tui")


def problems(root: Path = ROOT, po: Path = PO) -> Iterator[str]:
    """Yield everything that keeps the catalogue from being complete, well set and compiled."""
    catalogue = stored(po)
    said = {_key(message): message for message in _messages(extracted(root))}
    known = {_key(message): message for message in _messages(catalogue)}
    yield from (f"not in the catalogue: {key!r}" for key in sorted(said.keys() - known.keys()))
    yield from (f"no longer said: {key!r}" for key in sorted(known.keys() - said.keys()))
    yield from (f"obsolete: {texts(old.id)[0]!r}" for old in catalogue.obsolete.values())
    for key in sorted(said.keys() & known.keys()):
        if known[key].fuzzy:
            yield f"{key!r} is marked as fuzzy"
        for fault in faults(texts(said[key].id), texts(known[key].string)):
            yield f"{key!r} {fault}"
    if not po.with_suffix(".mo").exists() or _pairs(_read_compiled(po)) != _pairs(catalogue):
        yield "the compiled catalogue is not what the .po gives: run make catalogues"


def store(catalogue: Catalog, po: Path = PO) -> None:
    """Write the catalogue and its compiled form; each file is replaced whole."""
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, catalogue, width=100, sort_output=True, include_lineno=False)
    write_mo(compiled, catalogue)
    po.parent.mkdir(parents=True, exist_ok=True)
    for path, content in ((po, text), (po.with_suffix(".mo"), compiled)):
        beside = path.with_suffix(path.suffix + ".new")
        beside.write_bytes(content.getvalue())
        beside.replace(path)


def put(catalogue: Catalog, lines: Iterable[str]) -> list[str]:
    """Merge lines of translations into the catalogue; return what could not be taken, and why."""
    refused = []
    for line in lines:
        english, *french = (_unescaped(part) for part in line.rstrip("\n").split("\t"))
        message = catalogue.get(english) if english else None
        if message is None:
            refused.append(f"no such sentence: {english!r}")
        elif found := list(faults(texts(message.id), french)):
            refused.extend(f"{english!r} {fault}" for fault in found)
        else:
            message.string = tuple(french) if message.pluralizable else french[0]
    return refused


def missing(catalogue: Catalog) -> Iterator[str]:
    """Yield a line for each sentence without French: what `put` takes, less the French."""
    for message in _messages(catalogue):
        if not all(texts(message.string)):
            yield "\t".join(_escaped(text) for text in texts(message.id))


def texts(message: object) -> list[str]:
    """Return a message's text, or its singular and plural, as a list."""
    return list(message) if isinstance(message, list | tuple) else [str(message or "")]


@contextmanager
def _locked(po: Path) -> Iterator[None]:
    """Let one process at a time merge: several people translate at once."""
    po.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(po.parent, os.O_RDONLY) if sys.platform != "win32" else None
    try:
        if descriptor is not None:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _blank() -> Catalog:
    return Catalog(
        locale="fr",
        domain="ave_tui",
        header_comment=HEADER,
        project="ave-tui",
        version="0",
        creation_date=_DATED,
        revision_date=_DATED,
        last_translator="ave-tui",
        language_team="French",
        msgid_bugs_address="see CONTRIBUTING.md",
        fuzzy=False,
    )


def _messages(catalogue: Catalog) -> list[Message]:
    return sorted((message for message in catalogue if message.id), key=_key)


def _key(message: Message) -> str:
    return texts(message.id)[0]


def _pairs(catalogue: Catalog) -> dict[str, list[str]]:
    return {
        _key(message): texts(message.string)
        for message in _messages(catalogue)
        if all(texts(message.string))
    }


def _read_compiled(po: Path) -> Catalog:
    with po.with_suffix(".mo").open("rb") as file:
        return read_mo(file)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _unescaped(text: str) -> str:
    kept = text.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t")
    return kept.replace("\0", "\\")


def main() -> int:
    """Do what the command line asks; 1 when something is left to mend."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ways = parser.add_mutually_exclusive_group()
    for way in ("--check", "--missing", "--set"):
        ways.add_argument(way, action="store_true")
    chosen = parser.parse_args()
    complaints: list[str] = []
    if chosen.check:
        complaints = list(problems())
    elif chosen.missing:
        sys.stdout.writelines(line + "\n" for line in missing(merged(extracted(), stored())))
    else:
        lines = [line for line in sys.stdin if line.strip()] if chosen.set else []
        with _locked(PO):
            catalogue = merged(extracted(), stored())
            complaints = put(catalogue, lines)
            store(catalogue)
    sys.stderr.writelines(f"{complaint}\n" for complaint in complaints)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
