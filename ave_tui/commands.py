"""Every command, defined once: its key, its action, its name and what it does.

Bindings, the command bar, the palette, the help and the README's table of keys are all made from
here. Names stay English in the bindings and are put into the user's language when they are shown,
so that a change of language takes effect at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.words import N_
from ave_tui.keys import COMMANDS, Command, Place, key_name
from ave_tui.keys import command as _command
from ave_tui.keys import section as _section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType

__all__ = ["COMMANDS", "Command", "Place", "bindings", "commands_in", "key_name", "key_table"]


HELP: Final = _command(
    "help", "f1", N_("Help"), N_("Explain this screen and its keys."), shown=True
)
TODAY: Final = _section("today", "f2", N_("Today"), N_("See what wants doing today."), shown=True)
HOURS: Final = _section("hours", "f3", N_("Hours"), N_("Type in hours."), shown=True)
PARTICIPANTS: Final = _section(
    "participants", "f4", N_("Participants"), N_("Find, add and mend participants.")
)
COMPANIES: Final = _section("companies", "f5", N_("Companies"), N_("Find, add and mend companies."))
PUBLIC_CONTRACTS: Final = _section(
    "public_contracts",
    "f6",
    N_("Public contracts"),
    N_("Find, add and mend public contracts and their lots."),
)
EMPLOYMENT_CONTRACTS: Final = _section(
    "employment_contracts",
    "",
    N_("Employment contracts"),
    N_("Find, add and mend employment contracts."),
)
VISITS: Final = _section("visits", "f8", N_("Visits"), N_("Note a site visit and its hours."))
EXCHANGE: Final = _section(
    "exchange", "f9", N_("Exchange"), N_("Send records to colleagues and take in theirs.")
)
MENU: Final = _command(
    "menu",
    "f10,ctrl+p",
    N_("Menu"),
    N_("Find any command, person, company or contract by any letters."),
    shown=True,
)
PEOPLE: Final = _section(
    "people", "", N_("Colleagues"), N_("See and choose whom you exchange files with.")
)
HISTORY: Final = _section("history", "ctrl+r", N_("History"), N_("See who changed what, and when."))
SETTINGS: Final = _section(
    "settings", "ctrl+g", N_("Settings"), N_("Choose language, colours, rules and backups.")
)
AUTHORITIES: Final = _section(
    "authorities", "", N_("Authorities"), N_("Find, add and mend contracting authorities.")
)
OPERATIONS: Final = _section(
    "operations", "", N_("Operations"), N_("Find, add and mend operations, as sites are.")
)
NEEDS: Final = _section(
    "needs", "", N_("Needs"), N_("See what people companies need, and put candidates forward.")
)
FOLLOW_UP: Final = _section(
    "follow_up",
    "",
    N_("After the contract"),
    N_("See whom to call after a contract, and what became of those who left."),
)
CONFLICTS: Final = _section(
    "conflicts", "", N_("Conflicts"), N_("Settle what laptops disagree on and what stands twice.")
)
SIZING: Final = _section(
    "sizing", "", N_("Sizing"), N_("Work out the hours of a clause, for a lot or for none.")
)
PERSONAL_DATA: Final = _section(
    "personal_data",
    "",
    N_("Personal data"),
    N_("See what the law asks of records about people, and settle it."),
)
NOTICES: Final = _section(
    "notices", "", N_("Notices"), N_("See who was not told yet what is recorded of them.")
)
RETENTION: Final = _section(
    "retention", "", N_("Retention"), N_("See whose time is over, and make them anonymous.")
)
PORTFOLIO: Final = _section(
    "portfolio",
    "",
    N_("Portfolios"),
    N_("Hand all contracts of a facilitator over to another one."),
)
RETURNS: Final = _section(
    "returns", "", N_("Returns"), N_("Mark which returns of hours came, and remind who is late.")
)
WARNINGS: Final = _section(
    "warnings", "", N_("Warnings"), N_("See and settle what is doubtful about hours.")
)
LEFTOVERS: Final = _section(
    "leftovers",
    "",
    N_("Hours to place again"),
    N_("See what people who left early had still to do, and let somebody take over."),
)
POOLING: Final = _section(
    "pooling",
    "",
    N_("Pooling agreements"),
    N_("Let hours done on one lot count for several, under an agreement."),
)
PENALTIES: Final = _section(
    "penalties", "", N_("Penalties"), N_("See what was proposed to buyers, and what they decided.")
)
UNDO: Final = _command("undo", "ctrl+z", N_("Undo"), N_("Take the last change back."), shown=True)
REDO: Final = _command("redo", "ctrl+y", N_("Redo"), N_("Do again what was taken back."))
QUICK: Final = _command(
    "quick",
    "f7",
    N_("Quick entry"),
    N_("Type in hours by one line, from any screen: dupont 35 s41."),
)
LOCK: Final = _command(
    "lock", "f12", N_("Lock"), N_("Lock the screen until the password is typed."), priority=True
)
QUIT: Final = _command(
    "quit", "ctrl+q", N_("Quit"), N_("Leave the program; all is kept."), priority=True
)
BACK: Final = _command(
    "back",
    "escape",
    N_("Back"),
    N_("Clear the filter, or go back to the screen before."),
    shown=True,
)
NEW: Final = _command(
    "new",
    "ctrl+n,insert",
    N_("New"),
    N_("Add a record."),
    Place.LIST,
    Place.GRID,
    Place.RECORD,
    shown=True,
)
OPEN: Final = _command(
    "open",
    "enter",
    N_("Open"),
    N_("Open the record under the cursor."),
    Place.LIST,
    Place.RECORD,
    Place.CONFLICTS,
    Place.NOTICES,
    Place.RETENTION,
    Place.WARNINGS,
    Place.RETURNS,
    Place.LEFTOVERS,
    action="choose",
    shown=True,
    by_widget=True,
)
DELETE: Final = _command(
    "delete",
    "delete",
    N_("Delete"),
    N_("Delete the record under the cursor."),
    Place.LIST,
    Place.RECORD,
)
SORT: Final = _command("sort", "ctrl+o", N_("Sort"), N_("Sort by the next column."), Place.LIST)
COPY: Final = _command(
    "copy",
    "ctrl+c",
    N_("Copy"),
    N_("Copy the selected hours, as Excel takes them."),
    Place.GRID,
    by_widget=True,
)
CLEAR: Final = _command(
    "clear",
    "delete",
    N_("Empty"),
    N_("Withdraw the selected hours."),
    Place.GRID,
    by_widget=True,
)
COPY_LAST: Final = _command(
    "copy_last",
    "ctrl+t",
    N_("Like last month"),
    N_("Copy the hours of the month before."),
    Place.GRID,
    shown=True,
)
NIL: Final = _command(
    "nil", "ctrl+l", N_("Nil"), N_("Say that nobody worked."), Place.GRID, shown=True
)
SCALE: Final = _command(
    "scale",
    "ctrl+b",
    N_("Scale"),
    N_("See months, weeks or days."),
    Place.GRID,
    shown=True,
)
EARLIER: Final = _command(
    "earlier",
    "ctrl+u",
    N_("Earlier"),
    N_("Go to the periods before; Left does it too, from the first one."),
    Place.GRID,
)
LATER: Final = _command(
    "later",
    "ctrl+d",
    N_("Later"),
    N_("Go to the periods after; Right does it too, from the last one."),
    Place.GRID,
)
HOURS_KIND: Final = _command(
    "hours_kind",
    "",
    N_("Work or training"),
    N_("Type in hours of training, or of work again."),
    Place.GRID,
)
CELL_HISTORY: Final = _command(
    "cell_history",
    "ctrl+o",
    N_("History of these hours"),
    N_("See who wrote the hours under the cursor, and when."),
    Place.GRID,
)
KEEP: Final = _command(
    "keep",
    "enter,ctrl+t",
    N_("Keep"),
    N_("Keep what the form says; in notes Enter begins a line and Ctrl+T keeps."),
    Place.FORM,
    shown=True,
)
EDIT: Final = _command(
    "edit",
    "space",
    N_("Edit"),
    N_("Change the fields of the record."),
    Place.RECORD,
    shown=True,
)
RECORD_HOURS: Final = _command(
    "record_hours",
    "ctrl+t",
    N_("Its hours"),
    N_("Type in the hours of the record on the screen."),
    Place.RECORD,
    shown=True,
)
RECORD_HISTORY: Final = _command(
    "record_history",
    "ctrl+l",
    N_("Its history"),
    N_("See who changed the record on the screen."),
    Place.RECORD,
)
DECIDE: Final = _command(
    "decide",
    "ctrl+d",
    N_("Decide"),
    N_("Validate, refuse or extend an eligibility, or let hours outside it count."),
    Place.RECORD,
    shown=True,
)
JOIN: Final = _command(
    "join",
    "",
    N_("Join"),
    N_("Say that this record and another one are the same; both stay as they are."),
    Place.RECORD,
)
TAKE_APART: Final = _command(
    "take_apart",
    "",
    N_("Take apart"),
    N_("Say that this record is not the same as those it was joined with."),
    Place.RECORD,
)
MARK: Final = _command(
    "mark",
    "space",
    N_("Mark"),
    N_("Mark the line under the cursor, or take its mark away."),
    Place.CONFLICTS,
    Place.NOTICES,
    Place.RETENTION,
    Place.WARNINGS,
    Place.RETURNS,
    shown=True,
    priority=True,
)
MARK_ALL: Final = _command(
    "mark_all",
    "insert",
    N_("Mark all"),
    N_("Mark all lines that the filter leaves, or none of them."),
    Place.CONFLICTS,
    Place.NOTICES,
    Place.RETENTION,
    Place.WARNINGS,
    Place.RETURNS,
    shown=True,
)
SETTLE_MARKED: Final = _command(
    "settle_marked",
    "ctrl+t",
    N_("Settle"),
    N_("Settle all marked conflicts at once."),
    Place.CONFLICTS,
    shown=True,
)

RULES: Final = _section(
    "rules", "", N_("Rules"), N_("See and change what differs by place or year, with its source.")
)
SIZE_LOT: Final = _command(
    "size_lot",
    "ctrl+o",
    N_("Sizing"),
    N_("Work out the hours of the lot."),
    Place.RECORD,
)
EXPLAIN: Final = _command(
    "explain",
    "ctrl+o",
    N_("Explanation"),
    N_("See the calculation with every step, to be printed."),
    Place.SIZING,
    shown=True,
)
DRAFT: Final = _command(
    "draft",
    "ctrl+b",
    N_("CCAP"),
    N_("See a draft of the clause for the CCAP."),
    Place.SIZING,
    shown=True,
)
AFTER_CHANGE: Final = _command(
    "after_change",
    "ctrl+l",
    N_("After a change"),
    N_("Size anew after an amendment, a phase, a renewal or an order."),
    Place.SIZING,
    shown=True,
)
CONVERT: Final = _command(
    "convert",
    "",
    N_("Days and hours"),
    N_("Turn days, weeks, months or full-time equivalents into hours, and back."),
    Place.SIZING,
)
TRADES: Final = _command(
    "trades",
    "",
    N_("Trades"),
    N_("See labour shares and rates by trade, and set your own."),
    Place.SIZING,
)
SETTLE_WARNINGS: Final = _command(
    "settle_warnings",
    "ctrl+t",
    N_("Settle"),
    N_("Settle all marked warnings with a reason."),
    Place.WARNINGS,
    shown=True,
)
SHOW_SETTLED: Final = _command(
    "show_settled",
    "ctrl+b",
    N_("Settled too"),
    N_("Show the settled warnings as well, or only the others."),
    Place.WARNINGS,
    shown=True,
)
REOPEN_WARNINGS: Final = _command(
    "reopen_warnings",
    "delete",
    N_("Open again"),
    N_("Take back what was decided of the marked warnings."),
    Place.WARNINGS,
)
RETURN_RECEIVED: Final = _command(
    "return_received",
    "ctrl+t",
    N_("Received"),
    N_("Say that the marked returns came."),
    Place.RETURNS,
    shown=True,
)
RETURN_NIL: Final = _command(
    "return_nil",
    "ctrl+l",
    N_("Nil"),
    N_("Say that nobody worked, by the marked returns."),
    Place.RETURNS,
)
RETURN_CHECKED: Final = _command(
    "return_checked",
    "ctrl+b",
    N_("Checked"),
    N_("Say that the marked returns were checked."),
    Place.RETURNS,
)
RETURN_DISPUTED: Final = _command(
    "return_disputed",
    "ctrl+n",
    N_("Disputed"),
    N_("Say that the marked returns are disputed."),
    Place.RETURNS,
)
RETURN_EXPECTED: Final = _command(
    "return_expected",
    "delete",
    N_("Not come"),
    N_("Say that the marked returns have not come after all."),
    Place.RETURNS,
)
REMIND: Final = _command(
    "remind",
    "ctrl+o",
    N_("Remind"),
    N_("Write a reminder or a form to fill in for the companies of the marked returns."),
    Place.RETURNS,
    shown=True,
)
AS_IT_WAS: Final = _command(
    "as_it_was",
    "ctrl+b",
    N_("As it was"),
    N_("See a record as it was on a day, and what changed since."),
    Place.RECORD,
    Place.HISTORY,
)
ERASE_PERSON: Final = _command(
    "erase_person",
    "",
    N_("Erase for good"),
    N_("Erase a person for good, from these records and from your colleagues'."),
    Place.RECORD,
)
NOTICE: Final = _command(
    "notice",
    "",
    N_("Information notice"),
    N_("Print what a participant must be told, and keep that it was given today."),
    Place.RECORD,
)
HELD_ON: Final = _command(
    "held_on",
    "",
    N_("What is held"),
    N_("See and print everything that is held on a participant who asks for it."),
    Place.RECORD,
)
ANONYMISE: Final = _command(
    "anonymise",
    "",
    N_("Make anonymous"),
    N_("Take a participant's name away for good; every total stays."),
    Place.RECORD,
)
ANONYMISE_MARKED: Final = _command(
    "anonymise_marked",
    "ctrl+t",
    N_("Make anonymous"),
    N_("Take the names of all marked people away for good; every total stays."),
    Place.RETENTION,
    shown=True,
)
PRINT_NOTICE: Final = _command(
    "print_notice",
    "ctrl+t",
    N_("Print"),
    N_("Print the notice of the person under the cursor, and keep that it was given."),
    Place.NOTICES,
    shown=True,
)
NOTE: Final = _command(
    "note",
    "ctrl+e",
    N_("Note"),
    N_("Note in the journal of the record what was said or done."),
    Place.RECORD,
)
JOURNAL: Final = _command(
    "journal",
    "ctrl+k",
    N_("Journal"),
    N_("Read what was said and done about the record, visits beside it."),
    Place.RECORD,
)
MOVE_ON: Final = _command(
    "move_on",
    "ctrl+u",
    N_("Next step"),
    N_("Let the public contract go a step on: the day, and why."),
    Place.RECORD,
)
HANDOVER: Final = _command(
    "handover",
    "",
    N_("Handover"),
    N_("See the handover file of the public contract, to be printed."),
    Place.RECORD,
)
END_CONTACT: Final = _command(
    "end_contact",
    "ctrl+x",
    N_("No longer valid"),
    N_("Say that the contact under the cursor is not valid any more from today on."),
    Place.RECORD,
)
TAKE_BACK: Final = _command(
    "take_back",
    "ctrl+t",
    N_("Take back"),
    N_("Take back the change under the cursor, or all of a file; or do it again."),
    Place.HISTORY,
    shown=True,
)
SAVE_FILE: Final = _command(
    "save_file",
    "ctrl+t",
    N_("Put into a file"),
    N_("Put what is shown into a PDF or text file, to print or send it."),
    Place.DOCUMENT,
    shown=True,
)
COPY_TEXT: Final = _command(
    "copy_text",
    "ctrl+o",
    N_("Copy"),
    N_("Copy the text, to paste it into a mail or the contract papers."),
    Place.DOCUMENT,
    shown=True,
)
SIEVE: Final = _command(
    "sieve",
    "ctrl+o",
    N_("Choose"),
    N_("Show only what somebody did, on some days, on a laptop, or to a kind of record."),
    Place.HISTORY,
    shown=True,
)
TAKE_OVER: Final = _command(
    "take_over",
    "ctrl+n,insert",
    N_("Successor"),
    N_("Make the contract of whoever takes over the hours under the cursor."),
    Place.LEFTOVERS,
    shown=True,
)
SETTLE_LEFTOVER: Final = _command(
    "settle_leftover",
    "ctrl+t",
    N_("Settle these hours"),
    N_("Say why nobody takes over the hours under the cursor."),
    Place.LEFTOVERS,
    shown=True,
)
REOPEN_LEFTOVER: Final = _command(
    "reopen_leftover",
    "delete",
    N_("Open again"),
    N_("Take back that the hours under the cursor were settled."),
    Place.LEFTOVERS,
)
PROPOSE_PENALTY: Final = _command(
    "propose_penalty",
    "",
    N_("Propose a penalty"),
    N_("Work out a penalty for the award on the screen, by the formula of its contract."),
    Place.RECORD,
)
PENALTY_LETTER: Final = _command(
    "penalty_letter",
    "",
    N_("Print the calculation"),
    N_("See the penalty on the screen with every step of its calculation, to be printed."),
    Place.RECORD,
)
GIVE_HOURS: Final = _command(
    "give_hours",
    "",
    N_("Give hours to a lot"),
    N_("Say by hand which lot of the agreement the hours under the cursor count for."),
    Place.GRID,
)

EDIT_NEED: Final = _command(
    "edit_need",
    "space",
    N_("Edit"),
    N_("Change the fields of the need."),
    Place.NEED,
    action="edit",
    shown=True,
    priority=True,
)
PUT_FORWARD: Final = _command(
    "put_forward",
    "ctrl+t",
    N_("Propose"),
    N_("Put the candidate under the cursor forward to the company."),
    Place.NEED,
    shown=True,
)
HIRE: Final = _command(
    "hire",
    "ctrl+l",
    N_("Hire"),
    N_("Make contract and assignment of the candidate under the cursor, from the need."),
    Place.NEED,
    shown=True,
)
TURN_DOWN: Final = _command(
    "turn_down",
    "delete",
    N_("Not taken"),
    N_("Say that the candidate was refused or withdrew, and why."),
    Place.NEED,
    shown=True,
)
CANDIDATE_SHEET: Final = _command(
    "candidate_sheet",
    "ctrl+b",
    N_("Candidate sheet"),
    N_("Show the sheet of the candidate to hand to the company."),
    Place.NEED,
    shown=True,
)
RECORD_EXIT: Final = _command(
    "record_exit",
    "enter",
    N_("Situation"),
    N_("Record what became of the person under the cursor."),
    Place.FOLLOW_UP,
    action="choose",
    shown=True,
    by_widget=True,
)
CALL_IN_VAIN: Final = _command(
    "call_in_vain",
    "ctrl+t",
    N_("No answer"),
    N_("Note a call in vain; the person comes back in some days."),
    Place.FOLLOW_UP,
    shown=True,
)
OPEN_PERSON: Final = _command(
    "open_person",
    "ctrl+b",
    N_("Person"),
    N_("Open the record of the person under the cursor."),
    Place.FOLLOW_UP,
    shown=True,
)
EXIT_YEAR: Final = _command(
    "exit_year",
    "ctrl+o",
    N_("Year"),
    N_("Choose the year whose exits are counted."),
    Place.FOLLOW_UP,
    shown=True,
)


def bindings(*commands: Command) -> list[BindingType]:
    """Return the bindings of a screen or app for its commands."""
    return [command.binding() for command in commands if command.key and not command.by_widget]


def commands_in(place: Place, *, shown: bool = False) -> list[Command]:
    """Return the commands of a place, those that hold everywhere last; or its command bar's."""
    return [
        command
        for where in dict.fromkeys((place, Place.EVERYWHERE))
        for command in COMMANDS.values()
        if where in command.places and (command.shown or not shown)
    ]


def key_table() -> Iterator[tuple[str, str, str]]:
    """Yield the rows of the README's table: keys, label and help in the user's language."""
    for command in COMMANDS.values():
        yield (
            ", ".join(key_name(key) for key in command.keys),
            command.shown_label,
            command.shown_help,
        )
