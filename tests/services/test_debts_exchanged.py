"""Debts, holds and set-offs on several workstations: money stays due, paid, kept back, held or ready everywhere."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.decisions import Decision
from app.domain.payments import Debt, PaymentHold
from app.services.case_money import CaseMoney, ShowCaseMoney, show_case_money
from app.services.debts import ChangeDebt, NoteDebt, NoteRepayment, change_debt, note_debt, note_repayment
from app.services.payment_building import PlanPayments, plan_payments
from app.services.payment_holds import LiftHold, PlaceHold, lift_hold, place_hold
from tests.little_payments import DECEMBER, JANUARY, NOVEMBER
from tests.paying_stations import approved_list, close, every_closed_list_is_as_it_was, grant, lines_on, paying
from tests.stations import Station, settle_everything


def money(station: Station, decision: Decision) -> CaseMoney:
    return show_case_money(station.office, ShowCaseMoney(decision.case_id))


def owes(station: Station, decision: Decision, total: int) -> Debt:
    asked = NoteDebt(person_id=decision.person_id, total=total, basis="D/2024", from_month=NOVEMBER)
    return note_debt(station.later(minutes=1).office, asked).value


def all_alike(stations: Sequence[Station], decision: Decision) -> None:
    """Every workstation says the same, and in every month the places add up to what is due."""
    shown = [money(station, decision) for station in stations]
    for each in shown:
        assert all(sum(part.amount for part in month.row.parts) == month.row.due for month in each.months)
        for owed in each.owed:
            assert owed.taken + owed.settled + owed.left == max(owed.debt.total, owed.taken + owed.settled)
    told = [[(part.place, part.amount) for month in each.months for part in month.row.parts] for each in shown]
    assert told == [told[0]] * len(told)
    debts = [[(each.debt.id, each.taken, each.left) for each in one.owed] for one in shown]
    assert debts == [debts[0]] * len(debts)


def test_a_debt_of_the_laptop_is_kept_back_where_lists_are_closed(tmp_path: Path) -> None:
    biuro, laptop = paying(tmp_path, "Biuro", "Laptop")
    decision = grant(biuro)
    settle_everything(biuro, laptop)
    owes(laptop, decision, 50_000)
    settle_everything(biuro, laptop)
    shut = close(biuro, approved_list(biuro, DECEMBER))
    assert [(line.amount, line.set_off) for line in lines_on(biuro, shut)] == [(30_525, 30_525), (41_575, 19_475)]
    settle_everything(biuro, laptop)
    all_alike([biuro, laptop], decision)
    for station in (biuro, laptop):
        every_closed_list_is_as_it_was(station)
        station.close()


def test_two_paces_side_by_side_keep_nothing_back_until_somebody_settles_them(tmp_path: Path) -> None:
    biuro, laptop = paying(tmp_path, "Biuro", "Laptop")
    decision = grant(biuro)
    debt = owes(biuro, decision, 50_000)
    settle_everything(biuro, laptop)
    change_debt(biuro.later(minutes=1).office, ChangeDebt(debt, 10_000, NOVEMBER))
    change_debt(laptop.later(minutes=2).office, ChangeDebt(debt, 20_000, NOVEMBER))
    settle_everything(biuro, laptop)
    for station in (biuro, laptop):
        plan = plan_payments(station.office, PlanPayments(month=DECEMBER))
        assert [each.line.set_off for each in plan.lines] == [0, 0]
        station.close()


MOVES = ("debt", "repay", "hold", "lift", "list", "exchange")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.sampled_from(MOVES), st.booleans(), st.integers(1, 60_000)), max_size=9))
def test_whatever_is_done_where_the_money_adds_up_everywhere(
    tmp_path_factory: object, moves: list[tuple[str, bool, int]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("biura")  # type: ignore[attr-defined]  # pytest's own
    biuro, laptop = paying(folder, "Biuro", "Laptop")
    decision = grant(biuro)
    settle_everything(biuro, laptop)
    months = iter((NOVEMBER, DECEMBER, JANUARY))
    for move, is_here, amount in moves:
        station = biuro if is_here else laptop
        take(move, station, biuro, decision, amount, months)
        if move == "exchange":
            settle_everything(biuro, laptop)
    settle_everything(biuro, laptop)
    all_alike([biuro, laptop], decision)
    for station in (biuro, laptop):
        every_closed_list_is_as_it_was(station)
        station.close()


def take(move: str, station: Station, keeper: Station, decision: Decision, amount: int, months: object) -> None:
    """One thing that somebody does, where it is possible."""
    office = station.later(minutes=3).office
    view = money(station, decision)
    open_debts = [each for each in view.owed if each.left]
    if move == "debt":
        owes(station, decision, amount)
    elif move == "repay" and open_debts:
        part = min(amount, open_debts[0].left)
        note_repayment(office, NoteRepayment(debt=open_debts[0].debt, amount=part, settled_on=date(2026, 12, 21)))
    elif move == "hold":
        place_hold(office, PlaceHold(decision_id=decision.id, from_month=DECEMBER, reason="próba"))
    elif move == "lift" and view.holds:
        held: PaymentHold = view.holds[0]
        lift_hold(office, LiftHold(before=held, reason="próba"))
    elif move == "list":
        month = next(months, None)  # type: ignore[call-overload]  # an iterator of months
        if month is not None and plan_payments(keeper.office, PlanPayments(month=month)).lines:
            close(keeper, approved_list(keeper, month))
