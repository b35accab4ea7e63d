"""What stands beside the form: the last interview, what this segment lacks, and the worker's own note."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.answers import Answers, text_of
from app.domain.interview_comparison import ChangeKind, Difference
from app.domain.interview_filling import Filling
from app.domain.interview_rules import Finding, FindingKind
from app.domain.interview_sentences import Told
from app.domain.interview_update import Recalled
from app.domain.questionnaires import Place, Segment
from ui import look
from ui.forms.sheet_scroll import Scrolled
from ui.forms.sheet_wording import sentence, shown
from ui.i18n import _, ngettext
from ui.parts.buttons import Button
from ui.parts.card import Card
from ui.parts.text import Rich, Span, Text

MOST_DIFFERENCES = 6
MOST_UNCHANGED = 3
"""So that the note below stays in sight; what changed is worth more room."""
MOST_GAPS = 6
LONGEST_VALUE = 60


@dataclass(frozen=True)
class Previous:
    """The last interview of the same kind; ``heading`` says when and which part ("12 maja 2026, część I").

    ``recalled`` is what it said about the fields of life that an update asks about, ``told`` all of it in sentences.
    """

    answers: Answers
    heading: str
    recalled: Mapping[str, Sequence[Recalled]] = field(default_factory=dict)
    told: tuple[Told, ...] = ()


class PreviousCard(Card):
    """What changed since the last interview in this segment; ``carry_wanted`` when the rest may be taken over."""

    carry_wanted = Signal()

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Od ostatniego wywiadu"), spacing=8, parent=parent)
        self._has_previous = bool(heading)
        self.add(Text(heading or _("To pierwszy wywiad zapisany w programie."), "note", "muted", wrap=True))
        self._words = Rich("", "note")
        self._carry = Button("", self.carry_wanted.emit)
        self.add(self._words, self._carry)

    def show_differences(
        self, filling: Filling, found: Sequence[Difference], carried: int, doubted: Sequence[Finding]
    ) -> None:
        """Changed boxes first; what stayed is named, the tail only counted."""
        order = (ChangeKind.CHANGED, ChangeKind.GONE, ChangeKind.SAME)
        known = sorted((each for each in found if each.kind in order), key=lambda each: order.index(each.kind))
        told = [each for each in known if each.kind is not ChangeKind.SAME or not _place(filling, each).group.is_table]
        unchanged = [each for each in told if each.kind is ChangeKind.SAME]
        told = [each for each in told if each not in unchanged[MOST_UNCHANGED:]][:MOST_DIFFERENCES]
        questioned = {(each.field_id, each.row) for each in doubted}
        words: list[Span] = []
        for each in told:
            words += [Span("\n")] if words else []
            words += self._about(filling, each, is_questioned=(each.field_id, each.row) in questioned)
        rest = [each for each in known if each not in told]
        more = sum(each.kind is not ChangeKind.SAME for each in rest)
        tail = [
            ngettext("I jeszcze {count} zmiana", "I jeszcze {count} zmian", more).format(count=more) if more else "",
            ngettext("Bez zmian: {count} pole", "Bez zmian: {count} pola", len(rest) - more).format(
                count=len(rest) - more
            )
            if len(rest) > more
            else "",
        ]
        for line in filter(None, tail):
            words.append(Span(f"\n{line}" if words else line, "muted"))
        if self._has_previous and not known:
            words.append(Span(_("W tym segmencie nie ma jeszcze czego porównać."), "muted"))
        self._words.set_words(words)
        self._words.setVisible(bool(words))
        label = ngettext("Przenieś bez zmian: {count} pole", "Przenieś bez zmian: {count} pola", carried)
        self._carry.setText(label.format(count=carried))
        self._carry.setVisible(carried > 0)

    @staticmethod
    def _about(filling: Filling, each: Difference, *, is_questioned: bool) -> list[Span]:
        place = _place(filling, each)
        before, now = (_short(shown(place.field, value)) for value in (each.before, each.now))
        words = [Span(f"{_name(filling, place, each)}\n", is_strong=True)]
        if each.kind is ChangeKind.SAME:
            words += [Span(f"{now} "), Span(_("bez zmian"), "muted")]
        elif each.kind is ChangeKind.GONE:
            words += [Span(before, "muted", is_struck=True), Span(f" {_('nie ma już w tabeli')}", "muted")]
        else:
            words += [Span(before, "muted", is_struck=True), Span(" → "), Span(now, "bad" if is_questioned else "")]
        return words


def _place(filling: Filling, each: Difference) -> Place:
    return filling.questionnaire.places[each.field_id]


def _name(filling: Filling, place: Place, each: Difference) -> str:
    """The box, in a table with the person or thing its row is about."""
    if not place.group.is_table or each.kind is ChangeKind.GONE or each.field_id == place.group.key:
        return place.field.name
    row = text_of(filling.value(place.group.key, each.row)) if place.group.key else ""
    return f"{row}: {place.field.name}" if row else place.field.name


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= LONGEST_VALUE else f"{line[:LONGEST_VALUE].rstrip()}…"


class KnownCard(Card):
    """All that the files know and the form does not hold yet, for the whole form at once."""

    take_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Z kartoteki"), spacing=8, parent=parent)
        self.add(Text(_("Wszystkie segmenty naraz. Każdą odpowiedź można potem poprawić."), "note", "muted", wrap=True))
        self.take = Button("", self.take_wanted.emit)
        self.add(self.take)

    def show_count(self, count: int) -> None:
        """How many boxes would be filled."""
        label = ngettext("Wpisz z kartoteki: {count} pole", "Wpisz z kartoteki: {count} pola", count)
        self.take.setText(label.format(count=count))
        self.setVisible(count > 0)


class GapsCard(Card):
    """What this segment still lacks, each a link to its box."""

    followed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Do uzupełnienia"), spacing=4, parent=parent)
        self._links: list[Rich] = []
        self._findings: list[Finding] = []
        for _place in range(MOST_GAPS):
            link = Rich("", "note")
            link.followed.connect(self._follow)
            self._links.append(link)
            self.add(link)
        self._more = Text("", "note", "muted", wrap=True)
        self.add(self._more)

    def _follow(self, place: str) -> None:
        self.followed.emit(self._findings[int(place)])

    def show_gaps(self, filling: Filling, findings: Sequence[Finding]) -> None:
        """The first few by name, the others counted."""
        self._findings = list(findings)
        for place, (link, finding) in enumerate(zip(self._links, findings, strict=False)):
            text = sentence(filling, finding)
            link.set_words([Span(text, link=str(place))])
            link.setAccessibleName(text)
        for place, link in enumerate(self._links):
            link.setVisible(place < len(findings))
        more = len(findings) - MOST_GAPS
        self._more.setText(ngettext("i jeszcze {count} pole", "i jeszcze {count} pola", more).format(count=more))
        self._more.setVisible(more > 0)
        self.setVisible(bool(findings))


class NoteCard(Card):
    """The worker's own note, which no form and no decision ever shows."""

    edited = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Notatka własna"), parent=parent)
        self.add(Text(_("Nie trafia do kwestionariusza."), "note", "muted", wrap=True))
        self.writing = QPlainTextEdit(text)
        self.writing.setTabChangesFocus(True)
        self.writing.setAccessibleName(_("Notatka własna"))
        self.writing.setMinimumHeight(look.px(92))
        self.writing.textChanged.connect(lambda: self.edited.emit(self.writing.toPlainText()))
        self.add(self.writing, stretch=1)


class Side(Scrolled):
    """The right column."""

    def __init__(self, previous_heading: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(spacing=look.GAP, parent=parent)
        self.previous = PreviousCard(previous_heading)
        self.known = KnownCard()
        self.gaps = GapsCard()
        self.note = NoteCard(note)
        self.column.addWidget(self.previous)
        self.column.addWidget(self.known)
        self.column.addWidget(self.gaps)
        self.column.addWidget(self.note, 1)
        self.column.addStretch(0)  # takes the room where there is no note, as in what can only be read

    def show_segment(
        self, filling: Filling, segment: Segment, found: Sequence[Difference], carried: int, findings: Sequence[Finding]
    ) -> None:
        """Tell about the segment that is open."""
        here = [each for each in findings if each.segment == segment.code and each.field_id]
        doubted = [each for each in here if each.kind is FindingKind.DOUBT]
        self.previous.show_differences(filling, found, carried, doubted)
        self.gaps.show_gaps(filling, [each for each in here if each.kind is FindingKind.MISSING])
