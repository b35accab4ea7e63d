"""The plan of a day on the screen: its week, its order by keyboard, its print, and what it says where it is empty."""

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.interviews import Interview
from app.services.applications import take_application
from app.services.interviews import PlanInterview, plan_interview
from app.services.office import Office
from app.services.visits import WritePrecautions, write_precautions
from tests.little_office import CLERK, annas_application, somebody
from tests.ui.keys import press
from tests.ui.kitchen import Kitchen, kitchen, prepared
from ui.papers import PaperWindow
from ui.screens.dayplan import DayplanPage


def planned(office: Office, interview_id: bytes) -> None:
    """Two visits on Monday, the second with somebody along and a dog."""
    with office.reading() as file:
        first = next(each for each in file.find(Interview) if each.id == interview_id)
    plan_interview(office, PlanInterview(first, datetime(2026, 11, 16, 9, 0)))
    request = annas_application(person=somebody("Jan", "Ćwik"), members=())
    second = take_application(office, request).value.interview
    plan_interview(office, PlanInterview(second, datetime(2026, 11, 16, 11, 30), "dojazd od lasu"))
    write_precautions(office, WritePrecautions(second.id, None, is_with_police=True, warning="pies"))


@pytest.fixture
def monday(tmp_path: Path) -> Path:
    return prepared(tmp_path, planned)[0]


def opened(room: Kitchen, on: date | None = date(2026, 11, 16)) -> DayplanPage:
    room.window.open("day-plan", on=on)
    room.settle()
    page = room.window.page("day-plan")
    assert isinstance(page, DayplanPage)
    return page


def names(page: DayplanPage) -> list[str]:
    return [page.model.index(row, 1).data() for row in range(page.model.rowCount())]


def test_a_day_is_arranged_by_keyboard_and_printed_so(qtbot: QtBot, monday: Path) -> None:
    with kitchen(qtbot, monday) as room:
        page = opened(room)
        assert page.title.subtitle.text() == "poniedziałek, 16 listopada 2026 · Maria Lis · 2 wizyty"
        assert names(page) == ["Anna Wiśniewska", "Jan Ćwik"]
        assert page.beware.isHidden()
        room.come_to_front()
        page.table.setFocus()
        press(page.table, Qt.Key.Key_Down)
        assert page.beware.text.words() == "Jan Ćwik. Uwaga: pies · dojazd od lasu"
        assert page.model.index(1, 6).data() == "asysta Policji, uwaga"
        press(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
        room.settle()
        assert names(page) == ["Jan Ćwik", "Anna Wiśniewska"]
        assert page.order.current() == "own"
        assert page.hint.text().startswith("Kolejność przejazdu nie idzie za godzinami.")
        assert (page.up.isEnabled(), page.down.isEnabled()) == (False, True)
        page.print_button.click()
        room.settle()
        paper = room.dialog(PaperWindow)
        assert paper.windowTitle() == "Plan dnia 16.11.2026 – Maria Lis"
        paper.close()
        page.order.show_segment("hours")
        room.settle()
        assert names(page) == ["Anna Wiśniewska", "Jan Ćwik"]


def test_the_week_leads_from_day_to_day(qtbot: QtBot, monday: Path) -> None:
    with kitchen(qtbot, monday) as room:
        page = opened(room, None)
        assert page.day is not None
        assert page.day.on == date(2026, 11, 12)
        assert page.nothing.title.text() == "Ten pracownik nie ma wizyt w tym tygodniu"
        assert not page.print_button.isEnabled()
        page.week.after.click()
        room.settle()
        assert page.nothing.title.text() == "Na ten dzień nie ma wizyt"
        chips = list(page.week._days)
        assert [chip.text() for chip in chips][:2] == ["pon. 16.11 · 2", "wt. 17.11"]
        chips[0].click()
        room.settle()
        assert len(names(page)) == 2
        room.come_to_front()
        press(page.table, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        room.settle()
        assert page.day.on == date(2026, 11, 17)
        page.week.now.click()
        room.settle()
        assert page.day.on == date(2026, 11, 12)


def test_somebody_who_visits_nobody_looks_at_the_day_of_a_worker(qtbot: QtBot, monday: Path) -> None:
    with kitchen(qtbot, monday, CLERK) as room:
        page = opened(room)
        assert page.model.rowCount() == 0
        page.worker.combo.setCurrentIndex(page.worker.combo.findText("Maria Lis"))
        page.worker.combo.activated.emit(page.worker.combo.currentIndex())
        room.settle()
        assert names(page) == ["Anna Wiśniewska", "Jan Ćwik"]


def test_a_visit_of_the_day_is_opened_and_the_list_leads_here(qtbot: QtBot, monday: Path) -> None:
    with kitchen(qtbot, monday) as room:
        page = opened(room)
        page.table.opened.emit(page.model.row_at(0))
        room.settle()
        assert room.window.current_id() == "interview"
