"""One payment list: its steps, every line with its reason, what is not paid, and after closing the bank's file."""

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.payments import ListState, PaymentLine, PaymentList, PaymentReturn
from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.domain.roles import Act
from app.services.payment_building import Blocked, PaymentPlan, PlanPayments, plan_payments
from app.services.payment_printing import PrintedList, PrintPaymentList, print_payment_list
from app.services.payment_views import (
    BankFile,
    OpenPaymentList,
    PaymentListView,
    WriteBankFile,
    open_payment_list,
    write_bank_file,
)
from app.services.payments import (
    ApprovePaymentList,
    CheckPaymentList,
    RemovePaymentLine,
    approve_payment_list,
    check_payment_list,
    remove_payment_line,
)
from app.services.ports import Changes
from app.services.sessions import AskIdentity, Identity, ask_identity
from ui import look
from ui.i18n import _, amount, day, ngettext, number, plain_amount
from ui.models.rows import ListModel
from ui.parts import Banner, Button, Card, PageTitle, Stepper, TableView
from ui.parts.printing import save_file
from ui.screen import DeskLike, Navigator
from ui.screens.money_forms import choose_set_off
from ui.screens.paylist_forms import CloseListDialog, RemarkDialog, ReturnDialog, drop_dialog, send_back_dialog
from ui.screens.paylist_tables import blocked_columns, line_columns
from ui.screens.payment_words import (
    WAITING_STATES,
    NextStep,
    benefit_word,
    list_name,
    may,
    month_digits,
    next_step,
    positions,
    state_of,
    steps_of,
    way_word,
)

_WATCHED = (PaymentList, PaymentLine, PaymentReturn)
_TALL = 3
"""Rows of the lower table that are in sight at least."""


class PaylistPage(QWidget):
    """The primary button is the next step; below the steps stands who does it where this person cannot."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._list_id: RecordId | None = None
        self._clerk: Clerk | None = None
        self.view: PaymentListView | None = None
        self._step: NextStep | None = None
        self._returned: dict[RecordId, PaymentReturn] = {}
        self._make_buttons()
        self.title = PageTitle(
            _("Lista wypłat"),
            crumbs=[(_("Wypłaty"), "payments"), (_("Lista wypłat"), "")],
            actions=list(self._buttons()),
        )
        self.title.followed.connect(lambda _target: navigator.open("payments"))
        self.steps = Stepper()
        self.words = Banner("", "neutral")
        self.rows = ListModel(line_columns(lambda line_id: self._returned.get(line_id)), id_of=lambda row: row.line.id)
        self.table = TableView(self.rows, name=_("Pozycje listy"))
        self.table.opened.connect(lambda row: navigator.open("case", case_id=row.line.case_id))
        self.table.picked.connect(lambda _row: self._show_line_acts())
        self.blocked = ListModel(blocked_columns(), id_of=lambda row: (row.case_id, row.month, row.because))
        self.waiting = TableView(self.blocked, name=_("Nie wypłaca się"))
        self.waiting.opened.connect(lambda row: navigator.open("case", case_id=row.case_id))
        self.waiting_card = Card(_("Nie wypłaca się"), spacing=6)
        self._lay_out()
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove_line)
        desk.changed.connect(self._hear)

    def _make_buttons(self) -> None:
        self.primary = Button("", self.go_on, kind="primary")
        self.drop = Button(_("Zrezygnuj…"), self.give_up)
        self.send_back = Button(_("Zwróć z uwagą…"), self.return_it)
        self.take_off = Button(_("Zdejmij pozycję"), self.remove_line)
        self.take_off.setToolTip("Delete")
        self.keep_back = Button(_("Potrącenie…"), self.choose_set_off)
        self.give_back = Button(_("Zwrot…"), self.note_return)
        self.print_out = Button(_("Drukuj listę…"), self.print_list, icon="print")
        for button in self._buttons():
            button.hide()

    def _buttons(self) -> tuple[Button, ...]:
        return (
            *(self.drop, self.send_back, self.keep_back, self.give_back),
            *(self.take_off, self.print_out, self.primary),
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        self.waiting_card.add(self.waiting, stretch=1)
        self.waiting.setMinimumHeight(look.px(33 + _TALL * look.ROW_HEIGHT))
        column.addWidget(self.title)
        column.addWidget(self.steps)
        column.addWidget(self.words)
        column.addWidget(Card(spacing=8).add(self.table, stretch=1), 3)
        column.addWidget(self.waiting_card, 2)
        self.words.hide()
        self.waiting_card.hide()

    # -- what the window says ----------------------------------------------------------------------------------------

    def opened(self, list_id: RecordId | None = None, **_args: Any) -> None:
        """Show a list; without one the last that was open."""
        if list_id is not None and list_id != self._list_id:
            self._list_id, self.view, self._said = list_id, None, ""
            self.rows.set_rows(())
            self.blocked.set_rows(())
            self.waiting_card.hide()
        if self._list_id is None:
            self._navigator.open("payments")
            return
        self._desk.ask(ask_identity, AskIdentity(), self._meet)

    def refresh(self) -> None:
        if self._list_id is not None:
            self._desk.ask(open_payment_list, OpenPaymentList(self._list_id), self._show)

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_WATCHED):
            self.refresh()

    def _meet(self, who: Identity) -> None:
        self._clerk = who.clerk
        self.refresh()

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show(self, view: PaymentListView) -> None:
        if view.listed.id != self._list_id or self._clerk is None:
            return
        is_first = self.view is None
        self.view, listed = view, view.listed
        self._returned = {back.line_id: back for back in view.returns}
        name = list_name(listed)
        self.title.set_crumbs([(_("Wypłaty"), "payments"), (name, "")])
        self.title.set_title(name, _subtitle(view))
        self.steps.set_steps(steps_of(view))
        self.rows.set_rows(view.lines, self._total(view))
        self._step = next_step(view, self._clerk)
        self._show_buttons(view, self._clerk)
        self._show_words(view)
        self._ask_what_waits(view)
        if is_first and view.lines:
            self.table.select(0)
            self.table.setFocus()
        self._show_line_acts()

    def _show_buttons(self, view: PaymentListView, clerk: Clerk) -> None:
        state, prepares = state_of(view.listed), may(clerk, Act.PREPARE_PAYMENTS)
        is_closed = state is ListState.CLOSED
        self.drop.setVisible(prepares and state in WAITING_STATES)
        self.send_back.setVisible(prepares and state in (ListState.CHECKED, ListState.APPROVED))
        self.take_off.setVisible(prepares and state is ListState.DRAFT and bool(view.lines))
        self.keep_back.setVisible(self.take_off.isVisibleTo(self))
        self.give_back.setVisible(prepares and is_closed)
        self.print_out.setVisible(state is not ListState.DROPPED and bool(view.lines))
        pays_by_bank = is_closed and view.listed.pay_by == "transfer"
        self.primary.setVisible(self._step is not None or pays_by_bank)
        self.primary.setText(self._step.name if self._step is not None else _("Plik dla banku…"))
        self.primary.set_reason(self._step.why_not if self._step is not None else "")

    def _show_words(self, view: PaymentListView) -> None:
        """What was said of the list, else who goes on with it."""
        listed = view.listed
        words, tone = self._step.why_not if self._step is not None else "", "neutral"
        if self._said:
            words, tone = self._said, "ok"
        elif listed.state is ListState.DROPPED and not listed.is_closed:
            words = _("Z tej listy zrezygnowano: {remark}").format(remark=listed.remark)
        elif listed.remark:
            words, tone = _("Zwrócono z uwagą: {remark}").format(remark=listed.remark), "warn"
        self.words.set_words(words, tone)
        self.words.setVisible(bool(words))

    def _total(self, view: PaymentListView) -> list[str]:
        if not view.lines:
            return []
        words = _("Razem: {positions}").format(positions=positions(len(view.lines)))
        return [words, "", "", "", plain_amount(view.total), "", ""]

    def _ask_what_waits(self, view: PaymentListView) -> None:
        """Of a draft everything that it could not take, of a checked list what has come into its way since."""
        listed, problems = view.listed, view.problems
        if state_of(listed) is not ListState.DRAFT:
            self._show_blocked(problems)
            return

        def show(plan: PaymentPlan) -> None:
            if self.view is view:
                self._show_blocked((*problems, *(each for each in plan.blocked if each.list_id != listed.id)))

        request = PlanPayments(month=listed.month, pay_by=listed.pay_by, benefit=listed.benefit)
        self._desk.ask(plan_payments, request, show, lambda _problem: self._show_blocked(problems))

    def _show_blocked(self, found: tuple[Blocked, ...]) -> None:
        unique = {(each.case_id, each.month, each.because): each for each in found}
        self.blocked.set_rows(list(unique.values()))
        words = ngettext("{count} wypłata, {amount}", "{count} wypłat, {amount}", len(unique))
        total = amount(sum(each.amount for each in unique.values()))
        self.waiting_card.set_note(words.format(count=number(len(unique)), amount=total))
        self.waiting_card.setVisible(bool(unique))

    def _chosen(self) -> PaymentLine | None:
        index = self.table.currentIndex()
        row = self.rows.row_at(index.row()) if index.isValid() else None
        return row.line if row is not None else None

    def _show_line_acts(self) -> None:
        reason = "" if self._chosen() is not None else _("Wybierz pozycję na liście.")
        self.give_back.set_reason(reason)
        self.keep_back.set_reason(reason)
        self.take_off.set_reason(reason)
        if not reason:
            self.take_off.setToolTip("Delete")

    # -- acting ------------------------------------------------------------------------------------------------------

    _said = ""

    def go_on(self) -> None:
        """The next step, or the bank's file of a closed list."""
        if self.view is None:
            return
        listed = self.view.listed
        if self._step is None:
            self._desk.ask(write_bank_file, WriteBankFile(listed.id), self.save_bank_file)
        elif self._step.act == "check":
            self._desk.order(check_payment_list, CheckPaymentList(listed), self._checked)
        elif self._step.act == "approve":
            self._desk.order(approve_payment_list, ApprovePaymentList(listed), self._approved)
        else:
            CloseListDialog(self._desk, self._navigator, self.view, self).open()

    def _checked(self, _listed: PaymentList) -> None:
        self._navigator.notice(_("Lista sprawdzona. Zatwierdza ją kierownik."))

    def _approved(self, _listed: PaymentList) -> None:
        self._navigator.notice(_("Lista zatwierdzona. Można ją zamknąć."))

    def return_it(self) -> RemarkDialog | None:
        """Back to whoever prepares it."""
        return send_back_dialog(self._desk, self._navigator, self.view.listed, self) if self.view is not None else None

    def give_up(self) -> RemarkDialog | None:
        """The list will not be paid."""
        return drop_dialog(self._desk, self._navigator, self.view.listed, self) if self.view is not None else None

    def remove_line(self) -> None:
        """Take the chosen line off a draft; its money waits for another list."""
        line = self._chosen()
        if line is not None and self.take_off.isVisible():
            self._desk.order(remove_payment_line, RemovePaymentLine(line), lambda _listed: self._removed(line))

    def _removed(self, line: PaymentLine) -> None:
        self._navigator.notice(_("Zdjęto: {payee}, {amount}.").format(payee=line.payee, amount=amount(line.amount)))

    def choose_set_off(self) -> None:
        """How much of the chosen line is kept back for what the person owes."""
        line = self._chosen()
        if line is not None:
            choose_set_off(self._desk, self._navigator, line, self)

    def note_return(self) -> ReturnDialog | None:
        """Money of the chosen line came back."""
        line = self._chosen()
        if line is None or self.view is None:
            return None
        dialog = ReturnDialog(self._desk, self._navigator, line, self._returned.get(line.id), self)
        dialog.open()
        return dialog

    def save_bank_file(self, made: BankFile) -> None:
        """Into a file that the person names; what the bank must show stays in sight."""
        said = save_file(self, made.content, made.name, _("Zapisz plik dla banku"), _("Plik Elixir-0 (*.pli)"))
        if said is None:
            return
        words, tone = said
        if tone == "ok":
            count = ngettext("{count} przelew", "{count} przelewów", made.count).format(count=number(made.count))
            words += " " + _("Bank powinien pokazać: {count}, razem {amount}.").format(
                count=count, amount=amount(made.total)
            )
            self._said = words
        self.words.set_words(words, tone)
        self.words.show()

    def print_list(self) -> None:
        """Looked at first."""
        if self.view is not None:
            self._desk.ask(print_payment_list, PrintPaymentList(self.view.listed.id), self.show_print)

    def show_print(self, printed: PrintedList) -> None:
        from ui.papers import PaperWindow

        shown, count = len(printed.pages), printed.page_count
        note = _("Na ekranie jest {shown} z {count} stron. Zapisz PDF, żeby zobaczyć całość.")
        PaperWindow(
            self._desk,
            printed.title,
            printed.content,
            printed.pages,
            self.window(),
            note=note.format(shown=number(shown), count=number(count)) if shown < count else "",
        ).show()


def _subtitle(view: PaymentListView) -> str:
    listed = view.listed
    sums = _("{positions}, razem {amount}").format(positions=positions(len(view.lines)), amount=amount(view.total))
    parts = [
        sums if view.lines else "",
        _("za {month}").format(month=month_digits(listed.month)) if listed.is_closed else "",
        benefit_word(listed.benefit),
        way_word(listed.pay_by),
        _("wypłata {day}").format(day=day(listed.pay_on)) if listed.pay_on is not None else "",
    ]
    return " · ".join(part for part in parts if part)
