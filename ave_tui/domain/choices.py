"""The codes that a field may hold, and the words for them.

Codes are the administration's where it has published some (contract kinds, eligibility grounds,
referrers: les-emplois' enums), so that files of other programs can be read without a table.
"""

from __future__ import annotations

from enum import StrEnum

from ave_tui.domain.words import N_


class Choice(StrEnum):
    """A code with a label; the label is English and translated when shown."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Choice:
        """Make a member that equals its code and knows its label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class StructureKind(Choice):
    """Who employs facilitators."""

    MDE = "MDE", N_("Employment house (MDE)")
    PLIE = "PLIE", N_("PLIE")
    LOCAL = "LOCAL", N_("Local authority")
    ASSOCIATION = "ASSOCIATION", N_("Association")
    OTHER = "OTHER", N_("Other")


class AuthorityKind(Choice):
    """Kinds of contracting authorities (field.md 5.3)."""

    COMMUNE = "COMMUNE", N_("Municipality")
    EPCI = "EPCI", N_("Intermunicipal body (EPCI, EPT)")
    DEPARTEMENT = "DEPARTEMENT", N_("Département")
    REGION = "REGION", N_("Region")
    SEM_SPL = "SEM_SPL", N_("Local public company (SEM, SPL)")
    BAILLEUR = "BAILLEUR", N_("Social landlord")
    ETAT = "ETAT", N_("State")
    ETAB_PUBLIC = "ETAB_PUBLIC", N_("Public body")
    HOPITAL = "HOPITAL", N_("Hospital")
    PRIVE = "PRIVE", N_("Private client")
    AUTRE = "AUTRE", N_("Other")


class Nature(Choice):
    """What a public contract buys."""

    WORKS = "WORKS", N_("Works")
    SERVICES = "SERVICES", N_("Services")
    SUPPLIES = "SUPPLIES", N_("Supplies")


class ClauseKind(Choice):
    """How a public contract bears a clause; articles of the Code de la commande publique."""

    EXECUTION = "EXECUTION", N_("Performance condition (L2112-2)")
    CRITERION = "CRITERION", N_("Award criterion (R2152-7)")
    BOTH = "BOTH", N_("Condition and criterion")
    RESERVED_EA = "RESERVED_EA", N_("Reserved, disability (L2113-12)")
    RESERVED_IAE = "RESERVED_IAE", N_("Reserved, work integration (L2113-13)")
    INSERTION = "INSERTION", N_("Insertion contract (L2123-1)")
    VOLUNTARY = "VOLUNTARY", N_("Voluntary clause (private)")


class ContractStatus(Choice):
    """Where a clause-bearing public contract stands (field.md 1.2)."""

    STUDIED = "STUDIED", N_("Under study")
    CLAUSED = "CLAUSED", N_("With clause")
    TENDER = "TENDER", N_("Out to tender")
    AWARDED = "AWARDED", N_("Awarded")
    NOTIFIED = "NOTIFIED", N_("Notified")
    RUNNING = "RUNNING", N_("In progress")
    SUSPENDED = "SUSPENDED", N_("Suspended")
    CLOSED = "CLOSED", N_("Closed")
    CLOSED_PENALTY = "CLOSED_PENALTY", N_("Closed with penalties")
    CLAUSE_DROPPED = "CLAUSE_DROPPED", N_("Clause dropped")
    ABANDONED = "ABANDONED", N_("Abandoned")


class AwardRole(Choice):
    """What a company is in a lot."""

    HOLDER = "HOLDER", N_("Holder")
    CO_CONTRACTOR = "CO_CONTRACTOR", N_("Co-contractor")
    SUBCONTRACTOR = "SUBCONTRACTOR", N_("Subcontractor")


class CompanyKind(Choice):
    """Ordinary companies and the structures of work integration and adapted work."""

    ORDINARY = "ORDINARY", N_("Ordinary company")
    ETTI = "ETTI", N_("ETTI (insertion temp agency)")
    AI = "AI", N_("AI (intermediary association)")
    EI = "EI", N_("EI (insertion company)")
    ACI = "ACI", N_("ACI (insertion workshop)")
    EITI = "EITI", N_("EITI (insertion by self-employment)")
    GEIQ = "GEIQ", N_("GEIQ (employers' group)")
    EA = "EA", N_("EA (adapted company)")
    EATT = "EATT", N_("EATT (adapted temp agency)")
    ESAT = "ESAT", N_("ESAT (sheltered work)")
    ETT = "ETT", N_("ETT (temp agency)")
    REGIE = "REGIE", N_("Neighbourhood company (régie)")


class Sex(Choice):
    """As the national survey counts."""

    WOMAN = "F", N_("Woman")
    MAN = "M", N_("Man")


class EducationLevel(Choice):
    """Levels of the French framework of qualifications."""

    BELOW_3 = "0", N_("Below level 3")
    LEVEL_3 = "3", N_("Level 3 (CAP, BEP)")
    LEVEL_4 = "4", N_("Level 4 (baccalauréat)")
    LEVEL_5 = "5", N_("Level 5 (two years after)")
    LEVEL_6 = "6", N_("Level 6 (three or four years after)")
    LEVEL_7 = "7", N_("Level 7 or 8 (five years and more)")


class Referrer(Choice):
    """Who sent a participant (les-emplois' list, shortened to what facilitators use)."""

    FT = "FT", N_("France Travail")
    ML = "ML", N_("Mission locale")
    CAP_EMPLOI = "CAP_EMPLOI", N_("Cap emploi")
    PLIE = "PLIE", N_("PLIE")
    DEPT = "DEPT", N_("Département")
    CCAS = "CCAS", N_("CCAS")
    CAF = "CAF", N_("CAF")
    MSA = "MSA", N_("MSA")
    AFPA = "AFPA", N_("AFPA")
    ODC = "ODC", N_("Body delegated by the département")
    E2C = "E2C", N_("Second-chance school (E2C)")
    EPIDE = "EPIDE", N_("EPIDE")
    SPIP = "SPIP", N_("SPIP")
    PJJ = "PJJ", N_("PJJ")
    ASE = "ASE", N_("ASE")
    CHRS = "CHRS", N_("CHRS")
    CHU = "CHU", N_("CHU (emergency housing)")
    CADA = "CADA", N_("CADA (housing of asylum seekers)")
    CPH = "CPH", N_("CPH (housing of refugees)")
    HUDA = "HUDA", N_("HUDA (emergency housing of asylum seekers)")
    CSAPA = "CSAPA", N_("CSAPA")
    CAARUD = "CAARUD", N_("CAARUD")
    CIDFF = "CIDFF", N_("CIDFF")
    PREVENTION = "PREVENTION", N_("Street work with young people (prévention)")
    PIJ_BIJ = "PIJ_BIJ", N_("Youth information (PIJ, BIJ)")
    RS_FJT = "RS_FJT", N_("Young workers’ home (FJT)")
    OACAS = "OACAS", N_("OACAS")
    OIL = "OIL", N_("Housing support (OIL)")
    PENSION = "PENSION", N_("Family boarding house (pension de famille)")
    ORIENTER = "ORIENTEUR", N_("Other signposting body")
    SIAE = "SIAE", N_("Insertion structure (SIAE)")
    COMPANY = "COMPANY", N_("Company")
    SELF = "SELF", N_("Came by themselves")
    OTHER = "OTHER", N_("Other")


class Ground(Choice):
    """Grounds of eligibility (field.md 3.1; codes of les-emplois where they exist)."""

    IAE = "IAE", N_("Employed by an insertion structure (SIAE)")
    EA = "EA", N_("Adapted or sheltered work")
    REGIE = "REGIE", N_("Employed by a neighbourhood company")
    GEIQ = "GEIQ", N_("GEIQ pathway")
    EPIDE_E2C = "EPIDE_E2C", N_("EPIDE or second-chance school")
    DELD = "DELD", N_("Jobseeker for over 12 months")
    DETLD = "DETLD", N_("Jobseeker for over 24 months")
    RSA = "RSA", N_("RSA recipient")
    ASS = "ASS", N_("ASS recipient")
    AAH = "AAH", N_("AAH recipient")
    INVALIDITE = "INVALIDITE", N_("Disability pension")
    TH = "TH", N_("Disabled worker status")
    JEUNE = "JEUNE", N_("Under 26 without qualification or work")
    JEUNE_PACEA = "JEUNE_PACEA", N_("Young person in reinforced support")
    SENIOR = "SENIOR", N_("Jobseeker over 50")
    QPV = "QPV", N_("Lives in a priority neighbourhood")
    ZRR = "ZRR", N_("Lives in a rural priority area")
    REF_DA = "REF_DA", N_("Refugee or asylum seeker allowed to work")
    DETENTION_MJ = "DETENTION_MJ", N_("Under a court order or leaving detention")
    PLIE = "PLIE", N_("PLIE participant")
    AUTRE = "AUTRE", N_("Other difficulties, on a reasoned opinion")
    # Second-level criteria of the insertion sector: beside a ground, never the only one.
    CAP_BEP = "CAP_BEP", N_("Level 3 diploma (CAP, BEP)")
    ASE = "ASE", N_("Leaving child welfare (ASE)")
    PI = "PI", N_("Lone parent")
    PSH_PR = "PSH_PR", N_("Without a home, or in precarious housing")
    FLE = "FLE", N_("Reads or speaks little French (FLE)")
    PM = "PM", N_("Difficult to get about (mobility)")


class EmploymentKind(Choice):
    """Kinds of employment contracts (les-emplois' codes)."""

    FIXED_TERM = "FIXED_TERM", N_("Fixed-term (CDD)")
    PERMANENT = "PERMANENT", N_("Open-ended (CDI)")
    FIXED_TERM_I = "FIXED_TERM_I", N_("Fixed-term insertion (CDDI)")
    PERMANENT_I = "PERMANENT_I", N_("Open-ended inclusion (CDI inclusion)")
    TEMPORARY = "TEMPORARY", N_("Agency work (mission)")
    APPRENTICESHIP = "APPRENTICESHIP", N_("Apprenticeship")
    PROFESSIONAL_TRAINING = "PROFESSIONAL_TRAINING", N_("Professional training contract")
    FIXED_TERM_USAGE = "FIXED_TERM_USAGE", N_("Customary fixed-term (CDDU)")
    FIXED_TERM_TREMPLIN = "FIXED_TERM_TREMPLIN", N_("Fixed-term springboard (CDD tremplin)")
    PERMANENT_TEMP = "PERMANENT_TEMP", N_("Open-ended agency contract (CDI intérimaire)")
    AIDED = "AIDED", N_("Aided contract (CUI, PEC)")
    OTHER = "OTHER", N_("Other")


class EndReason(Choice):
    """How an employment contract ended."""

    TERM = "TERM", N_("Came to its term")
    HIRED = "HIRED", N_("Hired elsewhere")
    RESIGNED = "RESIGNED", N_("Left by choice")
    DISMISSED = "DISMISSED", N_("Dismissed")
    TRIAL = "TRIAL", N_("Ended in the trial period")
    TRAINING = "TRAINING", N_("Left for training")
    OTHER = "OTHER", N_("Other")


class Mode(Choice):
    """How the hours of an assignment are realised (field.md 4.1)."""

    DIRECT = "DIRECT", N_("Direct hire")
    LENDING = "LENDING", N_("Staff lending")
    SUBCONTRACT = "SUBCONTRACT", N_("Subcontract or co-contract")
    TRAINING = "TRAINING", N_("Training or placement")


class HoursKind(Choice):
    """What hours were spent on."""

    WORK = "WORK", N_("Work")
    TRAINING = "TRAINING", N_("Training")


class HoursStatus(Choice):
    """How far a figure of hours has been checked: declared > checked > validated, or disputed."""

    DECLARED = "DECLARED", N_("Declared")
    CHECKED = "CHECKED", N_("Checked")
    VALIDATED = "VALIDATED", N_("Validated")
    DISPUTED = "DISPUTED", N_("Disputed")


class HoursSource(Choice):
    """Where a figure of hours comes from."""

    VISIT = "VISIT", N_("Site visit")
    RETURN = "RETURN", N_("Company's return")
    PAYSLIP = "PAYSLIP", N_("Payslip")
    IMPORT = "IMPORT", N_("Imported file")
    OTHER = "OTHER", N_("Other")


class ReturnStatus(Choice):
    """Where a company's monthly return of hours stands."""

    EXPECTED = "EXPECTED", N_("Expected")
    RECEIVED = "RECEIVED", N_("Received")
    NIL = "NIL", N_("Nil (nobody worked)")
    CHECKED = "CHECKED", N_("Checked")
    DISPUTED = "DISPUTED", N_("Disputed")


class ExitMoment(Choice):
    """When a participant's situation is looked at."""

    END = "END", N_("At the end")
    MONTH_3 = "MONTH_3", N_("At 3 months")
    MONTH_6 = "MONTH_6", N_("At 6 months")
    MONTH_12 = "MONTH_12", N_("At 12 months")


class ExitKind(Choice):
    """Exit categories of the insertion sector (field.md 5.6)."""

    CDI = "CDI", N_("Open-ended contract")
    CDD_LONG = "CDD_LONG", N_("Fixed term or mission over 6 months")
    BUSINESS = "BUSINESS", N_("Business creation")
    PUBLIC_SERVICE = "PUBLIC_SERVICE", N_("Public service post")
    CDD_SHORT = "CDD_SHORT", N_("Fixed term or mission under 6 months")
    AIDED = "AIDED", N_("Aided contract")
    TRAINING = "TRAINING", N_("Training")
    SIAE = "SIAE", N_("Hired by another insertion structure")
    JOBSEEKER = "JOBSEEKER", N_("Unemployed")
    INACTIVE = "INACTIVE", N_("Inactive")
    NEUTRAL = "NEUTRAL", N_("Left out (illness, moved, death)")
    UNKNOWN = "UNKNOWN", N_("Unknown")
