"""The field at the top: a few letters, and the person or the case is there."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.cases import Case
from app.domain.records import new_id
from app.services.applications import take_application
from app.services.office import Office
from app.services.persons import AddAddress, AddPerson, AddressEntry, add_address, add_person
from app.services.searching import FindAnything, FoundThings, find_anything
from tests.little_office import ANNA, annas_application, somebody


@pytest.fixture
def case(office: Office) -> Case:
    """Anna's first case."""
    return take_application(office, annas_application()).value.case


def find(office: Office, text: str) -> FoundThings:
    return find_anything(office, FindAnything(text))


def names(office: Office, text: str) -> list[str]:
    return [hit.name for hit in find(office, text).persons]


@pytest.mark.parametrize(
    "text",
    ["wiśn", "wisniewska anna", "ANNA WIŚ", "anna", "920304", ANNA.pesel, "wola przed", "44 781 22 60", "447812260"],
)
def test_a_person_is_found_by_the_beginning_of_what_is_known(office: Office, case: Case, text: str) -> None:
    assert "Wiśniewska Anna" in names(office, text)
    assert case in [found.case for found in find(office, text).cases]


def test_polish_letters_may_be_left_out(office: Office) -> None:
    add_person(office, AddPerson(somebody("Łukasz", "Żółć")))
    assert names(office, "zolc luk") == names(office, "Żółć") == ["Żółć Łukasz"]


@pytest.mark.parametrize("text", ["", "   ", "-", "'", '"', "%", "*", "NEAR(", "a" * 5_000, "\x00", "😀"])
def test_whatever_is_typed_is_only_searched(office: Office, case: Case, text: str) -> None:
    assert case.sign
    found = find(office, text)
    assert len(found.persons) <= 12


def test_persons_stand_in_the_order_of_the_alphabet(office: Office) -> None:
    for last_name in ("Nowacki", "Nowak", "Nówka", "Nowaczyk"):
        add_person(office, AddPerson(somebody("Jan", last_name)))
    assert names(office, "now") == ["Nowacki Jan", "Nowaczyk Jan", "Nowak Jan", "Nówka Jan"]


def test_a_case_is_found_by_its_sign_and_stands_first(office: Office, case: Case) -> None:
    take_application(office, annas_application(received_on=date(2026, 11, 3), person_id=case.person_id, members=()))
    cases = [found.case for found in find(office, case.sign).cases]
    assert len(cases) == 2
    assert cases[0] == case
    assert find(office, case.sign.lower()).cases[0].case == case


def test_of_a_persons_cases_the_newest_stands_first(office: Office, case: Case) -> None:
    newer = replace(case, opened_on=date(2026, 11, 30))
    with office.work("późniejsza data") as work:
        work.change(case, newer)
        work.commit()
    second = take_application(office, annas_application(person_id=case.person_id, members=())).value.case
    assert [found.case.id for found in find(office, "wiśniewska anna").cases] == [case.id, second.id]


def test_a_case_says_whose_it_is(office: Office, case: Case) -> None:
    (found,) = find(office, "920304").cases
    assert (found.case.id, found.person) == (case.id, "Wiśniewska Anna")


def test_of_many_only_the_first_are_told(office: Office) -> None:
    for number in range(20):
        add_person(office, AddPerson(somebody("Jan", f"Kowalski-{number:02d}")))
    assert len(names(office, "kowal")) == 12


def test_an_address_finds_who_lives_there(office: Office) -> None:
    person = add_person(office, AddPerson(somebody("Ewa", "Mak"))).value
    add_address(office, AddAddress(person.id, AddressEntry(locality="Góry Mokre", house="7")))
    assert "Mak Ewa" in names(office, "gory mokre 7")


def test_a_piece_of_a_sign_means_that_case_and_no_other_with_the_same_digits(office: Office, case: Case) -> None:
    for number in (17, 1, 170):
        person = add_person(office, AddPerson(somebody("Katarzyna", f"Bas{number}"))).value
        with office.work("Sprawa") as work:
            sign = f"MGOPS.5110.{3 if number != 1 else 1}.{number}.2025" if number != 1 else "MGOPS.5110.1.17.2025"
            work.add(replace(case, id=new_id(), person_id=person.id, number=number, sign=sign, seen=None))
            work.commit()
    found = find(office, "5110.3.17")
    assert found.is_sign
    assert [each.case.sign for each in found.cases[:2]] == ["MGOPS.5110.3.17.2025", "MGOPS.5110.3.170.2025"]
    assert not find(office, "wisniewska").is_sign
    assert not find(office, "44.781").is_sign
