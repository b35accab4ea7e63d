"""Who closes payment lists: exactly one workstation, handed over inside the exchange; nobody is paid twice."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.bank_files import WrongPayingAccount
from app.domain.entitlements import Because
from app.domain.offices import Workstation
from app.domain.payments import ListState, PaymentLine, PaymentList, PaymentRegister, digest_of, lines_of
from app.domain.problems import Refusal
from app.domain.records import new_id
from app.domain.roles import NotAllowed
from app.services.exchange.stations import RetireStation, retire_station
from app.services.office import Office
from app.services.payment_registers import (
    CannotClose,
    ChangePaymentRegister,
    ClosedElsewhere,
    HandOverPayments,
    KeeperDisputed,
    NoRegister,
    OpenPaymentRegister,
    RegisterOpened,
    ShowPaymentRegister,
    change_payment_register,
    hand_over_payments,
    open_payment_register,
    show_payment_register,
)
from app.services.payments import (
    DropPaymentList,
    LinesInTheWay,
    drop_payment_list,
)
from tests.little_office import BIURO, CLERK, HEAD, LAPTOP, WORKER, at_desk, little_office
from tests.little_payments import (
    DECEMBER,
    JANUARY,
    NOVEMBER,
    OTHER_ACCOUNT,
    OWN_ACCOUNT,
    open_register,
)
from tests.paying_stations import (
    approved_list,
    close,
    every_closed_list_is_as_it_was,
    grant,
    lines_on,
    paid,
    paying,
    shown,
    station_id,
)
from tests.stations import Station, office_of, settle_everything


@pytest.fixture
def head(tmp_path: Path) -> Iterator[Office]:
    with little_office(tmp_path) as office:
        yield at_desk(office, HEAD)


def test_the_register_is_opened_where_the_office_was_founded(tmp_path: Path) -> None:
    biuro, laptop = office_of(tmp_path, "Biuro", "Laptop")
    try:
        with pytest.raises(NoRegister) as refused:
            open_register(laptop.office)
        assert refused.value.facts["keeper"] == "Biuro"
        shown = show_payment_register(biuro.office, ShowPaymentRegister())
        assert (shown.register, shown.holder, shown.may_hand_over) == (None, "Biuro", True)
        open_register(biuro.office)
        with pytest.raises(RegisterOpened):
            open_register(biuro.office)
    finally:
        biuro.close()
        laptop.close()


def test_rights_and_accounts(head: Office) -> None:
    proposal = show_payment_register(head, ShowPaymentRegister()).proposal
    assert proposal.sender == "M-GOPS w Przedborzu\nul. Mostowa 29\n97-570 Przedbórz"
    asked = OpenPaymentRegister(from_month=NOVEMBER, account=OWN_ACCOUNT, sender=proposal.sender)
    for clerk in (CLERK, WORKER):
        with pytest.raises(NotAllowed):
            open_payment_register(at_desk(head, clerk), asked)
    with pytest.raises(WrongPayingAccount):
        open_register(head, account="123")
    register = open_register(head, account=f"PL{OWN_ACCOUNT}")
    assert (register.account, register.transfer_title) == (OWN_ACCOUNT, "Świadczenie")
    after = replace(register, account=OTHER_ACCOUNT, keeper_id=LAPTOP, transfer_title=" ")
    changed = change_payment_register(head, ChangePaymentRegister(register, after)).value
    assert (changed.account, changed.keeper_id, changed.transfer_title) == (OTHER_ACCOUNT, BIURO, "Świadczenie")


def test_the_right_is_given_away_by_its_holder_only(head: Office) -> None:
    register = open_register(head)
    with pytest.raises(CannotClose):
        hand_over_payments(head, HandOverPayments(register, new_id()))
    handed = hand_over_payments(head, HandOverPayments(register, LAPTOP)).value
    shown = show_payment_register(head, ShowPaymentRegister())
    assert (shown.holder, shown.is_here, shown.may_hand_over) == ("Laptop Północ", False, False)
    with pytest.raises(ClosedElsewhere) as refused:
        hand_over_payments(head, HandOverPayments(handed, BIURO))
    assert refused.value.facts["keeper"] == "Laptop Północ"
    with pytest.raises(ClosedElsewhere):
        change_payment_register(head, ChangePaymentRegister(handed, replace(handed, account=OTHER_ACCOUNT)))


def test_the_right_travels_with_every_list_closed_before(tmp_path: Path) -> None:
    biuro, laptop = paying(tmp_path, "Biuro", "Laptop")
    try:
        decision = grant(biuro)
        settle_everything(biuro, laptop)
        first = close(biuro, approved_list(biuro, NOVEMBER))
        stale = approved_list(laptop, DECEMBER)  # the laptop has not heard of it: November and December
        with pytest.raises(ClosedElsewhere):
            close(laptop, stale)
        register = shown(biuro).register
        assert register is not None
        hand_over_payments(biuro.office, HandOverPayments(register, station_id(biuro, laptop)))
        settle_everything(biuro, laptop)
        with pytest.raises(LinesInTheWay) as refused:
            close(laptop, stale)
        assert refused.value.facts["because"] is Because.PAID_ALREADY
        drop_payment_list(laptop.office, DropPaymentList(stale, "listopad już wypłacony"))
        fresh = approved_list(laptop, DECEMBER)
        assert [line.month for line in lines_on(laptop, fresh)] == [DECEMBER]
        second = close(laptop, fresh)
        assert (first.sign, second.sign) == ("1/2026", "2/2026")
        settle_everything(biuro, laptop)
        assert paid(biuro) == paid(laptop) == Counter({(decision.id, NOVEMBER): 1, (decision.id, DECEMBER): 1})
    finally:
        biuro.close()
        laptop.close()


def test_an_heir_takes_the_right_of_a_retired_workstation_up(tmp_path: Path) -> None:
    biuro, laptop, third = paying(tmp_path, "Biuro", "Laptop", "Kasa")
    try:
        register = shown(biuro).register
        assert register is not None
        hand_over_payments(biuro.office, HandOverPayments(register, station_id(biuro, laptop)))
        settle_everything(biuro, laptop, third)
        with third.office.reading() as file:
            lost = file.find(Workstation, author=laptop.author)[0]
        retire_station(third.office, RetireStation(lost.id))
        biuro.load(third.send(biuro))
        assert not shown(biuro).may_hand_over
        orphan = shown(third)
        assert (orphan.is_orphan, orphan.may_hand_over) == (True, True)
        assert orphan.register is not None
        taken = hand_over_payments(third.office, HandOverPayments(orphan.register, station_id(third, third))).value
        assert taken.keeper_id == station_id(third, third)
    finally:
        for station in (biuro, laptop, third):
            station.close()


def test_two_that_say_who_closes_stop_the_lists_until_a_person_says(tmp_path: Path) -> None:
    biuro, laptop = paying(tmp_path, "Biuro", "Laptop")
    try:
        for station in (biuro, laptop):  # as a faulty program might write it
            with station.later(minutes=1).office.work("prawo") as work:
                (register,) = work.find(PaymentRegister)
                work.change(register, replace(register, keeper_id=new_id()))
                work.commit()
        settle_everything(biuro, laptop)
        grant(biuro)
        with pytest.raises(KeeperDisputed):
            close(biuro, approved_list(biuro, NOVEMBER))
    finally:
        biuro.close()
        laptop.close()


def test_nothing_that_comes_later_changes_a_closed_list(tmp_path: Path) -> None:
    biuro, laptop = paying(tmp_path, "Biuro", "Laptop")
    try:
        grant(biuro)
        settle_everything(biuro, laptop)
        listed = approved_list(biuro, DECEMBER)
        settle_everything(biuro, laptop)
        with laptop.office.work("na laptopie") as work:  # while the office closes it
            line = work.find(PaymentLine, list_id=listed.id)[0]
            work.change(line, replace(line, amount=1))
            seen = work.get(PaymentList, listed.id)
            work.change(seen, replace(seen, state=ListState.DROPPED, remark="nie płacimy"))
            work.commit()
        closed = close(biuro, listed)
        settle_everything(biuro, laptop)
        for station in (biuro, laptop):
            with station.office.reading() as file:
                found = file.get(PaymentList, closed.id)
                assert (found.sign, found.total, found.count) == ("1/2026", 122_100, 2)
                assert "state" in {each.field for each in file.contradictions()}
                assert digest_of(found, lines_of(found, file.find(PaymentLine))) == found.digest
        assert biuro.digest() == laptop.digest()
    finally:
        biuro.close()
        laptop.close()


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_paid_twice_for_a_month_whatever_the_order_of_exchanges(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    stations = paying(tmp_path, "Biuro", "Laptop", "Kasa")
    try:
        decisions = [grant(stations[0], f"Osoba{number}") for number in range(3)]
        settle_everything(*stations)
        acts = (make_and_approve, try_to_close, try_to_hand_over, send_somewhere, send_somewhere)
        for _step in range(24):
            station = chance.choice(stations)
            station.later(minutes=chance.randrange(1, 90))
            with suppress(Refusal):
                chance.choice(acts)(chance, station, stations)
        settle_everything(*stations)
        found = {tuple(sorted(paid(station).items())) for station in stations}
        assert len(found) == 1
        assert all(count == 1 for _what, count in next(iter(found)))
        assert {decision for (decision, _month), _count in next(iter(found))} <= {each.id for each in decisions}
        assert len({station.digest() for station in stations}) == 1
        for station in stations:
            every_closed_list_is_as_it_was(station)
    finally:
        for station in stations:
            station.close()


# -- acts of the histories -------------------------------------------------------------------------------------------


def make_and_approve(chance: random.Random, station: Station, _stations: list[Station]) -> None:
    approved_list(station, chance.choice((NOVEMBER, DECEMBER, JANUARY)))


def try_to_close(chance: random.Random, station: Station, _stations: list[Station]) -> None:
    with station.office.reading() as file:
        waiting = file.find(PaymentList, state=ListState.APPROVED)
    if waiting:
        close(station, chance.choice(waiting))


def try_to_hand_over(chance: random.Random, station: Station, stations: list[Station]) -> None:
    register = shown(station).register
    assert register is not None
    hand_over_payments(station.office, HandOverPayments(register, station_id(station, chance.choice(stations))))


def send_somewhere(chance: random.Random, station: Station, stations: list[Station]) -> None:
    other = chance.choice([each for each in stations if each is not station])
    other.load(station.send(other))
