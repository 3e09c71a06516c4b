"""What deserves a second look in a record because of other records: doubles, dates, shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.clause_duty import Gap
from ave_tui.domain.duplicates import Identity, likely_same_person
from ave_tui.domain.durations import Hours
from ave_tui.domain.eligible import NO_END
from ave_tui.domain.folding import fold, tokens
from ave_tui.domain.rules import codes_on, value_on
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.clause_gaps import gaps_while_typing
from ave_tui.services.delicate_words import doubt_words
from ave_tui.services.hire_doubts import doubt_eligibility, doubt_hire, doubt_structure
from ave_tui.services.labels import names_of
from ave_tui.services.record_rules import Advice, doubt_itself, tidy_siret
from ave_tui.services.spans import same_time, within
from ave_tui.storage import rows
from ave_tui.storage.queries import links
from ave_tui.storage.queries.rules import dated_values
from ave_tui.storage.same import all_of_same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.services.known_names import KnownNames
    from ave_tui.storage.database import Database


class Doubts:
    """Holds a record that is being written against those that are there."""

    def __init__(self, database: Database, known: KnownNames) -> None:
        self._database = database
        self._known = known
        self._rules: dict[str, Callable[[Id | None, Mapping[str, Value]], Iterator[Advice]]] = {
            "company": self._same_company,
            "authority": self._same_authority,
            "participant": self._same_person,
            "public_contract": self._public_contract,
            "award": self._award,
            "employment_contract": self._employment,
            "eligibility": self._eligibility,
            "assignment": self._assignment,
        }

    def about(self, table: str, row: Id | None, values: Mapping[str, Value]) -> list[Advice]:
        """Return everything doubtful about a record, doubles of it first."""
        rule = self._rules.get(table)
        found = list(rule(row, values)) if rule else []
        today = self._database.clock().date()
        found += doubt_itself(table, values, today)
        rules = dated_values(self._database.connection)
        if value_on("delicate_words", rules, today.isoformat()):
            found += doubt_words(table, values)
        return found

    def _same_company(self, row: Id | None, values: Mapping[str, Value]) -> Iterator[Advice]:
        return self._same_body("company", row, values)

    def _same_authority(self, row: Id | None, values: Mapping[str, Value]) -> Iterator[Advice]:
        return self._same_body("authority", row, values)

    def _same_body(
        self, table: str, row: Id | None, values: Mapping[str, Value]
    ) -> Iterator[Advice]:
        siret = tidy_siret(str(values.get("siret") or ""))
        entries = self._known.index(table).entries
        mine = self._same_as(table, row)
        if siret:
            for other in links.with_values(self._database.connection, table, {"siret": siret}):
                if other not in mine:
                    said = N_("{name} has this SIRET already.")
                    name = names_of(self._database.connection, table, [other])[other].label
                    yield Advice("siret", Sentence(said, {"name": name}), other)
                    return
        words = tokens(str(values.get("name") or ""))
        town = fold(str(values.get("commune") or ""))
        for other in self._known.index(table).with_word(words[0]) if words else ():
            entry = entries[other]
            theirs = fold(entry.parts[1] or "")
            if other not in mine and entry.order == words and (not town or town == theirs):
                said = N_("{name} is there already.")
                yield Advice("name", Sentence(said, {"name": entry.name.whole}), other)
                return

    def _same_person(self, row: Id | None, values: Mapping[str, Value]) -> Iterator[Advice]:
        last, first, born = (
            str(values.get(name) or "") for name in ("last_name", "first_name", "birth_date")
        )
        if not (last and first):
            return
        one = Identity.of(last, first, born)
        index = self._known.index("participant")
        # One slip leaves at least one word of a whole name as it was.
        near = {other for word in tokens(f"{last} {first}") for other in index.with_word(word)}
        for other in sorted(near - self._same_as("participant", row)):
            entry = index.entries[other]
            theirs = Identity.of(entry.parts[0] or "", entry.parts[1] or "", entry.parts[2])
            if likely_same_person(one, theirs):
                said = N_("{name} is there already.")
                yield Advice("last_name", Sentence(said, {"name": entry.name.whole}), other)
                return

    def _public_contract(self, row: Id | None, values: Mapping[str, Value]) -> Iterator[Advice]:
        yield from self._same_reference(row, values)
        connection, today = self._database.connection, self._database.clock().date().isoformat()
        for gap, said in gaps_while_typing(connection, row, values, today):
            exception = gap is Gap.CLAUSE and bool(values.get("exception"))
            yield Advice("exception_note" if exception else "clause", said)

    def _same_reference(self, row: Id | None, values: Mapping[str, Value]) -> Iterator[Advice]:
        reference = values.get("reference")
        if not reference:
            return
        index = self._known.index("public_contract")
        words = tokens(str(reference))
        for other in index.with_word(words[0]) if words else ():
            entry = index.entries[other]
            if other != row and tokens(entry.parts[0] or "") == words:
                said = N_("{name} has this reference already.")
                yield Advice("reference", Sentence(said, {"name": entry.name.label}), other)
                return

    def _award(self, row: Id | None, values: Mapping[str, Value]) -> Iterator[Advice]:
        lot = values.get("lot_id")
        if not isinstance(lot, str):
            return
        # Shares are those of the hours notified: what changes add is spread over them by itself.
        due = self._values("lot", lot).get("due_seconds")
        others = [
            award
            for award in links.values_of(
                self._database.connection,
                "award",
                "lot_id",
                lot,
                "company_id",
                "due_seconds",
                "lead_id",
            )
            if award[0] != row
        ]
        for other, award in others:
            if award["company_id"] == values.get("company_id"):
                said = N_("This company is in this lot already.")
                yield Advice("company_id", Sentence(said), other)
                break
        # Of a group, one award bears the obligation; the others' shares are within it.
        shares = [
            award.get("due_seconds")
            for award in (*(award for _, award in others), values)
            if not award.get("lead_id")
        ]
        total = sum(share for share in shares if isinstance(share, int))
        if isinstance(due, int) and total > due:
            said = N_("The shares add up to {total} hours, the lot is due {due}.")
            given = {"total": Hours(total), "due": Hours(due)}
            yield Advice("due_seconds", Sentence(said, given))
        lead = values.get("lead_id")
        if isinstance(lead, str):
            yield from self._group(row, lot, lead)

    def _group(self, row: Id | None, lot: str, lead: str) -> Iterator[Advice]:
        """Yield what is wrong with the award that leads a group."""
        values = self._values("award", lead)
        if row is not None and row in (lead, values.get("lead_id")):
            yield Advice("lead_id", Sentence(N_("An award does not stand under itself.")))
        elif values.get("lot_id") != lot:
            yield Advice("lead_id", Sentence(N_("This award is not for this lot.")))

    def _employment(self, row: Id | None, values: Mapping[str, Value]) -> Iterator[Advice]:
        person, starts = values.get("participant_id"), values.get("starts_on")
        if not (isinstance(person, str) and isinstance(starts, str)):
            return
        connection = self._database.connection
        for other, contract in links.values_of(
            connection, "employment_contract", "participant_id", person,
            "employer_id", "starts_on", "ends_on",
        ):  # fmt: skip
            if (
                other != row
                and same_time(values, contract)
                and contract["employer_id"] == values.get("employer_id")
            ):
                said = N_("A contract with this employer is running at that time already.")
                yield Advice("starts_on", Sentence(said), other)
                break
        yield from doubt_hire(connection, values)

    def _eligibility(self, row: Id | None, values: Mapping[str, Value]) -> Iterator[Advice]:
        today = self._database.clock().date()
        return doubt_eligibility(self._database.connection, row, values, today)

    def _assignment(self, row: Id | None, values: Mapping[str, Value]) -> Iterator[Advice]:
        contract, lot = values.get("employment_contract_id"), values.get("lot_id")
        award = values.get("award_id")
        for table, parent, said in (
            ("employment_contract", contract, N_("Outside the dates of the employment contract.")),
            ("lot", lot, N_("Outside the dates of the lot.")),
        ):
            if isinstance(parent, str) and not within(values, self._values(table, parent)):
                yield Advice("starts_on", Sentence(said))
        if isinstance(award, str) and self._values("award", award).get("lot_id") != lot:
            yield Advice("award_id", Sentence(N_("This award is not for this lot.")))
        if not (isinstance(contract, str) and isinstance(lot, str)):
            return
        accepted = self._accepted(lot, str(values.get("starts_on") or NO_END))
        yield from doubt_structure(self._database.connection, values, accepted)
        for other, theirs in links.values_of(
            self._database.connection, "assignment", "employment_contract_id", contract,
            "lot_id", "starts_on", "ends_on",
        ):  # fmt: skip
            if other != row and theirs["lot_id"] == lot and same_time(values, theirs):
                said = N_("This person is on this lot at that time already.")
                yield Advice("lot_id", Sentence(said), other)
                return

    def _accepted(self, lot: Id, day: str) -> tuple[str, ...]:
        """Return the structures whose people count for the contracting authority of a lot."""
        contract = str(self._values("lot", lot).get("public_contract_id") or "")
        authority = self._values("public_contract", contract).get("authority_id")
        rules = dated_values(self._database.connection)
        return codes_on("accepted_structures", rules, day, str(authority or ""))

    def _same_as(self, table: str, row: Id | None) -> set[Id]:
        """Return a record and those that it was joined with: no double of it."""
        return set() if row is None else set(all_of_same(self._database.connection, table, row))

    def _values(self, table: str, row: str) -> Values:
        found = rows.read(self._database.connection, table, row)
        return found.values if found else {}
