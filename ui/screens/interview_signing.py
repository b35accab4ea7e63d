"""The two closings of an interview: how the person's part ended, and what the head says of the plan of help."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.interviews import Interview, Signing, next_part
from app.services.interview_approval import APPROVED, ApprovePlan, approve_plan
from app.services.interview_reading import InterviewView
from app.services.interview_signing import (
    PrintForSignature,
    SignatureSheet,
    SignInterview,
    print_for_signature,
    sign_interview,
)
from app.services.interviews import AddVisit, add_visit
from ui.forms import ChoiceField, DateField, LongText
from ui.forms.form_dialog import FormDialog
from ui.i18n import _
from ui.papers import PaperWindow
from ui.parts import Button
from ui.screen import DeskLike

Then = Callable[[Interview], None]


def signing_words() -> dict[Signing, str]:
    """How the person's part may end."""
    return {
        Signing.SIGNED: _("podpisano na wydruku"),
        Signing.REFUSED: _("odmowa podpisu"),
        Signing.UNABLE: _("stan zdrowia nie pozwala na podpis (§ 6)"),
    }


def seal_words(seal: str) -> str:
    """What to compare before the signature is written down."""
    return _("Sprawdź, czy pieczęć na podpisanym wydruku to {seal}.").format(seal=seal)


class SignatureDialog(FormDialog):
    """Day and way of the signature; without one, the words of the person or what the illness prevents."""

    def __init__(
        self, desk: DeskLike, view: InterviewView, parent: QWidget, then: Then, *, accepts_gaps: bool = False
    ) -> None:
        super().__init__(_("Podpis pod kwestionariuszem"), _("Zapisz podpis"), self._sign, parent)
        self._desk, self._view, self._then = desk, view, then
        self._accepts_gaps = accepts_gaps
        self._sheet: SignatureSheet | None = None
        today = view.circumstances.today
        self.on = DateField(_("Dzień podpisu"), today=today, earliest=view.interview.held_on, latest=today)
        self.on.set_value(today)
        self.way = ChoiceField(_("Jak"), [(way.value, words) for way, words in signing_words().items()])
        self.way.set_value(Signing.SIGNED.value)
        self.way.changed.connect(lambda _value: self._show_note())
        self.note = LongText(_("Powód"), lines=2)
        self.add(self.on, self.way)
        self.add(self.note)
        self.add_button(Button(_("Wydruk do podpisu"), self._show_sheet, icon="print"))
        self._show_note()
        if view.interview.finished_at is not None:
            self.set_note(seal_words(view.interview.seal))
        else:
            self.set_note(_("Podpisane odpowiedzi osoby zostaną zamknięte. Część pracownika zostaje otwarta."))
            desk.ask(print_for_signature, PrintForSignature(view.interview.id), self._know)

    def _know(self, sheet: SignatureSheet) -> None:
        """The seal of a sheet that has the person's segments alone."""
        self._sheet = sheet
        part = _("Podpisane odpowiedzi osoby zostaną zamknięte. Część pracownika zostaje otwarta.")
        self.set_note(f"{part} {seal_words(sheet.seal)}")
        self._fit()

    def _show_note(self) -> None:
        way = self.way.value()
        hints = {
            Signing.REFUSED.value: _("Co osoba powiedziała. Odpowiedzi zamyka się tak samo jak po podpisie."),
            Signing.UNABLE.value: _("Czego i dlaczego nie uzyskano. To adnotacja z § 6 rozporządzenia."),
        }
        self.note.set_hint(hints.get(way or "", ""))
        self.note.setVisible(way in hints)
        self.withdraw()
        self._fit()

    def _show_sheet(self) -> None:
        if self._sheet is not None:
            self._show_pages(self._sheet)
        else:
            self._desk.ask(print_for_signature, PrintForSignature(self._view.interview.id), self._show_pages)

    def _show_pages(self, sheet: SignatureSheet) -> None:
        PaperWindow(self._desk, sheet.title, sheet.pdf, sheet.pages, self.window()).show()

    def _sign(self) -> None:
        signed_on, way = self.on.value(), Signing(self.way.value() or Signing.SIGNED)
        if signed_on is None:
            self.complain(_("Wpisz dzień, w którym podpisano wydruk."))
            return
        note = (self.note.value() or "") if way is not Signing.SIGNED else ""
        request = SignInterview(self._view.interview, signed_on, way, note, self._accepts_gaps)
        self._desk.order(sign_interview, request, self._done, self.object)

    def _done(self, interview: Interview) -> None:
        self.accept()
        self._then(interview)


class ApprovalDialog(FormDialog):
    """The head's remarks, in the words of the form."""

    def __init__(self, desk: DeskLike, view: InterviewView, parent: QWidget, then: Then) -> None:
        note = _("Zatwierdzenie zamyka diagnozę i plan pomocy. Odrzucony plan wraca do pracownika socjalnego.")
        super().__init__(_("Uwagi kierownika do planu pomocy"), _("Zapisz uwagi"), self._approve, parent, note=note)
        self._desk, self._view, self._then = desk, view, then
        asked = view.form.meaning("head.decision")
        options = [(option.key, option.label) for option in asked.options] if asked is not None else []
        today = view.circumstances.today
        self.verdict = ChoiceField(_("Plan pomocy"), options)
        self.verdict.set_value(APPROVED)
        self.verdict.changed.connect(lambda _value: self._show_words())
        self.on = DateField(_("Data"), today=today, earliest=view.interview.held_on, latest=today)
        self.on.set_value(today)
        self.words = LongText(_("Treść"), lines=3)
        self.add(self.verdict)
        self.add(self.words)
        self.add(self.on)
        self._show_words()

    def _show_words(self) -> None:
        self.words.setVisible(self.verdict.value() not in (None, APPROVED))
        self.withdraw()
        self._fit()

    def _approve(self) -> None:
        on, verdict = self.on.value(), self.verdict.value()
        if on is None:
            self.refuse(self.on, _("Wpisz dzień."))
            return
        if not verdict:
            self.refuse(self.verdict, _("Wybierz pozycję z listy."))
            return
        words = (self.words.value() or "") if verdict != APPROVED else ""
        request = ApprovePlan(self._view.interview, verdict, on, words)
        self._desk.order(approve_plan, request, self._done, self.object)

    def _done(self, interview: Interview) -> None:
        self.accept()
        self._then(interview)


class UpdateDialog(FormDialog):
    """A new situation is an interview of its own; its reason stands in the course of the case."""

    def __init__(self, desk: DeskLike, view: InterviewView, parent: QWidget, then: Then) -> None:
        part = next_part(view.interview.part)
        note = _("Powstanie nowy wywiad na części {part}. Ten zostaje, jak go podpisano.").format(part=part)
        super().__init__(_("Aktualizacja wywiadu"), _("Rozpocznij aktualizację"), self._add, parent, note=note)
        self._desk, self._view, self._then, self._part = desk, view, then, part
        self.reason = LongText(_("Co się zmieniło"), lines=2)
        self.add(self.reason)
        self.reason.setFocus()

    def _add(self) -> None:
        reason = self.reason.value()
        if not reason:
            self.refuse(self.reason, _("Napisz, co się zmieniło."))
            return
        request = AddVisit(self._view.case.id, self._part, self._view.interview.person_id, reason)
        self._desk.order(add_visit, request, self._done, self.object)

    def _done(self, interview: Interview) -> None:
        self.accept()
        self._then(interview)
