"""What is recorded: every synced table, its fields, and the words for them.

This catalogue is what the log, the merge, the forms and the history go by. It is plain data so
that writing an hour never waits for a database library; `ave_tui.storage.tables` declares the same
tables to SQLModel and Alembic, and a test holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from ave_tui.domain import choices
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from ave_tui.domain.choices import Choice

Value = str | int | None
"""What a field holds in a row and in the log: text, a whole number, or nothing.

Dates are ISO text, flags 0 or 1, hours seconds, money cents, references hexadecimal ids.
"""
Values = dict[str, Value]
Id = str
"""32 hexadecimal digits of a UUID made offline."""

SCHEMA: Final = 1
"""Version of these tables; written in every operation and bundle."""


class Kind(Enum):
    """What a field holds; decides how it is checked, typed in and shown."""

    TEXT = auto()
    NOTE = auto()
    """Several lines of text."""
    DATE = auto()
    PERIOD = auto()
    """A month, a week's part in a month, or a day: hours.md."""
    MONTH = auto()
    SECONDS = auto()
    CENTS = auto()
    COUNT = auto()
    FLAG = auto()
    CHOICE = auto()
    CHOICES = auto()
    """Several codes, sorted, with one space between them."""
    REFERENCE = auto()


NUMBERS: Final = frozenset({Kind.SECONDS, Kind.CENTS, Kind.COUNT, Kind.FLAG})


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table."""

    name: str
    kind: Kind
    label: str
    required: bool = False
    personal: bool = False
    """Tells something about a person: salted in the log, blanked by an erasure."""
    target: str = ""
    """The table a reference points to."""
    choices: type[Choice] | None = None

    @property
    def default(self) -> Value:
        """What the field holds while nothing was said."""
        return 0 if self.kind is Kind.FLAG else None


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of record."""

    name: str
    label: str
    plural: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """Return a field by name; `KeyError` when there is none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)

    @property
    def blank(self) -> Values:
        """Return a row on which nothing has been said yet."""
        return {field.name: field.default for field in self.fields}


def _text(name: str, label: str, *, required: bool = False, personal: bool = False) -> Field:
    return Field(name, Kind.TEXT, label, required, personal)


def _note(name: str = "notes", label: str = N_("Notes")) -> Field:
    # Free text may name a person whatever the table: always treated as personal.
    return Field(name, Kind.NOTE, label, personal=True)


def _date(name: str, label: str, *, required: bool = False, personal: bool = False) -> Field:
    return Field(name, Kind.DATE, label, required, personal)


def _choice(
    name: str,
    label: str,
    codes: type[Choice],
    *,
    required: bool = False,
    personal: bool = False,
) -> Field:
    return Field(name, Kind.CHOICE, label, required, personal, choices=codes)


def _link(name: str, label: str, target: str, *, required: bool = False) -> Field:
    return Field(name, Kind.REFERENCE, label, required, target=target)


def _seconds(name: str, label: str, *, required: bool = False) -> Field:
    return Field(name, Kind.SECONDS, label, required)


STARTS: Final = N_("Starts on")
ENDS: Final = N_("Ends on")

_TABLES = (
    Table(
        "structure",
        N_("Structure"),
        N_("Structures"),
        (
            _text("name", N_("Name"), required=True),
            _choice("kind", N_("Kind"), choices.StructureKind),
            _text("siret", N_("SIRET")),
            _text("commune", N_("Town")),
        ),
    ),
    Table(
        "facilitator",
        N_("Facilitator"),
        N_("Facilitators"),
        (
            _link("structure_id", N_("Structure"), "structure"),
            _text("first_name", N_("First name"), required=True, personal=True),
            _text("last_name", N_("Last name"), required=True, personal=True),
            _text("email", N_("E-mail"), personal=True),
            _text("phone", N_("Telephone"), personal=True),
        ),
    ),
    Table(
        "authority",
        N_("Contracting authority"),
        N_("Contracting authorities"),
        (
            _text("name", N_("Name"), required=True),
            _choice("kind", N_("Kind"), choices.AuthorityKind),
            _text("siret", N_("SIRET")),
            _text("commune", N_("Town")),
            _note(),
        ),
    ),
    Table(
        "operation",
        N_("Operation"),
        N_("Operations"),
        (
            _text("name", N_("Name"), required=True),
            _link("authority_id", N_("Contracting authority"), "authority"),
            _text("commune", N_("Town")),
            Field("anru", Kind.FLAG, N_("ANRU project")),
            _note(),
        ),
    ),
    Table(
        "public_contract",
        N_("Public contract"),
        N_("Public contracts"),
        (
            _text("reference", N_("Reference"), required=True),
            _text("subject", N_("Subject"), required=True),
            _link("authority_id", N_("Contracting authority"), "authority", required=True),
            _link("operation_id", N_("Operation"), "operation"),
            _link("facilitator_id", N_("Followed by"), "facilitator"),
            _choice("nature", N_("Nature"), choices.Nature),
            _choice("clause", N_("Clause"), choices.ClauseKind),
            _choice("status", N_("Status"), choices.ContractStatus),
            _text("cpv", N_("CPV code")),
            Field("amount_cents", Kind.CENTS, N_("Amount before tax")),
            _date("notified_on", N_("Notified on")),
            _date("starts_on", STARTS),
            _date("ends_on", ENDS),
            _text("commune", N_("Town")),
            _note(),
        ),
    ),
    Table(
        "lot",
        N_("Lot"),
        N_("Lots"),
        (
            _link("public_contract_id", N_("Public contract"), "public_contract", required=True),
            _text("number", N_("Number")),
            _text("name", N_("Name"), required=True),
            _seconds("due_seconds", N_("Hours due (notified)")),
            _seconds("sized_seconds", N_("Hours by the sizing")),
            _note("sizing", N_("How it was sized")),
            _date("starts_on", STARTS),
            _date("ends_on", ENDS),
        ),
    ),
    Table(
        "company",
        N_("Company"),
        N_("Companies"),
        (
            _text("name", N_("Name"), required=True),
            _text("siret", N_("SIRET")),
            _choice("kind", N_("Kind"), choices.CompanyKind),
            _text("naf", N_("NAF code")),
            _text("postcode", N_("Postcode")),
            _text("commune", N_("Town")),
            _text("phone", N_("Telephone")),
            _text("email", N_("E-mail")),
            _note(),
        ),
    ),
    Table(
        "award",
        N_("Award"),
        N_("Awards"),
        (
            _link("lot_id", N_("Lot"), "lot", required=True),
            _link("company_id", N_("Company"), "company", required=True),
            _choice("role", N_("Role"), choices.AwardRole),
            _seconds("due_seconds", N_("Share of the hours due")),
            _seconds("opening_seconds", N_("Opening balance (hours already done)")),
            _date("opening_on", N_("Opening balance on")),
            _text("opening_source", N_("Opening balance from")),
            _date("ends_on", ENDS),
        ),
    ),
    Table(
        "contact",
        N_("Contact"),
        N_("Contacts"),
        (
            _link("company_id", N_("Company"), "company"),
            _link("authority_id", N_("Contracting authority"), "authority"),
            _text("first_name", N_("First name"), personal=True),
            _text("last_name", N_("Last name"), required=True, personal=True),
            _text("role", N_("Role"), personal=True),
            _text("phone", N_("Telephone"), personal=True),
            _text("email", N_("E-mail"), personal=True),
            _date("ends_on", N_("No longer valid since")),
        ),
    ),
    Table(
        "participant",
        N_("Participant"),
        N_("Participants"),
        (
            _text("last_name", N_("Last name"), required=True, personal=True),
            _text("first_name", N_("First name"), required=True, personal=True),
            _date("birth_date", N_("Born on"), personal=True),
            _choice("sex", N_("Sex"), choices.Sex, personal=True),
            _text("phone", N_("Telephone"), personal=True),
            _text("email", N_("E-mail"), personal=True),
            _text("postcode", N_("Postcode"), personal=True),
            _text("commune", N_("Town"), personal=True),
            Field("qpv", Kind.FLAG, N_("Lives in a QPV"), personal=True),
            _choice("education", N_("Education"), choices.EducationLevel, personal=True),
            _choice("referrer", N_("Sent by"), choices.Referrer, personal=True),
            _note(),
        ),
    ),
    Table(
        "eligibility",
        N_("Eligibility"),
        N_("Eligibilities"),
        (
            _link("participant_id", N_("Participant"), "participant", required=True),
            _choice("ground", N_("Principal ground"), choices.Ground, required=True, personal=True),
            Field(
                "other_grounds",
                Kind.CHOICES,
                N_("Other grounds"),
                personal=True,
                choices=choices.Ground,
            ),
            _text("proof", N_("Proof seen"), personal=True),
            _date("proof_on", N_("Proof seen on"), personal=True),
            _link("seen_by_id", N_("Proof seen by"), "facilitator"),
            _date("starts_on", STARTS, required=True, personal=True),
            _date("ends_on", ENDS, personal=True),
            _date("extended_to", N_("Extended to"), personal=True),
            _note(),
        ),
    ),
    Table(
        "employment_contract",
        N_("Employment contract"),
        N_("Employment contracts"),
        (
            _link("participant_id", N_("Participant"), "participant", required=True),
            _link("employer_id", N_("Employer"), "company", required=True),
            _choice("kind", N_("Kind"), choices.EmploymentKind),
            _date("starts_on", STARTS, required=True),
            _date("ends_on", ENDS),
            _seconds("weekly_seconds", N_("Hours a week")),
            _text("rome", N_("ROME code")),
            _text("job", N_("Job")),
            _choice("end_reason", N_("How it ended"), choices.EndReason, personal=True),
        ),
    ),
    Table(
        "assignment",
        N_("Assignment"),
        N_("Assignments"),
        (
            _link("employment_contract_id", N_("Employment contract"), "employment_contract"),
            _link("lot_id", N_("Lot"), "lot", required=True),
            _link("award_id", N_("Award (holder)"), "award"),
            _link("host_id", N_("Host company"), "company"),
            _choice("mode", N_("Mode"), choices.Mode),
            _date("starts_on", STARTS),
            _date("ends_on", ENDS),
            _link("employer_id", N_("Employer (line without a person)"), "company"),
            Field("head_count", Kind.COUNT, N_("Head count (line without a person)")),
            _text("label", N_("Label")),
        ),
    ),
    Table(
        "hours_entry",
        N_("Hours"),
        N_("Hours"),
        (
            _link("assignment_id", N_("Assignment"), "assignment", required=True),
            _choice("kind", N_("Kind"), choices.HoursKind, required=True),
            Field("period", Kind.PERIOD, N_("Period"), required=True),
            _seconds("seconds", N_("Hours"), required=True),
            _choice("status", N_("Status"), choices.HoursStatus),
            _choice("source", N_("Source"), choices.HoursSource),
        ),
    ),
    Table(
        "hours_return",
        N_("Hours return"),
        N_("Hours returns"),
        (
            _link("award_id", N_("Award"), "award", required=True),
            Field("month", Kind.MONTH, N_("Month"), required=True),
            _choice("status", N_("Status"), choices.ReturnStatus),
            _date("received_on", N_("Received on")),
            _note(),
        ),
    ),
    Table(
        "visit",
        N_("Visit"),
        N_("Visits"),
        (
            _date("on_date", N_("Date"), required=True),
            _link("company_id", N_("Company"), "company", required=True),
            _link("lot_id", N_("Lot"), "lot"),
            _link("facilitator_id", N_("Facilitator"), "facilitator"),
            _text("people_met", N_("People met"), personal=True),
            _note(),
            _text("next_step", N_("What to do next"), personal=True),
            _date("next_on", N_("To do by")),
        ),
    ),
    Table(
        "exit",
        N_("Exit"),
        N_("Exits"),
        (
            _link("participant_id", N_("Participant"), "participant", required=True),
            _link("employment_contract_id", N_("Employment contract"), "employment_contract"),
            _choice("moment", N_("When"), choices.ExitMoment, required=True),
            _choice("kind", N_("Situation"), choices.ExitKind, required=True, personal=True),
            _date("on_date", N_("Date"), personal=True),
            _note(),
        ),
    ),
    Table(
        "rule_setting",
        N_("Rule"),
        N_("Rules"),
        (
            _text("name", N_("Rule"), required=True),
            _link("authority_id", N_("Contracting authority"), "authority"),
            _date("since", N_("Applies since")),
            Field("number", Kind.COUNT, N_("Figure")),
            _text("source", N_("Source")),
        ),
    ),
    Table(
        "same_as",
        N_("Same record"),
        N_("Same records"),
        (
            _text("table_name", N_("Kind"), required=True),
            _text("left_id", N_("One record"), required=True),
            _text("right_id", N_("The other record"), required=True),
        ),
    ),
)

TABLES: Final = {table.name: table for table in _TABLES}
"""Every synced table by name, parents before children."""
