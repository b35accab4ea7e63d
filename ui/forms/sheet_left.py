"""The left column of the sheet: segments with their states, how far the interview is, which form this is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.interview_filling import Filling
from app.domain.interview_rules import SegmentState, progress, standing
from app.domain.questionnaires import Questionnaire, Segment, Standing
from ui import look
from ui.forms.sheet_scroll import Scrolled
from ui.i18n import _, ngettext
from ui.parts.card import Card
from ui.parts.chip import Chip
from ui.parts.progress import ProgressLine
from ui.parts.section_list import Section, SectionList
from ui.parts.text import Text

WIDTH = 236
_SIGNS = {
    SegmentState.DONE: "done",
    SegmentState.BEGUN: "partial",
    SegmentState.OPEN: "open",
    SegmentState.LEFT_OUT: "none",
}


class Left(Card):
    """``chosen`` says the letter of the segment that was pressed."""

    chosen = Signal(str)

    def __init__(self, form: Questionnaire, parent: QWidget | None = None) -> None:
        super().__init__(spacing=10, parent=parent)
        self.setFixedWidth(look.px(WIDTH))
        self.body.setContentsMargins(look.px(8), look.px(10), look.px(8), look.px(12))
        self._shown: tuple[tuple[Section, ...], str] = ((), "")
        self._sections = SectionList()
        self._sections.chosen.connect(self.chosen)
        self._progress = ProgressLine()
        scrolled = Scrolled(spacing=8, right=2)
        column = scrolled.column
        column.addWidget(self._sections)
        column.addWidget(self._progress)
        if form.standing is not Standing.CERTAIN:
            column.addWidget(Chip(_("wzór {version} odtworzony").format(version=form.version), "warn"))
            column.addWidget(Text(form.note, "small", "muted", wrap=True))
        column.addStretch(1)
        self.add(scrolled, stretch=1)

    def show_filling(self, filling: Filling, current: str, *, is_read: bool = False) -> None:
        """Bring states and progress up to date; ``current`` is the open segment, nothing is to do where one reads."""
        sections = tuple(_section(filling, segment, is_read=is_read) for segment in filling.segments)
        if (sections, current) != self._shown:
            self._shown = (sections, current)
            self._sections.set_sections(sections, current)
        self._progress.setVisible(not is_read)
        done = progress(filling)
        left = ngettext("zostało ok. {count} min", "zostało ok. {count} min", done.minutes_left)
        text = f"{done.percent}% · {left.format(count=done.minutes_left)}"
        self._progress.set(text if done.minutes_left else f"{done.percent}%", done.percent / 100)


def _section(filling: Filling, segment: Segment, *, is_read: bool) -> Section:
    now = standing(filling, segment)
    letter = segment.code if segment.is_printed else "+"
    if now.state is SegmentState.LEFT_OUT:
        return Section(segment.code, letter, segment.short, "none", _("nie dotyczy"))
    if is_read:
        is_empty = now.state is SegmentState.OPEN
        return Section(segment.code, letter, segment.short, "open" if is_empty else "done", "", "")
    note = f"{now.answered}/{now.shown}" if now.state is SegmentState.BEGUN else ""
    chip = _("wymagane") if now.is_required and now.state is not SegmentState.DONE else ""
    return Section(segment.code, letter, segment.short, _SIGNS[now.state], note, chip)
