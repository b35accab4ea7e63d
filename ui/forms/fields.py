"""A labelled field: its name above, a hint or an objection in words below.

Amber (questioned) asks whether this is meant, red (refused) says that it cannot stand. What cannot be understood stays
in the field as it was typed; nothing a person wrote is ever thrown away.
"""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from ui import look
from ui.i18n import _
from ui.parts.text import Text

LONGEST_LINE = 200
UNANSWERED = "—"
"""Stands where nothing was written and nothing can be."""


def lock_line(line: QLineEdit | QPlainTextEdit | QTextEdit, *, is_locked: bool) -> None:
    """Let it only be read, and look like that."""
    line.setReadOnly(is_locked)
    look.set_property(line, "readOnly", is_locked)


class Unread(Exception):
    """What was typed cannot be understood; the message is the sentence to show."""


class Field(QWidget):
    """Label, control, message. Subclasses say how a value is shown and read.

    ``changed`` says the new value while the person works, ``committed`` when they leave the field or press Enter; both
    only when the value can be understood and differs from the one before.
    """

    changed = Signal(object)
    committed = Signal(object)

    def __init__(self, label: str, control: QWidget, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._hint = hint
        self._questioned = self._refused = self._own_question = self._own_refusal = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(5))
        self.label = Text(label, "label", wrap=True)
        if not label:
            self.label.hide()
        self.message = Text("", "small", "muted", wrap=True)
        column.addWidget(self.label)
        column.addWidget(control)
        column.addWidget(self.message)
        column.addStretch(0)
        control.setAccessibleName(label)
        self.setFocusProxy(control)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._show_state()

    def value(self) -> Any:
        """What the field holds; None when it is empty or cannot be understood."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without a signal."""
        raise NotImplementedError

    def set_label(self, label: str) -> None:
        self.label.setText(label)
        self.label.setVisible(bool(label))
        self.control.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        self._show_state()

    def set_questioned(self, text: str) -> None:
        """Ask in amber whether this is meant; an empty text takes the question back."""
        self._questioned = text
        self._show_state()

    def set_refused(self, text: str) -> None:
        """Say in red why this cannot stand; an empty text takes the refusal back."""
        self._refused = text
        self._show_state()

    def set_readonly(self, reason: str) -> None:
        """Lock the field and say why; an empty reason unlocks it."""
        self._lock(is_locked=bool(reason))
        self.set_hint(reason)

    def lock(self) -> None:
        """Lock the field; why is said once for all of its form, not below each field."""
        self._lock(is_locked=True)
        self.set_hint("")

    def is_refused(self) -> bool:
        """Whether something red stands below the field."""
        return bool(self._refused or self._own_refusal)

    def _lock(self, *, is_locked: bool) -> None:
        self.control.setEnabled(not is_locked)

    def _object(self, *, refusal: str = "", question: str = "") -> None:
        """The field's own objection to what it holds."""
        if (refusal, question) != (self._own_refusal, self._own_question):
            self._own_refusal, self._own_question = refusal, question
            self._show_state()

    def _show_state(self) -> None:
        refusal = self._own_refusal or self._refused
        question = self._questioned or self._own_question
        state = "refused" if refusal else "questioned" if question else ""
        text = refusal or question or self._hint
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.message.set_ink({"refused": "bad", "questioned": "warn"}.get(state, "muted"))
        look.set_property(self.message, "role", "label" if state else "small")
        look.set_property(self.control, "state", state)
        self.control.setAccessibleDescription(text)


class LineField(Field):
    """A field of one line. ``read`` and ``write`` of a subclass stand between the text and the value.

    ``typed`` says the bare text when the person leaves the field, also when it cannot be understood.
    """

    typed = Signal(str)

    def __init__(self, label: str, *, hint: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line, hint=hint, parent=parent)
        self.line.setPlaceholderText(placeholder)
        self._placeholder = placeholder
        self._last: Any = None
        self._left: Any = None
        self._left_text = ""
        self.line.textEdited.connect(self._edited)
        self.line.editingFinished.connect(self._finished)
        self.line.editingFinished.connect(self._show_beginning)

    def read(self, text: str) -> Any:
        """The value of a text that is not empty; raises ``Unread`` with the sentence to show."""
        return text

    def write(self, value: Any) -> str:
        """A value as it is shown."""
        return str(value)

    def question(self, value: Any) -> str:
        """What is odd about a value that can be understood, in words, or ""."""
        del value
        return ""

    def text(self) -> str:
        """What stands in the field."""
        return self.line.text()

    def value(self) -> Any:
        try:
            return self._read_text()
        except Unread:
            return None

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else self.write(value))
        self.line.setCursorPosition(0)
        self._last = self._left = value if value != "" else None
        self._left_text = self.line.text()
        self._object(question="" if self._last is None else self.question(self._understood(value)))

    def set_text(self, text: str) -> None:
        """Show a text that may not be understood, with the objection to it."""
        self.line.setText(text)
        self._last = self._left = self.value()
        self._left_text = text
        self._judge()

    def _understood(self, value: Any) -> Any:
        """A kept value as the field would keep it today; older files hold the same number with blanks."""
        try:
            return self._read_text()
        except Unread:
            return value

    def _read_text(self) -> Any:
        text = self.line.text().strip()
        return self.read(text) if text else None

    def _edited(self) -> None:
        if self.is_refused():
            self._judge()
        else:
            self._object()
        try:
            value = self._read_text()
        except Unread:
            return
        if value != self._last:
            self._last = value
            self.changed.emit(value)

    def _finished(self) -> None:
        text = self.line.text()
        value = self._judge()
        if text != self._left_text:
            self._left_text = text
            self.typed.emit(text)
        if self._own_refusal or value == self._left:
            return
        self._left = value
        if value is not None:
            self.line.setText(self.write(value))
            self._left_text = self.line.text()
        self.committed.emit(value)

    def _show_beginning(self) -> None:
        """A long text that was left is read from its start, not from where the typing ended."""
        is_long = self.line.fontMetrics().horizontalAdvance(self.line.text()) > self.line.contentsRect().width()
        if is_long and not self.line.hasFocus():
            self.line.setCursorPosition(0)

    def _judge(self) -> Any:
        """Say what is wrong or odd; gives the value."""
        try:
            value = self._read_text()
        except Unread as unread:
            self._object(refusal=str(unread))
            return None
        self._object(question="" if value is None else self.question(value))
        return value

    def _lock(self, *, is_locked: bool) -> None:
        lock_line(self.line, is_locked=is_locked)
        self.line.setPlaceholderText(UNANSWERED if is_locked else self._placeholder)


class TextField(LineField):
    """Words in one line, at most ``longest`` letters."""

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        placeholder: str = "",
        longest: int = LONGEST_LINE,
        parent: QWidget | None = None,
    ) -> None:
        self._longest = longest
        super().__init__(label, hint=hint, placeholder=placeholder, parent=parent)

    def value(self) -> str | None:
        """The words without blanks around them, None when there are none or too many."""
        value: str | None = super().value()
        return value

    def read(self, text: str) -> str:
        if len(text) > self._longest:
            raise Unread(
                _("Tekst jest za długi (znaków: {count}, mieści się {longest}). Skróć go.").format(
                    count=len(text), longest=self._longest
                )
            )
        return text
