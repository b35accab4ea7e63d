"""The card "Treść": the parts of the decision under their tabs, and what is still missing for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.blocks import Grid, Paragraph
from app.domain.decision_text import written_paragraphs
from app.domain.decisions import DecisionKind, reason_of
from app.domain.letter_parts import Part, PartName, plain_text
from app.services.decision_views import DecisionView, Sight
from ui import look
from ui.forms import ChoiceField, LongText
from ui.forms.ready_texts import ProseFoot
from ui.i18n import _, numeric_day
from ui.parts import Banner, Card, LinkButton, SegmentTabs, Text
from ui.screens.decision_amounts import parameter_words
from ui.screens.decision_checks import ElementChecks
from ui.screens.decision_ruling import RulingBox
from ui.screens.decision_words import grounds_of_refusal, ways_of_payment, written_hint

RULING, REASONS, LAW, INSTRUCTION = "ruling", "reasons", "law", "instruction"
PAUSE_MS = 1500
"""Own reasons are written when nothing was typed for so long."""
_EDITED = frozenset({"need", "reason", "amount", "from_month", "to_month", "pay_by"})


class TextCard(Card):
    """``typed`` says a choice while somebody works, ``chosen`` when it is made, ``sought`` a field of another card."""

    typed = Signal(str, object)
    chosen = Signal(str, object)
    sought = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Treść"), spacing=10, parent=parent)
        self.tabs = SegmentTabs(
            [
                (RULING, _("Rozstrzygnięcie")),
                (REASONS, _("Uzasadnienie")),
                (LAW, _("Prawo")),
                (INSTRUCTION, _("Pouczenie")),
            ]
        )
        self.ruling = RulingBox()
        self.verdict = LinkButton("", self._turn)
        self.grounds = ChoiceField(_("Podstawa odmowy"))
        self.outside = Text(_("Treść tej decyzji powstała poza programem i leży w aktach."), "text", "muted", wrap=True)
        self.written = LongText(_("Uzasadnienie własne"), lines=4, pause_ms=PAUSE_MS)
        self.foot = ProseFoot(self.written)
        self.diagnosis = LinkButton("", self._put_diagnosis_in)
        self.diagnosis.hide()
        self._diagnosis = ""
        self.in_full = QCheckBox(_("decyzja uwzględnia żądanie w całości"))
        self.bare = QCheckBox(_("odstępuję od uzasadnienia (art. 107 § 4)"))
        self.bare_warning = Banner("", "warn")
        self.generated, self.law, self.instruction, self.own_words = _Reading(), _Reading(), _Reading(), _Reading()
        self.checks = ElementChecks()
        self._pages = {
            RULING: _pile(self.ruling, self.grounds, self.verdict, self.outside),
            REASONS: _pile(
                *(self.written, self.foot, self.diagnosis, self.own_words),
                *(self.in_full, self.bare, self.bare_warning, self.generated),
            ),
            LAW: _pile(self.law),
            INSTRUCTION: _pile(self.instruction),
        }
        self.add(self.tabs, self._scrolled(), stretch=0)
        self.body.setStretchFactor(self._area, 1)
        self._reason_options: list[tuple[object, str]] = []
        self._need_options: list[tuple[object, str]] = []
        self._connect()
        self.show_tab(RULING)

    def show_tab(self, key: str) -> None:
        """Bring a part to the front."""
        self.tabs.show_segment(key)
        for name, page in self._pages.items():
            page.setVisible(name == key)

    def show_view(self, view: DecisionView) -> None:
        """Show what the person chose; a text in which somebody is typing is left alone."""
        decision = view.decision
        is_grant = decision.kind is DecisionKind.GRANT
        self._view = view
        self._reason_options = [(each.id, each.name) for each in view.reasons]
        self._need_options = [(each.id, each.name) for each in view.needs]
        has_right = view.bounds is not None and view.bounds.has_right
        is_claim = decision.is_on_the_claim
        self.grounds.setVisible(is_claim and not is_grant and has_right and view.is_editable)
        self.grounds.set_options(grounds_of_refusal(decision.benefit))
        self.grounds.set_value(decision.refusal_grounds or None)
        self.verdict.setText(_("Zmień na odmowę") if is_grant else _("Zmień na przyznanie"))
        self.verdict.setVisible(is_claim and view.is_editable and has_right)
        is_typing = self.written.writing.hasFocus() and self.written.writing.document().isModified()
        if not is_typing and (self.written.value() or "") != decision.written_reasons:
            self.written.set_value(decision.written_reasons)
            self.written.writing.document().setModified(False)
        self.written.set_hint(written_hint(view) if is_grant else "")
        self.written.setVisible(view.is_editable and not decision.without_reasons)
        self.foot.setVisible(view.is_editable and not decision.without_reasons)
        self._show_diagnosis()
        self.own_words.setVisible(not view.is_editable and not decision.without_reasons)
        self.own_words.show_texts(_("Uzasadnienie własne"), written_paragraphs(decision.written_reasons))
        self._show_ticks(view)

    def set_diagnosis(self, text: str, when: str) -> None:
        """What the social worker concluded; offered while there are no own reasons yet."""
        self._diagnosis = text
        self.diagnosis.setText(_("Zacznij od diagnozy z wywiadu z {day}").format(day=when))
        self._show_diagnosis()

    def _show_diagnosis(self) -> None:
        is_wanted = bool(self._diagnosis) and not self.written.writing.toPlainText().strip()
        self.diagnosis.setVisible(is_wanted and self.written.isVisibleTo(self._pages[REASONS]))

    def _put_diagnosis_in(self) -> None:
        self.written.writing.setFocus()
        self.written.writing.insertPlainText(self._diagnosis)

    def show_sight(self, sight: Sight) -> None:
        """Show the text as it reads now."""
        decision = self._view.decision
        choices = _EDITED if self._view.is_editable else frozenset()
        current: dict[str, object] = {"need": decision.need, "reason": decision.cause, "pay_by": decision.pay_by}
        self.ruling.show_ruling(sight.pieces, choices=choices, current=current)
        self.ruling.setVisible(bool(sight.pieces))
        self.outside.setVisible(not sight.pieces)
        self.generated.show_parts([part for part in sight.parts if part.kind == "generated"], "reasons")
        self.law.show_parts(sight.parts, "law", _used(self._view))
        self.instruction.show_parts(sight.parts, "instruction")
        self.checks.show_items(sight.checks, decision.state)
        self.checks.setVisible(bool(sight.checks))

    def _connect(self) -> None:
        self.tabs.changed.connect(self.show_tab)
        self.ruling.set_options("reason", lambda: self._reason_options)
        self.ruling.set_options("need", lambda: self._need_options)
        self.ruling.set_options("pay_by", ways_of_payment)
        self.ruling.chosen.connect(self._picked)
        self.ruling.sought.connect(self.sought)
        self.grounds.committed.connect(lambda value: self.chosen.emit("refusal_grounds", value or ""))
        self.written.changed.connect(lambda value: self.typed.emit("written_reasons", value or ""))
        self.written.writing.textChanged.connect(self._show_diagnosis)
        self.written.committed.connect(lambda value: self._written(value or ""))
        self.in_full.clicked.connect(lambda is_on: self.chosen.emit("is_granted_in_full", is_on))
        self.bare.clicked.connect(lambda is_on: self.chosen.emit("without_reasons", is_on))

    def _picked(self, choice: str, value: object) -> None:
        """Cause and need are two lists in the sentence and one field of the decision."""
        decision = self._view.decision
        if choice == "need":
            self.chosen.emit("reason", reason_of(decision.cause, str(value)))
        elif choice == "reason":
            self.chosen.emit("reason", reason_of(str(value), decision.need))
        else:
            self.chosen.emit(choice, value)

    def _turn(self) -> None:
        """From a grant to a refusal, or back."""
        is_grant = self._view.decision.kind is DecisionKind.GRANT
        self.chosen.emit("kind", DecisionKind.REFUSAL if is_grant else DecisionKind.GRANT)

    def _written(self, text: str) -> None:
        self.written.writing.document().setModified(False)
        self.chosen.emit("written_reasons", text)

    def _show_ticks(self, view: DecisionView) -> None:
        """Leaving the reasons out takes the appeal away, so it is offered only for the whole claim, with a warning."""
        decision = view.decision
        is_grant = decision.kind is DecisionKind.GRANT
        self.in_full.setVisible(is_grant)
        self.in_full.setChecked(decision.is_granted_in_full)
        self.in_full.setEnabled(view.is_editable)
        self.bare.setVisible(is_grant and decision.is_granted_in_full)
        self.bare.setChecked(decision.without_reasons)
        self.bare.setEnabled(view.is_editable)
        self.bare_warning.setVisible(is_grant and decision.is_granted_in_full)
        if decision.without_reasons:
            words = _(
                "Strona nie będzie mogła się odwołać: decyzja stanie się ostateczna z dniem doręczenia, "
                "a pouczenie wskaże skargę do sądu (art. 127 § 1a KPA)."
            )
            self.bare_warning.set_words(words, "warn")
        else:
            words = _("Zasiłek można wypłacać od dnia doręczenia (art. 130 § 4 KPA). Odwołanie stronie służy.")
            self.bare_warning.set_words(words, "info")

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.px(2), 0)
        column.setSpacing(look.px(14))
        for page in self._pages.values():
            column.addWidget(page)
        column.addWidget(self.checks)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setMinimumHeight(look.px(240))
        self._area.setWidget(inside)
        return self._area


class _Reading(QWidget):
    """Paragraphs that the program put in: read here, changed where they come from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
        self._texts: list[str] = []
        self._labels: list[Text] = []

    def show_parts(self, parts: Sequence[Part], name: PartName, more: Sequence[str] = ()) -> None:
        """Show the paragraphs of a part, tables line by line."""
        texts = [text for part in parts if part.name == name for block in part.blocks for text in _texts_of(block)]
        self.show_texts(_("Wstawia program"), [*texts, *more])

    def show_texts(self, heading: str, texts: Sequence[str]) -> None:
        """Show paragraphs below a small heading."""
        if list(texts) == self._texts:
            return
        self._texts = list(texts)
        for label in self._labels:
            self._column.removeWidget(label)
            label.deleteLater()
        self._labels = [Text(heading, "label", "muted"), *(Text(text, "text", wrap=True) for text in texts)]
        for label in self._labels:
            self._column.addWidget(label)

    def texts(self) -> list[str]:
        """What is read here."""
        return list(self._texts)


def _texts_of(block: object) -> list[str]:
    if isinstance(block, Paragraph):
        return [plain_text(block.text)]
    if isinstance(block, Grid):
        return ["\n".join(" · ".join(cell for cell in row if cell) for row in block.rows)]
    return []


def _used(view: DecisionView) -> list[str]:
    """The dated amounts of the law that the calculation used."""
    if view.frozen is None:
        return []
    words = parameter_words()
    return [
        _("{name}: {value}, od {day} ({basis})").format(
            name=words[each.name], value=each.value.replace(".", ","), day=numeric_day(each.starts_on), basis=each.basis
        )
        for each in view.frozen.parameters
        if each.name in words
    ]


def _pile(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(10))
    for widget in widgets:
        column.addWidget(widget)
    return page
