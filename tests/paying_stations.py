"""Workstations of one office that pay from the program, a grant that is final, and what was paid."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.cases import Case, Direction, Document
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.deliveries import Delivery
from app.domain.households import Household
from app.domain.offices import Workstation
from app.domain.payments import PaymentLine, PaymentList, digest_of, lines_of
from app.domain.persons import Person
from app.domain.records import RecordId, new_id
from app.services.payment_registers import RegisterView, ShowPaymentRegister, show_payment_register
from app.services.payments import (
    ApprovePaymentList,
    CheckPaymentList,
    ClosePaymentList,
    MakePaymentList,
    approve_payment_list,
    check_payment_list,
    close_payment_list,
    make_payment_list,
)
from tests.little_office import CLERK, HEAD, at_desk
from tests.little_payments import ANNAS_ACCOUNT, JANUARY, NOVEMBER, PAID_AT, PAY_ON, open_register
from tests.stations import Station, office_of, settle_everything

SECOND = replace(HEAD, id=RecordId(b"clerk-zast--0001"), last_name="Zastępca")


def paying(folder: Path, *names: str) -> list[Station]:
    """Workstations of an office that pays from the program since November; it is 21 December."""
    stations = office_of(folder, *names)
    for station in stations:
        station.calendar.move_to(PAID_AT)
    with stations[0].office.work("zastępca") as work:
        work.add(SECOND)
        work.commit()
    open_register(stations[0].office)
    settle_everything(*stations)
    return stations


def grant(station: Station, last_name: str = "Wiśniewska") -> Decision:
    """610,50 zł a month from November to January, issued, served and final."""
    with station.later(minutes=1).office.work("decyzja") as work:
        person = Person(id=new_id(), first_name="Anna", last_name=last_name, bank_account=ANNAS_ACCOUNT)
        household = Household(id=new_id(), head_id=person.id)
        case = Case(
            id=new_id(),
            person_id=person.id,
            household_id=household.id,
            benefit="periodic_allowance",
            opened_on=date(2026, 11, 3),
            need_known_on=date(2026, 11, 3),
        )
        paper = Document(id=new_id(), case_id=case.id, direction=Direction.OUT, kind="decision")
        decision = Decision(
            id=new_id(),
            case_id=case.id,
            person_id=person.id,
            kind=DecisionKind.GRANT,
            state=DecisionState.ISSUED,
            benefit=case.benefit,
            amount=61_050,
            from_month=NOVEMBER,
            to_month=JANUARY,
            number=f"MGOPS.{last_name}",
            issued_on=date(2026, 11, 23),
            document_id=paper.id,
        )
        served = Delivery(
            id=new_id(), document_id=paper.id, case_id=case.id, person_id=person.id, served_on=date(2026, 11, 24)
        )
        for record in (person, household, case, paper, decision, served):
            work.add(record)
        work.commit()
    return decision


def approved_list(station: Station, month: date) -> PaymentList:
    """Made by the clerk, checked by the head, approved by the deputy."""
    station.later(minutes=1)
    office = station.office
    listed = make_payment_list(at_desk(office, CLERK), MakePaymentList(month=month, pay_on=PAY_ON)).value
    listed = check_payment_list(at_desk(office, SECOND), CheckPaymentList(listed)).value
    return approve_payment_list(at_desk(office, HEAD), ApprovePaymentList(listed)).value


def close(station: Station, listed: PaymentList) -> PaymentList:
    return close_payment_list(station.later(minutes=1).office, ClosePaymentList(listed)).value


def shown(station: Station) -> RegisterView:
    return show_payment_register(station.office, ShowPaymentRegister())


def station_id(seen_from: Station, station: Station) -> RecordId:
    with seen_from.office.reading() as file:
        return file.find(Workstation, author=station.author)[0].id


def lines_on(station: Station, listed: PaymentList) -> list[PaymentLine]:
    with station.office.reading() as file:
        return lines_of(listed, file.find(PaymentLine, list_id=listed.id))


def paid(station: Station) -> Counter[tuple[RecordId, date]]:
    """How often each month of each decision was paid."""
    with station.office.reading() as file:
        return Counter((line.decision_id, line.month) for line in file.find(PaymentLine) if line.position)


def every_closed_list_is_as_it_was(station: Station) -> None:
    with station.office.reading() as file:
        closed = [each for each in file.find(PaymentList) if each.is_closed]
        assert len({each.sign for each in closed}) == len(closed)
        for listed in closed:
            lines = lines_of(listed, file.find(PaymentLine, list_id=listed.id))
            assert (sum(line.amount for line in lines), len(lines)) == (listed.total, listed.count)
            assert digest_of(listed, lines) == listed.digest
