"""Two records that somebody called one human being count, are shown and are found as one."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.households import Member
from app.domain.persons import Person
from app.domain.records import RecordId, new_id
from app.services.applications import take_application
from app.services.cases import CaseFindings, case_findings
from app.services.exchange.pairs import JudgePair, UndoVerdict, judge_pair, undo_verdict
from app.services.incomes import IncomeEntry, WriteIncome, write_income
from app.services.lists import ListKeys, list_keys
from app.services.office import Office
from app.services.person_views import OpenPerson, open_person
from app.services.persons import AddPerson, add_person
from app.services.ports import Listing
from app.services.searching import FindAnything, find_anything
from tests.little_office import ANNA, annas_application

FIRST, SECOND = "MGOPS.5110.3.1.2026", "MGOPS.5110.3.2.2026"


@pytest.fixture
def two(office: Office) -> tuple[RecordId, RecordId]:
    """Anna with two children and a case, and Anna once more with a wage and a case of her own; the first stands."""
    first = take_application(office, annas_application()).value
    twin = add_person(office, AddPerson(replace(ANNA, last_name="Wisniewska"), is_somebody_else=True)).value
    take_application(office, annas_application(person_id=twin.id, members=()))
    wage = IncomeEntry(kind="wage", amount=300_000, received_on=date(2026, 10, 20), evidence="zaświadczenie")
    write_income(office, WriteIncome(twin.id, wage))
    judge_pair(office, JudgePair(first.person.id, twin.id, is_same=True))
    return first.person.id, twin.id


def signs(office: Office, text: str) -> set[str]:
    return {found.case.sign for found in find_anything(office, FindAnything(text)).cases}


def test_income_of_either_record_counts(office: Office, two: tuple[RecordId, RecordId]) -> None:
    case = next(row for row in open_person(office, OpenPerson(two[0])).cases if row.sign == FIRST)
    assert case_findings(office, CaseFindings(case.id)).income == 300_000


def test_the_card_shows_what_hangs_on_either(office: Office, two: tuple[RecordId, RecordId]) -> None:
    card = open_person(office, OpenPerson(two[0]))
    assert {case.sign for case in card.cases} == {FIRST, SECOND}
    assert [income.amount for income in card.incomes] == [300_000]
    assert open_person(office, OpenPerson(two[1])).stands_for == card.person


def test_each_case_is_found_and_the_person_once(office: Office, two: tuple[RecordId, RecordId]) -> None:
    for text in (SECOND, "5110.3.1", ANNA.pesel, "wiśniewska"):
        found = find_anything(office, FindAnything(text))
        assert [hit.id for hit in found.persons if hit.id in two] == [two[0]], text
        assert {found.case.sign for found in found.cases} >= {FIRST, SECOND}, text
    assert signs(office, "wisniewska") == {FIRST, SECOND}
    names = [row.name for row in list_keys(office, ListKeys(Listing("persons", text="wisniewska"))).first_rows]
    assert [name for name in names if "Anna" in name] == ["Wiśniewska Anna"]
    assert len(list_keys(office, ListKeys(Listing("cases", text="5110.3.2"))).first_rows) == 1


def test_parting_them_again_shows_both(office: Office, two: tuple[RecordId, RecordId]) -> None:
    undo_verdict(office, UndoVerdict(*two))
    assert {hit.id for hit in find_anything(office, FindAnything("anna")).persons} == set(two)
    assert len(open_person(office, OpenPerson(two[0])).cases) == 1


def test_a_person_who_stands_twice_in_a_household_is_counted_once(
    office: Office, two: tuple[RecordId, RecordId]
) -> None:
    case = next(row for row in open_person(office, OpenPerson(two[0])).cases if row.sign == FIRST)
    with office.work("Z innego stanowiska") as work:
        (member,) = work.find(Member, person_id=two[0])
        work.add(replace(member, id=new_id(), person_id=two[1]))
        work.commit()
    assert case_findings(office, CaseFindings(case.id)).people == 3


def test_a_joined_record_whose_other_is_gone_is_found_no_more(office: Office, two: tuple[RecordId, RecordId]) -> None:
    with office.work("Usunięcie") as work:
        work.remove(work.get(Person, two[0]))
        work.commit()
    assert find_anything(office, FindAnything("wisniewska anna")).persons == ()
