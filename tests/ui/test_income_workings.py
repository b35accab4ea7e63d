"""The income form asks for the figures of another currency and of a business, and says what they lead to."""

from app.domain.income_workings import Declared, Foreign, Taxation, TaxReturn, read_workings
from app.domain.incomes import Income
from app.domain.records import RecordId
from tests.ui import drawn
from tests.ui.case_desk import view_of
from tests.ui.counter import Counter
from ui.screens.case_income_form import IncomeDialog


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def new_line(counter: Counter, case_id: RecordId, kind: str) -> IncomeDialog:
    page = counter.open("case", case_id=case_id)
    page.acts.add_income(None)
    dialog: IncomeDialog = counter.dialog(IncomeDialog)
    dialog.kind.set_value(kind)
    dialog._fit()
    return dialog


def written(counter: Counter, case_id: RecordId, kind: str) -> Income:
    (found,) = [row.income for row in view_of(counter, case_id).incomes if row.income.kind == kind]
    return found


def save(counter: Counter, dialog: IncomeDialog) -> None:
    dialog.go.click()
    counter.wait()


def test_an_amount_in_another_currency_is_converted_while_it_is_typed(counter: Counter, case_id: RecordId) -> None:
    dialog = new_line(counter, case_id, "pension")
    assert dialog.money.foreign.isHidden()
    dialog.money.currency.set_value("EUR")
    dialog._fit()
    assert (dialog.amount.isHidden(), dialog.money.foreign.isHidden()) == (True, False)
    counter.type(dialog.received_on, "15.10")
    save(counter, dialog)
    assert dialog.money.foreign.message.text() == "Wpisz kwotę."
    counter.type(dialog.money.foreign, "187,50")
    counter.type(dialog.money.rate, "4,2512")
    counter.type(dialog.money.table, "225")
    counter.type(dialog.money.table_on, "2.11.2026")
    assert plain(dialog.money.told.text()).startswith("W złotych: 797,10 zł.")
    save(counter, dialog)
    assert dialog.money.table.message.text().startswith("Numer tabeli ma postać 227/A/NBP/2026")
    counter.type(dialog.money.table, "212/a/nbp/2026")
    counter.type(dialog.evidence, "Rentenbescheid")
    save(counter, dialog)
    line = written(counter, case_id, "pension")
    workings = read_workings(line.note)
    assert isinstance(workings, Foreign)
    assert (line.amount, workings.table) == (797_10, "212/A/NBP/2026")
    page = counter.open("case", case_id=case_id)
    assert "emerytura · 187,50 EUR" in plain(drawn.table(page.income.model))
    page.acts.edit_income(line)
    again = counter.dialog(IncomeDialog)
    assert (again.money.currency.value(), again.money.rate.text()) == ("EUR", "4,2512")
    again.money.currency.set_value("PLN")
    again._fit()
    counter.type(again.amount, "800")
    save(counter, again)
    line = written(counter, case_id, "pension")
    assert (line.amount, line.note) == (800_00, "")


def test_a_hundred_forints_are_quoted_for_a_hundred(counter: Counter, case_id: RecordId) -> None:
    dialog = new_line(counter, case_id, "wage")
    dialog.money.currency.set_value("HUF")
    dialog._fit()
    assert dialog.money.rate.label.text() == "Kurs średni NBP za 100"


def test_each_form_of_taxation_asks_for_its_own_figures(counter: Counter, case_id: RecordId) -> None:
    dialog = new_line(counter, case_id, "business")
    save(counter, dialog)
    assert dialog.business.taxation.message.text() == "Wybierz formę opodatkowania."
    names = ("year", "months", "revenue", "costs", "tax", "social", "health", "other_income")
    shown = {}
    for code in ("scale", "linear", "new", "lump_sum", "card"):
        dialog.business.taxation.set_value(code)
        dialog._fit()
        asked = [name for name in names if getattr(dialog.business, name).isVisible()]
        shown[code] = (asked, dialog.amount.isVisible())
    assert shown == {
        "scale": (list(names), False),
        "linear": (list(names[:-1]), False),
        "new": ([], True),
        "lump_sum": ([], True),
        "card": ([], True),
    }
    assert "dowód opłacenia składek w ZUS" in dialog.business.taxation.message.text()
    counter.type(dialog.amount, "900")
    save(counter, dialog)
    line = written(counter, case_id, "business")
    assert (line.amount, read_workings(line.note)) == (900_00, Declared(Taxation.CARD))


def test_a_joint_return_says_the_part_of_the_tax(counter: Counter, case_id: RecordId) -> None:
    dialog = new_line(counter, case_id, "business")
    business = dialog.business
    business.taxation.set_value("scale")
    dialog._fit()
    assert business.year.text() == "2025"
    figures = {"revenue": "90000", "costs": "30000", "tax": "9000", "other_income": "40000", "health": "2940"}
    for name, text in figures.items():
        counter.type(getattr(business, name), text)
    counter.type(business.social, "9800")
    save(counter, dialog)
    assert business.months.message.text() == "Wpisz liczbę miesięcy."
    counter.type(business.months, "10")
    assert plain(business.told.text()) == (
        "Dochód miesięczny: 4 186,00 zł. Podatek od działalności: 5 400,00 zł (art. 8 ust. 6)."
    )
    counter.type(business.year, "2026")
    save(counter, dialog)
    assert business.year.message.text() == "Rok zeznania musi się już skończyć."
    counter.type(business.year, "2025")
    save(counter, dialog)
    line = written(counter, case_id, "business")
    assert isinstance(read_workings(line.note), TaxReturn)
    assert line.amount == 4_186_00
    page = counter.open("case", case_id=case_id)
    assert "działalność gospodarcza · skala" in drawn.table(page.income.model)
    page.acts.edit_income(line)
    again = counter.dialog(IncomeDialog)
    assert plain(again.business.revenue.text()) == "90 000,00 zł"
    counter.type(again.business.costs, "100000")
    assert "Strata liczy się jako zero" in again.business.told.text()
    save(counter, again)
    assert written(counter, case_id, "business").amount == 0
