"""Letters of a case: the menu, what a letter asks besides, the draft on the screen, and making it for good."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.cases import Direction, Document
from app.domain.letter_templates import GROUPS, LetterTemplate
from app.domain.records import RecordId
from app.services.documents import PaperContent, ReadDocument, read_document
from app.services.letter_editing import LetterText, OpenLetterText, open_letter_text
from app.services.letter_writing import (
    DraftedLetter,
    DraftLetter,
    ListLetters,
    MakeLetter,
    draft_letter,
    list_letters,
    make_letter,
)
from app.services.paper_posting import NotePaperPrint, note_paper_print
from ui.i18n import _
from ui.letter_words import findings_words
from ui.papers import ImageWindow, PaperWindow
from ui.screen import DeskLike, Navigator
from ui.screens.case_envelope import EnvelopeDialog
from ui.screens.letter_asking import AskDialog
from ui.screens.letter_editing import LetterEditor
from ui.screens.letter_list import LetterList, group_words

FOLDER = "case_contents"


class CaseLetters:
    """Writes letters of the case that is shown; ``owner`` is the window they belong to."""

    def __init__(self, desk: DeskLike, navigator: Navigator, owner: QWidget) -> None:
        self._desk, self._navigator, self._owner = desk, navigator, owner
        self.case_id: RecordId | None = None
        self.letters: tuple[LetterTemplate, ...] = ()
        self.menu = QMenu(owner)
        desk.ask(list_letters, ListLetters(), self._fill)

    def open(self, letter: str) -> None:
        """Ask what the letter needs besides the case, then show it."""
        template = next((each for each in self.letters if each.id == letter), None)
        if template is not None and template.asks:
            AskDialog(template, lambda more: self.draft(letter, more), self._owner).open()
        else:
            self.draft(letter, {})

    def find(self) -> None:
        """All letters in one list that narrows with every key."""
        LetterList(self.letters, self.open, self._owner).open()

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
        self.letters = letters
        self.menu.clear()
        self.menu.addAction(_("Znajdź pismo…")).triggered.connect(self.find)
        self.menu.addSeparator()
        words = group_words()
        for group in GROUPS:
            own = [letter for letter in letters if letter.group == group]
            if own:
                folder = self.menu.addMenu(words[group])
                for letter in own:
                    folder.addAction(letter.name).triggered.connect(lambda _on=False, id_=letter.id: self.open(id_))

    def _show_draft(self, request: DraftLetter, drafted: DraftedLetter) -> None:
        missing = _("Brakuje: {missing}.").format(missing=", ".join(drafted.missing)) if drafted.missing else ""
        note = " ".join(part for part in (findings_words(drafted.findings), missing) if part)
        window = PaperWindow(self._desk, drafted.template.name, drafted.content, drafted.pages, self._owner, note=note)
        if request.letter != FOLDER and not drafted.missing and not any(each.stops for each in drafted.findings):
            window.offer(_("Sporządź i zachowaj"), lambda: self._make(window, request))
        if request.letter != FOLDER and drafted.may_edit:
            window.offer_before(_("Zmień treść…"), lambda: self._edit(window, request))
        window.show()

    def _edit(self, window: PaperWindow, request: DraftLetter) -> None:
        """The words of the letter, with this case beside them."""

        def show(letter: LetterText) -> None:
            window.close()
            LetterEditor(self._desk, self._navigator, request.case_id, letter, request.more, self._owner).open()

        self._desk.ask(open_letter_text, OpenLetterText(request.letter), show)

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
        document = paper.document
        window = PaperWindow(
            self._desk, title, paper.content, paper.pages, self._owner, note=note, printed=lambda: self._log(document)
        )
        if document.direction is Direction.OUT:
            window.offer_before(_("Koperta…"), lambda: EnvelopeDialog(self._desk, document.id, window).open())
        window.show()

    def _log(self, document: Document) -> None:
        self._desk.order(note_paper_print, NotePaperPrint(document.id))
