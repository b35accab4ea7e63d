"""After the visit: what was sealed, what is to be done with the paper, what flows into the files."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.interview_layers import is_approved_by_head, readable
from app.domain.interviews import Layer, Signing
from app.services.documents import PaperContent, ReadDocument, read_document
from app.services.interview_approval import WITH_RESERVATIONS
from app.services.interview_closing import ReopenInterview, reopen_interview
from app.services.interview_offer import Offer
from app.services.interview_printing import PrintedInterview, PrintReadingCopy, print_reading_copy
from app.services.interview_reading import InterviewView, Lock
from app.services.interview_taking import ListOffers, TakeOver, list_offers, take_over
from ui import look
from ui.forms import TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, day, ngettext, stamp
from ui.papers import PaperWindow
from ui.parts import Button, Card, Columns, Fact, KeyValues, Rich, Span, Text
from ui.screen import DeskLike, Navigator
from ui.screens.interview_correcting import answer_words
from ui.screens.interview_print_check import PrintCheckDialog
from ui.screens.interview_signing import ApprovalDialog, SignatureDialog, UpdateDialog, signing_words
from ui.screens.interview_strays import StraysCard
from ui.screens.interview_words import box_words, obstacle_words, offer_words


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


class CorrectionsCard(Card):
    """What was set right since the signature: by whom, when, why, and what had stood there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Sprostowania"), spacing=6, parent=parent)
        self.words = Rich("", "body")
        self.add(self.words)
        self.hide()

    def show_view(self, view: InterviewView) -> None:
        """Nothing where nothing was corrected; the newest first."""
        told: list[Span] = []
        for each in reversed(view.closed.corrections):
            key = (each.field_id, each.row)
            clerk = view.names.get(each.clerk_id, "") if each.clerk_id is not None else ""
            before, after = (answer_words(view, key, readable(text)) for text in (each.before, each.after))
            told += [Span("\n" if told else ""), Span(f"{box_words(view, key)}: ", is_strong=True)]
            told += [Span(before, "muted", is_struck=True), Span(" → ", "muted"), Span(after)]
            told.append(Span(f"\n{', '.join(part for part in (stamp(each.at), clerk, each.reason) if part)}", "muted"))
        self.words.set_words(told)
        self.setVisible(bool(told))


class ClosedView(QWidget):
    """An interview of which something is closed.

    ``reread_wanted`` says that it was signed, approved, corrected or opened again, the others what was pressed.
    """

    answers_wanted = Signal()
    print_wanted = Signal()
    correction_wanted = Signal()
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
        self.continue_button = Button(_("Pisz część pracownika"), self.answers_wanted.emit, kind="primary")
        self.print_button = Button(_("Drukuj kwestionariusz"), self._print, icon="print")
        self.large_button = Button(_("Duży druk do przeczytania"), self._show_large)
        self.check_button = Button(_("Sprawdź wydruk…"), self._check_print)
        self.sign_button = Button(_("Podpis osoby…"), self.ask_signature, kind="primary")
        self.approve_button = Button(_("Uwagi kierownika…"), self.ask_approval, kind="primary")
        self.correct_button = Button(_("Sprostuj odpowiedź"), self.correction_wanted.emit)
        self.reopen_button = Button(_("Otwórz ponownie…"), self.ask_reason)
        self.answers_button = Button(_("Przeczytaj odpowiedzi"), self.answers_wanted.emit)
        self.another_button = Button(_("Zaktualizuj wywiad…"), self._add_another)
        self._card.add(self._facts, self.continue_button, self.sign_button, self.approve_button, self.print_button)
        self._card.add(self.large_button, self.answers_button, self.correct_button, self.reopen_button)
        self._card.add(self.another_button, self.check_button)
        self._card.fill()
        self.strays, self.corrections = StraysCard(desk), CorrectionsCard()
        self.strays.settled.connect(self.reread_wanted)
        self.offers = OffersCard(desk, navigator)
        right = QWidget()
        pile = QVBoxLayout(right)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(look.px(look.GAP))
        pile.addWidget(self.strays)
        pile.addWidget(self.corrections)
        pile.addWidget(self.offers, 1)
        columns.add(self._card, 2, 300)
        columns.add(right, 3, 380)

    def show_view(self, view: InterviewView) -> None:
        """Tell about this interview."""
        self._view = view
        interview, lock = view.interview, view.lock
        self._card.set_title(title_words(lock))
        self._facts.set_facts([fact for fact in _facts(view) if fact.value])
        is_finished, is_signed = interview.finished_at is not None, interview.signed_on is not None
        may_write = view.is_allowed and view.case.closed_on is None
        is_open_end = lock is Lock.FINISHED and view.is_allowed
        has_head = is_approved_by_head(view.form)
        self.continue_button.setVisible(lock is Lock.PARTLY and may_write)
        self.sign_button.setVisible(is_open_end)
        self.approve_button.setVisible(lock is Lock.SIGNED and view.may_approve and has_head)
        self.large_button.setVisible(is_open_end)
        self.reopen_button.setVisible(is_open_end or (lock is Lock.SIGNED and view.is_allowed and has_head))
        self.reopen_button.setText(_("Otwórz część pracownika…") if is_signed else _("Otwórz ponownie…"))
        self.answers_button.setVisible(lock is not Lock.PARTLY or not may_write)
        self.correct_button.setVisible(is_signed and may_write)
        self.another_button.setVisible(is_signed and is_finished and view.case.closed_on is None)
        self.strays.show_view(view)
        self.corrections.show_view(view)
        self.offers.setVisible(is_finished)
        if is_finished:
            self.offers.show_view(view)

    def _print(self) -> None:
        """The whole; while the worker's part is open, the sheet that was signed, with what was corrected since."""
        view = self._view
        if view is None or view.lock is not Lock.PARTLY:
            self.print_wanted.emit()
            return
        papers = [view.closed.freezes.get(Layer.PERSON), *view.closed.corrections]
        kept = [each.document_id for each in papers if each is not None and each.document_id is not None]
        if kept:
            self._desk.ask(read_document, ReadDocument(kept[-1]), self._show_paper)

    def _show_paper(self, paper: PaperContent) -> None:
        PaperWindow(self._desk, paper.document.title, paper.content, paper.pages, self.window()).show()

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
            navigator = self._navigator
            UpdateDialog(
                self._desk, self._view, self.window(), lambda visit: navigator.open("interview", interview_id=visit.id)
            ).open()

    def ask_signature(self) -> None:
        """How and on which day the person's part ended."""
        if self._view is not None:
            SignatureDialog(self._desk, self._view, self.window(), lambda _done: self._reread()).open()

    def ask_approval(self) -> None:
        """What the head says of the plan."""
        if self._view is not None:
            ApprovalDialog(self._desk, self._view, self.window(), lambda _done: self._reread()).open()

    def ask_reason(self) -> None:
        """Why the interview is opened again."""
        view = self._view
        if view is None:
            return
        reason = TextField(_("Przyczyna"))

        def reopen() -> None:
            request = ReopenInterview(view.interview, reason.value() or "")
            self._desk.order(reopen_interview, request, lambda _done: done(), dialog.object)

        def done() -> None:
            dialog.accept()
            self._reread()

        note = _("Pieczęć przestaje obowiązywać, a przyczyna zostaje w przebiegu sprawy. Wydruk zrób jeszcze raz.")
        if view.interview.signed_on is not None:
            note = _("Otworzą się tylko diagnoza i plan. Odpowiedzi osoby zostają, jak je podpisano.") + " " + note
        dialog = FormDialog(_("Ponowne otwarcie wywiadu"), _("Otwórz wywiad"), reopen, self.window(), note=note)
        dialog.add(reason)
        dialog.open()

    def _reread(self) -> None:
        self.reread_wanted.emit()


def title_words(lock: Lock) -> str:
    """What the summary is called."""
    return {
        Lock.PARTLY: _("Odpowiedzi osoby podpisane"),
        Lock.SIGNED: _("Wywiad podpisany"),
        Lock.APPROVED: _("Wywiad zamknięty"),
    }.get(lock, _("Wywiad zakończony"))


def _facts(view: InterviewView) -> list[Fact]:
    interview, closed = view.interview, view.closed
    return [
        Fact(_("Odbył się"), day(interview.held_on) if interview.held_on is not None else ""),
        Fact(_("Kto przeprowadził"), view.worker),
        Fact(_("Zakończono"), stamp(interview.finished_at) if interview.finished_at is not None else ""),
        Fact(_("Wzór"), view.form.act),
        Fact(_("Pieczęć wydruku"), closed.corrections[-1].seal if closed.corrections else interview.seal),
        Fact(_("Podpis osoby"), _signed(view)),
        Fact(_("Plan pomocy"), _approved(view)),
    ]


def _signed(view: InterviewView) -> str:
    """``12 listopada 2026``, with the way where it was no signature."""
    signed_on, freeze = view.interview.signed_on, view.closed.freezes.get(Layer.PERSON)
    if signed_on is None:
        return _("jeszcze nie")
    if freeze is None or freeze.way in ("", Signing.SIGNED):
        return day(signed_on)
    way = signing_words().get(Signing(freeze.way), "") if freeze.way in set(Signing) else freeze.way
    return _("{way}, {day}: {note}").format(way=way, day=day(signed_on), note=freeze.note)


def _approved(view: InterviewView) -> str:
    if not is_approved_by_head(view.form):
        return ""
    freeze = view.closed.freezes.get(Layer.WORKER)
    if freeze is None:
        return _("czeka na kierownika") if view.lock is Lock.SIGNED else ""
    who = view.names.get(freeze.clerk_id, "") if freeze.clerk_id is not None else ""
    told = _("zatwierdzony {day}").format(day=day(freeze.frozen_on))
    if freeze.way == WITH_RESERVATIONS:
        told = _("zatwierdzony {day} z zastrzeżeniami").format(day=day(freeze.frozen_on))
    return f"{told}, {who}" if who else told
