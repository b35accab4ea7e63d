"""One line of income: whose, what, how much, when, proven by what; it asks only what its kind needs."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.income_kinds import IncomeKind, Shape
from app.domain.income_rules import IncompleteIncome
from app.domain.income_workings import Declared, Foreign, TaxReturn, Workings, read_workings
from app.domain.incomes import NO_INCOME, Income
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.services.case_reading import FamilyMember
from app.services.case_views import CaseView
from app.services.incomes import ChangeIncome, IncomeEntry, WriteIncome, change_income, write_income
from ui import look
from ui.forms import ChoiceField, DateField, Field, MoneyField, NumberField, TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, month
from ui.parts import Button
from ui.screen import DeskLike
from ui.screens.case_income_workings import BusinessPart, CurrencyPart, Gap


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
        self.setMinimumWidth(look.px(620))

    def _build(self, today: date) -> None:
        people = [(each.person.id.hex(), each.person.full_name) for each in self._view.family]
        kinds = [(NO_INCOME, _("brak dochodu")), *((kind.code, kind.label) for kind in self._view.income_kinds)]
        self.person = ChoiceField(_("Osoba"), people)
        self.kind = ChoiceField(_("Źródło"), kinds)
        self.amount = MoneyField(_("Kwota"))
        self.money, self.business = CurrencyPart(today, self._fit), BusinessPart(today, self._fit)
        self.received_on = DateField(_("Otrzymano dnia"), today=today, latest=today)
        self.hectares = TextField(_("Hektary przeliczeniowe"), placeholder="1,25", longest=20)
        self.months = NumberField(_("Za ile miesięcy"), least=1, most=600)
        self.costs = MoneyField(_("Koszty uzyskania przychodu"))
        self.maintenance = MoneyField(_("Alimenty płacone innym osobom"))
        self.lost_on = DateField(_("Utracono źródło dnia"), today=today, hint=_("Tylko gdy źródło ustało."))
        self.evidence = TextField(_("Dowód"), placeholder=_("zaświadczenie, decyzja, oświadczenie"))
        self.add(self.person, self.kind)
        money, business = self.money, self.business
        self.add(business.taxation)
        self.add(business.year, business.months, business.since)
        self.add(business.revenue, business.costs, business.tax)
        self.add(business.social, business.health, business.other_income)
        self.add(business.told)
        self.add(self.amount, money.currency, self.received_on)
        self.add_over(self.hectares, self.amount)
        self.add_over(money.foreign, self.amount)
        self.add(money.rate, money.table, money.table_on)
        self.add(money.told)
        self.add(self.months)
        self.add(self.evidence)
        self.add(self.maintenance, self.lost_on)
        self.add(self.costs)

    @property
    def _day(self) -> DateField:
        """Where the day of the line is typed: beside the figures of a tax return, or beside the amount."""
        return self.business.since if self.business.asks_return else self.received_on

    def _shape(self) -> Shape | None:
        kind = self._kinds.get(self.kind.value() or "")
        return kind.shape if kind is not None else None

    def _fit(self) -> None:
        """Show what the chosen kind needs, and nothing else."""
        code = self.kind.value()
        kind, shape = self._kinds.get(code or ""), self._shape()
        is_nothing = code == NO_INCOME
        self.money.fit(shape)
        self.business.fit(shape)
        is_old = self._income is not None and self.business.taxation.value() is None
        is_declared = shape is not Shape.AVERAGE or self.business.is_declared or is_old
        is_typed = is_declared and shape is not Shape.FARM and not self.money.is_foreign
        self.amount.setVisible(is_typed and not is_nothing)
        self.amount.set_label(_("Dochód z oświadczenia") if self.business.is_declared else _("Kwota"))
        self.received_on.setVisible(not is_nothing and not self.business.asks_return)
        is_lasting = shape in (Shape.FARM, Shape.AVERAGE)
        self.received_on.set_label(_("Liczy się od dnia") if is_lasting else _("Otrzymano dnia"))
        self.hectares.setVisible(shape is Shape.FARM)
        self.months.setVisible(shape is Shape.ARREARS)
        self.costs.setVisible(kind is not None and kind.has_costs)
        self.maintenance.setVisible(shape is not None)
        self.lost_on.setVisible(shape is Shape.RECEIPT or is_lasting)
        self._column.activate()
        super()._fit()

    def _show(self, income: Income) -> None:
        self.person.set_value(income.person_id.hex())
        self.person.setEnabled(False)
        self.kind.set_value(income.kind)
        self.amount.set_value(income.amount or None)
        self.received_on.set_value(income.received_on)
        self.business.since.set_value(income.received_on)
        self.hectares.set_value(income.hectares or None)
        self.months.set_value(income.months or None)
        self.costs.set_value(income.costs or None)
        self.maintenance.set_value(income.maintenance_paid or None)
        self.lost_on.set_value(income.source_lost_on)
        self.evidence.set_value(income.evidence or None)
        workings = read_workings(income.note)
        self.money.show(workings)
        self.business.show(workings)

    def _save_and_go_on(self) -> None:
        self._goes_on = True
        self._run()

    def _save(self) -> None:
        if self.kind.value() is None or self.person.value() is None:
            field = self.kind if self.kind.value() is None else self.person
            self.refuse(field, _("Wybierz pozycję z listy."))
            self._goes_on = False
            return
        note = self._note_of_figures()
        if note is None:
            return
        entry = self._entry(note)
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

    def _note_of_figures(self) -> str | None:
        """The figures that the amount follows from, as they are kept; None where one is lacking, which is then said."""
        kept = self._income.note if self._income is not None else ""
        is_business = self._shape() is Shape.AVERAGE
        if is_business and self._income is None and self.business.taxation.value() is None:
            self._lack(self.business.taxation, _("Wybierz formę opodatkowania."))
            return None
        if self.business.asks_return or self.business.is_declared:
            found: Workings | Gap = self.business.workings()
        elif self.money.is_foreign:
            found = self.money.workings()
        else:
            return kept if read_workings(kept) is None else ""
        if isinstance(found, Foreign | TaxReturn | Declared):
            return found.note
        self._lack(*found)
        return None

    def _lack(self, field: Field, words: str) -> None:
        self.refuse(field, words)
        self._goes_on = False

    def _entry(self, note: str) -> IncomeEntry:
        """What is on the screen; a hidden field says nothing."""
        is_nothing = self.kind.value() == NO_INCOME
        return IncomeEntry(
            kind=self.kind.value(),
            amount=_amount(self.amount),
            received_on=self._view.income_month if is_nothing else self._day.value(),
            costs=_amount(self.costs),
            maintenance_paid=_amount(self.maintenance),
            source_lost_on=None if self.lost_on.isHidden() else self.lost_on.value(),
            hectares="" if self.hectares.isHidden() else self.hectares.value() or "",
            months=0 if self.months.isHidden() else self.months.whole() or 0,
            evidence=self.evidence.value() or "",
            evidence_on=self._income.evidence_on if self._income is not None else None,
            note=note,
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
        wrong = self.money.field_of(problem) or self.business.field_of(problem)
        if field is not None:
            self.refuse(field, _("Bez tego nie da się policzyć tego dochodu."))
        elif wrong is not None:
            from ui.wording import words_of  # its areas are read only when there is something to say

            self.refuse(wrong, words_of(problem).why)
        else:
            self.object(problem)


def _amount(field: MoneyField) -> int:
    return 0 if field.isHidden() else field.value() or 0
