"""A long list says where it shows one of several values."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.cases import Case
from app.domain.interviews import Answer
from app.domain.payments import PaymentList
from app.domain.persons import Address, Person
from app.domain.records import Record, new_id
from app.services.applications import take_application
from app.services.interview_lists import ListInterviews, Visits, list_interviews
from app.services.lists import ListKeys, ListPage, list_keys, list_page
from app.services.office import Office
from app.services.payment_views import ListPaymentLists, list_payment_lists
from app.services.ports import Listing
from app.services.reports import ListReports, TakeReport, list_reports, take_report
from tests.little_decision import drafted, ready_case
from tests.little_office import annas_application
from tests.visits import answer, complete_answers, visit

BEGUN = ListInterviews(Visits.BEGUN)


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


def test_decisions_by_their_columns(office: Office) -> None:
    draft = drafted(office, ready_case(office))
    part(office, draft, {"amount": 700_00}, {"amount": 800_00})
    assert list(parted(office, "decisions").values()) == [{"amount"}]
    part(office, draft, {"to_month": date(2027, 3, 1)}, {"to_month": date(2027, 2, 1)})
    part(office, draft, {"written_reasons": "a"}, {"written_reasons": "b"})
    assert list(parted(office, "decisions").values()) == [{"amount", "period", "sign"}]


def test_visits_by_what_was_planned_and_by_their_answers(tmp_path: Path) -> None:
    with visit(tmp_path) as (office, interview):
        answer(office, interview.id, complete_answers())
        assert [row.parted for row in list_interviews(office, BEGUN).first_rows] == [frozenset()]
        with office.reading() as file:
            told = file.find(Answer, interview_id=interview.id)[0]
        part(office, told, {"value": "x"}, {"value": "y"})
        assert [row.parted for row in list_interviews(office, BEGUN).first_rows] == [frozenset({"sign"})]


def test_reports_and_payment_lists_by_anything_of_theirs(office: Office) -> None:
    report = take_report(office, TakeReport(received_on=date(2026, 11, 3), about="sąsiad", facts="sam")).value
    listed = PaymentList(id=new_id(), register_id=new_id(), month=date(2026, 11, 1))
    with office.work("lista") as work:
        work.add(listed)
        work.commit()

    def marks() -> list[frozenset[str]]:
        reports, lists = list_reports(office, ListReports()), list_payment_lists(office, ListPaymentLists())
        return [*(row.parted for row in reports), *(row.parted for row in lists)]

    assert marks() == [frozenset(), frozenset()]
    part(office, report, {"facts": "a"}, {"facts": "b"})
    part(office, listed, {"remark": "a"}, {"remark": "b"})
    assert marks() == [frozenset({"person"}), frozenset({"sign"})]
