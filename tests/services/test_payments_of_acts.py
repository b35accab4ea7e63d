"""Which act of which case pays a month: changes, repeals, appeals, second cases, deaths, forms that are older."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.cases import Case, Direction, Document
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.deliveries import Delivery
from app.domain.entitlements import Because
from app.domain.payments import LinesChanged, PaymentHold, PaymentList, WrongListMove
from app.domain.persons import Person
from app.domain.records import RecordId, new_id
from app.services.payment_building import PlanPayments, plan_payments
from app.services.payment_registers import ChangePaymentRegister, change_payment_register
from app.services.payments import (
    AccountChanged,
    ClosePaymentList,
    DropPaymentList,
    LinesInTheWay,
    ListDisputed,
    MakePaymentList,
    NotePaymentReturn,
    PayDayPast,
    ReturnPaymentList,
    close_payment_list,
    drop_payment_list,
    make_payment_list,
    note_payment_return,
    return_payment_list,
)
from tests.little_office import CLERK, HEAD, at_desk
from tests.little_payments import DECEMBER, JANUARY, NOVEMBER, OTHER_ACCOUNT, PAY_ON
from tests.paying_stations import SECOND, approved_list, close, grant, lines_on, paid, paying, shown
from tests.stations import Station, settle_everything

EARLY, LATE = date(2026, 11, 20), date(2026, 12, 10)
NO_DAY = date(2026, 11, 24)


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return paying(tmp_path, "Biuro")[0]


def act(
    station: Station,
    case_id: RecordId,
    person_id: RecordId,
    *,
    issued_on: date,
    served_on: date | None,
    **fields: object,
) -> Decision:
    """An issued grant of 610,50 zł for December and January, or what ``fields`` say instead."""
    with station.later(minutes=1).office.work("decyzja") as work:
        paper = Document(id=new_id(), case_id=case_id, direction=Direction.OUT, kind="decision")
        plain = Decision(
            id=new_id(),
            case_id=case_id,
            person_id=person_id,
            state=DecisionState.ISSUED,
            benefit="periodic_allowance",
            amount=61_050,
            from_month=DECEMBER,
            to_month=JANUARY,
            number="B/D1",
            issued_on=issued_on,
            document_id=paper.id,
        )
        decision = replace(plain, **fields)  # type: ignore[arg-type]  # the tests name the fields
        work.add(paper)
        work.add(decision)
        if served_on is not None:
            work.add(delivered(decision, served_on))
        work.commit()
    return decision


def delivered(decision: Decision, on: date) -> Delivery:
    assert decision.document_id is not None
    return Delivery(
        id=new_id(),
        document_id=decision.document_id,
        case_id=decision.case_id,
        person_id=decision.person_id,
        served_on=on,
    )


def second_case(station: Station, person_id: RecordId) -> RecordId:
    with station.later(minutes=1).office.work("druga sprawa") as work:
        first = work.find(Case)[0]
        case = replace(first, id=new_id(), person_id=person_id, seen=None)
        work.add(case)
        work.commit()
    return case.id


def note(station: Station, decision: Decision, kind: str, on: date) -> None:
    with station.later(minutes=1).office.work("pismo") as work:
        work.add(Document(id=new_id(), case_id=decision.case_id, direction=Direction.IN, kind=kind, dated_on=on))
        work.commit()


def planned(station: Station, month: date = DECEMBER) -> tuple[list[tuple[date, int]], list[tuple[date, int, Because]]]:
    """What may go out, and what may not."""
    found = plan_payments(station.office, PlanPayments(month=month))
    return (
        [(each.line.month, each.line.amount) for each in found.lines],
        [(each.month, each.amount, each.because) for each in found.blocked],
    )


def test_a_repeal_that_nobody_got_yet_holds_the_money_and_says_so(station: Station) -> None:
    first = grant(station)
    repeal = act(
        station,
        first.case_id,
        first.person_id,
        kind=DecisionKind.REPEAL,
        amount=0,
        issued_on=LATE,
        served_on=None,
        number="A/D2",
    )
    pays, held = planned(station)
    assert (pays, held) == ([(NOVEMBER, 61_050)], [(DECEMBER, 61_050, Because.NOT_SERVED)])
    with station.later(minutes=1).office.work("doręczenie") as work:
        work.add(delivered(repeal, date(2026, 12, 14)))
        work.commit()
    assert planned(station)[1] == [(DECEMBER, 61_050, Because.NOT_EXECUTABLE)]
    station.later(days=20)
    assert planned(station) == ([(NOVEMBER, 61_050)], [])


@pytest.mark.parametrize(("amount", "pays", "held"), [(70_000, 61_050, 8_950), (50_000, 50_000, 11_050)])
def test_of_a_change_that_nobody_got_yet_both_acts_agree_on_is_paid(
    station: Station, amount: int, pays: int, held: int
) -> None:
    first = grant(station)
    act(
        station, first.case_id, first.person_id, kind=DecisionKind.CHANGE, amount=amount, issued_on=LATE,
        served_on=None, number="A/D2",
    )  # fmt: skip
    lines, blocked = planned(station)
    assert (DECEMBER, pays) in lines
    assert (DECEMBER, held, Because.NOT_SERVED) in blocked


def test_a_change_that_was_served_pays_its_amount_from_its_month(station: Station) -> None:
    first = grant(station)
    act(
        station, first.case_id, first.person_id, kind=DecisionKind.CHANGE, amount=70_000,
        issued_on=date(2026, 11, 25), served_on=date(2026, 11, 26), number="A/D2",
    )  # fmt: skip
    assert planned(station) == ([(NOVEMBER, 61_050), (DECEMBER, 70_000)], [])


def test_an_appeal_stops_what_was_issued_before_it_until_it_is_settled(station: Station) -> None:
    first = grant(station)
    note(station, first, "appeal", date(2026, 11, 10))  # against an earlier refusal
    assert len(planned(station)[0]) == 2
    note(station, first, "appeal", date(2026, 12, 1))
    assert {each[2] for each in planned(station)[1]} == {Because.APPEALED}
    note(station, first, "appeal_settled", date(2026, 12, 18))
    assert len(planned(station)[0]) == 2


def test_an_appeal_against_a_repeal_keeps_the_money_held_in_sight(station: Station) -> None:
    first = grant(station)
    act(
        station, first.case_id, first.person_id, kind=DecisionKind.REPEAL, amount=0, issued_on=date(2026, 12, 2),
        served_on=date(2026, 12, 3), number="A/D2",
    )  # fmt: skip
    note(station, first, "appeal", date(2026, 12, 10))
    assert planned(station) == ([(NOVEMBER, 61_050)], [(DECEMBER, 61_050, Because.APPEALED)])


def test_a_change_of_the_amount_does_not_lift_a_hold(station: Station) -> None:
    first = grant(station)
    with station.later(minutes=1).office.work("wstrzymanie") as work:
        work.add(PaymentHold(id=new_id(), decision_id=first.id, case_id=first.case_id, from_month=NOVEMBER))
        work.commit()
    act(
        station, first.case_id, first.person_id, kind=DecisionKind.CHANGE, amount=70_000,
        issued_on=date(2026, 11, 25), served_on=date(2026, 11, 26), number="A/D2",
    )  # fmt: skip
    assert planned(station) == (
        [],
        [(NOVEMBER, 61_050, Because.SUSPENDED), (DECEMBER, 70_000, Because.SUSPENDED)],
    )


def test_a_case_that_nobody_was_served_does_not_block_another(station: Station) -> None:
    first = grant(station)
    with station.later(minutes=1).office.work("nie doręczono") as work:
        work.remove(work.find(Delivery, case_id=first.case_id)[0])
        work.commit()
    other = act(station, second_case(station, first.person_id), first.person_id, issued_on=NO_DAY, served_on=NO_DAY)
    found = plan_payments(station.office, PlanPayments(month=DECEMBER))
    assert [(each.line.month, each.line.decision_id) for each in found.lines] == [(DECEMBER, other.id)]


def test_of_two_cases_the_one_that_had_the_month_first_pays_it(station: Station) -> None:
    first = grant(station)
    with station.later(minutes=1).office.work("tylko listopad") as work:
        stored = work.get(Decision, first.id)
        work.change(stored, replace(stored, to_month=NOVEMBER, issued_on=date(2026, 11, 1)))
        work.commit()
    other = act(station, second_case(station, first.person_id), first.person_id, issued_on=EARLY, served_on=EARLY)
    act(station, first.case_id, first.person_id, issued_on=date(2026, 11, 23), served_on=NO_DAY, number="A/D2")
    shut = close(station, approved_list(station, DECEMBER))
    assert (shut.count, shut.total) == (2, 122_100)
    assert paid(station) == {(first.id, NOVEMBER): 1, (other.id, DECEMBER): 1}


def test_a_second_case_pays_when_the_first_was_repealed(station: Station) -> None:
    first = grant(station)
    act(
        station, first.case_id, first.person_id, kind=DecisionKind.REPEAL, amount=0, issued_on=NO_DAY,
        served_on=NO_DAY, number="A/D2",
    )  # fmt: skip
    case_id = second_case(station, first.person_id)
    act(station, case_id, first.person_id, amount=50_000, issued_on=NO_DAY, served_on=NO_DAY)
    assert planned(station) == ([(NOVEMBER, 61_050), (DECEMBER, 50_000)], [])


def test_a_grant_without_an_end_pays_before_a_second_case_however_old_it_is(station: Station) -> None:
    first = grant(station)
    with station.later(minutes=1).office.work("stały od dawna") as work:
        stored = work.get(Decision, first.id)
        since = {"from_month": date(2013, 1, 1), "to_month": None, "issued_on": date(2013, 1, 10)}
        work.change(stored, replace(stored, benefit="permanent_allowance", **since))  # type: ignore[arg-type]
        work.commit()
    case_id = second_case(station, first.person_id)
    act(
        station, case_id, first.person_id, issued_on=EARLY, served_on=EARLY, from_month=NOVEMBER,
        benefit="permanent_allowance",
    )  # fmt: skip
    pays, held = planned(station)
    assert pays == [(NOVEMBER, 61_050), (DECEMBER, 61_050)]
    assert {each[2] for each in held} == {Because.PAID_ELSEWHERE}


def test_two_lines_for_one_month_never_stand_on_a_closed_list(station: Station) -> None:
    one = grant(station)
    two = grant(station)
    listed = approved_list(station, DECEMBER)
    with station.later(minutes=1).office.work("ta sama osoba") as work:
        twin = work.get(Person, two.person_id)
        work.change(twin, replace(twin, merged_into=one.person_id))
        work.commit()
    with pytest.raises(LinesInTheWay) as refused:
        close(station, listed)
    assert refused.value.facts["because"] is Because.PAID_ELSEWHERE


def test_a_death_written_at_a_joined_record_stops_the_money(station: Station) -> None:
    first = grant(station)
    with station.later(minutes=1).office.work("zgon") as work:
        person = work.get(Person, first.person_id)
        dead = replace(person, id=new_id(), seen=None, merged_into=person.id, died_on=date(2026, 11, 20))
        work.add(dead)
        work.commit()
    pays, held = planned(station)
    assert (pays, held) == ([], [(NOVEMBER, 61_050, Because.DIED)])


def test_a_form_that_is_older_pays_nothing_that_was_sent_back_or_dropped(station: Station) -> None:
    grant(station)
    office = station.office
    listed = approved_list(station, DECEMBER)
    return_payment_list(at_desk(office, HEAD), ReturnPaymentList(listed, "nie płacić"))
    with pytest.raises(WrongListMove):
        close(station, listed)
    with office.reading() as file:
        (draft,) = file.find(PaymentList)
        assert (draft.number, file.contradictions()) == (0, [])
    drop_payment_list(at_desk(office, HEAD), DropPaymentList(draft, "nie płacić"))
    with pytest.raises(WrongListMove):
        return_payment_list(at_desk(office, CLERK), ReturnPaymentList(draft, "jeszcze raz"))


def test_a_list_checked_anew_since_is_looked_at_anew(station: Station) -> None:
    grant(station)
    listed = approved_list(station, DECEMBER)
    with station.later(minutes=1).office.work("inna suma kontrolna") as work:
        work.change(listed, replace(listed, digest="inna"))
        work.commit()
    with pytest.raises(LinesChanged):
        close(station, listed)


def test_a_list_that_two_workstations_treated_otherwise_waits_for_a_person(tmp_path: Path) -> None:
    biuro, laptop = paying(tmp_path, "Biuro", "Laptop")
    grant(biuro)
    listed = approved_list(biuro, DECEMBER)
    settle_everything(biuro, laptop)
    for station, remark in ((biuro, "kwota"), (laptop, "konto")):
        with station.office.reading() as file:
            seen = file.get(PaymentList, listed.id)
        if station is biuro:
            return_payment_list(at_desk(station.later(minutes=5).office, CLERK), ReturnPaymentList(seen, remark))
        else:
            drop_payment_list(at_desk(station.later(minutes=5).office, SECOND), DropPaymentList(seen, remark))
    settle_everything(biuro, laptop)
    with biuro.office.reading() as file:
        seen = file.get(PaymentList, listed.id)
    with pytest.raises(ListDisputed):
        close_payment_list(biuro.office, ClosePaymentList(seen))


def test_no_list_is_made_or_closed_for_a_day_that_is_over(station: Station) -> None:
    grant(station)
    yesterday = MakePaymentList(month=DECEMBER, pay_on=date(1999, 1, 2))
    with pytest.raises(PayDayPast):
        make_payment_list(at_desk(station.office, CLERK), yesterday)
    listed = approved_list(station, DECEMBER)
    station.later(days=30)
    with pytest.raises(PayDayPast) as refused:
        close(station, listed)
    assert refused.value.facts["pay_on"] == PAY_ON


def test_a_return_told_in_two_ways_pays_nothing_until_a_person_says(tmp_path: Path) -> None:
    biuro, laptop = paying(tmp_path, "Biuro", "Laptop")
    grant(biuro)
    shut = close(biuro, approved_list(biuro, DECEMBER))
    settle_everything(biuro, laptop)
    for station, amount in ((biuro, 61_050), (laptop, 1_000)):
        line = lines_on(station, shut)[0]
        back = NotePaymentReturn(line=line, amount=amount, returned_on=PAY_ON)
        note_payment_return(station.later(days=3).office, back)
    settle_everything(biuro, laptop)
    pays, held = planned(biuro)
    assert pays == []
    assert {each[2] for each in held} == {Because.UNSETTLED}


def test_another_account_after_the_check_stops_the_list(station: Station) -> None:
    grant(station)
    listed = approved_list(station, DECEMBER)
    register = shown(station).register
    assert register is not None
    change_payment_register(station.office, ChangePaymentRegister(register, replace(register, account=OTHER_ACCOUNT)))
    with pytest.raises(AccountChanged):
        close(station, listed)
