"""The invented office has paid October from the program."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.domain.payments import digest_of
from app.persistence.store import Store
from app.services.office import Office
from app.services.payment_building import Difference, PlanPayments, plan_payments
from app.services.payment_views import (
    ListPaymentLists,
    OpenPaymentList,
    WriteBankFile,
    list_payment_lists,
    open_payment_list,
    write_bank_file,
)
from tests.demo import demo_file, office_of


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(Store.open(demo_file(tmp_path / "biuro.teczka-db"))) as store:
        yield office_of(store)


def test_october_was_paid_by_a_closed_list_that_agrees_with_the_decisions(office: Office) -> None:
    (row,) = list_payment_lists(office, ListPaymentLists())
    view = open_payment_list(office, OpenPaymentList(row.listed.id))
    assert (row.listed.sign, row.count, row.total) == ("1/2026", len(view.lines), view.total)
    assert row.count > 0
    assert row.listed.digest == digest_of(row.listed, [each.line for each in view.lines])
    assert write_bank_file(office, WriteBankFile(row.listed.id)).total == row.total


def test_who_was_paid_for_october_is_not_paid_for_it_again(office: Office) -> None:
    (row,) = list_payment_lists(office, ListPaymentLists())
    paid = {each.line.case_id for each in open_payment_list(office, OpenPaymentList(row.listed.id)).lines}
    planned = plan_payments(office, PlanPayments(month=date(2026, 11, 1)))
    again = [each for each in planned.lines if each.line.case_id in paid]
    assert again
    assert {each.line.month for each in again} == {date(2026, 11, 1)}
    assert {each.difference for each in again} == {Difference.SAME}
