"""Payments at their screens, by keyboard: switched on, a list made, checked, approved, closed, and money come back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.cases import Case
from app.domain.payments import ListState, PaymentList, PaymentRegister, PaymentReturn, ReturnReason
from app.domain.persons import Clerk, Person
from app.services.office import Office
from tests.little_office import ACCOUNTANT, CLERK, HEAD, WORKER
from tests.little_payments import (
    ANNAS_ACCOUNT,
    OTHER_ACCOUNT,
    OWN_ACCOUNT,
    PAID_AT,
    closed,
    granted,
    made,
    open_register,
)
from tests.ui.drawn import table
from tests.ui.keys import press
from tests.ui.resolutions_room import Room
from ui.screens.case import CasePage
from ui.screens.case_next import next_words
from ui.screens.paylist import PaylistPage
from ui.screens.paylist_forms import CloseListDialog, RemarkDialog, ReturnDialog
from ui.screens.payments import NewPaymentListDialog, PaymentsPage
from ui.screens.settings import SettingsPage
from ui.screens.settings_payments import HandOverPaymentsDialog, PaymentRegisterDialog

SCREENS = ("decisions", "case", "payments", "payment-list", "exchange", "settings")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def register_and_decision(office: Office) -> None:
    granted(office)
    open_register(office)


def list_made(office: Office) -> None:
    register_and_decision(office)
    made(office)


def account_changed(office: Office) -> None:
    """Anna gives another account after the list was made."""
    list_made(office)
    with office.work("Nowe konto") as work:
        (anna,) = [each for each in work.find(Person) if each.bank_account == ANNAS_ACCOUNT]
        work.change(anna, replace(anna, bank_account=OTHER_ACCOUNT))
        work.commit()


def list_closed(office: Office) -> None:
    granted(office)
    open_register(office)
    closed(office)


@pytest.fixture
def rooms() -> Iterator[list[Room]]:
    opened: list[Room] = []
    yield opened
    for room in opened:
        room.close()


def room_of(rooms: list[Room], folder: Path, prepare: Callable[[Office], object], clerk: Clerk = CLERK) -> Room:
    room = Room(folder, prepare, clerk, SCREENS, PAID_AT)
    rooms.append(room)
    return room


def list_page(room: Room) -> PaylistPage:
    page = room.window.page("payment-list")
    assert isinstance(page, PaylistPage)
    return page


def payments_page(room: Room) -> PaymentsPage:
    page = room.open("payments")
    assert isinstance(page, PaymentsPage)
    return page


def test_the_head_switches_payments_on_and_changes_the_account(rooms: list[Room], tmp_path: Path) -> None:
    room = room_of(rooms, tmp_path, granted, HEAD)
    page = payments_page(room)
    assert page.nothing.title.text() == "Ośrodek nie płaci jeszcze z tego programu"
    assert not page.make.isVisible()
    press(page.nothing.button, Qt.Key.Key_Return)
    room.wait()
    settings = room.window.page("settings")
    assert isinstance(settings, SettingsPage)
    card = settings.lists.payments
    assert card.start.isVisible()
    press(card.start, Qt.Key.Key_Return)
    dialog = room.dialog(PaymentRegisterDialog)
    assert dialog.payer.value() == "M-GOPS w Przedborzu\nul. Mostowa 29\n97-570 Przedbórz"
    press(dialog.go, Qt.Key.Key_Return)
    assert dialog.account.message.text() == "To pole jest potrzebne."
    dialog.account.set_text("11 1111 1111 1111 1111 1111 1111")
    press(dialog.go, Qt.Key.Key_Return)
    assert dialog.account.message.text() == "Cyfry kontrolne się nie zgadzają — sprawdź numer konta."
    dialog.account.set_text(OWN_ACCOUNT)
    dialog.from_month.set_text("11.2026")
    press(dialog.go, Qt.Key.Key_Return)
    room.wait()
    assert room.notice() == "Wypłaty są włączone."
    assert not card.start.isVisible()
    assert card.words.text() == "To stanowisko zamyka listy i nadaje im numery."
    card.change()
    change = room.dialog(PaymentRegisterDialog)
    change.title.set_text("Przelew")
    press(change.go, Qt.Key.Key_Return)
    room.wait()
    (register,) = room.find(PaymentRegister)
    assert (register.account, register.transfer_title) == (OWN_ACCOUNT, "Przelew")
    card.hand_over()
    giving = room.dialog(HandOverPaymentsDialog)
    press(giving.go, Qt.Key.Key_Return)
    room.wait()
    assert card.words.text() == "Rachunek i prawo zamykania list zmienia się tylko na stanowisku „Laptop Północ”."
    assert not any(button.isVisible() for button in (card.edit, card.give))
    assert not room.problems


def test_who_may_not_switch_on_reads_who_may(rooms: list[Room], tmp_path: Path) -> None:
    room = room_of(rooms, tmp_path, granted)
    page = payments_page(room)
    assert not page.nothing.button.isVisible()
    assert "kierownik albo administrator" in page.nothing.text.text()


def test_a_list_is_previewed_made_and_goes_its_way(
    rooms: list[Room], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_of(rooms, tmp_path, register_and_decision)
    page = payments_page(room)
    press(page.make, Qt.Key.Key_Return)
    dialog = room.dialog(NewPaymentListDialog)
    room.wait()
    assert plain(dialog.preview.text()) == "2 pozycje, razem 1 221,00 zł"
    dialog.pay_by.set_value("cash")
    dialog.pay_by.committed.emit("cash")
    room.wait()
    assert dialog.preview.text() == "Nie ma teraz czego wypłacić w ten sposób."
    assert not dialog.go.isEnabled()
    dialog.pay_by.set_value("transfer")
    dialog.pay_by.committed.emit("transfer")
    room.wait()
    press(dialog.go, Qt.Key.Key_Return)
    room.wait()
    sheet = list_page(room)
    assert plain(table(sheet.rows)).splitlines()[1].startswith("Wiśniewska Anna | 11.2026 | zasiłek okresowy | ")
    assert plain(table(sheet.rows)).splitlines()[-1].startswith("Razem: 2 pozycje")
    assert not sheet.primary.isEnabled()
    assert sheet.words.text.words() == "To Twoja lista. Sprawdzi ją druga osoba, która prowadzi wypłaty."
    assert sheet.window().focusWidget() is sheet.table

    room.sit(ACCOUNTANT)
    room.open("payment-list")
    press(sheet.primary, Qt.Key.Key_Return)
    room.wait()
    assert sheet.words.text.words() == "Lista jest sprawdzona. Zatwierdza ją kierownik."
    room.sit(HEAD)
    room.open("payment-list")
    press(sheet.primary, Qt.Key.Key_Return)
    room.wait()
    assert sheet.primary.text() == "Zamknij listę…"
    press(sheet.primary, Qt.Key.Key_Return)
    closing = room.dialog(CloseListDialog)
    press(closing.go, Qt.Key.Key_Return)
    room.wait()
    assert room.notice() == "Zamknięto listę wypłat 1/2026."
    assert sheet.steps._states == ["done"] * 4
    target = tmp_path / "przelewy.pli"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    press(sheet.primary, Qt.Key.Key_Return)
    room.wait()
    assert plain(sheet.words.text.words()) == (
        "Zapisano plik przelewy.pli. Bank powinien pokazać: 2 przelewy, razem 1 221,00 zł."
    )
    assert target.read_bytes().count(b"\r\n") == 2
    assert ANNAS_ACCOUNT.encode() in target.read_bytes()
    (listed,) = room.find(PaymentList)
    assert listed.is_closed
    assert not room.problems


def open_first(room: Room) -> PaylistPage:
    """The list that stands first, by Enter in the table."""
    page = payments_page(room)
    page.table.select(0)
    press(page.table, Qt.Key.Key_Return)
    room.wait()
    return list_page(room)


def test_a_line_is_taken_off_and_the_list_given_up(rooms: list[Room], tmp_path: Path) -> None:
    room = room_of(rooms, tmp_path, list_made)
    sheet = open_first(room)
    assert sheet.waiting_card.isHidden()
    press(sheet.table, Qt.Key.Key_Delete)
    room.wait()
    assert plain(room.notice()) == "Zdjęto: Wiśniewska Anna, 610,50 zł."
    assert plain(table(sheet.rows)).splitlines()[-1].startswith("Razem: 1 pozycja")
    press(sheet.drop, Qt.Key.Key_Return)
    dialog = room.dialog(RemarkDialog)
    press(dialog.go, Qt.Key.Key_Return)
    assert dialog.remark.message.text() == "Napisz jedno zdanie."
    dialog.remark.set_value("Pomyłka w miesiącu.")
    press(dialog.go, Qt.Key.Key_Return)
    room.wait()
    (listed,) = room.find(PaymentList)
    assert listed.state is ListState.DROPPED
    assert sheet.words.text.words() == "Z tej listy zrezygnowano: Pomyłka w miesiącu."
    assert not any(button.isVisible() for button in (sheet.primary, sheet.drop, sheet.take_off, sheet.print_out))
    assert not room.problems


def test_a_checked_list_comes_back_with_a_remark(rooms: list[Room], tmp_path: Path) -> None:
    room = room_of(rooms, tmp_path, list_made, ACCOUNTANT)
    sheet = open_first(room)
    press(sheet.primary, Qt.Key.Key_Return)
    room.wait()
    press(sheet.send_back, Qt.Key.Key_Return)
    dialog = room.dialog(RemarkDialog)
    dialog.remark.set_value("Brakuje grudnia.")
    press(dialog.go, Qt.Key.Key_Return)
    room.wait()
    assert sheet.words.text.words() == "Zwrócono z uwagą: Brakuje grudnia."
    assert sheet.take_off.isVisible()
    assert not room.problems


def test_what_cannot_be_paid_stands_apart_and_leads_to_its_case(rooms: list[Room], tmp_path: Path) -> None:
    room = room_of(rooms, tmp_path, account_changed, ACCOUNTANT)
    sheet = open_first(room)
    assert sheet.waiting_card.isVisible()
    assert (
        plain(table(sheet.blocked)).splitlines()[1].endswith("11.2026 | >610,50 | [zmieniła się kwota albo konto:warn]")
    )
    assert sheet.words.text.words() == "Najpierw zdejmij z listy pozycje, których nie można wypłacić."
    assert not sheet.primary.isEnabled()
    sheet.waiting.select(0)
    press(sheet.waiting, Qt.Key.Key_Return)
    room.wait()
    case = room.window.page("case")
    assert isinstance(case, CasePage)
    assert case.isVisible()


def test_money_that_came_back_is_noted_and_waits_for_the_next_list(rooms: list[Room], tmp_path: Path) -> None:
    room = room_of(rooms, tmp_path, list_closed, ACCOUNTANT)
    sheet = open_first(room)
    press(sheet.give_back, Qt.Key.Key_Return)
    dialog = room.dialog(ReturnDialog)
    dialog.returned_on.set_text("22.12.2026")
    dialog.reason.set_value(ReturnReason.CLOSED_ACCOUNT.value)
    press(dialog.go, Qt.Key.Key_Return)
    room.wait()
    assert "Pieniądze nie mogły wrócić przed dniem wypłaty." in dialog._objection.text.words()
    dialog.returned_on.set_text("28.12.2026")
    press(dialog.go, Qt.Key.Key_Return)
    room.wait()
    (back,) = room.find(PaymentReturn)
    assert (back.amount, back.reason) == (610_50, ReturnReason.CLOSED_ACCOUNT)
    assert plain(table(sheet.rows)).splitlines()[1].endswith("zwrot 28.12: konto zamknięte")
    assert not room.problems


def test_who_has_no_part_in_payments_only_reads(rooms: list[Room], tmp_path: Path) -> None:
    room = room_of(rooms, tmp_path, list_made, WORKER)
    page = payments_page(room)
    assert not page.make.isEnabled()
    sheet = open_first(room)
    assert not any(button.isVisible() for button in (sheet.drop, sheet.send_back, sheet.take_off, sheet.give_back))
    press(sheet.table, Qt.Key.Key_Delete)
    room.wait()
    assert sheet.words.text.words() == "Listę sprawdza osoba, która prowadzi wypłaty."
    assert not room.problems


def test_a_served_case_leads_to_payments_once_they_are_switched_on(rooms: list[Room], tmp_path: Path) -> None:
    room = room_of(rooms, tmp_path, list_made)
    (case,) = room.find(Case)
    page = room.open("case", case_id=case.id)
    assert isinstance(page, CasePage)
    assert page.primary.text() == "Zobacz wypłaty"
    assert page.acts.view is not None
    assert next_words(page.acts.view).endswith("listy na ekranie Wypłaty. Po ostatniej wypłacie zakończ sprawę.")
    press(page.primary, Qt.Key.Key_Return)
    room.wait()
    payments = room.window.page("payments")
    assert isinstance(payments, PaymentsPage)
    assert payments.isVisible()
    assert payments.rows.rowCount() == 1
