"""The white card that holds one subject of a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.parts.text import Rich, Text, Words


class Card(QFrame):
    """A titled frame; ``add`` puts things below the title, ``right`` beside it."""

    def __init__(
        self,
        title: str = "",
        right_note: Words = "",
        *,
        kind: str = "",
        spacing: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setProperty("kind", kind)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(14))
        self.body.setSpacing(look.px(spacing))
        self.head = QHBoxLayout()
        self.head.setSpacing(look.px(8))
        self.title = Text(title, "card", wrap=True)
        self.note = Rich(right_note, "note", wrap=False)
        self.note.setProperty("ink", "muted")
        self.body.addLayout(self.head)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.note, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(title)
        for part, words in ((self.title, title), (self.note, right_note)):
            if not words:
                part.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def add(self, *widgets: QWidget, stretch: int = 0) -> "Card":
        """Put widgets at the end; gives the card back, so that cards can be built in one sentence."""
        for widget in widgets:
            self.body.addWidget(widget, stretch)
        return self

    def add_layout(self, layout: QLayout, stretch: int = 0) -> "Card":
        self.body.addLayout(layout, stretch)
        return self

    def fill(self) -> "Card":
        """Keep what is there at the top."""
        self.body.addStretch(1)
        return self

    def set_title(self, title: str) -> None:
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_note(self, words: Words) -> None:
        self.note.set_words(words)
        self.note.setVisible(bool(words))


class Banner(QFrame):
    """A sentence on the soft ground of a tone, inside a card or above it ("Środki: zostaje …")."""

    def __init__(self, words: Words, tone: str = "ok", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", tone)
        row = QVBoxLayout(self)
        row.setContentsMargins(look.px(11), look.px(8), look.px(11), look.px(8))
        self.text = Rich("", "label")
        self.text.setProperty("ink", tone)
        row.addWidget(self.text)
        self.text.set_words(words)

    def set_words(self, words: Words, tone: str) -> None:
        self.text.set_words(words)
        look.set_property(self.text, "ink", tone)
        look.set_property(self, "banner", tone)
