"""Answers that another workstation wrote without knowing of the signature: nobody but a person decides about them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.domain.answers import Key, to_json
from app.services.interview_corrections import KeepSigned, keep_signed
from app.services.interview_reading import InterviewView, Stray
from ui import look
from ui.i18n import _, stamp
from ui.parts import Button, Card, Rich, Span, Text
from ui.screen import DeskLike
from ui.screens.interview_correcting import CorrectionDialog, answer_words
from ui.screens.interview_words import box_words


class StraysCard(Card):
    """Each with what was signed beside it; ticked ones are kept out, or taken as a correction."""

    settled = Signal()

    def __init__(self, desk: DeskLike, parent: QWidget | None = None) -> None:
        super().__init__(_("Przyszło po podpisie"), spacing=8, parent=parent)
        self._desk = desk
        self._view: InterviewView | None = None
        self.ticks: dict[Key, QCheckBox] = {}
        self._made: list[QWidget] = []
        words = _(
            "Te odpowiedzi wpisano na innym stanowisku, które nie wiedziało o podpisie. Obowiązuje to, co podpisano."
        )
        self.add(Text(words, "note", "muted", wrap=True))
        self.keep = Button(_("Zostaw podpisane"), self._keep)
        self.take = Button(_("Sprostuj na nowe…"), self._take)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.take)
        self.add_layout(row)
        self.hide()

    def show_view(self, view: InterviewView) -> None:
        """Tell about the strays of this interview; nothing where there are none."""
        self._view = view
        for widget in self._made:
            self.body.removeWidget(widget)
            widget.deleteLater()
        self._made, self.ticks = [], {}
        for stray in view.strays:
            key = (stray.field_id, stray.row)
            tick = QCheckBox(box_words(view, key))
            tick.setChecked(True)
            tick.toggled.connect(lambda _on: self._count())
            line = Rich(self._words(view, stray), "body")
            line.setContentsMargins(look.px(26), 0, 0, look.px(4))
            self.ticks[key] = tick
            for widget in (tick, line):
                self.body.insertWidget(self.body.count() - 1, widget)
                self._made.append(widget)
        may_write = view.is_allowed and view.case.closed_on is None
        self.keep.setVisible(may_write)
        self.take.setVisible(may_write)
        self._count()
        self.setVisible(bool(view.strays))

    @staticmethod
    def _words(view: InterviewView, stray: Stray) -> list[Span]:
        key = (stray.field_id, stray.row)
        who = ", ".join(part for part in (stray.clerk, stamp(stray.at)) if part)
        return [
            Span(_("podpisano: "), "muted"),
            Span(answer_words(view, key, stray.stands), is_strong=True),
            Span(_(" · przyszło: "), "muted"),
            Span(answer_words(view, key, stray.came)),
            Span(f" ({who})", "muted"),
        ]

    def _chosen(self) -> tuple[Key, ...]:
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked())

    def _count(self) -> None:
        for button in (self.keep, self.take):
            button.setEnabled(bool(self._chosen()))

    def _keep(self) -> None:
        if self._view is not None:
            request = KeepSigned(self._view.interview.id, self._chosen())
            self._desk.order(keep_signed, request, lambda _interview: self.settled.emit())

    def _take(self) -> None:
        if self._view is not None:
            came = {(each.field_id, each.row): to_json(each.came) for each in self._view.strays}
            changed = {key: came[key] for key in self._chosen()}
            CorrectionDialog(self._desk, self._view, changed, self.window(), self.settled.emit).open()
