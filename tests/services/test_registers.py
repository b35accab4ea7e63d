"""Lists of cases: one keeper, no gaps that do not explain themselves."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.case_course import Closing, EventKind
from app.domain.cases import AlreadyClosed, Case
from app.domain.roles import NotAllowed
from app.services.applications import take_application
from app.services.calendars import SetCalendar
from app.services.case_views import OpenCase, open_case
from app.services.cases import CloseCase, close_case
from app.services.households import ReasonNeeded
from app.services.office import Office
from app.services.registers import (
    CancelCase,
    ListExists,
    ListRegisters,
    NotKeptHere,
    NumberCases,
    OpenRegister,
    ShowRegister,
    WrongListName,
    cancel_case,
    list_registers,
    number_cases,
    open_register,
    show_register,
)
from tests.little_office import HEAD, LAPTOP, annas_application, at_desk, case_list, little_office, somebody

NEW = OpenRegister(cell="MGOPS", class_symbol="5114", group_number=3, year=2026, title="Posiłki", benefit="meal")


def test_numbers_follow_each_other_and_a_mistake_stays_in_the_list(office: Office) -> None:
    first = take_application(office, annas_application()).value.case
    with pytest.raises(ReasonNeeded):
        cancel_case(office, CancelCase(first, " "))
    cancelled = cancel_case(office, CancelCase(first, "wniosek złożono w innej gminie")).value
    assert (cancelled.sign, cancelled.closed_as) == (first.sign, Closing.CANCELLED)
    with pytest.raises(AlreadyClosed):
        cancel_case(office, CancelCase(cancelled, "jeszcze raz"))
    with pytest.raises(AlreadyClosed):
        close_case(office, CloseCase(cancelled, Closing.SETTLED))
    second = take_application(office, annas_application(person=somebody(), members=())).value.case
    assert second.sign == "MGOPS.5110.3.2.2026"
    assert first.list_id is not None
    rows = show_register(office, ShowRegister(first.list_id))
    assert [(row.number, row.person, row.closed_as) for row in rows] == [
        (1, "Anna Wiśniewska", "cancelled"),
        (2, "Jan Ćwik", ""),
    ]
    assert open_case(office, OpenCase(first.id)).course[0].event.kind == EventKind.CANCELLED


def test_what_came_without_a_sign_is_numbered_by_the_keeper_in_order(tmp_path: Path) -> None:
    with little_office(tmp_path, datetime(2026, 11, 20, 8), at=LAPTOP) as office:
        later = take_application(office, annas_application(person=somebody())).value.case
        earlier = take_application(
            office, annas_application(person=somebody("Ewa", "Żak"), received_on=date(2026, 11, 2))
        ).value.case
        mistake = take_application(office, annas_application(person=somebody("Nikt", "Nowy"))).value.case
        cancel_case(office, CancelCase(mistake, "pomyłka"))
        assert number_cases(office, NumberCases()).value == ()
        kept_here = case_list("5110", 3, "periodic_allowance")
        with office.work("Przekazanie spisu") as work:
            shown = work.get(type(kept_here), kept_here.id)
            work.change(shown, replace(shown, keeper_id=LAPTOP))
            work.commit()
        (register,) = [each for each in list_registers(office, ListRegisters(2026)) if each.is_kept_here]
        assert (register.keeper, register.last_number, register.waiting) == ("Laptop Północ", 0, 2)
        numbered = number_cases(office, NumberCases()).value
        assert [(case.id, case.sign) for case in numbered] == [
            (earlier.id, "MGOPS.5110.3.1.2026"),
            (later.id, "MGOPS.5110.3.2.2026"),
        ]
        assert number_cases(office, NumberCases()).value == ()
        assert open_case(office, OpenCase(later.id)).course[0].event.text == "MGOPS.5110.3.2.2026"


def test_a_list_is_opened_once_and_only_by_whom_it_is_allowed(office: Office) -> None:
    with pytest.raises(NotAllowed):
        open_register(office, NEW)
    head = at_desk(office, HEAD)
    made = open_register(head, NEW).value
    assert (made.name, made.sign(7)) == ("MGOPS.5114.3", "MGOPS.5114.3.7.2026")
    with pytest.raises(ListExists):
        open_register(head, NEW)
    for wrong in (replace(NEW, cell="MG OPS"), replace(NEW, class_symbol="5"), replace(NEW, group_number=-1)):
        with pytest.raises(WrongListName):
            open_register(head, wrong)
    assert take_application(office, annas_application(benefit="meal")).value.case.sign == "MGOPS.5114.3.1.2026"


def test_a_workstation_outside_the_roster_keeps_no_list(office: Office) -> None:
    office.file.set_meta("author", 99)
    with pytest.raises(NotKeptHere):
        open_register(at_desk(office, HEAD), NEW)


def test_one_of_several_lists_of_a_benefit_can_be_wanted(office: Office) -> None:
    south = open_register(
        at_desk(office, HEAD),
        replace(NEW, class_symbol="5110", group_number=4, benefit="periodic_allowance", title="Okresowe Południe"),
    ).value
    case = take_application(office, annas_application(list_id=south.id)).value.case
    assert case.sign == "MGOPS.5110.4.1.2026"
    next_year = replace(office, calendar=SetCalendar(datetime(2027, 1, 4, 9)))
    asked = annas_application(person=somebody(), list_id=south.id, received_on=date(2027, 1, 4))
    assert take_application(next_year, asked).value.case.sign == "MGOPS.5110.4.1.2027"
    with office.reading() as file:
        assert file.count(Case) == 2
