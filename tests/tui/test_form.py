"""Any record can be filled in by keys alone; wrong fields say why, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.schema import TABLES, Field, Kind
from ave_tui.widgets.choice_editors import ChoiceEditor, ChoicesEditor
from ave_tui.widgets.chosen_editor import FlagEditor, ReferenceEditor
from ave_tui.widgets.field_editors import PickAsked, TextEditor
from ave_tui.widgets.form import FormField, RecordForm
from tests.names import HOSTILE_NAMES
from tests.tui.bindings import doubled_keys, missing_actions
from tests.tui.shown import shown_lines, until_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.schema import Value, Values


class FormApp(App[None]):
    """Shows the form of a table and keeps what it says."""

    def __init__(
        self, table: str, values: Mapping[str, Value] | None = None, only: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        values = values or {}
        self.form = RecordForm(
            [
                FormField(field, values.get(field.name), shown=f"«{values.get(field.name)}»")
                for field in TABLES[table].fields
                if not only or field.name in only
            ]
        )
        self.submitted: list[Values] = []
        self.changes: list[Values] = []
        self.picks: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield self.form

    def on_mount(self) -> None:
        self.form.focus()

    def on_record_form_submitted(self, event: RecordForm.Submitted) -> None:
        self.submitted.append(event.values)
        self.changes.append(event.changes)

    def on_pick_asked(self, event: PickAsked) -> None:
        self.picks.append((event.field.name, event.typed))


async def test_a_participant_is_filled_in_without_leaving_the_keyboard() -> None:
    app = FormApp("participant")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"Benali", "tab", *"Amina", "down", *"12101990", "tab", "w", "enter")
        await pilot.pause()
    (values,) = app.submitted
    assert values["last_name"] == "Benali"
    assert values["birth_date"] == "1990-10-12"
    assert values["sex"] == "F"
    assert values["qpv"] == 0
    assert values["notes"] is None
    assert set(app.changes[0]) == {"last_name", "first_name", "birth_date", "sex"}


async def test_a_wrong_field_says_why_and_keeps_what_was_typed() -> None:
    app = FormApp("participant")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"Benali", "tab", *"Amina", "tab", *"31/02/2026")
        await pilot.pause()
        assert any("There is no 31/02/2026 in the calendar." in line for line in shown_lines(app))
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert app.submitted == []
        assert app.focused is not None
        assert app.focused.id == "field-birth_date"
        lines = shown_lines(app)
        assert any(line.startswith(" ! Born on") and "31/02/2026" in line for line in lines)
        await pilot.press(*["backspace"] * 10, "enter")
        await pilot.pause()
        assert app.submitted[0]["birth_date"] is None


async def test_a_date_that_stands_there_is_typed_over_and_then_written_out() -> None:
    values: Values = {"starts_on": "2026-11-24", "weekly_seconds": 35 * 3600}
    app = FormApp("employment_contract", values, ("starts_on", "ends_on", "weekly_seconds"))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"1/9/26", "tab", "tab", *"7h20", "tab")
        await pilot.pause()
        lines = shown_lines(app)
        assert any(line.rstrip().endswith("01/09/2026") for line in lines)
        # 7h20 has no two decimals: written out it would be another figure.
        assert any(line.rstrip().endswith("7h20") for line in lines)
        await pilot.press("enter")
        await pilot.pause()
    assert app.changes == [{"starts_on": "2026-09-01", "weekly_seconds": 26_400}]


async def test_a_date_that_can_not_be_read_is_mended_not_typed_over() -> None:
    app = FormApp("employment_contract", {}, ("starts_on", "ends_on"))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"1/9", "tab", "shift+tab", *"/2026", "enter")
        await pilot.pause()
    assert app.submitted[0]["starts_on"] == "2026-09-01"


async def test_what_is_needed_is_marked_and_asked_for() -> None:
    app = FormApp("company")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("Name *" in line for line in shown_lines(app))
        await pilot.press("tab", "1", "enter")
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == "field-name"
        assert any("“Name” is needed: fill it in." in line for line in shown_lines(app))
        assert app.submitted == []
        assert app.form.values()["siret"] == "1"


async def test_amounts_and_hours_are_typed_as_people_write_them() -> None:
    app = FormApp("lot", {"name": "Lot [A]", "public_contract_id": "a" * 32})
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        app.form.focus_field("due_seconds")
        await pilot.press(*"1820,5", "enter")
        await pilot.pause()
    assert app.changes == [{"due_seconds": 6_553_800}]
    app = FormApp("public_contract", {}, ("amount_cents",))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"1234,5", "enter")
        await pilot.pause()
    assert app.submitted == [{"amount_cents": 123_450}]


async def test_a_value_that_was_not_touched_stays_the_same_to_the_last_second() -> None:
    before: Values = {"name": "Deux\u2028lignes", "due_seconds": 546_013, "starts_on": "vers 2026"}
    app = FormApp("lot", before, ("name", "due_seconds", "starts_on", "sizing"))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        assert not app.form.changed
        await pilot.press("enter")
        await pilot.pause()
    assert app.submitted == [{**before, "sizing": None}]
    assert app.changes == [{}]


async def test_letters_and_space_choose_from_a_list() -> None:
    app = FormApp("company", {"name": "Bâti"}, ("name", "kind"))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("tab", "g", "e")
        await pilot.pause()
        assert any("GEIQ (employers' group)" in line for line in shown_lines(app))
        assert app.form.values()["kind"] == "GEIQ"
        await pilot.press("right", "left", "left")
        assert app.form.values()["kind"] == "EITI"
        await pilot.press("delete")
        assert app.form.values()["kind"] is None
        await pilot.press("space")
        assert app.form.values()["kind"] == "ORDINARY"
        await pilot.press("z", "q", "x", "backspace", "enter")
        await pilot.pause()
    assert app.submitted == [{"name": "Bâti", "kind": None}]


async def test_a_code_from_a_later_version_is_shown_and_kept() -> None:
    app = FormApp("company", {"name": "Bâti", "kind": "LATER"}, ("name", "kind"))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("LATER" in line for line in shown_lines(app))
        await pilot.press("enter")
        await pilot.pause()
    assert app.submitted[0]["kind"] == "LATER"


async def test_several_codes_are_taken_in_and_out() -> None:
    app = FormApp("eligibility", {"other_grounds": "QPV"}, ("other_grounds",))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"rsa", "space", *"aah", "space", *"rsa", "space", "enter")
        await pilot.pause()
        assert any("AAH recipient" in line for line in shown_lines(app))
        await pilot.press("delete", "enter")
        await pilot.pause()
    assert app.submitted == [{"other_grounds": "AAH QPV"}, {"other_grounds": None}]


async def test_yes_and_no_by_space_and_by_letter() -> None:
    app = FormApp("participant", {}, ("qpv",))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("space", "enter", "n", "enter", "y", "enter", "delete", "enter")
        await pilot.pause()
    assert [values["qpv"] for values in app.submitted] == [1, 0, 1, 0]


async def test_a_record_is_asked_for_by_letter_and_put_in_by_the_screen() -> None:
    app = FormApp("lot", {"name": "Lot 1"}, ("public_contract_id", "name"))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("m", "space")
        await pilot.pause()
        assert app.picks == [("public_contract_id", "m"), ("public_contract_id", " ")]
        app.form.set_reference("public_contract_id", "b" * 32, "Marché [/ 2026-01")
        await pilot.pause()
        assert any("Marché [/ 2026-01" in line for line in shown_lines(app))
        await pilot.press("enter")
        await pilot.pause()
        assert app.submitted[0]["public_contract_id"] == "b" * 32
        await pilot.press("delete", "enter")
        await pilot.pause()
    assert len(app.submitted) == 1


async def test_notes_take_several_lines_and_the_arrows_leave_them() -> None:
    app = FormApp("company", {"name": "Bâti"}, ("email", "notes", "name"))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        app.form.focus_field("notes")
        await pilot.press("a", "enter", "b", "up", "c", "up")
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == "field-email"
        await pilot.press("enter")
        await pilot.pause()
    assert app.submitted[0]["notes"] == "ac\nb"


async def test_a_refusal_goes_to_its_field_and_a_doubt_is_marked_until_taken_back() -> None:
    app = FormApp("company", {"name": "Bâti"})
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        app.form.mark_doubt("name", True)
        await pilot.pause()
        assert any(line.startswith(" ? Name *") for line in shown_lines(app))
        app.form.refuse(
            RuleBrokenError("“{typed}” is no SIRET.", "Type 14.", field="siret", typed="[/")
        )
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == "field-siret"
        assert any("“[/” is no SIRET. Type 14." in line for line in shown_lines(app))
        await pilot.press("1")
        await pilot.pause()
        assert not any("is no SIRET" in line for line in shown_lines(app))
        app.form.mark_doubt("name", False)
        await pilot.pause()
        assert not any(line.startswith(" ?") for line in shown_lines(app))
        await pilot.press("enter")
        await pilot.pause()
    assert app.submitted[0]["siret"] == "1"


@pytest.mark.parametrize("table", TABLES)
async def test_every_table_has_a_form_that_scrolls_at_80x24(table: str) -> None:
    app = FormApp(table)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        names = [field.name for field in TABLES[table].fields]
        for name in names:
            assert app.focused is not None
            assert app.focused.id == f"field-{name}"
            await pilot.press("tab")
        app.form.focus_field(names[-1])
        await until_shown(pilot, TABLES[table].fields[-1].label)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
async def test_any_name_is_shown_and_kept(name: str) -> None:
    app = FormApp("company", {"name": name}, ("name", "commune"))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press("end", "left", "right", "x", "enter")
        await pilot.pause()
        assert len(shown_lines(app)) == 24
    assert str(app.submitted[0]["name"]).endswith("x")


async def test_a_whole_number_is_asked_for_in_digits() -> None:
    field = replace(TABLES["rule_setting"].field("number"), required=True)
    assert isinstance(field, Field)
    assert field.kind is Kind.COUNT
    app = FormApp("rule_setting", {}, ("number",))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.press(*"1 600", "enter", "x", "enter")
        await pilot.pause()
    assert app.submitted == [{"number": 1600}]


@pytest.mark.parametrize(
    "cls", [RecordForm, TextEditor, FlagEditor, ChoiceEditor, ChoicesEditor, ReferenceEditor]
)
def test_every_binding_has_its_action(cls: type[RecordForm]) -> None:
    assert missing_actions(cls) == []
    assert doubled_keys(cls) == []
