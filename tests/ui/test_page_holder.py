"""A page in the window shows what has the keyboard."""

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.page_holder import PageHolder


def held(qtbot: QtBot) -> tuple[PageHolder, list[QLineEdit]]:
    page = QWidget()
    column = QVBoxLayout(page)
    fields = [QLineEdit() for _number in range(40)]
    for field in fields:
        field.setMinimumHeight(36)
        column.addWidget(field)
    holder = PageHolder(page)
    qtbot.addWidget(holder)
    holder.resize(400, 300)
    holder.show()
    qtbot.waitExposed(holder)
    holder.activateWindow()
    fields[0].setFocus()
    QApplication.processEvents()
    return holder, fields


def test_what_takes_the_keyboard_comes_into_sight(qtbot: QtBot) -> None:
    holder, fields = held(qtbot)
    assert fields[30].visibleRegion().isEmpty()
    fields[30].setFocus()
    QApplication.processEvents()
    assert fields[30].visibleRegion().boundingRect().height() == fields[30].height()
    fields[0].setFocus()
    QApplication.processEvents()
    assert holder.verticalScrollBar().value() == 0


def test_what_is_in_sight_stays_where_it_is(qtbot: QtBot) -> None:
    holder, fields = held(qtbot)
    fields[4].setFocus()
    QApplication.processEvents()
    assert holder.verticalScrollBar().value() == 0
