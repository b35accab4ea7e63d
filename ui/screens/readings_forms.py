"""The form in which the head adopts a reading of the act: which, from which month, why; tried before it holds."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.readings import AskedOn
from app.services.office_readings import AdoptReading, Answered, adopt_reading
from app.services.recalculation import ReadingChange, Recalculate, Recalculation, recalculate
from ui.forms import ChoiceField, MonthField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, amount
from ui.parts import Button, Text
from ui.screen import DeskLike
from ui.screens.recalculation_words import effect_words


class ReadingDialog(FormDialog):
    """One question; its effect on the running decisions can be asked before it is adopted."""

    def __init__(self, desk: DeskLike, row: Answered, next_month: date, parent: QWidget) -> None:
        about = row.about
        note = _("Ustawa nie mówi, {matter} ({basis}).").format(matter=about.matter, basis=about.basis)
        super().__init__(about.title, _("Przyjmij"), self._adopt, parent, note=note)
        self._desk, self._about = desk, about
        self.option = ChoiceField(_("Odczytanie"), [(each.code, each.label) for each in about.options])
        self.option.set_value(row.now.code)
        self.effect = Text("", "note", "muted", wrap=True)
        self.month = MonthField(_("Obowiązuje od"), hint=_when(about.asked_on))
        self.month.set_value(next_month)
        self.why = TextField(_("Skąd to odczytanie"), placeholder=_("np. zarządzenie kierownika, orzeczenie"))
        self.add(self.option)
        self.add(self.effect)
        self.add(self.month)
        self.add(self.why)
        self.try_it = Button(_("Sprawdź skutek"), self.ask)
        self.add_button(self.try_it)
        self.answer = Text("", "note", "muted", wrap=True)
        self.add(self.answer)
        self.answer.hide()
        self.option.committed.connect(lambda _code: self._explain())
        self._explain()

    def _explain(self) -> None:
        """What the chosen option does; an answer about another one goes away."""
        code = self.option.value()
        option = self._about.option(code) if code is not None else self._about.usual
        self.effect.setText(f"{option.effect} {option.source}")
        self.answer.hide()

    def _request(self) -> AdoptReading | None:
        """The reading as it was chosen; None where something is missing, which its field then says."""
        month = self.month.value()
        if self.option.value() is None:
            self.refuse(self.option, _("Wybierz pozycję z listy."))
        elif month is None:
            self.refuse(self.month, _("Wpisz miesiąc, na przykład 01.2028."))
        elif not self.why.value():
            self.refuse(self.why, _("Napisz, z czego wynika to odczytanie."))
        else:
            return AdoptReading(
                question=self._about.question,
                option=self.option.value(),
                starts_on=month,
                why=self.why.value() or "",
            )
        return None

    def ask(self) -> None:
        """What the reading would do to running decisions, before anything is written."""
        request = self._request()
        if request is not None:
            asked = Recalculate(cause=ReadingChange(request), from_month=request.starts_on)
            self._desk.ask(recalculate, asked, self._tell, self.object)

    def _tell(self, found: Recalculation) -> None:
        kept = _("Wydane decyzje zostają bez zmian; samo odczytanie nie pozwala obniżyć tego, co przyznano.")
        self.answer.setText(f"{effect_words(found, amount(found.difference))}. {kept}")
        self.answer.show()
        self._fit()

    def _adopt(self) -> None:
        request = self._request()
        if request is not None:
            self._desk.order(adopt_reading, request, lambda _all: self.accept(), self.object)


def _when(asked_on: AskedOn) -> str:
    """Which day the month is compared with."""
    return {
        AskedOn.MONTH: _("Liczy się miesiąc, za który jest świadczenie."),
        AskedOn.APPLICATION: _("Liczy się dzień wniosku; sprawy z wcześniejszych wniosków zostają bez zmian."),
        AskedOn.CHANGE: _("Liczy się dzień, w którym zmienił się dochód lub sytuacja."),
    }[asked_on]
