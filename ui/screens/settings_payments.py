"""Ustawienia, Listy wypłat: from which account is paid, who closes the lists, and from when on."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.payments import PaymentRegister
from app.domain.records import RecordId
from app.services.payment_registers import (
    ChangePaymentRegister,
    HandOverPayments,
    OpenPaymentRegister,
    RegisterView,
    ShowPaymentRegister,
    change_payment_register,
    hand_over_payments,
    open_payment_register,
    show_payment_register,
)
from app.services.settings_views import SettingsView
from ui import look
from ui.forms import AccountField, ChoiceField, LongText, MonthField, TextField
from ui.i18n import NBSP, _, day, ngettext, number
from ui.parts import Button, Card, Fact, KeyValues, Text
from ui.screen import DeskLike, Navigator
from ui.screens.payment_words import encodings, month_digits
from ui.screens.settings_dialog import CarefulDialog, named

SENDER_LINES = 4


class PaymentsCard(Card):
    """Below the lists of cases: what is set, and the acts that are possible at this workstation."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__(_("Listy wypłat"), spacing=8)
        self._desk, self._navigator = desk, navigator
        self._settings: SettingsView | None = None
        self.view: RegisterView | None = None
        self.words = Text("", "body", wrap=True)
        self.facts = KeyValues()
        self.start = Button(_("Włącz wypłaty…"), self.switch_on)
        self.edit = Button(_("Zmień…"), self.change)
        self.give = Button(_("Przekaż…"), self.hand_over)
        acts = QHBoxLayout()
        acts.setSpacing(look.px(10))
        acts.addStretch(1)
        for button in (self.give, self.edit, self.start):
            acts.addWidget(button)
            button.hide()
        self.add(self.words, self.facts)
        self.add_layout(acts)

    def show_view(self, settings: SettingsView) -> None:
        """Who may act; the register itself is asked for."""
        self._settings = settings
        self._desk.ask(show_payment_register, ShowPaymentRegister(), self._show)

    def _show(self, view: RegisterView) -> None:
        self.view = view
        may = self._settings is not None and self._settings.may_configure
        register = view.register
        self.words.setText(_words(view))
        self.facts.set_facts(_facts(view, register) if register is not None else ())
        self.facts.setVisible(register is not None)
        self.start.setVisible(may and register is None and view.may_hand_over)
        self.edit.setVisible(may and register is not None and view.is_here)
        self.give.setVisible(may and register is not None and view.may_hand_over and bool(_others(view)))

    def switch_on(self) -> "PaymentRegisterDialog | None":
        """The first step of payments from the program."""
        return self._write()

    def change(self) -> "PaymentRegisterDialog | None":
        """Another account, sender, title or letters for the lists that come."""
        return self._write()

    def _write(self) -> "PaymentRegisterDialog | None":
        if self.view is None:
            return None
        dialog = PaymentRegisterDialog(self._desk, self._navigator, self.view, self)
        dialog.open()
        return dialog

    def hand_over(self) -> "HandOverPaymentsDialog | None":
        """Let another workstation close lists."""
        if self.view is None or self.view.register is None:
            return None
        dialog = HandOverPaymentsDialog(self._desk, self._navigator, self.view, self.view.register, self)
        dialog.open()
        return dialog


class PaymentRegisterDialog(CarefulDialog):
    """The first time it opens the register; later it changes what lists that come are paid with."""

    def __init__(self, desk: DeskLike, navigator: Navigator, view: RegisterView, parent: QWidget) -> None:
        before = view.register
        note = (
            _(
                "Za wcześniejsze miesiące program niczego nie wypłaci, więc wpisz pierwszy, za który nikomu jeszcze "
                "nie zapłacono. Potem już się go nie zmienia."
            )
            if before is None
            else _("Zmiana dotyczy list, które dopiero zostaną zamknięte. Zamknięte zostają, jakie były.")
        )
        title = _("Włącz wypłaty") if before is None else _("Rachunek i plik dla banku")
        super().__init__(title, title if before is None else _("Zapisz"), self._write, parent, note=note)
        self._desk, self._navigator, self._before = desk, navigator, before
        shown = before if before is not None else view.proposal
        self.from_month = named(MonthField(_("Pierwszy miesiąc")))
        self.account = named(AccountField(_("Rachunek, z którego ośrodek płaci")))
        self.payer = LongText(_("Nadawca (nazwa i adres)"), lines=SENDER_LINES, longest=200)
        self.title = named(TextField(_("Tytuł przelewu")))
        self.title.set_hint(_("Widzi go bank i każdy, kto ma dostęp do konta: nie pisz, jaka to pomoc."))
        self.encoding = named(ChoiceField(_("Znaki w pliku dla banku"), encodings()))
        self.encoding.set_hint(_("Bank mówi, jakie przyjmuje. Najczęściej Windows-1250."))
        self.from_month.set_value(shown.from_month)
        self.account.set_value(shown.account or None)
        self.payer.set_value(shown.sender)
        self.title.set_value(shown.transfer_title)
        self.encoding.set_value(shown.encoding)
        if before is None:
            self.add(self.from_month, self.encoding)
        else:
            self.from_month.hide()
            self.add(self.encoding)
        self.add(self.account)
        self.add(self.payer)
        self.add(self.title)
        if before is not None:
            self.keep_an_eye(desk.changed, before)
        self.setMinimumWidth(look.px(600))
        self.watch(self.from_month, self.account, self.payer, self.title, self.encoding)
        (self.account if before is not None else self.from_month).setFocus()

    def _write(self) -> None:
        month = self.from_month.value()
        if not self.demand(self.account, self.payer, self.title):
            return
        account, sender = self.account.value() or "", self.payer.value() or ""
        title, encoding = self.title.value() or "", self.encoding.value()
        if self._before is not None:
            after = replace(self._before, account=account, sender=sender, transfer_title=title, encoding=encoding)
            self._desk.order(
                change_payment_register, ChangePaymentRegister(self._before, after), self._changed, self.object
            )
        elif month is None:
            self.refuse(self.from_month, _("Wpisz miesiąc, na przykład 01.2027."))
        else:
            request = OpenPaymentRegister(
                from_month=month, account=account, sender=sender, transfer_title=title, encoding=encoding
            )
            self._desk.order(open_payment_register, request, self._opened, self.object)

    def _opened(self, _register: PaymentRegister) -> None:
        self._navigator.notice(_("Wypłaty są włączone."), "ok", _("Wypłaty"), lambda: self._navigator.open("payments"))
        self.accept()

    def _changed(self, _register: PaymentRegister) -> None:
        self._navigator.notice(_("Zapisano."))
        self.accept()


class HandOverPaymentsDialog(CarefulDialog):
    """From one workstation to another, which can close lists once it has read a bundle from here."""

    def __init__(
        self,
        desk: DeskLike,
        navigator: Navigator,
        view: RegisterView,
        register: PaymentRegister,
        parent: QWidget,
    ) -> None:
        note = _(
            "Listy wypłat zamyka tylko jedno stanowisko, żeby nikomu nie zapłacić dwa razy. Po przekazaniu to "
            "stanowisko nie zamknie już żadnej, a nowe zacznie, gdy wczyta paczkę stąd."
        )
        super().__init__(_("Przekaż listy wypłat"), _("Przekaż"), self._hand_over, parent, note=note)
        self._desk, self._navigator, self._register = desk, navigator, register
        others = _others(view)
        self.keeper = named(ChoiceField(_("Listy będzie zamykać"), others))
        if len(others) == 1:
            self.keeper.set_value(others[0][0])
        self.add(self.keeper)
        self.setMinimumWidth(look.px(560))
        self.watch(self.keeper)
        self.keeper.setFocus()

    def _hand_over(self) -> None:
        if self.demand(self.keeper, words=_("Wybierz stanowisko.")):
            keeper_id = RecordId(bytes.fromhex(self.keeper.value()))
            self._desk.order(hand_over_payments, HandOverPayments(self._register, keeper_id), self._handed, self.object)

    def _handed(self, _register: PaymentRegister) -> None:
        self._navigator.notice(
            _("Przekazano listy wypłat. Zapisz paczkę dla stanowiska „{station}”, żeby mogło je zamykać.").format(
                station=self.keeper.combo.currentText()
            ),
            "ok",
            _("Wymiana"),
            lambda: self._navigator.open("exchange", tab="export"),
        )
        self.accept()


def _others(view: RegisterView) -> list[tuple[str, str]]:
    """Workstations that the right can go to, by their ids in letters: Qt finds bare bytes only by their identity."""
    keeper_id = view.register.keeper_id if view.register is not None else None
    return [(station.id.hex(), station.name) for station in view.stations if station.id != keeper_id]


def _words(view: RegisterView) -> str:
    """What is so, and where it can be changed."""
    if view.register is None and view.may_hand_over:
        return _("Ośrodek nie płaci jeszcze z tego programu. Włącz wypłaty, gdy znasz pierwszy miesiąc i rachunek.")
    if view.register is None:
        return _("Ośrodek nie płaci jeszcze z tego programu. Wypłaty włącza się na stanowisku „{name}”.").format(
            name=view.holder or "—"
        )
    if view.is_orphan and view.may_hand_over:
        return _("Stanowisko, które zamykało listy, już nie pracuje. Przekaż to prawo stanowisku, które pracuje.")
    if view.is_orphan:
        return _(
            "Stanowisko, które zamykało listy, już nie pracuje. Prawo przekazuje się na stanowisku „{name}”."
        ).format(name=view.holder or "—")
    if not view.is_here:
        return _("Rachunek i prawo zamykania list zmienia się tylko na stanowisku „{name}”.").format(
            name=view.holder or "—"
        )
    return _("To stanowisko zamyka listy i nadaje im numery.")


def _facts(view: RegisterView, register: PaymentRegister) -> list[Fact]:
    closed = ngettext("{count} lista", "{count} list", view.closed).format(count=number(view.closed))
    if not view.closed:
        closed = _("jeszcze żadnej")
    if view.last_closed_on is not None:
        closed = _("{lists}, ostatnia {day}").format(lists=closed, day=day(view.last_closed_on))
    account = register.account
    grouped = NBSP.join([account[:2], *(account[start : start + 4] for start in range(2, len(account), 4))])
    return [
        Fact(_("Listy zamyka"), view.holder or "—"),
        Fact(_("Zamknięto"), closed),
        Fact(_("Pierwszy miesiąc"), month_digits(register.from_month) if register.from_month is not None else "—"),
        Fact(_("Rachunek"), grouped.strip() or "—"),
        Fact(_("Tytuł przelewu"), register.transfer_title),
        Fact(_("Znaki w pliku dla banku"), dict(encodings())[register.encoding]),
    ]
