"""Letters of a case: the menu, what a letter asks besides, the draft on the screen, and making it for good."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.cases import Document
from app.domain.letter_templates import LetterTemplate
from app.domain.records import RecordId
from app.services.documents import PaperContent, ReadDocument, read_document
from app.services.letter_writing import (
    DraftedLetter,
    DraftLetter,
    ListLetters,
    MakeLetter,
    draft_letter,
    list_letters,
    make_letter,
)
from ui.forms import LongText, NumberField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _
from ui.papers import ImageWindow, PaperWindow
from ui.screen import DeskLike, Navigator

FOLDER = "case_contents"
_LISTS = {"summons_to_complete": "defects", "completion_of_evidence": "evidence"}
"""Letters that ask for a number of days and a list of things, each with its provision."""
_TO_BODIES = ("police_assistance", "institution_request")
"""Letters to somebody else than the party: whom, and what about, only the clerk knows."""


class CaseLetters:
    """Writes letters of the case that is shown; ``owner`` is the window they belong to."""

    def __init__(self, desk: DeskLike, navigator: Navigator, owner: QWidget) -> None:
        self._desk, self._navigator, self._owner = desk, navigator, owner
        self.case_id: RecordId | None = None
        self.menu = QMenu(owner)
        desk.ask(list_letters, ListLetters(), self._fill)

    def open(self, letter: str) -> None:
        """Ask what the letter needs besides the case, then show it."""
        if letter in _LISTS:
            ListDialog(_LISTS[letter], lambda more: self.draft(letter, more), self._owner).open()
        elif letter in _TO_BODIES:
            is_question = letter == "institution_request"
            BodyDialog(lambda more: self.draft(letter, more), self._owner, is_question=is_question).open()
        else:
            self.draft(letter, {})

    def draft(self, letter: str, more: Mapping[str, object]) -> None:
        """Show the letter as it would be now."""
        if self.case_id is None:
            return
        request = DraftLetter(self.case_id, letter, more)
        self._desk.ask(draft_letter, request, lambda drafted: self._show_draft(request, drafted))

    def show_paper(self, document_id: RecordId) -> None:
        """Open a kept paper."""
        self._desk.ask(read_document, ReadDocument(document_id), self._show_paper)

    def make(self, letter: str, more: Mapping[str, object], then: Callable[[Document], None]) -> None:
        """Make the letter and file it; what it lacks is said."""
        if self.case_id is not None:
            self._desk.order(make_letter, MakeLetter(self.case_id, letter, more), then)

    def _fill(self, letters: tuple[LetterTemplate, ...]) -> None:
        self.menu.clear()
        for letter in letters:
            self.menu.addAction(letter.name).triggered.connect(lambda _on=False, id_=letter.id: self.open(id_))

    def _show_draft(self, request: DraftLetter, drafted: DraftedLetter) -> None:
        note = _("Brakuje: {missing}.").format(missing=", ".join(drafted.missing)) if drafted.missing else ""
        window = PaperWindow(self._desk, drafted.template.name, drafted.content, drafted.pages, self._owner, note=note)
        if request.letter != FOLDER and not drafted.missing:
            window.offer(_("Sporządź i zachowaj"), lambda: self._make(window, request))
        window.show()

    def _make(self, window: PaperWindow, request: DraftLetter) -> None:
        def made(document: Document) -> None:
            window.close()
            self._navigator.notice(
                _("Pismo „{title}” jest w teczce.").format(title=document.title),
                "ok",
                _("Otwórz i drukuj"),
                lambda: self.show_paper(document.id),
            )

        self.make(request.letter, request.more, made)

    def _show_paper(self, paper: PaperContent) -> None:
        title = paper.document.title or _("Dokument")
        if not paper.pages:
            ImageWindow(title, paper.content, self._owner).show()
            return
        note = ""
        if len(paper.pages) < paper.document.pages:
            shown = _("Pokazano pierwsze {shown} z {all} stron. Zapisz PDF, żeby przeczytać całość.")
            note = shown.format(shown=len(paper.pages), all=paper.document.pages)
        PaperWindow(self._desk, title, paper.content, paper.pages, self._owner, note=note).show()


class ListDialog(FormDialog):
    """What is asked for, a line each, with its provision after a dash; and how many days there are for it."""

    def __init__(self, name: str, then: Callable[[Mapping[str, object]], None], parent: QWidget) -> None:
        note = _("Każda rzecz w osobnym wierszu, po myślniku przepis, który jej wymaga.")
        super().__init__(_("Wezwanie"), _("Pokaż pismo"), self._go, parent, note=note)
        self._name, self._then = name, then
        self.days = NumberField(_("Termin w dniach"), least=1, most=90)
        self.days.set_value(7)
        self.things = LongText(_("O co prosimy"), lines=5, hint=_("na przykład: podpis na wniosku – art. 63 § 3 KPA"))
        self.add(self.things)
        self.add(self.days)
        self.things.setFocus()

    def _go(self) -> None:
        lines = [line.strip() for line in (self.things.value() or "").splitlines() if line.strip()]
        if not lines:
            self.refuse(self.things, _("Wpisz co najmniej jeden wiersz."))
            return
        entries = tuple(_entry(line) for line in lines)
        self.accept()
        self._then({"days": self.days.whole() or 7, self._name: entries})


class BodyDialog(FormDialog):
    """To which body a letter goes, and what it says there: questions a line each, or why the Police are asked."""

    def __init__(
        self, then: Callable[[Mapping[str, object]], None], parent: QWidget, *, is_question: bool = False
    ) -> None:
        note = _("Banków przepis nie wymienia: o dane z banku poproś osobę.") if is_question else ""
        super().__init__(_("Pismo do instytucji"), _("Pokaż pismo"), self._go, parent, note=note)
        self._then, self._is_question = then, is_question
        self.body = TextField(_("Instytucja"))
        self.street = TextField(_("Ulica i numer"))
        self.post = TextField(_("Kod i poczta"))
        label = _("O co pytamy, każda rzecz w osobnym wierszu") if is_question else _("Powód")
        self.words = LongText(label, lines=4)
        self.add(self.body)
        self.add(self.street, self.post)
        self.add(self.words)
        self.body.setFocus()

    def _go(self) -> None:
        body = self.body.value()
        if not body:
            self.refuse(self.body, _("Wpisz nazwę instytucji."))
            return
        lines = [line.strip() for line in (self.words.value() or "").splitlines() if line.strip()]
        if self._is_question and not lines:
            self.refuse(self.words, _("Wpisz co najmniej jeden wiersz."))
            return
        address = [part for part in (self.street.value(), self.post.value()) if part]
        addressee = {"lines": (body, *address) if address else (), "in_one_line": ", ".join((body, *address))}
        self.accept()
        about = {"questions": tuple(lines)} if self._is_question else {"threat": " ".join(lines)}
        self._then({"addressee": addressee, **about})


def _entry(line: str) -> dict[str, str]:
    for dash in (" – ", " — ", " - "):
        what, found, basis = line.rpartition(dash)
        if found:
            return {"what": what.strip(), "basis": basis.strip()}
    return {"what": line, "basis": ""}
