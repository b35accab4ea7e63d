"""A part alone on a page."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

KEPT: list[QWidget] = []
"""Pages that are on the screen: a page that nobody holds takes its part with it."""


def shown(qtbot: QtBot, part: QWidget, width: int = 400, height: int = 300) -> QWidget:
    """The page that shows the part."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(part)
    column.addStretch(1)
    qtbot.addWidget(page)
    KEPT.append(page)
    page.resize(width, height)
    page.show()
    qtbot.waitExposed(page)
    QApplication.processEvents()
    return page
