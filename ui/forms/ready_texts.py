"""Ready pieces of text for a long answer: found by a few letters, read before they are put in, all by the keyboard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui import look
from ui.forms.long_text import LongText
from ui.forms.sheet_scroll import Scrolled
from ui.i18n import _, ngettext, number
from ui.palette import folded
from ui.parts.buttons import Button, LinkButton
from ui.parts.text import Text

KEY = "F3"
"""As the building blocks of a word processor."""
WIDTH, HEIGHT, LIST_WIDTH = 720, 430, 260
_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Ready:
    """A piece of text under its heading, by the name it is found by."""

    group: str
    name: str
    text: str


class ReadyTexts(QDialog):
    """``chosen`` gives the text to put in, ``keep_wanted`` the marked text that is to become a phrase of the office.

    ``editing_wanted`` asks for the place where the phrases are put right.
    """

    chosen = Signal(str)
    keep_wanted = Signal(str)
    editing_wanted = Signal()

    def __init__(self, ready: Sequence[Ready], marked: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Wstaw gotowy tekst"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._ready, self._marked = tuple(ready), marked.strip()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Szukaj po nazwie albo słowie"))
        self.search.setAccessibleName(_("Szukaj gotowego tekstu"))
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("picks")
        self.list.setAccessibleName(_("Gotowe teksty"))
        self.list.setFixedWidth(look.px(LIST_WIDTH))
        self.list.currentItemChanged.connect(lambda *_items: self._read())
        self.list.itemActivated.connect(lambda _item: self._choose())
        self.text = Text("", "text", wrap=True)
        self.put_in = Button(_("Wstaw"), self._choose, kind="primary")
        self.put_in.setDefault(True)
        self.keep = LinkButton(_("Zapisz zaznaczony tekst jako zwrot…"), self._keep)
        self.keep.setVisible(bool(self._marked))
        self.edit = LinkButton(_("Gotowe zdania ośrodka"), self._edit)
        self._lay_out()
        self._narrow("")
        self.resize(look.px(WIDTH), look.px(HEIGHT))
        self.search.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(18), look.px(20), look.px(18))
        column.setSpacing(look.px(12))
        column.addWidget(Text(_("Wstaw gotowy tekst"), "card"))
        column.addWidget(self.search)
        reading = Scrolled(spacing=0, right=8)
        reading.column.addWidget(self.text)
        reading.column.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(look.px(16))
        middle.addWidget(self.list)
        middle.addWidget(reading, 1)
        column.addLayout(middle, 1)
        acts = QHBoxLayout()
        acts.setSpacing(look.px(14))
        acts.addWidget(self.edit)
        acts.addWidget(self.keep)
        acts.addStretch(1)
        acts.addWidget(Button(_("Anuluj"), self.reject))
        acts.addWidget(self.put_in)
        column.addLayout(acts)

    def current(self) -> Ready | None:
        """What Enter would put in."""
        row = self.list.currentRow()
        found = self.list.item(row).data(_ROLE) if row >= 0 else None
        return found if isinstance(found, Ready) else None

    def _narrow(self, text: str) -> None:
        words = folded(text).split()
        self.list.clear()
        group = ""
        for each in self._ready:
            if not all(word in folded(f"{each.name} {each.text}") for word in words):
                continue
            if each.group != group:
                group = each.group
                heading = QListWidgetItem(group, self.list)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setFont(look.font("header"))
            item = QListWidgetItem(each.name, self.list)
            item.setData(_ROLE, each)
        self._step(0, 1)
        self._read()

    def _read(self) -> None:
        found = self.current()
        nothing = (
            _("Nic takiego nie ma. Spróbuj innego słowa.")
            if self._ready
            else _("Nie ma jeszcze czego wstawić: zaznacz odpowiedzi w formularzu albo zapisz zwroty ośrodka.")
        )
        self.text.setText(found.text if found is not None else nothing)
        self.text.set_ink("" if found is not None else "muted")
        self.put_in.setEnabled(found is not None)

    def _step(self, place: int, by: int) -> None:
        """The next entry that is no heading; none when there is no further one."""
        while 0 <= place < self.list.count():
            if self.list.item(place).data(_ROLE) is not None:
                self.list.setCurrentRow(place)
                return
            place += by

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the field is typed into."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
            if (by := steps.get(event.key())) is not None:
                self._step(self.list.currentRow() + by, by)
                return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        if (found := self.current()) is not None:
            self.accept()
            self.chosen.emit(found.text)

    def _keep(self) -> None:
        self.accept()
        self.keep_wanted.emit(self._marked)

    def _edit(self) -> None:
        self.reject()
        self.editing_wanted.emit()


class ProseFoot(QWidget):
    """Below a long text: how many letters it has, and the way to ready texts (also by F3).

    ``wanted`` asks whoever knows them; they come back by ``offer``.
    """

    wanted = Signal()
    keep_wanted = Signal(str)
    editing_wanted = Signal()

    def __init__(self, field: LongText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        self._count = Text("", "small", "muted")
        self.link = LinkButton(_("Wstaw gotowy tekst ({key})").format(key=KEY), self._ask)
        self.link.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the key is beside it; Tab goes on to the next field
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.link)
        shortcut = QShortcut(QKeySequence(KEY), field)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._ask)
        field.writing.textChanged.connect(self._show_count)
        self._show_count()

    def set_read_only(self) -> None:
        """Only the count stays."""
        self.link.hide()

    def offer(self, ready: Sequence[Ready]) -> ReadyTexts:
        """Open the list; what is chosen goes where the cursor stands."""
        marked = self._field.writing.textCursor().selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")
        dialog = ReadyTexts(ready, marked, self.window())
        dialog.chosen.connect(self._put_in)
        dialog.keep_wanted.connect(self.keep_wanted)
        dialog.editing_wanted.connect(self.editing_wanted)
        dialog.open()
        return dialog

    def _ask(self) -> None:
        if not self._field.writing.isReadOnly():
            self.wanted.emit()

    def _put_in(self, text: str) -> None:
        """With a blank between it and what stands before; Ctrl+Z takes it out again."""
        writing = self._field.writing
        cursor = writing.textCursor()
        start = min(cursor.position(), cursor.anchor())
        before = writing.toPlainText()[:start]
        data = QMimeData()
        data.setText(text if not before or before[-1].isspace() else f" {text}")
        writing.setFocus()
        writing.insertFromMimeData(data)

    def _show_count(self) -> None:
        count = len(self._field.writing.toPlainText().strip())
        words = ngettext("{count} znak", "{count} znaków", count).format(count=number(count))
        self._count.setText(words if count else "")


class ReadyShelf(QObject):
    """Answers the feet of long texts with what their screen knows, and with the phrases of the office.

    ``keep_wanted`` gives a text that is to become a phrase, ``editing_wanted`` asks for the list of phrases.
    """

    keep_wanted = Signal(str)
    editing_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._phrases: tuple[Ready, ...] = ()

    def set_phrases(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Names and texts that the office keeps."""
        self._phrases = tuple(Ready(_("Gotowe zdania ośrodka"), name, text) for name, text in pairs)

    def serve(self, foot: ProseFoot, known: Callable[[], Sequence[Ready]]) -> None:
        """Put what the screen knows at that moment before the phrases."""
        foot.wanted.connect(lambda: foot.offer((*known(), *self._phrases)))
        foot.keep_wanted.connect(self.keep_wanted)
        foot.editing_wanted.connect(self.editing_wanted)
