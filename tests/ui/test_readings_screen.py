"""The readings of the act at their screen: told, tried before they are adopted, taken back, only by the head."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.readings import Question
from tests.little_office import CLERK, HEAD
from tests.ui.drawn import table
from tests.ui.resolutions_room import Room, decided
from ui.screens.readings import ReadingsPage
from ui.screens.readings_forms import ReadingDialog


@pytest.fixture
def head(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path, decided, HEAD)
    yield room
    room.close()


def page_of(room: Room) -> ReadingsPage:
    page = room.open("readings")
    assert isinstance(page, ReadingsPage)
    return page


def choose(page: ReadingsPage, question: Question) -> None:
    page.table.select(list(Question).index(question))


def form_of(page: ReadingsPage) -> ReadingDialog:
    dialog = page.change()
    assert dialog is not None
    return dialog


def test_every_question_stands_with_its_usual_answer(head: Room) -> None:
    page = page_of(head)
    lines = table(page.rows).splitlines()
    assert len(lines) == 1 + len(Question)
    assert all("domyślne" in line for line in lines[1:])
    choose(page, Question.ARREARS)
    assert page.matter.text() == (
        "Ustawa nie mówi, od którego miesiąca liczy się należność wypłacona za kilka miesięcy (art. 8 ust. 12)."
    )
    shown = [view.name.text() for view in page.options if view.isVisibleTo(page)]
    assert shown == [
        "✓ Od miesiąca wypłaty (obowiązuje)",
        "Od miesiąca po wypłacie",
        "Wstecz, za czas, którego dotyczy",
    ]
    choose(page, Question.SPECIAL_LIMIT)
    assert [view.isVisibleTo(page) for view in page.options] == [True, True, False]


def test_a_reading_is_tried_adopted_taken_back_and_put_back(head: Room) -> None:
    page = page_of(head)
    choose(page, Question.OWN_PERIODIC)
    dialog = form_of(page)
    assert dialog.month.value() is not None
    dialog.option.set_value(None)
    dialog.go.click()
    assert dialog.option.message.text() == "Wybierz pozycję z listy."
    dialog.option.set_value("counted")
    dialog.go.click()
    assert dialog.why.message.text() == "Napisz, z czego wynika to odczytanie."
    dialog.why.set_text("zarządzenie nr 4/2026")
    dialog.try_it.click()
    head.wait()
    assert (
        dialog.answer.text()
        .replace("\u00a0", " ")
        .startswith("sprawdzono 1 decyzję · zmieniłoby się 0 · razem 0,00 zł.")
    )
    dialog.go.click()
    head.wait()
    assert not head.has_dialog(ReadingDialog)
    (line,) = (line for line in table(page.rows).splitlines() if line.startswith("Poprzedni zasiłek okresowy"))
    assert line.endswith("Nie jest dochodem | zmiana 1.12.2026")
    assert page.history.text() == "Od 1.12.2026: Jest dochodem (zarządzenie nr 4/2026)."
    page.take_back.click()
    head.wait()
    assert head.notice() == "Wycofano odczytanie: Poprzedni zasiłek okresowy."
    assert not page.history.isVisibleTo(page)
    head.window.notices._act()
    head.wait()
    assert page.history.text().startswith("Od 1.12.2026")
    assert not head.problems


def test_what_reaches_back_is_objected_to_in_the_form(head: Room) -> None:
    page = page_of(head)
    choose(page, Question.OWN_PERIODIC)
    dialog = form_of(page)
    dialog.option.set_value("counted")
    dialog.month.set_text("11.2026")
    dialog.why.set_text("zarządzenie nr 4/2026")
    dialog.go.click()
    head.wait()
    assert head.has_dialog(ReadingDialog)
    assert "Odczytania nie można zmienić wstecz" in dialog._objection.text.words()
    dialog.month.set_text("")
    dialog.go.click()
    assert dialog.month.message.text() == "Wpisz miesiąc, na przykład 01.2028."


def test_a_clerk_reads_and_does_not_change(tmp_path: Path) -> None:
    room = Room(tmp_path, decided, CLERK)
    page = page_of(room)
    assert "Odczytania przyjmuje kierownik." in page.title.subtitle.text()
    assert not page.alter.isEnabled()
    assert page.change() is None
    room.close()
