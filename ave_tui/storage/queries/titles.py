"""What a scope is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.windows import Scope, ScopeKind

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection

_LOT: Final = (
    "coalesce(m.reference || ' ', '') || coalesce(l.number || ' ', '') || coalesce(l.name, '')"
)
_TITLES: Final = {
    ScopeKind.COMPANY: "SELECT name FROM company WHERE id = ?",
    ScopeKind.LOT: f"SELECT {_LOT} FROM lot l "
    "LEFT JOIN public_contract m ON m.id = l.public_contract_id WHERE l.id = ?",
    ScopeKind.VISIT: f"SELECT k.name || CASE WHEN l.id IS NULL THEN '' ELSE ' · ' || {_LOT} END "
    "FROM visit v JOIN company k ON k.id = v.company_id LEFT JOIN lot l ON l.id = v.lot_id "
    "LEFT JOIN public_contract m ON m.id = l.public_contract_id WHERE v.id = ?",
    ScopeKind.PARTICIPANT: "SELECT trim(coalesce(last_name, '') || ' ' "
    "|| coalesce(first_name, '')) FROM participant WHERE id = ?",
}


def title_of(connection: Connection, scope: Scope) -> str:
    """Return the name of a company, lot or participant, as recorded; empty for everybody."""
    if scope.kind not in _TITLES:
        return ""
    found = connection.execute(_TITLES[scope.kind], (scope.row,)).fetchone()
    return str(found[0] or "") if found else ""
