"""The elements of art. 107 § 1 in two columns, then what a careful reader would ask."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.checklist import CheckItem, State
from app.domain.decisions import DecisionState
from ui import look
from ui.i18n import _
from ui.parts import Rich, Span, Text
from ui.screens.decision_words import element_state, element_title

_SIGNS = {"ok": "✓", "missing": "!", "open": "○", "asked": "?"}
_INKS = {"ok": "", "missing": "warn", "open": "muted", "asked": "warn"}
_ORDER = ("authority", "day", "party", "legal_basis", "ruling", "instruction", "reasons", "signature")
"""Pairs of the picture: what is short stands beside what is short."""


class ElementChecks(QWidget):
    """``followed`` says the id of an element that is missing, when the person clicks it."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(Text(_("Wymagane elementy (art. 107 § 1 KPA)"), "strong"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(7))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self.lines: dict[str, Rich] = {}

    def show_items(self, items: Sequence[CheckItem], state: DecisionState) -> None:
        """Show the elements; what does not apply is left out."""
        focused = next((name for name, line in self.lines.items() if line.hasFocus()), "")
        for line in self.lines.values():
            line.setParent(None)
            line.deleteLater()
        self.lines = {}
        left_out = {State.NOT_NEEDED} | ({State.QUESTIONED} if state is DecisionState.ISSUED else set())
        shown = [item for item in items if item.state not in left_out]
        shown.sort(key=lambda item: _ORDER.index(item.id) if item.id in _ORDER else len(_ORDER))
        for number, item in enumerate(shown):
            line = self._line(item, element_state(item, state))
            self._grid.addWidget(line, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
            self.lines[item.id] = line
        if focused in self.lines:
            self.lines[focused].setFocus()

    def texts(self) -> dict[str, str]:
        """What stands beside each element."""
        return {name: line.words() for name, line in self.lines.items()}

    def _line(self, item: CheckItem, shown: str) -> Rich:
        ink, title = _INKS[shown], element_title(item)
        words = [
            Span(f"{_SIGNS[shown]} ", ink),
            Span(title, ink, link=item.id if shown in ("missing", "asked") else ""),
        ]
        if shown != "ok":
            words.append(Span(f"\n{item.sentence}", ink))
        line = Rich(words, "text")
        line.setToolTip(item.sentence if shown == "ok" else "")
        line.followed.connect(self.followed)
        # i18n: said by a screen reader before an element of a decision
        said = {"ok": _("jest"), "missing": _("brakuje"), "open": _("do zrobienia"), "asked": _("sprawdź")}[shown]
        line.setAccessibleName(f"{said}: {title}. {item.sentence}")
        return line
