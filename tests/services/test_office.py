"""What every service is given: the right to ask, a transaction in somebody's name, a clock."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.persons import Person
from app.domain.roles import Act, NotAllowed
from app.services.calendars import SetCalendar, SystemCalendar
from app.services.office import Office
from app.services.persons import AddPerson, add_person
from tests.little_office import ACCOUNTANT, CLERK, HEAD, at_desk, somebody


def test_who_may_not_do_it_is_refused_before_anything_happens(office: Office) -> None:
    office.allow(Act.REGISTER)
    with pytest.raises(NotAllowed):
        at_desk(office, ACCOUNTANT).allow(Act.REGISTER)


def test_a_change_is_written_down_in_the_name_of_who_sits_there_at_the_time_of_the_office(office: Office) -> None:
    person = add_person(office, AddPerson(somebody())).value
    later = replace(at_desk(office, HEAD), calendar=SetCalendar(datetime(2026, 11, 4, 9, 5)))
    with later.work("z rozmowy telefonicznej") as work:
        work.change(work.get(Person, person.id), replace(person, phone="512 000 001"))
        work.commit()
    with office.reading() as file:
        told = next(version for version in file.history(Person, person.id) if version.field == "phone")
    assert (told.clerk_id, told.reason) == (HEAD.id, "z rozmowy telefonicznej")
    assert told.at == datetime(2026, 11, 4, 9, 5)


def test_without_commit_nothing_happened(office: Office) -> None:
    before = office.file.bundling.digest()
    with office.work("namysł") as work:
        work.add(Person(id=CLERK.id, last_name="Nikt"))
    assert office.file.bundling.digest() == before


def test_the_machines_clock_is_cut_to_the_second() -> None:
    calendar = SystemCalendar()
    before, now, after = datetime.now(), calendar.now(), datetime.now()
    assert before.replace(microsecond=0) <= now <= after
    assert (now.microsecond, now.tzinfo) == (0, None)
    assert calendar.today() in {before.date(), after.date()}


def test_a_set_clock_stands_still_and_may_go_back() -> None:
    calendar = SetCalendar(datetime(2026, 11, 23, 7, 42))
    assert (calendar.today(), calendar.now()) == (date(2026, 11, 23), datetime(2026, 11, 23, 7, 42))
    calendar.move_to(datetime(2026, 11, 3, 11, 30))
    assert calendar.today() == date(2026, 11, 3)
