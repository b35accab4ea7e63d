"""The money of a case month by month: granted, paid, kept back, returned, held; what is held and what is owed."""

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.cases import Case
from app.domain.debts import Owed, Repayment
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.entitlements import Because, Place
from app.domain.payments import Debt, HoldKind, PaymentHold, PaymentLine, PaymentList, PaymentReturn
from app.domain.persons import Person
from app.domain.records import RecordId
from app.services.case_money import CaseMoney, MoneyMonth, ShowCaseMoney, show_case_money
from app.services.debts import RemoveRepayment, remove_repayment
from app.services.ports import Changes
from ui import look
from ui.i18n import _, amount, numeric_day, plain_amount
from ui.models.rows import Column, ListModel
from ui.parts import Button, Card, Columns, PageTitle, Rich, Span, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.screens.money_forms import (
    DebtDialog,
    EndDebtDialog,
    HoldDialog,
    LiftDialog,
    RepaymentDialog,
    hold_word,
    settling_words,
)
from ui.screens.payment_words import month_digits
from ui.screens.person_cards import LinesCard
from ui.wording_payments import because_words

_WATCHED = (Case, Person, Decision, Delivery, PaymentList, PaymentLine, PaymentReturn, PaymentHold, Debt, Repayment)


class MoneyPage(QWidget):
    """Reads the case's money at every visit and whenever something of it changed."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._case_id: RecordId | None = None
        self.view: CaseMoney | None = None
        self.hold = Button(_("Wstrzymaj wypłatę…"), self.place_hold)
        self.undue = Button(_("Nienależnie pobrane…"), self._open_undue)
        self.title = PageTitle("", actions=[self.undue, self.hold])
        self.rows = ListModel(_columns(), id_of=lambda each: (each.row.month, each.row.decision))
        self.table = TableView(self.rows, name=_("Miesiące"))
        self.table.opened.connect(self._open_decision)
        self.nothing = Text(
            _("Żadna wydana decyzja nie przyznaje jeszcze pieniędzy w tej sprawie."), "text", "muted", wrap=True
        )
        self.holds = LinesCard(_("Wstrzymania"))
        self.debts = LinesCard(_("Należności"), _("+ Wpisz należność"))
        self.debts.act.clicked.connect(self.note_debt)
        self._lay_out()
        self.title.followed.connect(self._follow)
        desk.changed.connect(self._hear)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        columns = Columns()
        left, right = columns.column(68, 560), columns.column(32, 290)
        months = Card(_("Miesiąc po miesiącu"), spacing=8)
        months.add(self.nothing)
        months.add(self.table, stretch=1)
        self.table.setMinimumHeight(look.px(380))
        left.addWidget(months, 1)
        right.addWidget(self.holds)
        right.addWidget(self.debts)
        right.addStretch(1)
        column.addWidget(columns, 1)

    # -- what the window says ----------------------------------------------------------------------------------------

    def opened(self, case_id: RecordId | None = None, **_args: Any) -> None:
        """Show the money of a case; without one of the last that was open."""
        if case_id is not None:
            self._case_id = case_id
        if self._case_id is None:
            self._navigator.open("cases")
            return
        self.refresh()

    def refresh(self) -> None:
        if self._case_id is not None:
            self._desk.ask(show_case_money, ShowCaseMoney(self._case_id), self._show)

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_WATCHED):
            self.refresh()

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show(self, view: CaseMoney) -> None:
        if view.case.id != self._case_id:
            return
        is_first = self.view is None or self.view.case.id != view.case.id
        self.view = view
        sign = view.case.sign or _("bez znaku")
        self.title.set_crumbs([(_("Sprawy"), "cases"), (sign, "case"), (_("Pieniądze w sprawie"), "")])
        words = _("{person} — pieniądze w sprawie").format(person=view.person.full_name)
        self.title.set_title(words, view.label)
        self.rows.set_rows(view.months)
        self.table.setVisible(bool(view.months))
        self.nothing.setVisible(not view.months)
        self.holds.set_lines([self._hold_line(each) for each in view.holds], _("Nikt niczego nie wstrzymał."))
        self.debts.set_lines([self._debt_lines(each) for each in view.owed], _("Osoba nie ma należności."))
        self.debts.act.setVisible(view.may_prepare)
        self.undue.setVisible(bool(view.decisions))
        self.hold.setVisible(bool(view.decisions))
        self.hold.set_reason("" if view.may_prepare else _("Wypłaty wstrzymuje osoba, która je prowadzi."))
        if is_first and view.months:
            self.table.select(len(view.months) - 1)
            self.table.setFocus()

    def _hold_line(self, hold: PaymentHold) -> QWidget:
        months = _("od {month}").format(month=month_digits(hold.from_month))
        if hold.to_month is not None:
            months = _("{first} – {last}").format(first=month_digits(hold.from_month), last=month_digits(hold.to_month))
        words = [Span(hold_word(hold.kind), is_strong=True), Span(f" · {months} · {hold.reason} ", "muted")]
        is_open = hold.kind is not HoldKind.ENDED and self.view is not None and self.view.may_prepare
        if is_open:
            words.append(Span(_("Zakończ"), link="lift"))
        line = Rich(words, "text")
        line.followed.connect(lambda _link: self.lift_hold(hold))
        return line

    def _debt_lines(self, owed: Owed) -> QWidget:
        debt = owed.debt
        words = [Span(debt.basis, is_strong=True)]
        told = [
            _("należność {amount}").format(amount=amount(debt.total)),
            _("potrącono {amount}").format(amount=amount(owed.taken)),
            _("zostało {amount}").format(amount=amount(owed.left)),
        ]
        if debt.ended_on is not None:
            told.append(_("zakończona"))
        elif debt.monthly:
            told.append(_("po {amount} miesięcznie").format(amount=amount(debt.monthly)))
        words.append(Span(f" · {' · '.join(told)} ", "muted"))
        if debt.ended_on is None and self.view is not None and self.view.may_prepare:
            if owed.left:
                words += [Span(_("Wpisz spłatę"), link="repay"), Span(" · ", "muted")]
            words += [Span(_("Zmień"), link="change"), Span(" · ", "muted"), Span(_("Zakończ"), link="end")]
        words += [span for each in owed.repayments for span in self._repayment(each)]
        line = Rich(words, "text")
        line.followed.connect(partial(self._follow_debt, owed))
        return line

    def _repayment(self, each: Repayment) -> list[Span]:
        """``120,00 zł, 4.03.2027, wpłata osoby``, and the way to take a wrong one back."""
        on = numeric_day(each.settled_on) if each.settled_on is not None else ""
        told = [amount(each.amount), on, dict(settling_words())[each.kind], each.note]
        spans = [Span(f"\n– {', '.join(part for part in told if part)} ", "muted")]
        if self.view is not None and self.view.may_prepare:
            spans.append(Span(_("Cofnij"), link=each.id.hex()))
        return spans

    # -- acting ------------------------------------------------------------------------------------------------------

    def place_hold(self) -> HoldDialog | None:
        """Stop what a decision of the case grants."""
        view = self.view
        if view is None or not view.decisions:
            return None
        dialog = HoldDialog(self._desk, self._navigator, view.decisions, view.today, self)
        dialog.open()
        return dialog

    def lift_hold(self, hold: PaymentHold) -> LiftDialog:
        """Let it go again."""
        dialog = LiftDialog(self._desk, self._navigator, hold, self)
        dialog.open()
        return dialog

    def note_debt(self) -> None:
        """A debt whose decision was made outside the program."""
        if self.view is not None:
            DebtDialog(self._desk, self._navigator, self.view.person.id, self.view.today, self).open()

    def _follow_debt(self, owed: Owed, link: str) -> None:
        if self.view is None:
            return
        if link == "change":
            person_id, today = self.view.person.id, self.view.today
            DebtDialog(self._desk, self._navigator, person_id, today, self, known=owed).open()
        elif link == "repay":
            RepaymentDialog(self._desk, self._navigator, owed, self.view.today, self).open()
        elif wrong := next((each for each in owed.repayments if each.id.hex() == link), None):
            self._desk.order(remove_repayment, RemoveRepayment(wrong), self._taken_back)
        else:
            EndDebtDialog(self._desk, self._navigator, owed, self).open()

    def _taken_back(self, each: Repayment) -> None:
        self._navigator.notice(_("Cofnięto spłatę {amount}.").format(amount=amount(each.amount)))

    def _open_undue(self) -> None:
        self._navigator.open("undue", case_id=self._case_id)

    def _open_decision(self, each: MoneyMonth) -> None:
        if each.row.decision is not None:
            self._navigator.open("decision", decision_id=each.row.decision.id)

    def _follow(self, target: str) -> None:
        if target == "case" and self._case_id is not None:
            self._navigator.open("case", case_id=self._case_id)
        else:
            self._navigator.open("cases")


def _columns() -> list[Column]:
    return [
        Column(_("Miesiąc"), lambda each: month_digits(each.row.month), ink="strong", width=70),
        Column(_("Należy się"), lambda each: _sum(each.row.due), is_right=True, width=84),
        Column(_("Wypłacono"), lambda each: _at(each, Place.PAID), is_right=True, width=84),
        Column(_("Potrącono"), lambda each: _at(each, Place.SET_OFF), is_right=True, width=80),
        Column(_("Wróciło"), lambda each: _at(each, Place.RETURNED), is_right=True, width=72),
        Column(_("Czeka"), lambda each: _at(each, Place.HELD), is_right=True, width=80),
        Column(_("Do wypłaty"), lambda each: _at(each, Place.READY), is_right=True, width=84),
        Column(_("Uwagi"), _remarks, stretch=1, width=150, wraps=True),
    ]


def _sum(grosze: int) -> str:
    return plain_amount(grosze) if grosze else "—"


def _at(each: MoneyMonth, place: Place) -> str:
    return "" if each.is_outside or not each.row.amount(place) else plain_amount(each.row.amount(place))


def _remarks(each: MoneyMonth) -> str:
    """Which list paid it, what is in the way, why less is due than was granted."""
    row = each.row
    if each.is_outside:
        return _("wypłacane poza programem")
    told = []
    if each.lists:
        told.append(_("lista {signs}").format(signs=", ".join(each.lists)))
    reasons = dict.fromkeys(part.because for part in row.parts if part.because is not None)
    told += [because_words(because) for because in reasons]
    if isinstance(row.ends, HoldKind):
        told.append(hold_word(row.ends))
    elif isinstance(row.ends, Because):
        told.append(because_words(row.ends))
    if row.overpaid:
        told.append(_("nadpłacono {amount}").format(amount=amount(row.overpaid)))
    return ", ".join(told)
