"""Forms of the settings in windows of their own: they scroll on a small screen and ask before typed text is lost."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.forms import Field
from ui.forms.form_dialog import FormDialog
from ui.i18n import _
from ui.parts import Text

F = TypeVar("F", bound=Field)
AROUND = 230
"""What a dialog needs above and below its fields, and the screen around it (pixels at scale 1)."""


def named(field: F) -> F:
    """The field with its label as the buddy of its control, for readers that look there."""
    field.label.setBuddy(field.control)
    return field


class FieldsGrid(QWidget):
    """Rows of fields in shares of the width, under headings where there are some."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.px(10))

    def head(self, words: str) -> None:
        """A heading over the fields that follow."""
        heading = Text(words, "strong", wrap=True)
        heading.setContentsMargins(0, look.px(6) if self._rows.count() else 0, 0, 0)
        self.whole(heading)

    def row(self, *fields: tuple[Field, int], rest: int = 0) -> None:
        """Fields side by side, each with its share, whatever is in them; ``rest`` is the share of nothing."""
        row = QHBoxLayout()
        row.setSpacing(look.px(14))
        for field, share in fields:
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            row.addWidget(named(field), share, Qt.AlignmentFlag.AlignTop)
        if rest:
            row.addStretch(rest)
        self._rows.addLayout(row)

    def whole(self, widget: QWidget) -> None:
        """Something across the whole width."""
        self._rows.addWidget(widget)

    def end(self) -> None:
        """Room that is left over goes below the last row."""
        self._rows.addStretch(1)


class FieldsArea(QScrollArea):
    """As high as its fields while the screen has room for them; Tab brings the others into sight."""

    def __init__(self, fields: FieldsGrid) -> None:
        super().__init__()
        self._fields = fields
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(fields)
        fields.end()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setMinimumHeight(self.sizeHint().height())  # Qt opens a dialog no higher than two thirds of the screen

    def sizeHint(self) -> QSize:
        width = max(self.width(), self.minimumWidth())
        layout = self._fields.layout()
        wanted = layout.heightForWidth(width) if layout is not None else 0
        room = self.screen().availableSize().height() - look.px(AROUND)
        return QSize(width, min(max(wanted, self._fields.minimumSizeHint().height()), room))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._fields.minimumSizeHint().width(), look.px(120))


class CarefulDialog(FormDialog):
    """Escape, "Anuluj" and the cross ask first when something was typed that is not saved yet.

    ``watch`` says which fields these are, once they show what is stored.
    """

    def __init__(self, title: str, act_name: str, act: Callable[[], None], parent: QWidget, *, note: str = "") -> None:
        super().__init__(title, act_name, act, parent, note=note)
        self._watched: list[tuple[Field, object]] = []

    def watch(self, *fields: Field) -> None:
        """From here on a change in one of these is something to lose."""
        self._watched = [(field, _content(field)) for field in fields]

    def is_touched(self) -> bool:
        """Whether something would be lost."""
        return any(_content(field) != before for field, before in self._watched)

    def reject(self) -> None:
        if not self.is_touched() or self._may_lose():
            super().reject()

    def demand(self, *fields: Field, words: str = "") -> bool:
        """Whether all are filled; says so at those that are not, and goes to the first."""
        empty = [field for field in fields if field.value() in (None, "", ())]
        for field in reversed(empty):
            self.refuse(field, words or _("To pole jest potrzebne."))
        return not empty

    def _may_lose(self) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), _("Porzucić to, co wpisano?"), parent=self)
        box.setInformativeText(_("Zmiany w tym formularzu nie są jeszcze zapisane."))
        back = box.addButton(_("Wróć do formularza"), QMessageBox.ButtonRole.RejectRole)
        lose = box.addButton(_("Porzuć zmiany"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.exec()
        return box.clickedButton() is lose


def _content(field: Field) -> object:
    """What stands in a field, also where it cannot be understood."""
    text = getattr(field, "text", None)
    return text() if callable(text) else field.value()
