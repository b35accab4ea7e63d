"""What came from other workstations while a form was open: how many boxes, which, and where two answers stand."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.answers import Key
from app.services.interview_reading import InterviewView
from ui.i18n import _, ngettext
from ui.parts import Banner, Span
from ui.screen import Navigator

MOST_LINKS = 6
_SHOW, _SETTLE = "show", "settle"


class News(Banner):
    """``show_wanted`` gives the view that goes into the form, ``box_wanted`` segment, field and row of a link."""

    show_wanted = Signal(object)
    box_wanted = Signal(str, str, int)
    settling_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "warn", parent)
        self._view: InterviewView | None = None
        self.text.followed.connect(self._follow)

    def unseen(self) -> InterviewView | None:
        """What arrived and was not put into the form yet."""
        return self._view

    def stops(self, navigator: Navigator) -> bool:
        """Whether something arrived that nobody has seen; then it is shown, and no end is made before."""
        unseen = self._view
        if unseen is not None:
            self.show_wanted.emit(unseen)
            words = _("Wymiana zmieniła odpowiedzi w tym wywiadzie. Sprawdź je, zanim go zakończysz.")
            navigator.notice(words, "warn")
        return unseen is not None

    def tell_changes(self, view: InterviewView, count: int) -> None:
        """So many boxes differ from what the form shows."""
        self._view = view
        words = ngettext("Wymiana zmieniła {count} pole.", "Wymiana zmieniła {count} pól.", count).format(count=count)
        self.set_words([Span(words + " "), Span(_("Pokaż zmiany"), link=_SHOW)], "warn")
        self.show()

    def tell_boxes(self, view: InterviewView, changed: Sequence[Key]) -> None:
        """These boxes show now what arrived."""
        self._view = None
        self.set_words([Span(_("Zmienione pola:")), *_links(view, changed)], "neutral")
        self.setVisible(bool(changed))
        if view.two_answers:
            self.tell_two_answers(view)

    def tell_two_answers(self, view: InterviewView) -> None:
        """These boxes have two answers; a person settles them where all contradictions are settled."""
        self._view = None
        boxes = [(each.field_id, each.row) for each in view.two_answers]
        count = len(boxes)
        words = ngettext("{count} pole ma dwie odpowiedzi:", "{count} pól ma dwie odpowiedzi:", count)
        settle = Span(_("Rozstrzygnij w Wymianie"), link=_SETTLE)
        self.set_words([Span(words.format(count=count)), *_links(view, boxes), Span(" · "), settle], "warn")
        self.setVisible(count > 0)

    def _follow(self, link: str) -> None:
        if link == _SHOW:
            self.show_wanted.emit(self._view)
        elif link == _SETTLE:
            self.settling_wanted.emit()
        else:
            segment, field_id, row = link.split()
            self.box_wanted.emit(segment, field_id, int(row))


def _links(view: InterviewView, boxes: Sequence[Key]) -> list[Span]:
    """Names of boxes that lead to them, in the order of the form; the tail is only counted."""
    told: list[Span] = []
    order = {name: number for number, name in enumerate(view.form.places)}
    for field_id, row in sorted(boxes, key=lambda box: (order.get(_name(box), len(order)), box))[:MOST_LINKS]:
        place = view.form.places.get(_name((field_id, row)))
        if place is not None:
            name = f"{place.segment.code}. {place.field.name}"
            told += [Span(" · " if told else " "), Span(name, link=f"{place.segment.code} {field_id} {row}")]
    more = len(boxes) - MOST_LINKS
    if more > 0:
        rest = ngettext("i jeszcze {count} pole", "i jeszcze {count} pola", more).format(count=more)
        told.append(Span(f" {rest}"))
    return told


def _name(box: Key) -> str:
    """The id of the field; a word beside an option belongs to its field."""
    return box[0].split(".", maxsplit=1)[0]
