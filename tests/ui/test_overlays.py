"""What lies over a page for a while: progress, notices."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import drawn
from tests.ui.keys import press
from ui.parts import BusyPanel, NoticeBar
from ui.parts.progress import PATIENCE_MS, Bar


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, 500)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_what_is_quick_is_never_seen(page: QWidget, qtbot: QtBot) -> None:
    panel = BusyPanel(page)
    panel.begin("Wczytywanie paczki")
    qtbot.wait(50)
    assert panel.is_waiting()
    assert not panel.isVisible()
    panel.end()
    qtbot.wait(PATIENCE_MS + 50)
    assert not panel.isVisible()


def test_what_lasts_is_said_after_a_while_and_can_be_stopped(page: QWidget, qtbot: QtBot) -> None:
    panel = BusyPanel(page)
    stops: list[bool] = []
    panel.begin("Wczytywanie paczki", 0.1, lambda: stops.append(True))
    panel.begin("Wczytywanie paczki", 0.4, lambda: stops.append(True))
    qtbot.waitUntil(panel.isVisible, timeout=PATIENCE_MS * 4)
    assert panel.findChildren(Bar)[0].part() == pytest.approx(0.4)
    assert page.rect().contains(panel.geometry())
    press(panel._stop, Qt.Key.Key_Space)
    assert stops == [True]
    press(panel._stop, Qt.Key.Key_Space)
    assert stops == [True]
    page.resize(300, 300)
    QApplication.processEvents()
    assert page.rect().contains(panel.geometry())
    panel.end()
    assert not panel.is_waiting()


def test_without_a_way_to_stop_there_is_no_button(page: QWidget, qtbot: QtBot) -> None:
    panel = BusyPanel(page)
    panel.begin("Druk")
    qtbot.waitUntil(panel.isVisible, timeout=PATIENCE_MS * 4)
    assert not panel._stop.isVisible()
    panel.end()


def test_a_notice_offers_one_thing_to_do(page: QWidget) -> None:
    notices = NoticeBar(page)
    undone: list[bool] = []
    notices.say("Przekazano do zatwierdzenia.", "ok", "Cofnij", lambda: undone.append(True))
    assert notices.text() == "Przekazano do zatwierdzenia."
    assert notices._clock.isActive()
    press(notices._button, Qt.Key.Key_Space)
    assert undone == [True]
    assert notices.text() == ""


def test_a_bad_notice_stays_until_it_is_closed(page: QWidget) -> None:
    notices = NoticeBar(page)
    notices.say("Zapisano.")
    notices.say("Nie udało się zapisać: brak miejsca na dysku.", "bad")
    assert not notices._clock.isActive()
    assert drawn.said(notices._text).strip() == "Nie udało się zapisać: brak miejsca na dysku."
    press(notices._close, Qt.Key.Key_Space)
    assert not notices.isVisible()


def test_a_notice_is_as_high_as_its_words(page: QWidget) -> None:
    notices = NoticeBar(page)
    notices.say("Krótko.")
    low = notices.height()
    notices.say("Zażółć gęślą jaźń. " * 20)
    QApplication.processEvents()
    assert notices.height() >= 2 * low
    assert drawn.cut_labels(page) == []
    page.resize(420, 500)
    QApplication.processEvents()
    assert page.rect().contains(notices.geometry())
