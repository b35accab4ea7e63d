"""A small form in a window of its own: fields, one act, and the objection to it where it was typed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, SignalInstance, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.domain.records import Record, RecordId
from app.services.ports import Changes
from ui import look
from ui.forms.fields import Field
from ui.i18n import _
from ui.parts import Banner, Button, Text


class FormDialog(QDialog):
    """Stays open with everything typed until the act succeeded or the person gives up (Escape).

    While the act is on its way it cannot be begun again: Enter pressed twice writes once.

    ``act`` is called by the button, by Enter outside a text, and by Ctrl+Enter everywhere; it orders and then calls
    ``accept`` or ``object``. Nothing is held up meanwhile: the dialog belongs to the window, the program runs on.
    """

    def __init__(self, title: str, act_name: str, act: Callable[[], None], parent: QWidget, *, note: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act = act
        self._column = column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(look.px(20), look.px(18), look.px(20), look.px(18))
        column.setSpacing(look.px(12))
        column.addWidget(Text(title, "card", wrap=True))
        self._note = Text(note, "note", "muted", wrap=True)
        self._note.setVisible(bool(note))
        column.addWidget(self._note)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(10))
        column.addLayout(self._grid)
        self._objection = Banner("", "bad")
        self._objection.hide()
        column.addWidget(self._objection)
        column.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(look.px(10))
        self._buttons.addStretch(1)
        self.cancel = Button(_("Anuluj"), self.reject)
        self.go = Button(act_name, self._run, kind="primary")
        self.go.setDefault(True)
        self._buttons.addWidget(self.cancel)
        self._buttons.addWidget(self.go)
        column.addLayout(self._buttons)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._run)
        self._row = 0
        self._refusals: list[Field] = []
        self._filled_from: RecordId | None = None
        self.setMinimumWidth(look.px(460))

    def event(self, event: QEvent) -> bool:
        """As high as its words need at its width; Qt's own least height counts them as if they stood in one column."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Resize):
            least = self._column.minimumSize().width()
            if self.minimumWidth() < least:
                self.setMinimumWidth(least)
            self.setMinimumHeight(self._column.totalMinimumHeightForWidth(self.width()))
        if event.type() is QEvent.Type.Show and not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """No higher than the words need."""
        self.setMinimumHeight(self._column.totalMinimumHeightForWidth(self.width()))
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def add(self, *fields: QWidget) -> None:
        """Put fields side by side below those that are there."""
        for place, field in enumerate(fields):
            wide = 6 // len(fields)
            self._grid.addWidget(field, self._row, place * wide, 1, wide, Qt.AlignmentFlag.AlignTop)
        self._row += 1

    def add_over(self, field: QWidget, other: QWidget) -> None:
        """Put a field where another one stands; the form shows one of the two."""
        place: tuple[int, int, int, int] = self._grid.getItemPosition(self._grid.indexOf(other))  # type: ignore[assignment]
        self._grid.addWidget(field, *place, Qt.AlignmentFlag.AlignTop)

    def add_button(self, button: QWidget) -> None:
        """A further act, at the left."""
        self._buttons.insertWidget(0, button)

    def keep_an_eye(self, changed: SignalInstance, record: Record) -> None:
        """Say it at once when somebody else writes what this form was filled from; ``changed`` is the desk's."""
        self._filled_from = record.id
        changed.connect(self._hear_others)

    @Slot(object)
    def _hear_others(self, changes: Changes) -> None:
        is_own = not self.go.isEnabled()  # the act is on its way
        if not is_own and any(self._filled_from in ids for ids in changes.touched.values()):
            words = _("W tym czasie ktoś zmienił te dane. Gdy zapiszesz, różne wartości staną obok siebie do wyboru.")
            self._objection.set_words(words, "warn")
            self._objection.show()
            self._fit()

    def set_note(self, note: str) -> None:
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def refuse(self, field: Field, text: str) -> None:
        """Say at a field why the act cannot be done; the next try asks anew."""
        field.set_refused(text)
        field.setFocus()
        self._refusals.append(field)
        self.be_ready()

    def object(self, problem: Problem) -> None:
        """Say why it was not done; what was typed stays."""
        from ui.wording import words_of

        self.complain(words_of(problem).text)

    def complain(self, text: str) -> None:
        """The same in ready words."""
        self._objection.set_words(text, "bad")
        self._objection.show()
        self.be_ready()
        self._fit()

    def withdraw(self) -> None:
        """What was complained about is being put right."""
        if self._objection.isVisible():
            self._objection.hide()
            self._column.activate()
            self._fit()

    def be_ready(self) -> None:
        """The act may be begun again: it was refused, given up, or goes on with the next thing."""
        self.go.setEnabled(True)

    def _run(self) -> None:
        """Go, unless a field says in red that it cannot stand."""
        if not self.go.isEnabled():
            return
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()  # what is being typed is judged first
        while self._refusals:
            self._refusals.pop().set_refused("")
        for field in self.findChildren(Field):
            if field.isVisible() and field.is_refused():
                field.setFocus()
                return
        self._objection.hide()
        self.go.setEnabled(False)
        self._act()
