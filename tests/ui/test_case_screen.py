"""A case in the window: what stands there, and that every link leads to where the thing is put right."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.domain.case_course import Closing, PaperKind
from app.domain.cases import Document
from app.domain.decisions import Decision, DecisionState
from app.domain.households import Relation
from app.domain.offices import Setting, setting_id
from app.domain.records import RecordId, new_id
from app.services.applications import take_application
from app.services.case_views import CaseView, OpenCase, open_case
from app.services.households import AddMember, MemberEntry, add_member
from app.services.incomes import IncomeEntry, WriteIncome, write_income
from app.services.office import Done, Office
from app.services.persons import ChangePerson, change_person
from app.services.registers import CancelCase, cancel_case
from app.services.reports import TakeReport, take_report
from tests.little_office import annas_application, somebody
from tests.ui.counter import Counter, office_file
from tests.ui.drawn import cut_labels, table
from tests.ui.keys import press, type_text
from ui.papers import PaperWindow
from ui.parts import Button
from ui.screens.case_acts import StepsWindow
from ui.screens.case_forms import (
    ClosingDialog,
    CompletionDialog,
    DeliveryDialog,
    PaperDialog,
    SignatureDialog,
    WordsDialog,
)
from ui.screens.case_income_form import IncomeDialog
from ui.screens.case_letters import ListDialog
from ui.screens.report import CaseFromReportDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
OCTOBER = date(2026, 10, 10)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(office_file(tmp_path))
    yield counter
    counter.close()


@pytest.fixture
def case_id(counter: Counter) -> RecordId:
    """Anna's case with the incomes of October 2026."""
    case: RecordId = counter.order(take_application, annas_application()).case.id
    people = {each.person.first_name: each.person.id for each in view_of(counter, case).family}
    nothing = IncomeEntry(kind="none", received_on=date(2026, 10, 1), evidence="zaświadczenie PUP")
    counter.order(write_income, WriteIncome(people["Anna"], nothing))
    for child in ("Zofia", "Jan"):
        for kind, amount in (("maintenance_fund", 50_000), ("family_allowance", 12_400), ("child_benefit", 80_000)):
            line = IncomeEntry(kind=kind, amount=amount, received_on=OCTOBER, evidence="decyzja")
            counter.order(write_income, WriteIncome(people[child], line))
    return case


def view_of(counter: Counter, case_id: RecordId) -> CaseView:
    view: CaseView = counter.ask(open_case, OpenCase(case_id))
    return view


def written(*records: Any) -> Any:
    """A service for tests: write records as they are."""

    def write(office: Office, _request: object) -> Done[None]:
        with office.work("Test") as work:
            for record in records:
                if isinstance(record, tuple):
                    work.change(*record)
                else:
                    work.add(record)
            return Done(None, work.commit())

    return write


def test_the_case_of_the_day_looks_as_it_should(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    assert page.title.title.text() == "Anna Wiśniewska — zasiłek okresowy"
    assert page.title.crumbs.words() == "Sprawy › Zasiłek okresowy › MGOPS.5110.3.1.2026"
    assert page.primary.text() == "Przeprowadź wywiad"
    assert table(page.income.model).replace("\u00a0", " ").splitlines() == [
        "Osoba | Źródło | Dowód | Kwota | Liczy się",
        "Anna Wiśniewska, 34 ★ | brak dochodu | zaświadczenie PUP | >0,00 | >0,00",
        "Zofia Wiśniewska, 9 | fundusz alimentacyjny | decyzja | >500,00 | >500,00",
        " | zasiłek rodzinny z dodatkami | decyzja | >124,00 | >124,00",
        " | świadczenie wychowawcze (800+) | decyzja | >800,00 | >0,00 *",
        "Jan Wiśniewski, 6 | fundusz alimentacyjny | decyzja | >500,00 | >500,00",
        " | zasiłek rodzinny z dodatkami | decyzja | >124,00 | >124,00",
        " | świadczenie wychowawcze (800+) | decyzja | >800,00 | >0,00 *",
        "Na osobę 416,00 zł · kryterium 823,00 zł |  |  | > | >1 248,00",
    ]
    assert page.income.notes.words() == "* nie liczy się: świadczenie wychowawcze (800+) (art. 8 ust. 4 pkt 7)"
    assert [(step.text, step.state, step.chip) for step in page.steps_shown][:2] == [
        ("Wniosek", "done", ""),
        ("Wywiad", "current", "do 24.11 · 6 dni rob."),
    ]
    assert not cut_labels(page)


def test_a_family_of_fourteen_with_long_names_stays_readable(counter: Counter, case_id: RecordId) -> None:
    household = view_of(counter, case_id).case.household_id
    for number in range(11):
        entry = somebody(f"Maksymilian-Aleksander {number}", "Wiśniewski-Przedborski-Starosądecki")
        counter.order(add_member, AddMember(household, MemberEntry(person=entry, relation=Relation.CHILD)))
    page = counter.open("case", case_id=case_id)
    assert page.income.model.rowCount() == 1 + 6 + 11 + 1
    assert page.income.table.height() >= page.income.model.rowCount() * 37
    header = page.income.table.horizontalHeader()
    assert header.length() <= page.income.table.viewport().width() + 1
    assert not cut_labels(page)


def test_income_is_written_line_after_line_from_the_keyboard(counter: Counter) -> None:
    case_id = counter.order(take_application, annas_application()).case.id
    page = counter.open("case", case_id=case_id)
    counter.focus(page.income.table)
    page.income.table.select(1)
    press(page.income.table, Qt.Key.Key_Insert)
    dialog = counter.dialog(IncomeDialog)
    assert dialog.person.combo.currentText() == "Zofia Wiśniewska"
    for kind, amount in (("maintenance_fund", "500"), ("family_allowance", "124,00")):
        dialog.kind.set_value(kind)
        dialog._fit()
        counter.type(dialog.amount, amount)
        counter.type(dialog.received_on, "10.10")
        counter.type(dialog.evidence, "decyzja")
        dialog._save_and_go_on()
        counter.wait()
        assert dialog.isVisible()
        assert dialog.amount.text() == ""
    dialog.cancel.click()
    assert [row.income.amount for row in view_of(counter, case_id).incomes] == [50_000, 12_400]
    assert page.income.model.row_at(1).row.income.received_on == OCTOBER


def test_enter_changes_a_line_and_delete_takes_it_out_for_a_while(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    counter.focus(page.income.table)
    page.income.table.select(1)
    press(page.income.table, Qt.Key.Key_Return)
    dialog = counter.dialog(IncomeDialog)
    counter.type(dialog.amount, "450")
    press(dialog, Qt.Key.Key_Return, CONTROL)
    counter.wait()
    assert page.income.model.row_at(1).row.income.amount == 45_000
    counter.focus(page.income.table)
    page.income.table.select(1)
    press(page.income.table, Qt.Key.Key_Delete)
    counter.wait()
    assert page.income.model.rowCount() == 7
    counter.window.notices._act()
    counter.wait()
    assert page.income.model.rowCount() == 8


def test_a_wrong_amount_is_told_at_its_field_and_nothing_is_written(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.acts.add_income(None)
    dialog = counter.dialog(IncomeDialog)
    dialog.go.click()
    assert dialog.kind.message.text() == "Wybierz pozycję z listy."
    dialog.kind.set_value("wage")
    dialog._fit()
    counter.type(dialog.amount, "12,345,67")
    assert dialog.amount.message.text() == "To nie jest kwota. Wpisz na przykład 1 248,00."
    dialog.go.click()
    counter.wait()
    assert dialog.isVisible()
    counter.type(dialog.amount, "1248")
    dialog.go.click()
    counter.wait()
    assert dialog._objection.text.words().startswith("Dochód „wynagrodzenie za pracę” nie jest kompletny.")
    assert page.income.model.rowCount() == 8


def test_what_a_kind_needs_is_asked_and_nothing_else(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.acts.add_income(None)
    dialog = counter.dialog(IncomeDialog)
    shown = {}
    for kind in ("none", "wage", "farm", "arrears", "business"):
        dialog.kind.set_value(kind)
        dialog._fit()
        fields = ("amount", "received_on", "hectares", "months", "costs", "maintenance", "lost_on")
        shown[kind] = [name for name in fields if getattr(dialog, name).isVisible()]
    assert shown == {
        "none": [],
        "wage": ["amount", "received_on", "costs", "maintenance", "lost_on"],
        "farm": ["received_on", "hectares", "maintenance"],
        "arrears": ["amount", "received_on", "months", "maintenance"],
        "business": ["amount", "received_on", "maintenance"],
    }
    dialog.kind.set_value("farm")
    dialog._fit()
    counter.type(dialog.hectares, "1,25")
    dialog.go.click()
    counter.wait()
    (farm,) = [row.income for row in view_of(counter, case_id).incomes if row.income.kind == "farm"]
    assert (farm.hectares, farm.received_on) == ("1,25", None)


def test_every_missing_thing_leads_to_where_it_is_put_right(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.next_card.followed.emit("signature")
    counter.dialog(SignatureDialog).go.click()
    counter.wait()
    page.next_card.followed.emit("assets")
    dialog = counter.dialog(PaperDialog)
    assert dialog.kind.value() == PaperKind.ASSETS_STATEMENT
    dialog.go.click()
    counter.wait()
    page.next_card.followed.emit("mediation")
    words = counter.dialog(WordsDialog)
    assert (words.words.value() or "").startswith("O świadczeniu rozstrzygają przepisy ustawy")
    words.go.click()
    counter.wait()
    assert [check.code for check in view_of(counter, case_id).checks if not check.is_met] == ["interview"]
    page.next_card.followed.emit("interview")
    counter.wait()
    interview = view_of(counter, case_id).interview
    assert interview is not None
    assert counter.went[-1] == ("interview", {"interview_id": interview.id})


def test_a_missing_paper_fixes_the_month_when_it_comes(counter: Counter) -> None:
    asked = annas_application(is_complete=False, missing="zaświadczenie z urzędu pracy")
    case_id = counter.order(take_application, asked).case.id
    page = counter.open("case", case_id=case_id)
    assert "! Brakuje: zaświadczenie z urzędu pracy" in [check.words() for check in _checks(page)]
    page.next_card.followed.emit("complete")
    dialog = counter.dialog(CompletionDialog)
    counter.type(dialog.day, "2.11.2026")
    dialog.go.click()
    counter.wait()
    assert dialog._objection.text.words().startswith("Dzień uzupełnienia 2 listopada 2026 nie może być prawdziwy.")
    counter.type(dialog.day, "16.11.2026")
    dialog.go.click()
    counter.wait()
    application = view_of(counter, case_id).application
    assert application is not None
    assert application.complete_on == date(2026, 11, 16)


def test_income_without_a_proof_is_opened_first(counter: Counter) -> None:
    taken = counter.order(take_application, annas_application())
    line = IncomeEntry(kind="wage", amount=100, received_on=OCTOBER)
    counter.order(write_income, WriteIncome(taken.person.id, line))
    page = counter.open("case", case_id=taken.case.id)
    page.next_card.followed.emit("income")
    dialog = counter.dialog(IncomeDialog)
    counter.type(dialog.evidence, "pasek wypłaty")
    dialog.go.click()
    counter.wait()
    page.next_card.followed.emit("income")
    assert counter.dialog(IncomeDialog).person.combo.currentText() == "Zofia Wiśniewska"


def test_a_letter_is_shown_made_and_delivered(counter: Counter, case_id: RecordId) -> None:
    settings = {"office_name_genitive": "Ośrodka", "data_officer": "iod@example.pl"}
    counter.order(
        written(*(Setting(id=setting_id(name), name=name, value=value) for name, value in settings.items())), 0
    )
    page = counter.open("case", case_id=case_id)
    assert "Zawiadomienie o wszczęciu postępowania" in [action.text() for action in page.letters.menu.actions()]
    page.letters.open("notice_of_proceedings")
    window = counter.dialog(PaperWindow)
    (make,) = [button for button in window.findChildren(Button) if "Sporządź" in button.text()]
    make.click()
    counter.wait()
    assert counter.window.notices.text() == "Pismo „Zawiadomienie o wszczęciu postępowania” jest w teczce."
    (paper,) = view_of(counter, case_id).papers
    page.papers.deliver.emit(paper)
    dialog = counter.dialog(DeliveryDialog)
    counter.type(dialog.served_on, "1.11")
    dialog.go.click()
    counter.wait()
    assert dialog._objection.text.words().startswith("Dzień 1 listopada 2026 nie pasuje do tego pisma.")
    counter.type(dialog.sent_on, "4.11")
    counter.type(dialog.served_on, "9.11")
    dialog.go.click()
    counter.wait()
    assert page.papers._lines[0].words().endswith("doręczono 9.11")
    page.papers._lines[0].followed.emit("open:0")
    assert counter.dialog(PaperWindow).preview.page() == 0


def test_a_summons_asks_what_is_wanted_and_by_which_provision(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.letters.open("summons_to_complete")
    dialog = counter.dialog(ListDialog)
    dialog.go.click()
    assert dialog.things.message.text() == "Wpisz co najmniej jeden wiersz."
    type_text(dialog.things.writing, "podpis na wniosku – art. 63 § 3 KPA")
    dialog.go.click()
    window = counter.dialog(PaperWindow)
    assert window.windowTitle() == "Wezwanie do usunięcia braków formalnych wniosku"


def test_how_it_was_worked_out_is_one_click_away(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.income.note.followed.emit("explain")
    assert counter.dialog(StepsWindow).windowTitle() == "Jak policzono"
    page.letters.draft("case_contents", {})
    assert counter.dialog(PaperWindow).windowTitle().startswith("Teczka sprawy")


def test_a_scan_joins_the_papers_and_a_wrong_file_is_refused(
    counter: Counter, case_id: RecordId, tmp_path: Path
) -> None:
    page = counter.open("case", case_id=case_id)
    page.papers.new.click()
    dialog = counter.dialog(PaperDialog)
    dialog.kind.set_value(PaperKind.MEDICAL.value)
    program = tmp_path / "wirus.exe"
    program.write_bytes(b"MZ")
    dialog.attach(program)
    dialog.go.click()
    counter.wait()
    assert dialog._objection.text.words().startswith("Takiego rodzaju pliku program nie przechowuje.")
    dialog.attach(tmp_path / "nie-ma.pdf")
    dialog.go.click()
    assert dialog._objection.text.words() == "Nie da się odczytać pliku nie-ma.pdf."
    scan = tmp_path / "orzeczenie.png"
    page.grab().save(str(scan))
    dialog.attach(scan)
    dialog.go.click()
    counter.wait()
    assert [line.words() for line in page.papers._lines] == ["Dokument medyczny lub orzeczenie"]


def test_the_next_act_follows_the_stage(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    interview = view_of(counter, case_id).interview
    assert interview is not None
    held = replace(interview, held_on=date(2026, 11, 12), finished_at=datetime(2026, 11, 12, 10, 40))
    counter.order(written((interview, held)), 0)
    assert page.primary.text() == "Ustal dochód i wysokość"
    page.primary.click()
    counter.wait()
    assert counter.went[-1] == ("decision", {"case_id": case_id})
    counter.open("case", case_id=case_id)
    person_id = view_of(counter, case_id).person.id
    paper = Document(id=new_id(), case_id=case_id, person_id=person_id, kind=PaperKind.DECISION)
    decision = Decision(id=new_id(), case_id=case_id, person_id=person_id, drafted_on=date(2026, 11, 16))
    counter.order(written(decision, paper), 0)
    assert page.primary.text() == "Otwórz decyzję"
    page.primary.click()
    counter.wait()
    assert counter.went[-1] == ("decision", {"decision_id": decision.id})
    counter.open("case", case_id=case_id)
    issued = replace(
        decision, state=DecisionState.ISSUED, issued_on=date(2026, 11, 16), number="1", document_id=paper.id
    )
    counter.order(written((decision, issued)), 0)
    page.primary.click()
    dialog = counter.dialog(DeliveryDialog)
    counter.type(dialog.served_on, "16.11")
    dialog.go.click()
    counter.wait()
    assert page.primary.text() == "Zakończ sprawę"
    assert page.steps_shown[-1].chip == "ostateczna od 1.12"
    page.primary.click()
    closing = counter.dialog(ClosingDialog)
    closing.way.set_value(Closing.WITHDRAWN.value)
    closing.go.click()
    counter.wait()
    assert closing._objection.text.words().startswith("Brakuje słów uzasadnienia.")
    closing.way.set_value(Closing.SETTLED.value)
    closing.go.click()
    counter.wait()
    assert not page.primary.isVisible()
    assert [action.text() for action in page.acts.menu().actions()] == ["Karta osoby", "Otwórz sprawę ponownie…"]


def test_a_benefit_that_is_not_worked_out_says_so(counter: Counter) -> None:
    taken = counter.order(take_application, annas_application(benefit="meal"))
    held = replace(taken.interview, held_on=date(2026, 11, 12), finished_at=datetime(2026, 11, 12, 10, 40))
    counter.order(written((taken.interview, held)), 0)
    page = counter.open("case", case_id=taken.case.id)
    assert not page.primary.isEnabled()
    assert page.primary.toolTip() == "Tej pomocy program jeszcze nie wylicza."
    assert "Brak spisu spraw dla tej pomocy, więc i znaku" in [check.words()[2:] for check in _checks(page)]
    page.next_card.followed.emit("sign")
    assert counter.window.notices.text() == "Spis spraw zakłada kierownik w ustawieniach ośrodka."


def test_a_contradiction_is_marked_and_leads_to_its_settlement(counter: Counter, case_id: RecordId) -> None:
    anna = view_of(counter, case_id).family[0].person
    page = counter.open("case", case_id=case_id)
    for phone in ("1", "2"):
        counter.order(change_person, ChangePerson(anna, replace(anna, phone=phone)))
    assert page.income.model.index(0, 0).data() == "Anna Wiśniewska, 34 ★ ⚠"
    assert page.warning.isVisible()
    page.next_card.followed.emit("contradictions")
    counter.wait()
    assert counter.went[-1][0] == "exchange"


def test_a_cancelled_case_stays_visible_and_closed(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    counter.order(cancel_case, CancelCase(view_of(counter, case_id).case, "wniosek złożono w innej gminie"))
    assert page.warning.text.words() == "Sprawa anulowana jako błędna rejestracja. Numer zostaje w spisie."
    assert not page.income.new.isVisible()
    assert [action.text() for action in page.acts.menu().actions()] == ["Karta osoby"]
    cases = counter.open("cases", tab="all")
    assert "[anulowana:neutral]" in table(cases.feed.model)


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


def test_a_case_that_is_not_there_is_said_in_words(counter: Counter) -> None:
    page = counter.open("case", case_id=RecordId(b"0123456789abcdef"))
    assert page.missing.title.text() == "Tego wpisu nie ma w pliku."


def _checks(page: Any) -> list[Any]:
    return list(page.next_card._checks._lines)
