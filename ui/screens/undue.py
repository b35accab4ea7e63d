"""Undue benefits of a case: what was paid, what was due and why, what the clerk finds of it, the decision's draft."""

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.cases import Case
from app.domain.decisions import Decision, DecisionState
from app.domain.deliveries import Delivery
from app.domain.households import Member
from app.domain.incomes import Income
from app.domain.payments import PaymentLine, PaymentReturn
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.domain.undue_claims import ExaminedMonth
from app.services.income_change_drafts import DraftIncomeChange, draft_income_change
from app.services.ports import Changes
from app.services.undue_drafts import (
    ChangeUndue,
    DraftUndue,
    LookAtUndue,
    UndueView,
    change_undue,
    draft_undue,
    look_at_undue,
)
from ui import look
from ui.i18n import _, amount, numeric_day, plain_amount
from ui.models.rows import Column, ListModel
from ui.parts import Banner, Button, Card, Columns, EmptyState, PageTitle, Rich, Span, TableView
from ui.screen import DeskLike, Navigator
from ui.screens.payment_words import month_digits
from ui.screens.undue_form import UndueForm

_WATCHED = (Case, Decision, Delivery, Income, Member, PaymentLine, PaymentReturn)


class UnduePage(QWidget):
    """Looks at every paid month when it is opened and when something of it changed; what is typed stays."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._case_id: RecordId | None = None
        self._filled_from: object = None
        self.view: UndueView | None = None
        self.change = Button(_("Zmień na przyszłość…"), self._change_decision)
        self.open_draft = Button(_("Otwórz decyzję"), self._open_draft)
        self.go = Button("", self.write, kind="primary")
        self.title = PageTitle("", actions=[self.change, self.open_draft, self.go])
        self.title.followed.connect(self._follow)
        self.summary = Banner("", "neutral")
        self.rows = ListModel(_columns(self._is_settled), id_of=lambda each: each.month)
        self.table = TableView(self.rows, name=_("Miesiące"))
        self.table.picked.connect(lambda _row: self._show_why())
        self.why = Rich("", "text")
        self.form = UndueForm()
        self.missing = EmptyState("", icon="payments")
        self._lay_out()
        desk.changed.connect(self._hear)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(look.px(look.GAP))
        body.addWidget(self.title)
        body.addWidget(self.summary)
        columns = Columns()
        left, right = columns.column(60, 520), columns.column(40, 360)
        months = Card(_("Wypłacono i należało się"), spacing=8)
        months.add(self.table, stretch=1)
        self.table.setMinimumHeight(look.px(250))
        reasons = Card(_("Dlaczego"), spacing=8)
        reasons.add(self.why)
        left.addWidget(months, 1)
        left.addWidget(reasons)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form.setObjectName("scrolled")
        area.setWidget(self.form)
        right.addWidget(area, 1)
        body.addWidget(columns, 1)
        column.addWidget(self._body, 1)
        column.addWidget(self.missing, 1)
        self._body.hide()
        self.missing.hide()

    # -- what the window says ----------------------------------------------------------------------------------------

    def opened(self, case_id: RecordId | None = None, **_args: Any) -> None:
        """Look at a case; without one at the last that was open."""
        if case_id is not None and case_id != self._case_id:
            self._case_id, self._filled_from, self.view = case_id, None, None
            self._body.hide()
        if self._case_id is None:
            self._navigator.open("cases")
            return
        self.refresh()

    def refresh(self) -> None:
        if self._case_id is not None:
            self._desk.ask(look_at_undue, LookAtUndue(self._case_id), self._show, self._not_there)

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_WATCHED):
            self.refresh()

    def _not_there(self, problem: Problem) -> None:
        self.missing.explain(problem)
        self._body.hide()
        self.missing.show()

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show(self, view: UndueView) -> None:
        if view.case.id != self._case_id:
            return
        is_first = self.view is None
        self.view = view
        sign = view.case.sign or _("bez znaku")
        self.title.set_crumbs([(_("Sprawy"), "cases"), (sign, "case"), (_("Świadczenia nienależnie pobrane"), "")])
        words = _("{person} — świadczenia nienależnie pobrane").format(person=view.person.full_name)
        self.title.set_title(words, view.label)
        self.rows.set_rows(view.months, _totals(view))
        self._show_summary(view)
        self._fill(view)
        self._show_buttons(view)
        self.missing.hide()
        self._body.show()
        if is_first and view.months:
            first = next((place for place, each in enumerate(view.months) if each.undue), 0)
            self.table.select(first)
            self.table.setFocus()
        self._show_why()

    def _show_summary(self, view: UndueView) -> None:
        """What may be asked back, what is too old, what was asked back already."""
        if not view.months:
            self.summary.set_words(_("W tej sprawie niczego jeszcze nie wypłacono."), "neutral")
        elif not any(each.undue for each in view.months):
            words = _(
                "Każdy miesiąc wypłacono tak, jak wynika z obecnych danych. "
                "Jeśli wiadomo o dochodzie, którego tu nie ma, wpisz go w sprawie."
            )
            self.summary.set_words(words, "ok")
        else:
            told = [_("Do zwrotu może być {amount}.").format(amount=amount(view.found.claimed))]
            if view.found.lapsed:
                words = _("Na {amount} jest za późno: od pobrania minęło 10 lat (art. 104 ust. 7).")
                told.append(words.format(amount=amount(view.found.lapsed)))
            if view.is_settled:
                told.append(_("Miesiące z „✓” są już objęte wydaną decyzją."))
            self.summary.set_words(" ".join(told), "warn")

    def _fill(self, view: UndueView) -> None:
        """The form anew for another case or another draft; what somebody is typing stays otherwise."""
        source = (view.case.id, view.draft.findings if view.draft is not None else "")
        if source != self._filled_from:
            self.form.show_claim(view.claim)
            self._filled_from = source

    def _show_buttons(self, view: UndueView) -> None:
        is_editable = view.draft is None or view.draft.state in (DecisionState.DRAFT, DecisionState.RETURNED)
        self.open_draft.setVisible(view.draft is not None)
        self.change.setVisible(view.draft is None and view.may_draft and view.case.closed_on is None)
        self.go.setText(_("Przygotuj projekt decyzji") if view.draft is None else _("Zapisz w projekcie"))
        self.go.setVisible(is_editable and view.case.closed_on is None)
        self.form.set_editable(is_editable=is_editable and view.may_draft and view.case.closed_on is None)
        reason = "" if view.may_draft else _("Projekty decyzji pisze osoba, która prowadzi świadczenia.")
        if not any(each.undue and each.month not in view.is_settled for each in view.months):
            reason = reason or _("Nie ma miesiąca, za który pobrano za dużo.")
        self.go.set_reason(reason)

    def _is_settled(self, each: ExaminedMonth) -> bool:
        return self.view is not None and each.month in self.view.is_settled

    def _show_why(self) -> None:
        """The reasoning of the chosen month, each sentence with its article."""
        index = self.table.currentIndex()
        each = self.rows.row_at(index.row()) if index.isValid() else None
        if not isinstance(each, ExaminedMonth):
            self.why.set_words([Span(_("Wybierz miesiąc na liście."), "muted")])
            return
        if each.is_by_list:
            taken = _("{month}: wypłacono {day} z listy wypłat, decyzja {number}.")
        else:  # nobody told the program the day
            taken = _("{month}: wypłacono poza programem, decyzja {number}.")
        head = taken.format(month=month_digits(each.month), day=numeric_day(each.taken_on), number=each.number)
        words = [Span(f"{head} ", "muted")]
        for step in each.why:
            words += [Span(f"{step.text} "), Span(f"{step.basis} " if step.basis else "", "muted")]
        self.why.set_words(words)

    # -- acting ------------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Draft the decision, or write the form into the draft that is there."""
        view, form = self.view, self.form
        if view is None or form.refuse_empty():
            return
        entry = form.entry()
        if view.draft is None:
            self._desk.order(draft_undue, DraftUndue(view.case.id, entry), self._drafted)
        else:
            self._desk.order(change_undue, ChangeUndue(view.draft, entry), self._changed)

    def _drafted(self, draft: Decision) -> None:
        self._filled_from = None
        self._navigator.open("decision", decision_id=draft.id)

    def _changed(self, draft: Decision) -> None:
        self._filled_from = None
        words = _("Zapisano w projekcie. Do zwrotu: {amount}.")
        self._navigator.notice(words.format(amount=amount(draft.amount)), "ok", _("Otwórz decyzję"), self._open_draft)

    def _change_decision(self) -> None:
        """The running decision for the months to come: what hurts never reaches back."""
        if self.view is not None:
            self._desk.order(draft_income_change, DraftIncomeChange(self.view.case.id), self._drafted)

    def _open_draft(self) -> None:
        if self.view is not None and self.view.draft is not None:
            self._navigator.open("decision", decision_id=self.view.draft.id)

    def _follow(self, target: str) -> None:
        if target == "case" and self._case_id is not None:
            self._navigator.open("case", case_id=self._case_id)
        else:
            self._navigator.open("cases")


def _columns(is_settled: Any) -> list[Column]:
    def named(each: ExaminedMonth) -> str:
        digits = month_digits(each.month)
        return f"{digits} ✓" if is_settled(each) else digits

    return [
        Column(_("Miesiąc"), named, ink="strong", width=86),
        Column(_("Wypłacono"), lambda each: plain_amount(each.paid), is_right=True, width=90),
        Column(_("Należało się"), lambda each: plain_amount(each.right), is_right=True, width=94),
        Column(_("Za dużo"), lambda each: plain_amount(each.undue) if each.undue else "—", is_right=True, width=90),
        Column(_("Dlaczego"), lambda each: each.why[-1].text if each.why else "", stretch=1, width=190, wraps=True),
    ]


def _totals(view: UndueView) -> list[str]:
    if not view.months:
        return []
    sums = [sum(getattr(each, name) for each in view.months) for name in ("paid", "right", "undue")]
    return [_("Razem"), *(plain_amount(each) for each in sums), ""]
