"""A wage that was concealed or came later, and the decision that asks the allowance back, drafted or issued."""

from dataclasses import replace
from datetime import date, datetime

from app.domain.cases import Case
from app.domain.decisions import Decision
from app.domain.incomes import Income
from app.domain.records import new_id
from app.domain.undue import Fault
from app.domain.undue_claims import (
    Terms,
)
from app.services.decisions import IssueDecision, issue_decision
from app.services.documents import RecordDelivery, record_delivery
from app.services.office import Office
from app.services.undue_drafts import (
    DraftUndue,
    LookAtUndue,
    UndueEntry,
    UndueView,
    draft_undue,
    look_at_undue,
)
from tests.little_decision import (
    add_income,
    approved,
    passed_on,
)
from tests.little_payments import OWN_ACCOUNT, closed, granted, open_register

WHAT = "W październiku 2026 r. strona pracowała na umowę zlecenia i nie podała tego we wniosku."
TERMS = Terms(account=OWN_ACCOUNT)


def case_of(office: Office, decision: Decision) -> Case:
    with office.reading() as file:
        return file.get(Case, decision.case_id)


def paid(office: Office) -> Decision:
    """610,50 zł, of which November and December are paid; 1 248 zł was the income of October."""
    open_register(office)
    decision = granted(office)
    closed(office)
    return decision


def conceal(office: Office, decision: Decision, amount: int = 60_000) -> None:
    """A wage of October that the application left out."""
    add_income(office, case_of(office, decision), amount)


def earn(office: Office, decision: Decision, month: date, amount: int) -> None:
    """A wage that begins while the allowance is paid."""
    with office.work("Nowa praca") as work:
        wage = Income(id=new_id(), person_id=decision.person_id, kind="wage", amount=amount, evidence="zaświadczenie")
        work.add(replace(wage, received_on=month.replace(day=28)))
        work.commit()


def looked(office: Office, decision: Decision) -> UndueView:
    return look_at_undue(office, LookAtUndue(decision.case_id))


def asked(decision: Decision, **more: object) -> DraftUndue:
    entry = UndueEntry(fault=Fault.UNTRUE, what=WHAT, warned_on=date(2026, 11, 24), terms=TERMS)
    return DraftUndue(decision.case_id, replace(entry, **more))  # type: ignore[arg-type]  # the tests name the fields


def drafted(office: Office, decision: Decision, **more: object) -> Decision:
    return draft_undue(office, asked(decision, **more)).value


def decided(office: Office, decision: Decision, on: date = date(2027, 1, 5), **more: object) -> Decision:
    """Issued on 5 January, served two days later."""
    office.calendar.move_to(datetime(on.year, on.month, on.day, 9, 0))  # type: ignore[attr-defined]  # a set calendar
    draft = drafted(office, decision, **more)
    done = issue_decision(office, IssueDecision(approved(office, passed_on(office, draft)))).value
    assert done.document_id is not None
    served = date(on.year, on.month, on.day + 2)
    office.calendar.move_to(datetime(on.year, on.month, on.day + 3, 9, 0))  # type: ignore[attr-defined]
    record_delivery(office, RecordDelivery(document_id=done.document_id, person_id=done.person_id, served_on=served))
    return done


def at(office: Office, on: date) -> None:
    office.calendar.move_to(datetime(on.year, on.month, on.day, 9, 0))  # type: ignore[attr-defined]
