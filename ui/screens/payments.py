"""Wypłaty: all payment lists, the open ones first; a new one is looked at before it is made."""

from collections import Counter
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.benefits import KINDS
from app.domain.payments import PaymentLine, PaymentList, PaymentRegister
from app.services.payment_building import PaymentPlan, PlanPayments, plan_payments
from app.services.payment_screens import PaymentsView, ShowPayments, show_payments
from app.services.payment_views import ListRow
from app.services.payments import MakePaymentList, make_payment_list
from app.services.ports import Changes
from ui import look
from ui.forms import ChoiceField, DateField, MonthField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, amount, ngettext, number, numeric_day, plain_amount
from ui.models.rows import Column, ListModel, marked
from ui.parts import Button, Card, EmptyState, PageTitle, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.screens.payment_words import (
    WAITING_STATES,
    benefit_word,
    month_digits,
    positions,
    state_chip,
    state_of,
    way_word,
    ways,
)
from ui.wording_payments import because_words

_WATCHED = (PaymentRegister, PaymentList, PaymentLine)


class PaymentsPage(QWidget):
    """A table of lists; where nobody has switched payments on, who may do it and where."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self.view: PaymentsView | None = None
        self.make = Button(_("Nowa lista…"), self.write_new, kind="primary")
        self.title = PageTitle(_("Wypłaty"), actions=[self.make])
        self.rows = ListModel(_columns(), id_of=lambda row: row.listed.id)
        self.table = TableView(self.rows, name=_("Listy wypłat"))
        self.table.opened.connect(lambda row: navigator.open("payment-list", list_id=row.listed.id))
        self.nothing = EmptyState(
            "", "", _("Włącz wypłaty"), lambda: navigator.open("settings", section="lists"), icon="payments"
        )
        self._pile = QStackedWidget()
        self._pile.addWidget(self.nothing)
        self._pile.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        column.addWidget(Card(spacing=8).add(self._pile, stretch=1), 1)
        self.make.hide()
        self._pile.hide()
        desk.changed.connect(self._hear)

    def opened(self, **_args: Any) -> None:
        """Every visit reads the lists anew."""
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(show_payments, ShowPayments(), self._show)

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_WATCHED):
            self.refresh()

    def _show(self, view: PaymentsView) -> None:
        is_first = self.view is None
        self.view = view
        is_on = view.register.register is not None
        self.rows.set_rows(view.rows)
        self._pile.setCurrentIndex(1 if view.rows else 0)
        self._pile.show()
        self.make.setVisible(is_on)
        self.make.set_reason("" if view.may_prepare else _("Listy przygotowuje osoba, która prowadzi wypłaty."))
        self.nothing.button.setVisible(view.may_open and view.may_configure)
        self.nothing.set(*_nothing_words(view))
        self.title.set_title(_("Wypłaty"), _subtitle(view))
        if is_first and view.rows:
            self.table.setFocus()

    def write_new(self) -> "NewPaymentListDialog | None":
        """What a list would pay is shown before it is made."""
        if self.view is None:
            return None
        dialog = NewPaymentListDialog(self._desk, self._navigator, self.view, self)
        dialog.open()
        return dialog


class NewPaymentListDialog(FormDialog):
    """Month, kind, way and day; below them what the list would pay and what waits."""

    def __init__(self, desk: DeskLike, navigator: Navigator, view: PaymentsView, parent: QWidget) -> None:
        note = _("Na listę trafi wszystko, co można wypłacić do końca tego miesiąca, także zaległe.")
        super().__init__(_("Nowa lista wypłat"), _("Utwórz listę"), self._make, parent, note=note)
        self._desk, self._navigator = desk, navigator
        self._asked = 0
        self.month = MonthField(_("Za miesiąc"))
        self.month.set_value(view.pay_on.replace(day=1))
        kinds = [("", benefit_word("")), *((kind.code, kind.label) for kind in KINDS)]
        self.benefit = ChoiceField(_("Świadczenie"), kinds)
        self.benefit.set_value("")
        self.pay_by = ChoiceField(_("Sposób wypłaty"), ways())
        self.pay_by.set_value("transfer")
        self.pay_on = DateField(_("Dzień wypłaty"))
        self.pay_on.set_today(view.today)
        self.pay_on.set_value(view.pay_on)
        self.preview = Text("", "strong", wrap=True)
        self.waiting = Text("", "note", "muted", wrap=True)
        self.add(self.month, self.benefit)
        self.add(self.pay_by, self.pay_on)
        self.add(self.preview)
        self.add(self.waiting)
        self.setMinimumWidth(look.px(600))
        for field in (self.month, self.benefit, self.pay_by):
            field.committed.connect(lambda _value: self._plan())
        self._plan()
        self.month.setFocus()

    def _plan(self) -> None:
        """An answer to what was asked before the last change is not shown."""
        month = self.month.value()
        self.go.set_reason("")
        if month is None:
            self._say("", "")
            return
        self._asked += 1
        mine = self._asked
        request = PlanPayments(month=month, pay_by=self.pay_by.value(), benefit=self.benefit.value())
        self._say(_("Liczę, co można wypłacić…"), "")

        def show(plan: PaymentPlan) -> None:
            if mine == self._asked:
                self._show_plan(plan)

        self._desk.ask(plan_payments, request, show, self.object)

    def _show_plan(self, plan: PaymentPlan) -> None:
        count = len(plan.lines)
        words = (
            _("{positions}, razem {amount}").format(positions=positions(count), amount=amount(plan.total))
            if count
            else _("Nie ma teraz czego wypłacić w ten sposób.")
        )
        self.go.set_reason("" if count else _("Nie ma teraz czego wypłacić w ten sposób."))
        self._say(words, _waiting_words(plan))

    def _say(self, words: str, waiting: str) -> None:
        self.preview.setText(words)
        self.waiting.setText(waiting)
        self.withdraw()

    def _make(self) -> None:
        month, pay_on = self.month.value(), self.pay_on.value()
        if month is None:
            self.refuse(self.month, _("Wpisz miesiąc, na przykład 11.2026."))
        elif pay_on is None:
            self.refuse(self.pay_on, _("Wpisz dzień."))
        else:
            request = MakePaymentList(
                month=month, pay_on=pay_on, pay_by=self.pay_by.value(), benefit=self.benefit.value()
            )
            self._desk.order(make_payment_list, request, self._made, self.object)

    def _made(self, listed: PaymentList) -> None:
        self.accept()
        self._navigator.open("payment-list", list_id=listed.id)


def _waiting_words(plan: PaymentPlan) -> str:
    """How many payments wait and for what, the most frequent reason first; each stands on the page of a list."""
    if not plan.blocked:
        return ""
    reasons = Counter(because_words(each.because) for each in plan.blocked)
    told = ", ".join(f"{words} ({number(count)})" for words, count in reasons.most_common())
    waits = ngettext("Czeka {count} wypłata: {reasons}.", "Czeka {count} wypłat: {reasons}.", len(plan.blocked))
    return waits.format(count=number(len(plan.blocked)), reasons=told)


def _columns() -> list[Column]:
    return [
        Column(_("Lista"), marked("sign", lambda row: row.listed.sign or _("bez numeru")), ink="strong", width=120),
        Column(_("Miesiąc"), lambda row: month_digits(row.listed.month), width=76),
        Column(_("Świadczenie"), lambda row: benefit_word(row.listed.benefit), stretch=1, width=150),
        Column(_("Sposób"), lambda row: way_word(row.listed.pay_by), width=120),
        Column(_("Pozycji"), lambda row: number(row.count), is_right=True, width=76),
        Column(_("Kwota"), lambda row: plain_amount(row.total), is_right=True, width=110),
        Column(_("Dzień wypłaty"), lambda row: _day(row.listed), width=110),
        Column(_("Stan"), lambda row: state_chip(row.listed)[0], tone=lambda row: state_chip(row.listed)[1], width=140),
    ]


def _day(listed: PaymentList) -> str:
    return numeric_day(listed.pay_on) if listed.pay_on is not None else ""


def _subtitle(view: PaymentsView) -> str:
    """How many lists are on their way and what they come to."""
    waiting = [row for row in view.rows if state_of(row.listed) in WAITING_STATES]
    if not waiting:
        return ""
    words = ngettext("{count} lista w toku", "{count} list w toku", len(waiting)).format(count=number(len(waiting)))
    return f"{words} · {amount(_total(waiting))}"


def _total(rows: list[ListRow]) -> int:
    return sum(row.total for row in rows)


def _nothing_words(view: PaymentsView) -> tuple[str, str]:
    """Why there is no list, and what to do."""
    if view.register.register is not None:
        return (
            _("Nie ma jeszcze żadnej listy wypłat"),
            _("Utwórz pierwszą: „Nowa lista…”. Program sam zbierze, co wynika z doręczonych decyzji."),
        )
    title = _("Ośrodek nie płaci jeszcze z tego programu")
    if not view.may_open:
        holder = view.register.holder
        where = _("Wypłaty włącza kierownik albo administrator na stanowisku {name}.").format(name=holder or "—")
        return title, where
    if view.may_configure:
        return title, _("Wpisz rachunek ośrodka i pierwszy miesiąc, za który lista ma powstać tutaj.")
    return title, _("Wypłaty włącza kierownik albo administrator w Ustawieniach, w części „Spisy spraw”.")
