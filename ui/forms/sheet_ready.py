"""What a sheet puts into its long texts: sentences from its own answers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from app.domain.interview_filling import Filling
from app.domain.interview_sentences import FAMILY, Told, told
from ui.forms.ready_texts import Ready, ReadyShelf
from ui.forms.sheet_boxes import ProseBox
from ui.forms.sheet_segment import SegmentView
from ui.forms.sheet_side import Previous
from ui.i18n import _


class SheetShelf(ReadyShelf):
    """``filling`` is the interview as it stands on the screen; an update has what was said last time beside it."""

    def __init__(self, filling: Callable[[], Filling], last: Previous, parent: QObject) -> None:
        super().__init__(parent)
        self._filling, self._last = filling, last

    def serve_segment(self, view: SegmentView) -> None:
        """Answer the long texts of a segment."""
        for box in view.findChildren(ProseBox):
            self.serve(box.foot, lambda: self._known(view.segment.code))

    def _known(self, code: str) -> tuple[Ready, ...]:
        group = _("Z poprzedniego wywiadu ({when})").format(when=self._last.heading)
        return (*from_answers(told(self._filling()), code), *from_answers(self._last.told, group=group))


def from_answers(found: Sequence[Told], code: str = "", group: str = "") -> tuple[Ready, ...]:
    """What was answered, that of the open segment first, at the end all of it together."""
    heading = group or _("Z odpowiedzi w tym wywiadzie")
    in_order = sorted(found, key=lambda each: each.code != code or not code)
    ready = [Ready(heading, _name(each), each.text) for each in in_order]
    if len(ready) > 1:
        ready.append(Ready(heading, _("Wszystko razem"), "\n".join(each.text for each in found)))
    return tuple(ready)


def _name(each: Told) -> str:
    return _("Rodzina i dochód") if each.code == FAMILY else f"{each.code} {each.title}"
