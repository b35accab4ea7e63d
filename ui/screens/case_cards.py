"""The cards beside the income: what next, papers, course, other cases of the family."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.cases import Direction, Report
from app.services.case_views import CasePaper, CaseView, CourseLine, FamilyCase
from ui import look
from ui.case_words import event_words, paper_word, stage_chip
from ui.i18n import _, ngettext, short_day, stamp
from ui.parts import Card, Chip, Event, LinkButton, Rich, Span, Text, Timeline
from ui.parts.text import Words

COURSE_SHOWN = 12


class PapersCard(Card):
    """Papers of the case; ``opened`` says the one to look at, ``deliver`` the one that was delivered."""

    opened = Signal(object)
    deliver = Signal(object)
    report_wanted = Signal(object)
    add_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Dokumenty"), spacing=7)
        self._papers: list[CasePaper] = []
        self._report: Report | None = None
        self._lines: list[QWidget] = []
        self._empty = Text(_("Teczka jest jeszcze pusta."), "text", "muted")
        self.new = LinkButton(_("+ Dodaj dokument"), self.add_wanted.emit)
        self.add(self._empty)
        self._at = self.body.count()
        row = QHBoxLayout()
        row.addWidget(self.new)
        row.addStretch(1)
        self.add_layout(row)
        self.fill()

    def show_view(self, view: CaseView) -> None:
        for line in self._lines:
            self.body.removeWidget(line)
            line.deleteLater()
        self._papers, self._report = list(view.papers), view.report
        lines = [_paper_words(number, paper) for number, paper in enumerate(self._papers)]
        if view.report is not None:
            lines.insert(0, _report_words(view.report))
        self._lines = [self._line(words) for words in lines]
        for number, line in enumerate(self._lines):
            self.body.insertWidget(self._at + number, line)
        self._empty.setVisible(not self._lines)
        self.new.setVisible(view.case.closed_on is None)

    def _line(self, words: Words) -> QWidget:
        line = Rich(words, "text")
        line.followed.connect(self._follow)
        return line

    def _follow(self, link: str) -> None:
        act, number = link.split(":")
        if act == "report":
            self.report_wanted.emit(self._report)
            return
        (self.opened if act == "open" else self.deliver).emit(self._papers[int(number)])


def _report_words(report: Report) -> Words:
    """The report that the case began with; the program keeps it as its record, not as a scan."""
    words = [Span(_("Zgłoszenie o potrzebie pomocy"), "ink", link="report:0")]
    return [*words, Span(f" · {short_day(report.received_on)}", "muted")]


def _paper_words(number: int, paper: CasePaper) -> Words:
    document = paper.document
    is_kept = bool(document.content)
    words = [Span(paper_word(document), "ink" if is_kept else "", link=f"open:{number}" if is_kept else "")]
    more = [_("w teczce")] if not is_kept else []
    if document.pages:
        more.append(_("{count} str.").format(count=document.pages))
    words += [Span(f" · {each}", "muted") for each in more]
    if document.direction is Direction.OUT:
        served = max((each.served_on for each in paper.deliveries if each.served_on is not None), default=None)
        words.append(Span(" · ", "muted"))
        if served is not None:
            words.append(Span(_("doręczono {day}").format(day=short_day(served)), "muted", link=f"deliver:{number}"))
        else:
            words.append(Span(_("wpisz doręczenie"), link=f"deliver:{number}"))
    return words


class CourseCard(Card):
    """What happened, newest first; a long course is unfolded on demand."""

    def __init__(self) -> None:
        super().__init__(_("Przebieg sprawy"), spacing=8)
        self._events: list[Event] = []
        self.timeline = Timeline()
        self._more = LinkButton("", self._unfold)
        self.add(self.timeline)
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch(1)
        self.add_layout(row)
        self.fill()

    def show_view(self, view: CaseView) -> None:
        self._events = [_event(line) for line in view.course]
        is_long = len(self._events) > COURSE_SHOWN
        self.timeline.set_events(self._events[:COURSE_SHOWN])
        left = len(self._events) - COURSE_SHOWN
        self._more.setText(
            ngettext("Pokaż jeszcze {count} wpis", "Pokaż jeszcze {count} wpisów", left).format(count=left)
            if is_long
            else ""
        )
        self._more.setVisible(is_long)

    def _unfold(self) -> None:
        self.timeline.set_events(self._events)
        self._more.hide()


def _event(line: CourseLine) -> Event:
    event = line.event
    said, more = event_words(event)
    words = [Span(said)]
    if more:
        words.append(Span(f": {more}"))
    return Event(stamp(event.at), words, ", ".join(part for part in (line.who, event.workstation) if part))


class FamilyCasesCard(Card):
    """Other cases of the household, each a link with its chip."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Inne sprawy rodziny"), spacing=8)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(look.px(8))
        self._grid.setHorizontalSpacing(look.px(6))
        self._grid.setColumnStretch(0, 1)
        self._made: list[QWidget] = []
        self._none = Text(_("Rodzina nie ma innych spraw."), "text", "muted")
        self.add(self._none)
        self.add_layout(self._grid)
        self.fill()

    def show_view(self, view: CaseView) -> None:
        for widget in self._made:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._made = []
        self._none.setVisible(not view.other_cases)
        for row, case in enumerate(view.other_cases):
            self._put(row, case)

    def _put(self, row: int, case: FamilyCase) -> None:
        words = Rich([Span(case.sign or _("bez znaku"), "ink", link="case"), Span(f" {case.benefit}")], "text")
        words.followed.connect(lambda _link: self.opened.emit(case.id))
        chip = Chip(*stage_chip(case.stage))
        self._grid.addWidget(words, row, 0)
        self._grid.addWidget(chip, row, 1, Qt.AlignmentFlag.AlignRight)
        self._made += [words, chip]
