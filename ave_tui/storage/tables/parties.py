"""Tables of those who take part: structures, facilitators, authorities, companies."""

from datetime import date

from sqlalchemy import Index, text

from ave_tui.storage.tables.base import SyncedRow, link_to


class StructureRow(SyncedRow, table=True):
    """Who keeps the records."""

    __tablename__ = "structure"

    name: str | None = None
    kind: str | None = None
    siret: str | None = None
    commune: str | None = None


class FacilitatorRow(SyncedRow, table=True):
    """A person who follows social clauses."""

    __tablename__ = "facilitator"

    structure_id: str | None = link_to("structure")
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None


class AuthorityRow(SyncedRow, table=True):
    """A contracting authority (donneur d'ordres)."""

    __tablename__ = "authority"

    name: str | None = None
    kind: str | None = None
    siret: str | None = None
    commune: str | None = None
    notes: str | None = None


class CompanyRow(SyncedRow, table=True):
    """A company, a structure of work integration, a temp agency."""

    __tablename__ = "company"
    __table_args__ = (
        # Who has the same SIRET is asked for every morning.
        Index("ix_company_siret", "siret", sqlite_where=text("deleted = 0 AND siret IS NOT NULL")),
    )

    name: str | None = None
    siret: str | None = None
    kind: str | None = None
    naf: str | None = None
    postcode: str | None = None
    commune: str | None = None
    phone: str | None = None
    email: str | None = None
    notes: str | None = None


class ContactRow(SyncedRow, table=True):
    """A person to talk to at a company or an authority."""

    __tablename__ = "contact"

    company_id: str | None = link_to("company")
    authority_id: str | None = link_to("authority")
    first_name: str | None = None
    last_name: str | None = None
    role: str | None = None
    phone: str | None = None
    email: str | None = None
    public_contract_id: str | None = link_to("public_contract")
    starts_on: date | None = None
    ends_on: date | None = None
