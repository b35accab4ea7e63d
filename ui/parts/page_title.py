"""The head of a page: where we are, what this is, what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.parts.columns import ColumnsLayout
from ui.parts.flow import Flow
from ui.parts.text import Elided, Rich, Span


class PageTitle(QWidget):
    """Breadcrumb, title, subtitle on the left; chips and buttons on the right, at most one of them primary.

    In a narrow window the buttons go below the words.

    A crumb is ``(text, target)``; one with a target is a link and its target is said by ``followed``. The last crumb
    without a target is where we are.
    """

    followed = Signal(str)

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        crumbs: Sequence[tuple[str, str]] = (),
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = ColumnsLayout(self)
        holder = QWidget()
        words = QVBoxLayout(holder)
        words.setContentsMargins(0, look.px(2), 0, look.px(1))
        words.setSpacing(look.px(5))
        self.crumbs = Rich("", "note", wrap=False)
        self.crumbs.setProperty("ink", "muted")
        self.crumbs.followed.connect(self.followed)
        self.title = Elided(title, "title")
        self.subtitle = Elided(subtitle, "note", "muted")
        for part in (self.crumbs, self.title, self.subtitle):
            words.addWidget(part)
        self._actions = Flow(across=look.GAP)
        row.add_column(holder, 1000, lambda: look.px(280))
        row.add_column(self._actions, 1, lambda: self._actions.sizeHint().width())
        row.setAlignment(self._actions, Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_crumbs(crumbs)
        self.subtitle.setVisible(bool(subtitle))
        self.add_actions(*actions)

    def set_title(self, title: str, subtitle: str = "") -> None:
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def set_crumbs(self, crumbs: Sequence[tuple[str, str]]) -> None:
        written: list[Span] = []
        for number, (text, target) in enumerate(crumbs):
            if number:
                written.append(Span(" › ", "muted"))
            is_here = not target and number == len(crumbs) - 1
            written.append(Span(text, "muted", is_strong=is_here, link=target))
        self.crumbs.set_words(written)
        self.crumbs.setVisible(bool(crumbs))

    def add_actions(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._actions.flow.addWidget(widget)
        self._actions.setVisible(self._actions.flow.count() > 0)
