"""Setting right what was signed: the whole sheet is open, and nothing of it is written before a reason is given."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.answer_words import in_words
from app.domain.answers import Key, Value, from_json, is_empty, to_json
from app.services.interview_corrections import CorrectAnswers, Right, correct_answers
from app.services.interview_reading import InterviewView
from ui.forms import LongText
from ui.forms.form_dialog import FormDialog
from ui.forms.sheet import Sheet
from ui.i18n import _, ngettext
from ui.parts import Banner, Rich, Span
from ui.screen import DeskLike
from ui.screens.interview_words import box_words

MOST_SHOWN = 8
_SAVE, _DROP = "save", "drop"


class Correcting(QObject):
    """``done`` says that the correction is in the file, ``dropped`` that nothing is to be set right."""

    done = Signal()
    dropped = Signal()

    def __init__(self, desk: DeskLike, view: InterviewView, sheet: Sheet, banner: Banner, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._view, self._sheet, self._banner = desk, view, sheet, banner
        self.changed: dict[Key, str] = {}
        sheet.answered.connect(self._answered)
        sheet.finished_wanted.connect(self.ask_reason)
        self._show()

    def follow(self, link: str) -> None:
        """A link of the banner was pressed."""
        if link == _SAVE:
            self.ask_reason()
        elif link == _DROP:
            self.dropped.emit()

    def ask_reason(self) -> None:
        """Everything that differs from what stands on paper, and why."""
        self._sheet.flush()
        CorrectionDialog(self._desk, self._view, dict(self.changed), self._sheet.window(), self.done.emit).open()

    def _answered(self, field_id: str, row: int, text: str) -> None:
        stands = self._view.answers.get((field_id, row))
        if _same(from_json(text), stands):
            self.changed.pop((field_id, row), None)
        else:
            self.changed[field_id, row] = text
        self._show()

    def _show(self) -> None:
        count = len(self.changed)
        words = [Span(_("Sprostowanie. Popraw błędną odpowiedź: nic się nie zapisze, dopóki nie podasz powodu. "))]
        if count:
            told = ngettext("Zmieniono {count} pole.", "Zmieniono {count} pól.", count).format(count=count)
            words += [Span(f"{told} ", is_strong=True), Span(_("Zapisz sprostowanie…"), link=_SAVE), Span(" · ")]
        self._banner.set_words([*words, Span(_("Porzuć"), link=_DROP)], "warn")
        self._banner.show()


class CorrectionDialog(FormDialog):
    """Old and new answers, and the reason that goes with them."""

    def __init__(
        self,
        desk: DeskLike,
        view: InterviewView,
        changed: Mapping[Key, str],
        parent: QWidget,
        then: Callable[[], None],
    ) -> None:
        note = _(
            "Podpisana odpowiedź zostaje czytelna. Na nowym wydruku będzie stało, co, kiedy i dlaczego sprostowano."
        )
        super().__init__(_("Sprostowanie"), _("Zapisz sprostowanie"), self._save, parent, note=note)
        self._desk, self._view, self._changed, self._then = desk, view, changed, then
        self.differences = Rich(difference_words(view, {key: from_json(text) for key, text in changed.items()}), "note")
        self.reason = LongText(
            _("Powód sprostowania"), lines=2, hint=_("Na przykład: pomyłka pisarska w kwocie czynszu.")
        )
        self.add(self.differences)
        self.add(self.reason)
        self.reason.setFocus()

    def _save(self) -> None:
        right = tuple(Right(field_id, row, text) for (field_id, row), text in self._changed.items())
        request = CorrectAnswers(self._view.interview.id, right, self.reason.value() or "")
        self._desk.order(correct_answers, request, lambda _interview: self._done(), self.object)

    def _done(self) -> None:
        self.accept()
        self._then()


def difference_words(view: InterviewView, changed: Mapping[Key, Value]) -> list[Span]:
    """``A. Imię: Ana → Anna`` in lines; the tail is only counted."""
    told: list[Span] = []
    order = {name: number for number, name in enumerate(view.form.places)}
    keys = sorted(changed, key=lambda key: (order.get(key[0].split(".", maxsplit=1)[0], len(order)), key))
    for key in keys[:MOST_SHOWN]:
        before, after = answer_words(view, key, view.answers.get(key)), answer_words(view, key, changed[key])
        told += [Span("\n" if told else ""), Span(f"{box_words(view, key)}: "), Span(before, "muted", is_struck=True)]
        told += [Span(" → ", "muted"), Span(after, is_strong=True)]
    more = len(keys) - MOST_SHOWN
    if more > 0:
        rest = ngettext("i jeszcze {count} pole", "i jeszcze {count} pola", more).format(count=more)
        told.append(Span(f"\n{rest}"))
    return told or [Span(_("Nie zmieniono żadnej odpowiedzi."), "muted")]


def answer_words(view: InterviewView, key: Key, value: Value) -> str:
    """An answer as the form writes it."""
    place = view.form.places.get(key[0])
    if is_empty(value):
        return _("(puste)")
    return in_words(place.field, value, view.answers, key[1]) if place is not None else str(value)


def _same(one: Value, other: Value) -> bool:
    return to_json(one) == to_json(other)
