"""The form in which the head enters a regulation: its amounts, from which month, where it stands; tried before."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from app.services.law_amounts import EnterLawAmounts, LawAmounts, enter_law_amounts
from app.services.recalculation import NewAmounts, Recalculate, Recalculation, recalculate
from ui.forms import MoneyField, MonthField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, amount
from ui.parts import Button, Text
from ui.screen import DeskLike
from ui.screens.recalculation_words import effect_words


class AmountsDialog(FormDialog):
    """Every verified amount with what holds now; an empty one stays as it is."""

    def __init__(self, desk: DeskLike, found: LawAmounts, then: Callable[[], None], parent: QWidget) -> None:
        note = _("Wpisz tylko kwoty, które rozporządzenie zmienia. Dotychczasowe stoją pod polami.")
        super().__init__(_("Kwoty z rozporządzenia"), _("Przyjmij"), self._enter, parent, note=note)
        self._desk, self._then = desk, then
        self.month = MonthField(_("Obowiązują od"))
        self.basis = TextField(_("Rozporządzenie"), placeholder=_("rok i pozycja w Dzienniku Ustaw"))
        self.add(self.month, self.basis)
        self.amounts = {
            row.name: MoneyField(
                _names()[row.name], hint=_("Dotychczas {amount}.").format(amount=amount((row.coming or row.now).grosze))
            )
            for row in found.amounts
        }
        fields = list(self.amounts.values())
        for at in range(0, len(fields), 2):
            self.add(*fields[at : at + 2])
        self.try_it = Button(_("Sprawdź skutek"), self.ask)
        self.add_button(self.try_it)
        self.answer = Text("", "note", "muted", wrap=True)
        self.add(self.answer)
        self.answer.hide()

    def _request(self) -> EnterLawAmounts | None:
        """What was typed; None where something is missing, which its field then says."""
        month, basis = self.month.value(), self.basis.value()
        typed = tuple((name, value) for name, field in self.amounts.items() if (value := field.value()) is not None)
        if month is None:
            self.refuse(self.month, _("Wpisz miesiąc, na przykład 01.2028."))
        elif not basis:
            self.refuse(self.basis, _("Napisz, z czego wynika kwota."))
        elif not typed:
            self.refuse(next(iter(self.amounts.values())), _("Wpisz kwotę."))
        else:
            return EnterLawAmounts(amounts=typed, starts_on=month, basis=basis)
        return None

    def ask(self) -> None:
        """What the amounts would do to running decisions, before anything is written."""
        request = self._request()
        if request is not None:
            cause = NewAmounts(amounts=request.amounts, basis=request.basis)
            asked = Recalculate(cause=cause, from_month=request.starts_on)
            self._desk.ask(recalculate, asked, self._tell, self.object)

    def _tell(self, found: Recalculation) -> None:
        self.answer.setText(effect_words(found, amount(found.difference)))
        self.answer.show()
        self._fit()

    def _enter(self) -> None:
        request = self._request()
        if request is not None:
            self._desk.order(enter_law_amounts, request, lambda _all: self._done(), self.object)

    def _done(self) -> None:
        self.accept()
        self._then()


def _names() -> Mapping[str, str]:
    """Each amount in a few words; the whole name stands in the list behind."""
    return {
        "criterion_single": _("Kryterium: osoba samotna"),
        "criterion_family": _("Kryterium: osoba w rodzinie"),
        "income_per_hectare": _("Dochód z 1 ha"),
        "permanent_allowance_maximum": _("Zasiłek stały, najwyższy"),
        "independence_base": _("Usamodzielnienie"),
        "integration_minimum": _("Integracja, najniższe"),
        "integration_maximum": _("Integracja, najwyższe"),
    }
