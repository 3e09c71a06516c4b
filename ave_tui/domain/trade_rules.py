"""The rules of the trade: what differs by place or is only usage, with defaults and sources."""

from __future__ import annotations

from typing import Final

from ave_tui.domain.rule import Rule, Unit
from ave_tui.domain.words import N_

TRADE_RULES: Final = (
    Rule(
        "retention_months",
        N_("Months that a person is kept by name after the last contact"),
        Unit.MONTHS,
        24,
        N_("CNIL, deliberation 2023-095: two years after the last contact."),
    ),
    Rule(
        "delicate_words",
        N_("Point out words of health and offences in notes"),
        Unit.FLAG,
        1,
        N_("CNIL: no more is written of a person than the purpose needs."),
    ),
    Rule(
        "public_mission",
        N_("The structure acts in the public interest (notice to participants)"),
        Unit.FLAG,
        1,
        N_("RGPD 6-1-e for public bodies; an association without a mandate says no (6-1-f)."),
    ),
    Rule(
        "stuck_studied_days",
        N_("Days under study, before a reminder"),
        Unit.DAYS,
        365,
        N_("Assumption: a purchase programme is made for a year."),
    ),
    Rule(
        "stuck_claused_days",
        N_("Days with a clause and no tender, before a reminder"),
        Unit.DAYS,
        180,
        N_("Assumption: half a year from the clause to the tender."),
    ),
    Rule(
        "stuck_tender_days",
        N_("Days out to tender, before a reminder"),
        Unit.DAYS,
        180,
        N_("Assumption: tenders bind their makers for up to six months."),
    ),
    Rule(
        "stuck_awarded_days",
        N_("Days awarded and not notified, before a reminder"),
        Unit.DAYS,
        60,
        N_("Assumption: two months from award to notification."),
    ),
    Rule(
        "stuck_notified_days",
        N_("Days notified and not begun, before a reminder"),
        Unit.DAYS,
        90,
        N_("Assumption: three months from notification to the start."),
    ),
    Rule(
        "stuck_suspended_days",
        N_("Days suspended, before a reminder"),
        Unit.DAYS,
        180,
        N_("Assumption: ask after half a year of suspension."),
    ),
    Rule(
        "close_after_days",
        N_("Days after the end of a contract, before it should be closed"),
        Unit.DAYS,
        30,
        N_("Assumption: a month for the last return and the final report."),
    ),
    Rule(
        "phase_warning_days",
        N_("Days before an optional phase or a renewal, for a reminder"),
        Unit.DAYS,
        90,
        N_("Assumption: the buyer decides three months before."),
    ),
    Rule(
        "exit_moments",
        N_("After a contract: when the situation is asked for"),
        Unit.CODES,
        0,
        N_("Usage: at the end, at 3, 6 and 12 months; FSE+ asks at the end and at 6 months."),
        ("END", "MONTH_3", "MONTH_6", "MONTH_12"),
    ),
    Rule(
        "exit_ahead_days",
        N_("After a contract: days before a call, for it to be listed"),
        Unit.DAYS,
        30,
        N_("Assumption: a month ahead."),
    ),
    Rule(
        "exit_days",
        N_("After a contract: days for which one keeps calling"),
        Unit.DAYS,
        60,
        N_("Assumption: two months after its day a situation is given up."),
    ),
    Rule(
        "exit_again_days",
        N_("After a contract: days between two calls in vain"),
        Unit.DAYS,
        7,
        N_("Assumption: try again a week later."),
    ),
    Rule(
        "exit_tries",
        N_("After a contract: calls in vain until somebody is out of reach"),
        Unit.COUNT,
        3,
        N_("Assumption: three calls."),
    ),
    Rule(
        "need_warning_days",
        N_("Days before candidates are wanted, for a warning where there is none"),
        Unit.DAYS,
        7,
        N_("Assumption: a week before the day."),
    ),
    Rule(
        "answer_days",
        N_("Days that a company may take to answer for a candidate"),
        Unit.DAYS,
        10,
        N_("Assumption: ten days."),
    ),
    Rule(
        "eligibility_months_permanent",
        N_("Months that an eligibility lasts, in an open-ended contract"),
        Unit.MONTHS,
        12,
        N_("Usage: after 12 months the person is in lasting employment."),
    ),
    Rule(
        "eligibility_months_permanent_extended",
        N_("The same, extended by a decision"),
        Unit.MONTHS,
        24,
        N_("Usage: up to 24 months, by a reasoned decision."),
    ),
    Rule(
        "eligibility_months_alternating",
        N_("Months that an eligibility lasts at most, in work and training"),
        Unit.MONTHS,
        36,
        N_("Usage: as long as the contract, 36 months at most."),
    ),
    Rule(
        "hourly_ceiling",
        N_("Hourly ceiling of social security, as a base of penalties"),
        Unit.CENTS,
        2900,
        N_("Order of 19 December 2024: 29 € for 2025; each year has its own."),
    ),
    Rule(
        "proof_days",
        N_("Working days within which documents are due"),
        Unit.DAYS,
        10,
        N_("Model clause of 2018: within 10 working days of the request."),
    ),
    Rule(
        "alsace_moselle",
        N_("Good Friday and 26 December are holidays (Alsace, Moselle)"),
        Unit.FLAG,
        0,
        N_("Labour code, L3134-13: only in Haut-Rhin, Bas-Rhin and Moselle."),
    ),
    Rule(
        "accepted_structures",
        N_("Structures whose people count"),
        Unit.CODES,
        0,
        N_("CCAG 2021, article 16; some authorities leave out the GEIQ or the EITI."),
        ("ETTI", "AI", "EI", "ACI", "EITI", "GEIQ", "EA", "EATT", "ESAT", "REGIE"),
    ),
)
"""Eligibility, the life of a contract, follow-up, needs, personal data, penalties."""
