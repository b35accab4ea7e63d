"""Small forms about the money of a case: hold it, let it go, note a debt, say how fast it is paid off."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.debts import Owed, Repayment, Settling
from app.domain.decisions import Decision
from app.domain.payments import Debt, HoldKind, PaymentHold, PaymentLine
from app.domain.records import RecordId
from app.services.debts import (
    ChangeDebt,
    EndDebt,
    NoteDebt,
    NoteRepayment,
    change_debt,
    end_debt,
    note_debt,
    note_repayment,
)
from app.services.payment_holds import LiftHold, PlaceHold, lift_hold, place_hold
from app.services.payment_set_off import ChangeSetOff, SetOffChoice, ShowSetOff, change_set_off, show_set_off
from ui import look
from ui.forms import ChoiceField, DateField, LongText, MoneyField, MonthField, TextField
from ui.i18n import _, amount
from ui.parts import Fact, KeyValues
from ui.screen import DeskLike, Navigator
from ui.screens.settings_dialog import CarefulDialog

DUE, NOT_DUE = "due", "not_due"


def hold_word(kind: HoldKind) -> str:
    """What a hold does, in a few words."""
    return {
        HoldKind.SUSPENDED: _("wypłata wstrzymana"),
        HoldKind.NOT_COLLECTED: _("pieniędzy nie odebrano (art. 106a)"),
        HoldKind.ENDED: _("nic się już nie należy"),
    }[kind]


class HoldDialog(CarefulDialog):
    """From which month, until when, and why; what waits stays due."""

    def __init__(
        self, desk: DeskLike, navigator: Navigator, decisions: Sequence[Decision], today: date, parent: QWidget
    ) -> None:
        note = _("Pieniądze czekają z tym powodem i nie trafią na listę, dopóki ktoś nie zakończy wstrzymania.")
        super().__init__(_("Wstrzymaj wypłatę"), _("Wstrzymaj"), self._place, parent, note=note)
        self._desk, self._navigator = desk, navigator
        self.decision = ChoiceField(_("Decyzja"), [(each.id, each.number) for each in decisions])
        self.decision.set_value(decisions[0].id)
        self.kind = ChoiceField(_("Dlaczego"), [(kind, hold_word(kind)) for kind in HoldKind])
        self.kind.set_value(HoldKind.SUSPENDED)
        self.from_month = MonthField(_("Od miesiąca"))
        self.from_month.set_value(today.replace(day=1))
        self.to_month = MonthField(_("Do miesiąca"), hint=_("Puste: dopóki ktoś nie zakończy."))
        self.reason = LongText(_("Powód"), lines=3)
        self.add(self.decision, self.kind)
        self.add(self.from_month, self.to_month)
        self.add(self.reason)
        self.setMinimumWidth(look.px(560))
        self.watch(self.decision, self.kind, self.from_month, self.to_month, self.reason)
        self.reason.setFocus()

    def _place(self) -> None:
        first = self.from_month.value()
        if not self.demand(self.from_month, self.reason) or first is None:
            return
        request = PlaceHold(
            decision_id=self.decision.value(),
            kind=HoldKind(self.kind.value()),
            from_month=first,
            to_month=self.to_month.value(),
            reason=self.reason.value() or "",
        )
        self._desk.order(place_hold, request, self._placed, self.object)

    def _placed(self, _hold: PaymentHold) -> None:
        self._navigator.notice(_("Wypłata jest wstrzymana."))
        self.accept()


class LiftDialog(CarefulDialog):
    """The held months are paid with the next list, or ended where nothing is due."""

    def __init__(self, desk: DeskLike, navigator: Navigator, hold: PaymentHold, parent: QWidget) -> None:
        note = _("Powód i dzień zostaną w przebiegu sprawy.")
        super().__init__(_("Zakończ wstrzymanie"), _("Zakończ wstrzymanie"), self._lift, parent, note=note)
        self._desk, self._navigator, self._hold = desk, navigator, hold
        self.are_due = ChoiceField(
            _("Wstrzymane miesiące"),
            [(DUE, _("należą się: wypłać je z najbliższą listą")), (NOT_DUE, _("nie należą się: nie wypłacaj ich"))],
        )
        self.are_due.set_value(DUE)
        self.reason = LongText(_("Co wyjaśniono"), lines=3)
        self.add(self.are_due)
        self.add(self.reason)
        self.setMinimumWidth(look.px(520))
        self.watch(self.are_due, self.reason)
        self.reason.setFocus()

    def _lift(self) -> None:
        if self.demand(self.reason):
            request = LiftHold(before=self._hold, reason=self.reason.value() or "", are_due=self.are_due.value() == DUE)
            self._desk.order(lift_hold, request, self._lifted, self.object)

    def _lifted(self, _hold: PaymentHold) -> None:
        self._navigator.notice(_("Zakończono wstrzymanie wypłaty."))
        self.accept()


class DebtDialog(CarefulDialog):
    """A debt that a final decision fixed; of one that is there only the pace can be changed."""

    def __init__(
        self,
        desk: DeskLike,
        navigator: Navigator,
        person_id: RecordId,
        today: date,
        parent: QWidget,
        *,
        known: Owed | None = None,
    ) -> None:
        title = _("Potrącenia należności") if known is not None else _("Wpisz należność")
        note = _("Potrąca się najwyżej połowę bieżącego świadczenia (art. 104 ust. 2), zaczynając od najstarszej.")
        super().__init__(title, _("Zapisz"), self._write, parent, note=note)
        self._desk, self._navigator, self._person_id, self._known = desk, navigator, person_id, known
        self.total = MoneyField(_("Kwota należności"))
        self.basis = TextField(_("Ostateczna decyzja, która ją ustaliła"), placeholder=_("numer i dzień decyzji"))
        self.monthly = MoneyField(_("Potrącaj miesięcznie"), hint=_("Puste: do połowy świadczenia."))
        self.from_month = MonthField(_("Od świadczenia za"))
        self.from_month.set_value(today.replace(day=1))
        if known is not None:
            self._show(known)
        else:
            self.add(self.total, self.basis)
        self.add(self.monthly, self.from_month)
        self.setMinimumWidth(look.px(560))
        self.watch(self.total, self.basis, self.monthly, self.from_month)
        (self.monthly if known is not None else self.total).setFocus()

    def _show(self, known: Owed) -> None:
        debt = known.debt
        self.add(
            KeyValues(
                [
                    Fact(_("Decyzja"), debt.basis),
                    Fact(_("Należność"), amount(debt.total)),
                    Fact(_("Zostało"), amount(known.left)),
                ]
            )
        )
        self.monthly.set_value(debt.monthly or None)
        self.from_month.set_value(debt.from_month)

    def _write(self) -> None:
        first = self.from_month.value()
        wanted = [self.from_month] if self._known is not None else [self.total, self.basis, self.from_month]
        if not self.demand(*wanted) or first is None:
            return
        monthly = self.monthly.value() or 0
        if self._known is not None:
            self._desk.order(change_debt, ChangeDebt(self._known.debt, monthly, first), self._written, self.object)
            return
        request = NoteDebt(
            person_id=self._person_id,
            total=self.total.value() or 0,
            basis=self.basis.value() or "",
            monthly=monthly,
            from_month=first,
        )
        self._desk.order(note_debt, request, self._written, self.object)

    def _written(self, _debt: Debt) -> None:
        self._navigator.notice(_("Zapisano należność. Potrącenie pokaże najbliższa lista wypłat."))
        self.accept()


def settling_words() -> list[tuple[Settling, str]]:
    """How a part of a debt ended otherwise than by a payment list."""
    return [
        (Settling.REPAID, _("wpłata osoby")),
        (Settling.COLLECTED, _("ściągnięte w egzekucji")),
        (Settling.REMITTED, _("umorzone albo odstąpiono (art. 104 ust. 4)")),
    ]


class RepaymentDialog(CarefulDialog):
    """How much of a debt was paid back, collected or remitted, and when."""

    def __init__(self, desk: DeskLike, navigator: Navigator, owed: Owed, today: date, parent: QWidget) -> None:
        note = _("O tyle mniej program potrąci z wypłat.")
        super().__init__(_("Spłata należności"), _("Zapisz"), self._write, parent, note=note)
        self._desk, self._navigator, self._debt = desk, navigator, owed.debt
        self.add(KeyValues([Fact(_("Decyzja"), owed.debt.basis), Fact(_("Zostało"), amount(owed.left))]))
        self.kind = ChoiceField(_("Co się stało"), settling_words())
        self.kind.set_value(Settling.REPAID)
        self.amount = MoneyField(_("Kwota"))
        self.settled_on = DateField(_("Dzień"))
        self.settled_on.set_today(today)
        self.remark = TextField(_("Uwagi"), placeholder=_("np. numer wyciągu albo decyzji"))
        self.add(self.kind)
        self.add(self.amount, self.settled_on)
        self.add(self.remark)
        self.watch(self.kind, self.amount, self.settled_on, self.remark)
        self.amount.setFocus()

    def _write(self) -> None:
        settled_on, money = self.settled_on.value(), self.amount.value()
        if not self.demand(self.amount, self.settled_on) or settled_on is None or money is None:
            return
        request = NoteRepayment(
            debt=self._debt,
            amount=money,
            settled_on=settled_on,
            kind=Settling(self.kind.value()),
            note=self.remark.value() or "",
        )
        self._desk.order(note_repayment, request, self._written, self.object)

    def _written(self, noted: Repayment) -> None:
        self._navigator.notice(_("Zapisano spłatę {amount}.").format(amount=amount(noted.amount)))
        self.accept()


class EndDebtDialog(CarefulDialog):
    """The last look before nothing is kept back any more."""

    def __init__(self, desk: DeskLike, navigator: Navigator, owed: Owed, parent: QWidget) -> None:
        note = _("Program nie będzie już niczego potrącał. To, co potrącono, zostaje potrącone.")
        super().__init__(_("Zakończ potrącanie"), _("Zakończ potrącanie"), self._end, parent, note=note)
        self._desk, self._navigator, self._debt = desk, navigator, owed.debt
        self.add(KeyValues([Fact(_("Decyzja"), owed.debt.basis), Fact(_("Zostało"), amount(owed.left))]))
        self.go.setFocus()

    def _end(self) -> None:
        self._desk.order(end_debt, EndDebt(self._debt), self._ended, self.object)

    def _ended(self, _debt: Debt) -> None:
        self._navigator.notice(_("Zakończono potrącanie."))
        self.accept()


class SetOffDialog(CarefulDialog):
    """How much of a line of a draft is kept back."""

    def __init__(self, desk: DeskLike, navigator: Navigator, choice: SetOffChoice, parent: QWidget) -> None:
        note = _("Potrąca się najwyżej połowę świadczenia, które się należy (art. 104 ust. 2).")
        super().__init__(_("Potrącenie z wypłaty"), _("Zapisz"), self._change, parent, note=note)
        self._desk, self._navigator, self._line = desk, navigator, choice.line
        owed = choice.owed
        facts = [Fact(_("Osoba"), choice.line.payee)]
        if owed is not None:
            facts += [Fact(_("Decyzja o zwrocie"), owed.debt.basis), Fact(_("Zostało do zwrotu"), amount(owed.left))]
        facts.append(Fact(_("Najwyżej można potrącić"), amount(choice.highest)))
        self.add(KeyValues(facts))
        self.amount = MoneyField(_("Potrąć"))
        self.amount.set_value(choice.line.set_off)
        self.add(self.amount)
        self.watch(self.amount)
        self.amount.setFocus()

    def _change(self) -> None:
        set_off = self.amount.value()
        if set_off is None:
            self.refuse(self.amount, _("Wpisz kwotę, także 0,00."))
        else:
            self._desk.order(change_set_off, ChangeSetOff(self._line, set_off), self._changed, self.object)

    def _changed(self, line: PaymentLine) -> None:
        words = _("Potrącono {set_off}, do wypłaty {amount}.")
        self._navigator.notice(words.format(set_off=amount(line.set_off), amount=amount(line.amount)))
        self.accept()


def choose_set_off(desk: DeskLike, navigator: Navigator, line: PaymentLine, parent: QWidget) -> None:
    """Ask how much of a line may be kept back, then a person how much is."""

    def show(choice: SetOffChoice) -> None:
        if choice.owed is None and not choice.line.set_off:
            navigator.notice(_("Z tej wypłaty nie ma czego potrącić."), "info")
        else:
            SetOffDialog(desk, navigator, choice, parent).open()

    desk.ask(show_set_off, ShowSetOff(line), show)
