"""A table with more columns than room takes the edges of the sheet, and gives them back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.questionnaires.family import family_table
from tests.ui.sheets import PREVIOUS, opened, table


def test_the_family_table_is_widened_and_narrowed_again(qtbot: QtBot) -> None:
    sheet = opened(qtbot, family_table(), previous=PREVIOUS)
    family = table(sheet, "A", "family")
    before = family.width()
    assert family._wide.text() == "Poszerz tabelę"
    QTest.mouseClick(family._wide, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: family.width() > before + 300)
    assert family._wide.text() == "Zwęź tabelę"
    assert not sheet._side.isVisible()
    QTest.mouseClick(family._wide, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: family.width() == before)


def test_another_segment_has_its_edges_back(qtbot: QtBot) -> None:
    sheet = opened(qtbot, family_table(), previous=PREVIOUS)
    family = table(sheet, "A", "family")
    QTest.mouseClick(family._wide, Qt.MouseButton.LeftButton)
    sheet.open_at("H")
    assert sheet._side.isVisible()
    assert family._wide.text() == "Poszerz tabelę"


def test_a_table_that_fits_offers_no_more_room(qtbot: QtBot) -> None:
    sheet = opened(qtbot, {})
    sheet.resize(1900, 700)
    alimony = table(sheet, "B", "alimony")
    qtbot.waitUntil(lambda: alimony.width() > 800)
    assert not alimony._wide.isVisible()
