"""One segment on the screen: groups of boxes in two columns, tables, and what may be taken over into each group."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.answers import Answers, Key, Value
from app.domain.interview_comparison import carried
from app.domain.interview_filling import Filling
from app.domain.interview_rules import Finding
from app.domain.interview_update import Recalled
from app.domain.questionnaires import SILENT, Group, Segment
from ui import look
from ui.forms.sheet_boxes import Box, SilentBox, box_for, is_wide
from ui.forms.sheet_scroll import Scrolled
from ui.forms.sheet_table import AnswerTable
from ui.forms.sheet_wording import question
from ui.i18n import _, ngettext
from ui.parts.buttons import LinkButton
from ui.parts.text import Rich, Span, Text

Offer = Mapping[Key, Value]


class GroupView(QWidget):
    """The boxes of one group. Boxes that are not asked give up their place to those after them."""

    edited = Signal(str, int, object)
    settled = Signal()
    moved = Signal()
    many_begun = Signal()
    many_ended = Signal()
    taken = Signal(object)

    def __init__(self, group: Group, filling: Callable[[], Filling], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = group
        self.boxes: dict[Key, Box] = {}
        self.table: AnswerTable | None = None
        self._silent: list[SilentBox] = []
        self._shown: list[QWidget] = []
        self._filling = filling
        self._offers: dict[LinkButton, Offer] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(9))
        column.addWidget(self._make_head())
        self._recalled = Rich("", "note", parent=self)
        self._recalled.hide()
        column.addWidget(self._recalled)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(18))
        self._grid.setVerticalSpacing(look.px(13))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self._build()

    def _make_head(self) -> QWidget:
        self._head = QWidget(self)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        row.addWidget(Text(self.group.title, "strong", wrap=True), 1)
        for _each in range(2):
            link = LinkButton("", None)
            link.clicked.connect(lambda _on=False, link=link: self.taken.emit(self._offers[link]))
            link.hide()
            self._offers[link] = {}
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        self._head.setVisible(bool(self.group.title))
        return self._head

    def _build(self) -> None:
        if self.group.repeats:
            self.table = AnswerTable(self.group, lambda asked, row: self._filling().is_shown(asked, self.group, row))
            self.table.edited.connect(self.edited)
            self.table.moved.connect(self.moved)
            self.table.rows.many_begun.connect(self.many_begun)
            self.table.rows.many_ended.connect(self.many_ended)
            self._grid.addWidget(self.table, 0, 0, 1, 2)
            return
        for row in range(self.group.fixed_rows or 1):
            for asked in self.group.fields:
                if asked.type in SILENT:
                    self._silent.append(SilentBox(asked, self))
                elif asked.id != self.group.rows_of:
                    box = box_for(asked, self._filling().circumstances.today, row)
                    box.setParent(self)
                    box.edited.connect(self.edited)
                    box.settled.connect(self.settled)
                    self.boxes[asked.id, row] = box

    def show_answers(self, filling: Filling, questions: Mapping[Key, str], proposed: Offer) -> None:
        """Bring boxes, their order and their questions up to date."""
        if self.table is not None:
            self._show_table(filling, questions)
            return
        for key, box in self.boxes.items():
            box.show_answers(filling)
            box.set_question(questions.get(key, ""))
            box.set_proposal(proposed.get(key))
        self._place(filling)

    def _show_table(self, filling: Filling, questions: Mapping[Key, str]) -> None:
        names = {asked.id for asked in self.group.fields}
        if self.table is not None:
            self.table.set_questions({key: text for key, text in questions.items() if key[0] in names})
            self.table.rows.refresh()
        self.setVisible(filling.holds(self.group.when))

    def load_table(self, answers: Mapping[Key, Value]) -> None:
        """Give the table its rows: at first, and after something was taken over into it."""
        if self.table is not None:
            self.table.rows.set_answers(answers)

    def set_offers(self, carried: Offer, proposed: Offer) -> None:
        """Say what may be taken over into this group with one press."""
        texts = (
            ngettext("Przenieś bez zmian: {count} pole", "Przenieś bez zmian: {count} pola", len(carried)),
            ngettext("Wpisz z kartoteki: {count} pole", "Wpisz z kartoteki: {count} pola", len(proposed)),
        )
        for link, offer, text in zip(self._offers, (carried, proposed), texts, strict=True):
            self._offers[link] = offer
            link.setText(text.format(count=len(offer)))
            link.setVisible(bool(offer))
        self._head.setVisible(bool(self.group.title or carried or proposed))

    def recall(self, heading: str, told: Sequence[Recalled]) -> None:
        """Put beside an update what was said last time about the same field of life."""
        words = [Span(_("Poprzednio ({when}):").format(when=heading), is_strong=True)] if told else []
        for each in told:
            words += [Span(f"\n{each.name}: " if each.name else "\n", "muted"), Span(each.words)]
        self._recalled.set_words(words)
        self._recalled.setVisible(bool(words))

    def lock(self) -> None:
        """Only look."""
        for box in self.boxes.values():
            box.lock()
        if self.table is not None:
            self.table.set_read_only(is_read_only=True)

    def _place(self, filling: Filling) -> None:
        """Two half boxes beside each other, a wide one alone; the order of the form is kept."""
        shown: list[QWidget] = []
        for row in range(self.group.fixed_rows or 1):
            if self.group.fixed_rows:
                shown.append(self._row_name(row))
            for asked in self.group.fields:
                if asked.type in SILENT:
                    shown += [each for each in self._silent if each.asked is asked]
                elif (asked.id, row) in self.boxes and filling.is_shown(asked, self.group, row):
                    shown.append(self.boxes[asked.id, row])
        is_asked = filling.holds(self.group.when)
        self.setVisible(is_asked and bool(shown))
        if shown == self._shown:
            return
        for widget in self._shown:
            self._grid.removeWidget(widget)
        for box in (*self.boxes.values(), *self._silent):
            box.setVisible(box in shown)
        self._shown = shown
        self._lay_out(shown)

    def _row_name(self, row: int) -> QWidget:
        """The name of a fixed row, made once."""
        name = f"row{row}"
        found = self.findChild(Text, name)
        if found is None:
            asked = next(each for each in self.group.fields if each.id == self.group.rows_of)
            found = Text(asked.options[row].label.capitalize(), "strong", "muted", wrap=True, parent=self)
            found.setObjectName(name)
        return found

    def _lay_out(self, shown: Sequence[QWidget]) -> None:
        line, side = 0, 0
        for widget in shown:
            takes_line = not isinstance(widget, Box) or is_wide(widget.asked)
            if takes_line and side:
                line, side = line + 1, 0
            self._grid.addWidget(widget, line, side, 1, 2 if takes_line else 1, Qt.AlignmentFlag.AlignTop)
            side = 0 if takes_line else 1 - side
            line += 0 if side else 1


class SegmentView(Scrolled):
    """The groups of one segment below each other, scrolled when they are more than the screen."""

    edited = Signal(str, int, object)
    settled = Signal()
    moved = Signal()
    many_begun = Signal()
    many_ended = Signal()
    taken = Signal(object)

    def __init__(self, segment: Segment, filling: Callable[[], Filling], parent: QWidget | None = None) -> None:
        super().__init__(spacing=18, right=8, parent=parent)
        self.segment = segment
        column = self.column
        self._message = Text("", "body", "muted", wrap=True)
        column.addWidget(self._message)
        self.groups: list[GroupView] = []
        for group in segment.groups:
            view = GroupView(group, filling)
            view.edited.connect(self.edited)
            view.settled.connect(self.settled)
            view.moved.connect(self.moved)
            view.many_begun.connect(self.many_begun)
            view.many_ended.connect(self.many_ended)
            view.taken.connect(self.taken)
            view.load_table(filling().answers)
            self.groups.append(view)
            column.addWidget(view)
        column.addStretch(1)

    def show_answers(self, filling: Filling, findings: Sequence[Finding], proposed: Offer) -> None:
        """Bring every group up to date."""
        questions = {(each.field_id, each.row): question(each) for each in findings if question(each)}
        is_left_out = filling.is_left_out(self.segment)
        self._message.setText(
            _("Segment zaznaczono: nie dotyczy. W druku będzie: „Segmentu nie wypełniano”.")
            if is_left_out
            else self.segment.note
        )
        self._message.setVisible(bool(self._message.text()))
        for view in self.groups:
            view.show_answers(filling, questions, proposed)
            view.setEnabled(not is_left_out)

    def show_offers(self, filling: Filling, previous: Answers, offered: Offer) -> int:
        """Offer each group what may be taken over into it; gives how many answers of last time that is."""
        count = 0
        for view in self.groups:
            names = {asked.id for asked in view.group.fields}
            take = carried(filling, previous, view.group) if previous else {}
            view.set_offers(take, {key: value for key, value in offered.items() if key[0] in names})
            count += len(take)
        return count

    def reload_tables(self, answers: Mapping[Key, Value]) -> None:
        """Show tables as they are after something was taken over."""
        for view in self.groups:
            view.load_table(answers)

    def focus_field(self, field_id: str, row: int) -> bool:
        """Go to a box and bring it into sight; False when it is not here or not asked."""
        name = field_id.split(".", maxsplit=1)[0]
        for view in self.groups:
            if view.table is not None and any(each.id == name for each in view.group.fields):
                view.table.focus_cell(name, row)
                self._bring(view.table)
                return True
            box = view.boxes.get((name, row))
            if box is not None and box.isVisibleTo(self):
                box.focus()
                self._bring(box)
                return True
        return False

    def focus_first(self) -> None:
        """Go to the first box that can be typed into."""
        for view in self.groups:
            for (field_id, row), box in view.boxes.items():
                if box.isVisibleTo(self) and self.focus_field(field_id, row):
                    self.verticalScrollBar().setValue(0)  # what the segment says of itself stands above the box
                    return
            if view.table is not None and view.isVisibleTo(self):
                view.table.grid.setFocus()
                return

    def owner_of(self, widget: QWidget | None) -> tuple[str, int] | None:
        """Field and row that an input belongs to."""
        while widget is not None and widget is not self:
            if isinstance(widget, Box):
                return widget.asked.id, widget.row
            if isinstance(widget, AnswerTable):
                return widget.current()
            widget = widget.parentWidget()
        return None

    def bring_focused(self, widget: QWidget) -> None:
        """Scroll so that the focused input is in sight with its name above it."""
        while widget is not self and not isinstance(widget, Box | AnswerTable):
            parent = widget.parentWidget()
            if parent is None:
                return
            widget = parent
        if isinstance(widget, Box):
            self._bring(widget)

    def bring_current(self) -> None:
        """After the form became wider or narrower: the table with the keyboard, its heads in sight."""
        widget: QWidget | None = self.window().focusWidget()
        while widget is not None and widget is not self:
            if isinstance(widget, AnswerTable) and self.isAncestorOf(widget):
                self._bring(widget)
                return
            widget = widget.parentWidget()

    def _bring(self, box: QWidget) -> None:
        top = box.mapTo(self.inside, QPoint(0, 0)).y()
        self.ensureVisible(0, top + min(box.height(), self.viewport().height() - 20), 0, look.px(12))
        self.ensureVisible(0, top, 0, look.px(12))
