"""Several lines of text: grows with what is written, and never loses a pasted page in silence."""

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from ui import look
from ui.forms.fields import Field, lock_line
from ui.i18n import _, number

LONGEST_TEXT = 20_000
FEWEST_LINES, MOST_LINES = 4, 14


class Writing(QTextEdit):
    """The control: plain text, Tab leaves it, a paste that would not fit is refused whole."""

    left = Signal()
    overfull = Signal(int)

    def __init__(self, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longest = longest
        self.fewest = FEWEST_LINES
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptRichText(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(look.px(5))
        self._space_lines()
        self.textChanged.connect(self.fit)

    def write(self, text: str) -> None:
        """Show another text."""
        self.setPlainText(text)
        self._space_lines()

    def _space_lines(self) -> None:
        apart = QTextBlockFormat()
        apart.setLineHeight(look.LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(apart)

    def insertFromMimeData(self, source: QMimeData) -> None:
        pasted = source.text()
        kept = len(self.toPlainText()) - len(self.textCursor().selectedText())
        if kept + len(pasted) > self._longest:
            self.overfull.emit(len(pasted))
            return
        self.insertPlainText(pasted.replace("\r\n", "\n"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def fit(self) -> None:
        """As high as the text, within bounds; beyond them it scrolls."""
        line = QFontMetrics(self.font()).lineSpacing() * look.LINE_HEIGHT / 100
        frame = 2 * look.px(6) + 2
        least, most = self.fewest * line + 2 * look.px(5), MOST_LINES * line + 2 * look.px(5)
        wanted = min(max(self.document().size().height(), least), most)
        self.setFixedHeight(round(wanted) + frame)


class LongText(Field):
    """Sentences; at most ``longest`` letters, which is said before anything is cut.

    With ``pause_ms`` they are also ``committed`` when nothing was typed for so long: whoever thinks over a long text
    does not leave the field for an hour.
    """

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        longest: int = LONGEST_TEXT,
        lines: int = FEWEST_LINES,
        pause_ms: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        self._longest = longest
        self.writing = Writing(longest)
        self.writing.fewest = lines
        super().__init__(label, self.writing, hint=hint, parent=parent)
        self._is_setting = False
        self._left: str | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self._finished)
        self.writing.textChanged.connect(self._edited)
        self.writing.overfull.connect(self._refuse_paste)
        self.writing.left.connect(self._finished)
        self.writing.fit()

    def value(self) -> str | None:
        """The text without blanks around it; None when it is empty or too long."""
        text = self.writing.toPlainText().strip()
        return text if text and len(text) <= self._longest else None

    def set_value(self, value: str | None) -> None:
        self._pause.stop()
        self._is_setting = True
        self.writing.write(value or "")
        self._is_setting = False
        self._left = self.value()
        self._judge()

    def _edited(self) -> None:
        if self._is_setting:
            return
        self._judge()
        if self._pause.interval():
            self._pause.start()
        if not self.is_refused():
            self.changed.emit(self.value())

    def _finished(self) -> None:
        self._pause.stop()
        if not self._own_refusal and self.value() != self._left:
            self._left = self.value()
            self.committed.emit(self._left)

    def _judge(self) -> None:
        count = len(self.writing.toPlainText())
        too_long = _("Tekst jest za długi (znaków: {count}, mieści się {longest}). Skróć go, wtedy się zapisze.")
        self._object(
            refusal=too_long.format(count=number(count), longest=number(self._longest)) if count > self._longest else ""
        )

    def _refuse_paste(self, count: int) -> None:
        self._object(
            question=_(
                "Wklejany tekst jest za długi (znaków: {count}, mieści się {longest}). Nic nie wklejono — "
                "skopiuj krótszy fragment albo dołącz całość jako dokument."
            ).format(count=number(count), longest=number(self._longest))
        )

    def _lock(self, *, is_locked: bool) -> None:
        lock_line(self.writing, is_locked=is_locked)
