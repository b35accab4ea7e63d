"""The ruling as one sentence in which the choices can be pressed."""

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QVBoxLayout, QWidget

from app.services.decision_letter import Piece
from ui import look
from ui.i18n import _

MENU_CHOICES = frozenset({"need", "reason", "pay_by"})
"""Choices that open a list; they are marked with ▾. The others lead to their field."""
LINE_HEIGHT = 142
PUNCTUATION = frozenset(",.;:)")


class RulingText(QLabel):
    """``pressed`` says the choice that was clicked, or reached by the arrows and opened with Enter."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self._choices: frozenset[str] = frozenset()
        self.setProperty("role", "body")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.linkActivated.connect(self.pressed)

    def set_pieces(self, pieces: Sequence[Piece], *, choices: frozenset[str]) -> None:
        """Show the sentence; only ``choices`` can be pressed."""
        self._pieces = tuple(pieces)
        self._choices = choices
        flags = Qt.TextInteractionFlag.NoTextInteraction
        if choices:
            flags = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(flags)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if choices else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Rozstrzygnięcie"))
        self.setAccessibleDescription(self.words())
        self._write()

    def words(self) -> str:
        """The sentence without its marks."""
        return "".join(piece.text for piece in self._pieces)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._pieces:
            self._write()

    def _write(self) -> None:
        after = [*(piece.text[:1] for piece in self._pieces[1:]), ""]
        written = "".join(map(self._piece, self._pieces, after))
        self.setText(f'<div style="line-height:{LINE_HEIGHT}%">{written}</div>')

    def _piece(self, piece: Piece, after: str) -> str:
        """One piece as rich text; its ground ends at the last letter where a comma or a full stop is ``after`` it."""
        text = html.escape(piece.text)
        if piece.choice == "person":
            return f"<b>{text}</b>"
        if piece.choice not in self._choices:
            return text
        mark = " ▾" if piece.choice in MENU_CHOICES else ""
        edge = "" if after in PUNCTUATION else "&nbsp;"
        ink, ground = look.color("ink").name(), look.color("accent_soft").name()
        style = f"color:{ink};background-color:{ground};text-decoration:none"
        return f'<a href="{piece.choice}" style="{style}">&nbsp;{text.replace(" ", "&nbsp;")}{mark}{edge}</a>'


class RulingBox(QFrame):
    """The sentence in its frame; ``chosen`` says a choice and the value picked from its list."""

    chosen = Signal(str, object)
    sought = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("box")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        self.text = RulingText()
        self.text.pressed.connect(self._press)
        column.addWidget(self.text)
        self._options: dict[str, Callable[[], Sequence[tuple[object, str]]]] = {}
        self._current: dict[str, object] = {}

    def set_options(self, choice: str, options: Callable[[], Sequence[tuple[object, str]]]) -> None:
        """What the list of a choice offers, as (value, words)."""
        self._options[choice] = options

    def show_ruling(
        self,
        pieces: Sequence[Piece],
        *,
        choices: frozenset[str] = frozenset(),
        current: dict[str, object] | None = None,
    ) -> None:
        """Show the sentence and tick what is chosen now."""
        self._current = current or {}
        self.text.set_pieces(pieces, choices=choices)

    def menu(self, choice: str) -> QMenu:
        """The list of a choice."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, words in self._options[choice]():
            action = QAction(words.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value == self._current.get(choice))
            action.triggered.connect(lambda _on=False, picked=value: self.chosen.emit(choice, picked))
            menu.addAction(action)
        return menu

    def _press(self, choice: str) -> None:
        if choice not in self._options:
            self.sought.emit(choice)
            return
        under = self.text.mapFromGlobal(QCursor.pos())
        at = under if self.text.rect().contains(under) else QPoint(0, self.text.height())
        self.menu(choice).popup(self.text.mapToGlobal(at + QPoint(0, look.px(8))))
