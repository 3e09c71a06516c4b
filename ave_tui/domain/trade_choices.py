"""The codes of the trade's own records: decisions, sizings, amendments, needs, penalties."""

from __future__ import annotations

from ave_tui.domain.choices import Choice
from ave_tui.domain.words import N_


class EligibilityStatus(Choice):
    """How far an eligibility has been looked at (field.md 1.2)."""

    TO_CHECK = "TO_CHECK", N_("To be checked")
    VALIDATED = "VALIDATED", N_("Validated")
    REFUSED = "REFUSED", N_("Refused")


class ProofKind(Choice):
    """What was seen to believe a ground (field.md 3.1); the paper itself is not kept."""

    PASS = "PASS", N_("PASS IAE")
    CONTRACT = "CONTRACT", N_("Employment contract")
    FT_NOTICE = "FT_NOTICE", N_("Notice of situation (France Travail)")
    CAF_MSA = "CAF_MSA", N_("Certificate of the CAF or MSA")
    MDPH = "MDPH", N_("Notification of the MDPH")
    IDENTITY = "IDENTITY", N_("Identity document")
    PERMIT = "PERMIT", N_("Residence permit")
    ADDRESS = "ADDRESS", N_("Proof of address")
    SPIP = "SPIP", N_("Certificate of the prison and probation service")
    REFERRER = "REFERRER", N_("Certificate of the referrer")
    OPINION = "OPINION", N_("Reasoned opinion")
    OTHER = "OTHER", N_("Other")


class DecisionKind(Choice):
    """What is decided of an eligibility."""

    VALIDATION = "VALIDATION", N_("Validation")
    EXTENSION = "EXTENSION", N_("Extension")
    PASS_EXTENSION = "PASS_EXTENSION", N_("Extension of the PASS IAE")
    PASS_SUSPENSION = "PASS_SUSPENSION", N_("Suspension of the PASS IAE")
    REFUSAL = "REFUSAL", N_("Refusal")


class DecisionReason(Choice):
    """Reasons of les-emplois for extending or suspending a PASS IAE (field.md 3.3)."""

    SENIOR_CDI = "SENIOR_CDI", N_("Inclusion contract from 57 on")
    COMPLETE_TRAINING = "COMPLETE_TRAINING", N_("To complete a training")
    RQTH = "RQTH", N_("Disabled worker status")
    SENIOR = "SENIOR", N_("50 years and over")
    PARTICULAR_DIFFICULTIES = "PARTICULAR_DIFFICULTIES", N_("Particular difficulties")
    CONTRACT_SUSPENDED = "CONTRACT_SUSPENDED", N_("Contract suspended over 15 days")
    CONTRACT_BROKEN = "CONTRACT_BROKEN", N_("Contract broken")
    FINISHED_CONTRACT = "FINISHED_CONTRACT", N_("Contract finished")
    APPROVAL_BETWEEN_CTA_MEMBERS = (
        "APPROVAL_BETWEEN_CTA_MEMBERS",
        N_("Agreed by the local committee (CTA)"),
    )
    CONTRAT_PASSERELLE = "CONTRAT_PASSERELLE", N_("Bridging contract")
    OTHER = "OTHER", N_("Other")


class ProlongingReason(Choice):
    """Those of the reasons for which a PASS IAE is prolonged (field.md 3.3)."""

    SENIOR_CDI = "SENIOR_CDI", DecisionReason.SENIOR_CDI.label
    COMPLETE_TRAINING = "COMPLETE_TRAINING", DecisionReason.COMPLETE_TRAINING.label
    RQTH = "RQTH", DecisionReason.RQTH.label
    SENIOR = "SENIOR", DecisionReason.SENIOR.label
    PARTICULAR_DIFFICULTIES = (
        "PARTICULAR_DIFFICULTIES",
        DecisionReason.PARTICULAR_DIFFICULTIES.label,
    )


class SuspendingReason(Choice):
    """Those of the reasons for which a PASS IAE is suspended (field.md 3.3)."""

    CONTRACT_SUSPENDED = "CONTRACT_SUSPENDED", DecisionReason.CONTRACT_SUSPENDED.label
    CONTRACT_BROKEN = "CONTRACT_BROKEN", DecisionReason.CONTRACT_BROKEN.label
    FINISHED_CONTRACT = "FINISHED_CONTRACT", DecisionReason.FINISHED_CONTRACT.label
    APPROVAL_BETWEEN_CTA_MEMBERS = (
        "APPROVAL_BETWEEN_CTA_MEMBERS",
        DecisionReason.APPROVAL_BETWEEN_CTA_MEMBERS.label,
    )
    CONTRAT_PASSERELLE = "CONTRAT_PASSERELLE", DecisionReason.CONTRAT_PASSERELLE.label


class Outcome(Choice):
    """What was decided of a warning."""

    ACCEPTED = "ACCEPTED", N_("Accepted")
    REJECTED = "REJECTED", N_("Rejected")


class SizingMethod(Choice):
    """How the hours of a clause are computed (field.md 2.2)."""

    AMOUNT = "AMOUNT", N_("Amount × labour share × effort / hourly rate")
    HOURS = "HOURS", N_("Share of the working hours")
    FTE = "FTE", N_("Full-time equivalents")
    SCALE = "SCALE", N_("Scale by amount (training clause)")
    TRANSFER = "TRANSFER", N_("Staff transfer: only newly assigned staff")
    ORDERS = "ORDERS", N_("Purchase orders: hours per slice")
    FREE = "FREE", N_("Figure of the contract papers")


class AmendmentKind(Choice):
    """What changes a public contract after its notification."""

    AMENDMENT = "AMENDMENT", N_("Amendment")
    PHASE = "PHASE", N_("Optional phase")
    RENEWAL = "RENEWAL", N_("Renewal")
    ORDER = "ORDER", N_("Purchase order")


class ClauseException(Choice):
    """Why a contract above the thresholds may go without a clause (L2112-2-1)."""

    AVAILABLE = "AVAILABLE", N_("Immediately available solution")
    NO_LINK = "NO_LINK", N_("No sufficient link with the object")
    COMPETITION = "COMPETITION", N_("Would restrict competition or make performance difficult")
    SHORT_WORKS = "SHORT_WORKS", N_("Works of under six months")


class PenaltyDecision(Choice):
    """What the buyer made of a penalty; the facilitator only proposes."""

    PROPOSED = "PROPOSED", N_("Proposed")
    APPLIED = "APPLIED", N_("Applied")
    REDUCED = "REDUCED", N_("Reduced")
    WAIVED = "WAIVED", N_("Waived")


class JournalKind(Choice):
    """What an entry of a public contract's journal tells."""

    CALL = "CALL", N_("Telephone call")
    MAIL = "MAIL", N_("Mail or e-mail")
    MEETING = "MEETING", N_("Meeting")
    REMINDER = "REMINDER", N_("Reminder")
    FORMAL_NOTICE = "FORMAL_NOTICE", N_("Formal notice")
    DECISION = "DECISION", N_("Decision")
    NOTE = "NOTE", N_("Note")


class PoolingKind(Choice):
    """How hours of one site count for several lots (field.md 4.2)."""

    POOLING = "POOLING", N_("Pooling over several contracts (globalisation)")
    SHARING = "SHARING", N_("Sharing between the lots of a contract (mutualisation)")


class OfferStatus(Choice):
    """Where a company's need for people stands."""

    OPEN = "OPEN", N_("To be filled")
    FILLED = "FILLED", N_("Filled")
    CLOSED = "CLOSED", N_("Closed without anybody")


class ApplicationStatus(Choice):
    """What became of a candidate."""

    PROPOSED = "PROPOSED", N_("Put forward")
    HIRED = "HIRED", N_("Hired")
    REFUSED = "REFUSED", N_("Refused")
    WITHDRAWN = "WITHDRAWN", N_("Withdrew")


class RefusalReason(Choice):
    """Why a candidate was not hired."""

    SKILLS = "SKILLS", N_("Skills")
    MOBILITY = "MOBILITY", N_("Could not get there")
    HOURS = "HOURS", N_("Working hours")
    ABSENT = "ABSENT", N_("Did not come")
    OTHER_HIRED = "OTHER_HIRED", N_("Another candidate was hired")
    OTHER = "OTHER", N_("Other")
