"""The small forms of a case: signature, papers, deliveries, notes, and how it ends."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.case_course import Closing, PaperKind
from app.domain.case_words import mediation_note
from app.domain.cases import Application, Case
from app.domain.deadlines import DeadlineKind
from app.domain.records import RecordId
from app.services.applications import CompleteApplication, SignApplication, complete_application, sign_application
from app.services.case_views import CaseView
from app.services.cases import (
    CloseCase,
    NoteEvent,
    NoteMediation,
    ReopenCase,
    close_case,
    note_event,
    note_mediation,
    reopen_case,
)
from app.services.documents import AddDocument, add_document
from app.services.registers import CancelCase, cancel_case
from ui.case_words import closing_words, paper_words
from ui.forms import ChoiceField, DateField, LongText, NumberField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, short_day
from ui.parts import Button
from ui.screen import DeskLike
from ui.screens.case_certificate import CertificateFields

_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


class SignatureDialog(FormDialog):
    """The applicant signed."""

    def __init__(self, desk: DeskLike, case: Case, application: Application, parent: QWidget) -> None:
        note = _("Potwierdź, że pod wnioskiem albo protokołem jest podpis osoby, która go złożyła.")
        super().__init__(_("Podpis pod wnioskiem"), _("Jest podpis"), self._save, parent, note=note)
        self._desk, self._request = desk, SignApplication(case.id, application)
        self.go.setFocus()

    def _save(self) -> None:
        self._desk.order(sign_application, self._request, lambda _done: self.accept(), self.object)


class CompletionDialog(FormDialog):
    """The last missing paper came."""

    def __init__(self, desk: DeskLike, view: CaseView, application: Application, parent: QWidget) -> None:
        note = _("Od tego dnia zależy pierwszy miesiąc wypłaty (art. 106 ust. 3).")
        super().__init__(_("Wniosek uzupełniony"), _("Zapisz"), self._save, parent, note=note)
        self._desk, self._case, self._application = desk, view.case, application
        self.keep_an_eye(desk.changed, application)
        self.day = DateField(_("Ostatni dokument wpłynął dnia"), today=view.today, earliest=application.received_on)
        self.day.set_value(view.today)
        if application.missing:
            self.day.set_hint(_("Brakowało: {missing}").format(missing=application.missing))
        self.add(self.day)
        self.day.setFocus()

    def _save(self) -> None:
        day = self.day.value()
        if day is None:
            self.refuse(self.day, _("Wpisz dzień."))
            return
        request = CompleteApplication(self._case.id, self._application, day)
        self._desk.order(complete_application, request, lambda _done: self.accept(), self.object)


class PaperDialog(FormDialog):
    """A paper came in: what it is, from when, and its scan if there is one."""

    def __init__(
        self,
        desk: DeskLike,
        case_id: RecordId,
        today: date,
        parent: QWidget,
        *,
        kind: PaperKind | None = None,
        is_decided_on_paper: bool = False,
    ) -> None:
        note = _("Bez pliku dokument leży tylko w teczce. Dowodu osobistego nie wolno kopiować.")
        super().__init__(_("Dodaj dokument"), _("Dodaj"), self._save, parent, note=note)
        self._desk, self._case_id = desk, case_id
        self._path: Path | None = None
        self.kind = ChoiceField(_("Rodzaj"), paper_words(is_decided_on_paper=is_decided_on_paper))
        self.day = DateField(_("Wpłynął dnia"), today=today, latest=today)
        self.day.set_value(today)
        self.title = TextField(_("Nazwa"), hint=_("Tylko jeśli rodzaj nie wystarcza."))
        self.pages = NumberField(_("Stron"), least=1, most=999)
        self.certificate = CertificateFields()
        self.file = Button(_("Dołącz plik…"), self._choose, icon="upload")
        self.add(self.kind)
        self.add(self.day, self.pages)
        self.add(self.title)
        for row in self.certificate.rows:
            self.add(*row)
        self.add(self.file)
        self.kind.changed.connect(self._show_certificate)
        if kind is not None:
            self.kind.set_value(kind.value)
        self._show_certificate(self.kind.value())
        (self.kind if kind is None else self.day).setFocus()

    def attach(self, path: Path) -> None:
        """The scan that goes with the paper."""
        self._path = path
        self.file.setText(path.name)

    def _show_certificate(self, kind: object) -> None:
        """A certificate of disability has boxes of its own in place of a name."""
        is_certificate = kind == PaperKind.DISABILITY.value
        self.title.setVisible(not is_certificate)
        self.certificate.set_visible(is_certificate)

    def _choose(self) -> None:
        pattern = _("Dokumenty (*.pdf *.png *.jpg *.jpeg)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Dołącz plik"), "", pattern)
        if chosen:
            self.attach(Path(chosen))

    def _save(self) -> None:
        if self.kind.value() is None:
            self.refuse(self.kind, _("Wybierz pozycję z listy."))
            return
        if self.certificate.degree.isVisible() and not self.certificate.degree.value():
            self.refuse(self.certificate.degree, _("Wybierz pozycję z listy."))
            return
        certificate = self.certificate.read() if self.kind.value() == PaperKind.DISABILITY.value else None
        content, media_type = b"", ""
        if self._path is not None:
            media_type = _TYPES.get(self._path.suffix.lower(), self._path.suffix or "?")
            try:
                content = self._path.read_bytes()
            except OSError:
                self.complain(_("Nie da się odczytać pliku {name}.").format(name=self._path.name))
                return
        request = AddDocument(
            case_id=self._case_id,
            kind=PaperKind(self.kind.value()),
            title=(self.title.value() or "") if certificate is None else certificate.title,
            note="" if certificate is None else certificate.note,
            dated_on=self.day.value(),
            pages=self.pages.whole() or 0,
            content=content,
            media_type=media_type,
        )
        self._desk.order(add_document, request, lambda _done: self.accept(), self.object)


class WordsDialog(FormDialog):
    """A few sentences and one act on them."""

    def __init__(
        self,
        title: str,
        label: str,
        act_name: str,
        act: Callable[["WordsDialog", str], None],
        parent: QWidget,
        *,
        text: str = "",
        note: str = "",
    ) -> None:
        super().__init__(title, act_name, lambda: act(self, self.words.value() or ""), parent, note=note)
        self.words = LongText(label, lines=4)
        self.words.set_value(text)
        self.add(self.words)
        self.words.setFocus()


def mediation_dialog(desk: DeskLike, view: CaseView, parent: QWidget) -> WordsDialog:
    """The note on mediation with its usual text, ready to be confirmed."""
    is_discretionary = view.claim is not None and view.claim.is_discretionary

    def save(dialog: WordsDialog, text: str) -> None:
        desk.order(note_mediation, NoteMediation(view.case, text), lambda _done: dialog.accept(), dialog.object)

    return WordsDialog(
        _("Adnotacja o mediacji"),
        _("Treść adnotacji"),
        _("Zapisz adnotację"),
        save,
        parent,
        text=view.case.mediation_note or mediation_note(is_discretionary=is_discretionary),
        note=_("Musi być w aktach każdej sprawy (art. 96a § 1b KPA)."),
    )


def note_dialog(desk: DeskLike, case: Case, parent: QWidget) -> WordsDialog:
    """A line in the course, in the clerk's words."""

    def save(dialog: WordsDialog, text: str) -> None:
        desk.order(note_event, NoteEvent(case.id, text), lambda _done: dialog.accept(), dialog.object)

    note = _("Wpisu nie da się potem zmienić, tak jak w aktach na papierze.")
    return WordsDialog(_("Wpis w przebiegu sprawy"), _("Co się stało"), _("Wpisz"), save, parent, note=note)


def cancel_dialog(desk: DeskLike, case: Case, parent: QWidget) -> WordsDialog:
    """Strike a case that was registered by mistake."""

    def save(dialog: WordsDialog, text: str) -> None:
        desk.order(cancel_case, CancelCase(case, text), lambda _done: dialog.accept(), dialog.object)

    note = _("Sprawa zostanie w spisie pod swoim znakiem jako anulowana. Numer nie będzie użyty drugi raz.")
    return WordsDialog(_("Anuluj błędną rejestrację"), _("Przyczyna"), _("Anuluj sprawę"), save, parent, note=note)


def reopen_dialog(desk: DeskLike, case: Case, parent: QWidget) -> WordsDialog:
    """A case closed too early goes on."""

    def save(dialog: WordsDialog, text: str) -> None:
        desk.order(reopen_case, ReopenCase(case, text), lambda _done: dialog.accept(), dialog.object)

    return WordsDialog(_("Otwórz sprawę ponownie"), _("Przyczyna"), _("Otwórz"), save, parent)


class ClosingDialog(FormDialog):
    """How the case ended."""

    def __init__(self, desk: DeskLike, view: CaseView, parent: QWidget) -> None:
        super().__init__(_("Zakończ sprawę"), _("Zakończ"), self._save, parent, note=_before_finality(view))
        self._desk, self._case = desk, view.case
        self.keep_an_eye(desk.changed, view.case)
        self.way = ChoiceField(_("Jak została zakończona"), closing_words())
        self.way.set_value(Closing.SETTLED.value)
        self.reason = LongText(_("Uzasadnienie"), lines=3, hint=_("Potrzebne, gdy nie zapadła decyzja."))
        self.add(self.way)
        self.add(self.reason)
        self.way.setFocus()

    def _save(self) -> None:
        request = CloseCase(self._case, Closing(self.way.value()), self.reason.value() or "")
        self._desk.order(close_case, request, lambda _done: self.accept(), self.object)


def _before_finality(view: CaseView) -> str:
    """Nothing is forbidden, but who closes a case before its decision is final should know it."""
    if any(clock.deadline.kind is DeadlineKind.APPEAL_FORWARDING for clock in view.clocks):
        return _("W sprawie jest odwołanie, którego jeszcze nie przekazano organowi wyższego stopnia.")
    if view.finality is not None and view.today < view.finality.final_from_on:
        return _(
            "Decyzja będzie ostateczna od {day}. Odwołanie, które wpłynie później, otworzy sprawę ponownie."
        ).format(day=short_day(view.finality.final_from_on))
    if view.decision is not None and view.decision.issued_on is not None and view.finality is None:
        return _("Decyzja nie jest jeszcze doręczona. Odwołanie, które wpłynie później, otworzy sprawę ponownie.")
    return ""
