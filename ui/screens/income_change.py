"""A change of income during a running benefit: typed, answered with steps, kept nowhere."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.facts import HouseholdKind
from app.domain.undue import Fault
from app.services.income_changes import CheckIncomeChange, IncomeChangeChecked, check_income_change
from ui import look
from ui.forms import ChoiceField, DateField, Field, MoneyField, MonthField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _
from ui.parts import Rich, Span
from ui.screen import DeskLike

BLAMELESS = "none"


class IncomeChangeDialog(FormDialog):
    """Stays open: a figure can be changed and looked at again."""

    def __init__(self, desk: DeskLike, parent: QWidget) -> None:
        note = _(
            "Sprawdza 10% kryterium, miesiące zmiany, nienależne kwoty i potrącenie. Niczego nie zapisuje w sprawie."
        )
        super().__init__(_("Zmiana dochodu przy wypłacanym świadczeniu"), _("Sprawdź"), self._ask, parent, note=note)
        self._desk = desk
        self.household = ChoiceField(
            _("Gospodarstwo"),
            [
                (HouseholdKind.SINGLE, _("osoba samotnie gospodarująca")),
                (HouseholdKind.FAMILY, _("rodzina")),
            ],
        )
        self.changed_on = DateField(_("Dzień zmiany"))
        self.before = MoneyField(_("Dochód przedtem (całej rodziny)"))
        self.after = MoneyField(_("Dochód teraz (całej rodziny)"))
        self.paid = MoneyField(_("Świadczenie wypłacane"))
        self.right = MoneyField(_("Świadczenie prawidłowe"))
        self.unpaid = MonthField(_("Pierwszy niewypłacony miesiąc"))
        self.fault = ChoiceField(
            _("Skąd nadpłata"),
            [
                (BLAMELESS, _("bez winy strony")),
                (Fault.UNTRUE, _("nieprawdziwe informacje")),
                (Fault.SILENT, _("niezgłoszona zmiana")),
            ],
        )
        self.fault.set_value(BLAMELESS)
        self.warned_on = DateField(_("Dzień pouczenia"))
        self.add(self.household, self.changed_on)
        self.add(self.before, self.after)
        self.add(self.paid, self.right)
        self.add(self.unpaid, self.fault, self.warned_on)
        self.answer = QWidget()
        self._lines = QVBoxLayout(self.answer)
        self._lines.setContentsMargins(0, 0, look.px(8), 0)
        self._lines.setSpacing(look.px(8))
        self._area = QScrollArea()
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(look.px(230))
        self._area.setWidget(self.answer)
        self._area.hide()
        self._grid.addWidget(self._area, self._row, 0, 1, 6)
        self.setMinimumWidth(look.px(640))

    def _ask(self) -> None:
        wanted: list[tuple[Field, str]] = [
            (self.household, _("Wybierz pozycję z listy.")),
            (self.changed_on, _("Wpisz dzień.")),
            *((field, _("Wpisz kwotę.")) for field in (self.before, self.after, self.paid, self.right)),
            (self.unpaid, _("Wpisz miesiąc, na przykład 01.2028.")),
        ]
        for field, words in wanted:
            if field.value() is None:
                self.refuse(field, words)
                return
        changed_on, unpaid = self.changed_on.value(), self.unpaid.value()
        if changed_on is not None and unpaid is not None:
            self._desk.ask(check_income_change, self._request(changed_on, unpaid), self._show, self.object)

    def _request(self, changed_on: date, unpaid: date) -> CheckIncomeChange:
        fault = self.fault.value()
        return CheckIncomeChange(
            household=HouseholdKind(self.household.value()),
            income_before=self.before.value() or 0,
            income_after=self.after.value() or 0,
            changed_on=changed_on,
            paid=self.paid.value() or 0,
            right=self.right.value() or 0,
            first_unpaid_month=unpaid,
            fault=None if fault in (None, BLAMELESS) else Fault(fault),
            warned_on=self.warned_on.value(),
        )

    def _show(self, checked: IncomeChangeChecked) -> None:
        """The steps anew, what is still missing in red below them."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for step in checked.steps:
            self._lines.addWidget(
                Rich([Span(step.text), Span(f"  {step.basis}" if step.basis else "", "muted")], "text")
            )
        for text in checked.missing:
            self._lines.addWidget(Rich([Span(text, "bad", is_strong=True)], "text"))
        self._lines.addStretch(1)
        self._area.show()
        self.adjustSize()
        self.be_ready()
