"""When a visit is to be: day, hour, and what whoever goes there should know."""

from collections.abc import Sequence
from datetime import date, datetime, time

from PySide6.QtWidgets import QWidget

from app.domain.records import RecordId
from app.services.interview_lists import InterviewRow
from app.services.interview_parts import Part, PartsOnOffer
from app.services.interviews import AddVisit, PlanInterview, add_visit, plan_interview
from app.services.ports import Hit
from app.services.searching import FindAnything, find_anything
from ui.forms import ChoiceField, DateField, LineField, TextField, Unread
from ui.forms.form_dialog import FormDialog
from ui.forms.search import SearchField
from ui.i18n import _, ngettext, numeric_day, weekday_day
from ui.parts import Button
from ui.screen import DeskLike

USUAL_HOUR = time(9, 0)
FEWEST_LETTERS = 2
"""Before that a search would find half the town."""


class HourField(LineField):
    """An hour as it is typed: ``9:30``, ``930``, ``9``."""

    def read(self, text: str) -> time:
        digits = "".join(letter for letter in text if letter.isdigit())
        hour, minute = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        if not hour or len(digits) > 4 or int(hour) > 23 or int(minute) > 59:
            raise Unread(_("To nie jest godzina. Wpisz na przykład 9:30."))
        return time(int(hour), int(minute))

    def write(self, value: time) -> str:
        return f"{value.hour}:{value.minute:02d}"


class PartFields:
    """On which part of the form a visit is held, and for the parts of art. 103 with which relative."""

    def __init__(self, desk: DeskLike, offered: PartsOnOffer, part: str, person_id: RecordId | None = None) -> None:
        self._desk, self._offered = desk, offered
        self.part = ChoiceField(_("Część kwestionariusza"), [(each.part, _named(each)) for each in offered.parts])
        people = [(relative_id.hex(), name) for relative_id, name in offered.relatives]
        self._people = [("", _("osoba spoza kartoteki")), *people]
        self.relative = ChoiceField(_("Z kim"), self._people)
        self.search = SearchField(_("Szukaj krewnego w kartotece"), _("Krewny spoza rodziny: nazwisko, PESEL, adres"))
        self.search.searched.connect(self._seek)
        self.search.left_down.connect(lambda _is_enter: self.relative.combo.setFocus())
        self.part.set_value(part)
        known = {key for key, _name in people}
        self.relative.set_value(person_id.hex() if person_id is not None and person_id.hex() in known else "")
        self.part.changed.connect(lambda _part: self._follow())

    def add_to(self, form: FormDialog) -> None:
        """Put both below what stands in a form already."""
        form.add(self.part)
        form.add(self.relative)
        form.add(self.search)
        self._follow()

    def chosen(self) -> tuple[str, RecordId | None]:
        """The part, and the relative whom the files hold."""
        relative = self.relative.value() if self._is_with_relative() else ""
        return self.part.value() or "", RecordId(bytes.fromhex(relative)) if relative else None

    def _seek(self, text: str) -> None:
        """Look in all the files: children and parents of art. 103 rarely live in the household."""
        if len(text.strip()) < FEWEST_LETTERS:
            self._offer(())
        else:
            self._desk.ask(find_anything, FindAnything(text), lambda found: self._arrived(text, found.persons))

    def _arrived(self, text: str, hits: Sequence[Hit]) -> None:
        if text == self.search.line.text():
            self._offer(hits)

    def _offer(self, hits: Sequence[Hit]) -> None:
        """What was found stands before those who are known already; a single one is chosen."""
        chosen = self.relative.value()
        known = {key for key, _name in self._people}
        found = [(hit.id.hex(), _hit_words(hit)) for hit in hits if hit.id.hex() not in known]
        self.relative.set_options([*found, *self._people])
        kept = chosen if chosen in known | {key for key, _name in found} else ""
        self.relative.set_value(hits[0].id.hex() if len(hits) == 1 else kept)
        count = ngettext(
            "Znaleziono {count} osobę, jest wybrana powyżej.", "Znaleziono {count} osób: wybierz powyżej.", len(hits)
        )
        is_asked = len(self.search.line.text().strip()) >= FEWEST_LETTERS
        nobody = _("Nikogo takiego nie ma w kartotece.")
        self.search.set_hint((count.format(count=len(hits)) if hits else nobody) if is_asked else "")

    def _follow(self) -> None:
        self.relative.setVisible(self._is_with_relative())
        self.search.setVisible(self._is_with_relative())
        chosen = next((each for each in self._offered.parts if each.part == self.part.value()), None)
        hint = _("Wzór odtworzony. Porównaj wydruk z blankietem używanym w ośrodku.")
        self.part.set_hint(hint if chosen is not None and chosen.is_inferred else "")

    def _is_with_relative(self) -> bool:
        return any(each.part == self.part.value() and each.is_with_relative for each in self._offered.parts)


def _hit_words(hit: Hit) -> str:
    """Enough to tell namesakes apart."""
    born = date.fromisoformat(hit.born_on) if hit.born_on else None
    return ", ".join(part for part in (hit.name, numeric_day(born) if born else "", hit.place) if part)


def _named(part: Part) -> str:
    """``IV: aktualizacja``; the words are the form's own and stay Polish."""
    return f"{part.part}: {part.purpose}"


class VisitDialog(FormDialog):
    """One more visit of a case: an update, a relative, another benefit."""

    def __init__(self, desk: DeskLike, row: InterviewRow, offered: PartsOnOffer, parent: QWidget) -> None:
        note = _("{name}. Termin wywiadu liczy się od dziś.").format(name=row.name)
        super().__init__(_("Kolejna wizyta"), _("Dodaj wizytę"), self._add, parent, note=note)
        self._desk, self._case_id = desk, row.interview.case_id
        self.parts = PartFields(desk, offered, offered.usual)
        self.parts.add_to(self)
        self._offered = offered
        self.parts.part.changed.connect(lambda _part: self._question())
        self._question()

    def _question(self) -> None:
        """Ask in amber about a second visit on the same part, and about an update of what was never held."""
        part = self.parts.part.value() or ""
        words = ""
        if part in self._offered.waiting and not self._is_with_relative(part):
            words = _("Wizyta na części {part} już czeka w tej sprawie. Na pewno jeszcze jedna?").format(part=part)
        elif self._offered.is_too_early(part):
            words = _("Nie ma zakończonego wywiadu części I, który ta wizyta miałaby aktualizować. Na pewno?")
        self.parts.part.set_questioned(words)

    def _is_with_relative(self, part: str) -> bool:
        return any(each.part == part and each.is_with_relative for each in self._offered.parts)

    def _add(self) -> None:
        part, person_id = self.parts.chosen()
        request = AddVisit(self._case_id, part, person_id)
        self._desk.order(add_visit, request, lambda _done: self.accept(), self.object)


class PlanDialog(FormDialog):
    """Plans the visit of one row of the list. Its part is chosen until the visit begins."""

    def __init__(self, desk: DeskLike, row: InterviewRow, offered: PartsOnOffer, parent: QWidget) -> None:
        until = _("Termin wywiadu: {day}.").format(day=weekday_day(row.clock.deadline.ends_on)) if row.clock else ""
        note = f"{row.name}. {until}".strip()
        super().__init__(_("Plan wizyty"), _("Zapisz plan"), self._save, parent, note=note)
        self._desk, self._interview = desk, row.interview
        planned = row.interview.planned_at
        self.day = DateField(_("Dzień wizyty"), today=row.today, earliest=row.today)
        self.hour = HourField(_("Godzina"))
        self.note = TextField(
            _("Uwagi do wizyty"), hint=_("Na przykład: pies, dojazd od strony lasu, zadzwoń przed wyjazdem.")
        )
        self.day.set_value(planned.date() if planned is not None else None)
        self.hour.set_value(planned.time() if planned is not None else USUAL_HOUR)
        self.note.set_value(row.interview.plan_note)
        self.add(self.day, self.hour)
        self.add(self.note)
        self.parts: PartFields | None = None
        if row.interview.started_at is None:
            self.parts = PartFields(desk, offered, row.interview.part, row.interview.person_id)
            self.parts.add_to(self)
        if planned is not None:
            self.add_button(Button(_("Usuń plan"), lambda: self._order(None)))

    def _save(self) -> None:
        day = self.day.value()
        if day is None:
            self.complain(_("Wpisz dzień wizyty."))
            return
        self._order(datetime.combine(day, self.hour.value() or USUAL_HOUR))

    def _order(self, planned_at: datetime | None) -> None:
        part, person_id = self.parts.chosen() if self.parts is not None else (self._interview.part, None)
        request = PlanInterview(self._interview, planned_at, self.note.value() or "", part, person_id)
        self._desk.order(plan_interview, request, lambda _done: self.accept(), self.object)
