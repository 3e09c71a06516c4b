"""What each kind of record is called by: the parts of its name, and what tells it from others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class NameRow(NamedTuple):
    """A record, and the parts of its name as they stand in the columns."""

    id: Id
    erased: bool
    """The record, or the person whose name it bears, was erased for good."""
    parts: tuple[str | None, ...]


class _Source(NamedTuple):
    parts: str
    joins: str = ""
    erased: str = "t.erased"
    needs: tuple[str, ...] = ()
    """Other tables whose records lend their names."""


_CONTRACT_OF_LOT: Final = "LEFT JOIN public_contract p ON p.id = l.public_contract_id"
_PERSON: Final = "LEFT JOIN participant h ON h.id = t.participant_id"
_ERASED_PERSON: Final = "CASE WHEN t.erased = 1 OR h.erased = 1 THEN 1 ELSE 0 END"

_SOURCES: Final = {
    "structure": _Source("t.name, t.commune"),
    "facilitator": _Source("t.last_name, t.first_name"),
    "authority": _Source("t.name, t.commune, t.siret"),
    "company": _Source("t.name, t.commune, t.siret"),
    "operation": _Source(
        "t.name, t.commune, a.name",
        "LEFT JOIN authority a ON a.id = t.authority_id",
        needs=("authority",),
    ),
    "public_contract": _Source(
        "t.reference, t.subject, a.name, t.commune, o.name",
        "LEFT JOIN authority a ON a.id = t.authority_id "
        "LEFT JOIN operation o ON o.id = t.operation_id",
        needs=("authority", "operation"),
    ),
    "lot": _Source(
        "t.number, t.name, p.reference, p.subject",
        "LEFT JOIN public_contract p ON p.id = t.public_contract_id",
        needs=("public_contract",),
    ),
    "award": _Source(
        "c.name, l.number, l.name, p.reference",
        "LEFT JOIN company c ON c.id = t.company_id LEFT JOIN lot l ON l.id = t.lot_id "
        + _CONTRACT_OF_LOT,
        needs=("company", "lot", "public_contract"),
    ),
    "contact": _Source(
        "t.last_name, t.first_name, coalesce(c.name, a.name), t.role",
        "LEFT JOIN company c ON c.id = t.company_id LEFT JOIN authority a ON a.id = t.authority_id",
        needs=("company", "authority"),
    ),
    "participant": _Source("t.last_name, t.first_name, t.birth_date, t.commune"),
    "eligibility": _Source(
        "h.last_name, h.first_name, t.starts_on", _PERSON, _ERASED_PERSON, ("participant",)
    ),
    "eligibility_decision": _Source(
        "h.last_name, h.first_name, t.decided_on",
        "LEFT JOIN eligibility g ON g.id = t.eligibility_id "
        "LEFT JOIN participant h ON h.id = g.participant_id",
        _ERASED_PERSON,
        ("eligibility", "participant"),
    ),
    "employment_contract": _Source(
        "h.last_name, h.first_name, c.name, t.starts_on, t.ends_on, t.job",
        f"{_PERSON} LEFT JOIN company c ON c.id = t.employer_id",
        _ERASED_PERSON,
        ("participant", "company"),
    ),
    "assignment": _Source(
        "h.last_name, h.first_name, t.label, c.name, l.number, l.name, p.reference",
        "LEFT JOIN employment_contract e ON e.id = t.employment_contract_id "
        "LEFT JOIN participant h ON h.id = e.participant_id "
        "LEFT JOIN company c ON c.id = coalesce(e.employer_id, t.employer_id) "
        f"LEFT JOIN lot l ON l.id = t.lot_id {_CONTRACT_OF_LOT}",
        _ERASED_PERSON,
        ("employment_contract", "participant", "company", "lot", "public_contract"),
    ),
    "hours_return": _Source(
        "c.name, t.month, l.number, l.name",
        "LEFT JOIN award w ON w.id = t.award_id LEFT JOIN company c ON c.id = w.company_id "
        "LEFT JOIN lot l ON l.id = w.lot_id",
        needs=("award", "company", "lot"),
    ),
    "visit": _Source(
        "c.name, t.on_date", "LEFT JOIN company c ON c.id = t.company_id", needs=("company",)
    ),
    "exit": _Source(
        "h.last_name, h.first_name, t.on_date", _PERSON, _ERASED_PERSON, ("participant",)
    ),
    "amendment": _Source(
        "t.kind, t.number, t.name, p.reference",
        "LEFT JOIN public_contract p ON p.id = t.public_contract_id",
        needs=("public_contract",),
    ),
    "journal_note": _Source("t.kind, t.on_date"),
    "offer": _Source(
        "t.job, c.name, t.commune",
        "LEFT JOIN company c ON c.id = t.company_id",
        needs=("company",),
    ),
    "application": _Source(
        "h.last_name, h.first_name, o.job, c.name",
        f"{_PERSON} LEFT JOIN offer o ON o.id = t.offer_id "
        "LEFT JOIN company c ON c.id = o.company_id",
        _ERASED_PERSON,
        ("participant", "offer", "company"),
    ),
    "penalty": _Source(
        "c.name, t.on_date, l.number, l.name",
        "LEFT JOIN award w ON w.id = t.award_id LEFT JOIN company c ON c.id = w.company_id "
        "LEFT JOIN lot l ON l.id = w.lot_id",
        needs=("award", "company", "lot"),
    ),
    "pooling_agreement": _Source(
        "t.name, c.name, t.signed_on",
        "LEFT JOIN company c ON c.id = t.company_id",
        needs=("company",),
    ),
    "pooling_share": _Source(
        "l.number, l.name, p.reference, g.name",
        "LEFT JOIN pooling_agreement g ON g.id = t.pooling_agreement_id "
        f"LEFT JOIN lot l ON l.id = t.lot_id {_CONTRACT_OF_LOT}",
        needs=("pooling_agreement", "lot", "public_contract"),
    ),
    "rule_setting": _Source("t.name, t.since"),
}

_CHUNK: Final = 500


def named_tables() -> frozenset[str]:
    """Return the tables whose records have names."""
    return frozenset(_SOURCES)


def needed_tables(table: str) -> frozenset[str]:
    """Return the tables that the names of a table's records are made of."""
    return frozenset((table, *_SOURCES[table].needs))


def names(connection: Connection, table: str, rows: Iterable[Id]) -> Iterator[NameRow]:
    """Yield those of some records that are there, withdrawn ones included."""
    wanted = list(rows)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        yield from _read(
            connection, table, f"t.id IN ({', '.join('?' * len(chunk))})", tuple(chunk)
        )


def live_names(connection: Connection, table: str) -> Iterator[NameRow]:
    """Yield every record of a table that is not withdrawn."""
    yield from _read(connection, table, "t.deleted = 0", ())


def live_among(connection: Connection, table: str, rows: Iterable[Id]) -> set[Id]:
    """Return which of some records are there and not withdrawn."""
    wanted = list(rows)
    live: set[Id] = set()
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        live |= {
            row
            for (row,) in connection.execute(
                f"SELECT id FROM {table} WHERE deleted = 0 "
                f"AND id IN ({', '.join('?' * len(chunk))})",
                chunk,
            )
        }
    return live


def _read(
    connection: Connection, table: str, where: str, values: tuple[Id, ...]
) -> Iterator[NameRow]:
    source = _SOURCES[table]
    for found in connection.execute(
        f"SELECT t.id, {source.erased}, {source.parts} FROM {table} t {source.joins} WHERE {where}",
        values,
    ):
        yield NameRow(found[0], bool(found[1]), tuple(found[2:]))
