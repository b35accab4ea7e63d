"""One box of the form on the screen, with what belongs to it: a word beside an option, a reason for another amount."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.answers import Key, Value, is_empty, keys_of, text_of
from app.domain.interview_filling import Filling
from app.domain.questionnaires import Field as Asked
from app.domain.questionnaires import FieldType
from ui import look
from ui.forms import ChipField, LineField, LongText
from ui.forms.fields import lock_line
from ui.forms.ready_texts import ProseFoot
from ui.forms.sheet_inputs import answer_in, field_for, is_chips, show_answer
from ui.forms.sheet_wording import shown
from ui.i18n import _, amount
from ui.parts.buttons import LinkButton
from ui.parts.segments import ChipButton
from ui.parts.text import Text

LONGEST_HALF_LABEL = 44
MOST_IN_HALF = 36
"""Letters of chips that stand in one line of half the form."""
_WIDE_TYPES = frozenset({FieldType.LONG_TEXT, FieldType.MULTI, FieldType.STATEMENT, FieldType.SIGNATURE})


def is_wide(asked: Asked) -> bool:
    """Whether a box takes the whole line."""
    if asked.is_wide or asked.type in _WIDE_TYPES:
        return True
    if (
        asked.type is FieldType.SINGLE
        and is_chips(asked)
        and sum(len(o.label) + 5 for o in asked.options) > MOST_IN_HALF
    ):
        return True
    if asked.type is FieldType.SINGLE and max(len(option.name) for option in asked.options) > MOST_IN_HALF:
        return True
    return asked.type in (FieldType.YES_NO, FieldType.SINGLE) and len(asked.name) > LONGEST_HALF_LABEL


class Box(QWidget):
    """Gives every change under the field's id and row as soon as it is typed, readable or not."""

    edited = Signal(str, int, object)
    settled = Signal()

    def __init__(self, asked: Asked, today: date, row: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked, self.row = asked, row
        self.field = field_for(asked, today)
        self.field.label.setToolTip(asked.label)
        self.field.control.setToolTip("" if asked.label == asked.name else asked.label)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(5))
        self.column.addWidget(self.field)
        self._shown: Value = None
        self._is_locked = False
        if isinstance(self.field, LineField):
            self.field.line.textEdited.connect(lambda _text: self._typed())
            self.field.committed.connect(lambda _value: self._typed())
        else:
            self.field.changed.connect(lambda _value: self._chosen())

    def key(self) -> Key:
        """Under what the answer is stored."""
        return self.asked.id, self.row

    def value(self) -> Value:
        """What the box holds now."""
        return answer_in(self.field, self.asked)

    def show_answers(self, filling: Filling) -> None:
        """Show what is answered."""
        self._show(filling.answers.get(self.key()))

    def _show(self, value: Value) -> None:
        """A box that holds the value already is left alone, so that nothing moves under the typing hand."""
        held = self.value()
        if held != value and not (is_empty(held) and is_empty(value)):
            show_answer(self.field, self.asked, value)
        self._shown = value

    def set_question(self, text: str) -> None:
        """Ask once more, in amber, or take the question back."""
        self.field.set_questioned(text)

    def set_proposal(self, value: Value) -> None:
        """Say what the office has on record, without answering for the person."""
        if self._is_locked:
            return
        words = shown(self.asked, value) if not is_empty(value) else ""
        said = _("W kartotece: {value}").format(value=words) if words else ""
        self.field.set_hint(" ".join(part for part in (self.asked.hint, said) if part))

    def lock(self) -> None:
        """Only look; the sheet says why."""
        self._is_locked = True
        self.field.lock()

    def focus(self) -> None:
        """Go to the input."""
        self.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def inputs(self) -> list[QWidget]:
        """What takes the keyboard, in order."""
        return list(self.field.findChildren(ChipButton)) or [self.field.control]

    def _typed(self) -> None:
        value = self.value()
        if value != self._shown:
            self._shown = value
            self.edited.emit(self.asked.id, self.row, value)

    def _chosen(self) -> None:
        if isinstance(self.field, ChipField) and self.asked.exclusive:
            self._release_others()
        self._typed()
        if not isinstance(self.field, LongText):
            self.settled.emit()

    def _release_others(self) -> None:
        """The option that rules the others out ("brak") stands alone; another one takes its place."""
        chosen, before = keys_of(self.value()), keys_of(self._shown)
        alone = self.asked.exclusive
        if alone in chosen and len(chosen) > 1:
            kept = tuple(key for key in chosen if key != alone) if alone in before else (alone,)
            show_answer(self.field, self.asked, kept)


class DetailBox(Box):
    """Chips with a word or a number beside each chosen one."""

    def __init__(self, asked: Asked, today: date, row: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(asked, today, row, parent)
        self._lines: dict[str, tuple[QWidget, QLineEdit]] = {}
        for option in asked.options:
            line = QLineEdit()
            line.setPlaceholderText(asked.detail)
            line.setAccessibleName(f"{asked.name}, {option.label}: {asked.detail}")
            line.textEdited.connect(lambda text, key=option.key: self._said(key, text))
            holder = QWidget()
            beside = QHBoxLayout(holder)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(look.px(8))
            name = Text(option.label, "small", "muted")
            name.setMinimumWidth(look.px(120))
            beside.addWidget(name)
            beside.addWidget(line, 1)
            holder.hide()
            self._lines[option.key] = (holder, line)
            self.column.addWidget(holder)

    def show_answers(self, filling: Filling) -> None:
        super().show_answers(filling)
        for key, (_holder, line) in self._lines.items():
            text = text_of(filling.answers.get((self.asked.detail_id(key), self.row)))
            if not line.hasFocus() and line.text() != text:
                line.setText(text)
        self._follow()

    def lock(self) -> None:
        super().lock()
        for _holder, line in self._lines.values():
            lock_line(line, is_locked=True)

    def inputs(self) -> list[QWidget]:
        return [*super().inputs(), *(line for _holder, line in self._lines.values())]

    def _typed(self) -> None:
        super()._typed()
        self._follow()

    def _follow(self) -> None:
        chosen = keys_of(self.value())
        for key, (holder, _line) in self._lines.items():
            holder.setVisible(key in chosen)

    def _said(self, key: str, text: str) -> None:
        self.edited.emit(self.asked.detail_id(key), self.row, text.strip() or None)


class ProseBox(Box):
    """Sentences: their letters counted, ready texts to put in."""

    def __init__(self, asked: Asked, today: date, row: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(asked, today, row, parent)
        if not isinstance(self.field, LongText):
            raise TypeError(asked.id)
        self.foot = ProseFoot(self.field)
        self.column.addWidget(self.foot)

    def lock(self) -> None:
        super().lock()
        self.foot.set_read_only()


class ComputedBox(Box):
    """An amount that the program works out; another one may be typed, with a reason, and taken back."""

    def __init__(self, asked: Asked, today: date, row: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(asked, today, row, parent)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(_("powód innej kwoty"))
        self._reason.setAccessibleName(_("{name}: powód innej kwoty").format(name=asked.name))
        self._reason.textEdited.connect(lambda text: self.edited.emit(asked.reason_id, row, text.strip() or None))
        self._back = LinkButton("", self._take_back)
        self.column.addWidget(self._reason)
        self.column.addWidget(self._back)

    def show_answers(self, filling: Filling) -> None:
        computed, own = filling.computed(self.asked), filling.answers.get(self.key())
        is_overruled = not is_empty(own) and own != computed
        if not self._is_typed_into():
            self._show(computed if is_empty(own) else own)
        reason = text_of(filling.answers.get((self.asked.reason_id, self.row)))
        if not self._reason.hasFocus() and self._reason.text() != reason:
            self._reason.setText(reason)
        self._reason.setVisible(is_overruled)
        self._back.setVisible(is_overruled and isinstance(computed, int))
        if isinstance(computed, int):
            self._back.setText(_("Wróć do wyliczonej: {amount}").format(amount=amount(computed)))

    def lock(self) -> None:
        super().lock()
        lock_line(self._reason, is_locked=True)
        self._back.setEnabled(False)

    def inputs(self) -> list[QWidget]:
        return [*super().inputs(), self._reason, self._back]

    def _is_typed_into(self) -> bool:
        """Whether another amount is just being typed; a box that only has the keyboard follows the program."""
        line = self.field.line if isinstance(self.field, LineField) else None
        return line is not None and line.hasFocus() and line.isModified()

    def _take_back(self) -> None:
        self.edited.emit(self.asked.id, self.row, None)
        self.edited.emit(self.asked.reason_id, self.row, None)
        self.settled.emit()


class SilentBox(QWidget):
    """What the form says or leaves for the hand: a statement to read out, a line to be signed on paper."""

    def __init__(self, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = asked
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(3))
        is_statement = asked.type is FieldType.STATEMENT
        column.addWidget(Text(asked.name if is_statement else asked.name.strip("()"), "body", wrap=True))
        if not is_statement:
            column.addWidget(Text(_("Podpis składa się ręcznie na wydruku."), "small", "muted", wrap=True))


def box_for(asked: Asked, today: date, row: int = 0) -> Box:
    """The box that fits a field which somebody answers."""
    if asked.computed:
        return ComputedBox(asked, today, row)
    if asked.type is FieldType.LONG_TEXT:
        return ProseBox(asked, today, row)
    return DetailBox(asked, today, row) if asked.detail else Box(asked, today, row)
