"""What the reasons of a decision may take over: the diagnosis and the facts of the interview, phrases of the office."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.domain.records import RecordId
from app.services.interview_reasons import FindReasons, InterviewReasons, find_reasons
from ui.forms.ready_texts import Ready, ReadyShelf
from ui.forms.sheet_ready import from_answers
from ui.i18n import _, day
from ui.screen import DeskLike
from ui.screens.decision_text import TextCard


class ReasonsShelf(ReadyShelf):
    """Reads the interview of a case once, when its decision is opened; ``card`` shows the way to it."""

    def __init__(self, desk: DeskLike, card: TextCard, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._card = desk, card
        self._case_id: RecordId | None = None
        self._found: InterviewReasons | None = None
        self.serve(card.foot, self._known)

    def open_case(self, case_id: RecordId) -> None:
        """Another decision, or the same after something of its case changed."""
        self._case_id = case_id

        def arrived(found: InterviewReasons | None) -> None:
            if case_id == self._case_id:
                self._found = found
                self._card.set_diagnosis(found.diagnosis if found else "", _when(found) if found else "")

        self._desk.ask(find_reasons, FindReasons(case_id), arrived)

    def _known(self) -> Sequence[Ready]:
        found = self._found
        if found is None:
            return ()
        group = _("Z wywiadu z {day}").format(day=_when(found))
        written = ((_("Diagnoza i wnioski"), found.diagnosis), (_("Potrzeby i oczekiwania"), found.needs))
        own = [Ready(group, name, text) for name, text in written if text]
        return (*own, *from_answers(found.told, group=group))


def _when(found: InterviewReasons) -> str:
    return day(found.held_on)
