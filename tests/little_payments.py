"""Anna Wiśniewska's periodic allowance, issued, served and final, and the register from which it is paid."""

from dataclasses import replace
from datetime import date, datetime

from app.domain.decisions import Decision
from app.domain.payments import PaymentList, PaymentRegister
from app.domain.persons import Clerk, Person
from app.services.documents import RecordDelivery, record_delivery
from app.services.office import Office
from app.services.payment_registers import OpenPaymentRegister, open_payment_register
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
from tests.little_decision import issued, ready_case
from tests.little_office import ACCOUNTANT, CLERK, HEAD, at_desk

NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)
PAID_AT = datetime(2026, 12, 21, 9, 0)
PAY_ON = date(2026, 12, 23)
OWN_ACCOUNT = "61109010140000071219812874"
ANNAS_ACCOUNT = "83101010230000261395100000"
OTHER_ACCOUNT = "27114020040000300201355387"


def open_register(office: Office, account: str = OWN_ACCOUNT, from_month: date = NOVEMBER) -> PaymentRegister:
    asked = OpenPaymentRegister(from_month=from_month, account=account, sender="M-GOPS w Przedborzu\nul. Mostowa 29")
    return open_payment_register(at_desk(office, HEAD), asked).value


def granted(office: Office, account: str = ANNAS_ACCOUNT, **choices: object) -> Decision:
    """610,50 zł for November, December and January; on 21 December the decision is final."""
    case = ready_case(office)
    with office.work("Rachunek") as work:
        person = work.get(Person, case.person_id)
        work.change(person, replace(person, bank_account=account))
        work.commit()
    decision = issued(office, case, **choices)
    serve(office, decision)
    return decision


def serve(office: Office, decision: Decision, on: date = date(2026, 11, 24)) -> None:
    """The decision reaches Anna, and a month goes by."""
    office.calendar.move_to(PAID_AT)  # type: ignore[attr-defined]  # the little office has a set calendar
    assert decision.document_id is not None
    record_delivery(
        office, RecordDelivery(document_id=decision.document_id, person_id=decision.person_id, served_on=on)
    )


def made(office: Office, month: date = DECEMBER, **more: object) -> PaymentList:
    asked = replace(MakePaymentList(month=month, pay_on=PAY_ON), **more)  # type: ignore[arg-type]
    return make_payment_list(office, asked).value


def checked(office: Office, listed: PaymentList, by: Clerk = ACCOUNTANT) -> PaymentList:
    return check_payment_list(at_desk(office, by), CheckPaymentList(listed)).value


def approved(office: Office, listed: PaymentList) -> PaymentList:
    return approve_payment_list(at_desk(office, HEAD), ApprovePaymentList(listed)).value


def closed(office: Office, month: date = DECEMBER, **more: object) -> PaymentList:
    """The whole way of a list, made by the clerk, checked by the accountant, approved by the head."""
    listed = approved(office, checked(office, made(at_desk(office, CLERK), month, **more)))
    return close_payment_list(at_desk(office, ACCOUNTANT), ClosePaymentList(listed)).value
