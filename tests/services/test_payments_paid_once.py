"""What two workstations, or two files of one human being, must not do to a closed list."""

from dataclasses import replace
from pathlib import Path

from app.domain.payments import PaymentList
from app.domain.persons import Person
from app.services.payments import ReturnPaymentList, return_payment_list
from tests.little_office import CLERK, at_desk
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
