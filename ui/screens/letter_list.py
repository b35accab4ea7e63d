"""All letters of a case in one list by group, narrowed with every key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.letter_templates import GROUPS, LetterTemplate
from ui import look
from ui.forms.search import SearchField
from ui.i18n import _
from ui.palette import folded
from ui.parts import Text

_LETTER = Qt.ItemDataRole.UserRole


def group_words() -> dict[str, str]:
    """What the groups of letters are called."""
    return {
        "start": _("Wniosek i wszczęcie"),
        "evidence": _("Wywiad i dowody"),
        "institutions": _("Zapytania do instytucji"),
        "course": _("Tok postępowania"),
        "orders": _("Postanowienia"),
        "decisions": _("Decyzje"),
        "appeal": _("Odwołanie i ostateczność"),
        "payment": _("Wypłata i zwrot"),
        "certificates": _("Zaświadczenia"),
        "services": _("Posiłki i usługi"),
        "others": _("Sądy, skargi, dane"),
        "file": _("Akta sprawy"),
    }


class LetterList(QDialog):
    """Type a few letters of its name or of its provision, Enter writes the first letter found."""

    def __init__(self, letters: Sequence[LetterTemplate], then: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._letters, self._then = letters, then
        self.setWindowTitle(_("Pisma"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(14))
        column.setSpacing(look.px(10))
        self.search = SearchField(_("Szukaj pisma"), _("Nazwa pisma albo przepis, na przykład „ZUS” lub „art. 36”"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Pisma"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self._nothing = Text(_("Żadne pismo tak się nie nazywa."), "note", "muted", wrap=True)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        self.search.searched.connect(self.show_for)
        self.search.left_down.connect(self._leave_search)
        self.list.itemActivated.connect(lambda _item: self.choose())
        self.resize(look.px(560), look.px(620))
        self.show_for("")
        self.search.setFocus()

    def shown(self) -> list[str]:
        """The ids of the letters in the list, from the top."""
        rows = (self.list.item(row) for row in range(self.list.count()))
        return [row.data(_LETTER) for row in rows if row.data(_LETTER)]

    def show_for(self, text: str) -> None:
        """Only the letters that have all the words that were typed."""
        words = folded(text).split()
        found = [letter for letter in self._letters if all(word in _said_of(letter) for word in words)]
        self.list.clear()
        names = group_words()
        for group in GROUPS:
            own = [letter for letter in found if letter.group == group]
            if own:
                self.list.addItem(_heading(names[group]))
            for letter in own:
                item = QListWidgetItem(letter.name)
                item.setData(_LETTER, letter.id)
                item.setSizeHint(QSize(0, look.px(30)))
                self.list.addItem(item)
        self._nothing.setVisible(not found)
        self._select_first()

    def choose(self) -> None:
        """Write the letter that is marked."""
        if self.list.currentRow() >= 0:
            letter = self.list.currentItem().data(_LETTER)
            self.accept()
            self._then(letter)

    def _leave_search(self, is_enter: bool) -> None:
        if is_enter:
            self.choose()
        else:
            self.list.setFocus()

    def _select_first(self) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(_LETTER):
                self.list.setCurrentRow(row)
                return


def _heading(words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font: QFont = look.font("header")
    item.setFont(font)
    item.setSizeHint(QSize(0, look.px(32)))
    return item


def _said_of(letter: LetterTemplate) -> str:
    """Name, what stands under the title, and the provisions; a person searches by any of them."""
    return folded(" ".join((letter.name, letter.subtitle, *letter.basis)))
