"""Evidence of an interview (art. 107 ust. 5b): what was seen, what lies in the file, and a scan that is taken in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cases import Document
from app.domain.interviews import Interview
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.services.evidence import (
    AttachScan,
    Evidence,
    EvidenceLine,
    Held,
    PrepareScan,
    ReadEvidence,
    attach_scan,
    prepare_scan,
    read_evidence,
)
from app.services.scan_shrinking import Scan
from ui import look
from ui.forms import ChoiceField, TextField
from ui.forms.form_dialog import FormDialog
from ui.forms.sheet_scroll import Scrolled
from ui.i18n import _
from ui.parts import Banner, Button, Rich, Span, Text
from ui.screen import DeskLike, Navigator
from ui.screens.case_letters import CaseLetters
from ui.screens.exchange_loaded import size_words
from ui.screens.letter_asking import AskDialog

INSTITUTIONS = "institution_request"


def held_words() -> dict[str, str]:
    """How a document lies in the file."""
    return {
        Held.SEEN.value: _("oryginał okazano"),
        Held.CERTIFIED.value: _("kopia poświadczona"),
        Held.ELECTRONIC.value: _("kopia elektroniczna"),
        Held.STATEMENT.value: _("oświadczenie"),
    }


class EvidenceDialog(QDialog):
    """The points that the list or the case speaks of. A file may be dropped or pasted anywhere on it."""

    def __init__(self, desk: DeskLike, navigator: Navigator, interview: Interview, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._interview = desk, interview
        self.evidence: Evidence | None = None
        self.setWindowTitle(_("Dokumenty i skany"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._letters = CaseLetters(desk, navigator, self)
        self._letters.case_id = interview.case_id
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(18), look.px(20), look.px(18))
        column.setSpacing(look.px(10))
        column.addWidget(Text(_("Dokumenty i skany"), "card"))
        words = _("Dowodu osobistego ani paszportu się nie kopiuje: wystarczy wpis „okazano” na liście w wywiadzie.")
        column.addWidget(Text(words, "note", "muted", wrap=True))
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        column.addWidget(self.trouble)
        self._scrolled = Scrolled(spacing=10, right=8)
        self._lines: list[QWidget] = []
        self._nothing = Text(_("Lista dokumentów w wywiadzie jest pusta."), "body", "muted", wrap=True)
        self._scrolled.column.addWidget(self._nothing)
        self._scrolled.column.addStretch(1)
        column.addWidget(self._scrolled, 1)
        row = QHBoxLayout()
        self.hint = Text(_("Plik możesz też przeciągnąć tutaj albo wkleić (Ctrl+V)."), "small", "muted", wrap=True)
        row.addWidget(self.hint, 1)
        self.attach = Button(_("Dołącz skan…"), self.choose_file, kind="primary")
        row.addWidget(self.attach)
        row.addWidget(Button(_("Zamknij"), self.close))
        column.addLayout(row)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self).activated.connect(self.paste)
        self.resize(look.px(720), look.px(560))
        self._read()

    def _read(self) -> None:
        self._desk.ask(read_evidence, ReadEvidence(self._interview.id), self._show)

    def _show(self, evidence: Evidence) -> None:
        self.evidence = evidence
        for line in self._lines:
            self._scrolled.column.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(each) for each in evidence.lines]
        for place, line in enumerate(self._lines):
            self._scrolled.column.insertWidget(place, line)
        self._nothing.setVisible(not self._lines)
        self.attach.setVisible(evidence.may_attach)
        self.hint.setVisible(evidence.may_attach)

    def _line(self, line: EvidenceLine) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, look.px(4))
        column.setSpacing(look.px(2))
        words = Rich(line_words(line, may_attach=self._may_attach()), "body")
        words.followed.connect(lambda link: self._open(line, link))
        column.addWidget(words)
        return box

    def _open(self, line: EvidenceLine, link: str) -> None:
        if link == "ask":
            self.ask_institution(line)
        elif link == "attach":
            self.choose_file(line.point)
        else:
            self._letters.show_paper(line.papers[int(link)].id)

    def ask_institution(self, line: EvidenceLine) -> None:
        """A letter of art. 105 about this document, with the question filled in."""
        template = next((each for each in self._letters.letters if each.id == INSTITUTIONS), None)
        if template is None:
            return
        people = sorted({each.person for each in line.listed if each.person})
        dialog = AskDialog(template, lambda more: self._letters.draft(INSTITUTIONS, more), self)
        for question in dialog.boxes["questions"].fields:
            question.set_value(f"{line.words} ({', '.join(people)})" if people else line.words)
        dialog.open()

    # -- a file comes in -------------------------------------------------------------------------------------------

    def choose_file(self, point: str = "") -> None:
        """Through the system's dialog."""
        kinds = _("Obrazy i PDF ({endings})").format(endings="*.jpg *.jpeg *.png *.tif *.tiff *.webp *.bmp *.pdf")
        name, _kind = QFileDialog.getOpenFileName(self, _("Skan dokumentu"), "", kinds)
        if name:
            self.prepare(PrepareScan(Path(name)), Path(name).name, point)

    def paste(self) -> None:
        """A picture or a file from the clipboard."""
        self._take(QGuiApplication.clipboard().mimeData())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._may_attach() and (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    def _take(self, data: QMimeData) -> None:
        if not self._may_attach():
            return
        local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if local:
            self.prepare(PrepareScan(local[0]), local[0].name)
        elif data.hasImage() and (content := _bytes_of(data.imageData())):
            self.prepare(PrepareScan(content=content), "")
        else:
            self.complain(_("W schowku nie ma obrazu ani pliku. Skopiuj zdjęcie albo plik PDF i wklej jeszcze raz."))

    def prepare(self, request: PrepareScan, name: str, point: str = "") -> None:
        """Shrink it away from the window, then ask what it is."""
        self.trouble.hide()
        self.attach.setEnabled(False)

        def ready(scan: Scan) -> None:
            self.attach.setEnabled(True)
            if self.evidence is not None:
                ScanDialog(self._desk, self.evidence, scan, self, self._read, name=name, point=point).open()

        def refused(problem: Problem) -> None:
            from ui.wording import words_of  # its areas are read only when there is something to say

            self.attach.setEnabled(True)
            self.complain(words_of(problem).text)

        self._desk.ask(prepare_scan, request, ready, refused)

    def complain(self, text: str) -> None:
        """Why nothing was taken in, and what to do instead."""
        self.trouble.set_words(text, "bad")
        self.trouble.show()

    def _may_attach(self) -> bool:
        return self.evidence is not None and self.evidence.may_attach


class ScanDialog(FormDialog):
    """Which point of the act the scan answers, of whom, and how true it is to the original."""

    def __init__(
        self,
        desk: DeskLike,
        evidence: Evidence,
        scan: Scan,
        parent: QWidget,
        then: Callable[[], None],
        *,
        name: str = "",
        point: str = "",
    ) -> None:
        super().__init__(_("Skan dokumentu"), _("Zachowaj skan"), self._save, parent, note=scan_words(scan, name))
        self._desk, self._evidence, self._scan, self._then, self._name = desk, evidence, scan, then, name
        self.point = ChoiceField(_("Co to za dokument"), list(evidence.points))
        self.point.set_value(point or None)
        self.person = ChoiceField(_("Kogo dotyczy"), [(each.hex(), who) for each, who in evidence.people])
        if evidence.people:
            self.person.set_value(evidence.people[0][0].hex())
        copies = (Held.CERTIFIED.value, Held.ELECTRONIC.value, Held.STATEMENT.value)
        self.held = ChoiceField(_("Postać w aktach"), [(each, held_words()[each]) for each in copies])
        self.held.set_value(Held.ELECTRONIC.value)
        self.reference = TextField(_("Numer, data, organ"))
        self.add(self.point)
        self.add(self.person, self.held)
        self.add(self.reference)
        (self.reference if point else self.point).setFocus()
        self.setMinimumWidth(look.px(560))

    def _save(self) -> None:
        point, person = self.point.value(), self.person.value()
        if not point:
            self.refuse(self.point, _("Wybierz pozycję z listy."))
            return
        if not person:
            self.refuse(self.person, _("Wybierz pozycję z listy."))
            return
        request = AttachScan(
            interview_id=self._evidence.interview.id,
            scan=self._scan,
            point=point,
            person_id=RecordId(bytes.fromhex(person)),
            held=Held(self.held.value() or Held.ELECTRONIC),
            reference=self.reference.value() or "",
            file_name=self._name,
        )
        self._desk.order(attach_scan, request, self._done, self.object)

    def _done(self, _document: Document) -> None:
        self.accept()
        self._then()


def scan_words(scan: Scan, name: str) -> str:
    """``zdjecie.jpg: 4,2 MB → 180 kB``, and what was taken out of it."""
    sizes = _("{before} → {after}").format(before=size_words(scan.before), after=size_words(scan.after))
    told = f"{name}: {sizes}." if name else f"{sizes}."
    clean = _("Miejsce, aparat i czas zdjęcia usunięto.") if scan.is_redrawn else _("PDF zachowano bez zmian.")
    return f"{told} {clean}"


def line_words(line: EvidenceLine, *, may_attach: bool) -> list[Span]:
    """One point: its words, how the document lies in the file, its scans, and what may be done about it."""
    told = [Span(f"{line.words[:1].upper()}{line.words[1:]}", is_strong=True)]
    forms = held_words()
    for each in line.listed:
        parts = (forms.get(each.held, each.held), each.reference, each.person)
        told += [Span("\n"), Span(", ".join(part for part in parts if part), "muted")]
    for number, paper in enumerate(line.papers):
        told.append(Span("\n"))
        if paper.content:
            pages = _("{count} str.").format(count=paper.pages) if paper.pages else ""
            more = ", ".join(part for part in (pages, paper.note) if part)
            told += [Span(_("Otwórz skan"), link=str(number)), Span(f" · {more}" if more else "", "muted")]
        else:
            told.append(Span(_("w teczce, bez skanu"), "muted"))
    if may_attach and not line.is_identity:
        told += [Span("\n"), Span(_("Dołącz skan…"), link="attach"), Span(" · ", "muted")]
        told.append(Span(_("Zapytaj instytucję…"), link="ask"))
    return told


def _bytes_of(image: Any) -> bytes:
    """A picture from the clipboard as a file in memory; nothing is written to the disk."""
    if not isinstance(image, QImage) or image.isNull():
        return b""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"BMP")).write(image)
    return bytes(kept.data())
