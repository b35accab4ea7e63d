"""What a request may not do, whatever it sends: old forms, things of another case, fields with acts of their own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.case_course import Closing, PaperKind
from app.domain.cases import AlreadyClosed, Application, Case, Document
from app.domain.decisions import Decision, DecisionState
from app.domain.households import Member
from app.domain.incomes import Income
from app.domain.interviews import Interview
from app.domain.money import NegativeAmount
from app.domain.offices import Workstation
from app.domain.persons import Address, Person
from app.domain.problems import Missing
from app.domain.records import RecordId, new_id
from app.domain.roles import NotAllowed
from app.domain.tidying import TextTooLong, clean
from app.services.applications import (
    CompleteApplication,
    SignApplication,
    Taken,
    complete_application,
    sign_application,
    take_application,
)
from app.services.case_views import OpenCase, open_case
from app.services.cases import (
    CaseFindings,
    ChangeCase,
    CloseCase,
    NoteMediation,
    ReopenCase,
    StillOpen,
    case_findings,
    change_case,
    close_case,
    note_mediation,
    reopen_case,
)
from app.services.documents import (
    AddDocument,
    PaperInUse,
    RecordDelivery,
    RemoveDocument,
    add_document,
    record_delivery,
    remove_document,
)
from app.services.exchange.stations import RenameStation, rename_station
from app.services.households import ChangeMember, MemberEntry, change_member
from app.services.incomes import (
    ChangeIncome,
    IncomeEntry,
    RemoveIncome,
    WriteIncome,
    WrongHectares,
    WrongMonths,
    change_income,
    remove_income,
    write_income,
)
from app.services.interview_closing import InterviewSigned, ReopenInterview, reopen_interview
from app.services.office import Office
from app.services.persons import (
    AddAddress,
    AddPerson,
    AddressEntry,
    ChangeAddress,
    ChangePerson,
    PeriodReversed,
    PersonKnown,
    add_address,
    add_person,
    change_address,
    change_person,
)
from app.services.registers import (
    CancelCase,
    DecidedAlready,
    NumberCases,
    OpenRegister,
    WrongListName,
    cancel_case,
    number_cases,
    open_register,
)
from tests.little_office import ANNA, HEAD, WORKER, ZOFIA, annas_application, at_desk, somebody

WAGE = IncomeEntry(kind="wage", amount=10_000, received_on=date(2026, 10, 10), evidence="zaświadczenie")


@pytest.fixture
def anna(office: Office) -> Taken:
    return take_application(office, annas_application()).value


@pytest.fixture
def other(office: Office, anna: Taken) -> Taken:
    """A case of somebody else."""
    assert anna.case.number == 1
    jan = somebody("Jan", "Łuczak")
    return take_application(office, annas_application(person=jan, members=(), is_signed=False)).value


def stored(office: Office, case_id: RecordId) -> Case:
    with office.reading() as file:
        return file.get(Case, case_id)


def test_an_old_form_writes_nothing_into_a_closed_case(office: Office, anna: Taken) -> None:
    shown = stored(office, anna.case.id)
    close_case(office, CloseCase(shown, Closing.WITHDRAWN, "cofnięto wniosek"))
    orders: tuple[Callable[[], object], ...] = (
        lambda: change_case(office, ChangeCase(shown, replace(shown, title="inny"))),
        lambda: note_mediation(office, NoteMediation(shown, "pouczono")),
        lambda: close_case(office, CloseCase(shown, Closing.DIED, "akt zgonu")),
        lambda: cancel_case(office, CancelCase(shown, "pomyłka")),
    )
    for order in orders:
        with pytest.raises(AlreadyClosed):
            order()
    closed = stored(office, anna.case.id)
    assert (closed.closed_as, closed.title, closed.mediation_note) == (Closing.WITHDRAWN, shown.title, "")
    reopen_case(office, ReopenCase(shown, "cofnięto cofnięcie"))  # the form is older than the end; the file knows it
    with pytest.raises(StillOpen):
        reopen_case(office, ReopenCase(closed, "jeszcze raz"))


def test_an_application_of_a_closed_case_stays_as_it_is(office: Office, other: Taken) -> None:
    with office.reading() as file:
        shown = file.get(Application, other.application.id)
    close_case(office, CloseCase(stored(office, other.case.id), Closing.WITHDRAWN, "cofnięto wniosek"))
    with pytest.raises(AlreadyClosed):
        sign_application(office, SignApplication(other.case.id, shown))
    with pytest.raises(AlreadyClosed):
        complete_application(office, CompleteApplication(other.case.id, shown, date(2026, 11, 3)))


def test_a_form_writes_its_own_fields_only(office: Office, anna: Taken, other: Taken) -> None:
    a, b = stored(office, anna.case.id), stored(office, other.case.id)
    stolen = replace(b, sign=a.sign, number=a.number, person_id=a.person_id, household_id=a.household_id, title="nowy")
    after = change_case(office, ChangeCase(b, stolen)).value
    assert after == replace(b, title="nowy")
    with office.reading() as file:
        person = file.get(Person, b.person_id)
        (address,) = file.find(Address, person_id=b.person_id)
        (member,) = file.find(Member, person_id=b.person_id)
    joined = replace(person, merged_into=a.person_id, note="x")
    assert change_person(office, ChangePerson(person, joined)).value == replace(person, note="x")
    moved = replace(address, person_id=a.person_id, house="15")
    assert change_address(office, ChangeAddress(address, moved)).value == replace(address, house="15")
    elsewhere = replace(member, household_id=a.household_id, person_id=a.person_id, position=3)
    assert change_member(office, ChangeMember(member, elsewhere)).value == replace(member, position=3)
    income = write_income(office, WriteIncome(b.person_id, WAGE)).value
    with office.reading() as file:
        income = file.get(Income, income.id)
    given = replace(income, person_id=a.person_id, amount=1)
    assert change_income(office, ChangeIncome(income, given)).value == replace(income, amount=1)


def test_things_of_another_case_are_not_found(office: Office, anna: Taken, other: Taken) -> None:
    with office.reading() as file:
        application = file.get(Application, other.application.id)
        (address,) = file.find(Address, person_id=other.person.id)
    with pytest.raises(Missing):
        sign_application(office, SignApplication(anna.case.id, application))
    with pytest.raises(Missing):
        complete_application(office, CompleteApplication(anna.case.id, application, date(2026, 11, 3)))
    with pytest.raises(Missing):
        add_address(office, AddAddress(anna.person.id, AddressEntry(locality="Mokre"), ends=address))
    papers = [add_document(office, AddDocument(case_id=each.case.id)).value for each in (anna, other)]
    served = record_delivery(
        office, RecordDelivery(document_id=papers[0].id, person_id=anna.person.id, sent_on=date(2026, 11, 3))
    ).value
    with pytest.raises(Missing):
        record_delivery(
            office,
            RecordDelivery(document_id=papers[1].id, person_id=other.person.id, before=served),
        )
    assert not stored(office, other.case.id).closed_on


def test_a_paper_that_an_act_rests_on_stays(office: Office, anna: Taken) -> None:
    paper = add_document(office, AddDocument(case_id=anna.case.id, kind=PaperKind.OTHER)).value
    record_delivery(office, RecordDelivery(document_id=paper.id, person_id=anna.person.id, sent_on=date(2026, 11, 3)))
    for shown in (paper, replace(paper, case_id=None)):
        with pytest.raises(PaperInUse):
            remove_document(office, RemoveDocument(shown))
    with office.reading() as file:
        assert file.get(Document, paper.id) in file.find(Document, case_id=anna.case.id)


def test_a_signed_interview_is_not_reopened_with_an_old_form(office: Office, anna: Taken) -> None:
    with office.work("Wywiad") as work:
        before = work.get(Interview, anna.interview.id)
        work.change(before, replace(before, finished_at=datetime(2026, 11, 3, 9)))
        work.commit()
    with office.reading() as file:
        shown = file.get(Interview, anna.interview.id)
    with office.work("Podpis") as work:
        work.change(shown, replace(shown, signed_on=date(2026, 11, 3)))
        work.commit()
    with pytest.raises(InterviewSigned):
        reopen_interview(at_desk(office, WORKER), ReopenInterview(shown, "pomyłka"))


def test_a_case_with_a_decision_was_no_mistake(office: Office, anna: Taken) -> None:
    with office.work("Decyzja") as work:
        work.add(
            Decision(
                id=new_id(),
                case_id=anna.case.id,
                person_id=anna.person.id,
                benefit=anna.case.benefit,
                state=DecisionState.ISSUED,
                number="MGOPS.5110.3.1.2026/D1",
                issued_on=date(2026, 11, 3),
            )
        )
        work.commit()
    with pytest.raises(DecidedAlready):
        cancel_case(office, CancelCase(stored(office, anna.case.id), "pomyłka"))


def test_a_case_that_was_there_before_its_list_gets_a_sign(office: Office, anna: Taken) -> None:
    before = stored(office, anna.case.id)
    with office.work("Bez spisu") as work:
        early = replace(before, id=new_id(), list_id=None, number=0, sign="", seen=None)
        work.add(early)
        work.commit()
    assert [case.sign for case in number_cases(office, NumberCases()).value] == ["MGOPS.5110.3.2.2026"]
    assert stored(office, early.id).list_id == before.list_id


def test_the_old_address_cannot_end_before_it_began(office: Office, anna: Taken) -> None:
    with office.reading() as file:
        (address,) = file.find(Address, person_id=anna.person.id)
    later = change_address(office, ChangeAddress(address, replace(address, from_on=date(2026, 11, 1)))).value
    for from_on in (date(2026, 10, 1), date.min):
        with pytest.raises(PeriodReversed):
            add_address(office, AddAddress(anna.person.id, AddressEntry(locality="Mokre", from_on=from_on), ends=later))
    again = annas_application(
        person_id=anna.person.id, members=(), address=AddressEntry(locality="Mokre", from_on=date(2026, 10, 1))
    )
    with pytest.raises(PeriodReversed):
        take_application(office, again)


def test_lines_of_any_kind_are_sound(office: Office, anna: Taken) -> None:
    for entry, problem in (
        (IncomeEntry(kind="none", amount=-5), NegativeAmount),
        (replace(WAGE, hectares="abc"), WrongHectares),
        (replace(WAGE, months=-1), WrongMonths),
        (replace(WAGE, months=10**9), WrongMonths),
    ):
        with pytest.raises(problem):
            write_income(office, WriteIncome(anna.person.id, entry))
    with pytest.raises(Missing):
        write_income(office, WriteIncome(new_id(), WAGE))


def test_one_form_does_not_write_the_same_person_down_twice(office: Office) -> None:
    twin = replace(ZOFIA, pesel=ANNA.pesel, born_on=None)
    with pytest.raises(PersonKnown):
        take_application(office, annas_application(members=(MemberEntry(person=twin),)))
    knowingly = MemberEntry(person=twin, is_somebody_else=True)
    assert take_application(office, annas_application(members=(knowingly,))).value.case.sign


def test_a_pesel_of_a_later_century_is_kept_and_tells_nothing(office: Office) -> None:
    person = add_person(office, AddPerson(replace(somebody("Jan", "Nowak"), pesel="99650512347", born_on=None))).value
    assert (person.pesel, person.born_on) == ("99650512347", None)


def test_marks_that_turn_or_split_a_name_are_left_out() -> None:
    assert clean("\u202eAnna\u200b Wiśniewska\ufeff") == "Anna Wiśniewska"
    assert clean("\ud800Anna") == "Anna"


def test_land_that_was_sold_counts_no_more(office: Office, anna: Taken) -> None:
    for kind, lost_on, counts in (
        ("farm", date(2024, 3, 1), False),
        ("farm", date(2026, 10, 15), True),
        ("business", date(2026, 9, 30), False),
        ("business", None, True),
    ):
        entry = IncomeEntry(kind=kind, amount=0 if kind == "farm" else 70_000, source_lost_on=lost_on, evidence="umowa")
        entry = replace(entry, hectares="5") if kind == "farm" else entry
        written = write_income(office, WriteIncome(anna.person.id, entry)).value
        shown = [row.income.id for row in open_case(office, OpenCase(anna.case.id)).incomes]
        assert (written.id in shown) is counts, (kind, lost_on)
        remove_income(office, RemoveIncome(written))


def test_who_is_left_alone_in_the_number_has_the_criterion_of_one(office: Office, anna: Taken) -> None:
    for each in open_case(office, OpenCase(anna.case.id)).family[1:]:
        left = replace(each.member, is_counted=False, not_counted_reason="nie prowadzi tu gospodarstwa")
        change_member(office, ChangeMember(each.member, left))
    findings = case_findings(office, CaseFindings(anna.case.id))
    assert (findings.people, findings.criterion) == (1, 101_000)


def test_a_list_of_an_impossible_year_or_group_is_refused(office: Office) -> None:
    usual = OpenRegister(cell="OPS", class_symbol="5110", year=2027, title="zasiłki", benefit="periodic_allowance")
    head = at_desk(office, HEAD)
    wrong = {"year": (10**30, -5, 0), "group_number": (-1, 10**30)}
    for field, values in wrong.items():
        for value in values:
            with pytest.raises(WrongListName):
                open_register(head, replace(usual, **{field: value}))  # type: ignore[arg-type]  # both are whole numbers
    assert open_register(head, usual).value.year == 2027


def test_a_role_that_a_newer_program_made_may_do_nothing(office: Office) -> None:
    with pytest.raises(NotAllowed):
        add_person(at_desk(office, replace(WORKER, role="inspector")), AddPerson(ANNA))


def test_the_name_of_a_workstation_is_cleaned_and_not_a_book(office: Office) -> None:
    head = at_desk(office, HEAD)
    with office.reading() as file:
        station = next(each for each in file.find(Workstation) if each.name == "Biuro")
    rename_station(head, RenameStation(station.id, "\ud800 Biuro\u202e 2 ", ""))
    with office.reading() as file:
        assert file.get(Workstation, station.id).name == "Biuro 2"
    with pytest.raises(TextTooLong):
        rename_station(head, RenameStation(station.id, "x" * 5_000_000, ""))
