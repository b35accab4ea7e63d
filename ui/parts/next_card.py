"""The "Co dalej" card: the next act in a sentence, and what is there or missing for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import look
from ui.i18n import _
from ui.parts.card import Card
from ui.parts.text import Rich, Span, Text

SIGNS = {"ok": "✓", "missing": "!", "open": "○"}
INKS = {"ok": "", "missing": "warn", "open": "muted"}


@dataclass(frozen=True)
class Check:
    """One condition: ``state`` is ok, missing or open (nobody's fault yet); ``link`` leads to where it is put right."""

    text: str
    state: str = "ok"
    link: str = ""


class Checks(QWidget):
    """Conditions one below the other; what is missing and has a link is reached by Tab."""

    followed = Signal(str)

    def __init__(self, checks: Sequence[Check] = (), role: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._lines: list[Rich] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(7))
        self.set_checks(checks)

    def set_checks(self, checks: Sequence[Check]) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(check) for check in checks]
        for line in self._lines:
            self._column.addWidget(line)

    def _line(self, check: Check) -> Rich:
        ink = INKS[check.state]
        words = [Span(f"{SIGNS[check.state]} ", ink), Span(check.text, ink, link=check.link)]
        line = Rich(words, self._role)
        line.followed.connect(self.followed)
        # i18n: said by a screen reader before a condition
        said = {"ok": _("spełnione"), "missing": _("brakuje"), "open": _("do zrobienia")}[check.state]
        line.setAccessibleName(f"{said}: {check.text}")
        return line


class NextCard(Card):
    """Says the next act and lists its conditions; ``followed`` says the link of what is missing."""

    followed = Signal(str)

    def __init__(
        self, text: str = "", checks: Sequence[Check] = (), title: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title or _("Co dalej"), kind="next", spacing=8, parent=parent)
        self._text = Text(text, "body", wrap=True)
        self._checks = Checks(checks)
        self._checks.followed.connect(self.followed)
        self.add(self._text, self._checks)

    def set(self, text: str, checks: Sequence[Check]) -> None:
        self._text.setText(text)
        self._checks.set_checks(checks)
