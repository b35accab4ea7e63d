"""How a case was worked out stands in a tree: it folds, is copied, leads to the document, and says what may change."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.domain.exclusions import Effect, Met
from app.domain.sentences import Why
from app.services.applications import take_application
from app.services.case_views import OpenCase, open_case
from app.services.income_answers import AskIncomeAnswers, ask_income_answers
from app.services.incomes import IncomeEntry, WriteIncome, write_income
from app.services.interview_offer import OfferCode
from app.services.interview_taking import ListOffers, TakeOver, list_offers, take_over
from tests.little_office import annas_application
from tests.ui.case_desk import annas_case
from tests.ui.counter import Counter, office_file
from tests.visits import finished, visit
from ui.parts.reasoning import Ground, Reasoning
from ui.screens.case_explained import explanation
from ui.screens.case_income_form import IncomeDialog
from ui.screens.steps_tree import FEW_LINES, FEW_WAYS, chapters, few_ways
from ui.screens.steps_window import StepsWindow


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(office_file(tmp_path))
    yield made
    made.close()


@pytest.fixture
def window(counter: Counter) -> StepsWindow:
    counter.open("case", case_id=annas_case(counter)).income.note.followed.emit("explain")
    return counter.dialog(StepsWindow)


def found(tree: Reasoning, words: str) -> QModelIndex:
    flags = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
    return tree.model().match(tree.model().index(0, 0), Qt.ItemDataRole.DisplayRole, words, 1, flags)[0]


def step(code: str, text: str) -> Why:
    return Why(code, text, "", "art. 8 ust. 3")


def test_the_chapters_stand_in_the_order_of_the_reasoning(window: StepsWindow) -> None:
    model = window.tree.model()
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert titles == ["Miesiąc i rodzina", "Dochód", "Kryterium", "Warunki i wynik", "Co może zmienić wynik"]
    outlook = window.tree.text().split("Co może zmienić wynik")[1]
    assert "nie zmieni jego wysokości" in outlook


def test_a_line_leads_to_its_document(counter: Counter, window: StepsWindow) -> None:
    line = found(window.tree, "Dokument: ")
    window.tree.expandAll()
    window.tree.setCurrentIndex(line)
    QTest.keyClick(window.tree, Qt.Key.Key_Return)
    assert counter.dialog(IncomeDialog).evidence.isVisible()


def test_a_branch_or_all_of_it_is_copied_with_its_articles(window: StepsWindow) -> None:
    window.tree.setCurrentIndex(window.tree.model().index(2, 0))
    QTest.keyClick(window.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    first, criterion = QGuiApplication.clipboard().text().splitlines()
    assert first == "Kryterium"
    assert criterion.startswith("    Kryterium dochodowe rodziny")
    assert criterion.endswith("(art. 8 ust. 1 pkt 2 i 3)")
    window.tree.copy_all()
    assert QGuiApplication.clipboard().text() == window.tree.text()


def test_it_is_folded_and_unfolded_from_the_keyboard(window: StepsWindow) -> None:
    chapter = window.tree.model().index(1, 0)
    window.tree.setCurrentIndex(chapter)
    QTest.keyClick(window.tree, Qt.Key.Key_Left)
    assert not window.tree.isExpanded(chapter)
    QTest.keyClick(window.tree, Qt.Key.Key_Right)
    assert window.tree.isExpanded(chapter)


def test_many_lines_are_folded_person_by_person() -> None:
    names = [f"Osoba {at}" for at in range(14)]
    steps = [step("income_counted", f"Do dochodu wliczono: {name}, renta {at}.") for name in names for at in (1, 2)]
    (income,) = chapters([*steps, step("income_sum_family", "Razem.")], names=names)
    assert len(income.under) == len(names) + 1
    assert income.under[0].text == "Osoba 0: 2 pozycje"
    assert income.under[0].under == tuple(Ground(s.text, s.basis, is_open=False) for s in steps[:2])
    assert not income.under[0].is_open
    few = steps[: FEW_LINES - 1]
    assert [ground.text for ground in chapters(few, names=names)[0].under] == [each.text for each in few]


def test_a_refusal_opens_with_its_reason_and_with_what_would_have_to_change() -> None:
    steps = [step("criterion_single", "Kryterium."), step("permanent_income_above", "Dochód jest wyższy.")]
    ahead = [step("prospect_lower", "Gdyby dochód był niższy o 61,01 zł.")]
    tree = chapters(steps, outlook=ahead, is_refused=True)
    assert [chapter.text for chapter in tree] == ["Odmowa", "Co może zmienić wynik", "Kryterium", "Warunki i wynik"]
    assert [ground.text for ground in tree[1].under] == ["Gdyby dochód był niższy o 61,01 zł."]
    assert tree[0].under[0].text == "Dochód jest wyższy."


def test_many_receipts_of_which_each_would_do_are_one_line() -> None:
    lower = [step("prospect_lower", f"Gdyby przychód {at} był niższy.") for at in range(FEW_WAYS + 1)]
    same = step("prospect_same", "Wynik nie zmieni się sam.")
    tree = chapters([], outlook=[*lower, same])
    assert [ground.text for ground in tree[0].under] == ["Niższy jeden z 4 przychodów", same.text]
    assert [ground.text for ground in tree[0].under[0].under] == [each.text for each in lower]
    assert few_ways([*lower, same]) == [same.text]
    assert few_ways([*lower[:FEW_WAYS], same]) == [each.text for each in (*lower[:FEW_WAYS], same)]


def test_what_meets_other_help_has_its_chapter_before_the_outlook() -> None:
    met = (Met(beside="care_benefit", effect=Effect.EXCLUDED, text="Nie przysługuje.", basis="art. 37 ust. 4"),)
    tree = chapters([step("criterion_single", "Kryterium.")], outlook=[step("prospect_same", "Nic.")], met=met)
    assert [chapter.text for chapter in tree] == ["Kryterium", "Zbieg z inną pomocą", "Co może zmienić wynik"]
    assert (tree[1].under[0].text, tree[1].under[0].basis) == ("Nie przysługuje.", "art. 37 ust. 4")


def test_a_case_says_first_that_another_right_excludes_what_is_asked_for(counter: Counter) -> None:
    taken = counter.order(take_application, annas_application(benefit="permanent_allowance"))
    page = counter.open("case", case_id=taken.case.id)
    assert page.warning.isHidden()
    line = IncomeEntry(kind="care_benefit", amount=3_287_00, received_on=date(2026, 10, 9))
    counter.order(write_income, WriteIncome(taken.person.id, line))
    counter.wait()
    assert page.warning.isVisible()
    told = page.warning.text.words()
    assert told.startswith("Zasiłek stały nie przysługuje, ponieważ ta sama osoba ma prawo do świadczenia")
    assert told.endswith("(art. 37 ust. 4)")


def test_a_line_leads_to_the_answer_that_says_the_same(tmp_path: Path) -> None:
    with visit(tmp_path) as (office, interview):
        finished(office, interview.id)
        offers = list_offers(office, ListOffers(interview.id))
        take_over(office, TakeOver(interview.id, tuple(each for each in offers if each.code is OfferCode.INCOME)))
        view = open_case(office, OpenCase(interview.case_id))
        answers = ask_income_answers(office, AskIncomeAnswers(interview.case_id))
    (income,) = (chapter for chapter in explanation(view, (), answers) if chapter.text == "Dochód")
    below = [ground for line in income.under for ground in line.under]
    told = {ground.text.replace("\u00a0", " ") for ground in below if ground.link == f"interview:{interview.id.hex()}"}
    assert "Odpowiedź w wywiadzie z 12.11.2026: fundusz alimentacyjny, 624,00 zł" in told
