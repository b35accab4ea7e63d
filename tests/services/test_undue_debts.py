"""The debt that a decision on undue benefits makes: from finality, at its pace, stopped by an appeal."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.case_course import PaperKind
from app.domain.cases import Document
from app.domain.decisions import Decision, DecisionKind
from app.domain.deliveries import Delivery
from app.domain.entitlements import Place
from app.domain.records import new_id
from app.domain.undue_claims import (
    Relief,
)
from app.services.case_money import ShowCaseMoney, show_case_money
from app.services.case_views import OpenCase, open_case
from app.services.debts import ChangeDebt, EndDebt, change_debt, end_debt
from app.services.documents import AddDocument, add_document
from app.services.office import Office
from app.services.payment_building import PlanPayments, plan_payments
from tests.little_payments import DECEMBER, JANUARY, NOVEMBER, closed
from tests.little_undue import (
    TERMS,
    at,
    conceal,
    decided,
    looked,
    paid,
)


@pytest.fixture
def decision(office: Office) -> Decision:
    return paid(office)


def test_from_finality_on_it_is_a_debt_and_the_next_list_keeps_half_back(office: Office, decision: Decision) -> None:
    """Served on 7 January: the time to appeal ends on the 21st, the debt is there from the 22nd."""
    conceal(office, decision, 200_000)
    done = decided(office, decision)
    assert done.number == f"{decision.number[:-1]}2"
    at(office, date(2027, 1, 21))
    assert [each.line.set_off for each in plan_payments(office, PlanPayments(month=JANUARY)).lines] == [0]
    at(office, date(2027, 1, 22))
    (line,) = plan_payments(office, PlanPayments(month=JANUARY)).lines
    assert (line.line.amount, line.line.set_off) == (30_525, 30_525)
    listed = closed(office, JANUARY, pay_on=date(2027, 1, 25))
    money = show_case_money(office, ShowCaseMoney(decision.case_id))
    (owed,) = money.owed
    assert (owed.debt.basis, owed.debt.total, owed.taken, owed.left) == (done.number, 122_100, 30_525, 91_575)
    assert owed.lapses_on == date(2030, 1, 22)
    january = money.months[2]
    assert (january.row.amount(Place.PAID), january.row.amount(Place.SET_OFF)) == (30_525, 30_525)
    assert january.lists == (listed.sign,)
    assert [(each.month, each.undue) for each in looked(office, decision).months][:2] == [
        (NOVEMBER, 61_050),
        (DECEMBER, 61_050),
    ]
    assert looked(office, decision).is_settled == {NOVEMBER, DECEMBER}
    view = open_case(office, OpenCase(decision.case_id))
    assert view.decision is not None
    assert view.decision.id == decision.id


def test_an_appeal_keeps_it_from_being_a_debt_and_the_grant_goes_on(office: Office, decision: Decision) -> None:
    conceal(office, decision, 200_000)
    decided(office, decision)
    at(office, date(2027, 1, 26))
    add_document(
        office,
        AddDocument(case_id=decision.case_id, kind=PaperKind.APPEAL, title="Odwołanie", dated_on=date(2027, 1, 15)),
    )
    at(office, date(2027, 1, 26))
    (line,) = plan_payments(office, PlanPayments(month=JANUARY)).lines
    assert (line.line.amount, line.line.set_off) == (61_050, 0)


def test_an_appeal_stops_a_debt_whose_pace_was_chosen_already(office: Office, decision: Decision) -> None:
    """The pace may be chosen before finality; the record of it is no debt of its own while the appeal is open."""
    conceal(office, decision, 200_000)
    decided(office, decision)
    at(office, date(2027, 1, 12))
    (owed,) = show_case_money(office, ShowCaseMoney(decision.case_id)).owed
    change_debt(office, ChangeDebt(owed.debt, 10_000, JANUARY))
    appeal = AddDocument(case_id=decision.case_id, kind=PaperKind.APPEAL, title="Odwołanie", dated_on=date(2027, 1, 12))
    add_document(office, appeal)
    for day in (date(2027, 1, 12), date(2027, 1, 26)):
        at(office, day)
        (line,) = plan_payments(office, PlanPayments(month=JANUARY)).lines
        assert (line.line.amount, line.line.set_off) == (61_050, 0)
        assert show_case_money(office, ShowCaseMoney(decision.case_id)).owed == ()


def changed_the_same_day(office: Office, decision: Decision) -> Decision:
    """A change of the allowance for January that was issued and served together with the decision on undue benefits."""
    paper = Document(id=new_id(), case_id=decision.case_id, person_id=decision.person_id)
    change = replace(
        decision,
        id=new_id(),
        kind=DecisionKind.CHANGE,
        number=f"{decision.number[:-1]}3",
        issued_on=date(2027, 1, 5),
        from_month=JANUARY,
        document_id=paper.id,
    )
    delivery = Delivery(
        id=new_id(),
        document_id=paper.id,
        case_id=decision.case_id,
        person_id=decision.person_id,
        served_on=date(2027, 1, 7),
    )
    with office.work("Zmiana z tego samego dnia") as work:
        for each in (paper, change, delivery):
            work.add(each)
        work.commit()
    return change


def set_off(office: Office, on: date) -> int:
    at(office, on)
    (line,) = plan_payments(office, PlanPayments(month=JANUARY)).lines
    return line.line.set_off


@pytest.mark.parametrize(
    ("named", "expected"), [("", 0), ("2", 0), ("3", 30_525), ("22", 0)], ids=["none", "debt", "change", "none so long"]
)
def test_an_appeal_that_names_no_act_is_against_every_act_of_its_time(
    office: Office, decision: Decision, named: str, expected: int
) -> None:
    """Both were issued on 5 January; an appeal of the 12th that names the change alone leaves the debt."""
    conceal(office, decision, 200_000)
    decided(office, decision)
    changed_the_same_day(office, decision)
    at(office, date(2027, 1, 12))
    title = f"Odwołanie od decyzji {decision.number[:-1]}{named}." if named else "Odwołanie"
    add_document(office, AddDocument(case_id=decision.case_id, kind=PaperKind.APPEAL, title=title))
    assert set_off(office, date(2027, 1, 26)) == expected


def test_a_settled_appeal_against_one_act_leaves_the_one_against_the_other(office: Office, decision: Decision) -> None:
    conceal(office, decision, 200_000)
    done = decided(office, decision)
    change = changed_the_same_day(office, decision)
    at(office, date(2027, 1, 12))
    add_document(office, AddDocument(case_id=decision.case_id, kind=PaperKind.APPEAL, title="Odwołanie"))
    at(office, date(2027, 1, 25))
    settled = AddDocument(case_id=decision.case_id, kind=PaperKind.APPEAL_SETTLED, note=f"SKO o {change.number}")
    add_document(office, settled)
    assert set_off(office, date(2027, 1, 25)) == 0
    add_document(office, replace(settled, note=f"SKO o {done.number}"))
    assert set_off(office, date(2027, 1, 25)) == 30_525


@pytest.mark.parametrize(("named", "expected"), [("", 0), ("2", 30_525), ("3", 0)], ids=["none", "debt", "change"])
def test_a_waiver_that_may_mean_another_act_makes_no_debt_final(
    office: Office, decision: Decision, named: str, expected: int
) -> None:
    conceal(office, decision, 200_000)
    decided(office, decision)
    changed_the_same_day(office, decision)
    at(office, date(2027, 1, 12))
    note = f"Dotyczy {decision.number[:-1]}{named}" if named else ""
    add_document(office, AddDocument(case_id=decision.case_id, kind=PaperKind.WAIVER, note=note))
    assert set_off(office, date(2027, 1, 12)) == expected
    assert set_off(office, date(2027, 1, 22)) == 30_525


def test_a_waiver_of_the_only_act_of_its_time_makes_the_debt_final(office: Office, decision: Decision) -> None:
    conceal(office, decision, 200_000)
    done = decided(office, decision)
    waiver = Document(id=new_id(), case_id=decision.case_id, kind=PaperKind.WAIVER.value, dated_on=date(2027, 1, 12))
    with office.work("Zrzeczenie") as work:
        work.add(waiver)
        work.commit()
    assert done.document_id is not None
    assert set_off(office, date(2027, 1, 12)) == 30_525


def test_instalments_are_kept_back_at_their_pace_from_their_month(office: Office, decision: Decision) -> None:
    conceal(office, decision, 200_000)
    reason = {"relief": Relief.INSTALMENTS, "relief_reason": "Strona leczy się."}
    terms = replace(TERMS, **reason, instalments=12, first_on=date(2027, 1, 31))  # type: ignore[arg-type]
    decided(office, decision, terms=terms)
    at(office, date(2027, 1, 25))
    (line,) = plan_payments(office, PlanPayments(month=JANUARY)).lines
    assert line.line.set_off == 10_175
    (owed,) = show_case_money(office, ShowCaseMoney(decision.case_id)).owed
    assert owed.lapses_on == date(2030, 12, 31)
    change_debt(office, ChangeDebt(owed.debt, 5_000, JANUARY))
    (line,) = plan_payments(office, PlanPayments(month=JANUARY)).lines
    assert line.line.set_off == 5_000
    (owed,) = show_case_money(office, ShowCaseMoney(decision.case_id)).owed
    end_debt(office, EndDebt(owed.debt))
    (line,) = plan_payments(office, PlanPayments(month=JANUARY)).lines
    assert line.line.set_off == 0
