"""What two workstations, or two files of one human being, must not do to a closed list."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.payments import ListState, PaymentList
from app.domain.persons import Person
from app.domain.roles import NotAllowed
from app.services.exchange.disputes import (
    ClosedStands,
    ListDisputes,
    SettleDispute,
    list_disputes,
    settle_dispute,
)
from app.services.payments import ReturnPaymentList, return_payment_list
from tests.little_office import CLERK, WORKER, at_desk
from tests.little_payments import DECEMBER
from tests.paying_stations import approved_list, close, every_closed_list_is_as_it_was, grant, paying
from tests.stations import settle_everything


def test_what_a_workstation_sends_back_unknowing_does_not_touch_a_closed_list(tmp_path: Path) -> None:
    biuro, laptop = paying(tmp_path, "Biuro", "Laptop")
    grant(biuro)
    listed = approved_list(biuro, DECEMBER)
    settle_everything(biuro, laptop)
    shut = close(biuro, listed)
    with laptop.office.reading() as file:
        seen = file.get(PaymentList, listed.id)
    return_payment_list(at_desk(laptop.later(minutes=9).office, CLERK), ReturnPaymentList(seen, "jeszcze raz"))
    settle_everything(biuro, laptop)
    for station in (biuro, laptop):
        with station.office.reading() as file:
            assert file.get(PaymentList, listed.id) == shut
            assert {each.field for each in file.contradictions()} >= {"state", "digest", "approved_by_id", "remark"}
        every_closed_list_is_as_it_was(station)
    disputes = {each.field: each for each in list_disputes(laptop.office, ListDisputes())}
    asked = disputes["state"].sides
    seen_sides = frozenset(side.dot for side in asked)
    wanted = SettleDispute(PaymentList, listed.id, "state", ListState.DRAFT, seen_sides)
    with pytest.raises(ClosedStands):
        settle_dispute(laptop.office, wanted)
    with pytest.raises(NotAllowed):
        settle_dispute(at_desk(laptop.office, WORKER), replace(wanted, value=ListState.CLOSED))
    settle_dispute(laptop.office, replace(wanted, value=ListState.CLOSED))
    settle_everything(biuro, laptop)
    for station in (biuro, laptop):
        with station.office.reading() as file:
            assert (file.get(PaymentList, listed.id), file.contradictions()) == (shut, [])
        assert station.health().is_well
        station.close()


def test_two_files_of_one_human_being_are_not_both_paid_by_one_list(tmp_path: Path) -> None:
    biuro, laptop = paying(tmp_path, "Biuro", "Laptop")
    one, two = grant(biuro), grant(biuro)
    with biuro.later(minutes=1).office.work("ta sama osoba") as work:
        twin = work.get(Person, two.person_id)
        work.change(twin, replace(twin, merged_into=one.person_id))
        work.commit()
    shut = close(biuro, approved_list(biuro, DECEMBER))
    assert (shut.count, shut.total) == (2, 122_100)
    for station in (biuro, laptop):
        station.close()
