"""From somebody at the counter to a case with a sign, two clocks and a visit to come."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.case_course import EventKind, PaperKind
from app.domain.cases import Application, ApplicationForm, Case, CaseEvent, Document, Stage
from app.domain.claims import UnknownClaim
from app.domain.deadlines import DeadlineKind
from app.domain.households import Member, Relation, members_on
from app.domain.interviews import Interview
from app.domain.persons import Address, Person, Sex
from app.domain.records import new_id
from app.domain.roles import NotAllowed
from app.domain.tidying import TextTooLong
from app.services.applications import (
    ApplicantDied,
    CompleteApplication,
    CompletedTooEarly,
    ReceivedInFuture,
    ReceivedTooLongAgo,
    SignApplication,
    complete_application,
    sign_application,
    take_application,
)
from app.services.calendars import SetCalendar
from app.services.case_letters import case_values
from app.services.case_views import OpenCase, open_case
from app.services.households import MemberEntry
from app.services.intake import PrepareApplication, prepare_application
from app.services.lists import ListKeys, list_keys
from app.services.office import Office
from app.services.persons import AddressEntry, ChangePerson, PersonKnown, PersonUnnamed, change_person
from app.services.ports import Listing
from app.services.today import AskToday, ask_today
from tests.little_office import ACCOUNTANT, ANNA, LAPTOP, WORKER, annas_application, at_desk, little_office, somebody


def test_one_order_writes_person_household_case_and_visit(office: Office) -> None:
    taken = take_application(office, annas_application()).value
    assert taken.case.sign == "MGOPS.5110.3.1.2026"
    assert taken.keeper == ""
    with office.reading() as file:
        person = file.get(Person, taken.person.id)
        assert (person.full_name, person.born_on, person.sex) == ("Anna Wiśniewska", date(1992, 3, 4), Sex.FEMALE)
        (address,) = file.find(Address, person_id=person.id)
        assert address.lines == ("Wola Przedborska 14", "97-570 Przedbórz")
        members = members_on(file.find(Member, household_id=taken.case.household_id), date(2026, 11, 3))
        assert [member.relation for member in members] == [Relation.SELF, Relation.CHILD, Relation.CHILD]
        assert [member.position for member in members] == [0, 1, 2]
        (interview,) = file.find(Interview, case_id=taken.case.id)
        assert (interview.learned_on, interview.worker_id) == (date(2026, 11, 3), WORKER.id)
        (event,) = file.find(CaseEvent, case_id=taken.case.id)
        assert (event.kind, event.workstation) == (EventKind.ORAL_APPLICATION, "Biuro")
        (application,) = file.find(Application)
        assert (application.complete_on, application.reasons) == (date(2026, 11, 3), "7.1,7.4")
        assert not file.find(Document)


def test_both_clocks_of_the_day_run_at_once(office: Office) -> None:
    taken = take_application(office, annas_application()).value
    view = open_case(office, OpenCase(taken.case.id))
    assert view.stage is Stage.INTERVIEW
    assert view.clock is not None
    assert (view.clock.deadline.kind, view.clock.deadline.ends_on) == (DeadlineKind.INTERVIEW, date(2026, 11, 24))
    assert view.clock.days_left == 14
    assert office.law.deadline(DeadlineKind.DECISION, date(2026, 11, 3)).ends_on == date(2026, 12, 3)


def test_an_urgent_matter_has_two_working_days(office: Office) -> None:
    taken = take_application(office, annas_application(is_urgent=True)).value
    clock = open_case(office, OpenCase(taken.case.id)).clock
    assert clock is not None
    assert (clock.deadline.ends_on, clock.days_left) == (date(2026, 11, 5), 2)


def test_a_written_application_is_a_paper_of_the_case(office: Office) -> None:
    taken = take_application(office, annas_application(form=ApplicationForm.PAPER)).value
    with office.reading() as file:
        (paper,) = file.find(Document, case_id=taken.case.id)
    assert (paper.kind, paper.dated_on) == (PaperKind.APPLICATION, date(2026, 11, 3))


def test_somebody_known_keeps_person_and_household_and_moves(office: Office) -> None:
    first = take_application(office, annas_application()).value
    again = annas_application(
        person_id=first.person.id, address=AddressEntry(locality="Przedbórz", street="Mostowa", house="8"), members=()
    )
    second = take_application(office, again).value
    assert second.case.household_id == first.case.household_id
    assert second.case.sign == "MGOPS.5110.3.2.2026"
    with office.reading() as file:
        assert file.count(Person) == 3
        old, new = file.find(Address, person_id=first.person.id)
        assert (old.to_on, new.from_on) == (date(2026, 11, 2), date(2026, 11, 3))
        assert file.count(Member) == 3


def test_where_the_list_is_not_kept_the_sign_comes_later(tmp_path: Path) -> None:
    with little_office(tmp_path, at=LAPTOP) as office:
        taken = take_application(office, annas_application()).value
        assert (taken.case.sign, taken.case.number, taken.keeper) == ("", 0, "Biuro")
        view = open_case(office, OpenCase(taken.case.id))
        assert (view.keeper, view.is_kept_here) == ("Biuro", False)


def test_a_benefit_without_a_list_waits_without_a_keeper(office: Office) -> None:
    taken = take_application(office, annas_application(benefit="meal")).value
    assert (taken.case.sign, taken.case.list_id, taken.keeper) == ("", None, "")


def test_a_new_year_begins_a_new_list_with_one(office: Office) -> None:
    take_application(office, annas_application())
    late = replace(office, calendar=_day(2027, 1, 4))
    taken = take_application(late, annas_application(person=somebody(), received_on=date(2027, 1, 4))).value
    assert taken.case.sign == "MGOPS.5110.3.1.2027"
    before = annas_application(person=somebody("Ewa", "Żak"), received_on=date(2026, 12, 30))
    assert take_application(late, before).value.case.sign == "MGOPS.5110.3.2.2026"


def test_the_last_paper_fixes_the_first_payable_month(office: Office) -> None:
    asked = annas_application(is_complete=False, missing="zaświadczenie z urzędu pracy")
    taken = take_application(office, asked).value
    assert (taken.application.complete_on, taken.application.missing) == (None, "zaświadczenie z urzędu pracy")
    later = replace(office, calendar=_day(2026, 11, 16))
    with office.reading() as file:
        shown = file.get(Application, taken.application.id)
    done = complete_application(later, CompleteApplication(taken.case.id, shown, date(2026, 11, 16))).value
    assert (done.complete_on, done.missing) == (date(2026, 11, 16), "")
    for day in (date(2026, 11, 2), date(2026, 11, 17)):
        with pytest.raises(CompletedTooEarly):
            complete_application(later, CompleteApplication(taken.case.id, shown, day))


def test_a_signature_is_a_line_in_the_course(office: Office) -> None:
    taken = take_application(office, annas_application()).value
    with office.reading() as file:
        shown = file.get(Application, taken.application.id)
    assert sign_application(office, SignApplication(taken.case.id, shown)).value.is_signed
    kinds = [line.event.kind for line in open_case(office, OpenCase(taken.case.id)).course]
    assert kinds == [EventKind.APPLICATION_SIGNED, EventKind.ORAL_APPLICATION]


def test_what_cannot_be_is_refused_and_writes_nothing(office: Office) -> None:
    with pytest.raises(ReceivedInFuture):
        take_application(office, annas_application(received_on=date(2026, 11, 4)))
    with pytest.raises(UnknownClaim):
        take_application(office, annas_application(benefit="castle"))
    with pytest.raises(TextTooLong):
        take_application(office, annas_application(claim="a" * 10_000_000))
    with pytest.raises(NotAllowed):
        take_application(at_desk(office, ACCOUNTANT), annas_application())
    bad = MemberEntry(person=somebody("", ""))
    with pytest.raises(PersonUnnamed):
        take_application(office, annas_application(members=(bad,)))
    with office.reading() as file:
        assert not file.find(Person)
        assert not file.find(Case)


def test_a_slip_in_the_year_is_refused_before_it_starts_a_clock(office: Office) -> None:
    """A day before every rule would leave the case without clocks, and no form could put it right."""
    for wrong in (date(2016, 11, 3), date.min):
        with pytest.raises(ReceivedTooLongAgo):
            take_application(office, annas_application(received_on=wrong))
        with pytest.raises(ReceivedTooLongAgo):
            prepare_application(office, PrepareApplication("periodic_allowance", received_on=wrong))
    taken = take_application(office, annas_application(received_on=date(2021, 6, 1))).value
    assert open_case(office, OpenCase(taken.case.id)).clock is not None


def test_a_case_with_an_impossible_day_hides_no_other(office: Office) -> None:
    """Such a case can still come from another workstation."""
    good = take_application(office, annas_application()).value
    with office.work("Z innego stanowiska") as work:
        case = work.get(Case, good.case.id)
        work.add(replace(case, id=new_id(), application_id=None, opened_on=date(1, 1, 2), need_known_on=date(1, 1, 2)))
        work.commit()
    later = replace(office, calendar=SetCalendar(datetime(2026, 11, 20, 9, 0)))
    assert {due.case_id for due in ask_today(later, AskToday()).due} == {good.case.id}
    assert len(list_keys(office, ListKeys(Listing("cases"))).first_rows) == 2


def test_the_dead_do_not_apply(office: Office) -> None:
    taken = take_application(office, annas_application()).value
    with office.reading() as file:
        person = file.get(Person, taken.person.id)
    change_person(office, ChangePerson(person, replace(person, died_on=date(2026, 11, 1))))
    with pytest.raises(ApplicantDied):
        take_application(office, annas_application(person_id=person.id, members=()))


def test_the_same_pesel_again_is_asked_about(office: Office) -> None:
    take_application(office, annas_application())
    with pytest.raises(PersonKnown) as raised:
        take_application(office, annas_application())
    assert raised.value.facts == {"name": "Wiśniewska Anna"}
    taken = take_application(office, annas_application(is_somebody_else=True)).value
    assert taken.case.sign == "MGOPS.5110.3.2.2026"


def test_everything_of_a_family_is_one_record_of_its_journal(office: Office) -> None:
    taken = take_application(office, annas_application()).value
    with office.reading() as file:
        dots = {version.dot for version in file.history(Person, taken.person.id)}
        dots |= {version.dot for version in file.history(Case, taken.case.id)}
        dots |= {version.dot for member in file.find(Member) for version in file.history(Member, member.id)}
    assert len(dots) == 1


def test_strange_letters_are_cleaned(office: Office) -> None:
    odd = replace(ANNA, first_name="  Anna\x00\ud800 ", last_name="Wis\u0301niewska\u200b\x07")
    person = take_application(office, annas_application(person=odd, members=())).value.person
    assert person.first_name == "Anna"
    assert person.last_name.startswith("Wiśniewska")


def _day(year: int, month: int, day: int) -> SetCalendar:
    return SetCalendar(datetime(year, month, day, 9, 0))


def test_the_form_knows_what_the_application_would_begin(office: Office) -> None:
    take_application(office, annas_application())
    shown = prepare_application(office, PrepareApplication("periodic_allowance"))
    assert [(each.sign, each.keeper) for each in shown.lists] == [("MGOPS.5110.3.2.2026", "Biuro")]
    assert (shown.interview.ends_on, shown.decision.ends_on) == (date(2026, 11, 24), date(2026, 12, 3))
    assert [reason.id for reason in shown.reasons][:4] == ["7.1", "7.2", "7.3", "7.4"]
    assert shown.regions == (("Północ", "Maria Lis"),)
    urgent = prepare_application(office, PrepareApplication("meal", date(2026, 11, 2), is_urgent=True))
    assert (urgent.lists, urgent.interview.ends_on) == ((), date(2026, 11, 4))
    next_year = prepare_application(office, PrepareApplication("periodic_allowance", date(2027, 1, 4)))
    assert [each.sign for each in next_year.lists] == ["MGOPS.5110.3.1.2027"]


def test_what_another_workstation_keeps_has_no_sign_yet(tmp_path: Path) -> None:
    with little_office(tmp_path, at=LAPTOP) as office:
        (choice,) = prepare_application(office, PrepareApplication("periodic_allowance")).lists
    assert (choice.sign, choice.keeper) == ("", "Biuro")


def test_the_protocol_says_who_everybody_is_and_what_they_live_on(office: Office) -> None:
    taken = take_application(office, annas_application()).value
    with office.reading() as file:
        members = case_values(office, file, taken.case)["household"]["members"]
    told = [(each["name"], each["relation"], each["source"]) for each in members]
    assert told == [
        ("Anna Wiśniewska", "wnioskodawczyni", "nie podano"),
        ("Zofia Wiśniewska", "syn lub córka", "na utrzymaniu rodziny"),
        ("Jan Wiśniewski", "syn lub córka", "na utrzymaniu rodziny"),
    ]
