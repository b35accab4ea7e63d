"""The list of cases and the reports beside it."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt

from app.domain.records import RecordId
from app.services.applications import take_application
from app.services.reports import TakeReport, take_report
from tests.little_office import annas_application, somebody
from tests.ui.case_desk import view_of, written
from tests.ui.counter import Counter
from tests.ui.drawn import table
from tests.ui.keys import press, type_text
from ui.papers import PaperWindow
from ui.screens.case_forms import (
    WordsDialog,
)
from ui.screens.report import CaseFromReportDialog


def test_the_list_of_cases_filters_and_opens(counter: Counter, case_id: RecordId) -> None:
    counter.order(take_application, annas_application(person=somebody("Ewa", "Żak"), members=(), benefit="meal"))
    page = counter.open("cases")
    assert view_of(counter, case_id).case.sign
    rows = table(page.feed.model).splitlines()
    assert rows[0] == "Znak sprawy | Rodzaj | Osoba | Miejsce | Wszczęto | Etap | Termin"
    assert len(rows) == 3
    assert rows[1].endswith("[wywiad:info] | [do 24.11 · 6 dni rob.:neutral]")
    counter.open("cases", benefit="meal")
    assert len(table(page.feed.model).splitlines()) == 2
    page.benefit.set_value("")
    page._filter()
    type_text(page.search.line, "5110.3.1")
    counter.pause()
    press(page.search.line, Qt.Key.Key_Down)
    press(page.feed.table, Qt.Key.Key_Return)
    counter.wait()
    assert counter.page("case").title.title.text() == "Anna Wiśniewska — zasiłek okresowy"


def test_cases_that_wait_for_a_sign_are_numbered_from_the_list(counter: Counter, case_id: RecordId) -> None:
    case = view_of(counter, case_id).case
    counter.order(written((case, replace(case, number=0, sign=""))), 0)
    page = counter.open("cases")
    assert page.waiting.text.words() == "1 sprawa czeka na znak. Nadaj znaki"
    page.waiting.text.followed.emit("number")
    counter.wait()
    assert not page.waiting.isVisible()
    assert view_of(counter, case_id).case.sign == "MGOPS.5110.3.1.2026"


def test_a_report_waits_in_the_list_and_becomes_a_case(counter: Counter) -> None:
    report = counter.order(
        take_report,
        TakeReport(
            received_on=date(2026, 11, 16), about="Henryk Łuczak", facts="Nie ma opału.", reporter_kind="police",
            is_urgent=True,
        ),
    )  # fmt: skip
    page = counter.open("cases", tab="reports")
    assert page.title.subtitle.text() == "1 zgłoszenie do sprawdzenia"
    page.report_table.opened.emit(page.reports.row_at(0))
    counter.wait()
    shown = counter.page("report")
    assert (shown.title.title.text(), shown.chip.text()) == ("Henryk Łuczak", "do 18.11 · 2 dni rob.")
    shown.card.click()
    assert counter.dialog(PaperWindow).windowTitle() == "Karta zgłoszenia od osoby trzeciej"
    counter.dialog(PaperWindow).close()
    shown.begin.click()
    dialog = counter.dialog(CaseFromReportDialog)
    dialog.go.click()
    assert dialog.benefit.message.text() == "Wybierz pozycję z listy."
    dialog.benefit.set_value("purpose_allowance")
    counter.type(dialog.person.last_name, "Łuczak")
    counter.type(dialog.person.first_name, "Henryk")
    dialog.go.click()
    counter.wait()
    assert counter.page("case").title.title.text() == "Henryk Łuczak — zasiłek celowy"
    assert counter.page("case").steps_shown[0].text == "Z urzędu", "nobody applied"
    shown = counter.open("report", report_id=report.id)
    assert shown.begin.text() == "Otwórz sprawę"
    assert not shown.end.isVisible()


def test_a_report_ends_with_a_note(counter: Counter) -> None:
    asked = TakeReport(received_on=date(2026, 11, 16), about="Ktoś", facts="Krzyki.")
    report = counter.order(take_report, asked)
    page = counter.open("report", report_id=report.id)
    page.end.click()
    dialog = counter.dialog(WordsDialog)
    dialog.go.click()
    counter.wait()
    assert dialog._objection.text.words().startswith("Brakuje wyniku sprawdzenia.")
    type_text(dialog.words.writing, "Sąsiedzi oglądali mecz.")
    dialog.go.click()
    counter.wait()
    assert page.outcome.text() == "Sąsiedzi oglądali mecz."
    cases = counter.open("cases", tab="reports")
    assert cases.nothing.title.text() == "Żadne zgłoszenie nie czeka"
