"""The cards beside the income: what next, papers, course, other cases of the family."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.cases import Direction, Stage
from app.services.case_checks import Check as CaseCheck
from app.services.case_checks import CheckCode, NextAct
from app.services.case_views import CasePaper, CaseView, CourseLine, FamilyCase
from ui import look
from ui.case_words import clock_tone, clock_words, event_words, paper_word, stage_chip, stage_word
from ui.i18n import _, day, ngettext, short_day, stamp
from ui.parts import Card, Check, Chip, Event, LinkButton, Rich, Span, Step, Text, Timeline
from ui.parts.text import Words

STEPS = (Stage.APPLICATION, Stage.INTERVIEW, Stage.FINDINGS, Stage.DECISION, Stage.DELIVERY, Stage.PAYMENT)
COURSE_SHOWN = 12


def steps_of(view: CaseView) -> list[Step]:
    """The stepper: finished steps with their days, the clock beside the one we are in."""
    here = STEPS.index(view.stage) if view.stage in STEPS else len(STEPS)
    steps = []
    for number, stage in enumerate(STEPS):
        state = "done" if number < here else "current" if number == here else "next"
        shown = short_day(view.days[stage]) if state != "next" and stage in view.days else ""
        chip, tone = _chip(view) if state == "current" else ("", "neutral")
        steps.append(Step(stage_word(stage), state, shown if state == "done" else "", chip, tone))
    return steps


def _chip(view: CaseView) -> tuple[str, str]:
    if view.clock is not None:
        tone = clock_tone(view.clock)
        return clock_words(view.clock), "warn" if tone == "neutral" else tone
    if view.stage is Stage.PAYMENT and view.finality is not None:
        if view.today < view.finality.final_from:
            return _("ostateczna od {day}").format(day=short_day(view.finality.final_from)), "info"
        return _("ostateczna"), "ok"
    return "", "neutral"


def next_words(view: CaseView) -> str:
    """What is to be done now, in a sentence or two."""
    if view.case.closed_on is not None:
        return _("Sprawa zakończona {day}.").format(day=day(view.case.closed_on))
    are_met = all(check.is_met for check in view.checks if check.code is not CheckCode.MEDIATION)
    if view.next_act is NextAct.FINDINGS and view.findings is None and view.trouble is None:
        return _("Tej pomocy program jeszcze nie wylicza. Ustal ją na papierze, a przebieg wpisuj tutaj.")
    return {
        NextAct.INTERVIEW: _("Pracownik socjalny przeprowadza wywiad, zanim zapadnie decyzja (art. 106 ust. 4)."),
        NextAct.FINDINGS: _("Wywiad i dowody są kompletne. Ustal wysokość zasiłku, potem przygotuj decyzję.")
        if are_met
        else _("Wywiad jest ukończony. Uzupełnij to, czego brakuje, i ustal wysokość zasiłku."),
        NextAct.DECISION: _("Projekt decyzji jest przygotowany. Sprawdź go i doprowadź do wydania."),
        NextAct.DELIVERY: _("Decyzja jest wydana. Doręcz ją i wpisz dzień doręczenia, od niego biegną terminy."),
        NextAct.WAIT: _("Decyzja jest doręczona. Po wypłatach można sprawę zakończyć."),
        NextAct.NOTHING: "",
    }[view.next_act]


def checks_of(view: CaseView) -> list[Check]:
    """Conditions in words; what is missing leads to where it is put right."""
    is_open = view.case.closed_on is None
    found = [_check(check, view, is_open=is_open) for check in view.checks]
    if view.contradictions:
        count = len(view.contradictions)
        words = ngettext("{count} sprzeczność do rozstrzygnięcia", "{count} sprzeczności do rozstrzygnięcia", count)
        found.insert(0, Check(words.format(count=count), "missing", "contradictions"))
    return found


def _check(check: CaseCheck, view: CaseView, *, is_open: bool) -> Check:
    words = _met(check) if check.is_met else _lacking(check, view)
    if check.is_met:
        return Check(words)
    is_later = check.code is CheckCode.INTERVIEW and "on" not in check.facts
    return Check(words, "open" if is_later else "missing", check.code.value if is_open else "")


def _met(check: CaseCheck) -> str:
    return {
        CheckCode.SIGN: "",
        CheckCode.SIGNATURE: _("Wniosek podpisany"),
        CheckCode.COMPLETE: _("Wniosek kompletny"),
        CheckCode.INTERVIEW: _("Wywiad nie starszy niż 6 miesięcy"),
        CheckCode.INCOME: _documented(check),
        CheckCode.ASSETS: _("Oświadczenie o stanie majątkowym złożone"),
        CheckCode.MEDIATION: _("Adnotacja o mediacji sporządzona"),
    }[check.code]


def _lacking(check: CaseCheck, view: CaseView) -> str:
    match check.code:
        case CheckCode.SIGN:
            if view.keeper and not view.is_kept_here:
                return _("Znak nada: {station}").format(station=view.keeper)
            return _("Nadaj znak sprawy") if view.keeper else _("Brak spisu spraw dla tej pomocy, więc i znaku")
        case CheckCode.COMPLETE:
            missing = str(check.facts.get("missing", ""))
            return _("Brakuje: {missing}").format(missing=missing) if missing else _("Wniosek niekompletny")
        case CheckCode.INTERVIEW:
            return _("Wywiad starszy niż 6 miesięcy") if "on" in check.facts else _("Wywiad nieprzeprowadzony")
        case CheckCode.INCOME:
            return _documented(check)
        case CheckCode.SIGNATURE:
            return _("Brak podpisu pod wnioskiem")
        case CheckCode.ASSETS:
            return _("Brak oświadczenia o stanie majątkowym")
        case CheckCode.MEDIATION:
            return _("Brak adnotacji o mediacji")


def _documented(check: CaseCheck) -> str:
    count, of = (int(str(check.facts.get(name, 0))) for name in ("count", "of"))
    return ngettext(
        "Dochód udokumentowany dla {done} z {count} osoby", "Dochód udokumentowany dla {done} z {count} osób", of
    ).format(done=count, count=of)


class PapersCard(Card):
    """Papers of the case; ``opened`` says the one to look at, ``deliver`` the one that was delivered."""

    opened = Signal(object)
    deliver = Signal(object)
    add_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Dokumenty"), spacing=7)
        self._papers: list[CasePaper] = []
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
        self._papers = list(view.papers)
        self._lines = [self._line(number, paper) for number, paper in enumerate(self._papers)]
        for number, line in enumerate(self._lines):
            self.body.insertWidget(self._at + number, line)
        self._empty.setVisible(not self._lines)
        self.new.setVisible(view.case.closed_on is None)

    def _line(self, number: int, paper: CasePaper) -> QWidget:
        line = Rich(_paper_words(number, paper), "text")
        line.followed.connect(self._follow)
        return line

    def _follow(self, link: str) -> None:
        act, number = link.split(":")
        (self.opened if act == "open" else self.deliver).emit(self._papers[int(number)])


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
