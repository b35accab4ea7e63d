"""A letter in the office's own words: paragraphs on the left, the letter of this case on the right, as it is typed."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.domain.records import RecordId
from app.services.letter_editing import (
    KeepLetterText,
    LetterText,
    PreviewLetterText,
    keep_letter_text,
    preview_letter_text,
)
from app.services.paper_preview import PageImage
from ui import look
from ui.forms import ChoiceField, LongText
from ui.i18n import _
from ui.parts import Banner, Button, PagePreview, Text
from ui.parts.printing import image_of
from ui.screen import DeskLike, Navigator
from ui.wording import words_of

_PAUSE_MS = 500


class LetterEditor(QDialog):
    """Paragraphs with named fields; what is wrong is said while it is typed, and nothing wrong can be kept."""

    def __init__(
        self,
        desk: DeskLike,
        navigator: Navigator,
        case_id: RecordId,
        letter: LetterText,
        more: Mapping[str, object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self._navigator, self._case_id, self._more = desk, navigator, case_id, more
        self.letter = letter
        self.setWindowTitle(_("Treść pisma: {name}").format(name=letter.template.name))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.texts = {
            block.place: self._paragraph(block.text, is_conditional=block.is_conditional) for block in letter.blocks
        }
        self.added = [self._paragraph(text) for text in (*letter.added, "")]
        self._last: LongText = next(iter(self.texts.values()), self.added[0])
        self.field = ChoiceField(_("Wstaw pole"), [(name, name) for name in letter.fields])
        self.field.changed.connect(self._insert)
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        self.preview = PagePreview([])
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.show_page)
        self._lay_out()
        self.resize(look.px(1000), look.px(680))
        self._last.writing.setFocus()
        self.show_page()

    def show_page(self) -> None:
        """The letter of this case with the words as they are now."""
        texts, added = self._typed()
        request = PreviewLetterText(self._case_id, self.letter.template.id, texts, added, self._more)
        self._desk.ask(preview_letter_text, request, self._show, self._complain)

    def keep(self) -> None:
        """For every letter of the office from now on."""
        texts, added = self._typed()
        self._order(KeepLetterText(self.letter.template.id, self.letter.version, texts, added))

    def restore(self) -> None:
        """The words of the program again; the office's own stay with what was printed from them."""
        self._order(KeepLetterText(self.letter.template.id, self.letter.version))

    def _order(self, request: KeepLetterText) -> None:
        self._desk.order(keep_letter_text, request, self._kept, self._complain)

    def _typed(self) -> tuple[dict[int, str], tuple[str, ...]]:
        texts = {place: field.value() or "" for place, field in self.texts.items()}
        return texts, tuple(field.value() or "" for field in self.added)

    def _kept(self, version: int) -> None:
        self.accept()
        self._navigator.notice(
            _("Treść pisma „{name}” jest zapisana (wersja {version}).").format(
                name=self.letter.template.name, version=version
            ),
            "ok",
        )

    def _show(self, pages: tuple[PageImage, ...]) -> None:
        self.trouble.hide()
        self.go.setEnabled(True)
        self.preview.set_pages([image_of(page) for page in pages])

    def _complain(self, problem: Problem) -> None:
        self.trouble.set_words(words_of(problem).text, "bad")
        self.trouble.show()
        self.go.setEnabled(False)

    def _insert(self, name: object) -> None:
        """Where the cursor stood last."""
        if name:
            self._last.writing.insertPlainText(f"[{name}]")
            self.field.set_value(None)
            self._last.writing.setFocus()

    def _paragraph(self, text: str, *, is_conditional: bool = False) -> LongText:
        hint = _("Ten akapit pojawia się tylko w niektórych sprawach.") if is_conditional else ""
        field = LongText("", lines=3, hint=hint)
        field.set_value(text)
        field.writing.textChanged.connect(partial(self._changed, field))
        field.writing.cursorPositionChanged.connect(partial(self._remember, field))
        return field

    def _changed(self, field: LongText) -> None:
        self._last = field
        self._timer.start()

    def _remember(self, field: LongText) -> None:
        if field.writing.hasFocus():
            self._last = field

    def _lay_out(self) -> None:
        paragraphs = QWidget()
        column = QVBoxLayout(paragraphs)
        column.setSpacing(look.px(8))
        for field in self.texts.values():
            column.addWidget(field)
        column.addWidget(Text(_("Dopisane przez ośrodek"), "strong"))
        for field in self.added:
            column.addWidget(field)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(paragraphs)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.setSpacing(look.px(8))
        note = _("Pola w nawiasach [ ] wypełnia program. Słowa między gwiazdkami *tak* będą pogrubione.")
        left.addWidget(Text(note, "note", "muted", wrap=True))
        left.addWidget(self.field)
        left.addWidget(scroll, 1)
        left.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setSpacing(look.px(14))
        row.addLayout(left, 1)
        row.addWidget(self.preview, 1)
        self.go = Button(_("Zapisz dla całego ośrodka"), self.keep, kind="primary")
        self.back = Button(_("Przywróć treść programu"), self.restore)
        self.back.setVisible(self.letter.is_own)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(Button(_("Anuluj"), self.reject))
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(14))
        column.setSpacing(look.px(10))
        column.addLayout(row, 1)
        column.addLayout(buttons)
