"""After the visit: what was sealed, what is to be done with the paper, what flows into the files."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.interviews import next_part
from app.services.interview_closing import ReopenInterview, SignInterview, reopen_interview, sign_interview
from app.services.interview_offer import Offer
from app.services.interview_printing import PrintedInterview, PrintReadingCopy, print_reading_copy
from app.services.interview_reading import InterviewView
from app.services.interview_taking import ListOffers, TakeOver, list_offers, take_over
from app.services.interviews import AddVisit, add_visit
from ui import look
from ui.forms import DateField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, day, ngettext, stamp
from ui.papers import PaperWindow
from ui.parts import Button, Card, Columns, Fact, KeyValues, Rich, Span, Text
from ui.screen import DeskLike, Navigator
from ui.screens.interview_print_check import PrintCheckDialog
from ui.screens.interview_words import obstacle_words, offer_words


class OfferLine(QWidget):
    """One difference: to be ticked where it can be taken over, else with what is to be done about it."""

    changed = Signal()

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = offer
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(4), 0, look.px(6))
        column.setSpacing(look.px(2))
        name = f"{offer_words(offer.code)} — {offer.name}"
        self.tick = QCheckBox(name)
        self.tick.setChecked(offer.can_be_taken)
        self.tick.setEnabled(offer.can_be_taken)
        self.tick.toggled.connect(lambda _on: self.changed.emit())
        self.tick.setAccessibleDescription(f"{offer.before} → {offer.now}")
        column.addWidget(self.tick)
        words = Rich(_both(offer), "body")
        words.setContentsMargins(look.px(26), 0, 0, 0)
        column.addWidget(words)
        if obstacle := obstacle_words(offer.obstacle):
            why = Text(obstacle, "small", "warn", wrap=True)
            why.setContentsMargins(look.px(26), 0, 0, 0)
            column.addWidget(why)


def _both(offer: Offer) -> list[Span]:
    before = [Span(offer.before, "muted", is_struck=bool(offer.now))] if offer.before else [Span(_("brak"), "muted")]
    return [*before, Span(" → ", "muted"), Span(offer.now, is_strong=True)] if offer.now else before


class OffersCard(Card):
    """Differences between the answers and the files; nothing is written before it was seen here."""

    def __init__(self, desk: DeskLike, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(_("Z wywiadu do kartoteki"), spacing=8, parent=parent)
        self._desk, self._navigator = desk, navigator
        self._view: InterviewView | None = None
        self.lines: list[OfferLine] = []
        self._words = Text("", "note", "muted", wrap=True)
        self._list = QScrollArea()
        self._list.setWidgetResizable(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.take = Button("", self._take, kind="primary")
        self.add(self._words)
        self.add(self._list, stretch=1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.take)
        self.add_layout(row)

    def show_view(self, view: InterviewView) -> None:
        """Ask what this interview would change."""
        self._view = view
        self._desk.ask(list_offers, ListOffers(view.interview.id), self._show)

    def _show(self, offers: Sequence[Offer]) -> None:
        self.lines = [OfferLine(offer) for offer in offers]
        inside = QWidget()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.px(8), 0)
        column.setSpacing(0)
        for line in self.lines:
            line.changed.connect(self._count)
            column.addWidget(line)
        column.addStretch(1)
        self._list.setWidget(inside)
        self._words.setText(
            _("Zaznacz, co zapisać w kartotece. Poprzednie wartości zostają w historii.")
            if offers
            else _("Kartoteka zgadza się z odpowiedziami.")
        )
        self._count()

    def _chosen(self) -> tuple[Offer, ...]:
        return tuple(line.offer for line in self.lines if line.offer.can_be_taken and line.tick.isChecked())

    def _count(self) -> None:
        count = len(self._chosen())
        self.take.setText(ngettext("Przejmij {count} zmianę", "Przejmij {count} zmian", count).format(count=count))
        self.take.setVisible(any(line.offer.can_be_taken for line in self.lines))
        self.take.setEnabled(count > 0)

    def _take(self) -> None:
        if self._view is None:
            return
        chosen = self._chosen()

        def taken(left: Sequence[Offer]) -> None:
            said = ngettext("Zapisano {count} zmianę w kartotece.", "Zapisano {count} zmian w kartotece.", len(chosen))
            self._navigator.notice(said.format(count=len(chosen)))
            self._show(left)

        self.take.setEnabled(False)
        self._desk.order(take_over, TakeOver(self._view.interview.id, chosen), taken)


class ClosedView(QWidget):
    """A finished interview. ``reread_wanted`` says that it was signed or opened again, the others what was pressed."""

    answers_wanted = Signal()
    print_wanted = Signal()
    reread_wanted = Signal()

    def __init__(self, desk: DeskLike, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._navigator = desk, navigator
        self._view: InterviewView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        columns = Columns()
        column.addWidget(columns, 1)
        self._card = Card(_("Wywiad zakończony"), spacing=10)
        self._facts = KeyValues()
        self.print_button = Button(_("Drukuj kwestionariusz"), self.print_wanted.emit, icon="print")
        self.large_button = Button(_("Duży druk do przeczytania"), self._show_large)
        self.check_button = Button(_("Sprawdź wydruk…"), self._check_print)
        self.sign_button = Button(_("Podpisano na papierze…"), self.ask_signature)
        self.reopen_button = Button(_("Otwórz ponownie…"), self.ask_reason)
        self.answers_button = Button(_("Przeczytaj odpowiedzi"), self.answers_wanted.emit)
        self.another_button = Button(_("Kolejny wywiad w tej sprawie"), self._add_another)
        self._card.add(self._facts, self.print_button, self.large_button, self.sign_button, self.answers_button)
        self._card.add(self.check_button, self.reopen_button, self.another_button)
        self._card.fill()
        self.offers = OffersCard(desk, navigator)
        columns.add(self._card, 2, 300)
        columns.add(self.offers, 3, 380)

    def show_view(self, view: InterviewView) -> None:
        """Tell about this interview."""
        self._view = view
        interview = view.interview
        signed = day(interview.signed_on) if interview.signed_on is not None else _("jeszcze nie")
        facts = [
            Fact(_("Odbył się"), day(interview.held_on) if interview.held_on is not None else ""),
            Fact(_("Kto przeprowadził"), view.worker),
            Fact(_("Zakończono"), stamp(interview.finished_at) if interview.finished_at is not None else ""),
            Fact(_("Wzór"), view.form.act),
            Fact(_("Pieczęć wydruku"), interview.seal),
            Fact(_("Podpisano"), signed),
        ]
        self._facts.set_facts([fact for fact in facts if fact.value])
        is_open_end = interview.signed_on is None and view.is_allowed
        self.sign_button.setVisible(is_open_end)
        self.reopen_button.setVisible(is_open_end)
        self.another_button.setVisible(interview.signed_on is not None and view.case.closed_on is None)
        self.offers.show_view(view)

    def _show_large(self) -> None:
        """What the person said, in large letters; they read it and sign the ordinary print."""
        if self._view is not None:
            request = PrintReadingCopy(self._view.interview.id)
            self._desk.ask(print_reading_copy, request, self._show_copy)

    def _show_copy(self, printed: PrintedInterview) -> None:
        title = _("Duży druk do przeczytania")
        PaperWindow(self._desk, title, printed.pdf, printed.pages, self.window()).show()

    def _check_print(self) -> None:
        """Whether a sheet of paper belongs to these answers."""
        if self._view is not None:
            PrintCheckDialog(self._desk, self._view.interview, self.window()).open()

    def _add_another(self) -> None:
        """What was signed does not change any more; what is different today belongs into an interview of its own."""
        if self._view is not None:
            held = self._view.interview
            request = AddVisit(self._view.case.id, next_part(held.part), held.person_id)
            self._desk.order(add_visit, request, lambda visit: self._navigator.open("interview", interview_id=visit.id))

    def ask_signature(self) -> None:
        """On which day the paper was signed."""
        view = self._view
        if view is None:
            return
        today = view.circumstances.today
        on = DateField(_("Dzień podpisu"), today=today, earliest=view.interview.held_on, latest=today)
        on.set_value(today)

        def sign(dialog: FormDialog) -> None:
            if (signed_on := on.value()) is None:
                dialog.complain(_("Wpisz dzień, w którym podpisano wydruk."))
                return
            request = SignInterview(view.interview, signed_on)
            self._desk.order(sign_interview, request, lambda _done: self._done(dialog), dialog.object)

        note = _("Sprawdź, czy pieczęć na podpisanym wydruku to {seal}.").format(seal=view.interview.seal)
        self._ask(_("Podpis pod kwestionariuszem"), _("Zapisz podpis"), sign, on, note)

    def ask_reason(self) -> None:
        """Why the interview is opened again."""
        view = self._view
        if view is None:
            return
        reason = TextField(_("Przyczyna"))

        def reopen(dialog: FormDialog) -> None:
            request = ReopenInterview(view.interview, reason.value() or "")
            self._desk.order(reopen_interview, request, lambda _done: self._done(dialog), dialog.object)

        note = _("Pieczęć przestaje obowiązywać, a przyczyna zostaje w przebiegu sprawy. Wydruk zrób jeszcze raz.")
        self._ask(_("Ponowne otwarcie wywiadu"), _("Otwórz wywiad"), reopen, reason, note)

    def _ask(
        self, title: str, act_name: str, act: Callable[[FormDialog], None], field: QWidget, note: str
    ) -> FormDialog:
        dialog = FormDialog(title, act_name, lambda: act(dialog), self.window(), note=note)
        dialog.add(field)
        dialog.open()
        return dialog

    def _done(self, dialog: FormDialog) -> None:
        dialog.accept()
        self.reread_wanted.emit()
