"""A long list says where it shows one of several values."""

from dataclasses import replace
from datetime import date

from app.domain.cases import Case
from app.domain.persons import Address, Person
from app.domain.records import Record
from app.services.applications import take_application
from app.services.lists import ListKeys, ListPage, list_keys, list_page
from app.services.office import Office
from app.services.ports import Listing
from tests.little_office import annas_application


def part(office: Office, record: Record, one: dict[str, object], other: dict[str, object]) -> None:
    """Two forms that were opened before either was saved."""
    for values in (one, other):
        with office.work("formularz") as work:
            work.change(record, replace(record, **values))  # type: ignore[arg-type]  # the tests name the fields
            work.commit()


def parted(office: Office, name: str) -> dict[str, frozenset[str]]:
    """Name of a row -> its marked columns; the first page and the others agree."""
    listing = Listing(name, "name")
    found = list_keys(office, ListKeys(listing))
    assert list_page(office, ListPage(listing, found.keys)) == found.first_rows
    return {row.name: row.parted for row in found.first_rows if row.parted}


def test_nothing_is_marked_where_nothing_is_parted(office: Office) -> None:
    person = take_application(office, annas_application()).value.person
    part(office, person, {"phone": "1"}, {"phone": "1"})
    assert parted(office, "persons") == parted(office, "cases") == {}


def test_persons_by_field_and_address(office: Office) -> None:
    person = take_application(office, annas_application()).value.person
    part(office, person, {"phone": "1", "note": "a"}, {"phone": "2", "note": "b"})
    assert parted(office, "persons") == {"Wiśniewska Anna": frozenset({"phone"})}
    assert parted(office, "cases") == {}
    with office.reading() as file:
        (address,) = file.find(Address, person_id=person.id)
        person = file.get(Person, person.id)
    part(office, address, {"house": "15"}, {"house": "16"})
    assert parted(office, "persons")["Wiśniewska Anna"] == {"phone", "place"}
    part(office, person, {"last_name": "Kowal"}, {"last_name": "Kowalska"})
    ((name, columns),) = parted(office, "persons").items()
    assert name.endswith("Anna")
    assert columns == {"name", "phone", "place"}
    assert list(parted(office, "cases").values()) == [{"name"}]


def test_cases_by_their_sign(office: Office) -> None:
    case_id = take_application(office, annas_application()).value.case.id
    with office.reading() as file:
        case = file.get(Case, case_id)
    part(office, case, {"need_known_on": date(2026, 11, 1)}, {"need_known_on": date(2026, 11, 2)})
    assert list(parted(office, "cases").values()) == [{"sign"}]
