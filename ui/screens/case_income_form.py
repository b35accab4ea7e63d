"""One line of income: whose, what, how much, when, proven by what; it asks only what its kind needs."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.income_kinds import IncomeKind, Shape
from app.domain.income_rules import IncompleteIncome
from app.domain.incomes import NO_INCOME, Income
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.services.case_reading import FamilyMember
from app.services.case_views import CaseView
from app.services.incomes import ChangeIncome, IncomeEntry, WriteIncome, change_income, write_income
from ui.forms import ChoiceField, DateField, MoneyField, NumberField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, month
from ui.parts import Button
from ui.screen import DeskLike


class IncomeDialog(FormDialog):
    """Writes a new line of ``member``, or changes ``income``."""

    def __init__(
        self,
        desk: DeskLike,
        view: CaseView,
        parent: QWidget,
        *,
        income: Income | None = None,
        member: FamilyMember | None = None,
    ) -> None:
        title = _("Zmień dochód") if income is not None else _("Dodaj dochód")
        # i18n: a month with its year follows
        note = _("Liczy się dochód za {month}. Wpisz kwotę netto z dokumentu.").format(month=month(view.income_month))
        super().__init__(title, _("Zapisz"), self._save, parent, note=note)
        self._desk, self._view, self._income = desk, view, income
        self._kinds: dict[str, IncomeKind] = {kind.code: kind for kind in view.income_kinds}
        self._goes_on = False
        self._build(view.today)
        self.kind.changed.connect(lambda _kind: self._fit())
        if income is not None:
            self.keep_an_eye(desk.changed, income)
            self._show(income)
        else:
            first = member or next((each for each in view.family), None)
            self.person.set_value(first.person.id.hex() if first is not None else None)
            self.add_button(Button(_("Zapisz i dodaj kolejny"), self._save_and_go_on))
        self._fit()
        (self.kind if income is None else self.amount).setFocus()

    def _build(self, today: date) -> None:
        people = [(each.person.id.hex(), each.person.full_name) for each in self._view.family]
        kinds = [(NO_INCOME, _("brak dochodu")), *((kind.code, kind.label) for kind in self._view.income_kinds)]
        self.person = ChoiceField(_("Osoba"), people)
        self.kind = ChoiceField(_("Źródło"), kinds)
        self.amount = MoneyField(_("Kwota"))
        self.received_on = DateField(_("Otrzymano dnia"), today=today, latest=today)
        self.hectares = TextField(_("Hektary przeliczeniowe"), placeholder="1,25", longest=20)
        self.months = NumberField(_("Za ile miesięcy"), least=1, most=600)
        self.costs = MoneyField(_("Koszty uzyskania przychodu"))
        self.maintenance = MoneyField(_("Alimenty płacone innym osobom"))
        self.lost_on = DateField(_("Utracono źródło dnia"), today=today, hint=_("Tylko gdy źródło ustało."))
        self.evidence = TextField(_("Dowód"), placeholder=_("zaświadczenie, decyzja, oświadczenie"))
        self.add(self.person, self.kind)
        self.add(self.amount, self.received_on)
        self.add_over(self.hectares, self.amount)
        self.add(self.months)
        self.add(self.evidence)
        self.add(self.maintenance, self.lost_on)
        self.add(self.costs)

    def _shape(self) -> Shape | None:
        kind = self._kinds.get(self.kind.value() or "")
        return kind.shape if kind is not None else None

    def _fit(self) -> None:
        """Show what the chosen kind needs, and nothing else."""
        code = self.kind.value()
        kind, shape = self._kinds.get(code or ""), self._shape()
        is_nothing = code == NO_INCOME
        self.amount.setVisible(shape is not Shape.FARM and not is_nothing)
        self.received_on.setVisible(not is_nothing)
        is_lasting = shape in (Shape.FARM, Shape.AVERAGE)
        self.received_on.set_label(_("Liczy się od dnia") if is_lasting else _("Otrzymano dnia"))
        self.hectares.setVisible(shape is Shape.FARM)
        self.months.setVisible(shape is Shape.ARREARS)
        self.costs.setVisible(kind is not None and kind.has_costs)
        self.maintenance.setVisible(shape is not None)
        self.lost_on.setVisible(shape is Shape.RECEIPT or is_lasting)
        self.adjustSize()

    def _show(self, income: Income) -> None:
        self.person.set_value(income.person_id.hex())
        self.person.setEnabled(False)
        self.kind.set_value(income.kind)
        self.amount.set_value(income.amount or None)
        self.received_on.set_value(income.received_on)
        self.hectares.set_value(income.hectares or None)
        self.months.set_value(income.months or None)
        self.costs.set_value(income.costs or None)
        self.maintenance.set_value(income.maintenance_paid or None)
        self.lost_on.set_value(income.source_lost_on)
        self.evidence.set_value(income.evidence or None)

    def _save_and_go_on(self) -> None:
        self._goes_on = True
        self._run()

    def _save(self) -> None:
        if self.kind.value() is None or self.person.value() is None:
            field = self.kind if self.kind.value() is None else self.person
            self.refuse(field, _("Wybierz pozycję z listy."))
            self._goes_on = False
            return
        entry = self._entry()
        if self._income is None:
            self._desk.order(
                write_income,
                WriteIncome(RecordId(bytes.fromhex(self.person.value())), entry),
                lambda _done: self._written(),
                self._refused,
            )
        else:
            after = replace(self._income, **vars(entry))
            self._desk.order(
                change_income, ChangeIncome(self._income, after), lambda _done: self.accept(), self._refused
            )

    def _entry(self) -> IncomeEntry:
        """What is on the screen; a hidden field says nothing."""
        is_nothing = self.kind.value() == NO_INCOME
        return IncomeEntry(
            kind=self.kind.value(),
            amount=_amount(self.amount),
            received_on=self._view.income_month if is_nothing else self.received_on.value(),
            costs=_amount(self.costs),
            maintenance_paid=_amount(self.maintenance),
            source_lost_on=None if self.lost_on.isHidden() else self.lost_on.value(),
            hectares="" if self.hectares.isHidden() else self.hectares.value() or "",
            months=0 if self.months.isHidden() else self.months.whole() or 0,
            evidence=self.evidence.value() or "",
            evidence_on=self._income.evidence_on if self._income is not None else None,
            note=self._income.note if self._income is not None else "",
        )

    def _written(self) -> None:
        """Close, or be ready for the next line of the same paper: day and proof stay."""
        if not self._goes_on:
            self.accept()
            return
        self._goes_on = False
        self.be_ready()
        for field in (self.kind, self.amount, self.costs, self.maintenance, self.lost_on, self.hectares, self.months):
            field.set_value(None)
        self._fit()
        self.kind.setFocus()

    def _refused(self, problem: Problem) -> None:
        self._goes_on = False
        lacking = {"received_on": self.received_on, "hectares": self.hectares, "months": self.months}
        field = lacking.get(str(problem.facts.get("field"))) if isinstance(problem, IncompleteIncome) else None
        if field is None:
            self.object(problem)
        else:
            self.refuse(field, _("Bez tego nie da się policzyć tego dochodu."))


def _amount(field: MoneyField) -> int:
    return 0 if field.isHidden() else field.value() or 0
