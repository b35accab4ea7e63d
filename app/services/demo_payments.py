"""How the invented office pays: the register of payment lists, and the list of October, closed and sent to the bank."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from app.domain.bank_files import is_nrb
from app.domain.case_course import PaperKind
from app.domain.cases import Case, Document
from app.domain.decisions import Decision, DecisionKind
from app.domain.deliveries import Delivery
from app.domain.payments import (
    SOCIAL_ASSISTANCE,
    ListState,
    PaymentLine,
    PaymentList,
    PaymentRegister,
    digest_of,
    in_order,
    register_id,
)
from app.domain.persons import Address, Person
from app.domain.records import RecordId, derived_id
from app.services.demo_book import Book
from app.services.demo_office import PARTICULARS, Centre
from app.services.payment_building import name_for_payment
from app.services.payment_registers import NEUTRAL_TITLE

MONTH = date(2026, 10, 1)
OPENED_AT = datetime(2026, 10, 1, 9, 0)
CLOSED_AT = datetime(2026, 10, 23, 10, 40)
SERVED_UNTIL = date(2026, 9, 18)
"""What was served later may still be appealed against on the day of the list."""
ACCOUNT = "61109010140000071219812874"


def pay(book: Book, centre: Centre) -> None:
    """Everything was invented before, so the list knows whom October is owed to."""
    sender = "\n".join(PARTICULARS[name] for name in ("office_short_name", "office_address", "office_postal"))
    register = PaymentRegister(
        id=register_id(SOCIAL_ASSISTANCE),
        budget=SOCIAL_ASSISTANCE,
        keeper_id=centre.desk.id,
        account=ACCOUNT,
        sender=sender,
        transfer_title=NEUTRAL_TITLE,
        from_month=MONTH,
    )
    staff = centre.staff
    book.write(OPENED_AT, staff.administrator, "Otwarcie rejestru list wypłat", None, register)
    list_id = derived_id(register.id, "demo", MONTH.isoformat())
    lines = _lines(book, list_id)
    if not lines:
        return
    draft = PaymentList(
        id=list_id,
        register_id=register.id,
        month=MONTH,
        pay_on=CLOSED_AT.date(),
        state=ListState.CLOSED,
        made_on=date(2026, 10, 21),
        made_by_id=staff.clerk.id,
        checked_on=date(2026, 10, 22),
        checked_by_id=staff.cashier.id,
        approved_on=date(2026, 10, 22),
        approved_by_id=staff.head.id,
        number=1,
        year=CLOSED_AT.year,
        closed_on=CLOSED_AT.date(),
        closed_by_id=staff.cashier.id,
        total=sum(line.amount for line in lines),
        count=len(lines),
        account=register.account,
        sender=register.sender,
        encoding=register.encoding,
        transfer_title=register.transfer_title,
    )
    listed = replace(draft, digest=digest_of(draft, lines))
    book.write(CLOSED_AT, staff.cashier, "Zamknięcie listy wypłat", None, listed, *lines)


def _lines(book: Book, list_id: RecordId) -> list[PaymentLine]:
    """Whoever has an account and one running decision that can be appealed against no more."""
    cases, persons = book.standing(Case, CLOSED_AT), book.standing(Person, CLOSED_AT)
    addresses = {each.person_id: each for each in book.standing(Address, CLOSED_AT).values()}
    papers = book.standing(Document, CLOSED_AT).values()
    appealed = {each.case_id for each in papers if each.kind == PaperKind.APPEAL.value}
    served = {each.document_id: each.served_on for each in book.standing(Delivery, CLOSED_AT).values()}
    due = [
        each
        for each in book.standing(Decision, CLOSED_AT).values()
        if _is_due(each) and each.case_id not in appealed and _is_over(each, served)
    ]
    met = Counter(each.person_id for each in due)
    found = [
        _line(list_id, each, cases[each.case_id], person, addresses.get(each.person_id))
        for each in due
        if met[each.person_id] == 1 and is_nrb((person := persons[each.person_id]).bank_account)
    ]
    return [replace(line, position=place) for place, line in enumerate(in_order(found), 1)]


def _is_due(decision: Decision) -> bool:
    is_granted = bool(decision.number) and decision.kind is DecisionKind.GRANT and decision.pay_by == "transfer"
    first, last = decision.from_month, decision.to_month
    return is_granted and first is not None and first <= MONTH and (last is None or last >= MONTH)


def _is_over(decision: Decision, served: Mapping[RecordId, date | None]) -> bool:
    """Whether the time to appeal is over for certain."""
    on = served.get(decision.document_id) if decision.document_id is not None else None
    return on is not None and on <= SERVED_UNTIL


def _line(list_id: RecordId, decision: Decision, case: Case, person: Person, address: Address | None) -> PaymentLine:
    return PaymentLine(
        id=derived_id(list_id, decision.id.hex()),
        list_id=list_id,
        decision_id=decision.id,
        case_id=case.id,
        person_id=person.id,
        month=MONTH,
        amount=decision.amount,
        benefit=decision.benefit,
        decision_number=decision.number,
        case_sign=case.sign,
        payee=name_for_payment(person),
        payee_address="\n".join(address.lines) if address is not None else "",
        account=person.bank_account,
    )
