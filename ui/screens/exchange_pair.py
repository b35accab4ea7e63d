"""Two records side by side; a person says whether they are one human being."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.domain.persons import Person
from app.services.exchange.board import Face, PairView
from app.services.exchange.pairs import JudgePair, UndoVerdict, judge_pair, undo_verdict
from ui import look
from ui.field_words import field_word, value_word
from ui.i18n import _
from ui.parts import Button, Text
from ui.screen import DeskLike, Navigator
from ui.screens.exchange_loaded import pair_words

FIELDS = (
    *("first_name", "second_name", "last_name", "birth_name", "pesel", "born_on", "sex"),
    *("phone", "email", "citizenship", "identity_document", "occupation", "note"),
)


class PairDialog(QDialog):
    """Every field of both; what differs is strong."""

    def __init__(self, desk: DeskLike, navigator: Navigator, view: PairView, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._navigator, self._view = desk, navigator, view
        self.setWindowTitle(_("Porównanie osób"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(18), look.px(20), look.px(18))
        column.setSpacing(look.px(12))
        column.addWidget(Text(pair_words(view), "card", wrap=True))
        column.addLayout(self._table())
        explained = _(
            "Po połączeniu osoba ma jeden wpis, a sprawy, wywiady i dokumenty obu zostają przy niej. "
            "Połączenie można cofnąć; wybór przejdzie na wszystkie stanowiska."
        )
        column.addWidget(Text(explained, "note", "muted", wrap=True))
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        self.later = Button(_("Nie teraz"), self.reject)
        self.apart = Button(_("To różne osoby"), lambda: self._judge(is_same=False))
        self.same = Button(_("To ta sama osoba"), lambda: self._judge(is_same=True), kind="primary")
        row.addWidget(self.later)
        row.addStretch(1)
        row.addWidget(self.apart)
        row.addWidget(self.same)
        column.addLayout(row)
        self._column = column
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumWidth(look.px(620))
        self.later.setFocus()

    def event(self, event: QEvent) -> bool:
        """As high as its words need, which is known when it is shown."""
        if event.type() is QEvent.Type.Show:
            self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        return super().event(event)

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, title in enumerate((_("Wpis starszy, zostanie"), _("Wpis nowszy")), start=1):
            grid.addWidget(Text(title, "label", "muted"), 0, column)
        for row, (name, first, second) in enumerate(self._rows(), start=1):
            differs = first != second
            grid.addWidget(Text(name, "note", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            for column, value in enumerate((first, second), start=1):
                text = Text(value, "strong" if differs else "body", wrap=True)
                grid.addWidget(text, row, column, Qt.AlignmentFlag.AlignTop)
        return grid

    def _rows(self) -> list[tuple[str, str, str]]:
        first, second = self._view.first, self._view.second
        rows = [
            (field_word(Person, field), _value(first, field), _value(second, field))
            for field in FIELDS
            if getattr(first.person, field) or getattr(second.person, field)
        ]
        rows.append((_("adres"), first.place or _("(puste)"), second.place or _("(puste)")))
        rows.append((_("sprawy"), ", ".join(first.signs) or _("brak"), ", ".join(second.signs) or _("brak")))
        return rows

    def _judge(self, *, is_same: bool) -> None:
        pair = self._view.pair
        self._desk.order(judge_pair, JudgePair(pair.first_id, pair.second_id, is_same), self._judged(is_same))

    def _judged(self, is_same: bool) -> Callable[[object], None]:
        pair, desk, notice = self._view.pair, self._desk, self._navigator.notice

        def say(_done: object) -> None:
            words = _("Połączono wpisy osoby.") if is_same else _("Zapamiętano, że to różne osoby.")
            undo = UndoVerdict(pair.first_id, pair.second_id)
            notice(words, "ok", _("Cofnij"), lambda: desk.order(undo_verdict, undo))
            self.accept()

        return say


def _value(face: Face, field: str) -> str:
    return value_word(Person, field, getattr(face.person, field))
