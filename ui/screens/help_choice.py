"""Where the office chooses: the amount within its bounds, and why; both become steps that can be copied."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.assessments import Assessment
from app.domain.problems import Problem
from ui import look
from ui.forms import LongText, MoneyField
from ui.i18n import _, amount, plain_amount
from ui.parts import Banner, Button


class HelpChoice(QWidget):
    """Two fields and an act; hidden where the law leaves nothing to choose."""

    def __init__(self, settle: Callable[[], None]) -> None:
        super().__init__()
        self.amount = MoneyField(_("Wybrana kwota"))
        self.reason = LongText(_("Powód wyboru"), lines=2)
        self.go = Button(_("Dopisz wybór"), settle)
        self._objection = Banner("", "bad")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        grid.addWidget(self.amount, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.reason, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.go, 1, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._objection, 2, 0, 1, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.hide()

    def offer(self, found: Assessment) -> None:
        """Empty fields for a new assessment, with the bounds beside the amount."""
        self.withdraw()
        self.amount.set_value(found.amount)
        self.reason.set_value("")
        self.amount.set_hint(_bounds(found))
        self.setVisible(found.needs_choice)

    def object(self, problem: Problem) -> None:
        """Say why the choice cannot stand; what was typed stays."""
        from ui.wording import words_of

        self._objection.set_words(words_of(problem).text, "bad")
        self._objection.show()

    def withdraw(self) -> None:
        """Nothing is objected to any more."""
        self._objection.hide()


def _bounds(found: Assessment) -> str:
    """Between what the office chooses."""
    if found.highest is None:
        return _("Ustawa nie podaje granic.")
    if found.lowest:
        low, high = plain_amount(found.lowest), amount(found.highest)
        return _("od {lowest} do {highest}").format(lowest=low, highest=high)
    return _("najwyżej {amount}").format(amount=amount(found.highest))
