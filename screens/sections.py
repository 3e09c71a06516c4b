"""Which screen each section is; none is imported before it is asked for."""

from __future__ import annotations

from typing import Final

from ave_tui import commands

SECTIONS: Final = {
    commands.TODAY.id: ("screens.today", "TodayScreen"),
    commands.HOURS.id: ("screens.hours", "HoursScreen"),
    commands.PARTICIPANTS.id: ("screens.participants", "ParticipantsScreen"),
    commands.COMPANIES.id: ("screens.companies", "CompaniesScreen"),
    commands.PUBLIC_CONTRACTS.id: ("screens.public_contracts", "PublicContractsScreen"),
    commands.EMPLOYMENT_CONTRACTS.id: ("screens.employment_contracts", "EmploymentContractsScreen"),
    commands.VISITS.id: ("screens.visits", "VisitsScreen"),
    commands.EXCHANGE.id: ("screens.exchange", "ExchangeScreen"),
    commands.PEOPLE.id: ("screens.people", "PeopleScreen"),
    commands.HISTORY.id: ("screens.history", "HistoryScreen"),
    commands.SETTINGS.id: ("screens.settings", "SettingsScreen"),
    commands.AUTHORITIES.id: ("screens.authorities", "AuthoritiesScreen"),
    commands.OPERATIONS.id: ("screens.operations", "OperationsScreen"),
    commands.PORTFOLIO.id: ("screens.portfolio", "PortfolioScreen"),
    commands.NEEDS.id: ("screens.needs", "NeedsScreen"),
    commands.FOLLOW_UP.id: ("screens.follow_up", "FollowUpScreen"),
    commands.LEFTOVERS.id: ("screens.leftovers", "LeftoversScreen"),
    commands.POOLING.id: ("screens.pooling", "PoolingScreen"),
    commands.PENALTIES.id: ("screens.penalties", "PenaltiesScreen"),
    commands.CONFLICTS.id: ("screens.conflicts", "ConflictsScreen"),
    commands.RETURNS.id: ("screens.returns", "ReturnsScreen"),
    commands.WARNINGS.id: ("screens.warnings", "WarningsScreen"),
    commands.SIZING.id: ("screens.sizing", "SizingScreen"),
    commands.RULES.id: ("screens.rules", "RulesScreen"),
    commands.PERSONAL_DATA.id: ("screens.personal_data", "PersonalDataScreen"),
    commands.NOTICES.id: ("screens.notices", "NoticesScreen"),
    commands.RETENTION.id: ("screens.retention", "RetentionScreen"),
}
"""Where each section's screen is; imported when it is first asked for."""
