"""What the screen of payments is told, and a list on paper."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.services.office import Office
from app.services.payment_printing import PrintPaymentList, print_payment_list
from app.services.payment_screens import (
    CountOpenPaymentLists,
    ShowPayments,
    count_open_payment_lists,
    next_pay_day,
    show_payments,
)
from tests.little_office import HEAD, WORKER, at_desk, little_office
from tests.little_payments import closed, granted, made, open_register
from tests.visits import printed_text


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with little_office(tmp_path) as made_office:
        granted(made_office)
        yield made_office


def test_without_a_register_the_screen_knows_who_may_open_it(office: Office) -> None:
    view = show_payments(office, ShowPayments())
    assert view.may_open
    assert not view.may_configure
    assert view.rows == ()
    assert show_payments(at_desk(office, HEAD), ShowPayments()).may_configure
    assert not show_payments(at_desk(office, WORKER), ShowPayments()).may_prepare


def test_open_lists_are_counted_until_they_are_closed(office: Office) -> None:
    open_register(office)
    assert count_open_payment_lists(office, CountOpenPaymentLists()) == 0
    made(office, date(2026, 11, 1))
    assert count_open_payment_lists(office, CountOpenPaymentLists()) == 1
    closed(office)
    assert count_open_payment_lists(office, CountOpenPaymentLists()) == 1
    view = show_payments(office, ShowPayments())
    assert [row.total for row in view.rows] == [610_50, 610_50]
    assert not view.may_open


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 24), date(2026, 12, 25)),
        (date(2026, 12, 25), date(2026, 12, 25)),
        (date(2026, 12, 26), date(2027, 1, 25)),
    ],
)
def test_the_next_day_of_payment(today: date, expected: date) -> None:
    assert next_pay_day(today, 25) == expected


def test_the_control_print_says_what_the_bank_gets(office: Office) -> None:
    open_register(office)
    printed = print_payment_list(office, PrintPaymentList(closed(office).id))
    words = " ".join(printed_text(printed.content).replace("\u00a0", " ").split())
    assert printed.title == "Lista wypłat 1/2026"
    assert printed.page_count == len(printed.pages) == 1
    assert "Razem: 2 pozycje, 1 221,00 zł." in words
    assert "83 1010 1023 0000" in words
    assert "Zatwierdzono 21 grudnia 2026 r.: Ewa Zielińska." in words
    assert "Data i podpis" not in words


def test_only_a_closed_list_of_the_cash_desk_has_room_for_signatures(tmp_path: Path) -> None:
    with little_office(tmp_path) as office:
        granted(office, pay_by="cash")
        open_register(office)
        draft = made(office, date(2026, 11, 1), pay_by="cash")
        words = printed_text(print_payment_list(office, PrintPaymentList(draft.id)).content)
        assert "Lista wypłat – projekt" in words
        assert "Data i podpis" not in words
        signed = printed_text(print_payment_list(office, PrintPaymentList(closed(office, pay_by="cash").id)).content)
        assert "Data i podpis" in signed
        assert "Wiśniewska Anna" in signed
