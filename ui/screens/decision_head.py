"""The head of a decision: where it stands, what is next for whoever sits here, and what must be known first."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.domain.decisions import DecisionState
from app.services.decision_views import DecisionView, Move
from ui import look
from ui.i18n import _
from ui.parts import Banner, Button, Chip, PageTitle, Span
from ui.screens.decision_words import decision_title, hindrance_words, locked_words, move_words, state_chip


class DecisionHead(QWidget):
    """``moved`` says the step that was pressed, ``followed`` a link: decisions, case or exchange."""

    moved = Signal(object)
    followed = Signal(str)

    def __init__(self, print_out: Callable[[], None], save: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = Chip("")
        self.printing = Button(_("Drukuj…"))
        menu = QMenu(self.printing)
        menu.addAction(_("Drukuj…"), print_out)
        menu.addAction(_("Zapisz jako PDF…"), save)
        self.printing.setMenu(menu)
        self.printing.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.second = Button("", lambda: self.moved.emit(Move.SEND_BACK))
        self.primary = Button("", lambda: self.moved.emit(self._next), kind="primary")
        self._next = Move.EDIT
        self.title = PageTitle(_("Decyzja"), actions=[self.chip, self.printing, self.second, self.primary])
        self.title.followed.connect(self.followed)
        self.banner = Banner("", "neutral")
        self.banner.text.followed.connect(self.followed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        column.addWidget(self.banner)

    def show_view(self, view: DecisionView) -> None:
        """Say where the decision stands."""
        decision = view.decision
        word, tone = state_chip(decision)
        self.title.set_crumbs(
            [(_("Decyzje"), "decisions"), (view.case.sign or _("sprawa bez znaku"), "case"), (word.lower(), "")]
        )
        self.title.set_title(decision_title(view))
        # i18n: a chip, the number of the decision follows
        self.chip.set(_("Wydana nr {number}").format(number=decision.number) if decision.number else word, tone)
        self._show_banner(view)
        is_served = decision.state is DecisionState.ISSUED and view.finality is not None
        moves = [move for move in view.moves if move not in (Move.EDIT, Move.SEND_BACK)]
        self._next = moves[0] if moves and not is_served else Move.EDIT
        self._offer(self.primary, self._next, view, says_why=True)
        self._offer(self.second, Move.SEND_BACK, view, says_why=False)

    def set_printable(self, reason: str) -> None:
        """Whether there is something to print; a reason says why not."""
        self.printing.set_reason(reason)

    def _offer(self, button: Button, move: Move, view: DecisionView, *, says_why: bool) -> None:
        """A button for what the state allows; who may not press the main one reads why."""
        hindrance = view.moves.get(move)
        is_there = move in view.moves and move is not Move.EDIT
        button.setVisible(is_there and (hindrance is None or says_why))
        if is_there:
            button.setText(move_words()[move])
            button.set_reason(hindrance_words(move, hindrance) if hindrance is not None else "")

    def _show_banner(self, view: DecisionView) -> None:
        """What must be known before anything is typed: a remark, two versions, why nothing can be changed."""
        decision = view.decision
        if view.contradicted:
            link = Span(_("Rozstrzygnij na ekranie Wymiana"), link="exchange")
            self.banner.set_words([Span(_("Projekt zmieniono na dwóch stanowiskach.") + " "), link], "warn")
        elif decision.state is DecisionState.RETURNED:
            self.banner.set_words([Span(_("Uwaga kierownika:") + " ", is_strong=True), Span(decision.remark)], "bad")
        else:
            self.banner.set_words(locked_words(view), "neutral")
        self.banner.setVisible(bool(self.banner.text.words()))
