"""Before the end: everything that is missing and everything worth asking once more, each a link to its box."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.interview_filling import Filling
from app.domain.interview_rules import Finding, FindingKind, unasked, undecided
from ui import look
from ui.forms.sheet_scroll import Scrolled
from ui.forms.sheet_wording import sentence
from ui.i18n import _, ngettext
from ui.parts.buttons import Button
from ui.parts.text import Rich, Span, Text


class GapsPage(QWidget):
    """Shown when the worker wants to finish; gaps are listed, doubts only reminded of."""

    followed = Signal(object)
    back_wanted = Signal()
    finish_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        self._summary = Text("", "body", wrap=True)
        column.addWidget(self._summary)
        self._list = QStackedWidget()
        self._listed: Scrolled | None = None
        column.addWidget(self._list, 1)
        acts = QHBoxLayout()
        acts.addWidget(Button(_("Wróć do wypełniania"), self.back_wanted.emit))
        acts.addStretch(1)
        self._finish = Button("", self.finish_wanted.emit, kind="primary")
        acts.addWidget(self._finish)
        column.addLayout(acts)

    def show_findings(self, filling: Filling, findings: Sequence[Finding]) -> None:
        """List them segment by segment."""
        gaps = [each for each in findings if each.kind is FindingKind.MISSING]
        doubts = [*(each for each in findings if each.kind is FindingKind.DOUBT), *unasked(filling)]
        self._summary.setText(_summary(len(gaps), len(doubts)))
        stopping = undecided(filling)
        self._finish.setText(_("Zakończ mimo braków") if gaps and not stopping else _("Zakończ wywiad"))
        self._finish.set_reason(
            _("Najpierw wypełnij segmenty bez żadnej odpowiedzi albo zaznacz „nie dotyczy”.") if stopping else ""
        )
        listed = Scrolled(spacing=4, right=8)
        column = listed.column
        open_ones = [Finding(FindingKind.MISSING, "segment_open", segment.code) for segment in stopping]
        self._add(column, filling, _("Bez tych segmentów wywiadu nie można zakończyć"), "bad", open_ones)
        for segment in filling.segments:
            left = () if segment in stopping else _of(segment.code, gaps)
            self._add(column, filling, f"{segment.code}. {segment.title}", "", left)
        self._add(column, filling, _("Do zapytania jeszcze raz"), "warn", doubts)
        column.addStretch(1)
        if self._listed is not None:
            self._list.removeWidget(self._listed)
            self._listed.deleteLater()
        self._listed = listed
        self._list.addWidget(listed)

    def _add(self, column: QVBoxLayout, filling: Filling, heading: str, ink: str, findings: Sequence[Finding]) -> None:
        if not findings:
            return
        column.addSpacing(look.px(6))
        column.addWidget(Text(heading, "strong", wrap=True))
        for finding in findings:
            link = Rich((Span(sentence(filling, finding), ink, link=finding.field_id or finding.segment),), "note")
            link.followed.connect(partial(self._follow, finding))
            column.addWidget(link)

    def _follow(self, finding: Finding, _target: str) -> None:
        self.followed.emit(finding)


def _of(code: str, findings: Sequence[Finding]) -> list[Finding]:
    return [each for each in findings if each.segment == code]


def _summary(gaps: int, doubts: int) -> str:
    missing = ngettext("Brakuje {count} odpowiedzi.", "Brakuje {count} odpowiedzi.", gaps).format(count=gaps)
    asked = ngettext("{count} odpowiedź budzi pytanie.", "{count} odpowiedzi budzi pytania.", doubts).format(
        count=doubts
    )
    if not gaps and not doubts:
        return _("Kwestionariusz jest kompletny.")
    return " ".join(text for text, count in ((missing, gaps), (asked, doubts)) if count)
