"""Pieces of writing: plain, cut with an ellipsis, or of several inks; links that the keyboard reaches."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import look

INKS = {"link": "accent", "info": "accent", "neutral": "muted"}


def ink_token(ink: str) -> str:
    """The colour token of an ink: a tone, ``muted``, ``link`` or the name of a token."""
    return INKS.get(ink, ink)


@dataclass(frozen=True)
class Span:
    """Some words in one ink. ``link`` is what ``Rich.followed`` says when they are clicked.

    ``is_hole`` puts them on a soft ground, as the places of a letter that were filled in.
    """

    text: str
    ink: str = ""
    is_strong: bool = False
    is_struck: bool = False
    link: str = ""
    is_hole: bool = False


Words = str | Sequence[Span]


def plain(words: Words) -> str:
    """The words without their inks."""
    return words if isinstance(words, str) else "".join(span.text for span in words)


def spans(words: Words) -> tuple[Span, ...]:
    """The words as spans."""
    return (Span(words),) if isinstance(words, str) else tuple(words)


class Text(QLabel):
    """Plain text in a role of ``look.TYPE`` and an ink; what looks like HTML in it is shown as typed.

    With ``wrap`` it becomes a paragraph. Qt sets the distance of lines only in rich text, so a paragraph is one inside,
    while ``text`` gives the plain words.
    """

    def __init__(
        self, text: str = "", role: str = "body", ink: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._plain = ""
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("ink", ink)
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setText(text)

    def text(self) -> str:
        return self._plain

    def setText(self, text: str) -> None:
        self._plain = text
        super().setText(paragraph(_written(text)) if self.textFormat() == Qt.TextFormat.RichText and text else text)

    def set_ink(self, ink: str) -> None:
        look.set_property(self, "ink", ink)


class Elided(Text):
    """One line that gives way: too long a text ends in "…" and is read in full in the tooltip."""

    def __init__(self, text: str = "", role: str = "body", ink: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, role, ink, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("Mmm…"), super().minimumSizeHint().height())

    def is_cut(self) -> bool:
        """Whether the line is too narrow for its text."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.is_cut() else "")

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text if self.is_cut() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        line = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), line)


class Rich(QLabel):
    """Words of several inks. Its links are reached by Tab and opened by Enter; colours follow the theme."""

    followed = Signal(str)

    def __init__(
        self, words: Words = "", role: str = "body", *, wrap: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._spans: tuple[Span, ...] = ()
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(wrap)
        self.linkActivated.connect(self.followed)
        self.set_words(words)

    def set_words(self, words: Words) -> None:
        self._spans = spans(words)
        has_links = any(span.link for span in self._spans)
        flags = Qt.TextInteractionFlag.NoTextInteraction
        if has_links:
            flags = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(flags)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_links else Qt.FocusPolicy.NoFocus)
        self._write()

    def words(self) -> str:
        """The text without its inks."""
        return plain(self._spans)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._spans:
            self._write()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes to the first link at once, Shift+Tab to the last: Enter opens what is marked."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)

    def _write(self) -> None:
        written = "".join(_html(span) for span in self._spans)
        written = paragraph(written) if written and self.wordWrap() else written
        if written != self.text():
            self.setText(written)


def paragraph(marked_up: str) -> str:
    """Lines in their right distance."""
    return f'<div style="line-height:{look.LINE_HEIGHT}%">{marked_up}</div>'


def _written(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _html(span: Span) -> str:
    text = _written(span.text)
    ink = ink_token(span.ink or ("link" if span.link and not span.is_hole else "ink" if span.is_hole else ""))
    style = f"color:{look.color(ink).name()};" if ink else ""
    style += f"background-color:{look.color('accent_soft').name()};" if span.is_hole else ""
    style += "font-weight:700;" if span.is_strong else ""
    style += "text-decoration:line-through;" if span.is_struck else ""
    if span.link:
        return f'<a href="{html.escape(span.link)}" style="text-decoration:none;{style}">{text}</a>'
    return f'<span style="{style}">{text}</span>' if style else text
