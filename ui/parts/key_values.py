"""Name and value side by side, with the article a value rests on below its name ("Jak policzono")."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ui import look
from ui.parts.text import Rich, Span, Text, Words


@dataclass(frozen=True)
class Fact:
    """One line. ``basis`` is its article, ``link`` what is said when the article is clicked; ``line`` draws a rule."""

    name: str
    value: Words
    basis: str = ""
    link: str = ""
    has_line_above: bool = False


class KeyValues(QWidget):
    """Facts in two columns; with ``is_sum`` the values end below each other, as amounts that are added do."""

    followed = Signal(str)

    def __init__(
        self,
        facts: Sequence[Fact] = (),
        *,
        role: str = "strong",
        is_sum: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._is_sum = is_sum
        self._made: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, look.px(2), 0, 0)
        self._grid.setHorizontalSpacing(look.px(10))
        self._grid.setVerticalSpacing(look.px(9))
        self._grid.setColumnStretch(0, 1)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        for widget in self._made:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._made = []
        row = 0
        for fact in facts:
            if fact.has_line_above:
                for column in (0, 1):
                    self._put(hairline(), row, column)
                row += 1
            self._put(self._name(fact), row, 0)
            value = Rich(fact.value, self._role)
            if self._is_sum:
                value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self._put(value, row, 1)
            row += 1

    def _name(self, fact: Fact) -> QWidget:
        name = Text(fact.name, "text", wrap=True)
        if not fact.basis:
            return name
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(1))
        basis = Rich([Span(fact.basis, "link", link=fact.link)], "small")
        basis.followed.connect(self.followed)
        column.addWidget(name)
        column.addWidget(basis)
        return both

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        alignment = top if isinstance(widget, Rich) else Qt.AlignmentFlag(0)
        self._grid.addWidget(widget, row, column, alignment)
        self._made.append(widget)


def hairline() -> QFrame:
    """A thin rule."""
    line = QFrame()
    line.setObjectName("hairline")
    return line
