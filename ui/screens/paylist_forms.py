"""What is asked before a payment list is closed, sent back or dropped, and about money that came back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.payments import PaymentLine, PaymentList, PaymentReturn, ReturnReason
from app.services.payment_views import PaymentListView
from app.services.payments import (
    ClosePaymentList,
    DropPaymentList,
    NotePaymentReturn,
    ReturnPaymentList,
    close_payment_list,
    drop_payment_list,
    note_payment_return,
    return_payment_list,
)
from ui import look
from ui.forms import ChoiceField, DateField, LongText, MoneyField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, amount, day
from ui.parts import Fact, KeyValues
from ui.screen import DeskLike, Navigator
from ui.screens.payment_words import month_digits, positions, return_reason, way_word
from ui.screens.settings_dialog import CarefulDialog, named


class CloseListDialog(FormDialog):
    """The last look at what will be paid; nobody changes the list afterwards."""

    def __init__(self, desk: DeskLike, navigator: Navigator, view: PaymentListView, parent: QWidget) -> None:
        note = _("Zamknięta lista dostaje numer i nikt jej już nie zmieni. Pomyłkę poprawia kolejna lista albo zwrot.")
        super().__init__(_("Zamknij listę wypłat"), _("Zamknij listę"), self._close, parent, note=note)
        self._desk, self._navigator, self._listed = desk, navigator, view.listed
        pay_on = view.listed.pay_on
        self.add(
            KeyValues(
                [
                    Fact(_("Pozycji"), positions(len(view.lines))),
                    Fact(_("Razem"), amount(view.total)),
                    Fact(_("Sposób wypłaty"), way_word(view.listed.pay_by)),
                    Fact(_("Dzień wypłaty"), day(pay_on) if pay_on is not None else "—"),
                ]
            )
        )
        self.go.setFocus()

    def _close(self) -> None:
        self._desk.order(close_payment_list, ClosePaymentList(self._listed), self._closed, self.object)

    def _closed(self, listed: PaymentList) -> None:
        self._navigator.notice(_("Zamknięto listę wypłat {sign}.").format(sign=listed.sign))
        self.accept()


class RemarkDialog(CarefulDialog):
    """One sentence on what is wrong, and the act it is needed for."""

    def __init__(self, title: str, act_name: str, note: str, write: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(title, act_name, self._go, parent, note=note)
        self._write = write
        self.remark = LongText(_("Uwaga"), lines=3)
        self.add(self.remark)
        self.setMinimumWidth(look.px(520))
        self.watch(self.remark)
        self.remark.setFocus()

    def _go(self) -> None:
        if self.demand(self.remark, words=_("Napisz jedno zdanie.")):
            self._write(self.remark.value() or "")


def send_back_dialog(desk: DeskLike, navigator: Navigator, listed: PaymentList, parent: QWidget) -> RemarkDialog:
    """What is to be mended is told to whoever prepared the list."""

    def write(remark: str) -> None:
        desk.order(return_payment_list, ReturnPaymentList(listed, remark), done, dialog.object)

    def done(_listed: Any) -> None:
        navigator.notice(_("Lista wróciła do przygotowania."))
        dialog.accept()

    note = _("Lista wróci do przygotowania; sprawdzenie i zatwierdzenie trzeba będzie powtórzyć.")
    dialog = RemarkDialog(_("Zwróć listę z uwagą"), _("Zwróć"), note, write, parent)
    dialog.open()
    return dialog


def drop_dialog(desk: DeskLike, navigator: Navigator, listed: PaymentList, parent: QWidget) -> RemarkDialog:
    """The list stays in sight with the reason; its money may go onto another one."""

    def write(remark: str) -> None:
        desk.order(drop_payment_list, DropPaymentList(listed, remark), done, dialog.object)

    def done(_listed: Any) -> None:
        navigator.notice(_("Zrezygnowano z listy. Jej pozycje mogą trafić na inną."))
        dialog.accept()

    note = _("Lista zostanie widoczna z tym powodem, ale nikt jej nie wypłaci. Jej pozycje mogą trafić na inną listę.")
    dialog = RemarkDialog(_("Zrezygnuj z listy"), _("Zrezygnuj z listy"), note, write, parent)
    dialog.open()
    return dialog


class ReturnDialog(CarefulDialog):
    """How much came back, when and why; noted once more it puts the first note right."""

    def __init__(
        self, desk: DeskLike, navigator: Navigator, line: PaymentLine, known: PaymentReturn | None, parent: QWidget
    ) -> None:
        note = _("{payee}, {month}: wypłacono {amount}. Zwrot czeka z powodem, aż trafi na kolejną listę.").format(
            payee=line.payee, month=month_digits(line.month), amount=amount(line.amount)
        )
        super().__init__(_("Zwrot wypłaty"), _("Zapisz zwrot"), self._note_it, parent, note=note)
        self._desk, self._navigator, self._line = desk, navigator, line
        self.amount = named(MoneyField(_("Kwota zwrotu")))
        self.returned_on = named(DateField(_("Dzień zwrotu")))
        self.reason = named(ChoiceField(_("Dlaczego"), [(each.value, return_reason(each)) for each in ReturnReason]))
        self.note = LongText(_("Uwagi"), lines=2)
        self.amount.set_value(known.amount if known is not None else line.amount)
        if known is not None:
            self.returned_on.set_value(known.returned_on)
            self.reason.set_value(known.reason.value)
            self.note.set_value(known.note)
        self.add(self.amount, self.returned_on)
        self.add(self.reason)
        self.add(self.note)
        self.setMinimumWidth(look.px(520))
        self.watch(self.amount, self.returned_on, self.reason, self.note)
        self.returned_on.setFocus()

    def _note_it(self) -> None:
        returned_on, money = self.returned_on.value(), self.amount.value()
        is_whole = self.demand(self.amount, self.returned_on, self.reason)
        if not is_whole or returned_on is None or money is None:
            return
        request = NotePaymentReturn(
            line=self._line,
            amount=money,
            returned_on=returned_on,
            reason=ReturnReason(self.reason.value()),
            note=self.note.value() or "",
        )
        self._desk.order(note_payment_return, request, self._noted, self.object)

    def _noted(self, back: PaymentReturn) -> None:
        self._navigator.notice(_("Zapisano zwrot {amount}.").format(amount=amount(back.amount)))
        self.accept()
