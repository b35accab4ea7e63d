"""Widgets and models as text, so that a test reads like what a person sees or hears."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui.models.rows import TONE_ROLE


def table(model: QAbstractItemModel) -> str:
    """Titles and cells, one line a row; a chip stands in brackets, what aligns right is marked with >."""
    lines = [" | ".join(str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns(model))]
    lines += [" | ".join(cell(model, row, column) for column in columns(model)) for row in range(model.rowCount())]
    return "\n".join(lines)


def columns(model: QAbstractItemModel) -> range:
    return range(model.columnCount())


def cell(model: QAbstractItemModel, row: int, column: int) -> str:
    index = model.index(row, column)
    text = str(index.data())
    if tone := index.data(TONE_ROLE):
        return f"[{text}:{tone}]"
    is_right = int(index.data(Qt.ItemDataRole.TextAlignmentRole)) & Qt.AlignmentFlag.AlignRight.value
    return f">{text}" if is_right else text


def said(widget: QObject) -> str:
    """The name that a screen reader would read out."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def tab_stops(page: QWidget) -> Iterator[QWidget]:
    """What Tab visits inside a page, in its order."""
    step = page.nextInFocusChain()
    while step is not None and step is not page:
        takes_tab = bool(step.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if page.isAncestorOf(step) and takes_tab and step.isEnabled() and step.isVisibleTo(page):
            yield step
        step = step.nextInFocusChain()


def cut_labels(page: QWidget) -> list[str]:
    """Texts of labels that are lower than their letters need: what would lose the tail of ę or the dot of Ż."""
    QApplication.processEvents()
    return [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible() and label.text() and label.height() < label.fontMetrics().height()
    ]
