"""A clerk drafts a decision on its screen, over a real file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.benefits import WITH_LETTER
from app.domain.cases import Case
from app.domain.decisions import DecisionKind
from app.domain.records import RecordId
from app.services.applications import take_application
from app.services.decision_drafts import ChangeDraft, change_draft
from app.services.office import Office
from tests.little_decision import add_income, changed, drafted
from tests.little_office import annas_application
from tests.ui.deciding import Deciding, Prepared, Room, reasoned, rooms
from tests.ui.keys import press, type_text
from ui.screens.decision_amounts import AMOUNT_ROWS


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    yield from rooms(tmp_path)


def typed_into(room: Deciding, name: str, text: str, *, leaves: bool = True) -> None:
    line = room.page.counted.fields[name].line  # type: ignore[attr-defined]  # amount and months have one
    line.setFocus()
    line.selectAll()
    type_text(line, text)
    if leaves:
        press(line, Qt.Key.Key_Return)
    room.wait()


def test_each_benefit_that_is_decided_brings_the_rows_of_its_amount() -> None:
    assert set(AMOUNT_ROWS) == set(WITH_LETTER)


def test_opening_a_case_begins_its_draft_and_shows_all_of_it(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    page = desk.page
    assert page.head.title.title.text().startswith("Decyzja: zasiłek okresowy, 610,50\u00a0zł × 3")
    assert page.head.chip.text() == "Projekt"
    assert page.counted.amount.message.text() == "od 610,50 do 1\u00a0221,00\u00a0zł"
    assert (page.counted.from_month.text(), page.counted.to_month.text()) == ("11.2026", "01.2027")
    words = page.text.ruling.text.words().replace("\u00a0", " ")
    assert words == (
        "Przyznaję Pani Annie Wiśniewskiej zasiłek okresowy z powodu bezrobocia w kwocie 610,50 zł miesięcznie "
        "(słownie: sześćset dziesięć złotych 50/100) na okres od 1 listopada 2026 r. do 31 stycznia 2027 r., "
        "płatny przelewem do 25. dnia miesiąca."
    )
    texts = page.text.checks.texts()
    assert texts["authority"] == "✓ oznaczenie organu"
    assert texts["reasons"].startswith("! uzasadnienie")
    assert texts["signature"].startswith("○ podpis upoważnionej osoby\nEwa Zielińska")
    assert len(page.preview._sheets.pages) == 2
    assert page.head.primary.text() == "Przekaż do zatwierdzenia"
    assert not desk.problems


def test_the_page_follows_while_an_amount_is_typed_and_is_written_when_the_field_is_left(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    typed_into(desk, "amount", "700", leaves=False)
    assert "siedemset złotych" in desk.page.text.ruling.text.words()
    assert desk.page.view is not None
    assert desk.page.view.decision.amount == 61_050
    press(desk.page.counted.amount.line, Qt.Key.Key_Return)
    desk.wait()
    assert desk.page.view.decision.amount == 70_000
    assert "700,00" in desk.page.head.title.title.text()


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("amount", "610,49", "Ustawa pozwala przyznać od 610,50 zł do 1 221,00 zł."),
        ("amount", "", "nie mieści się w granicach"),
        ("amount", "12,345,67", "To nie jest kwota"),
        ("from_month", "10.2026", "Przysługuje od miesiąca"),
        ("to_month", "10.2026", "Okres kończy się, zanim się zaczął"),
        ("to_month", "13.2026", "Nie ma miesiąca o numerze 13"),
    ],
)
def test_what_the_law_does_not_allow_is_refused_in_words_and_not_written(
    room: Room, field: str, text: str, says: str
) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    before = desk.page.view
    assert before is not None
    if text:
        typed_into(desk, field, text)
    else:
        desk.page.counted.amount.line.setFocus()
        desk.page.counted.amount.line.selectAll()
        press(desk.page.counted.amount.line, Qt.Key.Key_Delete)
        press(desk.page.counted.amount.line, Qt.Key.Key_Return)
        desk.wait()
    shown = desk.page.counted.fields[field]
    assert shown.is_refused()
    assert says in shown.message.text().replace("\u00a0", " ")
    assert desk.page.view is not None
    assert desk.page.view.decision == before.decision
    desk.page.head.primary.click()
    desk.wait()
    assert shown.is_refused()
    assert desk.page.view.decision == before.decision, "a draft with a refused value goes to nobody"
    assert QApplication.focusWidget() in shown.findChildren(QWidget)
    good = {"amount": "1000", "from_month": "12.2026", "to_month": "12.2026"}[field]
    typed_into(desk, field, good)
    assert not shown.is_refused()
    assert desk.page.view.decision != before.decision


def test_the_reason_and_the_way_of_payment_are_chosen_in_the_sentence(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    for choice, words, expected in (
        ("reason", "długotrwała lub ciężka choroba", "z powodu długotrwałej lub ciężkiej choroby"),
        ("pay_by", "w kasie ośrodka", "płatny w kasie ośrodka"),
    ):
        menu = desk.page.text.ruling.menu(choice)
        assert sum(action.isChecked() for action in menu.actions()) == 1
        next(action for action in menu.actions() if action.text() == words).trigger()
        desk.wait()
        assert expected in desk.page.text.ruling.text.words().replace("\u00a0", " ")
    desk.page.text.ruling.text.pressed.emit("to_month")
    assert desk.page.focusWidget() is desk.page.counted.to_month.line


def test_a_text_that_is_being_typed_is_written_when_another_screen_comes(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    desk.page.text.show_tab("reasons")
    writing = desk.page.text.written.writing
    writing.setFocus()
    type_text(writing, "Żona choruje, źródeł dochodu brak.")
    desk.wait()
    assert desk.page.text.checks.texts()["reasons"].startswith("✓")
    desk.open("decisions")
    desk.open(case_id=prepared.case_id, is_begun=True)
    assert desk.page.view is not None
    assert desk.page.view.decision.written_reasons == "Żona choruje, źródeł dochodu brak."


def test_a_text_is_written_when_its_writer_pauses_and_the_cursor_stays(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    desk.page.text.show_tab("reasons")
    written = desk.page.text.written
    written._pause.setInterval(1)
    written.writing.setFocus()
    type_text(written.writing, "Żona choruje. ")
    desk.wait()
    assert desk.page.view is not None
    assert desk.page.view.decision.written_reasons == "Żona choruje."
    assert written.writing.hasFocus()
    type_text(written.writing, "Źródeł dochodu brak.")
    assert written.writing.toPlainText() == "Żona choruje. Źródeł dochodu brak."


def test_one_field_written_twice_without_waiting_does_not_contradict_itself(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    for amount in (70_000, 80_000, 90_000):
        desk.page.counted.chosen.emit("amount", amount)
    desk.wait()
    assert desk.page.view is not None
    assert desk.page.view.decision.amount == 90_000
    assert desk.page.view.contradicted == ()


def test_what_others_write_into_a_text_that_is_being_typed_is_told_and_not_overwritten(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    desk.page.text.show_tab("reasons")
    writing = desk.page.text.written.writing
    writing.setFocus()
    type_text(writing, "Żona choruje.")
    assert desk.page.view is not None
    shown = desk.page.view.decision
    there = ChangeDraft(shown, replace(shown, written_reasons="Mąż choruje."))
    desk.desk.order(change_draft, there)  # what an import that asks nobody would bring
    desk.wait()
    assert desk.window.notices.text().startswith("W czasie pisania ktoś zmienił to samo miejsce projektu.")
    desk.page.counted.amount.setFocus()
    desk.wait()
    assert desk.page.head.banner.text.words().startswith("Projekt zmieniono na dwóch stanowiskach.")
    assert desk.page.view.contradicted == ("written_reasons",)


def test_leaving_the_reasons_out_warns_that_the_appeal_is_gone(room: Room) -> None:
    prepared = Prepared(reasoned)
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    text = desk.page.text
    text.show_tab("reasons")
    assert text.bare.isHidden()
    text.in_full.click()
    desk.wait()
    assert "od dnia doręczenia (art. 130 § 4 KPA)" in text.bare_warning.text.words()
    text.bare.click()
    desk.wait()
    assert "Strona nie będzie mogła się odwołać" in text.bare_warning.text.words()
    assert text.written.isHidden()
    assert any("odwołanie nie służy" in each for each in text.instruction.texts())
    text.in_full.click()
    desk.wait()
    assert text.bare.isHidden()
    assert any("służy stronie odwołanie" in each for each in text.instruction.texts())


def test_law_and_income_lines_are_read_in_their_tabs(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    law, generated = desk.page.text.law.texts(), desk.page.text.generated.texts()
    assert any("Kryterium na osobę w rodzinie: 823,00, od 1.01.2025 (Dz.U. 2024 poz. 1044)" in each for each in law)
    assert any("fundusz alimentacyjny" in each and "500,00" in each for each in generated)


def test_a_refusal_says_by_how_much_the_income_is_too_high(room: Room) -> None:
    prepared = Prepared(lambda office, case: add_income(office, case, 200_000))
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    page = desk.page
    assert page.head.title.title.text() == "Decyzja: zasiłek okresowy, odmowa"
    assert "gdyby dochód był niższy co najmniej o 779,01" in page.counted.reason.text.words()
    assert page.counted.amount.isHidden()
    assert page.text.verdict.isHidden()
    assert page.text.ruling.text.words().startswith("Odmawiam Pani Annie Wiśniewskiej")


def test_a_grant_is_turned_into_a_refusal_with_its_grounds_and_back(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    text = desk.page.text
    text.verdict.click()
    desk.wait()
    assert desk.page.view is not None
    assert desk.page.view.decision.kind is DecisionKind.REFUSAL
    text.grounds.combo.setCurrentIndex(0)
    text.grounds.combo.activated.emit(0)
    desk.wait()
    assert desk.page.view.decision.refusal_grounds == "art. 11 ust. 2"
    assert any("art. 11 ust. 2" in each for each in text.law.texts())
    text.verdict.click()
    desk.wait()
    assert (desk.page.view.decision.amount, desk.page.view.decision.refusal_grounds) == (61_050, "")


def test_income_that_came_later_is_taken_over_by_a_click(room: Room) -> None:
    prepared = Prepared(reasoned, lambda office, case: add_income(office, case, 40_000))
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    assert desk.page.counted.recount.isVisibleTo(desk.page)
    desk.page.head.primary.click()
    desk.wait()
    assert "Obliczenie w projekcie jest nieaktualne" in str(desk.problems[0].code) or desk.notice()
    desk.page.counted.recount.click()
    desk.wait()
    assert desk.page.view is not None
    assert desk.page.view.decision.amount == 61_050
    assert desk.page.counted.recount.isHidden()
    assert "410,50" in desk.page.counted.amount.message.text()


def test_two_versions_of_a_draft_are_told_above_it(room: Room) -> None:
    def twice(office: Office, case: Case) -> None:
        draft = drafted(office, case)
        changed(office, draft, amount=70_000)
        changed(office, draft, amount=80_000)

    prepared = Prepared(twice)
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    assert desk.page.head.banner.text.words().startswith("Projekt zmieniono na dwóch stanowiskach.")


def test_what_the_program_does_not_work_out_is_told_with_a_way_back(room: Room) -> None:
    case_ids: list[RecordId] = []

    def meal(office: Office) -> None:
        case_ids.append(take_application(office, annas_application(benefit="meal")).value.case.id)

    desk = room(meal)
    desk.open(case_id=case_ids[0], is_begun=True)
    assert "program jeszcze nie wylicza" in desk.page.nothing.title.text()
    assert desk.page.nothing.button.isVisibleTo(desk.page)
    assert desk.page._pile.currentIndex() == 1


# -- help that is given once ------------------------------------------------------------------------------------------


def test_a_purpose_allowance_has_no_months_and_its_need_is_chosen_in_the_sentence(room: Room) -> None:
    prepared = Prepared(benefit="purpose_allowance")
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    page = desk.page
    assert page.head.title.title.text() == "Decyzja: zasiłek celowy"
    assert page.counted.from_month.isVisibleTo(page) is page.counted.to_month.isVisibleTo(page) is False
    assert page.counted.amount.isVisibleTo(page)
    assert page.counted.amount.message.text() == "ustawa nie określa kwoty"
    assert page.text.written.message.text().startswith("Dlaczego ta potrzeba i ta kwota.")
    for choice, words in (("need", "opał"), ("reason", "długotrwała lub ciężka choroba")):
        next(each for each in page.text.ruling.menu(choice).actions() if each.text() == words).trigger()
        desk.wait()
    typed_into(desk, "amount", "800")
    said = page.text.ruling.text.words().replace("\u00a0", " ")
    assert said.startswith(
        "Przyznaję Pani Annie Wiśniewskiej zasiłek celowy na zakup opału, z powodu długotrwałej lub ciężkiej choroby, "
        "w kwocie 800,00 zł (słownie: osiemset złotych 00/100), płatny jednorazowo przelewem"
    )
    assert page.head.title.title.text() == "Decyzja: zasiłek celowy, 800,00\u00a0zł"
    (chosen,) = [each.text() for each in page.text.ruling.menu("need").actions() if each.isChecked()]
    assert chosen == "opał"
    assert not desk.problems


def test_the_special_allowance_says_its_limit_and_why_it_may_be_refused(room: Room) -> None:
    prepared = Prepared(lambda office, case: add_income(office, case, 200_000), benefit="special_purpose_allowance")
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    page = desk.page
    assert page.counted.amount.message.text() == "najwyżej 2\u00a0469,00\u00a0zł"
    typed_into(desk, "amount", "2469,01")
    assert "Ustawa pozwala przyznać najwyżej 2 469,00 zł." in page.counted.amount.message.text().replace("\u00a0", " ")
    page.text.verdict.click()
    desk.wait()
    combo = page.text.grounds.combo
    assert "przypadek nie jest szczególnie uzasadniony (art. 41 pkt 1)" in [
        combo.itemText(number) for number in range(combo.count())
    ]
