"""One of several, yes or no, any of several."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy, QStyledItemDelegate, QWidget

from ui import look
from ui.forms.fields import Field
from ui.i18n import _
from ui.parts.segments import ChipChoices

TYPED_FROM = 12
"""From this many options on one may type a part of the wanted one."""


class Combo(QComboBox):
    """A combo box that the wheel does not change in passing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.currentIndexChanged.connect(self._fade)
        self._fade(-1)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _fade(self, place: int) -> None:
        """Nothing chosen yet is written muted."""
        look.set_property(self, "empty", place < 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = look.px(12)
        area = QRectF(self.width() - size - look.px(11), (self.height() - size) / 2, size, size)
        look.paint_icon(QPainter(self), area, "down", "muted")


class ChoiceField(Field):
    """One of several options, given as ``(key, text)``; nothing is chosen at first."""

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[Any, str]] = (),
        *,
        hint: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.combo = Combo()
        super().__init__(label, self.combo, hint=hint, parent=parent)
        self.combo.setPlaceholderText(placeholder or _("wybierz"))
        self._left: Any = None
        self.set_options(options)
        self.combo.activated.connect(self._chosen)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer other options; the chosen one stays if it is among them."""
        kept = self.value()
        self.combo.blockSignals(True)  # Qt's own signature
        self.combo.clear()
        for key, text in options:
            self.combo.addItem(text, key)
        self.combo.blockSignals(False)  # Qt's own signature
        if len(options) >= TYPED_FROM:
            self._let_type()
        self.set_value(kept)

    def _let_type(self) -> None:
        if self.combo.isEditable():
            return
        line = QLineEdit()
        line.setObjectName("bare")
        line.setAccessibleName(self.label.text())
        self.combo.setEditable(True)
        self.combo.setLineEdit(line)
        line.setPlaceholderText(self.combo.placeholderText())
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        finder = QCompleter(self.combo.model(), self.combo)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.combo.setCompleter(finder)
        line.editingFinished.connect(self._typed)

    def value(self) -> Any:
        """Key of the chosen option, None while none is."""
        return self.combo.currentData() if self.combo.currentIndex() >= 0 else None

    def set_value(self, value: Any) -> None:
        place = -1 if value is None else self.combo.findData(value)
        self.combo.setCurrentIndex(place)
        if place < 0 and self.combo.isEditable():
            self.combo.clearEditText()
        self._show_beginning()
        self._left = self.value()
        self._object()

    def _show_beginning(self) -> None:
        """Long words are read from their start, not from where the cursor was left."""
        line = self.combo.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def _typed(self) -> None:
        text = self.combo.currentText().strip()
        place = self.combo.findText(text, Qt.MatchFlag.MatchFixedString)
        if text and place < 0:
            self._object(refusal=_("Na liście nie ma „{text}”. Wybierz pozycję z listy.").format(text=text[:60]))
            return
        self.combo.setCurrentIndex(place)
        self._chosen()

    def _chosen(self) -> None:
        self._object()
        self._show_beginning()
        if self.value() != self._left:
            self._left = self.value()
            self.changed.emit(self._left)
            self.committed.emit(self._left)


class ChipField(Field):
    """Any of several options, or with ``is_single`` at most one; pressed again, a chip is given back."""

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        *,
        is_single: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.chips = ChipChoices(options)
        self._is_single = is_single
        super().__init__(label, self.chips, hint=hint, parent=parent)
        self._before: tuple[str, ...] = ()
        self.chips.changed.connect(self._pressed)

    def value(self) -> tuple[str, ...]:
        """Keys of the pressed chips, in the order of the options."""
        return self.chips.value()

    def set_value(self, value: Sequence[str] | None) -> None:
        self.chips.set_value(tuple(value or ()))
        self._before = self.value()

    def _pressed(self) -> None:
        if self._is_single and len(self.value()) > 1:
            self.chips.set_value([key for key in self.value() if key not in self._before])
        self._before = self.value()
        self.changed.emit(self._before)
        self.committed.emit(self._before)

    def _lock(self, *, is_locked: bool) -> None:
        self.chips.set_enabled(not is_locked)


class YesNoField(ChipField):
    """Yes, no, or not asked yet: three states, because an empty box of a form is not a no."""

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, (("yes", _("tak")), ("no", _("nie"))), is_single=True, hint=hint, parent=parent)

    def value(self) -> Any:
        """True, False, or None while nothing is chosen."""
        pressed = self.chips.value()
        return pressed == ("yes",) if pressed else None

    def set_value(self, value: Any) -> None:
        self.chips.set_value({True: ("yes",), False: ("no",)}.get(value, ()))
        self._before = self.chips.value()

    def _pressed(self) -> None:
        pressed = self.chips.value()
        if len(pressed) > 1:
            self.chips.set_value([key for key in pressed if key not in self._before])
        self._before = self.chips.value()
        self.changed.emit(self.value())
        self.committed.emit(self.value())
