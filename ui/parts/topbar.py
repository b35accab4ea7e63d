"""The bar at the top: the search field, whether we are on our own, the age of the last exchange, one button."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui import look
from ui.i18n import _
from ui.parts.buttons import Button
from ui.parts.chip import Chip
from ui.parts.text import Text


class SearchField(QLineEdit):
    """Where one types what one looks for; the key that leads here stands in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(_("Szukaj osoby, sprawy, pisma…"))
        self.setAccessibleName(_("Szukaj"))
        self.setMaxLength(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(look.px(470))
        self.setMinimumWidth(look.px(140))
        self._key = Text("Ctrl K", "key", "muted", parent=self)
        self._key.setObjectName("key")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._key.adjustSize()
        self._key.move(self.width() - self._key.width() - look.px(12), (self.height() - self._key.height()) // 2)


class TopBar(QFrame):
    """Search on the left, state and the one button on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(20), look.px(7), look.px(20), look.px(7))
        row.setSpacing(look.px(12))
        self.search = SearchField()
        self.offline = Chip(_("Praca bez sieci"), "offline")
        self.exchange = Chip("", "neutral")
        self.new = Button(_("+ Nowy wniosek lub zgłoszenie"))
        row.addWidget(self.search, 4)
        row.addStretch(1)
        row.addWidget(self.offline)
        row.addWidget(self.exchange)
        row.addWidget(self.new)
        self.exchange.hide()
        self._is_plain = self._is_narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_plain(self, words: str) -> None:
        """Say that anybody can read the file, in a narrow window too; "" where it is encrypted."""
        self._is_plain = bool(words)
        self.offline.set(words or _("Praca bez sieci"), "warn" if words else "offline")
        self.set_room(self._is_narrow)

    def set_exchange(self, text: str, tone: str) -> None:
        """Say how old the last exchange is ("" hides the chip)."""
        self.exchange.set(text, tone)
        self.exchange.setVisible(bool(text))

    def set_room(self, is_narrow: bool) -> None:  # one fact, like Qt's own setters
        """In a narrow window the state gives way to the search field."""
        self._is_narrow = is_narrow
        self.offline.setVisible(self._is_plain or not is_narrow)
        self.exchange.setVisible(bool(self.exchange.text()) and not is_narrow)
