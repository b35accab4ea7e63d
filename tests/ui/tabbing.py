"""Going through a form with Tab alone, by what a screen reader calls its fields."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import drawn
from tests.ui.keys import press, type_text


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def tab_to(text: str) -> QWidget:
    """Press Tab until the keyboard is in what a screen reader calls so."""
    for _step in range(60):
        if drawn.said(focused()) == text:
            return focused()
        press(focused(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {text!r}")


def fill(values: dict[str, str]) -> None:
    """Type into fields by their labels, going from one to the next with Tab."""
    for label, text in values.items():
        type_text(tab_to(label), text)
