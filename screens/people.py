"""The people one exchanges files with: who they are, how they are trusted, when they last wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.laptops import short
from ave_tui.domain.words import N_
from ave_tui.i18n import _, day
from ave_tui.services.people_words import how_trusted, who_must_hear
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.choice import ChoiceScreen
from screens.confirm import ConfirmScreen
from screens.meeting import meet
from screens.navigation import GoTo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.people import Person
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell


class PeopleScreen(AveScreen[None]):
    """This laptop first, then everybody whose card is known; Enter says what can be done."""

    DEFAULT_CSS = """
    PeopleScreen {
        & LineTable { height: 1fr; }
        & #about { height: 5; padding: 0 1; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.NEW, commands.DELETE
    )
    title_text = N_("People I exchange with")
    bar = (
        *(commands.OPEN, commands.NEW, commands.DELETE, commands.BACK),
        *(commands.MENU, commands.HELP),
    )
    help_text = N_(
        "Files are made for these people, and taken from nobody else. Ins adds somebody: you give "
        "each other your cards and read twenty digits on the phone, once. Whoever compared digits "
        "with head office trusts everybody on its list at once. Del withdraws the trust from a "
        "laptop that was lost: nothing is made for it any more, and nothing taken from it; what "
        "came before stays."
    )
    takes_undo = False

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._people: list[Person] = []

    def compose_body(self) -> ComposeResult:
        """Yield the list, and what is known of who is under the cursor."""
        yield LineTable()
        yield Static(markup=False, id="about")

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def reload(self) -> None:
        """Look again at who is trusted."""
        self._people = self.services.trust.people()
        table = self.query_one(LineTable)
        table.show_columns(
            (
                Column("", width=1),
                Column(_("Name"), share=3),
                Column(_("Structure"), share=3, gives_way=2),
                Column(_("Trusted"), share=3),
                Column(_("Since"), width=11, gives_way=1),
                Column(_("Last file"), width=11),
            )
        )
        table.show_rows(ListRows([self._own_row(), *map(self._row, self._people)]))
        self._show_about(table.cursor)

    def _own_row(self) -> tuple[Cell, ...]:
        card = self.services.trust.my_card()
        role = _("this laptop, head office") if card.is_office else _("this laptop")
        return (Toned("●", "accent"), card.name, card.structure, role, "", "")

    def _row(self, person: Person) -> tuple[Cell, ...]:
        last = max(person.last_in_ms or 0, person.last_out_ms or 0)
        mark = Toned("✓", "success") if person.trusted else Toned("✗", "warning")
        return (
            mark,
            person.name,
            person.card.structure,
            how_trusted(person),
            self._day(person.since_ms),
            self._day(last),
        )

    def _day(self, at_ms: int | None) -> str:
        if not at_ms:
            return ""
        at = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(self.services.clock().tzinfo)
        return day(at.date())

    def _show_about(self, index: int) -> None:
        lines = list(self._about_me() if index == 0 else self._about(self._people[index - 1]))
        said = Text(lines[0], style="bold")
        said.append("".join(f"\n{line}" for line in lines[1:]), style="not bold")
        self.query_one("#about", Static).update(said)

    def _about_me(self) -> Iterator[str]:
        trust = self.services.trust
        yield _("{name}, laptop {number}", name=trust.my_name, number=short(trust.my_card().device))
        if trust.revoked_by:
            yield _("{name} has withdrawn the trust in this laptop.", name=trust.revoked_by)
        if trust.is_office:
            yield _("Your files carry your list: whoever trusts you trusts those on it.")
        if not self._people:
            yield _("Nobody is trusted yet: Ins leads through it, it takes five minutes.")

    def _about(self, person: Person) -> Iterator[str]:
        yield _("{name}, laptop {number}", name=person.name, number=short(person.device))
        yield f"{how_trusted(person)} ({self._day(person.since_ms)})"
        came, went = self._day(person.last_in_ms), self._day(person.last_out_ms)
        yield _("Last file from them: {day}", day=came or "–")
        yield _("Last file for them: {day}", day=went or "–")

    def bar_now(self) -> tuple[commands.Command, ...]:
        """Offer to withdraw trust only where there is some."""
        if self._trusted_here is None:
            return tuple(each for each in self.bar if each is not commands.DELETE)
        return self.bar

    @property
    def _trusted_here(self) -> Person | None:
        """Who is under the cursor, if their laptop is trusted."""
        index = self.query_one(LineTable).cursor
        person = self._people[index - 1] if 0 < index <= len(self._people) else None
        return person if person is not None and person.trusted else None

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Say who is under the cursor."""
        event.stop()
        self._show_about(event.index)
        self.show_frame()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Ask what is to be done."""
        event.stop()
        if event.index == 0:
            self._ask_about_me()
        else:
            self._ask_about(self._people[event.index - 1])

    def _ask_about_me(self) -> None:
        trust = self.services.trust
        office = (
            _("This is not the head office's laptop")
            if trust.is_office
            else _("This is the head office's laptop")
        )
        options = [("card", _("Give my card")), ("office", office)]

        def do(chosen: str | None) -> None:
            if chosen == "card":
                self.action_new()
            elif chosen == "office":
                trust.be_office(not trust.is_office)
                self.reload()

        self.app.push_screen(ChoiceScreen(trust.my_name, options), do)

    def _ask_about(self, person: Person) -> None:
        options = []
        if person.trusted:
            options.append(("revoke", _("Trust this laptop no more: it was lost")))
            if person.compared and person.heeded:
                options.append(("ignore", _("Don't take this list any more")))
            elif person.compared:
                options.append(("heed", _("This is head office: trust everybody on its list")))
        options.append(("meet", _("Compare the digits")))

        def do(chosen: str | None) -> None:
            match chosen:
                case "revoke":
                    self._ask_revoke(person)
                case "heed" | "ignore":
                    self._try_heed(person, chosen == "heed")
                case "meet":
                    meet(self, lambda _trusted: self.reload(), person.card)

        self.app.push_screen(ChoiceScreen(person.name, options), do)

    def _try_heed(self, person: Person, heeds: bool) -> None:
        try:
            self.services.trust.heed(person.device, heeds)
        except AveError as error:
            self.tell(error)
        self.reload()

    def _ask_revoke(self, person: Person) -> None:
        question = _(
            "Trust the laptop of {name} no more? No file is made for it any more, and none taken "
            "from it. What came before stays.",
            name=person.name,
        )

        def do(sure: bool | None) -> None:
            if sure:
                self.services.trust.revoke(person.device)
                done = _("The laptop of {name} is trusted no more.", name=person.name)
                self.tell_done(f"{done}\n{who_must_hear(self.services.trust)}")
                self.reload()

        self.app.push_screen(ConfirmScreen(question, _("Trust it no more")), do)

    def action_new(self) -> None:
        """Get to know somebody."""
        meet(self, lambda _trusted: self.reload())

    def action_delete(self) -> None:
        """Withdraw the trust from who is under the cursor."""
        if (person := self._trusted_here) is None:
            self.app.bell()
            return
        self._ask_revoke(person)

    def action_back(self) -> None:
        """Go back to the exchange."""
        self.post_message(GoTo(commands.EXCHANGE.id))
